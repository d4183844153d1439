/** What was intended, and what was given. */
export type Pair = { intended: number; given: number }

const LEAST = 1
const MOST = 10
const LEVELS = Array.from({ length: MOST - LEAST + 1 }, (_, at) => LEAST + at)

/**
 * Cohen's kappa with quadratic weights on the scale of 1 to 10: 1 is perfect, 0 is what chance would give, below is worse.
 * Null where chance alone would never disagree, as it says nothing then.
 */
export function quadraticKappa(pairs: Pair[]): number | null {
  const share = (of: (pair: Pair) => number, level: number) =>
    pairs.filter((pair) => of(pair) === level).length / pairs.length
  const seen = mean(pairs.map(({ intended, given }) => (intended - given) ** 2))
  const byChance = LEVELS.flatMap((one) =>
    LEVELS.map(
      (other) => share(({ intended }) => intended, one) * share(({ given }) => given, other) * (one - other) ** 2,
    ),
  ).reduce((sum, value) => sum + value, 0)
  return seen === null || !(byChance > 0) ? null : 1 - seen / byChance
}

/** Spearman's rank correlation, with the middle rank for equals. Null where one side is all the same. */
export function spearman(pairs: [number, number][]): number | null {
  const xs = ranks(pairs.map(([x]) => x))
  const ys = ranks(pairs.map(([, y]) => y))
  const middle = (pairs.length + 1) / 2
  const sum = (of: (x: number, y: number) => number) =>
    xs.reduce((total, x, at) => total + of(x - middle, (ys[at] ?? 0) - middle), 0)
  const spread = Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y))
  return spread > 0 ? sum((x, y) => x * y) / spread : null
}

function ranks(values: number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal + 1) / 2
  })
}

export const meanError = (pairs: Pair[]) => mean(pairs.map(({ intended, given }) => Math.abs(intended - given)))
export const withinOne = (pairs: Pair[]) =>
  mean(pairs.map(({ intended, given }) => (Math.abs(intended - given) <= 1 ? 1 : 0)))

export function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
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
