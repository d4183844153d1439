import {
  mean,
  meanError,
  quadraticKappa,
  quantile,
  spearman,
  spread,
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
