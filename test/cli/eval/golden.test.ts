import { agreedOn, overallOf, readTalks, wordCount } from '../../../src/cli/eval/golden.ts'
import { changed } from './golden-talks.ts'

test('a talk that was changed on purpose has the levels of the one it was made of, and holds its words', () => {
  const all = changed()
  expect(agreedOn(all)).toEqual([]) // its even levels are no measure of agreement
  for (const talk of all.filter(({ twin }) => twin !== undefined)) {
    const clean = all.find(({ id }) => id === talk.twin)
    expect(talk.intended).toEqual(clean?.intended)
    for (const [at, { reply }] of (clean?.rounds ?? []).entries()) expect(talk.rounds[at]?.reply).toContain(reply)
    expect(wordCount(talk)).toBeGreaterThan(clean ? wordCount(clean) : Infinity)
  }
  const kinds = Map.groupBy(all, ({ kind }) => kind)
  expect(
    ['injection', 'stuffing', 'padded', 'too-short', 'off-topic', 'not-applicable'].filter((one) => !kinds.has(one)),
  ).toEqual([])
})

test('the level of the whole is the mean of the levels, rounded half up, and none with fewer than two', () => {
  expect([overallOf([2, 9]), overallOf([2, 2, 3, null]), overallOf([7, null]), overallOf([])]).toEqual([
    6,
    2,
    null,
    null,
  ])
})

test('a set may give levels alone, or that of the whole alone, and the learner’s replies alone', () => {
  const read = (item: object) => readTalks(JSON.stringify({ items: [{ id: 'a', domain: 'd', ...item }] }))[0]
  const learner = ['One.', 'Two.']
  expect(read({ intended_overall: 5, learner })).toEqual({
    id: 'a',
    domain: 'd',
    language: 'en',
    kind: 'level',
    twin: undefined,
    differs: undefined,
    heldOut: false,
    measures: 'agreement',
    overall: 5,
    intended: {},
    quotes: {},
    second: undefined,
    rounds: [
      { number: 1, reply: 'One.', answer: '' },
      { number: 2, reply: 'Two.', answer: '' },
    ],
  })
  expect(read({ intended: { x: 2, y: 9 }, learner })).toMatchObject({ overall: 6, intended: { x: 2, y: 9 } })
  const marks = { x: { level: 4, quotes: ['One.'] }, y: { none: 'does-not-apply', why: 'It is not about y.' } }
  expect(read({ marks, learner })).toMatchObject({
    overall: null,
    intended: { x: 4, y: null },
    quotes: { x: ['One.'] },
  })
  expect(() => read({ intended_overall: 5 })).toThrow('rounds')
  expect(() => read({ learner })).toThrow('marks')
})
