import {
  intervalOf,
  lineThrough,
  mean,
  meanError,
  median,
  quadraticKappa,
  quantile,
  spearman,
  spread,
  withinGroups,
  withinOne,
} from '../../../src/cli/eval/statistics.ts'

const pairs = (...all: [number, number][]) => all.map(([intended, given]) => ({ intended, given }))

test.each([
  // seen: (0 + 0 + 9 + 0) / 4; by chance, of 16 combinations: the mean of (i - g)² over {2,2,5,8} and {2,2,8,8}
  [
    'one of four is off',
    pairs([2, 2], [2, 2], [5, 8], [8, 8]),
    1 - 9 / 4 / ((4 * 0 + 4 * 36 + 2 * 9 + 2 * 9 + 2 * 36 + 2 * 0) / 16),
  ],
  ['all are right', pairs([2, 2], [5, 5], [10, 10]), 1],
  ['all are turned round', pairs([1, 10], [10, 1]), -1],
  ['all are given the same', pairs([2, 5], [5, 5], [8, 5]), 0],
])('the weighted kappa is right where %s', (_, given, kappa) => {
  expect(quadraticKappa(given)).toBeCloseTo(kappa, 10)
})

test('the weighted kappa says nothing where all is one level, or nothing is there', () => {
  expect(quadraticKappa(pairs([5, 5], [5, 5]))).toBeNull()
  expect(quadraticKappa([])).toBeNull()
})

test('Spearman goes by ranks, with the middle rank for equals', () => {
  // ranks 1, 2, 3, 4, 5 and 2, 1, 4, 3, 5: 1 - 6 × (1 + 1 + 1 + 1 + 0) / (5 × 24)
  expect(
    spearman([
      [10, 7],
      [20, 1],
      [30, 9],
      [40, 8],
      [50, 100],
    ]),
  ).toBeCloseTo(0.8, 10)
  // ranks 1.5, 1.5, 3 and 1, 2, 3: covariance 1.5, variances 1.5 and 2
  expect(
    spearman([
      [4, 1],
      [4, 2],
      [9, 3],
    ]),
  ).toBeCloseTo(1.5 / Math.sqrt(1.5 * 2), 10)
})

test('Spearman says nothing where one side is all the same', () => {
  expect(
    spearman([
      [1, 5],
      [2, 5],
    ]),
  ).toBeNull()
})

test('errors, spreads and quantiles are those that one works out by hand', () => {
  const given = pairs([2, 3], [5, 5], [8, 5])
  expect(meanError(given)).toBeCloseTo(4 / 3, 10)
  expect(withinOne(given)).toBeCloseTo(2 / 3, 10)
  expect(spread([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2)
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3)
  expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(5)
  expect([mean([]), spread([]), quantile([], 0.5)]).toEqual([null, null, null])
})

test('within groups only what lies around a group’s own mean counts', () => {
  // around their means: intended -1, 1 and -2, 0, 2; given 0, 2 → -1, 1 and 2, 2, 5 → -1, -1, 2: 2 + 2 + 0 + 4 = 8 of √(10 × 8)
  const groups = [pairs([2, 4], [4, 6]), pairs([5, 2], [7, 2], [9, 5]), pairs([8, 1], [8, 10])]
  expect(withinGroups(groups)).toBeCloseTo(8 / Math.sqrt(10 * 8), 10)
  expect(withinGroups([pairs([2, 5], [9, 5])])).toBe(0) // all given the same: nothing is known of it
  expect(withinGroups([pairs([8, 1], [8, 10])])).toBeNull()
})

test('a line goes through its points, and there is none through one', () => {
  const line = lineThrough([
    [0, 1],
    [0.5, 4],
    [1, 7],
  ])
  expect([line?.slope, line?.intercept]).toEqual([expect.closeTo(6, 10), expect.closeTo(1, 10)])
  expect(lineThrough([[1, 1]])).toBeNull()
})

test('an interval is that of the mean’s error, is the same each time, and is wider where values come in clusters', () => {
  const values = Array.from({ length: 100 }, (_, at) => at % 10)
  const alone = intervalOf(
    values.map((value) => [value]),
    mean,
  )
  // the standard error is √8.25 / 10 = 0.287
  expect(alone.value).toBe(4.5)
  expect((alone.low ?? 0) - (4.5 - 1.96 * 0.287)).toBeCloseTo(0, 1)
  expect((alone.high ?? 0) - (4.5 + 1.96 * 0.287)).toBeCloseTo(0, 1)
  expect(
    intervalOf(
      values.map((value) => [value]),
      mean,
    ),
  ).toEqual(alone)
  const tens = [...Map.groupBy(values, (value) => value).values()]
  const clustered = intervalOf(tens, mean) // ten clusters: √8.25 / √10 = 0.908
  expect((clustered.high ?? 0) - (clustered.low ?? 0)).toBeGreaterThan(2.5 * ((alone.high ?? 0) - (alone.low ?? 0)))
})

test('there is no interval where most draws say nothing', () => {
  const rare = [[5], [5], [5], [5], [5], [6]]
  expect(intervalOf(rare, (all) => (new Set(all).size < 2 ? null : 1)).low).not.toBeNull()
  expect(intervalOf([[5], [5]], () => null)).toEqual({ value: null, low: null, high: null })
})

test('the middle of an even number lies between two', () => {
  expect([median([3, 1]), median([9, 1, 2]), median([])]).toEqual([2, 2, null])
})
