import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../../src/playground/contract.ts'
import { openPlayground } from '../../src/playground/playground.ts'
import { BOT_USER_ID } from '../../src/playground/sample-workspace.ts'
import { openFolder } from '../../src/store/embedded/open-folder.ts'
import { startBot } from '../bench/bot.ts'
import type { Database } from '../bench/database.ts'
import { pressStart } from '../press-start.ts'

const OPENED_AT_ONCE = 8
const isOpening = ({ text }: Post) => !text.startsWith('Before we begin')
const OPENS_WITHIN_MS = 60_000

/** A message of the bot as Slack received it. `key` is that of the row that it came from. */
export type Post = { at: number; channel: string; text: string; key: string }

/** Somebody with an open session. `begun` is when they wrote last. */
export type Learner = { number: number; id: string; channel: string; threadTs: string; begun: number }

/** A workspace of people with an open session each, coached by the real bot on a database that is theirs alone. */
export async function openPeople(about: { count: number; settings: Record<string, string>; database: Database }) {
  const { database } = about
  const posts = new Map<string, Post[]>() // by channel
  const heard = new EventTarget()
  const playground = await openPlayground({
    port: 0,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    manifest: JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')),
    people: Array.from({ length: about.count }, (_, number) => person(number)),
    onCall(method, { channel, text, metadata }) {
      if (method !== 'chat.postMessage') return undefined
      const [key = ''] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(JSON.stringify(metadata) ?? '') ?? []
      const post = { at: performance.now(), channel: String(channel), text: String(text), key }
      posts.set(post.channel, [...(posts.get(post.channel) ?? []), post])
      queueMicrotask(() => heard.dispatchEvent(new Event(post.channel))) // once it is posted
      return undefined
    },
  })
  const bot = await startBot(
    {
      SLACK_BOT_TOKEN: playground.botToken,
      SLACK_APP_TOKEN: playground.appToken,
      SLACK_API_URL: playground.apiUrl,
      ...database.settings,
      ...about.settings,
    },
    'ignore',
  )

  /** The first post in a channel since then that is looked for, or undefined when none came in time. */
  function sees(channel: string, is: (post: Post) => boolean, withinMs: number): Promise<Post | undefined> {
    return new Promise((resolve) => {
      const done = (post?: Post) => {
        clearTimeout(timer)
        heard.removeEventListener(channel, look)
        resolve(post)
      }
      const look = () => {
        const post = posts.get(channel)?.find(is)
        if (post) done(post)
      }
      const timer = setTimeout(done, withinMs)
      heard.addEventListener(channel, look)
      look()
    })
  }

  async function opens(number: number): Promise<Learner> {
    const { id } = person(number)
    const im = await playground.act(id, { do: 'open-im', user: BOT_USER_ID })
    const channel = (im.ok && im.channel) || ''
    await playground.act(id, { do: 'command', channel, command: '/coach', text: 'sales' })
    if (!(await sees(channel, () => true, OPENS_WITHIN_MS))) throw new Error('nobody asked for consent')
    await pressStart(playground, id, channel)
    if (!(await sees(channel, isOpening, OPENS_WITHIN_MS))) throw new Error('a session did not open')
    const opening = playground.calls.findLast(
      (call) => call.method === 'chat.postMessage' && call.args.channel === channel,
    )
    return { number, id, channel, threadTs: String(opening?.args.thread_ts), begun: 0 }
  }

  const learners: Learner[] = []
  const left = Array.from({ length: about.count }, (_, number) => number).values()
  try {
    await Promise.all(
      Array.from({ length: OPENED_AT_ONCE }, async () => {
        for (const number of left) learners.push(await opens(number))
      }),
    )
  } catch (error) {
    await close()
    throw error
  }

  async function close(): Promise<void> {
    await bot.kill()
    await playground.close()
    await database.close()
  }

  return {
    learners: learners.sort((a, b) => a.number - b.number),
    /** Writes in the thread of a session. */
    async says(learner: Learner, text: string): Promise<void> {
      learner.begun = performance.now()
      const { channel, threadTs } = learner
      await playground.act(learner.id, { do: 'say', channel, threadTs, text })
    },
    /** The first such post since a learner wrote last, or undefined when none came in time. */
    sees: (learner: Learner, withinMs: number, is: (post: Post) => boolean = () => true) =>
      sees(
        learner.channel,
        (post) => post.at > learner.begun && is(post),
        withinMs - (performance.now() - learner.begun),
      ),
    posts: (learner: Learner): readonly Post[] => posts.get(learner.channel) ?? [],
    /** Ends the bot, once it has done what it is doing. */
    stop: bot.stop,
    close,
  }
}

/** What a database that a bot has left holds. */
export async function lookInto<T>(dataDir: string, look: (query: Query) => Promise<T>): Promise<T> {
  const pg = await openFolder(join(dataDir, 'database'))
  return look(async (sql) => (await pg.query<Record<string, unknown>>(sql)).rows).finally(() => pg.close())
}
type Query = (sql: string) => Promise<Record<string, unknown>[]>

const person = (number: number): Person => ({
  id: `U08PROVE${String(number).padStart(4, '0')}`,
  name: `person${number}`,
  realName: `Person ${number}`,
  initials: 'P',
  color: '#1f6f54',
  title: '',
  tz: 'Europe/Berlin',
  locale: 'en-US',
  isBot: false,
  isSample: true,
})
