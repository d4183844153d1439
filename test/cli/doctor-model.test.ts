import { join } from 'node:path'
import { type ModelFault, type ModelServer, openModelServer } from '../model-server.ts'
import { examine } from './doctor.ts'

let server: ModelServer
const settings = () => ({
  OPENAI_BASE_URL: server.baseUrl,
  OPENAI_API_KEY: 'sk-canary',
  COACH_MODEL: 'small',
  DATA_DIR: join(import.meta.dirname, 'none'), // not there, so nothing is opened
})
const ready = { write: () => 'ready', fill: () => ({ ready: true }) }

beforeEach(async () => {
  server = await openModelServer(ready)
})
afterEach(() => server.close())

test('a model is asked for a word and for JSON, and timed', async () => {
  const { code, all } = await examine(settings())
  expect(all).toMatch(/^✓ Model small: it writes, in \d+ ms, at 127\.0\.0\.1:\d+\.$/m)
  expect(all).toMatch(
    /^✓ Model small: it fills in JSON, in \d+ ms\.\n {4}It speaks json_schema; takes max_completion_tokens; streams\.$/m,
  )
  expect(server.requests).toHaveLength(2)
  expect(code).toBe(0)
})

test('what an older server does not take is told in words', async () => {
  server.script = { ...ready, refuses: ['json_schema', 'max_completion_tokens', 'store', 'stream'] }
  const { code, all } = await examine(settings())
  expect(all).toContain('    It speaks json_object; takes max_tokens; does not stream; does without store.')
  expect(code).toBe(0)
})

test('a server without a system role is told, as it is asked with one', async () => {
  server.script = { ...ready, refuses: ['system'] }
  const { code, all } = await examine(settings())
  expect(all.replaceAll(/\n {4}/g, ' ')).toContain(
    'streams; has no system role, so those words begin the first message.',
  )
  expect(code).toBe(0)
})

test('an address that lacks its end is put right, and told', async () => {
  const { code, all } = await examine({ ...settings(), OPENAI_BASE_URL: server.baseUrl.replace('/v1', '') })
  expect(all.replaceAll(/\n {4}/g, ' ')).toContain('OPENAI_BASE_URL lacks /v1 at its end')
  expect(code).toBe(0)
})

test('a coach and a judge that differ are each checked', async () => {
  server.script = {
    ...ready,
    fault: ({ body }) => (body.model === 'big' ? 'unknown-model' : undefined),
  }
  const { code, all } = await examine({ ...settings(), JUDGE_MODEL: 'big' })
  expect(all).toMatch(/^✓ Coach model small: it fills in JSON/m)
  expect(all).toMatch(
    /^✗ Judge model big: JUDGE_MODEL names a model that 127\.0\.0\.1:\d+ does not have \(404 model_not_/m,
  )
  expect(code).toBe(1)
})

test.each<[ModelFault, RegExp]>([
  ['wrong-key', /refused OPENAI_API_KEY \(401 invalid_api_key\)\.\n {4}Make a new key/],
  ['no-credit', /has no credit left \(429 insufficient_quota\)\.\n {4}Add credit there/],
  ['unknown-model', /COACH_MODEL names a model that \S+ does not have \(404 model_not_found\)\.\n {4}Name one/],
  ['html', /answered something that is not OpenAI's chat completions\.\n {4}See that OPENAI_BASE_URL/],
  ['broken', /is busy or out of order \(500 server_error\)\.\n {4}Run this again/],
  ['length', /ended its answer too early\.\n {4}Run this again, or set COACH_MODEL/],
  ['empty', /answered without text\.\n {4}Set COACH_MODEL to a chat model/],
  ['refusal', /declined to say one word\.\n {4}Set COACH_MODEL/],
  ['malformed-json', /it does not fill in JSON, so it cannot score\.\n {4}Set JUDGE_MODEL/],
])('a server with the fault "%s" is told with its cure, and no key', async (fault, sentence) => {
  server.script = { ...ready, fault }
  const { code, all } = await examine(settings())
  expect(all).toMatch(sentence)
  expect(all).not.toContain('canary')
  expect(code).toBe(1)
})

test('a server that is not there is told apart from one that refuses', async () => {
  await server.close()
  const { code, all } = await examine(settings())
  expect(all).toMatch(/cannot be reached \(ECONNREFUSED\)\.\n {4}Is this machine connected, the server running/)
  expect(code).toBe(1)
})
