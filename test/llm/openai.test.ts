import { Readable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import nock from 'nock'
import { z } from 'zod'
import { NEWEST } from '../../src/llm/negotiate.ts'
import { openLanguageModel } from '../../src/llm/openai.ts'
import { type ModelServer, openModelServer } from '../model-server.ts'

const prompt = [{ role: 'user' as const, content: 'Answer in JSON: {"score": 1 to 10}.' }]
const plain = [{ role: 'user' as const, content: 'I want to decide.' }]
const schema = z.object({ score: z.int() })
let server: ModelServer

beforeAll(() => {
  if (!nock.isActive()) nock.activate() // another file of this process may have put it away
  nock.disableNetConnect()
  nock.enableNetConnect('127.0.0.1')
})
beforeEach(async () => {
  server = await openModelServer({ write: () => 'What matters most?', fill: () => ({ score: 7 }) })
})
afterEach(async () => {
  nock.cleanAll()
  await server.close()
})
afterAll(() => nock.restore())

test('a text comes with what it cost, and the request says nothing twice', async () => {
  const model = openLanguageModel({
    baseUrl: server.baseUrl,
    apiKey: 'k',
    model: 'm',
    extraBody: { reasoning_effort: 'low' },
  })
  const { text, usage } = await model.write(plain, { maxTokens: 100, cacheKey: 'domain-1', safetyId: 'hash' })
  expect({ text, usage }).toEqual({
    text: 'What matters most?',
    usage: { inputTokens: 5, cachedTokens: 2, outputTokens: 5 },
  })
  expect(server.requests.map(({ key, body }) => ({ key, body }))).toEqual([
    {
      key: 'k',
      body: {
        model: 'm',
        messages: plain,
        stream: true,
        stream_options: { include_usage: true },
        max_completion_tokens: 100,
        prompt_cache_key: 'domain-1',
        safety_identifier: 'hash',
        store: false,
        reasoning_effort: 'low',
      },
    },
  ])
})

test('a schema is sent as a strict one', async () => {
  const model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm' })
  expect((await model.fill(prompt, schema, { maxTokens: 100, schemaName: 'score' })).value).toEqual({ score: 7 })
  expect(server.requests[0]?.body.response_format).toMatchObject({
    type: 'json_schema',
    json_schema: { name: 'score', strict: true, schema: { required: ['score'], additionalProperties: false } },
  })
})

test('a schema that strict mode cannot hold is our mistake and shows, whatever the server would take', async () => {
  const model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm' })
  const loose = z.object({ score: z.int().optional() })
  await expect(model.fill(prompt, loose, { maxTokens: 100, schemaName: 'score' })).rejects.toThrow(/optional/)
  expect(server.requests).toEqual([])
})

test('what a server refuses is given up once and for all', async () => {
  server.script.refuses = ['json_schema', 'max_completion_tokens', 'stream_options', 'safety_identifier', 'store']
  const told: object[] = []
  const log = { info: (_what: string, about: object) => void told.push(about) }
  const model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm', log })
  const options = { maxTokens: 100, safetyId: 'hash', schemaName: 'score' }
  expect((await model.fill(prompt, schema, options)).value).toEqual({ score: 7 })
  expect(model.capabilities()).toEqual({
    ...NEWEST,
    tokenLimit: 'max_tokens',
    format: 'json_object',
    refused: ['stream_options', 'safety_identifier', 'store'],
  })
  expect(told.length).toBe(5)

  const learned = server.requests.length
  await model.fill(prompt, schema, options)
  await model.write(prompt, options)
  expect(server.requests.length).toBe(learned + 2)
})

test('calls at the same time learn as much as one', async () => {
  server.script.refuses = ['json_schema', 'max_completion_tokens']
  const model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm' })
  await Promise.all(Array.from({ length: 5 }, () => model.fill(prompt, schema, { maxTokens: 9, schemaName: 'score' })))
  expect(model.capabilities()).toMatchObject({ tokenLimit: 'max_tokens', format: 'json_object', refused: [] })
})

test('a server without any JSON mode and without streams is still asked', async () => {
  server.script.refuses = ['json_schema', 'json_object', 'max_completion_tokens', 'max_tokens', 'stream']
  const model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm' })
  expect((await model.fill(prompt, schema, { maxTokens: 100, schemaName: 'score' })).value).toEqual({ score: 7 })
  expect(model.capabilities()).toMatchObject({ tokenLimit: 'none', format: 'none', streams: false })

  server.script.fault = 'html'
  await expect(model.write(plain, { maxTokens: 100 })).rejects.toMatchObject({ code: 'llm-not-compatible' })
})

const answered = { choices: [{ message: { content: '{"score": 7}' }, finish_reason: 'stop' }] }

test.each([
  [
    'OpenAI, for streams of an unverified account',
    400,
    { error: { message: 'Please verify to stream.', param: 'stream' } },
    { streams: false },
  ],
  [
    'Mistral',
    422,
    { detail: [{ loc: ['body', 'store'], msg: 'Extra inputs are not permitted' }] },
    { refused: ['store'] },
  ],
  [
    'Google',
    400,
    [
      {
        error: {
          code: 400,
          message:
            'Invalid JSON payload received. Unknown name "store": Cannot find field.\nUnknown name "prompt_cache_key": Cannot find field.',
        },
      },
    ],
    { refused: ['store', 'prompt_cache_key'] },
  ],
  [
    'vLLM',
    400,
    { object: 'error', message: "Unexpected keyword argument 'max_completion_tokens'", param: null },
    { tokenLimit: 'max_tokens' },
  ],
  ['a Go server', 400, { error: 'json: unknown field "stream_options"' }, { refused: ['stream_options'] }],
])('a refusal in the words of %s is understood', async (_who, status, refusal, learned) => {
  nock('https://llm.example').post('/v1/chat/completions').reply(status, refusal)
  nock('https://llm.example').post('/v1/chat/completions').reply(200, answered)
  const model = openLanguageModel({ baseUrl: 'https://llm.example/v1/', model: 'm' })
  const options = { maxTokens: 100, cacheKey: 'domain-1', schemaName: 'score' }
  expect((await model.fill(prompt, schema, options)).value).toEqual({ score: 7 })
  expect(model.capabilities()).toEqual({ ...NEWEST, ...learned })
})

test.each([
  [
    'quotes a learner who writes about parameters',
    { message: 'Bad message: "what does response_format do in our store"', param: 'messages[3]' },
  ],
  [
    'is about a prompt that is too long',
    { message: "'max_completion_tokens' is too large: the context length is 4096", param: null },
  ],
  ['explains nothing', { message: 'Bad request' }],
])('a refusal that %s teaches nothing', async (_which, error) => {
  nock('https://llm.example').post('/v1/chat/completions').reply(400, { error })
  const model = openLanguageModel({ baseUrl: 'https://llm.example/v1', model: 'm' })
  const before = model.capabilities()
  await expect(model.fill(prompt, schema, { maxTokens: 100, schemaName: 'score' })).rejects.toMatchObject({
    code: 'llm-rejected',
  })
  expect(model.capabilities()).toEqual(before)
})

test.each([
  [401, {}, { code: 'llm-key' }],
  [402, {}, { code: 'llm-quota' }],
  [403, {}, { code: 'llm-key' }],
  [405, {}, { code: 'llm-rejected' }],
  [408, {}, { code: 'llm-busy' }],
  [429, { 'retry-after-ms': '1500', 'retry-after': '2' }, { code: 'llm-busy', afterMs: 1500 }],
  [503, { 'retry-after': '3600' }, { code: 'llm-busy', afterMs: 60_000 }],
  [503, { 'retry-after': 'Wed, 01 Jan 2020 00:00:00 GMT' }, { code: 'llm-busy', afterMs: 0 }],
  [503, { 'retry-after': 'soon' }, { code: 'llm-busy', afterMs: undefined }],
])('status %i with %j is %j', async (status, headers, fault) => {
  nock('https://llm.example').post('/v1/chat/completions').reply(status, 'gone away', headers)
  const model = openLanguageModel({ baseUrl: 'https://llm.example/v1', model: 'm' })
  await expect(model.write(prompt, { maxTokens: 100 })).rejects.toMatchObject(fault)
})

const done = { choices: [{ delta: {}, finish_reason: 'stop' }] }
const streamed = (...pieces: unknown[]) => pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join('')

/** An answer of a server that streams this. */
async function answerTo(body: string | Readable) {
  nock('https://llm.example').post('/v1/chat/completions').reply(200, body, { 'content-type': 'text/event-stream' })
  const timers = { headersMs: 5000, idleMs: 5000, totalMs: 1000 }
  return openLanguageModel({ baseUrl: 'https://llm.example/v1', model: 'm', timers }).write(prompt, { maxTokens: 100 })
}

test.each<[string, unknown]>([
  ['nothing but a text', { choices: [{ delta: { content: 'Why?' } }] }],
  [
    'null for all that it does not say',
    {
      choices: [{ delta: { content: 'Why?', refusal: null }, message: null, finish_reason: null }],
      usage: null,
      error: null,
    },
  ],
  [
    'words of its own',
    { id: 1, choices: [{ index: '0', delta: { content: 'Why?', reasoning: ['hm'] } }], provider: {} },
  ],
  ['a whole message', { choices: [{ message: { role: 'assistant', content: 'Why?' } }] }],
])('a piece with %s is understood', async (_what, piece) => {
  expect((await answerTo(streamed({ choices: null }, piece, done))).text).toBe('Why?')
})

test.each([
  [{ prompt_tokens: 7, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 3 } }, [7, 3, 2]],
  [{ prompt_tokens: '7', completion_tokens: null, prompt_tokens_details: {} }, [0, 0, 0]],
  [{ prompt_tokens: 7, prompt_tokens_details: null }, [7, 0, 0]],
  [{ prompt_tokens: 7, prompt_tokens_details: 7 }, [7, 0, 0]],
  [{ prompt_tokens: -7, completion_tokens: 1e18, prompt_tokens_details: { cached_tokens: 2.4 } }, [0, 2, 10_000_000]],
])('of the usage %j what can be counted is counted', async (usage, [inputTokens, cachedTokens, outputTokens]) => {
  const piece = { choices: [{ delta: { content: 'Why?' } }], usage }
  expect((await answerTo(streamed(piece, done))).usage).toEqual({ inputTokens, cachedTokens, outputTokens })
})

test('what a server does not count is estimated, so that it counts towards the limits of a day', async () => {
  expect((await answerTo(streamed({ choices: [{ delta: { content: 'Why not?' } }] }, done))).usage).toEqual({
    inputTokens: 9,
    cachedTokens: 0,
    outputTokens: 2,
  })
})

test.each([null, 'Why?', [], { choices: 'Why?' }, { choices: [null] }])(
  'a piece %j is not what an OpenAI-compatible server says',
  async (piece) => {
    await expect(answerTo(streamed(piece, done))).rejects.toMatchObject({ code: 'llm-not-compatible', retry: true })
  },
)

test.each([
  { choices: [{ delta: 'Why?' }] },
  { choices: [{ delta: { content: [7] } }] },
  { choices: [{ delta: { content: true } }] },
  { choices: [{ message: [] }] },
  { choices: [{ finish_reason: ['stop'] }] },
])('of a piece %j nothing is heard', async (piece) => {
  await expect(answerTo(streamed(piece, done))).rejects.toMatchObject({ code: 'llm-empty', retry: true })
})

test.each([
  ['as its error', streamed({ error: { code: 'insufficient_quota', message: 'Pay.' } }), 'llm-quota'],
  ['as its error, with a status', streamed({ error: { code: 401 } }), 'llm-key'],
  ['as its error, in a word', streamed({ error: 'overloaded' }), 'llm-busy'],
  ['by the name of the event', `event: error\n${streamed({ code: 'content_filter' })}`, 'llm-filtered'],
])('what a stream tells %s is a fault', async (_how, body, code) => {
  await expect(answerTo(body)).rejects.toMatchObject({ code })
})

test('a model that thinks in silence is waited for as long as its server tells that it is there', async () => {
  async function* body() {
    for (let pings = 0; pings < 15; pings += 1) {
      yield ': ping\n\n'
      await after(50)
    }
    yield streamed({ choices: [{ delta: { content: 'Why?' } }] }, done)
  }
  expect((await answerTo(Readable.from(body()))).text).toBe('Why?')
})

test('a server without streams has all the time of a call for its answer', async () => {
  const refusal = { error: { message: 'Not for you.', param: 'stream' } }
  nock('https://llm.example').post('/v1/chat/completions').reply(400, refusal)
  async function* body() {
    yield ' '
    await after(700)
    yield JSON.stringify(answered)
  }
  const json = { 'content-type': 'application/json' }
  nock('https://llm.example').post('/v1/chat/completions').reply(200, Readable.from(body()), json)
  const timers = { headersMs: 100, totalMs: 1000 }
  const model = openLanguageModel({ baseUrl: 'https://llm.example/v1', model: 'm', timers })
  expect((await model.write(prompt, { maxTokens: 100 })).text).toBe('{"score": 7}')
})

test('without an address it is OpenAI that is asked, and nothing of the environment goes with it', async () => {
  const environment = { ...process.env }
  Object.assign(process.env, {
    OPENAI_BASE_URL: 'https://elsewhere.example/v1',
    OPENAI_API_KEY: 'from-env',
    OPENAI_ADMIN_KEY: 'from-env',
    OPENAI_ORG_ID: 'from-env',
    OPENAI_PROJECT_ID: 'from-env',
    OPENAI_CUSTOM_HEADERS: 'x-custom: from-env\nauthorization: Bearer from-env',
    OPENAI_LOG: 'debug',
  })
  try {
    nock('https://api.openai.com', {
      reqheaders: { authorization: 'Bearer none' },
      badheaders: ['x-custom', 'openai-organization', 'openai-project'],
    })
      .post('/v1/chat/completions')
      .reply(200, answered)
    const { text } = await openLanguageModel({ apiKey: '', model: 'm' }).write(prompt, { maxTokens: 100 })
    expect(text).toBe('{"score": 7}')
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
    Object.assign(process.env, environment)
  }
})

test('calls one after the other share a connection', async () => {
  const model = openLanguageModel({ baseUrl: server.baseUrl, model: 'm' })
  for (let call = 0; call < 20; call += 1) await model.write(prompt, { maxTokens: 100 })
  expect(server.connections).toBeLessThan(5) // a call may come before the one before has let go of its connection
})
