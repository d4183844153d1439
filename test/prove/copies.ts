import { setTimeout as after } from 'node:timers/promises'
import { learner } from '../bench/line.ts'
import { answerTo } from '../bench/model.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { type Lane, openLane } from './lane.ts'
import { allOf, atMost, type Proof } from './promise.ts'

const FORMS = { short: { people: 40, rounds: 15 }, long: { people: 100, rounds: 20 } }
const INSTANCES = 3
const COPIES = 4 // Slack delivers an event four times at most
const LOOK_MS = 50
const PATIENCE_MS = 60_000

/** What Slack delivered to one person's thread, and what is kept of it. */
type Talk = { posts: number; rounds: number; isInOrder: boolean }

/** Each event is handed to several instances in the same moment: one round and one post come of it, in order. */
export const copies: Proof = {
  async prove({ form, say }) {
    if (!postgresPresent) return { cannot: 'there is no PostgreSQL' }
    const { people, rounds } = FORMS[form]
    const postgres = await startPostgres()
    const lane = await openLane({ database: await postgres.another('copies'), people, bots: INSTANCES, copies: COPIES })
    try {
      for (let bot = 0; bot < INSTANCES; bot += 1) await lane.start(bot)
      say(`${INSTANCES} instances are up, and each event goes to ${COPIES} connections at once`)
      const talks = await Promise.all(Array.from({ length: people }, (_, number) => talkOf(lane, number, rounds)))
      const sum = (of: (talk: Talk) => number) => talks.reduce((all, talk) => all + of(talk), 0)
      return [
        allOf(
          'each reply delivered 4 times to 3 instances: rounds',
          sum(({ rounds }) => rounds),
          people * rounds,
        ),
        allOf(
          'each reply delivered 4 times to 3 instances: posts',
          sum(({ posts }) => posts),
          people * rounds,
        ),
        atMost('threads out of order', talks.filter(({ isInOrder }) => !isInOrder).length),
      ]
    } finally {
      await lane.close()
      await postgres.stop()
    }
  },
}

/** A person opens a session and replies so often, each time once the answer is there. */
async function talkOf(lane: Lane, number: number, rounds: number): Promise<Talk> {
  const person = learner(number).id
  const channel = await lane.direct(person)
  await lane.types(person, channel, 'sales')
  await seen(lane, channel, 1)
  const [opening] = await lane.threads(channel)
  const threadTs = opening?.ts ?? ''
  for (let round = 1; round <= rounds; round += 1) {
    await lane.says(person, channel, threadTs, reply(number, round))
    await seen(lane, channel, round + 1)
  }
  const thread = await lane.thread(channel, threadTs)
  const kept = await lane.rounds(person)
  const isRound = (at: number) => kept[at]?.number === at + 1 && kept[at]?.reply === reply(number, at + 1)
  const isSaid = (at: number) =>
    thread[2 * at]?.text === reply(number, at + 1) &&
    thread[2 * at + 1]?.text.includes(answerTo(`${number}-${at + 1}`)) === true
  const all = Array.from({ length: rounds }, (_, at) => at)
  return {
    posts: thread.filter(({ bot_id }) => bot_id).length,
    rounds: kept.length,
    isInOrder: all.every(isRound) && all.every(isSaid),
  }
}

const reply = (number: number, round: number) =>
  `(${number}-${round}) The team lead said on Tuesday that the delivery time matters more to them than the price.`

/** Waits until Slack received so many posts for a channel; what never comes is counted in the end. */
async function seen(lane: Lane, channel: string, posts: number): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await after(LOOK_MS))
    if (lane.posts(channel).length >= posts) return
}
