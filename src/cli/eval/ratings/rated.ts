import { type Interval, intervalOf, kappaOfSums, kappaSums, mean } from '../statistics.ts'

/** What a rater, or a judge, says of a dimension of a talk: a level, or why there is none. */
export type Said = number | 'not-enough' | 'does-not-apply'

/** A dimension of a talk, as everybody rated it. */
export type Rated = {
  talk: string
  domain: string
  language: string
  dimension: string
  /** By rater, in the order of the raters; undefined where one said nothing. */
  said: (Said | undefined)[]
  /** The same where a rater met the talk again. */
  again: (Said | undefined)[]
  judge: Said | undefined
}

export const levelOf = (said: Said | undefined): number | null => (typeof said === 'number' ? said : null)

/** Those of a talk stand and fall together. */
export const byTalk = <T extends { talk: string }>(rated: T[]): T[][] => [
  ...Map.groupBy(rated, ({ talk }) => talk).values(),
]

/** Every two of them, once. */
export const pairsOf = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, one) => one).flatMap((one) =>
    Array.from({ length: count - one - 1 }, (_, at): [number, number] => [one, one + at + 1]),
  )

/** One side of a pair. */
export type By = (row: Rated) => Said | undefined

/** The mean of the kappas of these pairs, on the levels that both of a pair gave, with its interval; less that of other pairs, if some are named. */
export function meanKappa(rated: Rated[], pairs: [By, By][], less: [By, By][] = []): Interval {
  const all = [...pairs, ...less]
  const sums = byTalk(rated).map((rows) => [all.map(([one, other]) => kappaSums(levelPairs(rows, one, other)))])
  return intervalOf(sums, (talks) => {
    const kappas = all.map((_, at) => kappaOfSums(added(talks.map((talk) => talk[at] ?? []))))
    const [here, there] = [kappas.slice(0, pairs.length), kappas.slice(pairs.length)].map((some) => mean(known(some)))
    if (less.length === 0) return here ?? null
    return here === null || there === null || here === undefined || there === undefined ? null : here - there
  })
}

const known = (values: (number | null)[]) => values.filter((value) => value !== null)

export const levelPairs = (rows: Rated[], one: By, other: By) =>
  rows.flatMap((row) => {
    const [intended, given] = [levelOf(one(row)), levelOf(other(row))]
    return intended === null || given === null ? [] : [{ intended, given }]
  })

/** Sums of one kind, added place by place. */
export function added(all: number[][]): number[] {
  const total = (all[0] ?? []).map(() => 0)
  for (const one of all) for (const [at, value] of one.entries()) total[at] = (total[at] ?? 0) + value
  return total
}
