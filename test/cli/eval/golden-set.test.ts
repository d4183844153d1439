import { type Talk, wordCount } from '../../../src/cli/eval/golden.ts'
import { rootOf } from '../../../src/cli/eval/judge/judged.ts'
import { heldOutIn } from '../../../src/cli/eval/sets.ts'
import { quadraticKappa, shareOf, spearman } from '../../../src/cli/eval/statistics.ts'
import { scoredDimensions } from '../../../src/coaching/rubric.ts'
import { DOMAINS } from '../../coach.ts'
import { coachOf, GOLDEN, golden } from './golden-talks.ts'

const talks = golden()
const byId = new Map(talks.map((talk) => [talk.id, talk]))
const levelsOf = (talk: Talk) => Object.values(talk.intended).filter((level) => level !== null)
const share = (is: (talk: Talk) => boolean) => shareOf(talks, is) ?? 0

const KINDS =
  `level pasted-mail sarcasm role-play waffle short-excellent non-native bullets profanity disagrees answers-with-questions
  thin not-applicable reports-others learns-from-mistake wrong-turn`.split(/\s+/)

test('the golden set has at least 160 talks, each once, in every domain and of every kind that failed', () => {
  expect(talks.length).toBeGreaterThanOrEqual(160)
  expect(byId.size).toBe(talks.length)
  expect([...new Set(talks.map(({ domain }) => domain))].toSorted()).toEqual(DOMAINS.toSorted())
  expect(KINDS.filter((kind) => !talks.some((talk) => talk.kind === kind))).toEqual([])
})

test('a third of it is German, and some Spanish and French', () => {
  expect(share(({ language }) => language === 'de')).toBeGreaterThanOrEqual(1 / 3)
  for (const language of ['es', 'fr'])
    expect(talks.filter((talk) => talk.language === language).length).toBeGreaterThanOrEqual(5)
})

test('most talks are uneven, and every level is there', () => {
  expect(share((talk) => Math.max(...levelsOf(talk)) - Math.min(...levelsOf(talk)) >= 3)).toBeGreaterThan(0.5)
  const all = talks.flatMap(levelsOf)
  for (const level of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(all.filter((one) => one === level).length * 25).toBeGreaterThanOrEqual(all.length)
})

test('each talk has a level or none for each dimension of its rubric, and quotes that the learner wrote', () => {
  for (const { id, domain, intended, quotes, rounds } of talks) {
    const dimensions = scoredDimensions(coachOf(domain)).map((dimension) => dimension.id)
    expect({ id, dimensions: Object.keys(intended).toSorted() }).toEqual({ id, dimensions: dimensions.toSorted() })
    const unquoted = Object.keys(intended).filter((one) => intended[one] !== null && !quotes[one]?.length)
    const unsaid = Object.values(quotes)
      .flat()
      .filter((quote) => !rounds.some(({ reply }) => reply.includes(quote)))
    expect({ id, unquoted, unsaid }).toEqual({ id, unquoted: [], unsaid: [] })
  }
})

test('how much is written does not tell the level', () => {
  const lengths = talks.flatMap((talk): [number, number][] =>
    talk.overall === null ? [] : [[wordCount(talk), talk.overall]],
  )
  expect(Math.abs(spearman(lengths) ?? 1)).toBeLessThan(0.4)
})

test('twins differ in language, in length or in one deed, and in levels only for that deed', () => {
  const twins = talks.filter(({ twin }) => twin !== undefined)
  expect(new Set(twins.map(({ differs }) => differs))).toEqual(new Set(['language', 'length', 'deed']))
  for (const talk of twins) {
    const first = byId.get(talk.twin ?? '')?.intended ?? {}
    const moved = Object.keys(talk.intended).filter((one) => talk.intended[one] !== first[one])
    const isRight = talk.differs === 'deed' ? moved.length === 1 || moved.length === 2 : moved.length === 0
    expect({ id: talk.id, moved: isRight ? [] : moved, first: Object.keys(first) }).toEqual({
      id: talk.id,
      moved: [],
      first: Object.keys(talk.intended),
    })
  }
})

test('a third is held out by a list, in every domain, and never apart from its twins', () => {
  const listed = heldOutIn(GOLDEN)
  expect(listed.filter((id) => !byId.has(id))).toEqual([])
  expect(new Set(listed).size).toBe(listed.length)
  expect(share(({ heldOut }) => heldOut)).toBeGreaterThanOrEqual(1 / 3)
  for (const domain of DOMAINS) expect(talks.some((talk) => talk.domain === domain && talk.heldOut)).toBe(true)
  expect(talks.filter((talk) => talk.heldOut !== rootOf(talk, byId).heldOut).map(({ id }) => id)).toEqual([])
})

test('second readers, blind to the first, agree with them', () => {
  const both = talks.flatMap(({ intended, second = {} }) =>
    Object.entries(second).flatMap(([dimension, given]) => {
      const level = intended[dimension] ?? null
      return level === null || given === null ? [] : [{ intended: level, given }]
    }),
  )
  expect(both.length).toBeGreaterThan(100)
  expect(quadraticKappa(both)).toBeGreaterThan(0.7)
})
