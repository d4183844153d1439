/** What a server says at once: a piece of a streamed answer, or a whole answer. They differ in one word. What is of a wrong kind counts as absent. */
type Piece = { choices?: Choice[] | undefined; usage: unknown }
type Choice = Record<string, unknown>
/** One of several parts: the text is said, all else, such as `thinking`, is not for people. */
type Part = Record<string, unknown>

/**
 * What a server said, where it is something that we can read. Written out, as a schema costs more than all else that is done with
 * a piece, and there is one for every token.
 */
export function pieceIn(value: unknown): Piece | undefined {
  if (!isRecord(value)) return undefined
  const { choices, usage } = value.choices === undefined && isRecord(value.data) ? value.data : value
  if (choices === undefined || choices === null) return { usage }
  const found = (isRecord(choices) && SAYS.some((name) => name in choices) ? [choices] : valuesIn(choices)).filter(
    isRecord,
  )
  const isList = Array.isArray(choices) && choices.length === 0
  return found.length > 0 || isList ? { choices: found, usage } : undefined
}
const SAYS = ['delta', 'message', 'text']
const valuesIn = (choices: unknown): unknown[] =>
  typeof choices === 'object' && choices !== null ? Object.values(choices) : []

/** One is asked for; where a server sends several, they are told apart by their number. */
export const firstOf = (choices: Choice[]): Choice | undefined =>
  choices.find(({ index }) => index === undefined || index === null || Number(index) === 0)

/** The words of a choice that are for people, and whether the model declined in them. `whole` tells that they are all there is. */
export function saidIn({ delta, message, text }: Choice): { text: string; refused: boolean; whole: boolean } {
  const [begun, all] = [wordsOf(delta) || (isText(text) ? text : ''), wordsOf(message)]
  const refused = [delta, message]
    .filter(isRecord)
    .some((said) => isTold(said.refusal) || partsOf(said.content).some(isRefusal))
  return { text: begun || all, refused, whole: begun === '' && all !== '' }
}

/** Its word for the end, or '' where it has none. */
export function reasonOf({ finish_reason: reason }: Choice): string | number {
  const told = isRecord(reason) ? (reason.type ?? reason.reason) : reason
  return isText(told) || typeof told === 'number' ? told : ''
}

/** Whether there is something in it. */
const isTold = (value: unknown) =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : value === true || (isText(value) && value !== '')

const SAID = ['text', 'output_text', undefined]
const wordsOf = (said: unknown): string => (isRecord(said) && !isThought(said) ? textOf(said.content) : '')
/** The words in it that are for people. */
export const textOf = (content: unknown): string =>
  typeof content === 'string' ? content : partsOf(content).map(partText).join('')
const partsOf = (content: unknown): (string | Part)[] =>
  (Array.isArray(content) ? content : [content]).filter((part) => isText(part) || isRecord(part))

function partText(part: string | Part): string {
  if (typeof part === 'string') return part
  if (isThought(part) || !SAID.includes(isText(part.type) ? part.type.toLowerCase() : undefined)) return ''
  const text = part.text ?? part.content
  return isText(text) ? text : isRecord(text) && isText(text.value) ? text.value : ''
}

/** Google marks a thought beside its text, and within `extra_content` where it speaks this protocol. */
function isThought(said: Record<string, unknown>): boolean {
  const google = isRecord(said.extra_content) ? said.extra_content.google : undefined
  return said.thought === true || (isRecord(google) && google.thought === true)
}

const isRefusal = (part: string | Part) =>
  typeof part !== 'string' && isText(part.type) && part.type.toLowerCase() === 'refusal'

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

const isText = (value: unknown): value is string => typeof value === 'string'

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
