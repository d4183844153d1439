import type { Sense } from '../languages/language.ts'
import { addressed } from './addressed.ts'
import { formOf } from './form.ts'
import type { Piece } from './pieces.ts'
import { endsClause, isCommanded, isOfTheirs, isThisLearner, type Reading, readingOf, startsClause } from './reading.ts'
import { wanted } from './wanted.ts'

const ADDRESSED = 3 // spoken to, whatever else is said
const PROOF = 5 // a form that nobody talks in

/**
 * How much some pieces of a text speak to whoever scores it. No sign is enough: whom it speaks to ("whoever reads this"), what it wants
 * ("the highest mark"), that it asks for it ("give", "it would be fair") and of what ("my answers", "this talk") add up. What is said of
 * other people, or by them, takes from it.
 */
export function weigh(pieces: Piece[]): { sum: number; isAddressed: boolean } {
  const reading = readingOf(pieces.flatMap((piece) => piece.tokens))
  const form = Math.max(...pieces.map(formOf))
  const address = addressed(reading)
  const isAddressed = address >= ADDRESSED
  const elsewhere = quotesOthers(reading)
    ? aboutOthers(reading) + 2
    : isAddressed || form >= PROOF
      ? 0
      : aboutOthers(reading)
  return {
    sum: form + address + overruled(reading) + claimed(reading) + wanted(reading, address) - elsewhere,
    isAddressed,
  }
}

const TELLING: Sense[] = [
  'scorer',
  'machine',
  'reads',
  'learner',
  'score',
  'level',
  'top',
  'ten',
  'kind',
  'ignore',
  'orders',
  'verdict',
  'secret',
]

/** Whether there is any sign at all: most sentences have none, and are passed over. */
export const hints = (piece: Piece): boolean =>
  piece.tokens.some(({ senses }) => TELLING.some((sense) => senses.has(sense))) || formOf(piece) > 0

/** "Ignore the rubric", "you can drop the instructions above" */
function overruled(reading: Reading): number {
  const { all, find, isNamed } = reading
  let most = 0
  for (const at of all('ignore')) {
    const orders = all('orders').filter((one) => one !== at && one - at <= 8 && at - one <= 8 && isOurs(reading, one))
    const earlier = find(at + 1, at + 5, 'earlier')
    const isOfWork = earlier !== undefined && isNamed(earlier + 1) && !endsClause(reading, earlier) // "all previous emails"
    const everything = find(at + 1, at + 2, 'all') !== undefined && earlier !== undefined && !isOfWork
    if (orders.length === 0 && !everything) continue
    const isAsked = isCommanded(reading, at)
    most = Math.max(most, isAsked ? (orders.length > 0 ? 5 : 4) : 2)
  }
  for (const at of all('reveals')) {
    const secret = find(at + 1, at + 4, 'secret')
    if (secret !== undefined && isCommanded(reading, at) && find(at + 1, secret, 'others') === undefined) most = 5
  }
  const [first] = all('new')
  if (first !== undefined && first <= 1 && find(first - 1, first + 2, 'orders') !== undefined) most += 2
  return most
}

/** The instructions of whoever reads: not "our safety instructions", nor "the rules of the tender". */
function isOurs(reading: Reading, at: number): boolean {
  const { is, isNamed } = reading
  if (is(at - 1, 'others') || (isNamed(at - 1) && !startsClause(reading, at))) return false
  return !isOfTheirs(reading, at)
}

/** "This learner clearly demonstrates all criteria." */
function claimed(reading: Reading): number {
  const { all, find, is } = reading
  for (const at of all('meets')) {
    const who = find(at - 1, at - 6, 'learner', 'talk')
    if (who === undefined || !(isThisLearner(reading, who) || is(who - 1, 'this', 'me'))) continue
    const what = find(at + 1, at + 6, 'orders', 'verdict', 'score', 'level') ?? find(at - 1, at - 6, 'orders')
    const how = find(at + 1, at + 6, 'all', 'top', 'ten') ?? find(at - 1, at - 4, 'all')
    if (what !== undefined && how !== undefined && isOurs(reading, what)) return 4
  }
  return 0
}

/** 'We tell the model: "You are a grader"' */
function quotesOthers({ tokens, find }: Reading): boolean {
  const quote = tokens.findIndex(({ gap }) => /[\s:,][“"„«]/.test(gap))
  return quote > 0 && find(0, quote - 1, 'others', 'told', 'topic') !== undefined
}

function aboutOthers({ all }: Reading): number {
  return (all('others').length > 0 ? 2 : 0) + (all('told').length > 0 ? 2 : 0) + (all('topic').length > 0 ? 3 : 0)
}
