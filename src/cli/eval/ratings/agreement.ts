import { type Interval, intervalOf, mean, quadraticKappa } from '../statistics.ts'
import { intraclassOfSums, rowSums } from './icc.ts'
import { added, type By, byTalk, levelOf, levelPairs, meanKappa, pairsOf, type Rated, type Said } from './rated.ts'

/** How raters agree in a dimension, or over all of them, on what all of them gave a level. */
type Reliability = { name: string; targets: number; single: Interval; average: Interval }

/** A rater beside the others, and beside themselves. */
type Rater = {
  rater: string
  marks: number
  /** By how much they give more than the others do, on average. */
  above: Interval
  again: {
    marks: number
    exact: number | null
    withinOne: number | null
    apart: Interval
    /** A level once and none the other time, or none for another reason. */
    otherKind: number
  }
}

/** How two sides agree that there is a level at all, over all that both looked at. */
type Nones = { both: number; levels: number; oneNone: number; sameNone: number; otherNone: number; kappa: Interval }

export type Agreement = {
  talks: number
  raters: Rater[]
  dimensions: Reliability[]
  all: Reliability
  pairs: { one: string; other: string; marks: number; kappa: Interval }[]
  /** The mean kappa of all pairs of raters. */
  people: Interval
  nones: Nones
}

/** How the people agree who rated these. */
export function agreementOf(rated: Rated[], raters: string[], nameOf: (one: Rated) => string): Agreement {
  const pairs = peoplePairs(raters.length)
  return {
    talks: new Set(rated.map(({ talk }) => talk)).size,
    raters: raters.map((rater, at) => ({
      rater,
      marks: rated.filter(({ said }) => said[at] !== undefined).length,
      above: aboveOthers(rated, ({ said }) => said[at], at),
      again: withThemselves(rated, at),
    })),
    dimensions: [...Map.groupBy(rated, nameOf)].map(([name, some]) => reliability(name, some, raters.length)),
    all: reliability('all dimensions', rated, raters.length),
    pairs: pairsOf(raters.length).map(([one, other]) => {
      const [by, beside] = [saidBy(one), saidBy(other)]
      return {
        one: raters[one] ?? '',
        other: raters[other] ?? '',
        marks: levelPairs(rated, by, beside).length,
        kappa: meanKappa(rated, [[by, beside]]),
      }
    }),
    people: meanKappa(rated, pairs),
    nones: nonesOf(rated, pairs),
  }
}

export const saidBy =
  (rater: number): By =>
  ({ said }) =>
    said[rater]

export const peoplePairs = (raters: number) =>
  pairsOf(raters).map(([one, other]): [By, By] => [saidBy(one), saidBy(other)])

/** By how much somebody gives more than the others of these raters do. */
export function aboveOthers(rated: Rated[], by: By, self?: number): Interval {
  const apart = rated.flatMap((row) => {
    const own = levelOf(by(row))
    const others = mean(row.said.flatMap((said, at) => (at === self ? [] : (levelOf(said) ?? []))))
    return own === null || others === null ? [] : [{ talk: row.talk, apart: own - others }]
  })
  return intervalOf(byTalk(apart), (some) => mean(some.map((one) => one.apart)))
}

function reliability(name: string, rated: Rated[], raters: number): Reliability {
  const whole = rated.flatMap(({ talk, said }) => {
    const levels = said.flatMap((one) => levelOf(one) ?? [])
    return levels.length === raters ? [{ talk, levels }] : []
  })
  const sums = byTalk(whole).map((rows) => [
    rowSums(
      rows.map(({ levels }) => levels),
      raters,
    ),
  ])
  const figure = (which: 'single' | 'average') => intervalOf(sums, (talks) => intraclassOfSums(added(talks))[which])
  return { name, targets: whole.length, single: figure('single'), average: figure('average') }
}

function withThemselves(rated: Rated[], at: number): Rater['again'] {
  const both = rated.flatMap(({ talk, said, again }) => {
    const [first, second] = [said[at], again[at]]
    return first === undefined || second === undefined ? [] : [{ talk, first, second }]
  })
  const levels = both.flatMap(({ talk, first, second }) =>
    typeof first === 'number' && typeof second === 'number' ? [{ talk, apart: Math.abs(first - second) }] : [],
  )
  const share = (most: number) => mean(levels.map(({ apart }) => (apart <= most ? 1 : 0)))
  const kinds = both.filter(({ first, second }) => typeof first !== 'number' || typeof second !== 'number')
  return {
    marks: levels.length,
    exact: share(0),
    withinOne: share(1),
    apart: intervalOf(byTalk(levels), (some) => mean(some.map(({ apart }) => apart))),
    otherKind: kinds.filter(({ first, second }) => first !== second).length,
  }
}

/** How both sides of these pairs agree that there is a level at all. */
export function nonesOf(rated: Rated[], pairs: [By, By][]): Nones {
  const all = rated.flatMap((row) =>
    pairs.flatMap(([by, beside]) => {
      const [one, other] = [by(row), beside(row)]
      return one === undefined || other === undefined ? [] : [{ talk: row.talk, one, other }]
    }),
  )
  const isLevel = (said: Said) => (typeof said === 'number' ? 1 : 0)
  const count = (is: (one: Said, other: Said) => boolean) => all.filter(({ one, other }) => is(one, other)).length
  return {
    both: all.length,
    levels: count((one, other) => isLevel(one) + isLevel(other) === 2),
    oneNone: count((one, other) => isLevel(one) + isLevel(other) === 1),
    sameNone: count((one, other) => isLevel(one) === 0 && one === other),
    otherNone: count((one, other) => isLevel(one) + isLevel(other) === 0 && one !== other),
    kappa: intervalOf(
      byTalk(all).map((rows) => rows.map(({ one, other }) => ({ intended: isLevel(one), given: isLevel(other) }))),
      quadraticKappa, // of two kinds, it is Cohen's own
    ),
  }
}
