/** What a server says at once: a piece of a streamed answer, or a whole answer. They differ in one word. */
type Piece = { choices?: Choice[] | null; usage?: Counted | null }
type Choice = { delta?: Said | null; message?: Said | null; finish_reason?: string | null }
type Said = { content?: string | null; refusal?: string | null }
type Counted = { prompt_tokens?: unknown; completion_tokens?: unknown; prompt_tokens_details?: Details | null }
type Details = { cached_tokens?: unknown }

/**
 * Whether a server said something that we can read. Written out, as a schema costs more than all else that is done with
 * a piece, and there is one for every token.
 */
export function isPiece(value: unknown): value is Piece {
  return isRecord(value) && isAbsentOr(isChoices, value.choices) && isAbsentOr(isCounted, value.usage)
}

const isChoices = (value: unknown): value is Choice[] => Array.isArray(value) && value.every(isChoice)

const isChoice = (value: unknown): value is Choice =>
  isRecord(value) &&
  isAbsentOr(isSaid, value.delta) &&
  isAbsentOr(isSaid, value.message) &&
  isAbsentOr(isText, value.finish_reason)

const isSaid = (value: unknown): value is Said =>
  isRecord(value) && isAbsentOr(isText, value.content) && isAbsentOr(isText, value.refusal)

const isCounted = (value: unknown): value is Counted =>
  isRecord(value) && isAbsentOr(isRecord, value.prompt_tokens_details)

const isText = (value: unknown): value is string => typeof value === 'string'

const isAbsentOr = <T>(is: (value: unknown) => value is T, value: unknown): value is T | null | undefined =>
  value === undefined || value === null || is(value)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
