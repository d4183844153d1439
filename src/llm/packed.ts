import { readFirst } from './json.ts'
import { isRecord, textOf } from './openai-piece.ts'

/** How a list of parts, or an object with thoughts beside an answer, begins where a server sends it as a text. */
const LIST =
  /^\s*(?:```\w{0,20}\s{0,9})?\[\s{0,99}\{\s{0,99}["'“”]?(?:type|text|thinking|thoughts?|reasoning)["'“”]?\s{0,9}:/i
const OBJECT = /^\s*(?:```\w{0,20}\s{0,9})?\{\s{0,99}["'“”]?([\w ]{1,40})["'“”]?\s{0,9}:/
const THOUGHT = /think|thought|reason|analysis|scratchpad|monologue|rationale|chain_of|^cot$/i
const ANSWER = /^(?:(?:final_?)?(?:answer|response|reply|output|message)|final|content|text)$/i
const OF_A_PART = /^(?:type|role)$/i

/** What is for people in a text that is a list of parts, or an object with an answer. Any other text is as it was. */
export function unpacked(text: string): string {
  const [, name] = OBJECT.exec(text) ?? []
  if (name === undefined) return unpackedParts(text)
  const found = readFirst(text)
  const words = found && (wordsIn(found.value) ?? (isThoughtAlone(found.value) ? '' : undefined))
  if (found && words !== undefined) return words || found.rest
  return found === undefined && (THOUGHT.test(name) || OF_A_PART.test(name)) ? '' : text // what cannot be told apart is not shown
}

/** The same of lists alone, where an object is what was asked for. */
export function unpackedParts(text: string): string {
  if (!LIST.test(text)) return text
  const found = readFirst(text)
  return found === undefined ? '' : textOf(found.value) || found.rest
}

function wordsIn(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  if (typeof value.type === 'string') return textOf(value)
  const [said] = Object.entries(value).flatMap(([name, part]) =>
    ANSWER.test(name) ? [typeof part === 'string' || Array.isArray(part) ? textOf(part) : wordsIn(part)] : [],
  )
  return said
}

const isThoughtAlone = (value: unknown) => isRecord(value) && Object.keys(value).some((name) => THOUGHT.test(name))
