/** What a server says at once: a piece of a streamed answer, or a whole answer. They differ in one word. */
type Piece = { choices?: Choice[] | null; usage?: unknown }
type Choice = {
  index?: unknown
  delta?: Said | null
  message?: Said | null
  /** How completions of old say it. */
  text?: string | null
  finish_reason?: string | number | null
}
type Said = { content?: Content | null; refusal?: string | null; extra_content?: unknown }
type Content = string | Part | (string | Part)[]
/** One of several parts: the text is said, all else, such as `thinking`, is not for people. */
type Part = Record<string, unknown>

/**
 * Whether a server said something that we can read. Written out, as a schema costs more than all else that is done with
 * a piece, and there is one for every token.
 */
export function isPiece(value: unknown): value is Piece {
  return isRecord(value) && isAbsentOr(isChoices, value.choices)
}

/** One is asked for; where a server sends several, they are told apart by their number. */
export const firstOf = (choices: Choice[]): Choice | undefined =>
  choices.find(({ index }) => index === undefined || index === null || Number(index) === 0)

/** The words of a choice that are for people, and whether the model declined in them. `whole` tells that they are all there is. */
export function saidIn({ delta, message, text }: Choice): { text: string; refused: boolean; whole: boolean } {
  const [begun, all] = [wordsOf(delta) || (text ?? ''), wordsOf(message)]
  const refused = [delta, message].some((said) => said?.refusal || partsOf(said?.content).some(isRefusal))
  return { text: begun || all, refused, whole: begun === '' && all !== '' }
}

const SAID = ['text', 'output_text', undefined]
const wordsOf = (said: Said | null | undefined): string => (said && isThought(said) ? '' : textOf(said?.content))
/** The words in it that are for people. */
export const textOf = (content: unknown): string =>
  typeof content === 'string' ? content : partsOf(content).map(partText).join('')
const partsOf = (content: unknown): (string | Part)[] =>
  (Array.isArray(content) ? content : [content]).filter((part) => isText(part) || isRecord(part))

function partText(part: string | Part): string {
  if (typeof part === 'string') return part
  if (isThought(part) || !SAID.some((type) => type === part.type)) return ''
  const { text } = part
  return isText(text) ? text : isRecord(text) && isText(text.value) ? text.value : ''
}

/** Google marks a thought beside its text, and within `extra_content` where it speaks this protocol. */
function isThought(said: Record<string, unknown>): boolean {
  const google = isRecord(said.extra_content) ? said.extra_content.google : undefined
  return said.thought === true || (isRecord(google) && google.thought === true)
}

const isRefusal = (part: string | Part) => typeof part !== 'string' && part.type === 'refusal'

/** How many tokens a server counted: what it says otherwise counts as nothing, and no usage at all as undefined. */
export function tokensIn(usage: unknown): { input: unknown; cached: unknown; output: unknown } | undefined {
  if (!isRecord(usage)) return undefined
  const details = usage.prompt_tokens_details
  return {
    input: usage.prompt_tokens,
    cached: isRecord(details) ? details.cached_tokens : undefined,
    output: usage.completion_tokens,
  }
}

const isChoices = (value: unknown): value is Choice[] => Array.isArray(value) && value.every(isChoice)

const isChoice = (value: unknown): value is Choice =>
  isRecord(value) &&
  isAbsentOr(isSaid, value.delta) &&
  isAbsentOr(isSaid, value.message) &&
  isAbsentOr(isText, value.text) &&
  isAbsentOr(isReason, value.finish_reason)

const isSaid = (value: unknown): value is Said =>
  isRecord(value) && isAbsentOr(isContent, value.content) && isAbsentOr(isText, value.refusal)

const isContent = (value: unknown): value is Content =>
  isText(value) || isRecord(value) || (Array.isArray(value) && value.every((part) => isText(part) || isRecord(part)))

const isReason = (value: unknown): value is string | number => isText(value) || typeof value === 'number'

const isText = (value: unknown): value is string => typeof value === 'string'

const isAbsentOr = <T>(is: (value: unknown) => value is T, value: unknown): value is T | null | undefined =>
  value === undefined || value === null || is(value)

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
