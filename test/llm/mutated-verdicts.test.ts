import fc from 'fast-check'
import { scoredDimensions } from '../../src/coaching/rubric.ts'
import type { Verdict } from '../../src/coaching/verdict.ts'
import { Fault } from '../../src/fault.ts'
import { aiJudge } from '../../src/llm/ai.ts'
import type { LanguageModel } from '../../src/llm/llm.ts'
import { readFilled } from '../../src/llm/shape.ts'
import { roundsOf, testCoach } from '../coach.ts'

const coach = testCoach('sales_workflow_coach')
const rounds = roundsOf([
  'Errors cost them 40 hours a week, the ops director told us.',
  'Missing is the CFO, who signs. I meet her on Thursday.',
])
const fitting: Verdict = {
  judgements: scoredDimensions(coach).map(({ id }) => ({
    dimension: id,
    evidence: [
      { round: 1, quote: 'Errors cost them 40 hours a week' },
      { round: 2, quote: 'Missing is the CFO' },
    ],
    observation: 'You name the cost.',
    sufficiency: 'enough',
    anchor: '8',
    adjust: '+1',
    next_step: 'Ask about the doubters.',
    better_wording: '',
  })),
}

/** What models have been seen to put where something else belongs, and anything else. */
const oddity = fc.oneof(
  fc.constantFrom<unknown>(
    11,
    0,
    -1,
    7.5,
    '7',
    '11',
    'NaN',
    'ten',
    null,
    true,
    [],
    {},
    '',
    'charisma',
    '__proto__',
    '+1',
    '10',
    1e308,
  ),
  fc.jsonValue(),
)
const way = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 5 })
type Change = { kind: 'put' | 'drop' | 'double'; way: number[]; value: unknown }
const change: fc.Arbitrary<Change> = fc.record({ kind: fc.constantFrom('put', 'drop', 'double'), way, value: oddity })

/** The same JSON with one place of it changed: the way tells which part is taken at each level. */
function changed(value: unknown, { way: [here = 0, ...further], ...about }: Change): unknown {
  if (typeof value !== 'object' || value === null) return about.value
  const entries = Object.entries(value)
  const place = here % Math.max(1, entries.length)
  const after = entries.flatMap(([name, part], at): [string, unknown][] => {
    if (at !== place) return [[name, part]]
    if (further.length > 0) return [[name, changed(part, { ...about, way: further })]]
    if (about.kind === 'drop') return []
    return about.kind === 'put'
      ? [[name, about.value]]
      : [
          [name, part],
          [`${name}_`, part],
        ]
  })
  return Array.isArray(value) ? after.map(([, part]) => part) : Object.fromEntries(after)
}

/** Something in the middle of the text that no JSON has. */
const wound = fc.record({ at: fc.nat(), text: fc.constantFrom('', 'NaN', '"', '}', '{', ',', '\\') })

/** The text of such an answer: mostly whole JSON, sometimes wounded, sometimes in the middle of prose. */
const answer = fc
  .tuple(
    fc.array(change, { minLength: 1, maxLength: 3 }),
    fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: wound }),
    fc.boolean(),
  )
  .map(([changes, wound, isFenced]) => {
    const whole = JSON.stringify(changes.reduce<unknown>(changed, fitting)) ?? ''
    const place = wound ? wound.at % (whole.length + 1) : 0
    const text = wound ? whole.slice(0, place) + wound.text + whole.slice(place + 1) : whole
    return isFenced ? `Here:\n\`\`\`json\n${text}\n\`\`\`` : text
  })

test('whatever a judge answers, no score is out of range, no dimension unknown, and nothing else is thrown than a fault', async () => {
  const known = scoredDimensions(coach).map(({ id }) => id)
  let kept = 0
  const property = fc.asyncProperty(answer, async (text) => {
    const model = {
      name: 'mutating',
      write: () => Promise.reject(new Error('nobody writes here')),
      async fill(_, schema) {
        const found = readFilled(text, schema)
        if (!found.success) throw new Fault('llm-bad-json', { retry: false })
        return { value: found.data, usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1 } }
      },
    } satisfies LanguageModel
    const judging = aiJudge(model).judge({ coach, rounds, samples: 1 })
    const judgement = await judging.then(
      (judged) => judged.judgement,
      (error: unknown) => {
        if (error instanceof Fault) return undefined
        throw error
      },
    )
    if (!judgement) return
    kept += 1
    expect(judgement.marks.map(({ dimension }) => dimension)).toEqual(known)
    for (const score of [judgement.overall, ...judgement.marks.map((mark) => mark.score)]) {
      if (score !== null) expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).toContain(score)
    }
  })
  await fc.assert(property, { numRuns: 10_000 })
  expect(kept).toBeGreaterThan(1_000) // else it would prove little
}, 120_000)
