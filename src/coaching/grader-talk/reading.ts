import type { Sense } from '../languages/language.ts'
import { isExactly } from './senses.ts'
import type { Token } from './tokens.ts'

/** A text as signs: what each word may mean, and where. */
export type Reading = {
  tokens: Token[]
  is: (at: number, ...senses: Sense[]) => boolean
  /** Nothing is known of the word: it names something of their work. */
  isNamed: (at: number) => boolean
  all: (...senses: Sense[]) => number[]
  /** The first of these places on the way from one place to another. */
  find: (from: number, to: number, ...senses: Sense[]) => number | undefined
}

/** Reads a text's words. */
export function readingOf(tokens: Token[]): Reading {
  const is = (at: number, ...senses: Sense[]) => senses.some((sense) => tokens[at]?.senses.has(sense))
  return {
    tokens,
    is,
    isNamed: (at) => tokens[at]?.senses.size === 0,
    all: (...senses) => tokens.flatMap((_, at) => (is(at, ...senses) ? [at] : [])),
    find: (from, to, ...senses) => {
      const step = from <= to ? 1 : -1
      for (let at = from; step > 0 ? at <= to : at >= to; at += step) if (is(at, ...senses)) return at
      return undefined
    },
  }
}

const CLAUSE = /[,:;()|>\n]|[.!?]["'”’)\]]*\s|\s[-–—]\s?/
/** A clause begins with this word. */
export const startsClause = ({ tokens }: Reading, at: number) => at === 0 || CLAUSE.test(tokens[at]?.gap ?? '')
/** A clause ends with this word. */
export const endsClause = ({ tokens }: Reading, at: number) =>
  at === tokens.length - 1 || CLAUSE.test(tokens[at + 1]?.gap ?? '')

/** "this", "these lines", "my answers"; not "this ticket". */
export function isThisTalk(reading: Reading, at: number): boolean {
  const { is, isNamed, tokens } = reading
  if (is(at, 'talk') && tokens[at]?.word.includes(' ')) return true // "what I wrote"
  if (is(at, 'this', 'me')) {
    if (is(at + 1, 'talk')) return !isOfTheirs(reading, at + 1)
    return !endsClause(reading, at) ? !isNamed(at + 1) && !is(at + 1, 'others') && !is(at, 'me') : true
  }
  return is(at, 'talk') && is(at - 1, 'this', 'me') && !isOfTheirs(reading, at)
}

/** "the answer", of nobody else. */
export const isTheTalk = (reading: Reading, at: number) =>
  reading.is(at, 'talk') &&
  isExactly('the', reading.tokens[at - 1]?.word) &&
  !isOfTheirs(reading, at) &&
  !reading.isNamed(at + 1)

/** "this learner", "the candidate"; nobody else's. */
export const isThisLearner = ({ is, tokens }: Reading, at: number) =>
  is(at - 1, 'this') || (isExactly('learner', tokens[at]?.word) && !is(at - 1, 'others', 'me'))

/** "… of the vendor", "… in the old runbook", "… de frais" */
export function isOfTheirs({ is, isNamed, tokens }: Reading, at: number): boolean {
  if (/[^\s]/.test(tokens[at + 1]?.gap ?? '')) return false
  if (!is(at + 1, 'of', 'to')) return false
  let next = at + 2
  while (
    is(next, 'small', 'this', 'earlier', 'all', 'who', 'new') &&
    !is(next, 'talk', 'you', 'orders') &&
    next < at + 5
  )
    next += 1
  const isBare = next === at + 2 && !isExactly('of', tokens[at + 1]?.word)
  return is(next, 'others') || (isNamed(next) && !isBare)
}

/** "Note to …" is no mark. */
export const isNote = ({ is }: Reading, at: number) => is(at, 'note') && is(at + 1, 'to')

/** Said to the reader: at the start of a clause, after "please" or "you must"; not what somebody else does or was told to do. */
export function isCommanded(reading: Reading, at: number): boolean {
  const { is, isNamed, tokens } = reading
  let before = at
  do {
    if (startsClause(reading, before)) return true
    before -= 1
  } while (is(before, 'small', 'all') && !is(before, 'you', 'must', 'others', 'i', 'to', 'who', 'of'))
  if (is(before, 'you')) return !is(before - 1, 'others', 'told')
  if (tokens[before]?.word === 'to')
    return is(before - 1, 'you', 'must', 'scorer', 'machine', 'right') && !is(before - 1, 'others')
  if (is(before, 'must')) {
    const who = is(before - 1, 'small') ? before - 2 : before - 1
    return startsClause(reading, before) || !(is(who, 'others', 'i') || isNamed(who))
  }
  return is(before, 'give', 'rate', 'ignore') && isCommandedBefore(reading, before)
}

const isCommandedBefore = (reading: Reading, at: number) =>
  startsClause(reading, at) || reading.is(at - 1, 'you', 'must')
