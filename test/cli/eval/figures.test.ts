import { askAll } from '../../../src/cli/eval/ask.ts'
import { figuresOf } from '../../../src/cli/eval/figures.ts'
import type { Talk } from '../../../src/cli/eval/golden.ts'
import { oneOfTwo } from '../../../src/cli/eval/judge/judged.ts'
import type { JudgeModel } from '../../../src/llm/minds.ts'
import { coachOf, judgeBy, talksOf } from './golden-talks.ts'

const FEW = 100 // resamples: here the middle of an interval matters
const filter = { caught: 0, kept: 0, heldOut: { caught: 0, kept: 0 } }

async function measured(judge: JudgeModel, talks: Talk[], repeats = 1) {
  const answers = await askAll({ talks, coachOf, judgeOf: () => judge, repeats, samples: 1, atOnce: 2 })
  return figuresOf(talks, answers, { judge: 'x', repeats, samples: 1, cost: null, filter }, FEW)
}
const intended = (talk: Talk, dimension: string) => talk.intended[dimension] ?? null

const UNEVEN = {
  a: [2, 9, 5, null],
  b: [8, 3, 4, 10],
  c: [1, 6, 9, 7],
  d: [10, 4, 2, 6],
  e: [5, 5, 8, 1],
}

test('a perfect judge gets every figure', async () => {
  const talks = talksOf(UNEVEN)
  const figures = await measured(judgeBy(intended, talks), talks, 2)
  expect(figures.wholes).toMatchObject({ count: 5, kappa: { value: 1 }, meanError: 0, withinOne: 1, coverage: 1 })
  expect(figures.marks).toMatchObject({ count: 19, kappa: { value: 1, low: 1, high: 1 }, bias: 0, coverage: 1 })
  expect(figures.withinTalk.value).toBeCloseTo(1)
  expect(figures.beyondTwoLevels.value).toBeCloseTo(1)
  expect(figures.abstention).toMatchObject({ precision: 1, recall: 1 })
  expect(figures.repeated).toEqual({ spread: 0, worst: 0, flips: 0 })
  expect(figures.confusion).toMatchObject({ Starting: { Starting: 5 }, none: { none: 1, Strong: 0 } })
})

test('a judge that turns the scale round gets less than chance', async () => {
  const talks = talksOf(UNEVEN)
  const reversed = judgeBy((talk, dimension) => 11 - (intended(talk, dimension) ?? 1), talks)
  const figures = await measured(reversed, talks)
  expect(figures.marks.kappa.value).toBeLessThan(-0.5)
  expect(figures.withinTalk.value).toBeLessThan(-0.9)
})

test('one mark for all dimensions tells nothing within a talk, and two levels nothing beyond them', async () => {
  const talks = talksOf(UNEVEN)
  expect(
    (
      await measured(
        judgeBy((talk) => talk.overall, talks),
        talks,
      )
    ).withinTalk.value,
  ).toBe(0)
  const two = judgeBy((talk, dimension) => oneOfTwo(intended(talk, dimension) ?? 1), talks)
  const figures = await measured(two, talks)
  expect(figures.beyondTwoLevels.value).toBe(0)
  expect(figures.marks.kappa.value).toBeGreaterThan(0.8) // which is why kappa alone does not tell it
})

test('repeats are no talks: of them the middle counts, and how often the level word flips is a figure', async () => {
  const talks = talksOf({ a: [5, 5, 5, 5], b: [8, 8, 8, 8] })
  const waverer = judgeBy((_, __, at, repeat) => (at === 0 ? ([2, 8, 5][repeat - 1] ?? 5) : 5), talks)
  const figures = await measured(waverer, talks, 3)
  expect(figures.marks).toMatchObject({ count: 8, meanError: 1.5 })
  expect(figures.repeated).toMatchObject({ worst: 6, flips: 0.25 })
  const half = judgeBy((_, __, ___, repeat) => (repeat === 1 ? 5 : null), talks)
  expect((await measured(half, talks, 2)).marks).toMatchObject({ count: 0, coverage: 0 })
})

test('twins are held against the talk that they were made of, by what was changed', async () => {
  const talks = talksOf(
    { a: [2, 9, 5, 7], german: [2, 9, 5, 7], long: [2, 9, 5, 7], deed: [2, 4, 5, 7] },
    {
      german: { twin: 'a', differs: 'language', language: 'de' },
      long: { twin: 'a', differs: 'length' },
      deed: { twin: 'a', differs: 'deed' },
    },
  )
  const kind = judgeBy((talk, dimension, at) => {
    const level = intended(talk, dimension) ?? 1
    if (talk.id === 'german') return at === 3 ? null : level + 1
    return talk.id === 'long' && at === 0 ? level + 2 : level
  }, talks)
  expect((await measured(kind, talks)).twins).toEqual({
    languages: { de: { count: 3, shift: 1 } },
    farthest: 1,
    vanished: 0.25,
    length: 0.5,
    deed: 1,
  })
})

test('second readers are measured as the judge is', async () => {
  const talks = talksOf(UNEVEN).map((talk) => ({ ...talk, second: talk.intended }))
  const { readers } = await measured(
    judgeBy(() => 5, talks),
    talks,
  )
  expect(readers).toMatchObject({ talks: 5, abstention: 1, marks: { kappa: { value: 1 } }, withinTalk: { low: 1 } })
})

test('a judge that quotes what was not said, or nothing, is seen', async () => {
  const talks = talksOf(UNEVEN)
  const quoting = (quotes: { round: number; text: string }[]): JudgeModel => ({
    ...judgeBy(intended, talks),
    judge: async (request) => {
      const { judgement, usage } = await judgeBy(intended, talks).judge(request)
      return { judgement: { ...judgement, marks: judgement.marks.map((mark) => ({ ...mark, quotes })) }, usage }
    },
  })
  expect((await measured(quoting([{ round: 1, text: 'never said by anybody' }]), talks)).quotes.verbatim).toBe(0)
  expect((await measured(quoting([]), talks)).quotes.present).toBe(0)
})
