import { setTimeout as after } from 'node:timers/promises'
import fc from 'fast-check'
import type { CallFault } from '../../src/playground/call.ts'
import type { Fields } from '../../src/playground/fields.ts'
import { embedded } from '../bench/database.ts'
import { kept } from '../bench/kept.ts'
import { type Line as Bench, type Reply, replyOf, withLine } from '../bench/line.ts'
import { quantile } from '../bench/quantile.ts'
import { texts, wrongWith } from '../long-texts.ts'
import { once } from './once.ts'
import { atMost, type Form, type Line, measure, type Proof } from './promise.ts'

type Say = (progress: string) => void

/**
 * Slack holds back what comes too fast, and refuses what is too long: nothing is lost or said twice, nothing goes out early, nobody
 * else waits for it, and every text fits.
 */
export const rateLimits: Proof = {
  async prove({ form, say }) {
    return [
      ...(await heldBack(form, say)),
      ...(await allAtOnce(form, say)),
      ...(await smallPages(form, say)),
      ...whole(form, say),
    ]
  },
}

const EVERY = 5 // one post of five is answered 429
const HELD = {
  short: { threads: 150, seconds: 8, spreadMs: 12_000 },
  long: { threads: 500, seconds: 30, spreadMs: 40_000 },
}
const MODEL = { firstTokenMs: 400, tokensPerSecond: 80 }
const SLOWER_AT_MOST = 1.2

/** The same crowd twice: once Slack takes everything, once it holds back every fifth post for a while. */
async function heldBack(form: Form, say: Say): Promise<Line[]> {
  const { threads, seconds, spreadMs } = HELD[form]
  const database = embedded()
  const closed = new Map<string, number>()
  const refused = new Set<string>()
  const counts = { posts: 0, refused: 0, early: 0 }
  let holds = false

  function onCall(method: string, args: Fields): CallFault | undefined {
    if (method !== 'chat.postMessage') return undefined
    const channel = String(args.channel)
    if (performance.now() < (closed.get(channel) ?? 0)) counts.early += 1
    if (!holds || ++counts.posts % EVERY !== 0) return undefined
    const retryAfter = 1 + ((counts.refused * 7) % seconds)
    counts.refused += 1
    refused.add(replyOf(args))
    closed.set(channel, performance.now() + retryAfter * 1_000)
    const body = { ok: false, error: 'ratelimited' }
    return { status: 429, headers: { 'retry-after': `${retryAfter}` }, body }
  }

  const patienceMs = 10 * seconds * 1_000 // nobody is refused so often
  return withLine({ learners: threads, database, pace: MODEL, onCall, patienceMs }, async (line) => {
    await line.replies(spreadMs / 3) // so that nothing is measured that only a start costs
    say(`${threads} threads write, and Slack takes every answer`)
    const calm = await line.replies(spreadMs)
    holds = true
    say(`they write again, and Slack holds back every fifth for up to ${seconds} s`)
    const held = await line.replies(spreadMs)
    await line.bot.stop()
    say(`${counts.refused} of ${counts.posts} posts were held back`)

    const others = held.filter(({ number }) => !refused.has(number))
    const slower = p95(others) / p95(calm)
    const what = `every fifth post held back for up to ${seconds} s`
    return [
      ...(await once(`${what}: `, [...calm, ...held], database.dataDir, threads)),
      atMost('posts sent before their channel was open again', counts.early),
      measure('the others’ p95, as many times as without', slower, { atMost: SLOWER_AT_MOST }, '×'),
    ]
  })
}

const PEOPLE = 30
const WAVES = { short: 4, long: 20 }
const WAVE_MS = 8_000 // 30 people in 8 s are 225 posts a minute, and Slack takes several hundred
const SLOW_MODEL = { firstTokenMs: 1_900 } // to the whole answer
const SEEN_WITHIN_MS = 4_000
const RUSH = 12 // rounds, each as soon as the answer before is seen: more than Slack takes

/** Slack's published limits in force, and thirty people who write in the same instant, again and again. */
async function allAtOnce(form: Form, say: Say): Promise<Line[]> {
  const database = embedded()
  let refusals = 0
  const about = {
    learners: PEOPLE,
    database,
    pace: SLOW_MODEL,
    limits: 'published' as const,
    settings: { SLACK_POSTS_A_MINUTE: '300' },
    patienceMs: 120_000,
    onAnswered({ answer }: { answer: Fields }) {
      if (answer.error === 'ratelimited') refusals += 1
    },
  }
  return withLine(about, async (line) => {
    const replies: Reply[] = []
    for (let wave = 1; wave <= WAVES[form]; wave += 1) {
      say(`wave ${wave} of ${WAVES[form]}: ${PEOPLE} people write at once`)
      const [written] = await Promise.all([line.replies(0), after(WAVE_MS)])
      replies.push(...written)
    }
    const seen = p95(replies)
    if (form === 'long') replies.push(...(await rush(line, say)))
    await line.bot.stop()
    return [
      measure(
        `${PEOPLE} people at once, p95 until the answer is seen`,
        seen / 1_000,
        { atMost: SEEN_WITHIN_MS / 1_000 },
        's',
      ),
      ...(await once('within Slack’s published limits: ', replies, database.dataDir, 0)),
      atMost('times that Slack had to refuse a call', refusals),
    ]
  })
}

/** Everybody writes on as soon as they see the answer. */
async function rush(line: Bench, say: Say): Promise<Reply[]> {
  say(`${PEOPLE} people write as fast as they can`)
  const talks = line.sessions.map(async (session) => {
    const replies: Reply[] = []
    while (replies.length < RUSH) replies.push(await line.reply(session))
    return replies
  })
  return (await Promise.all(talks)).flat()
}

const LONG_TALK = 9 // rounds: with its opening a thread of more than fifteen messages
const READ_BY = { short: 3, long: 12 } // people whose answers are lost in the same instant
const READ_EVERY_MS = 2_000 // a minute at Slack

/**
 * Pages of fifteen messages, and few of them, as Slack has it for apps that are distributed outside its Marketplace. Everybody's thread is
 * long, and nobody hears whether their answer was posted: half of them were. Each is looked for, and stands there once.
 */
async function smallPages(form: Form, say: Say): Promise<Line[]> {
  const database = embedded()
  const people = READ_BY[form]
  const met = new Set<string>()
  let isLost = false
  const about = {
    learners: people,
    database,
    pace: { firstTokenMs: 50, tokensPerSecond: 800 },
    reads: { are: 'few' as const, everyMs: READ_EVERY_MS },
    patienceMs: 120_000 + people * READ_EVERY_MS,
    onCall(method: string, args: Fields): CallFault | undefined {
      const of = replyOf(args)
      if (!isLost || method !== 'chat.postMessage' || met.has(of)) return undefined
      met.add(of)
      return met.size % 2 === 0 ? { dropAnswer: true } : { status: 502, body: {} }
    },
  }
  return withLine(about, async (line) => {
    say(`${people} people talk for ${LONG_TALK} rounds`)
    await line.talk(LONG_TALK)
    isLost = true
    say('they write again, every answer is lost, and Slack gives fifteen messages a page')
    const replies = await line.replies(0)
    await line.bot.stop()
    const before = people * LONG_TALK
    const { stuck } = await kept(database.dataDir)
    return [
      ...(await once('fifteen messages a page: ', replies, database.dataDir, before)),
      atMost('fifteen messages a page: work that an operator must look after', stuck),
    ]
  })
}

const TEXTS = { short: 2_000, long: 10_000 }

/** Answers of up to 200,000 signs of every kind, against Slack's limits for blocks. */
function whole(form: Form, say: Say): Line[] {
  say(`${TEXTS[form]} texts of every length and kind`)
  const wrong = fc.sample(texts, { numRuns: TEXTS[form], seed: 1 }).filter((text) => wrongWith(text) !== undefined)
  return [atMost(`of ${TEXTS[form]} texts of up to 200,000 signs, refused or not whole`, wrong.length)]
}

function p95(replies: Reply[]): number {
  return quantile(
    replies.map(({ deliveredAt = 0, answeredAt = Number.POSITIVE_INFINITY }) => answeredAt - deliveredAt),
    0.95,
  )
}
