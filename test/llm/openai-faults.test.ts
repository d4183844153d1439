import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import { z } from 'zod'
import { Fault, type FaultCode } from '../../src/fault.ts'
import type { Timers } from '../../src/llm/deadlines.ts'
import type { LanguageModel, Usage } from '../../src/llm/llm.ts'
import { openLanguageModel } from '../../src/llm/openai.ts'
import { type ModelFault, type ModelServer, openModelServer } from '../model-server.ts'

const CANARY = 'canary-in-the-prompt'
const prompt = [{ role: 'user' as const, content: `${CANARY} Answer in JSON: {"score": 1 to 10}.` }]
const schema = z.object({ score: z.int() })
const timers = { headersMs: 400, idleMs: 400, totalMs: 1200 } // no busy machine is slower when it does answer
const ENDS_WITHIN = 3000 // the timers above, and a busy machine

let server: ModelServer
let model: LanguageModel
let unhandled: unknown[] = []
const onUnhandled = (reason: unknown) => void unhandled.push(reason)

beforeAll(async () => {
  server = await openModelServer()
  process.on('unhandledRejection', onUnhandled)
})
beforeEach(() => {
  server.script = { write: () => `${CANARY}, what matters most?`, fill: () => ({ score: 7 }) }
  model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm', timers })
  unhandled = []
})
afterAll(async () => {
  process.off('unhandledRejection', onUnhandled)
  await server.close()
})

const write = (signal?: AbortSignal) => model.write(plain, { maxTokens: 100, ...(signal && { signal }) })
const plain = [{ role: 'user' as const, content: CANARY }]
const fill = () => model.fill(prompt, schema, { maxTokens: 100, schemaName: 'score' })

/** The fault that a call ends with. Anything else, an answer or another error, fails the test. */
async function faultOf(call: Promise<unknown>): Promise<Fault> {
  const outcome = await call.then(
    (value) => new Error(`answered ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
  if (!(outcome instanceof Fault)) throw outcome
  return outcome
}

type Ending = [fault: ModelFault, code: FaultCode, retry: boolean]
const ENDINGS: Ending[] = [
  ['busy', 'llm-busy', true],
  ['busy-seconds', 'llm-busy', true],
  ['busy-date', 'llm-busy', true],
  ['broken', 'llm-busy', true],
  ['loading', 'llm-busy', true],
  ['error-mid-stream', 'llm-busy', true],
  ['no-credit', 'llm-quota', false],
  ['wrong-key', 'llm-key', false],
  ['unknown-model', 'llm-unknown-model', false],
  ['too-much-context', 'llm-rejected', false],
  ['filtered-prompt', 'llm-filtered', false],
  ['filtered-answer', 'llm-filtered', false],
  ['refusal', 'llm-refused', false],
  ['empty', 'llm-empty', true],
  ['length', 'llm-cut', true],
  ['too-long', 'llm-cut', true],
  ['clean-cut', 'llm-cut', true],
  ['reset-before-headers', 'llm-unreachable', true],
  ['reset-mid-stream', 'llm-unreachable', true],
  ['stalled-headers', 'llm-slow', true],
  ['stalled-silent', 'llm-slow', true],
  ['stalled-mid-stream', 'llm-slow', true],
  ['html', 'llm-not-compatible', true],
  ['another-api', 'llm-not-compatible', true],
  ['invalid-sse', 'llm-cut', true],
]

test.each([
  ...ENDINGS.map((ending) => ['write', ...ending] as const),
  ...ENDINGS.map((ending) => ['fill', ...ending] as const),
])(
  '%s: a server that is %s ends the call in time as %s (retry: %s), and no one reads the prompt',
  async (way, fault, code, retry) => {
    server.script.fault = fault
    const begun = performance.now()
    const found = await faultOf(way === 'write' ? write() : fill())
    expect(found).toMatchObject({ code, retry, message: code })
    expect(performance.now() - begun).toBeLessThan(ENDS_WITHIN)
    expect(inspect(found, { depth: 10, showHidden: true })).not.toContain(CANARY)
    await new Promise(setImmediate) // where an unhandled rejection would be told
    expect(unhandled).toEqual([])
  },
)

test.each<[ModelFault, string]>([
  ['invalid-utf8', `${CANARY}, what matters most? \ufffd\ufffd(`],
  ['never-closed', `${CANARY}, what matters most?`],
  ['dropped-at-the-end', `${CANARY}, what matters most?`],
  ['not-streamed', `${CANARY}, what matters most?`],
])('a server that is %s is answered for all the same', async (fault, text) => {
  server.script.fault = fault
  expect((await write()).text).toBe(text)
})

test.each<[ModelFault, boolean]>([
  ['length', true],
  ['clean-cut', true],
  ['malformed-json', true],
  ['broken', false],
])('of a server that is %s whoever counts hears what each request cost: %s', async (fault, costs) => {
  server.script.fault = fault
  const spent: Usage[] = []
  const asked = server.requests.length
  await model
    .fill(prompt, schema, { maxTokens: 100, schemaName: 'score', spent: (usage) => spent.push(usage) })
    .catch(() => undefined)
  expect(spent).toHaveLength(costs ? server.requests.length - asked : 0)
  for (const { inputTokens, outputTokens } of spent) expect(Math.min(inputTokens, outputTokens)).toBeGreaterThan(0)
})

test.each<ModelFault>(['fenced-json', 'thought-json', 'not-streamed', 'never-closed'])(
  'a %s answer fills the schema',
  async (fault) => {
    server.script.fault = fault
    expect((await fill()).value).toEqual({ score: 7 })
  },
)

test.each<ModelFault>(['malformed-json', 'wrong-schema'])('%s is repaired by asking once more', async (fault) => {
  const before = server.requests.length
  server.script.fault = ({ number }) => (number === before + 1 ? fault : undefined)
  const { value, usage } = await fill()
  expect(value).toEqual({ score: 7 })
  const [first, second, ...more] = server.requests.slice(before)
  expect(more).toEqual([])
  expect(second?.body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  expect(usage.inputTokens).toBe((first?.inputTokens ?? 0) + (second?.inputTokens ?? 0))
})

test.each<ModelFault>(['malformed-json', 'wrong-schema'])(
  '%s twice is a fault that tells only the fields',
  async (fault) => {
    const before = server.requests.length
    server.script = { fault, fill: () => ({ score: CANARY }) }
    const found = await faultOf(fill())
    expect(found).toMatchObject({ code: 'llm-bad-json', retry: false })
    expect(inspect(found, { depth: 10 })).not.toContain(CANARY)
    expect(server.requests.length).toBe(before + 2)
  },
)

test.each([
  ['busy', undefined],
  ['busy-seconds', 7000],
  ['busy-date', 60_000],
] as const)('a server that is %s asks for a wait of %s ms', async (fault, afterMs) => {
  server.script.fault = fault
  expect((await faultOf(write())).afterMs).toBe(afterMs)
})

test('a connection that is reset before it answered is tried once more', async () => {
  const before = server.requests.length
  server.script.fault = ({ number }) => (number === before + 1 ? 'reset-before-headers' : undefined)
  expect((await write()).text).toContain('what matters most?')
  expect(server.requests.length).toBe(before + 2)
})

const LONG = 60_000 // longer than a test may take: only the clock under test can end the call
test.each<[ModelFault, Partial<Timers>]>([
  ['stalled-headers', { headersMs: 100, idleMs: LONG, totalMs: LONG }],
  ['stalled-mid-stream', { headersMs: LONG, idleMs: 100, totalMs: LONG }],
  ['stalled-silent', { headersMs: LONG, idleMs: LONG, totalMs: 200 }],
])('a server that is %s is given up by the clock for it', async (fault, clocks) => {
  server.script.fault = fault
  model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm', timers: clocks })
  expect(await faultOf(write())).toMatchObject({ code: 'llm-slow' })
})

test('a model that thinks in silence before its first word, and then writes slowly, is waited for', async () => {
  server.script = { write: () => 'and so on '.repeat(20), firstTokenMs: 200, tokensPerSecond: 100 }
  model = openLanguageModel({
    baseUrl: server.baseUrl,
    model: 'm',
    timers: { headersMs: 100, idleMs: 100, totalMs: LONG },
  })
  expect((await write()).text).toBe('and so on '.repeat(20).trim())
})

test('a stream that never stalls and never ends is stopped when its time is up', async () => {
  server.script = { write: () => 'and so on '.repeat(100), tokensPerSecond: 50 }
  expect(await faultOf(write())).toMatchObject({ code: 'llm-slow' })
})

test('a caller can stop a call before it begins and while it streams', async () => {
  expect(await faultOf(write(AbortSignal.abort()))).toMatchObject({ code: 'llm-cancelled' })

  const stopping = new AbortController()
  server.script = { write: () => 'and so on '.repeat(100), tokensPerSecond: 50 }
  const before = server.requests.length
  const call = faultOf(write(stopping.signal))
  while (server.requests.length === before) await new Promise(setImmediate)
  stopping.abort()
  expect(await call).toMatchObject({ code: 'llm-cancelled' })
})

test('a caller’s own clock makes a call slow, not stopped', async () => {
  server.script = { write: () => 'and so on '.repeat(100), tokensPerSecond: 50 }
  model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm', timers: { totalMs: LONG } })
  const signal = AbortSignal.any([new AbortController().signal, AbortSignal.timeout(100)])
  expect(await faultOf(write(signal))).toMatchObject({ code: 'llm-slow', retry: true })
})

test('an answer that says that it is done is not kept waiting for its count of tokens', async () => {
  server.script.fault = 'never-closed'
  model = openLanguageModel({
    baseUrl: server.baseUrl,
    model: 'm',
    timers: { headersMs: LONG, idleMs: LONG, totalMs: LONG },
  })
  expect((await write()).text).toContain('what matters most?')
})

test('a call that is over leaves nothing on a signal that lives as long as the process', async () => {
  const { signal } = new AbortController()
  await write(signal)
  server.script.fault = 'busy'
  await faultOf(write(signal))
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('a server that is not there is unreachable, with the reason for the operator', async () => {
  const gone = await openModelServer()
  await gone.close()
  const found = await faultOf(openLanguageModel({ baseUrl: gone.baseUrl, model: 'm' }).write(plain, { maxTokens: 9 }))
  expect(found).toMatchObject({ code: 'llm-unreachable', retry: true, cause: { code: 'ECONNREFUSED' } })
})
