import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import nock from 'nock'
import { openLanguageModel } from '../../src/llm/openai.ts'

/** The servers that docs/models.md names, with the address that it gives for each: '' is OpenAI's own. */
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/models.md'), 'utf8')
const ADDRESSES = new Map(
  [...PAGE.matchAll(/^\| ([A-Z][\w .]+) \| (?:`(\S+)`|\(empty\)) \|/gim)]
    .map(([, name = '', address = '']): [string, string] => [name, address])
    .filter(([name]) => name !== 'Server'),
)

const A = 'You name two things. What did she say then?'
const T = 'SECRET: be nice.'
const event = (piece: unknown) => `data: ${JSON.stringify(piece)}\n\n`
const DONE = 'data: [DONE]\n\n'
const delta = (said: object, finish_reason: string | null = null, more: object = {}) =>
  event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: said, finish_reason, ...more }] })
const usage = { prompt_tokens: 5, completion_tokens: 9, total_tokens: 14 }
const last = (more: object = {}) => event({ object: 'chat.completion.chunk', choices: [], usage, ...more })
const words = delta({ role: 'assistant', content: A.slice(0, 20) }) + delta({ content: A.slice(20) })

/** How each streams an answer, thoughts and all, as its pages describe it. */
const STREAMS: Record<string, { body: string; source: string }> = {
  OpenAI: {
    body: words + delta({}, 'stop') + last() + DONE,
    source: 'platform.openai.com/docs/api-reference/chat-streaming',
  },
  'Azure OpenAI': {
    body:
      event({ choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] }) +
      delta({ content: A }, null, { content_filter_results: { hate: { filtered: false, severity: 'safe' } } }) +
      delta({}, 'stop', { content_filter_results: {} }) +
      DONE,
    source: 'learn.microsoft.com/azure/foundry/openai (content streaming)',
  },
  'Amazon Bedrock': {
    body: delta({ content: `<reasoning>${T}</reasoning>` }) + words + delta({}, 'stop') + last() + DONE,
    source: 'docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html; aws/bedrock gpt-oss answers',
  },
  Gemini: {
    body:
      delta({ content: `<thought>${T}</thought>`, extra_content: { google: { thought: true } } }) +
      words +
      delta({ content: '' }, 'stop', { usage }) +
      DONE,
    source: 'ai.google.dev/gemini-api/docs/openai',
  },
  Mistral: {
    body:
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: T }] }] }) +
      delta({ content: [{ type: 'text', text: A }] }) +
      delta({ content: '' }, 'stop') +
      DONE,
    source: 'docs.mistral.ai/capabilities/reasoning',
  },
  OpenRouter: {
    body: `: OPENROUTER PROCESSING\n\n${delta({ content: '', reasoning: T })}${words}${delta({}, 'stop', { native_finish_reason: 'STOP' })}${last()}${DONE}`,
    source: 'openrouter.ai/docs/api-reference/streaming',
  },
  Groq: {
    body: delta({ reasoning: T }) + words + delta({}, 'stop') + last({ x_groq: { id: 'req_1', usage } }) + DONE,
    source: 'console.groq.com/docs/api-reference',
  },
  DeepSeek: {
    body: `: keep-alive\n\n${delta({ content: null, reasoning_content: T })}${words}${delta({ content: '' }, 'stop')}${DONE}`,
    source: 'api-docs.deepseek.com/api/create-chat-completion; /guides/reasoning_model',
  },
  Ollama: {
    body:
      delta({ role: 'assistant', content: '', reasoning: T }) + words + delta({ content: '' }, 'stop') + last() + DONE,
    source: 'docs.ollama.com/api/openai-compatibility',
  },
  'LM Studio': {
    body: delta({ role: 'assistant', reasoning_content: T }) + words + delta({}, 'stop') + DONE,
    source: 'lmstudio.ai/docs/developer/openai-compat',
  },
  vLLM: {
    body:
      delta({ role: 'assistant', content: '' }) +
      delta({ reasoning: T, reasoning_content: T }) +
      words +
      delta({ content: '' }, 'stop', { stop_reason: null }) +
      DONE,
    source: 'docs.vllm.ai/en/latest/features/reasoning_outputs.html',
  },
  'llama.cpp': {
    body:
      delta({ role: 'assistant', content: null }) +
      delta({ reasoning_content: T }) +
      words +
      delta({}, 'stop', { timings: { predicted_n: 9 } }) +
      last() +
      DONE,
    source: 'github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md',
  },
}

beforeAll(() => {
  if (!nock.isActive()) nock.activate()
  nock.disableNetConnect()
})
afterEach(() => nock.cleanAll())
afterAll(() => nock.restore())

test('docs/models.md names these servers, and no others', () => {
  expect([...ADDRESSES.keys()]).toEqual(Object.keys(STREAMS))
})

test.each(Object.keys(STREAMS))(
  '%s at the address of docs/models.md is understood, and its thoughts are not shown',
  async (name) => {
    const address = ADDRESSES.get(name) || 'https://api.openai.com/v1'
    const { origin, pathname } = new URL(address)
    nock(origin)
      .post(`${pathname}/chat/completions`.replace('//', '/'))
      .reply(200, STREAMS[name]?.body, { 'content-type': 'text/event-stream' })
    const model = openLanguageModel({ baseUrl: ADDRESSES.get(name), apiKey: 'k', model: 'm' })
    const { text } = await model.write([{ role: 'user', content: 'I want to decide.' }], { maxTokens: 200 })
    expect(text).toBe(A)
  },
)
