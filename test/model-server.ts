import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { z } from 'zod'

/** How the server answers. Functions are asked at every request, so that a test can let the second one go well. */
export type ModelScript = {
  /** The text of an answer; 8 words of filler by default. */
  write?: (request: ModelRequest) => string
  /** The value of an answer in JSON. */
  fill?: (request: ModelRequest) => unknown
  /** What stands around a text, or becomes of it, before it is said. */
  says?: (text: string) => string
  /** What goes wrong, if anything. */
  fault?: ModelFault | ((request: ModelRequest) => Faulty | Promise<Faulty>)
  /** What is refused with a 400 that names it: request parameters, 'json_schema' and 'json_object', or the role 'system'. */
  refuses?: readonly string[]
  /** Without these two, an answer is there at once. */
  firstTokenMs?: number
  tokensPerSecond?: number
}

type Faulty = ModelFault | undefined

/** A request as it arrived. `number` counts from 1; `beginning` is what a prompt cache would know it by. */
export type ModelRequest = {
  number: number
  at: number
  key: string | undefined
  headers: IncomingMessage['headers']
  body: z.infer<typeof requestBody>
  inputTokens: number
  beginning: string
}

const HTTP_FAULTS = {
  busy: [429, { code: 'rate_limit_exceeded' }, {}],
  'busy-seconds': [429, { code: 'rate_limit_exceeded' }, { 'retry-after': '7' }],
  'busy-date': [429, { code: 'rate_limit_exceeded' }, { 'retry-after': 'Wed, 01 Jan 2098 00:00:00 GMT' }],
  'no-credit': [429, { code: 'insufficient_quota' }, {}],
  broken: [500, { code: 'server_error' }, {}],
  loading: [503, { code: 503, type: 'unavailable_error' }, {}],
  'wrong-key': [401, { code: 'invalid_api_key' }, {}],
  'unknown-model': [404, { code: 'model_not_found' }, {}],
  'too-much-context': [400, { code: 'context_length_exceeded', param: 'messages' }, {}],
  'filtered-prompt': [400, { code: 'content_filter', param: 'prompt' }, {}],
} as const

const TRICKLE_MS = 1_000 // between two words of a stream that never stalls and never ends

const BODY_FAULTS = [
  'reset-before-headers',
  'reset-mid-stream',
  'stalled-headers',
  'stalled-silent',
  'stalled-mid-stream',
  'trickle',
  'clean-cut',
  'never-closed',
  'dropped-at-the-end',
  'error-mid-stream',
  'empty',
  'refusal',
  'length',
  'filtered-answer',
  'too-long',
  'invalid-utf8',
  'invalid-sse',
  'html',
  'another-api',
  'not-streamed',
  'malformed-json',
  'fenced-json',
  'thought-json',
  'wrong-schema',
] as const

export type ModelFault = keyof typeof HTTP_FAULTS | (typeof BODY_FAULTS)[number]

export type ModelServer = {
  /** What `OPENAI_BASE_URL` is set to. */
  readonly baseUrl: string
  /** Every request so far. */
  readonly requests: readonly ModelRequest[]
  /** How many connections were opened so far. */
  readonly connections: number
  script: ModelScript
  close(): Promise<void>
}

/** An OpenAI-compatible server on this machine that answers by a script, and can fail in every way we know of. */
export async function openModelServer(script: ModelScript = {}): Promise<ModelServer> {
  const requests: ModelRequest[] = []
  const stopped = new AbortController()
  let connections = 0

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error) => response.destroy(error))
  })
  server.on('connection', () => {
    connections += 1
  })

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.url !== '/v1/chat/completions') return void response.writeHead(404).end('404 page not found')
    const request = await readRequest(incoming, requests.length + 1)
    requests.push(request)
    const fault = typeof self.script.fault === 'function' ? await self.script.fault(request) : self.script.fault
    await respond(request, self.script, fault, response, stopped.signal)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const self: ModelServer = {
    baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`,
    requests,
    get connections() {
      return connections
    },
    script,
    close: () =>
      new Promise((resolve) => {
        stopped.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return self
}

const requestBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  stream: z.boolean().optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
})

async function readRequest(incoming: IncomingMessage, number: number): Promise<ModelRequest> {
  const at = performance.now()
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = requestBody.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  const prompt = body.messages.map(({ content }) => content).join('\n')
  const key = incoming.headers.authorization?.replace('Bearer ', '')
  const inputTokens = Math.ceil(prompt.length / 4)
  return { number, at, key, headers: incoming.headers, body, inputTokens, beginning: prompt.slice(0, 200) }
}

async function respond(
  request: ModelRequest,
  script: ModelScript,
  fault: ModelFault | undefined,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const refused = refusal(request, script.refuses ?? [])
  if (refused) return refuse(response, 400, { code: 'unsupported_parameter', ...refused })
  if (fault === 'reset-before-headers') return void response.destroy()
  if (fault === 'stalled-headers') return
  if (fault === 'html') return void response.setHeader('content-type', 'text/html').end('<html>Please sign in</html>')
  if (fault === 'another-api') return json(response, 200, { message: 'Welcome' })
  for (const [name, [status, error, headers]] of Object.entries(HTTP_FAULTS)) {
    // The worst case: a server that quotes the whole prompt in its error.
    const message = `It did not work: ${JSON.stringify(request.body.messages)}`
    if (name === fault) return refuse(response, status, { message, ...error }, headers)
  }

  const whole = answerText(request, script, fault)
  const text = script.says?.(whole) ?? whole
  const finish = fault === 'length' ? 'length' : fault === 'filtered-answer' ? 'content_filter' : 'stop'
  const usage = {
    prompt_tokens: request.inputTokens,
    completion_tokens: Math.ceil(text.length / 4),
    prompt_tokens_details: { cached_tokens: Math.floor(request.inputTokens / 2) },
  }
  if (fault === 'not-streamed' || request.body.stream !== true) {
    return json(response, 200, {
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finish }],
      usage,
    })
  }
  await stream(response, { text, finish, usage, script, fault, signal })
}

/** What the script refuses in this request, in OpenAI's words. */
function refusal({ body }: ModelRequest, refuses: readonly string[]): { param: string; message: string } | undefined {
  for (const name of refuses) {
    if (name === 'system' && body.messages.some(({ role }) => role === 'system'))
      return { param: 'messages[0].role', message: 'System role not supported' }
    if (body.response_format?.type === name) return { param: 'response_format', message: `${name} is not supported.` }
    if (name === 'stream' ? body.stream : name in body)
      return { param: name, message: `Unsupported parameter: '${name}' is not supported with this model.` }
  }
  return undefined
}

function answerText(request: ModelRequest, { write, fill }: ModelScript, fault: ModelFault | undefined): string {
  const { body } = request
  if (fault === 'empty' || fault === 'refusal') return ''
  if (fault === 'too-long') return 'on and on '.repeat(4 * (body.max_completion_tokens ?? body.max_tokens ?? 100))
  const asksForJson =
    body.response_format ||
    /[Aa]nswer (with|in) (one )?JSON|JSON object/.test(body.messages.map(({ content }) => content).join('\n'))
  if (!asksForJson) return write?.(request) ?? 'What would you like to look at first?'
  const value = JSON.stringify(fill?.(request) ?? {})
  if (fault === 'malformed-json') return value.slice(0, value.length / 2)
  if (fault === 'fenced-json') return `Here it is:\n\`\`\`json\n${value}\n\`\`\`\nI hope it helps.`
  if (fault === 'thought-json') return `<think>Perhaps {"score": 1}? No.</think>\n${value}`
  if (fault === 'wrong-schema') return JSON.stringify({ score: 'high', dimension: 'none such' })
  return value
}

type Streaming = {
  text: string
  finish: string
  usage: object
  script: ModelScript
  fault: ModelFault | undefined
  signal: AbortSignal
}

async function stream(response: ServerResponse, { text, finish, usage, script, fault, signal }: Streaming) {
  const delta = (content: object, finish_reason: string | null = null) =>
    event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: content, finish_reason }] })

  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(delta({ role: 'assistant', content: '' }))
  if (fault === 'stalled-silent') return
  if (script.firstTokenMs) await after(script.firstTokenMs, undefined, { signal })

  while (fault === 'trickle' && !response.destroyed) {
    response.write(delta({ content: 'and so on ' }))
    await after(TRICKLE_MS, undefined, { signal })
  }

  // A token is four characters. An answer at once has as many events as a slow one, in one packet.
  const atOnce = !script.tokensPerSecond && !fault
  if (atOnce) response.cork()
  const tokens = text.match(/.{1,4}/gsu) ?? []
  const half = Math.ceil(tokens.length / 2)
  const begun = performance.now()
  for (const [index, token] of tokens.entries()) {
    const wait = script.tokensPerSecond ? begun + ((index + 1) * 1000) / script.tokensPerSecond - performance.now() : 0
    if (wait > 0) await after(wait, undefined, { signal })
    if (response.destroyed) return
    response.write(delta({ content: token }))
    if (index + 1 < half) continue
    if (fault === 'stalled-mid-stream') return
    if (fault === 'reset-mid-stream') return void response.socket?.resetAndDestroy()
    if (fault === 'clean-cut') return void response.end()
    if (fault === 'invalid-sse') return void response.end('data: {"choices": [\n\n')
    if (fault === 'error-mid-stream') return void response.end(event({ error: { code: 502, message: text } }))
  }
  if (fault === 'invalid-utf8')
    response.write(Buffer.from('data: {"choices":[{"delta":{"content":" \xff\xc3("}}]}\n\n', 'latin1'))
  if (fault === 'refusal') response.write(delta({ refusal: 'I cannot help with that.' }))
  response.write(delta({}, finish))
  if (fault === 'never-closed') return
  if (fault === 'dropped-at-the-end') return void response.socket?.end()
  response.write(`${event({ choices: [], usage })}data: [DONE]\n\n`)
  if (atOnce) response.uncork()
  setTimeout(() => response.end(), 2) // a moment later, as real servers do
}

const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`

function refuse(response: ServerResponse, status: number, error: object, headers: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  json(response, status, { error })
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
