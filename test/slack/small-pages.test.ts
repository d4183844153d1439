import type { To } from '../../src/flows/show.ts'
import { openLog } from '../../src/log.ts'
import type { OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openReadThread } from '../../src/slack/incoming/read-thread.ts'
import { openHandOver } from '../../src/slack/outgoing/hand-over.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import { ANA } from '../person.ts'
import { manifest } from './joined-bot.ts'

// As Slack has it for apps that are distributed outside its Marketplace: one page of fifteen messages a minute.
// https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
let playground: Playground
let parts: ReturnType<typeof openParts>
let fault: OnCall
let clock = Date.now()
let reads = 0
let posts = 0
let keys = 0

function openParts() {
  const log = openLog(() => undefined)
  const web = openWebClient(playground.botToken, playground.apiUrl, log)
  const bot = { userId: 'U08PLAYGBOT', botId: '', workspace: playground.workspaceId }
  return { show: openShow(web, log), handOver: openHandOver(web, bot, log), readThread: openReadThread(web, bot) }
}
beforeAll(async () => {
  const onCall: OnCall = (method, args) => {
    if (method.startsWith('conversations.')) reads += 1
    if (method === 'chat.postMessage') posts += 1
    return fault(method, args)
  }
  const now = () => new Date(clock)
  playground = await openPlayground({ port: 0, log: openLog(() => undefined), manifest, onCall, now, reads: 'few' })
})
beforeEach(() => {
  fault = () => undefined
  clock += 60_000
  parts = openParts()
})
afterAll(() => playground.close())

const to = (about: Partial<To> = {}): To => ({
  workspace: playground.workspaceId,
  actor: ANA,
  key: `small-${++keys}`,
  look: false,
  thread: null,
  ...about,
})
const answer = { sessionId: 's', text: 'What have you tried?', scripted: true, shortened: false }

/** A thread of the bot's in which Ana said so many sentences. */
async function threadWith(sentences: number) {
  const { thread } = await parts.show.note(to(), { note: 'help' })
  const [channel = '', threadTs = ''] = thread.split(':')
  let last = ''
  for (let n = 1; n <= sentences; n += 1) {
    const said = await playground.act(ANA, { do: 'say', channel, threadTs, text: `sentence ${n}` })
    last = said.ok ? (said.ts ?? '') : ''
  }
  return { thread, channel, threadTs, last: `${channel}:${last}` }
}

/** Tries once a minute, as kept work does that Slack puts off, and says after how many tries it was done. */
async function tried<T>(what: () => Promise<T>, onPutOff: (tries: number) => unknown = () => undefined) {
  for (let tries = 1; tries <= 60; tries += 1) {
    try {
      return { tries, done: await what() }
    } catch (error) {
      expect(error).toMatchObject({ code: 'slack-busy', retry: true })
      await onPutOff(tries)
      clock += 60_000
    }
  }
  throw new Error('it never ends')
}

test.each([
  ['is there', true],
  ['is not there', false],
])(
  'a post that %s is looked for through all of a long thread, a page a minute, and stands there once',
  async (_, isThere) => {
    const { thread } = await threadWith(40)
    const at = to({ thread })
    if (isThere) await parts.show.answer(at, answer)
    posts = 0
    const { tries } = await tried(() => parts.show.answer({ ...at, look: true }, answer))
    expect(tries).toBe(3) // 41 or 42 messages
    expect(posts).toBe(isThere ? 0 : 1)
    clock += 60_000
    expect((await tried(() => parts.show.find(at))).done).not.toBeNull()
  },
)

test('an answer is looked for after the message that it answers, which takes one page of the longest thread', async () => {
  const { thread, last } = await threadWith(40)
  const at = to({ thread, after: last, look: true })
  reads = 0
  const first = await parts.show.answer(at, answer)
  expect(reads).toBe(1)
  clock += 60_000
  posts = 0
  expect(await parts.show.answer(at, answer)).toEqual(first)
  expect(posts).toBe(0)
})

test('a process that was started anew begins the look anew, and ends it', async () => {
  const { thread } = await threadWith(40)
  const at = to({ thread })
  await parts.show.answer(at, answer)
  posts = 0
  await tried(
    () => parts.show.answer({ ...at, look: true }, answer),
    (tries) => {
      if (tries === 2) parts = openParts()
    },
  )
  expect(posts).toBe(0)
})

test('what arrives in a channel while a look waits for its next page is found too', async () => {
  for (let n = 0; n < 20; n += 1) await parts.show.note(to(), { note: 'help' })
  const at = to()
  posts = 0
  const { done } = await tried(
    () => parts.show.answer({ ...at, look: true }, answer),
    async (tries) => {
      if (tries === 1) await openParts().show.answer(at, answer)
    },
  )
  expect(posts).toBe(1)
  expect(done.thread).toBe(done.post)
})

test('a cursor that Slack does not take any more begins at the first page, once', async () => {
  const { thread } = await threadWith(40)
  const at = to({ thread })
  const shown = await parts.show.answer(at, answer)
  posts = 0
  let refused = 0
  fault = (_method, { cursor }) =>
    cursor && ++refused === 1 ? { body: { ok: false, error: 'invalid_cursor' } } : undefined
  expect((await tried(() => parts.show.answer({ ...at, look: true }, answer))).done).toEqual(shown)
  expect(posts).toBe(0)

  fault = (_method, { cursor }) => (cursor ? { body: { ok: false, error: 'invalid_cursor' } } : undefined)
  const never = tried(() => parts.show.answer({ ...at, look: true }, answer))
  await expect(never).rejects.toThrow(/invalid_cursor|slack-busy/)
  expect(posts).toBe(0)
})

test('what nobody heard of a long thread is read to its end, each message once and in order', async () => {
  const { thread, channel } = await threadWith(40)
  const at = { workspace: playground.workspaceId, place: channel, thread, oldest: '0' }
  const { tries, done } = await tried(() => parts.readThread(at))
  expect(tries).toBe(3)
  expect(done.map((item) => 'text' in item && item.text)).toEqual(
    Array.from({ length: 40 }, (_, at) => `sentence ${at + 1}`),
  )
})

test('an erasure goes through long threads to their end, and through each once', async () => {
  const threads = [await threadWith(20), await threadWith(20)]
  for (const { thread } of threads) await parts.show.answer(to({ thread }), answer)
  const [{ channel } = { channel: '' }] = threads
  const at = { workspace: playground.workspaceId, place: channel, thread: null, keys: [], isLast: true }
  const until = `${clock}` // long after all of it
  await tried(async () => {
    expect(await parts.handOver.deletePosts({ ...at, until })).toEqual({ left: 'none', stayed: [] })
  })
  const left = await fetch(`${playground.url}/playground/api/posted?channel=${channel}`)
  expect(await left.json()).toEqual({ messages: [] })
})
