import nock from 'nock'
import { z } from 'zod'
import { Fault } from '../../src/fault.ts'
import { openLanguageModel } from '../../src/llm/openai.ts'
import { readAnswer } from '../../src/llm/openai-answer.ts'

const A = 'You name two things. What did she say then?'
const T = 'SECRET: be nice.'
const plain = [
  { role: 'system' as const, content: 'You are a coach.' },
  { role: 'user' as const, content: 'I want to decide.' },
]
const schema = z.object({ score: z.int() })
const AT = 'https://llm.example'
const opened = (baseUrl = `${AT}/v1`) => openLanguageModel({ baseUrl, model: 'm' })
const write = (model = opened()) => model.write(plain, { maxTokens: 200 })
const fill = (model = opened()) => model.fill(plain, schema, { maxTokens: 200, schemaName: 'score' })

beforeAll(() => {
  if (!nock.isActive()) nock.activate()
  nock.disableNetConnect()
})
afterEach(() => nock.cleanAll())
afterAll(() => nock.restore())

type Sent = { messages?: unknown; response_format?: unknown }
const chat = (path = '/v1/chat/completions', when = (_body: Sent) => true) => nock(AT).post(path, when)
const data = (...pieces: unknown[]) => pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join('')
const delta = (content: unknown, finish_reason: unknown = null, more = {}) => ({
  choices: [{ delta: { content, ...more }, finish_reason }],
})
const message = (content: unknown, finish_reason: unknown = 'stop') => ({
  choices: [{ message: { content }, finish_reason }],
})
const DONE = 'data: [DONE]\n\n'
const [half, rest] = [A.slice(0, 20), A.slice(20)]
const SSE = 'text/event-stream'
const JSON_TYPE = 'application/json'
type Told = [how: string, body: string, type: string]

test.each<Told>([
  [
    'parts with thinking, streamed',
    data(
      delta([{ type: 'thinking', thinking: [{ type: 'text', text: T }] }]),
      delta([{ type: 'text', text: half }]),
      delta(rest),
      delta('', 'stop'),
    ) + DONE,
    SSE,
  ],
  [
    'parts with thinking, whole',
    JSON.stringify(
      message([
        { type: 'thinking', thinking: T },
        { type: 'text', text: half },
        { type: 'output_text', text: rest },
      ]),
    ),
    JSON_TYPE,
  ],
  [
    'thoughts that are marked beside their text, streamed',
    data(
      delta([{ text: T, thought: true }]),
      delta([{ type: 'text', text: T, thought: true }, { text: half }]),
      delta(T, null, { extra_content: { google: { thought: true } } }),
      delta(rest, 'stop', { extra_content: { google: { thought: false } } }),
    ),
    SSE,
  ],
  [
    'thoughts that are marked beside their text, whole',
    JSON.stringify(
      message([
        { type: 'text', text: T, thought: true },
        { text: A, thought: false },
      ]),
    ),
    JSON_TYPE,
  ],
  ['a single part', JSON.stringify(message({ type: 'text', text: A })), JSON_TYPE],
  ['parts that are strings', JSON.stringify(message([half, rest])), JSON_TYPE],
  [
    'reasoning_content beside content',
    data(delta(null, null, { reasoning_content: T }), delta(half, null, { reasoning: T }), delta(rest, 'stop')),
    SSE,
  ],
  [
    'thoughts in the text, cut anywhere',
    data(delta('<th'), delta(`ink>${T}</thi`), delta(`nk>${half}`), delta(rest), delta('', 'stop')),
    SSE,
  ],
  ['events called JSON', data(delta(A), delta('', 'stop')) + DONE, JSON_TYPE],
  ['JSON called events', JSON.stringify(message(A)), SSE],
  ['JSON called text', JSON.stringify(message(A)), 'text/plain'],
  ['JSON in lines', `${JSON.stringify(delta(half))}\n${JSON.stringify(delta(rest, 'stop'))}\n`, 'application/x-ndjson'],
  ['no finish reason but [DONE]', data(delta(half), delta(rest)) + DONE, SSE],
  ['no finish reason in whole JSON', JSON.stringify(message(A, null)), JSON_TYPE],
  ['the finish reason STOP', data(delta(A), delta('', 'STOP')), SSE],
  ...[
    'stop_sequence',
    'StopReason.END_TURN',
    'end_of_sequence',
    'eos_token',
    'stop_sequence: "</s>"',
    'stop - eos',
  ].map((reason): Told => [`the finish reason ${reason}`, data(delta(A), delta('', reason)), SSE]),
  ['a finish reason that nobody knows', data(delta(A), delta('', 'vibes')), SSE],
  ['a finish reason with every piece', data(delta(half, 'stop'), delta(rest, 'stop')) + DONE, SSE],
  ['a finish reason before the first word', data(delta('', 'stop'), delta(half), delta(rest)) + DONE, SSE],
  ['the whole message once more at the end', data(delta(half), delta(rest), message(A)) + DONE, SSE],
  ['the whole text once more as a piece', data(delta(half), delta(rest), delta(A, 'stop')) + DONE, SSE],
  [
    'the whole message at the end without its thoughts',
    data(delta(`<think>${T}</think>`), delta(A), message(A)) + DONE,
    SSE,
  ],
  [
    'all so far in every piece',
    data(...[4, 9, 20, 30, A.length].map((end) => delta(A.slice(0, end))), delta('', 'stop')),
    SSE,
  ],
  ['messages in place of deltas', data(message(half, null), message(rest)), SSE],
  [
    'the words of old completions',
    data({ choices: [{ text: half }] }, { choices: [{ text: rest, finish_reason: 'stop' }] }),
    SSE,
  ],
  [
    'several choices, streamed',
    data(
      { choices: [{ index: 1, delta: { content: T } }] },
      {
        choices: [
          { index: 1, delta: { content: T } },
          { index: 0, delta: { content: half } },
        ],
      },
      { choices: [{ index: 0, delta: { content: rest }, finish_reason: 'stop' }] },
      { choices: [{ index: 1, delta: { content: T }, finish_reason: 'length' }] },
    ) + DONE,
    SSE,
  ],
  [
    'several choices, whole',
    JSON.stringify({
      choices: [
        { index: 1, message: { content: T }, finish_reason: 'stop' },
        { index: 0, message: { content: A }, finish_reason: 'stop' },
      ],
    }),
    JSON_TYPE,
  ],
  [
    'wrong kinds of nothing',
    data(
      { choices: [{ delta: '' }] },
      delta(half, true, { refusal: false }),
      delta(false, false, { refusal: [] }),
      delta(0),
      delta(rest, { type: 'stop' }, { refusal: {} }),
    ) + DONE,
    SSE,
  ],
  ['one choice in place of a list', JSON.stringify({ choices: message(A).choices[0] }), JSON_TYPE],
  ['choices by their number', JSON.stringify({ choices: { 0: message(A).choices[0] } }), JSON_TYPE],
  ['an envelope around it', JSON.stringify({ success: true, data: message(A) }), JSON_TYPE],
  [
    'other spellings of parts',
    JSON.stringify(
      message([
        { type: 'TEXT', text: half },
        { type: 'text', content: rest },
        { type: 'THINKING', text: T },
      ]),
    ),
    JSON_TYPE,
  ],
  ['usage as an empty list', data(delta(A), { ...delta('', 'stop'), usage: [] }), SSE],
  [
    'null and empty fields everywhere',
    data(
      { choices: null, usage: null, error: null },
      { choices: [], error: '' },
      delta(A, '', { refusal: null }),
      delta(null, 'stop'),
    ),
    SSE,
  ],
  ['nothing now and then', data(delta(half), null, {}, delta(rest, 'stop')), SSE],
  ['an end that an event tells', `${data(delta(A))}event: done\ndata: {}\n\n`, SSE],
])('a server that answers with %s is heard', async (_how, body, type) => {
  chat().reply(200, body, { 'content-type': type })
  expect((await write()).text).toBe(A)
})

const PARTS = [
  { type: 'thinking', thinking: `${T} {"text": "no"} It's said.` },
  { type: 'text', text: A },
]
const python = (value: unknown) =>
  JSON.stringify(value).replaceAll("'", "\\'").replaceAll('\\"', '').replaceAll('"', "'")
test.each([
  JSON.stringify(PARTS),
  JSON.stringify(PARTS.toReversed(), null, 2),
  python(PARTS),
  `\`\`\`json\n${JSON.stringify(PARTS)}\n\`\`\``,
  `<think>${T}</think>${JSON.stringify(PARTS)}`,
  `${JSON.stringify([PARTS[0]])}\n\n${A}`,
  JSON.stringify([{ text: T, thought: true }, { text: A }]),
  JSON.stringify({ thinking: T, response: A }),
  JSON.stringify({ response: A, thinking: T }),
  python({ reasoning: T, final_answer: A }),
  JSON.stringify({ role: 'assistant', reasoning_content: T, content: A }),
  JSON.stringify({ thinking: T, message: { content: PARTS } }),
  `${JSON.stringify({ thinking: T })}\n${A}`,
])('of parts that are sent as a text, the words for people are seen: %j', async (text) => {
  chat().reply(200, message(text))
  expect((await write()).text).toBe(A)
})

test.each([
  JSON.stringify([PARTS[0]]),
  JSON.stringify(PARTS).slice(0, 50),
  JSON.stringify({ thinking: T }),
  `[{"type": "thinking", "thinking": "${T}" } oh "no" ] {{ ] ${A}`,
])('of parts that are sent as a text and are thought alone, nothing is seen: %j', async (text) => {
  chat().reply(200, message(text))
  await expect(write()).rejects.toMatchObject({ code: 'llm-empty' })
})

test.each(['[one] and {two}: which?', '{"price": 5} is what you wrote. Why five?'])(
  'words that begin with a bracket are seen as they are: %j',
  async (text) => {
    chat().reply(200, message(text))
    expect((await write()).text).toBe(text)
  },
)

test('what is filled in is read out of parts that are sent as a text, and not out of their thoughts', async () => {
  const parts = [
    { type: 'thinking', thinking: '{"score": 2}' },
    { type: 'text', text: '{"score": 7}' },
  ]
  chat().reply(200, message(JSON.stringify(parts)))
  expect((await fill()).value).toEqual({ score: 7 })
})

const ended = (reason: unknown, text = half) => data(delta(text), delta('', reason)) + DONE
const failed = (error: unknown) => JSON.stringify(error)
test.each<[...Told, object]>([
  ...[
    'length',
    'MAX_TOKENS',
    'FinishReason.MAX_TOKENS',
    'insufficient_system_resource',
    'abort',
    'max_output_tokens',
    'model_length',
    'model_context_window_exceeded',
    'cancelled',
    'cut_off',
    'partial',
    'out_of_tokens',
    'context_window',
    'evicted',
    'killed',
    'terminated',
    'overloaded',
    'throttled',
    'stop_reason.max_tokens',
    'StopReason: length',
    'stop (length)',
    'stop_limit',
    'TOO_MANY_TOOL_CALLS',
    2,
  ].map((reason): [...Told, object] => [`the end ${reason}`, ended(reason), SSE, { code: 'llm-cut', retry: true }]),
  ...[
    'content_filter',
    'SAFETY',
    'FinishReason.SAFETY',
    'content_filter: hate',
    'PROHIBITED_CONTENT',
    'sensitive',
    'guardrail_intervened',
    'flagged',
    'inappropriate',
    'rejected',
    'nsfw',
    'hate',
    'violence',
    'SELF_HARM',
    'stop_content_filter',
    'refusal',
  ].map((reason): [...Told, object] => [
    `the end ${reason}`,
    ended(reason, ''),
    SSE,
    { code: 'llm-filtered', retry: false },
  ]),
  ...['error', 'network_error', 'MALFORMED_FUNCTION_CALL'].map((reason): [...Told, object] => [
    `the end ${reason}`,
    ended(reason),
    SSE,
    { code: 'llm-busy', retry: true },
  ]),
  ['an end in an object', ended({ type: 'max_tokens' }), SSE, { code: 'llm-cut' }],
  ['a refusal that is only marked', data(delta('', 'stop', { refusal: true })), SSE, { code: 'llm-refused' }],
  ['choices that are none', failed({ choices: ['no'] }), JSON_TYPE, { code: 'llm-not-compatible' }],
  ['a cut that is called a stop once more', data(delta(half, 'length'), delta('', 'stop')), SSE, { code: 'llm-cut' }],
  ['a stream that breaks off', data(delta(half)), SSE, { code: 'llm-cut' }],
  ['JSON that breaks off', '{"choices": [{"message": {"cont', JSON_TYPE, { code: 'llm-cut', retry: true }],
  ['nothing at all', '', JSON_TYPE, { code: 'llm-empty', retry: true }],
  ['thoughts alone', data(delta(`<think>${T}`), delta('', 'stop')), SSE, { code: 'llm-empty', retry: true }],
  [
    'a refusal among parts',
    JSON.stringify(message([{ type: 'refusal', refusal: 'No.' }])),
    JSON_TYPE,
    { code: 'llm-refused' },
  ],
  [
    'an error of 429',
    failed({ error: { code: 429, message: 'slow down' } }),
    JSON_TYPE,
    { code: 'llm-busy', retry: true },
  ],
  [
    'an error of 502 in a choice',
    failed({ choices: [{ error: { code: 502 }, finish_reason: 'error' }] }),
    JSON_TYPE,
    { code: 'llm-busy' },
  ],
  ['an error in a list', failed([{ error: { code: 503, status: 'UNAVAILABLE' } }]), JSON_TYPE, { code: 'llm-busy' }],
  ['an error called events', failed({ error: { code: 502 } }), SSE, { code: 'llm-busy', retry: true }],
  [
    'an error without a number',
    failed({ type: 'error', error: { type: 'overloaded_error' } }),
    JSON_TYPE,
    { code: 'llm-busy' },
  ],
  [
    'an error that is all there is',
    failed({ object: 'error', message: 'Busy.', code: 503 }),
    JSON_TYPE,
    { code: 'llm-busy' },
  ],
  ['an error in a detail', failed({ detail: 'Internal Server Error' }), JSON_TYPE, { code: 'llm-busy' }],
  ['an error of another code', failed({ base_resp: { status_code: 1002 } }), JSON_TYPE, { code: 'llm-busy' }],
  [
    'an error of a key',
    failed({ error: { code: 'invalid_api_key', message: 'no' } }),
    JSON_TYPE,
    { code: 'llm-key', retry: false },
  ],
  [
    'an error of credit',
    failed({ error: { type: 'insufficient_quota', message: 'no' } }),
    JSON_TYPE,
    { code: 'llm-quota' },
  ],
  [
    'an error beside no choices',
    data({ choices: null, error_type: 'BadRequestError', error_message: 'no' }),
    SSE,
    { code: 'llm-rejected' },
  ],
  ['an error in plain words', 'data: upstream connect error\n\n', SSE, { code: 'llm-busy', retry: true }],
  ['an error in the middle', data(delta(half), { error: { code: '429' } }), SSE, { code: 'llm-busy' }],
])('a server that answers with %s is not shown as if it were whole', async (_how, body, type, fault) => {
  chat().reply(200, body, { 'content-type': type })
  await expect(write()).rejects.toMatchObject(fault)
})

test.each([
  [400, { error: 'Model is unloaded.' }, 'llm-busy'],
  [403, { error: { code: 403, message: 'Denied', metadata: { reasons: ['violence'] } } }, 'llm-filtered'],
  [403, { error: { code: 403, message: 'Your input was flagged' } }, 'llm-filtered'],
  [403, { error: { message: 'No.' } }, 'llm-key'],
  [400, { error: { code: null, innererror: { code: 'ResponsibleAIPolicyViolation' } } }, 'llm-filtered'],
  [200, { errors: [{ message: 'Internal' }] }, 'llm-busy'],
  [200, { errors: [{ code: 401 }] }, 'llm-key'],
  [200, { message: 'Internal server error' }, 'llm-busy'],
  [200, { message: 'Route not found' }, 'llm-unknown-model'],
  [200, { message: { role: 'assistant', content: A }, done: true }, 'llm-not-compatible'],
  [200, { promptFeedback: { blockReason: 'SAFETY' } }, 'llm-filtered'],
  [200, { choices: [], prompt_feedback: { block_reason: 'OTHER' } }, 'llm-filtered'],
])('status %i with %j is what it says: %s', async (status, body, code) => {
  chat().reply(status, body)
  await expect(write()).rejects.toMatchObject({ code })
})

test.each([
  ['5', 5_000],
  ['5s', 5_000],
  ['1.5 seconds', 1_500],
  ['soon', undefined],
])('a server that asks to be left alone for %j is left alone for %s ms', async (given, afterMs) => {
  chat().reply(429, {}, { 'retry-after': given })
  await expect(write()).rejects.toMatchObject(afterMs === undefined ? { code: 'llm-busy' } : { afterMs })
})

test.each([408, 409, 424, 425, 429, 498, 499, 500, 502, 529])('status %i may pass', async (status) => {
  chat().reply(status, { error: { message: 'Not now.' } })
  await expect(write()).rejects.toMatchObject({ code: 'llm-busy', retry: true })
})

/** What is read of these, and how long the next piece was waited for: as within an answer, or as at its end. */
async function readFrom(...parts: (string | Error)[]) {
  const clocks: string[] = []
  const deadlines = {
    signal: new AbortController().signal,
    fault: undefined,
    allowSilence: () => void clocks.push('within'),
    allowOnly: () => void clocks.push('end'),
    heard: () => undefined,
    close: () => undefined,
  }
  async function* body() {
    for (const part of parts) {
      if (part instanceof Error) throw part
      yield new TextEncoder().encode(part)
    }
  }
  const reading = { deadlines, idleMs: 9_000, maxTokens: 200, asked: 1 }
  const { text } = await readAnswer(new Response(ReadableStream.from(body())), reading)
  return { text, clocks }
}

test('a server that says stop with every piece is waited for as within an answer', async () => {
  const pieces = [delta('', 'stop'), delta(half, 'stop'), delta('', 'stop'), delta(rest, 'stop')]
  expect(await readFrom(...pieces.map((piece) => data(piece)))).toEqual({
    text: A,
    clocks: ['within', 'end', 'within'],
  })
})

test('a server that says stop with every piece and is then lost has not answered', async () => {
  const lost = new Error('lost')
  await expect(readFrom(data(delta(half, 'stop')), data(delta(' and', 'stop')), lost)).rejects.toBe(lost)
  expect((await readFrom(data(delta(A, 'stop')), lost)).text).toBe(A)
})

test.each([
  [400, { error: { message: 'System role not supported' } }],
  [400, { object: 'error', message: 'Conversation roles must alternate user/assistant/user/assistant/...' }],
  [400, { error: { message: 'Developer instruction is not enabled for models/gemma-3' } }],
  [
    400,
    {
      error: {
        message: "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
        param: 'messages[0].role',
      },
    },
  ],
  [400, { error: { message: 'Only user, assistant and tool roles are supported, got system.' } }],
  [422, { detail: "Input should be 'user' or 'assistant': role 'system' given" }],
  [500, { error: { code: 500, message: 'Error in the template: System role not supported' } }],
  [200, { error: { code: 400, message: 'System role not supported' } }],
])('a server without a system role (%i %j) is told the same words by the user', async (status, refusal) => {
  const folded = [{ role: 'user', content: 'You are a coach.\n\nI want to decide.' }]
  const isFolded = ({ messages }: Sent) => JSON.stringify(messages) === JSON.stringify(folded)
  chat().reply(status, refusal)
  chat(undefined, isFolded).twice().reply(200, message(A))
  const model = opened()
  expect((await write(model)).text).toBe(A)
  expect((await write(model)).text).toBe(A)
})

test.each([400, 500])('an error (%i) that quotes the request says nothing about its roles', async (status) => {
  const quoted = `It did not work: ${JSON.stringify(plain)}`
  chat().reply(status, { error: { message: quoted } })
  const model = opened()
  await expect(write(model)).rejects.toBeInstanceOf(Fault)
  expect(model.capabilities().system).toBe(true)
})

test('JSON that did not fit at the server is asked for again, then in words alone, and each call begins anew', async () => {
  const misfit = { error: { code: 'json_validate_failed', message: 'Failed to generate JSON.' } }
  const isAsked = ({ response_format }: Sent) => response_format !== undefined
  chat(undefined, isAsked).twice().reply(400, misfit)
  chat(undefined, (body) => !isAsked(body)).reply(200, message('{"score": 7}'))
  chat(undefined, isAsked).reply(200, message('{"score": 8}'))
  const model = opened()
  expect((await fill(model)).value).toEqual({ score: 7 })
  expect((await fill(model)).value).toEqual({ score: 8 })
})

test.each(['{"says": "they wrote <think> and </think>"}', '```json\n{"says": "they wrote <think> and </think>"}\n```'])(
  'words about thinking within JSON are no thoughts: %j',
  async (text) => {
    chat().reply(200, message(text))
    const says = z.object({ says: z.string() })
    const { value } = await opened().fill(plain, says, { maxTokens: 200, schemaName: 'says' })
    expect(value).toEqual({ says: 'they wrote <think> and </think>' })
  },
)

test('JSON that never fits at the server is a fault of the model', async () => {
  chat()
    .times(3)
    .reply(400, { error: { code: 'json_validate_failed' } })
  await expect(fill()).rejects.toMatchObject({ code: 'llm-bad-json' })
})

test.each([
  [404, '404 page not found'],
  [405, ''],
  [200, '<html>The chat</html>'],
  [200, '{"error": "Unexpected endpoint or method. (POST /chat/completions)"}'],
])('an address without /v1 that answers %i %j is put right, once', async (status, body) => {
  chat('/chat/completions').reply(status, body)
  chat().twice().reply(200, message(A))
  const model = opened(AT)
  expect((await write(model)).text).toBe(A)
  expect((await write(model)).text).toBe(A)
  expect(model.capabilities().path).toBe('/v1')
})

test('an address below which nobody answers is not taken for the right one', async () => {
  chat('/chat/completions').reply(404, {})
  chat().reply(502, {})
  const model = opened(AT)
  await expect(write(model)).rejects.toMatchObject({ code: 'llm-busy' })
  expect(model.capabilities().path).toBe('')
})

test('an address that is wrong below as well is told as it was', async () => {
  chat('/api/chat/completions').reply(404, {})
  chat('/api/v1/chat/completions').reply(200, '<html></html>')
  await expect(write(opened(`${AT}/api`))).rejects.toMatchObject({ code: 'llm-unknown-model' })
})
