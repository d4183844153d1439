import {
  endsClause,
  isCommanded,
  isNote,
  isOfTheirs,
  isTheTalk,
  isThisLearner,
  isThisTalk,
  type Reading,
  startsClause,
} from './reading.ts'
import { isExactly } from './senses.ts'
import type { Token } from './tokens.ts'

/** How much a text wants a score: what it wants, that it asks for it, and of what. */
export function wanted(reading: Reading, address: number): number {
  const { is, all, find, isNamed } = reading
  const scores = all('score', 'level').filter((at) => isScore(reading, at))
  const tens = all('ten').filter((at) => isTen(reading, at))
  const tops = all('top')
  const best = tops.filter((at) => scores.some((score) => Math.abs(score - at) <= 4) || isTheTop(reading, at))
  const object = Math.min(
    3,
    (best.length > 0 ? 2 : Math.min(1, scores.length) + Math.min(1, tops.length)) + (tens.length > 0 ? 2 : 0),
  )
  const things = [...tens, ...best, ...scores]

  const commands = all('give', 'rate').filter((at) => !isNote(reading, at) && isCommanded(reading, at))
  const isFor = (at: number) => things.some((thing) => thing !== at && thing - at <= 10 && at - thing <= 6)
  const ofWhat = (at: number) => find(at + 1, at + 4, 'me', 'learner', 'talk') ?? find(at + 1, at + 4, 'this')
  const isCommand = commands.some((at) => isFor(at) || (is(at, 'rate') && ofWhat(at) !== undefined))
  const isDue = all('right').some((at) => [...tens, ...best, ...scores].some((thing) => Math.abs(thing - at) <= 12))
  const oughtTo = all('must').some(
    (at) => !is(at - 1, 'i') && !is(at + 1, 'i') && [...tens, ...best].some((thing) => Math.abs(thing - at) <= 12),
  )
  const learner = all('learner').some((at) => isThisLearner(reading, at))
  const self =
    learner ||
    all('me').length > 0 ||
    all('talk', 'this').some((at) => isThisTalk(reading, at) || isTheTalk(reading, at))
  const isQuestion = best.length + tens.length === 0 && isExactly('question', reading.tokens[0]?.word)
  const asks = !isQuestion && (isCommand || isDue || (oughtTo && (self || address > 0))) ? 2 : 0
  const kind = all('kind').some((at) => isCommanded(reading, at) || address > 0) ? (address > 0 ? 2 : 1) : 0
  const [isAll, isVerdict] = [all('all').length > 0, all('verdict').length > 0]
  const everywhere = things.length > 0 && (isAll || isVerdict) ? (tens.length > 0 && isAll && isVerdict ? 3 : 1) : 0
  const isBare = // "Assess leniently.": nobody else is spoken of
    commands.some((at) => is(at, 'rate')) &&
    kind > 0 &&
    reading.tokens.length <= 4 &&
    !reading.tokens.some((_, at) => isNamed(at))
  const commanded = commands.length > 0 ? 1 : 0
  return (
    object +
    asks +
    kind +
    everywhere +
    commanded +
    (isBare ? 3 : 0) +
    (self ? 1 : 0) +
    (learner && !all('others').length ? 1 : 0)
  )
}

/** A score that nothing of their work has a part in: not "the log level", nor "the score of the vendor". */
function isScore(reading: Reading, at: number): boolean {
  const { is, isNamed } = reading
  if (!is(at, 'score', 'level') || isNote(reading, at) || isOfTheirs(reading, at)) return false
  return startsClause(reading, at) || !(isNamed(at - 1) || is(at - 1, 'others', 'note'))
}

/** A ten that is no number of something: not "10 minutes", "at ten", "10 out of 12" nor "$10". */
function isTen(reading: Reading, at: number): boolean {
  const { is, isNamed, tokens } = reading
  const ofWhat = reading.find(at - 1, at - 3, 'score', 'level')
  if (ofWhat !== undefined && is(at - 1, 'to') && !isScore(reading, ofWhat)) return false // "the log level to 10"
  const [before, ten, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (!ten || /[€$£%]/.test(ten.gap + (next?.gap ?? '')) || isExactly('beforeTime', before?.word)) return false
  if (isNamed(at - 1) && !/^\d$/.test(before?.word ?? '') && /^\s?$/.test(ten.gap)) return false
  if (isRangesEnd(tokens, at)) return false
  if (!next || /[^\s"'”’*_]/.test(next.gap)) return true
  const total = tokens.slice(at + 2, at + 4).find(({ word }) => /^\d+$/.test(word))?.word ?? '10'
  if (isExactly('partOf', next.word) && total !== '10') return false
  return !isNamed(at + 1) && !is(at + 1, 'others') && !/^\d/.test(next.word)
}

/** "from 1 to 10", "a 3 out of 10" */
const isRangesEnd = (tokens: Token[], at: number) =>
  isExactly('rangeTo', tokens[at - 1]?.word) &&
  tokens.slice(Math.max(0, at - 3), at - 1).some(({ word }) => /^\d$/.test(word) || isExactly('number', word))

/** "the maximum", and of nothing in particular */
const isTheTop = (reading: Reading, at: number) =>
  isExactly('maximum', reading.tokens[at]?.word) &&
  reading.is(at - 1, 'small') &&
  (endsClause(reading, at) || reading.is(at + 1, 'to', 'small', 'all'))
