import {
  advicePrompt,
  checkedAdvice,
  directionOf,
  edgesOf,
  scriptedAdvice,
  type TeamDimension,
} from '../../src/coaching/digest.ts'
import type { LevelWord } from '../../src/coaching/model.ts'

const dimension = (label: string, level: LevelWord, ...before: (LevelWord | null)[]): TeamDimension => ({
  label,
  level,
  isMixed: false,
  history: [...before, level],
})
const clarity = dimension('Clarity', 'Strong', null, 'Developing', null)
const empathy = dimension('Empathy', 'Developing', 'Strong', null, 'Developing')

test.each([
  ['up', clarity],
  ['down', empathy],
  ['same', dimension('Curiosity', 'Strong', 'Strong', 'Exemplary', 'Strong')],
  [null, dimension('Curiosity', 'Strong', null, null, null)],
])('a dimension goes %s, seen over the weeks that can be compared', (direction, dimension) => {
  expect(directionOf(dimension)).toBe(direction)
})

test('the weakest and the strongest dimension are told apart, and one alone is the weakest', () => {
  expect(edgesOf([clarity, empathy])).toEqual({ weakest: empathy, strongest: clarity })
  expect(edgesOf([clarity])).toEqual({ weakest: clarity })
  expect(edgesOf([])).toEqual({})
})

test('two things to do come from the weakest and the strongest dimension', () => {
  const { first, second } = scriptedAdvice([clarity, empathy], 48)
  expect(first).toContain('“Empathy”')
  expect(second).toContain('“Clarity”')
})

test('a team of which nothing is told gets two things to do as well, and others the week after', () => {
  const weeks = [48, 49, 50].map((week) => scriptedAdvice([], week))
  const all = weeks.flatMap(({ first, second }) => [first, second])
  expect(new Set(all).size).toBe(6)
})

test('a model is told levels in words and nothing else', () => {
  const prompt = advicePrompt([clarity, empathy])
  expect(JSON.parse(prompt?.[1]?.content ?? '')).toEqual({
    weakest: { skill: 'Empathy', level: 'Developing', fourWeeks: 'down' },
    strongest: { skill: 'Clarity', level: 'Strong', fourWeeks: 'up' },
  })
  expect(advicePrompt([])).toBeUndefined()
})

test.each(['', 'Ask the 3 who are behind.', 'Read https://example.com', 'Thank @ana.', 'on and on '.repeat(60)])(
  'a model’s advice that may not be shown (%.30s) is replaced by the scripted one',
  (text) => {
    const proposed = { first: 'Begin your meeting with one case.', second: text }
    const { first, second } = checkedAdvice(proposed, [clarity, empathy], 48)
    expect(first).toBe(proposed.first)
    expect(second).toContain('“Clarity”')
  },
)
