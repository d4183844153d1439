import type { Show, To } from '../../src/flows/show.ts'
import { openLog } from '../../src/log.ts'
import type { CallFault, OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import { chosenSettings } from '../chosen-settings.ts'
import { ANA, openPerson } from '../person.ts'
import { manifest, openJoinedBot } from './joined-bot.ts'

const LINE = 'Your coach answered.'
const log = openLog(() => undefined)
let playground: Playground
let show: Show
let fault: OnCall = () => undefined
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log, manifest, onCall: (method, args) => fault(method, args) })
  show = openShow(openWebClient(playground.botToken, playground.apiUrl, log), log)
})
afterEach(() => {
  fault = () => undefined
})
afterAll(() => playground.close())

let keys = 0
const answer = { sessionId: 's', round: 1, text: 'Who signs?', shortened: false, isDiscreet: true }
const to = async (): Promise<To> => {
  const about = { workspace: playground.workspaceId, actor: ANA, look: false }
  const { thread } = await show.note({ ...about, key: `thread-${++keys}`, thread: null }, { note: 'help' })
  return { ...about, key: `discreet-${++keys}`, thread }
}
/** The posts of a key, as they were sent. */
const posts = (key: string) =>
  playground.calls.filter(
    ({ method, args, answer }) =>
      method === 'chat.postMessage' && answer.ok && JSON.stringify(args.metadata).includes(`"${key}"`),
  )
const edits = (post: string) =>
  playground.calls.filter(
    ({ method, args, answer }) => method === 'chat.update' && answer.ok && post.endsWith(`:${args.ts}`),
  )
const whenEdited = (gone: CallFault) => {
  fault = (method) => (method === 'chat.update' ? gone : undefined)
}

test('an answer that is to be discreet goes out as a line, and is filled by an edit', async () => {
  const at = await to()
  const { post } = await show.answer(at, answer)
  expect(posts(at.key).map(({ args }) => args.text)).toEqual([LINE])
  expect(JSON.stringify(posts(at.key)[0]?.args.blocks)).not.toContain('Who signs?')
  expect(edits(post).map(({ args }) => args.text)).toEqual(['Who signs?'])
  expect(await show.find(at)).toMatchObject({ post }) // what it is found by outlives the edit
})

test.each<[string, CallFault]>([
  ['is never made', { status: 503, body: {} }],
  ['is made and not heard of', { dropAnswer: true }],
  ['is put off', { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }],
])('a line whose edit %s is found and filled afterwards, and posted once', async (_, gone) => {
  const at = await to()
  whenEdited(gone)
  await expect(show.answer(at, answer)).rejects.toMatchObject({ retry: true, look: true })
  fault = () => undefined
  const { post } = await show.answer({ ...at, look: true }, answer)
  expect(posts(at.key)).toHaveLength(1)
  expect(edits(post).at(-1)?.args.text).toBe('Who signs?')
})

test('a line that Slack lets nobody edit is followed by the answer, once', async () => {
  const at = await to()
  whenEdited({ body: { ok: false, error: 'edit_window_closed' } })
  const shown = await show.answer(at, answer)
  expect(posts(at.key).map(({ args }) => args.text)).toEqual([LINE, 'Who signs?'])
  expect(await show.answer({ ...at, look: true }, answer)).toEqual(shown)
  expect(posts(at.key)).toHaveLength(2)
})

test('a line whose edit is refused for its blocks is filled in words', async () => {
  const at = await to()
  fault = (method, { blocks }) =>
    method === 'chat.update' && blocks ? { body: { ok: false, error: 'invalid_blocks' } } : undefined
  const { post } = await show.answer(at, answer)
  expect(posts(at.key)).toHaveLength(1)
  expect(edits(post).map(({ args }) => args.text)).toEqual(['Who signs?'])
})

test('whoever sets it in the settings sees a line while Slack takes no edit, and the answer in its place afterwards, once', async () => {
  const bot = await openJoinedBot('socket')
  try {
    const ana = await openPerson(bot.playground.url, ANA)
    await ana.coach('settings')
    const form = await ana.sees('the settings', ({ views }) => views.find(({ title }) => title === 'Settings'))
    await ana.act({ do: 'submit', view: form.id, values: chosenSettings({ discreet: true }) })
    const opening = await ana.starts('sales')
    bot.faults.call = (method) => (method === 'chat.update' ? { status: 503, body: {} } : undefined)
    const line = await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
    expect(line.text).toBe(LINE)
    expect(JSON.stringify(line.blocks)).not.toContain('?')
    bot.faults.call = undefined
    await bot.query(`update inbox set run_at = now() where state = 'answered'`)
    const filled = await ana.seesMessage(/\?/, ({ ts }) => ts === line.ts)
    await bot.atRest()
    expect(JSON.stringify(filled.blocks)).toContain('feedback_answer')
    const rounds = await bot.query(`select coach_response, answer_ts from coaching_sessions`)
    expect(rounds).toMatchObject([{ answer_ts: line.ts }])
    expect(ana.everything().filter(({ threadTs, ts }) => threadTs === line.threadTs && ts > line.ts)).toEqual([])
  } finally {
    await bot.close()
  }
}, 60_000)
