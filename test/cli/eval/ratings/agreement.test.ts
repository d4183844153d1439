import { aboveOthers, agreementOf } from '../../../../src/cli/eval/ratings/agreement.ts'
import { besideJudge } from '../../../../src/cli/eval/ratings/beside-judge.ts'
import { fitOf } from '../../../../src/cli/eval/ratings/fit.ts'
import { intraclass } from '../../../../src/cli/eval/ratings/icc.ts'
import { risingSteps } from '../../../../src/cli/eval/ratings/isotonic.ts'
import type { Rated } from '../../../../src/cli/eval/ratings/rated.ts'
import type { Interval } from '../../../../src/cli/eval/statistics.ts'
import { rounded, syntheticRatings } from './synthetic.ts'

const RATERS = ['1', '2', '3']
const people = [
  { above: 1, noise: 0.8 },
  { above: 0, noise: 0.8 },
  { above: -1, noise: 0.8 },
]
const agreement = (rated: Rated[]) => agreementOf(rated, RATERS, ({ dimension }) => dimension)
const isIn = (value: number, { low, high }: Interval) => low !== null && high !== null && low <= value && value <= high

test('the table of Shrout and Fleiss (1979) gives 0.29 for one judge and 0.62 for the mean of four', () => {
  const table = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ]
  const { single, average } = intraclass(table)
  expect(single).toBeCloseTo(0.29, 2)
  expect(average).toBeCloseTo(0.62, 2)
  expect(
    intraclass([
      [5, 5],
      [5, 5],
    ]),
  ).toEqual({ single: null, average: null }) // where nothing differs, nothing can be said
  expect(
    intraclass([
      [1, 1],
      [7, 7],
    ]),
  ).toEqual({ single: 1, average: 1 })
})

test('steps rise, each at the mean of what was pooled, and lie nearer than any other that rise', () => {
  expect(
    risingSteps([
      [1, 3],
      [2, 1],
      [3, 2],
      [4, 6],
      [4, 4],
    ]),
  ).toEqual([
    [1, 2],
    [2, 2],
    [3, 2],
    [4, 5],
  ])
  expect(risingSteps([])).toEqual([])
  const steps = risingSteps([
    [7, 2],
    [5, 4],
    [6, 9],
    [7, 8],
    [9, 6],
  ])
  expect(
    steps.every(([x, y], at) => at === 0 || (x > (steps[at - 1]?.[0] ?? 0) && y >= (steps[at - 1]?.[1] ?? 0))),
  ).toBe(true)
})

test('the bias and the noise of raters are found again within their intervals', () => {
  const { all, raters, people: kappa, pairs } = agreement(syntheticRatings(60, people))
  // 1.5² of the talks, 1 of the raters, 0.8² and what rounding to whole levels adds
  const error = 0.8 ** 2 + 1 / 12
  const single = 1.5 ** 2 / (1.5 ** 2 + 1 + error)
  expect(isIn(single, all.single)).toBe(true)
  expect(isIn(1.5 ** 2 / (1.5 ** 2 + (1 + error) / 3), all.average)).toBe(true)
  for (const [at, above] of [1.5, 0, -1.5].entries()) expect(isIn(above, raters[at]?.above ?? kappa)).toBe(true)
  // the mean distance of two readings with this noise: 2/√π of their standard deviation
  for (const { again } of raters) expect(isIn((2 / Math.sqrt(Math.PI)) * Math.sqrt(error), again.apart)).toBe(true)
  expect(pairs.map(({ one, other }) => `${one}${other}`)).toEqual(['12', '13', '23'])
  expect(pairs[1]?.kappa.value).toBeLessThan(pairs[0]?.kappa.value ?? 0) // two points apart, not one
  expect(isIn(kappa.value ?? 0, kappa)).toBe(true)
})

test('an interval holds the truth about as often as it says', () => {
  const held = Array.from({ length: 20 }, (_, seed) =>
    isIn(
      1,
      aboveOthers(syntheticRatings(24, people.slice(0, 2), { seed: seed + 1 }), ({ said }) => said[0], 0),
    ),
  )
  expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(16) // 19 of 20 on average; fewer than 16 in one of 400
})

test('that there is no level at all is counted apart from how high it is', () => {
  const row = (said: Rated['said'], at: number): Rated => ({
    talk: `${at}`,
    domain: 'x',
    language: 'en',
    dimension: 'a',
    said,
    again: said.map(() => undefined),
    judge: undefined,
  })
  const rows = [
    [5, 5],
    [5, 'not-enough'],
    ['not-enough', 'not-enough'],
    ['not-enough', 'does-not-apply'],
    [5, undefined],
  ] as const
  const { nones, pairs } = agreementOf(
    rows.map((said, at) => row([...said], at)),
    ['1', '2'],
    () => 'a',
  )
  expect(nones).toMatchObject({ both: 4, levels: 1, oneNone: 1, sameNone: 1, otherNone: 1, kappa: { value: 0.5 } })
  expect(pairs[0]?.marks).toBe(1)
})

const judges = {
  'as good as a person': {
    judge: (level: number, normal: () => number) => rounded(level + 0.6 * normal()),
    verdict: 'yes',
  },
  'too kind by two': { judge: (level: number) => rounded(level + 2.5), verdict: 'no' },
  'that knows nothing': { judge: (_: number, normal: () => number) => rounded(5.5 + 2 * normal()), verdict: 'no' },
} as const

test.each(Object.entries(judges))('a judge %s is told', (_, { judge, verdict }) => {
  const rated = syntheticRatings(40, people, { judge })
  const beside = besideJudge(rated, RATERS, 'small', agreement(rated).people)
  expect(beside.verdict).toBe(verdict)
  expect(beside.sentence).toContain(
    verdict === 'yes' ? 'small may stand in for a second rater' : 'small may not stand in',
  )
  expect(beside.sentence).toContain('The rule: ')
  expect(beside.nearer.some(({ isBeaten }) => isBeaten)).toBe(verdict === 'yes')
})

test('of too few talks, and beside people who do not agree, nothing is said for a judge', () => {
  const few = syntheticRatings(12, people, { judge: rounded })
  expect(besideJudge(few, RATERS, 'small', agreement(few).people).sentence).toMatch(
    /^Too little was rated .* there are 12\.$/,
  )
  const torn = syntheticRatings(
    30,
    people.map(() => ({ above: 0, noise: 90 })),
    { judge: rounded },
  )
  expect(besideJudge(torn, RATERS, 'small', agreement(torn).people).verdict).toBe('no agreement')
})

test('scores of a judge that is too kind are adjusted on talks of a domain that the steps never saw', () => {
  const rated = syntheticRatings(40, people, {
    judge: (level, normal) => rounded(level + 2 + 0.4 * normal()),
    domains: 4,
  })
  const { without, error, helps, dimensions } = fitOf(rated)
  expect(without).toBe('the domain')
  expect(helps).toBe(true)
  expect(error.before).toBeGreaterThan(1.6)
  expect(error.after).toBeLessThan(0.8)
  expect(new Set(dimensions.map(({ by }) => by))).toEqual(new Set(['all'])) // ten talks are too few for steps of their own
  expect(dimensions.every(({ steps }) => steps?.every(([score, mean]) => mean <= score))).toBe(true)
})

test('a dimension in which a judge errs otherwise has steps of its own once enough of its talks were rated', () => {
  const rated = syntheticRatings(40, people, { judge: (level) => rounded(level + 1), domains: 1 }).map((row) =>
    row.dimension === 'a' && typeof row.judge === 'number' ? { ...row, judge: rounded(row.judge - 3) } : row,
  )
  const { without, dimensions } = fitOf(rated)
  expect(without).toBe('a fifth of the talks')
  const first = dimensions.find(({ dimension }) => dimension === 'a')
  expect(first?.by).toBe('own')
  expect(first?.after).toBeLessThan((first?.before ?? 0) / 2)
})

test('where a judge is right already, nothing is adjusted; languages of five talks or more count as measured', () => {
  const { helps, dimensions } = fitOf(
    syntheticRatings(
      24,
      [
        { above: 0, noise: 0.3 },
        { above: 0, noise: 0.3 },
      ],
      { judge: rounded },
    ),
  )
  expect(helps).toBe(false)
  expect(dimensions.filter(({ steps }) => steps)).toEqual([])
  expect(dimensions.map(({ languages }) => languages.join())).toEqual(dimensions.map(() => 'en'))
})
