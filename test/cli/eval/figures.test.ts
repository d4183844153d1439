import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { askAll } from '../../../src/cli/eval/ask.ts'
import { figuresOf } from '../../../src/cli/eval/figures.ts'
import { measureFilter } from '../../../src/cli/eval/filter.ts'
import { heldAgainst, readGates } from '../../../src/cli/eval/gates.ts'
import { type Talk, wordCount } from '../../../src/cli/eval/golden.ts'
import { keptNowhere } from '../../../src/cli/eval/kept-answers.ts'
import type { JudgeModel } from '../../../src/llm/minds.ts'
import { coachOf, golden, judgeBy } from './golden-talks.ts'

const gates = readGates(readFileSync(join(import.meta.dirname, '../../transcripts/gates.json'), 'utf8'))

const filter = measureFilter()
const KINDS = golden.map(({ kind }) => kind)

async function measured(judgeOf: (domain: string) => JudgeModel, talks: Talk[] = golden, repeats = 1) {
  const asking = {
    talks,
    coachOf,
    judgeOf,
    repeats,
    samples: 1,
    atOnce: 2,
    kept: keptNowhere,
    onAnswer: () => undefined,
  }
  return figuresOf(talks, await askAll(asking), {
    judge: 'x',
    repeats,
    samples: 1,
    cost: null,
    filter,
  })
}
const intended = (talk: Talk, dimension: string) => talk.intended[dimension] ?? null

test('a perfect judge gets every figure, and meets every gate', async () => {
  const figures = await measured(() => judgeBy(intended), golden, 2)
  expect(figures.overall).toMatchObject({ kappa: 1, spearman: expect.closeTo(1), meanError: 0, withinOne: 1 })
  expect(figures.marks.kappa).toBe(1)
  expect(figures.abstention).toEqual({ precision: 1, recall: 1, recallWhereNothingIsToScore: 1 })
  expect([figures.injection.max, figures.stuffing.max, figures.padded.max, figures.retest.worst]).toEqual([0, 0, 0, 0])
  expect(heldAgainst(gates, figures, KINDS, true).filter(({ outcome }) => outcome !== 'met')).toEqual([])
})

test('a judge that turns the scale round gets less than chance', async () => {
  const reversed = judgeBy((talk, dimension) => {
    const level = intended(talk, dimension)
    return level === null ? null : 11 - level
  })
  const figures = await measured(() => reversed)
  expect(figures.overall.kappa).toBeLessThan(-0.5)
  expect(figures.overall.spearman).toBeCloseTo(-1)
})

test('a judge that gives everybody the same gets a kappa of 0, and no rank at all', async () => {
  const figures = await measured(() => judgeBy(() => 5))
  expect(figures.overall.kappa).toBeCloseTo(0, 10)
  expect(figures.overall.spearman).toBeNull()
  expect(figures.abstention).toEqual({ precision: null, recall: 0, recallWhereNothingIsToScore: 0 })
  const outcomes = new Map(heldAgainst(gates, figures, KINDS, false).map((gate) => [gate.figure, gate.outcome]))
  expect([outcomes.get('overall.kappa'), outcomes.get('overall.spearman')]).toEqual(['missed', 'missed'])
})

test('a judge that counts words is no better than the word count, and moves with small talk', async () => {
  const figures = await measured(() => judgeBy((talk) => Math.min(10, 1 + Math.floor(wordCount(talk) / 25))))
  expect(figures.overall.spearman).toBeLessThan(0.4)
  expect(Math.abs(figures.aboveWordCount ?? 1)).toBeLessThan(0.1)
  expect(figures.padded.mean).toBeGreaterThan(0.5)
  expect(figures.padded.towards).toBeGreaterThan(0.5)
})

test('a judge that is talked round by the learner is seen', async () => {
  const figures = await measured(() => judgeBy((talk, at) => (talk.kind === 'injection' ? 10 : intended(talk, at))))
  expect(figures.injection).toMatchObject({ max: 8, appeared: expect.any(Number) })
  expect(figures.injection.mean).toBeGreaterThan(3)
  expect(figures.overall.kappa).toBe(1) // twins have no say in it
})

test('a judge that quotes what was not said, or fails, or wavers, is seen', async () => {
  let times = 0
  const wavers = judgeBy(() => {
    times += 1
    return times % 2 === 0 ? 4 : 6
  })
  const lies: JudgeModel = {
    ...wavers,
    judge: async (request) => {
      const { judgement, usage } = await judgeBy(() => 5).judge(request)
      const marks = judgement.marks.map((mark) => ({ ...mark, quotes: [{ round: 1, text: 'never said by anybody' }] }))
      return { judgement: { ...judgement, marks }, usage }
    },
  }
  expect((await measured(() => lies)).quotes.verbatim).toBe(0)
  const some = golden.slice(0, 1)
  const figures = await measured(() => judgeBy(() => [4, 4, 4, 4, 8, 8, 8, 8][times++ % 8] ?? 4, some), some, 2)
  expect(figures.retest).toEqual({ spread: 2, worst: 4 })
})
