import type { Show, To } from '../../src/flows/show.ts'
import { openLog } from '../../src/log.ts'
import type { CallFault, OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openInPlace } from '../../src/slack/listeners/open-in-place.ts'
import { openInBlocks } from '../../src/slack/outgoing/refused-blocks.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import { progress } from '../../src/slack/samples/samples.ts'
import { progressMessage } from '../../src/slack/views/progress.ts'
import { ANA } from '../person.ts'
import { manifest } from './joined-bot.ts'

const logged: string[] = []
const log = openLog((line) => logged.push(line))
let playground: Playground
let fault: OnCall = () => undefined
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log, manifest, onCall: (method, args) => fault(method, args) })
})
afterAll(() => playground.close())

const open = (): Show => openShow(openWebClient(playground.botToken, playground.apiUrl, log), log)
let keys = 0
const to = (workspace = playground.workspaceId): To => ({
  workspace,
  actor: ANA,
  key: `older-${++keys}`,
  look: false,
  thread: null,
})
const calls = (from: number) => playground.calls.slice(from)

const REFUSED: CallFault = { body: { ok: false, error: 'invalid_blocks' } }
/** As Slack refuses blocks, with what is wrong and where. */
const refusedBecause = (...messages: string[]): CallFault => ({
  body: { ok: false, error: 'invalid_blocks', errors: messages, response_metadata: { messages } },
})
const placeOf = (kind: string, blocks: unknown) =>
  Array.isArray(blocks) ? blocks.findIndex(({ type }) => type === kind) : -1
const refusing =
  (...kinds: string[]): OnCall =>
  (method, { blocks }) =>
    ['chat.postMessage', 'chat.update'].includes(method) &&
    kinds.some((kind) => JSON.stringify(blocks ?? '').includes(`"${kind}"`))
      ? REFUSED
      : undefined
const answer = {
  sessionId: '3f9c21ab-0000-4000-8000-000000000000',
  round: 1,
  text: 'Who signs?',
  scripted: false,
  shortened: false,
}

test('where thumbs are not known, an answer goes out without them, and the next one at the first try', async () => {
  let refused = 0
  fault = (method, args) => {
    const no = refusing('context_actions')(method, args)
    if (no) refused += 1
    return no
  }
  const show = open()
  const before = playground.calls.length
  await show.answer(to(), answer)
  await show.answer(to(), answer)
  const posts = calls(before).filter(({ method }) => method === 'chat.postMessage')
  expect([refused, posts.length]).toEqual([1, 2])
  for (const { args } of posts) expect(JSON.stringify(args.blocks)).toContain('Who signs?')
})

/** Progress, opened by its button where its post stands. */
async function openProgress(inBlocks = openInBlocks(log), workspace = playground.workspaceId) {
  const web = openWebClient(playground.botToken, playground.apiUrl, log)
  const { post } = await openShow(web, log).note(to(), { note: 'progress' })
  const before = playground.calls.length
  const press = { post, who: { workspace, actor: ANA, name: 'Ana' } }
  const beside = await openInPlace({ web, log, inBlocks }, press, progressMessage(progress))
  return { beside, drawn: calls(before).filter(({ method, answer }) => method === 'chat.update' && answer.ok) }
}

test('where charts and tables are not known, progress opens in words with its button, and no number of them is missing', async () => {
  fault = refusing('data_visualization', 'table')
  const { drawn } = await openProgress()
  const blocks = JSON.stringify(drawn[0]?.args.blocks)
  expect(blocks).toContain('Handling objections, Sales Process Coach, 3, 8, up 5')
  expect(blocks).toContain('start_pick')
  const charts = progressMessage(progress).blocks.filter((block) => block.type === 'data_visualization')
  expect(charts).toHaveLength(2)
  for (const { title, chart } of charts) {
    expect(blocks).toContain(`*${title}*`)
    for (const { name, data } of chart.series)
      expect(blocks).toContain(`• ${name}: ${data.map(({ label, value }) => `${label}: ${value}`).join(', ')}`)
  }
})

test('where charts are not known, a press costs one refused call an hour, tables stay, and no log says that nothing is drawn', async () => {
  let refused = 0
  fault = (method, { blocks }) => {
    const at = placeOf('data_visualization', blocks)
    if (method !== 'chat.update' || at < 0) return undefined
    refused += 1
    return refusedBecause(`[ERROR] unsupported type: data_visualization [json-pointer:/blocks/${at}/type]`)
  }
  logged.length = 0
  const inBlocks = openInBlocks(log)
  for (const [workspace, refusals] of [
    [playground.workspaceId, 1],
    [playground.workspaceId, 1],
    ['T0ELSEWHERE', 2],
  ] as const) {
    const { drawn, beside } = await openProgress(inBlocks, workspace)
    expect(refused).toBe(refusals)
    expect(beside).toBeUndefined()
    expect(JSON.stringify(drawn[0]?.args.blocks)).toContain('"type":"table"')
  }
  expect(logged.join()).not.toContain('stays as it was')
})

test('where Slack does not say what is wrong, a chart goes before the table does, and nothing of it is remembered', async () => {
  fault = refusing('data_visualization')
  const inBlocks = openInBlocks(log)
  const { drawn } = await openProgress(inBlocks)
  expect(JSON.stringify(drawn[0]?.args.blocks)).toContain('"type":"table"')
  fault = () => undefined
  expect(JSON.stringify((await openProgress(inBlocks)).drawn[0]?.args.blocks)).toContain('data_visualization')
})

test('progress that cannot be opened where it stands is said to the person alone, its charts too', async () => {
  fault = (method) => (method === 'chat.update' ? REFUSED : undefined)
  logged.length = 0
  const { beside, drawn } = await openProgress()
  expect(logged.filter((line) => line.includes('stays as it was'))).toHaveLength(1)
  expect(drawn).toEqual([])
  expect(JSON.stringify(beside)).toMatch(/• Your own view: .*\d/)
})

/** The blocks of each post that Slack took since then, as one text each. */
const taken = (from: number) =>
  calls(from)
    .filter(({ method, answer }) => method === 'chat.postMessage' && answer.ok)
    .map(({ args }) => JSON.stringify(args.blocks ?? ''))

test('after a refused chart the next answer has its buttons, and the next chart is tried', async () => {
  fault = refusing('data_visualization')
  const inWords = await openProgress()
  expect(JSON.stringify(inWords.drawn[0]?.args.blocks)).not.toContain('data_visualization')
  const before = playground.calls.length
  await open().answer(to(), answer)
  expect(taken(before)[0]).toContain('context_actions')
  fault = () => undefined
  const drawn = await openProgress()
  expect(JSON.stringify(drawn.drawn[0]?.args.blocks)).toContain('data_visualization')
})

test('a message that is refused for its content says so in the log, where but not what, and changes nothing for others', async () => {
  const SECRET = 'Xylophon'
  fault = (method, { blocks }) => {
    const says = `must be less than 12001 characters: ${SECRET} [json-pointer:/blocks/${placeOf('markdown', blocks)}/text]`
    return method === 'chat.postMessage' && blocks ? refusedBecause(`[ERROR] ${says}`) : undefined
  }
  logged.length = 0
  const show = open()
  await show.answer(to(), answer)
  const refusals = logged.map((line) => JSON.parse(line)).filter(({ level }) => level === 'error')
  expect(refusals).toMatchObject([{ cause: 'invalid_blocks', kinds: 'markdown' }])
  expect(logged.join()).not.toContain(SECRET)
  fault = () => undefined
  const before = playground.calls.length
  await show.answer(to(), answer)
  expect(taken(before)[0]).toContain('context_actions')
})

test('a kind of block that a workspace does not have is left out there from then on, and nowhere else', async () => {
  let refused = 0
  fault = (method, { blocks }) => {
    const at = placeOf('context_actions', blocks)
    if (method !== 'chat.postMessage' || at < 0) return undefined
    refused += 1
    return refusedBecause(`[ERROR] unsupported type: context_actions [json-pointer:/blocks/${at}/type]`)
  }
  const show = open()
  const before = playground.calls.length
  await show.answer(to(), answer)
  await show.answer(to(), answer)
  expect(refused).toBe(1)
  for (const blocks of taken(before)) expect(blocks).toContain('Who signs?') // what it has stays
  await show.answer(to('T0ELSEWHERE'), answer)
  expect(refused).toBe(2)
})

test('a message whose words are too long for their block goes out as text at the second try', async () => {
  let tries = 0
  fault = (method, { blocks }) => {
    if (method !== 'chat.postMessage') return undefined
    tries += 1
    return blocks
      ? refusedBecause('[ERROR] must be less than 12001 characters [json-pointer:/blocks/0/text]')
      : undefined
  }
  await open().answer(to(), answer)
  expect(tries).toBe(2)
})
