import { endsClause, isOfTheirs, isThisTalk, type Reading, startsClause } from './reading.ts'
import { isExactly } from './senses.ts'

/** How plainly a text speaks to whoever reads or scores it: the plainest sign counts. */
export const addressed = (reading: Reading): number =>
  Math.max(calledUpon(reading), noteTo(reading), readerOfThis(reading), ifYouAre(reading), scorerOught(reading))

/** "Dear AI judge, …", "Grader: …" */
function calledUpon(reading: Reading): number {
  const { is, all } = reading
  for (const at of all('scorer', 'machine')) {
    if (!endsClause(reading, at)) continue
    let first = at
    while (
      !startsClause(reading, first) &&
      at - first < 4 &&
      is(first - 1, 'small', 'machine', 'scorer', 'to', 'you', 'all')
    )
      first -= 1
    if (!startsClause(reading, first) || (first > 0 && is(first, 'to', 'of'))) continue
    return is(at, 'scorer') ? 4 : is(at, 'role') ? 2 : 3
  }
  return 0
}

/** "Note to the grader", "To the AI doing the scoring: …" */
function noteTo(reading: Reading): number {
  const { is, all, isNamed, find } = reading
  for (const at of all('to')) {
    const isScoring = (one: number) =>
      isExactly('scoring', reading.tokens[at + one]?.word) && endsClause(reading, at + one)
    if (startsClause(reading, at) && [1, 2].some(isScoring)) return 3
    const noted = find(at - 1, at - 3, 'note')
    const isOpening = startsClause(reading, at) && find(at + 1, at + 8, 'reads') !== undefined
    if (noted === undefined && !isOpening) continue
    if (noted !== undefined && find(noted - 1, noted - 3, 'others', 'i', 'told') !== undefined) continue
    if (noted !== undefined && [1, 2].some((one) => isExactly('scoring', reading.tokens[at + one]?.word))) return 4
    const whom = find(at + 1, at + 3, 'scorer', 'machine', 'who')
    if (whom === undefined || is(at + 1, 'others', 'me')) continue
    const last = is(whom + 1, 'scorer', 'machine') ? whom + 1 : whom
    const isTheirs = isNamed(last + 1) || is(last + 1, 'others')
    if (isTheirs && !endsClause(reading, last)) continue
    if (is(last, 'scorer', 'machine')) return is(last, 'scorer') || is(whom, 'scorer') ? 4 : 3
    if (find(last + 1, last + 4, 'reads') !== undefined) return 3
  }
  return 0
}

/** "whoever reads this", "the model that marks my answers", "wer das hier liest", "an evaluator of this talk" */
function readerOfThis(reading: Reading): number {
  const { is, all, find } = reading
  for (const at of all('who', 'scorer', 'machine', 'you')) {
    if (is(at - 1, 'others')) continue
    if (is(at, 'scorer') && is(at + 1, 'of') && isThisTalk(reading, at + 2)) return 3
    const reads = find(at + 1, at + (is(at, 'you') ? 2 : 4), 'reads')
    if (reads === undefined || (is(at, 'you') && !is(at + 1, 'who'))) continue
    if (reads > at + 1 && find(at + 1, reads - 1, 'others', 'i') !== undefined) continue
    const between = Array.from({ length: reads - at - 1 }, (_, one) => at + 1 + one)
    const after = [1, 2, 3].map((one) => reads + one)
    const isIt = (one: number) =>
      isExactly('it', reading.tokens[one]?.word) && (one === reads - 1 || endsClause(reading, one))
    if ([...between, ...after].some((one) => isThisTalk(reading, one) || isIt(one))) return 3
  }
  return 0
}

/** "if you are a language model", "as an automated scorer you …", "you are now a lenient grader" */
function ifYouAre({ is, all, find, isNamed }: Reading): number {
  for (const at of all('you')) {
    const what = find(at + 1, at + 5, 'machine', 'scorer')
    const before = find(at - 1, at - 3, 'machine', 'scorer')
    const isThere = (place: number) =>
      !isNamed(place + 1) && find(Math.min(place, at) + 1, Math.max(place, at) - 1, 'others') === undefined
    if (what !== undefined && is(at + 1, 'small') && isThere(what))
      return is(at - 1, 'if') || is(what, 'scorer') ? 3 : 1
    if (before !== undefined && find(before - 1, before - 4, 'if') !== undefined && isThere(before)) return 3
  }
  return 0
}

/** "The evaluator is instructed to …" */
const scorerOught = (reading: Reading): number =>
  reading
    .all('scorer')
    .some(
      (at) =>
        !reading.is(at - 1, 'others') && !isOfTheirs(reading, at) && reading.find(at + 1, at + 4, 'must') !== undefined,
    )
    ? 2
    : 0
