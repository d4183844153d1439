import { inflateSync } from 'node:zlib'
import type { Show, To } from '../../src/flows/deps.ts'
import { openLog } from '../../src/log.ts'
import type { CallFault, OnCall } from '../../src/playground/calls.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import { chartPicture } from '../../src/slack/views/chart-picture.ts'
import { progressMessage } from '../../src/slack/views/progress.ts'
import { ANA } from '../person.ts'
import { manifest } from './joined-bot.ts'
import { progress } from './views/samples.ts'

const log = openLog(() => undefined)
let playground: Playground
let fault: OnCall = () => undefined
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log, manifest, onCall: (method, args) => fault(method, args) })
})
afterAll(() => playground.close())

const open = (): Show => openShow(openWebClient(playground.botToken, playground.apiUrl, log), log)
let keys = 0
const to = (): To => ({
  workspace: playground.workspaceId,
  actor: ANA,
  key: `older-${++keys}`,
  look: false,
  thread: null,
})
const calls = (from: number) => playground.calls.slice(from)

const REFUSED: CallFault = { body: { ok: false, error: 'invalid_blocks' } }
const refusing =
  (...kinds: string[]): OnCall =>
  (method, { blocks }) =>
    method === 'chat.postMessage' && kinds.some((kind) => JSON.stringify(blocks ?? '').includes(`"${kind}"`))
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

test('where charts and tables are not known, progress goes out in words with its button, and its charts as pictures in its thread', async () => {
  fault = refusing('data_visualization', 'table')
  const before = playground.calls.length
  const { thread } = await open().progress(to(), progress)
  const [posted] = calls(before).filter(({ method }) => method === 'chat.postMessage')
  const blocks = JSON.stringify(posted?.args.blocks)
  expect(blocks).toContain('Handling objections, Sales Process Coach, 3, 8, up 5')
  expect(blocks).toContain('start_pick')
  const files = calls(before).filter(({ method }) => method === 'files.completeUploadExternal')
  expect(files).toMatchObject([{ answer: { ok: true }, args: { thread_ts: thread.split(':')[1] } }])
  expect(JSON.stringify(files[0]?.args.files)).toContain('Your own view and the reading')
})

test('progress that cannot be drawn at all is said all the same', async () => {
  const before = playground.calls.length
  fault = (method, args) =>
    method.startsWith('files.')
      ? { body: { ok: false, error: 'missing_scope' } }
      : refusing('data_visualization')(method, args)
  await open().progress(to(), progress)
  expect(calls(before).filter(({ method, answer }) => method === 'chat.postMessage' && answer.ok)).toHaveLength(1)
})

test('a chart is a PNG whose rows hold what its header says', () => {
  const [chart] = progressMessage(progress).blocks.flatMap((block) =>
    block.type === 'data_visualization' ? [block] : [],
  )
  if (!chart) throw new Error('no chart')
  const png = Buffer.from(chartPicture(chart))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const data = png.indexOf('IDAT')
  const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)))
  expect(rows).toHaveLength(height * (1 + width * 3))
  expect(new Set(rows).size).toBeGreaterThan(5) // more than a white page
  const odd = { ...chart, title: '👩‍💻 é', chart: { ...chart.chart, series: chart.chart.series.slice(0, 1) } }
  expect(chartPicture(odd).length).toBeGreaterThan(0)
})
