import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sentences } from '../../src/coaching/wording.ts'
import { aiJudge } from '../../src/llm/ai.ts'
import type { LanguageModel } from '../../src/llm/llm.ts'
import { testCoach } from '../coach.ts'

/** What a judge that is never wrong would say of a talk. */
const truth = z.union([
  z.object({ level: z.int().min(1).max(10), quotes: z.array(z.string()).default([]) }),
  z.object({
    none: z.enum(['not-enough', 'does-not-apply', 'not-enough-or-does-not-apply']),
    why: z.string().default(''),
  }),
])
const talk = z.object({
  id: z.string(),
  domain: z.string(),
  language: z.string(),
  marks: z.record(z.string(), truth),
  rounds: z.array(z.object({ learner: z.string(), coach: z.string().default('') })),
})
type Talk = z.infer<typeof talk>

const FOLDER = join(import.meta.dirname, '../transcripts')
const itemsOf = (file: string) =>
  z
    .object({ items: z.array(z.unknown()) })
    .catch({ items: [] })
    .parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))).items
const talks = [
  'right-judge.json',
  ...readdirSync(join(FOLDER, 'golden'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `golden/${file}`),
].flatMap((file) => itemsOf(file).flatMap((item) => talk.safeParse(item).data ?? []))

const STEPS = [
  ['2', '-1'],
  ['2', '0'],
  ['2', '+1'],
  ['5', '-1'],
  ['5', '0'],
  ['5', '+1'],
  ['8', '-1'],
  ['8', '0'],
  ['8', '+1'],
  ['10', '0'],
] as const

/** Answers each call with the truth about what it asks for, with these of its quotes. */
function neverWrong({ rounds, marks }: Talk, which: readonly [number, number?]): LanguageModel {
  const placed = (quote: string) => ({ round: rounds.findIndex(({ learner }) => learner.includes(quote)) + 1, quote })
  const said = rounds.flatMap(({ learner }) => sentences(learner).map(({ text }) => text))
  const judged = (dimension: string) => {
    const mark = marks[dimension] ?? { none: 'not-enough', why: '' }
    const plain = { dimension, next_step: '', better_wording: '' }
    if ('none' in mark)
      return {
        ...plain,
        evidence: [],
        observation: mark.why,
        sufficiency: mark.none === 'does-not-apply' ? 'does_not_apply' : 'not_enough',
        anchor: null,
        adjust: null,
      }
    const [anchor, adjust] = STEPS[mark.level - 1] ?? STEPS[0]
    const evidence = (mark.quotes.length > 0 ? mark.quotes.slice(...which) : said).map(placed)
    return { ...plain, evidence, observation: 'So it is.', sufficiency: 'enough', anchor, adjust }
  }
  return {
    name: 'never wrong',
    write: async () => ({ text: '', usage: NO_USAGE }),
    fill: async (messages, schema) => {
      const asked = /Judge the learner on: ([^.]*)\./.exec(messages[1]?.content ?? '')?.[1]?.split(', ') ?? []
      return { value: schema.parse({ judgements: asked.map(judged) }), usage: NO_USAGE }
    },
  }
}
const NO_USAGE = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

const WAYS = [
  { quotes: [0, 1], samples: 1, calls: 'talk' },
  { quotes: [0, 2], samples: 3, calls: 'talk' },
  { quotes: [-1], samples: 2, calls: 'dimension' },
] as const

test.each(talks.map((one) => [one.id, one] as const))(
  'from %s every mark of a judge that is never wrong comes out as it went in',
  async (_, one) => {
    const coach = testCoach(one.domain)
    const rounds = one.rounds.map(({ learner, coach: answer }, at) => ({ number: at + 1, reply: learner, answer }))
    const wanted = Object.fromEntries(
      Object.entries(one.marks).map(([dimension, mark]) => [
        dimension,
        'none' in mark
          ? [null, mark.none === 'does-not-apply' ? mark.none : 'not-enough', mark.why]
          : [mark.level, 'scored', 'So it is.'],
      ]),
    )
    for (const { quotes, samples, calls } of WAYS) {
      const { judgement } = await aiJudge(neverWrong(one, quotes), calls).judge({ coach, rounds, samples })
      const found = judgement.marks.filter(({ dimension }) => dimension in wanted)
      expect(
        Object.fromEntries(found.map((mark) => [mark.dimension, [mark.score, mark.because, mark.observation]])),
      ).toEqual(wanted)
    }
  },
)

test('what it is tried on is in several languages and has every level and both reasons for none', () => {
  const marks = talks.flatMap((one) => Object.values(one.marks))
  expect([...new Set(talks.map(({ language }) => language))]).toEqual(expect.arrayContaining(['en', 'de', 'es', 'fr']))
  expect(new Set(marks.flatMap((mark) => ('level' in mark ? [mark.level] : []))).size).toBe(10)
  expect(marks.map((mark) => ('none' in mark ? mark.none : ''))).toEqual(
    expect.arrayContaining(['not-enough', 'does-not-apply']),
  )
})
