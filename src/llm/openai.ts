import { APIError } from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { Fault, systemCode } from '../fault.ts'
import { type Deadlines, openDeadlines, type Timers } from './deadlines.ts'
import { isJson } from './json.ts'
import type { CallOptions, LanguageModel, PromptMessage, Usage } from './llm.ts'
import { type Capabilities, learn, NEWEST, withoutSystem } from './negotiate.ts'
import { type Answer, readAnswer } from './openai-answer.ts'
import { openClient } from './openai-client.ts'
import { isNotHere, openaiFault } from './openai-fault.ts'
import { unpacked, unpackedParts } from './packed.ts'
import { openPatience } from './patience.ts'
import { readFilled } from './shape.ts'
import { withoutThinking } from './thinking.ts'

type OpenAIConfig = {
  /** OpenAI's own when it is absent. */
  baseUrl?: string | undefined
  apiKey?: string | undefined
  model: string
  /** Further parameters of every request, such as `reasoning_effort`. */
  extraBody?: Record<string, unknown> | undefined
  timers?: Partial<Timers> | undefined
  /** Told when the server turns out not to take a parameter. */
  log?: { info(what: string, about: Record<string, string | boolean>): void } | undefined
}

const HEADERS_MS = 20_000
const IDLE_MS = 15_000
const WRITE_MS = 60_000
const FILL_MS = 90_000 // a judge writes more, and may be asked once to repair it

/** A language model behind any server that speaks OpenAI's chat completions, and what was learned of its dialect. */
type OpenAILanguageModel = LanguageModel & {
  capabilities(): Capabilities
  /** Milliseconds until the first byte of the last answer. */
  firstByteMs(): number
}

/**
 * Opens a model. One client for all calls, so that connections are kept. Both ways of asking stream: it is one path,
 * a stall of the judge is seen as early as one of the coach, and no proxy closes a connection that seems idle.
 */
export function openLanguageModel(config: OpenAIConfig): OpenAILanguageModel {
  const { model, timers = {}, extraBody = {}, log } = config
  const { headersMs = HEADERS_MS, idleMs = IDLE_MS } = timers
  const below = config.baseUrl && `${config.baseUrl.replace(/\/$/, '')}/v1`
  const clients = { '': openClient(config), '/v1': openClient({ ...config, baseUrl: below }) }
  const patience = openPatience(headersMs)
  let known = NEWEST

  /** One answer, asked for in the dialect that the server turns out to speak. */
  async function ask(messages: PromptMessage[], call: Call): Promise<Answer> {
    const format = call.format
    let misfits = 0
    let elsewhere: { because: unknown } | undefined // where the address seems to lack its end
    for (;;) {
      const speaks: Capabilities = elsewhere ? { ...known, path: '/v1' } : known
      const asking = { ...call, format: misfits < MISFITS ? format : undefined }
      const optional = optionalParts(call, extraBody, speaks)
      const body = { ...optional, ...requiredParts(model, messages, asking, speaks) }
      try {
        const answer = await send(body, speaks, call)
        if (elsewhere) settle({ ...known, path: '/v1' })
        return answer
      } catch (error) {
        // Stopped by us: what broke off then looks like a lost connection.
        if (call.deadlines.fault) throw call.deadlines.fault
        if (isNotHere(error)) {
          if (elsewhere) throw openaiFault(elsewhere.because)
          if (speaks.path !== '' || !mayLackVersion(config.baseUrl)) throw openaiFault(error)
          elsewhere = { because: error }
          continue
        }
        if (elsewhere && !(error instanceof APIError && isAnswered(error))) throw openaiFault(error)
        if (elsewhere) settle({ ...known, path: '/v1' })
        elsewhere = undefined
        if (format && isMisfit(error)) {
          misfits += 1
          if (asking.format) continue
          throw new Fault('llm-bad-json', { retry: false })
        }
        if (!isRefusal(error)) throw openaiFault(error)
        // Of calls at the same time, the first to be refused learns; the others only try again.
        if (isDifferent(known, speaks)) continue
        const learned = learn(known, {
          param: error.param ?? undefined,
          message: error.message,
          isMistake: error.status < 500,
          optional: Object.keys(optional),
          askedForJson: asking.format !== undefined,
          hasSystem: messages.some(({ role }) => role === 'system'),
        })
        if (!learned) throw openaiFault(error)
        settle(learned)
      }
    }
  }

  function settle(learned: Capabilities): void {
    if (!isDifferent(learned, known)) return
    known = learned
    log?.info('llm-learned', { model, ...learned, refused: learned.refused.join(' ') })
  }

  async function send(
    body: Body,
    { streams, path }: Capabilities,
    { deadlines, totalMs, maxTokens, spent }: Call,
  ): Promise<Answer> {
    const create = () => clients[path].chat.completions.create(body, { signal: deadlines.signal }).asResponse()
    const begin = () => {
      deadlines.allowSilence(streams ? patience.waitMs() : totalMs)
      return create().catch((error) => {
        // A kept connection that the server had just closed: nothing was answered, so asking again is safe.
        if (!RESET.includes(systemCode(error) ?? '') || deadlines.fault) throw error
        return create()
      })
    }
    const response = await patience.firstByte(begin, deadlines.signal, () => deadlines.fault?.code === 'llm-slow')
    if (streams) deadlines.allowSilence(totalMs / 2) // a reasoning model thinks in silence before its first word
    return readAnswer(response, { deadlines, idleMs, maxTokens, asked: characters(body.messages), spent })
  }

  /** Runs one call under its clocks. */
  async function timed<T>(options: CallOptions, totalMs: number, run: (call: Call) => Promise<T>): Promise<T> {
    const deadlines = openDeadlines(totalMs + patience.waitMs() - headersMs, options.signal)
    try {
      return await run({ ...options, deadlines, totalMs })
    } finally {
      deadlines.close()
    }
  }

  return {
    name: model,
    capabilities: () => known,
    firstByteMs: () => Math.round(patience.tookMs()),

    write: (messages, options) =>
      timed(options, timers.totalMs ?? WRITE_MS, async (call) => {
        const { text, usage } = await ask(messages, call)
        return { text: said(text), usage }
      }),

    fill: (messages, schema, options) =>
      timed(options, timers.totalMs ?? FILL_MS, async (call) => {
        // Built even where it is not sent: a schema that strict mode cannot hold is our mistake and must show in tests.
        const asking = { ...call, format: zodResponseFormat(schema, options.schemaName) }
        const first = await ask(messages, asking)
        const answer = filledIn(first.text)
        const found = readFilled(answer, schema)
        if (found.success) return { value: found.data, usage: first.usage }

        const second = await ask([...messages, ...repairTurn(answer, found.error)], asking)
        const repaired = readFilled(filledIn(second.text), schema)
        if (repaired.success) return { value: repaired.data, usage: sum(first.usage, second.usage) }
        throw new Fault('llm-bad-json', { retry: false, cause: { misfits: misfits(repaired.error) } })
      }),
  }
}

type Call = CallOptions & {
  deadlines: Deadlines
  totalMs: number
  format?: ReturnType<typeof zodResponseFormat> | undefined
}
type Body = Record<string, unknown> & ReturnType<typeof requiredParts>

const characters = (messages: PromptMessage[]) => messages.reduce((sum, { content }) => sum + content.length, 0)

const RESET = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']

/** What a model says that is for people. */
const said = (text: string) => spoken(unpacked(withoutThinking(unpacked(text))))

/** The same of what is filled in: what is JSON alone holds no thoughts, though somebody's words in it may speak of them. */
function filledIn(text: string): string {
  const filled = unpackedParts(text)
  return isJson(filled) ? filled : spoken(filled)
}

/** Thoughts alone are no answer. */
function spoken(text: string): string {
  const shown = withoutThinking(text)
  if (shown === '') throw new Fault('llm-empty', { retry: true })
  return shown
}

const MISFITS = 2 // a model's JSON did not fit at the server: once more may go well, after that it is asked in words alone

const isMisfit = (error: unknown): boolean =>
  error instanceof APIError &&
  (error.code === 'json_validate_failed' ||
    /failed to (?:generate|validate|parse) (?:valid )?json/i.test(error.message))

/** A template of prompts that fails on one is told with a 500 by some. */
const isRefusal = (error: unknown): error is APIError & { status: number } =>
  error instanceof APIError && (error.status === 400 || error.status === 422 || error.status === 500)

/** Whether an error is a word about the request, and so from the API itself. */
const isAnswered = ({ status }: APIError) => status !== undefined && status < 500

const isDifferent = (one: Capabilities, other: Capabilities) => JSON.stringify(one) !== JSON.stringify(other)

/** Whether an address may be one to which the version is to be added, as in http://localhost:11434. */
const mayLackVersion = (baseUrl: string | undefined) =>
  baseUrl !== undefined && !/\/v\d\w*(?:\/|$)/.test(new URL(baseUrl).pathname)

function requiredParts(model: string, messages: PromptMessage[], { maxTokens, format }: Call, speaks: Capabilities) {
  return {
    model,
    messages: speaks.system ? messages : withoutSystem(messages),
    stream: speaks.streams,
    ...(speaks.tokenLimit !== 'none' && { [speaks.tokenLimit]: maxTokens }),
    ...(format && speaks.format === 'json_schema' && { response_format: format }),
    ...(format && speaks.format === 'json_object' && { response_format: { type: 'json_object' as const } }),
  }
}

/** What a server can do without. `store: false` keeps the talk out of the provider's own records. */
function optionalParts({ cacheKey, safetyId }: Call, extra: Record<string, unknown>, speaks: Capabilities) {
  const parts = {
    store: false,
    stream_options: speaks.streams ? { include_usage: true } : undefined,
    prompt_cache_key: cacheKey,
    safety_identifier: safetyId,
    ...extra,
  }
  return Object.fromEntries(
    Object.entries(parts).filter(([name, value]) => value !== undefined && !speaks.refused.includes(name)),
  )
}

/** The misfit answer, and what was wrong with it. */
function repairTurn(answer: string, error: z.ZodError): PromptMessage[] {
  return [
    { role: 'assistant', content: answer.slice(0, 4000) },
    {
      role: 'user',
      content: `That does not fit:\n${z.prettifyError(error).slice(0, 600)}\nReply again with only the corrected JSON object.`,
    },
  ]
}

/** Which fields did not fit, by name: what stood in them may be a learner's words. */
const misfits = (error: z.ZodError) => error.issues.map(({ code, path }) => `${path.join('.')}: ${code}`).slice(0, 10)

const sum = (one: Usage, other: Usage): Usage => ({
  inputTokens: one.inputTokens + other.inputTokens,
  cachedTokens: one.cachedTokens + other.cachedTokens,
  outputTokens: one.outputTokens + other.outputTokens,
})
