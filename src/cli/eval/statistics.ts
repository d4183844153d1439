/** What was intended, and what was given. */
export type Pair = { intended: number; given: number }

/** A figure with the ends of its 95 % interval. Null where too little is there. */
export type Interval = { value: number | null; low: number | null; high: number | null }

const NEXT_TO_NOTHING = 1e-9

/**
 * Cohen's kappa with quadratic weights: 1 is perfect, 0 is what chance would give, below is worse. Null where chance alone would
 * never disagree, as it says nothing then.
 */
export const quadraticKappa = (pairs: Pair[]): number | null => kappaOfSums(kappaSums(pairs))

/** All that kappa needs of pairs. The sums of two sets together are their sums, added. */
export function kappaSums(pairs: Pair[]): number[] {
  let [seen, ones, others, squares] = [0, 0, 0, 0]
  for (const { intended, given } of pairs) {
    seen += (intended - given) ** 2
    ones += intended
    others += given
    squares += intended ** 2 + given ** 2
  }
  return [pairs.length, seen, ones, others, squares]
}

export function kappaOfSums([count = 0, seen = 0, ones = 0, others = 0, squares = 0]: number[]): number | null {
  const byChance = (squares - (2 * ones * others) / count) / count // the mean square over all combinations
  return byChance > NEXT_TO_NOTHING ? 1 - seen / count / byChance : null
}

/** Spearman's rank correlation, with the middle rank for equals. Null where one side is all the same. */
export function spearman(pairs: [number, number][]): number | null {
  const xs = ranks(pairs.map(([x]) => x))
  const ys = ranks(pairs.map(([, y]) => y))
  const middle = (pairs.length + 1) / 2
  return correlation(xs.map((x, at): [number, number] => [x - middle, (ys[at] ?? 0) - middle]))
}

function ranks(values: number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value)
  const given: number[] = []
  for (let from = 0; from < order.length; ) {
    let to = from
    while (order[to + 1]?.value === order[from]?.value && to + 1 < order.length) to += 1
    for (const { at } of order.slice(from, to + 1)) given[at] = (from + to) / 2 + 1
    from = to + 1
  }
  return given
}

/** The correlation of values that lie around zero. */
function correlation(centred: [number, number][]): number | null {
  let [both, xs, ys] = [0, 0, 0]
  for (const [x, y] of centred) {
    both += x * y
    xs += x * x
    ys += y * y
  }
  return xs * ys > NEXT_TO_NOTHING ? both / Math.sqrt(xs * ys) : null
}

/**
 * How given and intended go together within groups: each on its group's mean, over groups that have two levels or more. Who gives all
 * of a group the same knows nothing of it, which is 0.
 */
export function withinGroups(groups: Pair[][]): number | null {
  const centred = groups.flatMap(centredOnMean)
  return centred.length === 0 ? null : (correlation(centred) ?? 0)
}

/** The pairs of a group around its means; none where all was intended the same. */
function centredOnMean(group: Pair[]): [number, number][] {
  const intended = mean(group.map((pair) => pair.intended)) ?? 0
  const given = mean(group.map((pair) => pair.given)) ?? 0
  if (group.every((pair) => pair.intended === group[0]?.intended)) return []
  return group.map((pair) => [pair.intended - intended, pair.given - given])
}

const RESAMPLES = 2_000
const SEED = 20_261_201

/**
 * A figure with its 95 % interval, by the percentile bootstrap (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 * Whole clusters are drawn, since what belongs to one talk or to its twins is no evidence of its own. The draws are the same each time.
 */
export function intervalOf<T>(clusters: T[][], figure: (all: T[]) => number | null, resamples = RESAMPLES): Interval {
  const random = randomFrom(SEED)
  const drawn = Array.from({ length: resamples }, () => {
    const all: T[] = []
    for (let count = 0; count < clusters.length; count += 1)
      for (const one of clusters[Math.floor(random() * clusters.length)] ?? []) all.push(one)
    return figure(all)
  }).filter((value) => value !== null)
  const isSteady = drawn.length * 2 > resamples // else the interval would be that of the lucky draws
  return {
    value: figure(clusters.flat()),
    low: isSteady ? quantile(drawn, 0.025) : null,
    high: isSteady ? quantile(drawn, 0.975) : null,
  }
}

/** Numbers from 0 to 1 that are the same for a seed (mulberry32, by Tommy Ettinger, in the public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The straight line that fits these points best, from x to y. */
export function lineThrough(points: [number, number][]): { slope: number; intercept: number } | null {
  const x = mean(points.map(([one]) => one))
  const y = mean(points.map(([, one]) => one))
  if (x === null || y === null) return null
  const across = points.reduce((sum, [one]) => sum + (one - x) ** 2, 0)
  if (across < NEXT_TO_NOTHING) return null
  const slope = points.reduce((sum, [one, other]) => sum + (one - x) * (other - y), 0) / across
  return { slope, intercept: y - slope * x }
}

export const meanError = (pairs: Pair[]) => mean(pairs.map(({ intended, given }) => Math.abs(intended - given)))
export const bias = (pairs: Pair[]) => mean(pairs.map(({ intended, given }) => given - intended))
export const withinOne = (pairs: Pair[]) =>
  mean(pairs.map(({ intended, given }) => (Math.abs(intended - given) <= 1 ? 1 : 0)))

export function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return mean(sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1))
}

/** The standard deviation of values that are all there is. */
export function spread(values: number[]): number | null {
  const middle = mean(values)
  if (middle === null) return null
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) ?? 0)
}

/** The value that this share of all values does not exceed. */
export function quantile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}

/** How many of all are so; null of none. */
export function shareOf<T>(all: T[], is: (one: T) => boolean): number | null {
  return all.length === 0 ? null : all.filter(is).length / all.length
}
