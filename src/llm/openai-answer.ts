import { APIError } from 'openai'
import { Fault } from '../fault.ts'
import type { Deadlines } from './deadlines.ts'
import { type Finish, finishOf, worse } from './finish.ts'
import { cleanText } from './json.ts'
import type { Usage } from './llm.ts'
import { errorIn } from './openai-error.ts'
import { readEvents } from './openai-events.ts'
import { firstOf, pieceIn, reasonOf, saidIn, tokensIn } from './openai-piece.ts'
import { openPieces, type Pieces } from './pieces.ts'

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
  const heard: Heard = { pieces: openPieces(), finish: '', ends: 'open', refused: false, isAnswer: false }
  try {
    const manner = await readEvents(response, {
      heard: reading.deadlines.heard,
      mostBytes: Math.max(MOST_BYTES, reading.maxTokens * BYTES_A_TOKEN),
      take({ name, data }) {
        const isDone = name === 'done' || /^"?\[?DONE\]?"?$/i.test(data)
        if (isDone) heard.ends = 'said'
        else for (const said of eachOf(parsed(data, heard))) takeUnlessError(said, name, response, heard, reading)
        return isDone
      },
    })
    if (manner === 'nothing')
      throw new Fault(response.headers.has('content-type') ? 'llm-empty' : 'llm-not-compatible', { retry: true })
    if (manner === 'whole') heard.ends = 'said'
  } catch (error) {
    // Once it said that it is done, only the count of tokens can be missing; but not where it says so with every piece.
    if (!heard.finish || heard.ends === 'doubtful') throw error
  } finally {
    reading.spent?.(usageOf(heard, reading))
  }
  return { text: checked(heard, response), usage: usageOf(heard, reading) }
}

type Heard = {
  pieces: Pieces
  finish: Finish
  /** `said`: there is no more. `doubtful`: the server said that it is done, and went on. */
  ends: 'open' | 'said' | 'doubtful'
  refused: boolean
  isAnswer: boolean
  usage?: Usage
}

/** What is no JSON among events is how a gateway tells that the server behind it failed. */
function parsed(data: string, { isAnswer }: Heard): unknown {
  try {
    return JSON.parse(data)
  } catch {
    throw new Fault(isAnswer ? 'llm-cut' : 'llm-busy', { retry: true })
  }
}

/** Google tells its errors within a list. */
const eachOf = (said: unknown): unknown[] => (Array.isArray(said) && said.length > 0 ? said : [said])

function takeUnlessError(said: unknown, name: string, { headers }: Response, heard: Heard, reading: Reading): void {
  const found = errorIn(said, name)
  if (found) throw new APIError(found.status, found.error, undefined, headers)
  take(said, heard, reading)
}

function take(said: unknown, heard: Heard, { deadlines, idleMs, maxTokens }: Reading): void {
  if (said === null && heard.isAnswer) return // a sign of life
  const piece = pieceIn(said)
  if (!piece) throw new Fault('llm-not-compatible', { retry: true })
  const { choices, usage } = piece
  const choice = firstOf(choices ?? [])
  const { text, refused, whole } = choice ? saidIn(choice) : { text: '', refused: false, whole: false }
  if (choices) heard.isAnswer = true
  if (refused) heard.refused = true
  if (text) {
    // from the first word on, silence is a stall; and who goes on after its end has not ended
    if (heard.pieces.length === 0 || heard.finish) deadlines.allowSilence(idleMs)
    if (heard.finish && heard.pieces.length > 0 && !whole) heard.ends = 'doubtful'
    heard.pieces.take(text, whole)
    if (heard.pieces.length > maxTokens * MOST_CHARACTERS_A_TOKEN) throw new Fault('llm-cut', { retry: true })
  }
  const finish = finishOf(choice ? reasonOf(choice) : '')
  if (finish) {
    heard.finish = worse(heard.finish, finish)
    // An end that comes with words may be said with every piece. Before any word it says nothing.
    if (!text && heard.pieces.length > 0) deadlines.allowOnly(Math.min(idleMs, COUNT_MS))
  }
  const tokens = tokensIn(usage)
  if (tokens) {
    heard.usage = {
      inputTokens: count(tokens.input),
      cachedTokens: count(tokens.cached),
      outputTokens: count(tokens.output),
    }
  }
}

/** As the database can keep it, whatever a server says: none below nothing, and no halves. */
const count = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(Math.round(value), 0), MOST_TOKENS) : 0

/** Where the server did not count, or was not heard to its end. */
const usageOf = ({ usage, pieces, isAnswer }: Heard, { asked }: Reading): Usage =>
  usage ?? {
    inputTokens: isAnswer ? Math.ceil(asked / CHARACTERS_A_TOKEN) : 0,
    cachedTokens: 0,
    outputTokens: Math.ceil(pieces.length / CHARACTERS_A_TOKEN),
  }

function checked({ pieces, finish, ends, refused, isAnswer }: Heard, response: Response): string {
  if (!isAnswer && !isEventStream(response)) {
    throw new Fault('llm-not-compatible', { retry: true }) // a login page, another kind of API
  }
  if (refused) throw new Fault('llm-refused', { retry: false })
  if (finish === 'declined') throw new Fault('llm-filtered', { retry: false })
  if (finish === 'failed') throw new Fault('llm-busy', { retry: true }) // how routers tell that the model behind them failed
  if (finish === 'cut' || (finish === '' && ends !== 'said')) throw new Fault('llm-cut', { retry: true })
  const text = pieces.text()
  if (text.trim() === '') throw new Fault('llm-empty', { retry: true })
  return cleanText(text)
}

const isEventStream = ({ headers }: Response) =>
  (headers.get('content-type') ?? '').toLowerCase().includes('text/event-stream')
