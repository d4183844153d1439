import { learner } from '../bench/line.ts'
import { answerTo } from '../bench/model.ts'
import type { Lane, Moment } from './lane.ts'

const COMES_WITHIN_MS = 30_000 // the moment, once a person has done what leads to it
const PATIENCE_MS = 90_000 // then it is lost

/** A moment at which a bot is ended, while a session opens, or a reply is answered, or a scorecard is made. */
export type Point = { of: 'opening' | 'answer' | 'scorecard'; at: Moment }

/** What became of it. */
export type Run = {
  point: Point
  /** In plain words; nothing, if all is as promised. */
  wrong: string[]
  /** How long what was half done took, from the restart, or from the death where another instance took over. */
  finishedMs?: number
  /** How much of that it took until the restarted process was ready. */
  readyMs?: number
  /** How often the coach's model was asked beyond once a round, and how often it may have been. */
  asksTooMany: number
  mayBeAsked: number
}

/**
 * A person opens a session, replies, replies again or ends it. At the point the bot that is at work is ended, and started again: at
 * once, or where there are others only when one of them has finished its work.
 */
export async function killedRun(lane: Lane, number: number, point: Point, hasOthers: boolean): Promise<Run> {
  const person = learner(number).id
  const channel = await lane.direct(person)
  const run: Run = { point, wrong: [], asksTooMany: 0, mayBeAsked: 0 }
  const said: string[] = []
  const asked = () => lane.asks.filter((reply) => reply.startsWith(`${number}-`)).length

  /** Somebody does something, and waits for what comes of it. */
  async function does(what: Point['of'], act: () => Promise<unknown>, want: Parameters<Lane['has']>[1]): Promise<void> {
    const isNow = what === point.of && said.length <= 1
    if (isNow) await brokenOff(act, want)
    else await act()
    if (!(await lane.has(person, want, PATIENCE_MS))) run.wrong.push(`no ${what} came`)
  }

  async function brokenOff(act: () => Promise<unknown>, want: Parameters<Lane['has']>[1]): Promise<void> {
    const ending = lane.endAt(point.at, COMES_WITHIN_MS)
    const acting = act().then(() => point.at === 'event delivered' && lane.now('event delivered'))
    const bot = await ending
    await acting
    if (bot === undefined) return void run.wrong.push('the moment never came')
    const { unfinished, rounds, isKnown } = await lane.kept(person)
    run.mayBeAsked = asked() > rounds ? 1 : 0
    const begun = performance.now()
    const restart = lane.start.bind(undefined, bot)
    if (!hasOthers) await restart()
    const readyMs = performance.now() - begun
    if (!isKnown) await act() // a command that was never acknowledged is no promise: the person types it again
    const isThere = await lane.has(person, want, PATIENCE_MS)
    if (isThere && unfinished > 0) Object.assign(run, { readyMs, finishedMs: performance.now() - begun })
    if (hasOthers) await restart()
  }

  const replies = (threadTs: string) => () => {
    const text = `(${number}-${said.length}) The team lead said on Tuesday that the delivery time matters more to them than the price, so the pilot could move to March if the warehouse agrees to a second slot.`
    said[said.length - 1] = text
    return lane.says(person, channel, threadTs, text)
  }
  const says = async (threadTs: string) => {
    said.push('')
    await does('answer', replies(threadTs), { rounds: said.length })
  }

  await does('opening', () => lane.types(person, channel, 'sales'), { sessions: 1 })
  const [opening] = await lane.threads(channel)
  if (!opening) return run
  await says(opening.ts)
  if (point.of === 'scorecard') await does('scorecard', () => lane.types(person, channel, 'end'), { cards: 1 })
  else await says(opening.ts)

  run.asksTooMany = asked() - said.length
  run.wrong.push(...(await faults(lane, { person, channel, number, said, hasCard: point.of === 'scorecard' })))
  return run
}

/** What is not as it should be, by what Slack holds and what the database holds. */
async function faults(
  lane: Lane,
  about: { person: string; channel: string; number: number; said: string[]; hasCard: boolean },
): Promise<string[]> {
  const { person, channel, number, said, hasCard } = about
  const [threads, rounds, { cards }] = await Promise.all([
    lane.threads(channel),
    lane.rounds(person),
    lane.kept(person),
  ])
  const answers = said.map((_, at) => answerTo(`${number}-${at + 1}`))
  const all = await lane.thread(channel, threads[0]?.ts ?? '')
  const thread = all.filter((message) => !isMemoryCard(message))
  const order = thread.map(({ bot_id, text }) => (bot_id ? text : `> ${text}`))
  const isRound = (at: number) => {
    const { number: place, reply, answer, post } = rounds[at] ?? {}
    const shown = thread.find(({ ts }) => ts === post)
    return place === at + 1 && reply === said[at] && answer === answers[at] && answer && shown?.text.includes(answer)
  }
  const wanted = said.flatMap((reply, at) => [`> ${reply}`, answers[at] ?? ''])
  return [
    threads.length !== 1 && `${threads.length} openings`,
    rounds.length !== said.length && `${rounds.length} rounds of ${said.length}`,
    !said.every((_, at) => isRound(at)) && 'a round is not the one it should be',
    cards !== Number(hasCard) && `${cards} scorecards`,
    all.length - thread.length !== cards && `${all.length - thread.length} cards about memory`,
    order.length !== wanted.length + cards && `${order.length} messages of ${wanted.length + cards}`,
    !wanted.every((text, at) => order[at]?.includes(text)) &&
      'the messages of the thread are not in order, or not whole',
  ].filter((one) => one !== false)
}

/** What may be remembered of a session, which is proposed once. */
const isMemoryCard = ({ text }: { text: string }): boolean => text.startsWith('What may I remember?')
