import type { Read } from './rendered.ts'
import { type Card, DOMAINS, dimensionsOf, labelOf, type Truth } from './team-history.ts'

/** A team's week as a manager read it, beside what is true of it, and who had sent a card that could be shown at any time. */
export type Told = { week: number; shown: Read; truth: Truth; waiting: Set<string> }

/** In what way something could be worked out, or is wrong. */
export type Leak = {
  by:
    | 'few'
    | 'rest'
    | 'alone'
    | 'sum'
    | 'pair'
    | 'named-pair'
    | 'untrue'
    | 'history'
    | 'below'
    | 'wording' // a count is told exactly or not for a reason that is not shown
    | 'out' // a count would not be told if all who sent a card were in it
    | 'change' // what was told looks otherwise later
    | 'list' // a list is not the company's
    | 'twin' // the world looks otherwise than it would without somebody's secret
  about: string
}

const dimensions = new Map(DOMAINS.flatMap(dimensionsOf).map((dimension) => [dimension, labelOf(dimension)]))
const dimensionOf = (label: string) => [...dimensions].find(([, named]) => named === label)?.[0] ?? ''

/** A cell that was shown: who is truly in it, and the count if it was told to the person. */
type Cell = {
  week: number
  team: string
  manager: string
  what: string
  who: Set<string>
  truth: Truth
  count?: number
}

/**
 * Somebody who holds every digest that any manager of the workspace was told, with every card that was ever in one, and knows who belongs to
 * which team and who manages. What they could work out about fewer than two people, by looking at one cell, at what it leaves, at sums in one
 * digest, and at all pairs.
 */
export function attack(told: Told[], cards: Card[], domainIds: Map<string, string>): Leak[] {
  const leaks: Leak[] = []
  const cells: Cell[] = []
  for (const one of told) {
    const shown = cellsOf(one, domainIds)
    cells.push(...shown)
    const { truth } = one
    const found = (by: Leak['by'], what: string) =>
      leaks.push({ by, about: `week ${one.week}, ${truth.team}, ${truth.manager}: ${what}` })
    const named = namedIn(truth, one.week, cards, one.week)
    const senders = (by: number) =>
      [...namedIn(truth, one.week, cards, by)].filter((actor) => truth.possible.has(actor))
    const reckonedWith = new Set([...senders(Infinity), ...one.waiting]).size
    const atMostExact = reckonedWith > 0 ? truth.minimum + reckonedWith : 0
    for (const { what, who, count } of shown) {
      const unnamed = besides(who, named)
      if (unnamed.length < 5) found('few', what)
      else if (unnamed.length < truth.minimum) found('below', what)
      const isExact = truth.possible.size - who.size >= 2 && who.size > atMostExact
      if (count === undefined && !dimensions.has(what) && isExact) found('wording', what)
      if (count !== undefined && count - senders(one.week).length < truth.minimum) found('out', what)
      if (count !== undefined && truth.possible.size - count < 2) found('rest', what) // who else could it have been?
      const known = [...truth.practised].filter((actor) => named.has(actor)).length
      if (truth.possible.size - known <= truth.minimum) found('rest', what) // it says that all of them are in it
    }
    for (const by of inOneDigest(shown, one, named)) found(by, 'practised beside domains')
    for (const wrong of untrue(one, shown)) found('untrue', wrong)
    for (const dimension of unToldHistory(one, told)) found('history', dimension)
  }
  for (const [at, cell] of cells.entries())
    for (const other of cells.slice(at + 1)) {
      if (cell.what !== other.what) continue
      const [more, less] = [besides(cell.who, other.who), besides(other.who, cell.who)]
      const known = (from: Cell) => namedIn(from.truth, from.week, cards, Math.max(cell.week, other.week))
      const unnamed = [...besides(more, known(cell)), ...besides(less, known(other))]
      const about = `${cell.what}: ${nameOf(cell)} beside ${nameOf(other)}`
      if (more.length + less.length === 1) leaks.push({ by: 'pair', about })
      else if (more.length + less.length > 0 && unnamed.length < 2) leaks.push({ by: 'named-pair', about })
    }
  return leaks
}

/**
 * Who is known by a card in a week of a team: by one of a session in it, whenever it was sent, and by one that was sent since the week began
 * or went out with its digest or later, as far as that had happened when the digest of week `by` was told.
 */
function namedIn({ starts, ends }: Truth, week: number, cards: Card[], by: number): Set<string> {
  const isOf = ({ practised }: Card) => practised >= starts && practised < ends
  const isSince = (card: Card) => card.week <= by && (card.week >= week || card.sent >= starts)
  return new Set(cards.filter((card) => isOf(card) || isSince(card)).map(({ actor }) => actor))
}

const nameOf = ({ week, team, manager }: Cell) => `week ${week} of ${team} as ${manager} was told`

function cellsOf({ week, shown, truth }: Told, domainIds: Map<string, string>): Cell[] {
  const at = { week, team: truth.team, manager: truth.manager, truth }
  const counted = (said: object) => ('count' in said ? { count: Number(said.count) } : {})
  return [
    ...(shown.practised ? [{ ...at, what: 'practised', who: truth.practised, ...counted(shown.practised) }] : []),
    ...shown.domains.map((said) => {
      const id = domainIds.get(said.domain) ?? ''
      return { ...at, what: `domain ${id}`, who: truth.domains.get(id) ?? new Set<string>(), ...counted(said) }
    }),
    ...shown.dimensions.map(({ label }) => ({
      ...at,
      what: dimensionOf(label),
      who: truth.dimensions.get(dimensionOf(label))?.who ?? new Set<string>(),
    })),
  ]
}

/** Counts of one digest are about the same days: what one leaves of the other is a count as well. */
function inOneDigest(shown: Cell[], { truth }: Told, named: Set<string>): Leak['by'][] {
  const all = shown.find(({ what }) => what === 'practised')?.count
  if (all === undefined) return []
  const counts = shown.flatMap(({ what, count }) => (what.startsWith('domain') && count !== undefined ? [count] : []))
  const rest = all - counts.reduce((sum, count) => sum + count, 0)
  const practisedIn = [...truth.domains.values()].filter(({ size }) => size > 0).length
  const isOneHidden = practisedIn - shown.filter(({ what }) => what.startsWith('domain')).length === 1
  const elsewhere = shown
    .filter(({ what, count }) => what.startsWith('domain') && count !== undefined)
    .map(({ who }) => besides(truth.practised, who))
  return [
    ...(elsewhere.some((who) => who.length > 0 && besides(who, named).length < 2) ? (['alone'] as const) : []),
    ...(counts.length > 0 && isOneHidden && practisedIn === counts.length + 1 && rest > 0 ? (['sum'] as const) : []),
  ]
}

/** What is told must be true of exactly those who contributed: nothing is computed anew without somebody. */
function untrue({ shown, truth }: Told, cells: Cell[]): string[] {
  return [
    ...cells
      .filter(({ who, count }) => count !== undefined && count !== who.size)
      .map(({ what }) => `count of ${what}`),
    ...shown.dimensions
      .filter(({ label, level }) => truth.dimensions.get(dimensionOf(label))?.level !== level)
      .map(({ label }) => `level of ${label}`),
  ]
}

/** A line over four weeks, and the word for it, may hold only what the same manager was told in those weeks. */
function unToldHistory({ week, shown, truth }: Told, told: Told[]): string[] {
  const levelIn = (then: number, label: string) =>
    told
      .find((t) => t.week === then && t.truth.team === truth.team && t.truth.manager === truth.manager)
      ?.shown.dimensions.find((d) => d.label === label)?.level
  return shown.dimensions
    .filter(
      ({ label, was, history }) =>
        history.some((level, at) => level !== null && level !== levelIn(week - 3 + at, label)) ||
        (was !== null && ![week - 3, week - 2, week - 1].some((then) => levelIn(then, label) === was)),
    )
    .map(({ label }) => label)
}

/** Those of these people who are none of those. */
const besides = (people: Iterable<string>, those: Iterable<string>): string[] => {
  const without = new Set(those)
  return [...people].filter((actor) => !without.has(actor))
}
