import { setTimeout as after } from 'node:timers/promises'
import { WORKSPACE } from '../../src/playground/sample-workspace.ts'
import { learner } from '../bench/line.ts'
import { quantile } from '../bench/quantile.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { makeDigestsDue } from './due-digests.ts'
import { type Lane, openLane } from './lane.ts'
import { allOf, atMost, measure, type Proof } from './promise.ts'

const FORMS = { short: { managers: 100, rounds: 6 }, long: { managers: 1_000, rounds: 20 } }
const LEARNERS = 10
const TIMES = 1.2
const LOOK_MS = 20
const PATIENCE_MS = 30_000

/** Learners practise before digests are sent, while they are, and after: nobody waits for a digest. */
export const fairness: Proof = {
  async prove({ form, say }) {
    if (!postgresPresent) return { cannot: 'there is no PostgreSQL' }
    const { managers: count, rounds } = FORMS[form]
    const postgres = await startPostgres()
    const database = await postgres.another('fairness')
    const lane = await openLane({ database, people: LEARNERS + count, bots: 1 })
    try {
      await lane.start()
      const talks = await Promise.all(Array.from({ length: LEARNERS }, (_, number) => openTalk(lane, number)))
      const talk = async (times: number) => {
        const waits = await Promise.all(talks.map(({ replies }) => replies(times)))
        return waits.flat()
      }
      await talk(2) // what only a start costs is not measured
      const without = await talk(rounds)
      say(`without digests: ${without.length} answers`)
      const managers = Array.from({ length: count }, (_, number) => learner(LEARNERS + number).id)
      await makeDigestsDue(database.query, WORKSPACE.id, managers)
      const sent = async () => {
        const [row] = await database.query(
          `select count(*)::int as n from inbox where kind = 'digest' and state = 'sent'`,
        )
        return Number(row?.n)
      }
      for (const end = performance.now() + PATIENCE_MS; performance.now() < end && (await sent()) === 0; )
        await after(LOOK_MS)
      const beside: number[] = []
      while ((await sent()) < count) beside.push(...(await talk(1)))
      say(`beside digests: ${beside.length} answers`)
      without.push(...(await talk(rounds)))
      const p95 = (waits: number[]) => quantile(waits, 0.95)
      return [
        allOf('digests were sent meanwhile', await sent(), count),
        atMost('answers that did not come', [...without, ...beside].filter((ms) => !Number.isFinite(ms)).length),
        measure('95 of 100 answers without digests, within', p95(without), { atMost: PATIENCE_MS }, 'ms'),
        measure('beside them, times as long', p95(beside) / p95(without), { atMost: TIMES }, ''),
      ]
    } finally {
      await lane.close()
      await postgres.stop()
    }
  },
}

/** A learner with an open session, who replies as soon as they see the answer. */
async function openTalk(lane: Lane, number: number) {
  const person = learner(number).id
  const channel = await lane.direct(person)
  await lane.types(person, channel, 'sales')
  await seen(lane, channel, 1)
  const [opening] = await lane.threads(channel)
  let round = 0
  return {
    /** So many replies, one after the other: how long each waited for its answer. */
    async replies(times: number): Promise<number[]> {
      const waits: number[] = []
      for (let time = 0; time < times; time += 1) {
        round += 1
        const posts = lane.posts(channel).length
        const said = performance.now()
        await lane.says(person, channel, opening?.ts ?? '', `(${number}-${round}) ${WORDS}`)
        await seen(lane, channel, posts + 1)
        waits.push((lane.posts(channel)[posts]?.at ?? Number.POSITIVE_INFINITY) - said)
      }
      return waits
    },
  }
}

const WORDS = 'The team lead said on Tuesday that the delivery time matters more to them than the price.'

async function seen(lane: Lane, channel: string, posts: number): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await after(LOOK_MS))
    if (lane.posts(channel).length >= posts) return
}
