import { decideAgain } from '../../src/coaching/dispute.ts'
import type { Mark } from '../../src/coaching/model.ts'

const mark = (dimension: string, score: number | null): Mark => ({
  dimension,
  label: dimension,
  score,
  because: score === null ? 'not-enough' : 'scored',
  quotes: [],
  observation: '',
  nextStep: '',
  uncertain: false,
})
const again = (score: number | null) => ({ marks: [mark('clarity', score)], overall: null, judge: 'j', samples: 3 })

test.each([
  [5, 7, 'raised', 6],
  [5, 3, 'lowered', 4],
  [5, 5, 'unchanged', 5],
  [5, null, 'unchanged', 5],
  [null, 4, 'raised', 5],
  [null, null, 'unchanged', null],
] as const)('a dimension with %s that is read again as %s is %s', (before, after, outcome, overall) => {
  const marks = [mark('clarity', before), mark('empathy', 5)]
  const decided = decideAgain(marks, mark('clarity', before), again(after))
  expect(decided).toMatchObject({ outcome, after, overall })
})
