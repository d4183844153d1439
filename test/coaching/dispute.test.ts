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

test('what the second reading says stands there whatever came of it, and a first proof is not lost', () => {
  const first = { ...mark('clarity', 5), observation: 'First.', quotes: [{ round: 1, text: 'I rang her' }] }
  const second = (score: number | null, observation: string) => ({
    ...again(score),
    marks: [
      { ...mark('clarity', score), observation, quotes: score === null ? [] : [{ round: 2, text: 'Then I asked' }] },
    ],
  })
  const same = decideAgain([first], first, second(5, 'You asked, yet no day is named.')).mark
  expect(same).toMatchObject({ score: 5, observation: 'You asked, yet no day is named.', quotes: [{ round: 2 }] })
  const none = decideAgain([first], first, second(null, 'These are her words.')).mark
  expect(none).toMatchObject({ score: 5, observation: 'These are her words.', quotes: [{ round: 1 }] })
  expect(decideAgain([first], first, second(null, '')).mark.observation).toBe('First.')
})
