import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import type { Call, OnCall } from '../../src/playground/call.ts'
import type { Person } from '../../src/playground/contract.ts'
import { type Fields, isFields } from '../../src/playground/fields.ts'
import { openPlayground } from '../../src/playground/playground.ts'
import { BOT_USER_ID } from '../../src/playground/sample-workspace.ts'
import { pressStart } from '../press-start.ts'
import { startBot } from './bot.ts'
import type { Database } from './database.ts'
import { type Asked, COACH_MODEL, JUDGE_MODEL, openModel, type Pace, REPLY } from './model.ts'

const PATIENCE_MS = 30_000 // without an answer after this time, a reply is lost, if nothing else is said
const OPENED_AT_ONCE = 16

/** What became of a reply. Times are of this process's clock. */
export type Reply = {
  number: string
  deliveredAt?: number
  acknowledgedAfterMs?: number
  askedAt?: number
  answeredAt?: number
  /** How many answers the learner saw: one, if all is well. */
  answers: number
}

/** A workspace whose learners each have an open session, the real bot, and a model. */
export type Line = Awaited<ReturnType<typeof openLine>>

type About = {
  learners: number
  database: Database
  pace?: Pace
  onAsked?: (asked: Asked) => void
  onJudged?: () => void
  /** What goes wrong with calls of Slack. */
  onCall?: OnCall
  /** Told of every call that Slack did or held back. */
  onAnswered?: (call: Call) => void
  /** Slack keeps the bot to its limits. */
  limits?: 'published'
  /** How much of conversations the bot may read, and how soon the next page comes. */
  reads?: { are: 'few'; everyMs: number }
  /** More settings of the bot. */
  settings?: Record<string, string>
  patienceMs?: number
  /** Hears how many connections the bot has to Slack, whenever that changes. */
  onConnections?: (open: number) => void
}

/** Opens the whole line, lets it be used, and takes it down again, whatever happens. */
export async function withLine<T>(about: About, use: (line: Line) => Promise<T>): Promise<T> {
  try {
    const line = await openLine(about)
    return await line
      .openSessions()
      .then(() => use(line))
      .finally(line.close)
  } finally {
    await about.database.close()
  }
}

async function openLine(about: About) {
  const replies = new Map<string, Reply>()
  const shown = new Map<string, Reply>() // the answers that Slack shows, by where
  const answered = new Map<string, () => void>() // by the reply, or by the channel of a session that opens
  const calls: Record<string, number> = {}
  const handed = { over: 0, acknowledged: 0 } // deliveries of replies, each time that Slack tries

  const model = await openModel(
    about.pace ?? {},
    (asked) => {
      const reply = replies.get(asked.reply)
      if (reply) reply.askedAt ??= asked.at
      about.onAsked?.(asked)
    },
    about.onJudged,
  )
  const playground = await openPlayground({
    port: 0,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    manifest: JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')),
    people: Array.from({ length: about.learners }, (_, number) => learner(number)),
    ...(about.onConnections ? { onConnections: about.onConnections } : {}),
    onHanded({ payload: { event } }, { acked }, tookMs) {
      if (!isFields(event) || event.bot_id) return
      const [, number = ''] = REPLY.exec(String(event.text)) ?? []
      const reply = replies.get(number)
      if (!reply) return
      handed.over += 1
      if (acked) handed.acknowledged += 1
      reply.deliveredAt ??= performance.now() - tookMs
      if (acked) reply.acknowledgedAfterMs ??= performance.now() - reply.deliveredAt
    },
    onCall(method, args) {
      calls[method] = (calls[method] ?? 0) + 1
      return about.onCall?.(method, args)
    },
    onAnswered(call) {
      about.onAnswered?.(call)
      if (call.method === 'chat.delete' && call.answer.ok) takenBack(call.args)
      if (call.method !== 'chat.postMessage' || !call.answer.ok) return
      const number = replyOf(call.args)
      const reply = replies.get(number)
      if (reply) {
        reply.answers += 1
        shown.set(`${call.answer.channel}:${call.answer.ts}`, reply)
        reply.answeredAt ??= performance.now()
      }
      answered.get(number)?.()
    },
    limits: about.limits,
    ...(about.reads && { reads: about.reads.are, timing: { readEveryMs: about.reads.everyMs } }),
  })
  const bot = await startBot({
    SLACK_BOT_TOKEN: playground.botToken,
    SLACK_APP_TOKEN: playground.appToken,
    SLACK_API_URL: playground.apiUrl,
    OPENAI_BASE_URL: model.baseUrl,
    COACH_MODEL,
    JUDGE_MODEL,
    ...about.database.settings,
    ...about.settings,
  })
  const sessions: Session[] = []
  function takenBack({ channel, ts }: Fields): void {
    const reply = shown.get(`${channel}:${ts}`)
    if (reply) reply.answers -= 1
  }

  async function openSession(number: number): Promise<Session> {
    const { id } = learner(number)
    const im = await playground.act(id, { do: 'open-im', user: BOT_USER_ID })
    const channel = (im.ok && im.channel) || ''
    const opened = heard(channel)
    await playground.act(id, { do: 'command', channel, command: '/coach', text: 'sales' })
    if (!(await opened)) throw new Error('nobody asked for consent')
    const begun = heard(channel)
    await pressStart(playground, id, channel)
    if (!(await begun)) throw new Error('a session did not open')
    const opening = playground.calls.findLast(
      (call) => call.method === 'chat.postMessage' && call.args.channel === channel,
    )
    return { number, person: id, channel, threadTs: String(opening?.args.thread_ts), rounds: 0 }
  }

  /** Whether an answer came in time. */
  function heard(of: string): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (came: boolean) => {
        clearTimeout(timer)
        answered.delete(of)
        resolve(came)
      }
      const timer = setTimeout(done, about.patienceMs ?? PATIENCE_MS, false)
      answered.set(of, () => done(true))
    })
  }

  /** The learner's next reply. Resolves when its answer is seen, or never came. */
  async function reply(session: Session): Promise<Reply> {
    session.rounds += 1
    const number = `${session.number}-${session.rounds}`
    const reply: Reply = { number, answers: 0 }
    replies.set(number, reply)
    const answer = heard(number)
    const { person, channel, threadTs } = session
    await playground.act(person, { do: 'say', channel, threadTs, text: `(${number}) ${WORDS}` })
    await answer
    return reply
  }

  return {
    sessions,
    /** Every learner starts a session; a few at once, as at any time of a day. */
    async openSessions(): Promise<void> {
      const left = Array.from({ length: about.learners }, (_, number) => number).values()
      await Promise.all(
        Array.from({ length: OPENED_AT_ONCE }, async () => {
          for (const number of left) sessions.push(await openSession(number))
        }),
      )
    },
    calls,
    handed,
    bot,
    slack: playground,
    drop: playground.drop,
    reply,
    /** More of what a learner has to say, that nobody waits for. */
    say: ({ person, channel, threadTs }: Session, text: string) =>
      playground.act(person, { do: 'say', channel, threadTs, text }),
    /** Every learner, or these, replies once, evenly spread over this time. */
    replies: (withinMs: number, of: Session[] = sessions): Promise<Reply[]> =>
      Promise.all(
        of.map(async (session, at) => {
          await after((at * withinMs) / of.length)
          return reply(session)
        }),
      ),
    /** Every learner replies as soon as they see the answer, for so many rounds. */
    async talk(rounds: number): Promise<void> {
      await Promise.all(
        sessions.map(async (session) => {
          for (let round = 0; round < rounds; round += 1) {
            const { answers } = await reply(session)
            if (answers === 0) throw new Error('an answer did not come')
          }
        }),
      )
    },
    async close() {
      await bot.stop()
      await playground.close()
      await model.close()
    },
  }
}

/** The number of the reply that a post answers, or its channel where it opens a session. */
export function replyOf({ text, channel }: Fields): string {
  return REPLY.exec(String(text))?.[1] ?? String(channel)
}

export type Session = { number: number; person: string; channel: string; threadTs: string; rounds: number }

/** As long as what people write to a coach. */
const WORDS =
  'I talked to the team lead on Tuesday about the offer, and she said that the delivery time matters more to them than the price. So we could move the pilot to March, and the warehouse would have to agree to a second slot.'

export const learner = (number: number): Person => ({
  id: `U08LEARN${String(number).padStart(4, '0')}`,
  name: `learner${number}`,
  realName: `Learner ${number}`,
  initials: 'L',
  color: '#1f6f54',
  title: '',
  tz: 'Europe/Berlin',
  locale: 'en-US',
  isBot: false,
  isSample: true,
})
