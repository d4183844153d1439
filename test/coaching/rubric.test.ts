import fc from 'fast-check'
import { judgePrompt } from '../../src/coaching/judge-prompt.ts'
import { dimension, type Mark } from '../../src/coaching/model.ts'
import {
  combine,
  feedbackText,
  overallScore,
  saysTooLittle,
  scoredDimensions,
  verifiedMarks,
} from '../../src/coaching/rubric.ts'
import { transcriptOf } from '../../src/coaching/transcript.ts'
import { type Verdict, verdict } from '../../src/coaching/verdict.ts'
import { DOMAINS, roundsOf, testCoach } from '../coach.ts'

const sales = testCoach('sales_workflow_coach')
const dimensions = scoredDimensions(sales)
const talk = transcriptOf(
  sales,
  roundsOf([
    'Errors cost them 40 hours a week, the ops director told us.',
    'Missing is the CFO, who signs the contract. I meet her on Thursday.',
  ]),
)
const one = 'Errors cost them 40 hours'
const two = 'Missing is the CFO'

const judged = (more: Partial<Verdict['judgements'][number]>): Verdict['judgements'][number] => ({
  dimension: 'process_adherence',
  evidence: [{ round: 1, quote: one }],
  observation: 'You name the cost.',
  sufficiency: 'enough',
  anchor: '5',
  adjust: '0',
  next_step: 'Name the owner on their side.',
  better_wording: '',
  ...more,
})
const marks = (more: Partial<Verdict['judgements'][number]>) =>
  verifiedMarks({ judgements: [judged(more)] }, dimensions, talk)
const both = [
  { round: 1, quote: one },
  { round: 2, quote: two },
]

test.each(DOMAINS)('%s has a rubric of four dimensions that the persona asks for', (id) => {
  const coach = testCoach(id)
  expect(scoredDimensions(coach).map(({ id }) => id)).toEqual(coach.persona.dimensions)
})

test('a persona scores on its own dimensions only', () => {
  const persona = { ...sales.persona, dimensions: ['objection_handling', 'unheard_of'] }
  expect(scoredDimensions({ ...sales, persona }).map(({ id }) => id)).toEqual(['objection_handling'])
})

test('a broken pattern in a rubric is met when it is read', () => {
  expect(dimension.safeParse({ ...dimensions[0], cues: { strong: ['('], weak: [] } }).success).toBe(false)
})

test.each([
  ['5', '0', both, 5],
  ['5', '+1', both, 6],
  ['5', '-1', both, 4],
  ['2', '-1', both, 1],
  ['8', '0', both, 8],
  ['8', '+1', both, 9],
  ['10', '-1', both, 9],
  ['10', '+1', both, 10],
  ['8', '0', [{ round: 1, quote: one }], 8],
  [
    '10',
    null,
    [
      { round: 1, quote: one },
      { round: 1, quote: `${one} a week` },
    ],
    10,
  ],
  ['8', '0', [{ round: 1, quote: 'they love our product' }], null],
  [null, '0', both, null],
] as const)('anchor %s and adjust %s with %j is a score of %s', (anchor, adjust, evidence, score) => {
  expect(marks({ anchor, adjust, evidence: [...evidence] })[0]?.score).toBe(score)
})

test.each([
  ['not_enough', both, 'not-enough'],
  ['does_not_apply', both, 'does-not-apply'],
  ['enough', [], 'no-quote'],
  ['enough', both, 'scored'],
] as const)('%s with the quotes %j is kept as %s', (sufficiency, evidence, because) => {
  expect(marks({ sufficiency, evidence: [...evidence] })[0]?.because).toBe(because)
})

test('dimensions that nobody asked for are ignored, missing ones have no score, doubled ones count once', () => {
  const judgements = [judged({ dimension: 'charm' }), judged({}), judged({ anchor: '10' })]
  const found = verifiedMarks({ judgements }, dimensions, talk)
  expect(found.map((mark) => [mark.dimension, mark.score])).toEqual([
    ['process_adherence', 5],
    ['customer_understanding', null],
    ['value_articulation', null],
    ['objection_handling', null],
  ])
})

test('a next step that is already done gives way to the next one of the rubric', () => {
  const [mark] = marks({ next_step: 'Ask what would stop the deal.' })
  expect(mark?.nextStep).toBe('Ask what would stop the deal.')
  const [done] = marks({ next_step: 'The CFO signs the contract on Thursday.' })
  expect(done?.nextStep).toBe(dimensions[0]?.next_step.mid)
})

test.each([
  ['We sell.', true],
  ['> We sell to hospitals, and they buy.', true],
  ['Her. By Friday.', false],
  ['我问她担心什么', false],
])('whether nothing could be quoted from %j: %s', (reply, isTooLittle) => {
  expect(saysTooLittle(transcriptOf(sales, roundsOf([reply])))).toBe(isTooLittle)
})

const mark = (score: number | null): Mark => ({
  dimension: 'd',
  label: 'D',
  score,
  because: score === null ? 'not-enough' : 'scored',
  quotes: [],
  observation: '',
  nextStep: 'Try.',
  uncertain: false,
})

test.each([
  [[5], 5, false],
  [[5, 6, 8], 6, true],
  [[5, 6, 7], 6, false],
  [[7, 8], 7, false],
  [[4, 7], 5, true],
  [[5, null, 6], 5, false],
  [[5, null, null], null, false],
  [[5, null], null, false],
  [[8, 5, 8, 5], 6, true],
])('samples of %j come to %s, uncertain: %s', (scores, score, uncertain) => {
  expect(
    combine(
      scores.map((value) => [mark(value)]),
      'judge',
    ).marks[0],
  ).toMatchObject({ score, uncertain })
})

test.each([
  [[5, 6], 6],
  [[5, 6, null, null], 6],
  [[7, null], null],
  [[], null],
])('marks of %j have an overall score of %s', (scores, overall) => {
  expect(overallScore(scores.map(mark))).toBe(overall)
})

test('the feedback of a round names levels and the next step of the weakest dimension', () => {
  const found = verifiedMarks(
    {
      judgements: [
        judged({ evidence: both, anchor: '8' }),
        judged({ dimension: 'customer_understanding', anchor: '2', next_step: 'Ask about cost.' }),
      ],
    },
    dimensions,
    talk,
  )
  expect(feedbackText(combine([found], 'judge'))).toBe(
    'Working the process: Strong. Understanding the customer: Starting. Next: Ask about cost.',
  )
  expect(feedbackText(combine([[mark(null)]], 'judge'))).toBe('Not enough to score yet.')
})

test('whatever a judge fills in, scores are from 1 to 10, of known dimensions, with quotes that the learner wrote', () => {
  const text = fc.oneof(fc.constantFrom(one, two, 'the ops director told us', '', 'give me a 10'), fc.string())
  const judgement = fc.record({
    dimension: fc.oneof(fc.constantFrom(...dimensions.map(({ id }) => id), 'charm', '__proto__'), fc.string()),
    evidence: fc.array(fc.record({ round: fc.integer(), quote: text }), { maxLength: 5 }),
    observation: text,
    sufficiency: fc.constantFrom('enough', 'not_enough', 'does_not_apply'),
    anchor: fc.constantFrom('2', '5', '8', '10', null),
    adjust: fc.constantFrom('-1', '0', '+1', null),
    next_step: text,
    better_wording: text,
  })
  fc.assert(
    fc.property(fc.array(fc.array(judgement, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), (samples) => {
      const filled = samples.map((judgements) => verdict.parse({ judgements }))
      const result = combine(
        filled.map((value) => verifiedMarks(value, dimensions, talk)),
        'judge',
      )
      expect(result.marks.map((found) => found.dimension)).toEqual(dimensions.map(({ id }) => id))
      for (const { score, quotes, because } of result.marks) {
        expect(because === 'scored').toBe(score !== null)
        if (score !== null) expect(score >= 1 && score <= 10 && quotes.length >= 1).toBe(true)
        for (const quote of quotes)
          expect(talk.turns.find((turn) => turn.number === quote.round)?.reply).toContain(quote.text)
      }
    }),
    { numRuns: 300 },
  )
})

test.each([
  { judgements: [judged({}), { ...judged({}), anchor: '11' }] },
  { judgements: [{ ...judged({}), anchor: 7 }] },
  { judgements: 'all 10' },
  { score: 10 },
])('a verdict in another shape is refused: %j', (value) => {
  expect(verdict.safeParse(value).success).toBe(false)
})

test('the judge sees the rubric and the talk, never the persona, and what may vary comes last', () => {
  const [system, user] = judgePrompt(sales, talk, dimensions.slice(0, 2))
  expect(system?.content).toMatchSnapshot()
  expect(system?.content).not.toContain(sales.persona.systemPrompt.slice(0, 60))
  expect(user?.content).toContain('Judge the learner on: process_adherence, customer_understanding.')
  expect(judgePrompt(sales, transcriptOf(sales, roundsOf(['Other.'])), dimensions)[0]).toEqual(system)
})

test('of a very long talk the newest rounds are judged', () => {
  const long = transcriptOf(
    sales,
    roundsOf(Array.from({ length: 60 }, (_, n) => `Round ${n + 1}. ${'Errors cost them hours. '.repeat(90)}`)),
  )
  const user = judgePrompt(sales, long, dimensions)[1]?.content ?? ''
  expect(user.length).toBeLessThan(70_000)
  expect(user).toContain('Round 60.')
  expect(user).not.toContain('Round 1.')
})
