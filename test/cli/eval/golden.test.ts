import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { originals, readTalks, wordCount } from '../../../src/cli/eval/golden.ts'
import { spearman } from '../../../src/cli/eval/statistics.ts'
import { scoredDimensions } from '../../../src/coaching/rubric.ts'
import { coachOf, golden } from './golden-talks.ts'

const folder = join(import.meta.dirname, '../../transcripts/golden')
const ids = new Set(golden.map((talk) => talk.id))

test('the golden set has every domain at every level three times, and every kind of trap', () => {
  const cells = ['hard', 'sales', 'arch', 'comm', 'onb'].flatMap((domain) =>
    [2, 5, 8, 10].flatMap((level) => ['a', 'b', 'c'].map((one) => `${domain}-${level}-${one}`)),
  )
  expect(cells.filter((id) => !ids.has(id))).toEqual([])
  expect(
    Object.fromEntries([...Map.groupBy(golden, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length])),
  ).toEqual({
    level: 60,
    pair: 16,
    'second-language': 8,
    'too-short': 8,
    'not-applicable': 8,
    'off-topic': 4,
    injection: 12,
    stuffing: 16,
    padded: 8,
  })
  expect(ids.size).toBe(golden.length)
})

test.each(golden)(
  '$id says for each dimension what is intended, and its whole is their mean',
  ({ domain, intended, overall, id }) => {
    const dimensions = scoredDimensions(coachOf(domain)).map((dimension) => dimension.id)
    expect(Object.keys(intended)).toEqual(dimensions)
    const levels = Object.values(intended).filter((level) => level !== null)
    expect(overall).toBe(
      levels.length < 2 ? null : Math.round(levels.reduce((sum, level) => sum + level, 0) / levels.length),
    )
    const [, level] = /^\w+-(2|5|8|10)-[abc]$/.exec(id) ?? []
    if (level) expect(overall).toBe(Number(level))
  },
)

test('every dimension without a level says why, and every talk what makes its level', () => {
  for (const file of readdirSync(folder)) {
    const { items } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    for (const { intended, unscored = {}, why } of items) {
      const without = Object.keys(intended).filter((dimension) => intended[dimension] === null)
      expect(Object.keys(unscored).toSorted()).toEqual(without.toSorted())
      expect(why.length).toBeGreaterThan(15)
    }
  }
})

test('every twin has the levels of the talk that it was made of, and holds its words', () => {
  for (const talk of golden.filter(({ twin }) => twin !== undefined)) {
    const clean = golden.find(({ id }) => id === talk.twin)
    expect(talk.intended).toEqual(clean?.intended)
    for (const [at, { reply }] of (clean?.rounds ?? []).entries()) expect(talk.rounds[at]?.reply).toContain(reply)
    expect(wordCount(talk)).toBeGreaterThan(clean ? wordCount(clean) : Infinity)
  }
})

test('how much is written does not tell the level', () => {
  const lengths = originals(golden).flatMap((talk): [number, number][] =>
    talk.overall === null ? [] : [[wordCount(talk), talk.overall]],
  )
  expect(spearman(lengths)).toBeLessThan(0.4)
})

test('a third of the talks and more is held out, of every domain', () => {
  for (const [, talks] of Map.groupBy(originals(golden), ({ domain }) => domain))
    expect(talks.filter(({ heldOut }) => heldOut).length * 3).toBeGreaterThanOrEqual(talks.length)
})

test('a set may give the learner’s replies alone', () => {
  const set = { note: 'x', items: [{ id: 'a', domain: 'd', intended_overall: 5, learner: ['One.', 'Two.'] }] }
  expect(readTalks(JSON.stringify(set))).toEqual([
    {
      id: 'a',
      domain: 'd',
      kind: 'level',
      twin: undefined,
      heldOut: false,
      overall: 5,
      intended: {},
      rounds: [
        { number: 1, reply: 'One.', answer: '' },
        { number: 2, reply: 'Two.', answer: '' },
      ],
    },
  ])
  expect(() => readTalks('{"items":[{"id":"a","domain":"d","intended_overall":5}]}')).toThrow('rounds')
  expect(existsSync(join(folder, '../README.md'))).toBe(true)
})
