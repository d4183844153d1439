import type { ToldTeam } from '../../src/store/teams.ts'
import type { Truth } from './team-history.ts'

/** A team's week as a manager was told it, beside what is true of it. */
export type Told = { week: number; shown: ToldTeam; truth: Truth }

/** In what way something could be worked out, or is wrong. */
export type Leak = {
  by: 'few' | 'rest' | 'alone' | 'sum' | 'pair' | 'withdrawn' | 'untrue' | 'history' | 'below'
  about: string
}

/** A cell that was shown: who is truly in it, and the count if it was told to the person. */
type Cell = { week: number; team: string; manager: string; what: string; who: Set<string>; count?: number }

/**
 * Somebody who holds every digest that any manager of the workspace was told, and knows who belongs to which team and who manages. What
 * they could work out about fewer than two people, by looking at one cell, at what it leaves, at sums in one digest, and at all pairs.
 */
export function attack(told: Told[], domainIds: Map<string, string>): Leak[] {
  const leaks: Leak[] = []
  const cells: Cell[] = []
  for (const one of told) {
    const shown = cellsOf(one, domainIds)
    cells.push(...shown)
    const { truth } = one
    const found = (by: Leak['by'], what: string) =>
      leaks.push({ by, about: `week ${one.week}, ${truth.team}, ${truth.manager}: ${what}` })
    for (const { what, who, count } of shown) {
      if (who.size < 5) found('few', what)
      else if (who.size < truth.minimum) found('below', what)
      if ([...who].some((actor) => truth.out.has(actor))) found('withdrawn', what)
      if (count !== undefined && truth.possible - count < 2) found('rest', what) // who else could it have been?
      if (truth.possible <= truth.minimum) found('rest', what) // it says that all of them are in it
    }
    for (const by of inOneDigest(shown, one)) found(by, 'practised beside domains')
    for (const wrong of untrue(one, shown)) found('untrue', wrong)
    for (const dimension of unToldHistory(one, told)) found('history', dimension)
  }
  for (const [at, cell] of cells.entries())
    for (const other of cells.slice(at + 1))
      if (cell.what === other.what && apart(cell.who, other.who) === 1)
        leaks.push({ by: 'pair', about: `${cell.what}: ${nameOf(cell)} beside ${nameOf(other)}` })
  return leaks
}

const nameOf = ({ week, team, manager }: Cell) => `week ${week} of ${team} as ${manager} was told`

function cellsOf({ week, shown, truth }: Told, domainIds: Map<string, string>): Cell[] {
  const at = { week, team: truth.team, manager: truth.manager }
  const counted = (said: object) => ('count' in said ? { count: Number(said.count) } : {})
  return [
    ...(shown.practised ? [{ ...at, what: 'practised', who: truth.practised, ...counted(shown.practised) }] : []),
    ...shown.domains.map((said) => {
      const id = domainIds.get(said.domain) ?? ''
      return { ...at, what: `domain ${id}`, who: truth.domains.get(id) ?? new Set<string>(), ...counted(said) }
    }),
    ...shown.dimensions.map(({ dimension }) => ({
      ...at,
      what: dimension,
      who: truth.dimensions.get(dimension)?.who ?? new Set<string>(),
    })),
  ]
}

/** Counts of one digest are about the same days: what one leaves of the other is a count as well. */
function inOneDigest(shown: Cell[], { truth }: Told): Leak['by'][] {
  const all = shown.find(({ what }) => what === 'practised')?.count
  if (all === undefined) return []
  const counts = shown.flatMap(({ what, count }) => (what.startsWith('domain') && count !== undefined ? [count] : []))
  const rest = all - counts.reduce((sum, count) => sum + count, 0)
  const practisedIn = [...truth.domains.values()].filter(({ size }) => size > 0).length
  const isOneHidden = practisedIn - shown.filter(({ what }) => what.startsWith('domain')).length === 1
  return [
    ...(counts.some((count) => all - count === 1) ? (['alone'] as const) : []),
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
      .filter(({ dimension, level }) => truth.dimensions.get(dimension)?.level !== level)
      .map(({ dimension }) => `level of ${dimension}`),
  ]
}

/** A line over four weeks may hold only what the same manager was told in those weeks. */
function unToldHistory({ week, shown, truth }: Told, told: Told[]): string[] {
  const levelIn = (then: number, dimension: string) =>
    told
      .find((t) => t.week === then && t.truth.team === truth.team && t.truth.manager === truth.manager)
      ?.shown.dimensions.find((d) => d.dimension === dimension)?.level
  return shown.dimensions
    .filter(({ dimension, history }) =>
      history.some((level, at) => level !== null && level !== levelIn(week - 3 + at, dimension)),
    )
    .map(({ dimension }) => dimension)
}

/** How many people are in one of the two and not in the other. */
function apart(one: Set<string>, other: Set<string>): number {
  const missing = (from: Set<string>, of: Set<string>) => [...of].filter((actor) => !from.has(actor)).length
  return missing(one, other) + missing(other, one)
}
