import { jsonrepair } from 'jsonrepair'

/** How many opening brackets are tried: text that is all brackets must not keep the process busy. */
const MOST_STARTS = 50
const MOST_MENDED = 60_000 // characters: twice the longest verdict

/** A model's text as it may be kept and shown: no NUL and no half characters, which a database refuses. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/**
 * The JSON in a model's answer that is meant, as `meant` says: bare, fenced or in the middle of prose, and mended where it is nearly JSON.
 * Of several the last: what a model tries out or quotes comes before. Undefined when there is none.
 */
export function readJson<T>(
  said: string,
  meant: (value: unknown, isOutermost: boolean) => T | undefined,
): T | undefined {
  const text = said.replace(/\\boxed\s{0,3}(?:\{(?=\s{0,9}[[{]))?/g, '')
  const bare = parse(withoutFence(text))
  if (typeof bare === 'string' && bare.length < text.length) return readJson(bare, meant) // JSON within a string
  const found = bare === undefined ? undefined : meant(bare, true)
  if (found !== undefined) return found

  const pieces = piecesIn(text)
  const whole = pieces.map(({ piece, isFirst }) => {
    const value = parse(piece) ?? mended(piece, '')
    return isForm(piece, value) ? undefined : meant(value, isFirst)
  })
  const last = whole.findLast((value) => value !== undefined)
  if (last !== undefined) return last
  const from = text.search(/[[{]/)
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
  return from < 0 ? undefined : meant(mended(text.slice(from, to + 1), text.slice(to + 1)), true)
}

/** Whether it only shows how an answer looks: {"marks": [...]}. Nothing at all is an answer; nothing but dots is none. */
const isForm = (piece: string, value: unknown) => /\.\.\.|…/.test(piece) && isNothing(value)
const isNothing = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every(isNothing)
    : value === null || (typeof value === 'string' && /^[\s.…]*$/.test(value))

/** The value that a text begins with, and what comes after it. Only what is JSON to the letter tells where it ends. */
export function readFirst(text: string): { value: unknown; rest: string } | undefined {
  const from = nextStart(text, 0)
  if (from < 0) return undefined
  const end = endOf(text, from)
  const exact = end === undefined ? undefined : parse(text.slice(from, end))
  if (exact !== undefined) return { value: exact, rest: text.slice(end).replace(/^\s*```/, '') }
  const value = mended(text.slice(from).replace(/```\s{0,9}$/, ''), '')
  return value === undefined ? undefined : { value, rest: '' }
}

/** What stands in a fence, where nothing stands around it. */
function withoutFence(text: string): string {
  const trimmed = text.trim()
  const isFenced = trimmed.startsWith('```') && trimmed.endsWith('```')
  return isFenced ? trimmed.slice(trimmed.indexOf('\n') + 1, -'```'.length) : text
}

/** What stands in brackets that close, from the outside. */
function piecesIn(text: string): { piece: string; isFirst: boolean }[] {
  const pieces: { piece: string; isFirst: boolean }[] = []
  let from = nextStart(text, 0)
  for (let starts = 0; from >= 0 && starts < MOST_STARTS; starts += 1) {
    const end = endOf(text, from)
    if (end !== undefined) pieces.push({ piece: text.slice(from, end), isFirst: starts === 0 })
    from = nextStart(text, end ?? from + 1) // what is closed is passed over with all it holds
  }
  return pieces
}

function nextStart(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === '{' || text[at] === '[') return at
  return -1
}

/** The place after the bracket that closes the one at `from`, or undefined when nothing closes it. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0
  let quoted = false
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]
    if (quoted && character === '\\') at += 1
    else if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

/**
 * The value of text that is nearly JSON, and of what comes after it. A last bracket may be forgotten; but what breaks off in the middle is
 * not completed: what is missing there was never said.
 */
function mended(text: string, rest: string): unknown {
  if (text.length > MOST_MENDED) return undefined
  const plain = plainer(text)
  const whole = repaired(text) ?? (plain === text ? undefined : repaired(plain))
  if (whole === undefined) return undefined
  const isWhole = closers(whole) <= closers(text) || /^[\s`]*$/.test(rest)
  return isWhole ? parse(whole) : undefined
}
/** Without a plus as in +1, without lines of comment as in Python, and with a path as it was meant: C:\\users. */
const plainer = (text: string) =>
  text
    .replace(/(:\s*)\+(?=\d)/g, '$1')
    .replace(/^[ \t]*#.*$/gm, '')
    .replace(/\\\\|\\u(?![\da-f]{4})/gi, (found) => (found === '\\\\' ? found : `\\${found}`))

function repaired(text: string): string | undefined {
  try {
    return jsonrepair(text)
  } catch {
    return undefined
  }
}

const closers = (text: string) => text.match(/[\]}]/g)?.length ?? 0

/** The object or the list that a text is. */
export function objectIn(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  const value = parse(text) ?? mended(text, '')
  return typeof value === 'object' && value !== null ? value : undefined
}

/** Whether a text is JSON from its first letter to its last, in a fence at most. */
export const isJson = (text: string): boolean => parse(withoutFence(text)) !== undefined

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? cleanText(value) : value))
  } catch {
    return undefined
  }
}
