import type { Show, To } from '../../src/flows/deps.ts'
import { openLog } from '../../src/log.ts'
import type { CallFault, OnCall } from '../../src/playground/calls.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import { ANA } from '../person.ts'
import { manifest } from './joined-bot.ts'

let playground: Playground
let show: Show
let fault: OnCall
beforeAll(async () => {
  const log = openLog(() => undefined)
  playground = await openPlayground({ port: 0, log, manifest, onCall: (method, args) => fault(method, args) })
  show = openShow(openWebClient(playground.botToken, playground.apiUrl, log), log)
})
beforeEach(() => {
  fault = () => undefined
})
afterAll(() => playground.close())

const PARAGRAPHS = Array.from({ length: 400 }, (_, at) => `Paragraph ${at}: what have you tried, and what came of it?`)
const long = { sessionId: 's', text: PARAGRAPHS.join('\n\n'), scripted: true, shortened: false }
let keys = 0
const to = (about: Partial<To> = {}): To => ({
  workspace: playground.workspaceId,
  actor: ANA,
  key: `long-${++keys}`,
  look: false,
  thread: null,
  ...about,
})
const thread = async () => (await show.note(to(), { note: 'help' })).thread

/** What was posted with this key, oldest first, as Slack has it. */
function posted({ key }: To) {
  return playground.calls.filter(
    ({ method, args, answer }) =>
      method === 'chat.postMessage' && answer.ok && JSON.stringify(args.metadata).includes(`"${key}"`),
  )
}
/** The paragraphs that these posts hold, in order. */
const said = (calls: ReturnType<typeof posted>) =>
  calls.flatMap(({ args }) => JSON.stringify(args.blocks ?? args.text).match(/Paragraph \d+/g) ?? [])
const ALL = PARAGRAPHS.map((text) => text.split(':')[0])
const REFUSED: CallFault = { body: { ok: false, error: 'invalid_blocks' } }

test('a long answer goes out whole and in order, and counts as one', async () => {
  const at = to({ thread: await thread() })
  const shown = await show.answer(at, long)
  const calls = posted(at)
  expect(calls.length).toBeGreaterThan(1)
  expect(said(calls)).toEqual(ALL)
  expect(shown.thread).toBe(at.thread)
  expect(await show.answer({ ...at, look: true }, long)).toEqual(shown)
  expect(posted(at)).toHaveLength(calls.length)
})

test('all of a long answer is taken back', async () => {
  const at = to({ thread: await thread() })
  const { post } = await show.answer(at, long)
  await show.erase({ workspace: at.workspace, post })
  const gone = playground.calls.filter(({ method, answer }) => method === 'chat.delete' && answer.ok)
  expect(gone.slice(-posted(at).length).map(({ args }) => args.ts)).toEqual(posted(at).map(({ answer }) => answer.ts))
})

test('a long message that is no reply begins a thread, and the rest of it stands there', async () => {
  const at = to()
  const { post, thread: begun } = await show.answer(at, long)
  const [first, ...rest] = posted(at)
  expect(begun).toBe(`${first?.answer.channel}:${first?.answer.ts}`)
  expect(post.startsWith(begun)).toBe(true)
  for (const { args } of rest) expect(args.thread_ts).toBe(first?.answer.ts)
  await show.answer({ ...at, look: true }, long)
  expect(said(posted(at))).toEqual(ALL)
})

const LOST: [string, CallFault][] = [
  ['never arrives', { status: 500, body: {} }],
  ['arrives, but its answer is lost', { dropAnswer: true }],
  ['is put off', { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }],
  ['meets a token that was revoked', { body: { ok: false, error: 'token_revoked' } }],
]

test.each([
  ...LOST.map(([what, lost]) => ['in parts', what, lost] as const),
  ...LOST.map(([what, lost]) => ['as text', what, lost] as const),
])('a long answer %s, of which any part %s, is completed with what is missing', async (how, _, lost) => {
  const refusesBlocks: OnCall = (method, { blocks }) =>
    how === 'as text' && method === 'chat.postMessage' && blocks ? REFUSED : undefined
  fault = refusesBlocks
  const whole = to({ thread: await thread() })
  await show.answer(whole, long)
  const parts = posted(whole).length
  expect(parts).toBeGreaterThan(1)
  for (let bad = 0; bad < parts; bad++) {
    const at = to({ thread: await thread() })
    let tries = 0
    fault = (method, args) => {
      const refused = refusesBlocks(method, args)
      if (refused || method !== 'chat.postMessage') return refused
      return tries++ === bad ? lost : undefined
    }
    const failed: unknown = await show.answer(at, long).catch((error: unknown) => error)
    if (bad > 0) expect(failed).toHaveProperty('look', true)
    fault = refusesBlocks
    const shown = await show.answer({ ...at, look: true }, long)
    expect(said(posted(at))).toEqual(ALL)
    expect(posted(at)).toHaveLength(parts)
    expect(shown.post.split(',')).toHaveLength(parts)
  }
})

test('only the part whose blocks are refused goes out as text', async () => {
  const at = to({ thread: await thread() })
  let tries = 0
  fault = (method) => (method === 'chat.postMessage' && ++tries === 2 ? REFUSED : undefined)
  await show.answer(at, long)
  expect(said(posted(at))).toEqual(ALL)
  expect(
    posted(at)
      .map(({ args }) => args.blocks === undefined)
      .filter(Boolean).length,
  ).toBeGreaterThan(1)
  const before = posted(at).length
  await show.answer({ ...at, look: true }, long)
  expect(posted(at)).toHaveLength(before)
})

test('of a long answer whose thread is gone halfway nothing stays behind', async () => {
  const at = to({ thread: await thread() })
  let tries = 0
  fault = (method) => (method === 'chat.postMessage' && ++tries === 2 ? { status: 500, body: {} } : undefined)
  await expect(show.answer(at, long)).rejects.toMatchObject({ look: true })
  fault = () => undefined
  await show.erase({ workspace: at.workspace, post: String(at.thread) })
  playground.fault('reply-astray', 'on')
  const gone = { code: 'slack-closed-place', retry: false, cause: 'thread_gone', left: [] }
  await expect(show.answer({ ...at, look: true }, long)).rejects.toMatchObject(gone)
  await expect(show.answer(at, long)).rejects.toMatchObject(gone)
  playground.fault('reply-astray', 'off')
  expect(await show.find(at)).toBeNull()
  expect(await (await fetch(`${playground.url}/playground/api/posted`)).text()).not.toContain(`"${at.key}"`)
})
