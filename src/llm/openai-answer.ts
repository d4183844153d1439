import { APIError } from 'openai'
import { Fault } from '../fault.ts'
import type { Deadlines } from './deadlines.ts'
import { cleanText } from './json.ts'
import type { Usage } from './llm.ts'
import { readEvents } from './openai-events.ts'
import { isPiece } from './openai-piece.ts'

/** A token is about four characters. A server that does not stop at the limit is stopped by us, well beyond any real text. */
const MOST_CHARACTERS_A_TOKEN = 16
const MOST_BYTES = 1024 * 1024
const BYTES_A_TOKEN = 400 // of an event that brings one token, as a thought or as a word, with all that servers write around it
const CHARACTERS_A_TOKEN = 4
const MOST_TOKENS = 10_000_000 // more than any model reads

const COUNT_MS = 2_000 // once all is said, only the count of tokens can still come: nobody waits long for that

export type Answer = { text: string; usage: Usage }
type Reading = {
  deadlines: Deadlines
  idleMs: number
  maxTokens: number
  /** How many characters the prompt has. */
  asked: number
  spent?: ((usage: Usage) => void) | undefined
}

/** Reads an answer to its end. An answer that is not whole, or not one to show, is a fault. */
export async function readAnswer(response: Response, reading: Reading): Promise<Answer> {
  const heard: Heard = { text: '', finish: '', refused: false, isAnswer: false }
  try {
    if (contentType(response).includes('json')) {
      take(await response.json(), heard, reading) // was not asked to stream, or does not
    } else {
      await readEvents(response, {
        heard: reading.deadlines.heard,
        mostBytes: Math.max(MOST_BYTES, reading.maxTokens * BYTES_A_TOKEN),
        take({ name, data }) {
          if (data === '[DONE]') return true
          const said: unknown = JSON.parse(data)
          const error = errorIn(said, name)
          if (error) throw new APIError(undefined, error, undefined, response.headers)
          take(said, heard, reading)
          return false
        },
      })
    }
  } catch (error) {
    if (!heard.finish) throw error // once it said that it is done, only the count of tokens can be missing
  } finally {
    reading.spent?.(usageOf(heard, reading))
  }
  return { text: checked(heard, response), usage: usageOf(heard, reading) }
}

type Heard = { text: string; finish: string; refused: boolean; isAnswer: boolean; usage?: Usage }

function take(said: unknown, heard: Heard, { deadlines, idleMs, maxTokens }: Reading): void {
  if (!isPiece(said)) throw new Fault('llm-not-compatible', { retry: true })
  const { choices, usage } = said
  const [choice] = choices ?? []
  const { content, refusal } = choice?.delta ?? choice?.message ?? {}
  if (choices) heard.isAnswer = true
  if (refusal) heard.refused = true
  if (content) {
    if (heard.text === '') deadlines.allowSilence(idleMs) // from the first word on, silence is a stall
    heard.text += content
    if (heard.text.length > maxTokens * MOST_CHARACTERS_A_TOKEN) throw new Fault('llm-cut', { retry: true })
  }
  if (choice?.finish_reason) {
    heard.finish = choice.finish_reason
    deadlines.allowOnly(Math.min(idleMs, COUNT_MS))
  }
  if (usage) {
    heard.usage = {
      inputTokens: count(usage.prompt_tokens),
      cachedTokens: count(usage.prompt_tokens_details?.cached_tokens),
      outputTokens: count(usage.completion_tokens),
    }
  }
}

/** As the database can keep it, whatever a server says: none below nothing, and no halves. */
const count = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(Math.round(value), 0), MOST_TOKENS) : 0

/** The error that a server tells of in the middle of a stream. */
function errorIn(said: unknown, name: string): unknown {
  const error = typeof said === 'object' && said !== null && 'error' in said ? said.error : undefined
  return name === 'error' ? (error ?? said) : error
}

/** Where the server did not count, or was not heard to its end. */
const usageOf = ({ usage, text, isAnswer }: Heard, { asked }: Reading): Usage =>
  usage ?? {
    inputTokens: isAnswer ? Math.ceil(asked / CHARACTERS_A_TOKEN) : 0,
    cachedTokens: 0,
    outputTokens: Math.ceil(text.length / CHARACTERS_A_TOKEN),
  }

function checked({ text, finish, refused, isAnswer }: Heard, response: Response): string {
  if (!isAnswer && !contentType(response).includes('text/event-stream')) {
    throw new Fault('llm-not-compatible', { retry: true }) // a login page, another kind of API
  }
  if (refused) throw new Fault('llm-refused', { retry: false })
  if (finish === 'content_filter') throw new Fault('llm-filtered', { retry: false })
  if (finish === 'error') throw new Fault('llm-busy', { retry: true }) // how routers tell that the model behind them failed
  if (finish === '' || finish === 'length') throw new Fault('llm-cut', { retry: true })
  if (text.trim() === '') throw new Fault('llm-empty', { retry: true })
  return cleanText(text)
}

const contentType = (response: Response) => (response.headers.get('content-type') ?? '').toLowerCase()
