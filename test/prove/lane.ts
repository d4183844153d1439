import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { z } from 'zod'
import { CONSENT_VERSION } from '../../src/coaching/consent.ts'
import { isFields } from '../../src/playground/fields.ts'
import { openPlayground } from '../../src/playground/playground.ts'
import { BOT_USER_ID, WORKSPACE } from '../../src/playground/sample-workspace.ts'
import { type Bot, startBot } from '../bench/bot.ts'
import { learner } from '../bench/line.ts'
import { COACH_MODEL, JUDGE_MODEL, openModel, type Pace } from '../bench/model.ts'
import type { OnRpc, TestPostgres } from '../postgres.ts'

const PACE = { firstTokenMs: 20, tokensPerSecond: 2_000 }
const LOOK_MS = 50
const REDELIVERIES = 40 // Slack's own go on for six minutes; ours, three seconds apart, for two

/** A moment at one of the borders: a call arrives or is answered, and so on along the way of a reply. */
export type Moment =
  | 'event delivered'
  | 'event acknowledged'
  | 'status asked for'
  | 'model asked'
  | 'first token sent'
  | 'last token sent'
  | 'post received'
  | 'post answered'
  | `${'before' | 'after'} ${string}` // a function of the database

const kept = z.object({
  unfinished: z.int(),
  sessions: z.int(),
  rounds: z.int(),
  cards: z.int(),
  isKnown: z.boolean(),
})
/** What a person has in the end, by the database. */
type Kept = z.infer<typeof kept>
const NOTHING: Kept = { unfinished: 0, sessions: 0, rounds: 0, cards: 0, isKnown: false }
const round = z.object({ number: z.int(), reply: z.string(), answer: z.string(), post: z.string().nullable() })
const slackMessage = z.looseObject({ ts: z.string(), text: z.string(), bot_id: z.string().optional() })

/** Bots on one database, and a workspace and a model for them: each border is this process, so that it can end a bot at any moment. */
export type Lane = Awaited<ReturnType<typeof openLane>>

export async function openLane(about: {
  database: Pick<TestPostgres, 'query' | 'openGateway'>
  people: number
  bots: number
  /** To how many connections each event is handed at once. */
  copies?: number
  /** Where all of them live. */
  zone?: string
  /** How fast the model is. */
  pace?: Pace
  /** Hears of each call of a function that was done. */
  onDone?: (name: string) => void
}) {
  const { database } = about
  let armed: { at: Moment; hit: (bot: number) => void } | undefined
  let holder = 0 // the bot whose post is expected: whoever kept the round
  const asks: string[] = [] // the replies that the coach's model was asked about
  const posts: { channel: string; text: string; at: number }[] = []

  /** Ends the bot if this is the moment. The signal is sent at once; the promise is of its end. */
  function happens(moment: Moment, bot: number): Promise<void> | undefined {
    if (armed?.at !== moment) return undefined
    const { hit } = armed
    armed = undefined
    return machines[bot]?.bot?.kill().then(() => hit(bot))
  }

  const playground = await openPlayground({
    port: 0,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    manifest: JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')),
    people: Array.from({ length: about.people }, (_, number) => {
      const person = learner(number)
      return { ...person, tz: about.zone ?? person.tz }
    }),
    timing: { socketTries: REDELIVERIES },
    copies: about.copies ?? 1,
    onHanded({ payload: { event } }, { acked }) {
      if (acked && isFields(event) && event.type === 'message' && !event.bot_id) void happens('event acknowledged', 0)
    },
    onCall(method, { channel, text, status }) {
      if (status === 'processing') void happens('status asked for', holder)
      if (method !== 'chat.postMessage') return undefined
      posts.push({ channel: String(channel), text: String(text), at: performance.now() })
      if (happens('post received', holder) !== undefined) return { dropAnswer: true } // it is done, and nobody hears of it
      setImmediate(() => void happens('post answered', holder)) // the answer is on its way by then
      return undefined
    },
  })

  await everybodyConsents(database, about.people)
  const machines = await Promise.all(
    Array.from({ length: about.bots }, async (_, bot): Promise<Machine> => {
      const onCall: OnRpc = async (when, name) => {
        if (when === 'before' && /^keep_|^start_session/.test(name)) holder = bot
        const ending = happens(`${when} ${name}`, bot)
        await ending
        if (when === 'after') about.onDone?.(name)
        return ending && 'lost'
      }
      const gateway = await database.openGateway({ onCall })
      const model = await openModel(
        about.pace ?? PACE,
        ({ reply }) => {
          asks.push(reply)
          void happens('model asked', bot)
        },
        undefined,
        (which) => void happens(`${which} token sent`, bot),
      )
      const folder = mkdtempSync(join(tmpdir(), 'threadcoach-prove-'))
      const remove = () => rmSync(folder, { recursive: true, force: true })
      process.once('exit', remove)
      return {
        bot: undefined,
        settings: {
          SLACK_BOT_TOKEN: playground.botToken,
          SLACK_APP_TOKEN: playground.appToken,
          SLACK_API_URL: playground.apiUrl,
          SUPABASE_URL: gateway.url,
          SUPABASE_SECRET_KEY: gateway.key,
          OPENAI_BASE_URL: model.baseUrl,
          COACH_MODEL,
          JUDGE_MODEL,
          DATA_DIR: folder,
        },
        async close() {
          await gateway.close()
          await model.close()
          process.off('exit', remove)
          remove()
        },
      }
    }),
  )

  async function keptOf(person: string): Promise<Kept> {
    const [row] = await database.query(
      `select (select count(*) from inbox where actor = l.slack_user_id and kind not in ('score', 'catch-up')
                                            and state in ('queued', 'answered'))::int as unfinished,
              (select count(*) from sessions s where s.learner_id = l.id and s.thread_ts is not null)::int as sessions,
              exists (select from sessions s where s.learner_id = l.id) as "isKnown",
              (select count(*) from coaching_sessions r where r.learner_id = l.id::text)::int as rounds,
              (select count(*) from scorecards c join sessions s on s.id = c.session_id where s.learner_id = l.id)::int as cards
         from learners l where l.slack_user_id = $1`,
      [person],
    )
    return row ? kept.parse(row) : NOTHING
  }

  /** What Slack holds, as anybody can read it there. */
  async function read(method: string, args: Record<string, string>) {
    const body = new URLSearchParams({ limit: '1000', ...args })
    const headers = { authorization: `Bearer ${playground.botToken}` }
    const answer = await fetch(`${playground.apiUrl}${method}`, { method: 'POST', headers, body })
    return z.object({ messages: z.array(slackMessage) }).parse(await answer.json()).messages
  }

  return {
    asks,
    /** Starts a bot, or starts it again, with more settings of its own. */
    async start(
      bot = 0,
      more: Record<string, string> = {},
      log: 'ignore' | 'inherit' | number = 'ignore',
    ): Promise<void> {
      const machine = machines[bot]
      if (!machine) return
      // whoever looks after it starts it again, should it not come up on a machine that is busy with the others
      const start = () => startBot({ ...machine.settings, ...more }, log)
      machine.bot = await start().catch(start).catch(start)
    },
    /** Resolves to the bot that was ended at this moment, or to undefined when the moment did not come in time. */
    endAt(at: Moment, withinMs: number): Promise<number | undefined> {
      const ended = new Promise<number>((resolve) => {
        armed = { at, hit: resolve }
      })
      const never = new AbortController()
      const late = after(withinMs, undefined, { signal: never.signal }).catch(() => undefined)
      return Promise.race([ended, late]).finally(() => {
        never.abort()
        armed = undefined
      })
    },
    /** Ends a bot now. */
    end: async (bot: number): Promise<void> => machines[bot]?.bot?.kill(),
    /** Resolves when a bot is gone, however that came. */
    ended: async (bot = 0): Promise<unknown> => machines[bot]?.bot?.ended,
    /** That moment is now, for whichever bot Slack handed the event. */
    now: (moment: Moment) => void happens(moment, 0),
    /** A person's direct message with the bot. */
    async direct(person: string): Promise<string> {
      const im = await playground.act(person, { do: 'open-im', user: BOT_USER_ID })
      return (im.ok && im.channel) || ''
    },
    types: (person: string, channel: string, text: string) =>
      playground.act(person, { do: 'command', channel, command: '/coach', text }),
    says: (person: string, channel: string, threadTs: string, text: string) =>
      playground.act(person, { do: 'say', channel, threadTs, text }),
    kept: keptOf,
    /** Waits until all that was kept of a person is done, and this much of it is there. Whether that came in time. */
    async has(person: string, want: Partial<Kept>, withinMs: number): Promise<boolean> {
      for (const end = performance.now() + withinMs; performance.now() < end; await after(LOOK_MS)) {
        const { unfinished, sessions, rounds, cards } = await keptOf(person)
        const isThere = sessions >= (want.sessions ?? 0) && rounds >= (want.rounds ?? 0) && cards >= (want.cards ?? 0)
        if (isThere && unfinished === 0) return true
      }
      return false
    },
    /** The posts that Slack received for a channel, and when. */
    posts: (channel: string) => posts.filter((post) => post.channel === channel),
    /** The bot's posts at the top of a channel, oldest first: each begins a thread. */
    threads: async (channel: string) =>
      (await read('conversations.history', { channel })).filter(({ bot_id }) => bot_id).reverse(),
    /** Everything in a thread but its first message, oldest first. */
    thread: async (channel: string, ts: string) =>
      (await read('conversations.replies', { channel, ts })).filter((message) => message.ts !== ts),
    /** A person's rounds in the database. */
    rounds: async (person: string) =>
      z.array(round).parse(
        await database.query(
          `select r.round_number as number, r.learner_message as reply, r.coach_response as answer, r.answer_ts as post
             from coaching_sessions r join learners l on l.id::text = r.learner_id where l.slack_user_id = $1 order by r.round_number`,
          [person],
        ),
      ),
    async close(): Promise<void> {
      await Promise.all(machines.map(({ bot }) => bot?.kill()))
      await playground.close()
      await Promise.all(machines.map((machine) => machine.close()))
    },
  }
}

/** Nobody is asked, so that a session opens with the command. */
async function everybodyConsents({ query }: Pick<TestPostgres, 'query'>, people: number): Promise<void> {
  for (let number = 0; number < people; number += 1) {
    const consent = [WORKSPACE.id, learner(number).id, CONSENT_VERSION]
    await query('select public.give_consent($1, $2, $2, $3, null, false, now())', consent)
  }
}

type Machine = { bot: Bot | undefined; settings: Record<string, string>; close(): Promise<void> }
