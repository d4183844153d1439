import type { Round } from '../../src/coaching/model.ts'
import { scoredDimensions } from '../../src/coaching/rubric.ts'
import { scriptedJudge } from '../../src/llm/offline/judge.ts'
import { DOMAINS, roundsOf, testCoach } from '../coach.ts'

const ABOUT =
  'This is about a case of mine with a high price, and there is more to say about it than this, as you will see.'

/** The cues of a dimension that a talk holds, by name, each with the words that it was found in. */
async function cuesOf(dimension: string, replies: string[], change: (round: Round) => Round = (round) => round) {
  const domain = DOMAINS.find((id) => scoredDimensions(testCoach(id)).some((one) => one.id === dimension)) ?? ''
  const { judgement } = await scriptedJudge().judge({
    coach: testCoach(domain),
    rounds: roundsOf([ABOUT, ...replies]).map(change),
    samples: 1,
  })
  const cues = judgement.marks.find((mark) => mark.dimension === dimension)?.cues ?? []
  return Object.fromEntries(cues.flatMap(({ name, quote }) => (quote ? [[name, quote.text]] : [])))
}

test.each([
  'I asked her what was behind it.',
  'We then asked them why it felt too early.',
  'I’d want to know what worries her about it.',
  "I'm going to ask him which part he means.",
  'Called Jo and asked how the last rollout went.',
  'So I said: "What would you be comparing the price with?"',
])('asking is asking, however it is said: %s', async (reply) => {
  expect(Object.keys(await cuesOf('objection_handling', [reply]))).toContain('asked what is behind it')
})

test.each([
  ['somebody else asked', 'She asked me what was behind it.'],
  ['somebody else is quoted', 'He wrote: "I asked them what was behind it and why."'],
  [
    'somebody else is quoted at length',
    'He wrote: "This was bad. I asked them what was behind it. We then asked why."',
  ],
  ['it was not done', 'I didn’t ask her what was behind it.'],
  ['it is a rule for everybody', 'One should always ask what is behind it.'],
  ['it is a habit that somebody claims', 'I always ask what is behind an objection.'],
  ['it is a list of key words', 'behind it, open question, root cause, real worry, price'],
  ['it was pasted', '> I asked her what was behind it.'],
])('no deed is found where %s', async (_, reply) => {
  expect(await cuesOf('objection_handling', [reply])).toEqual({})
})

test('words spoken to the other person count, in a draft and in a rehearsal', async () => {
  const spoken =
    'Mrs Berg, you waited three weeks and nobody called you, and I’m sorry that we left you without an answer.'
  expect(Object.keys(await cuesOf('empathy', [`I would say: "${spoken}"`]))).toContain(
    'said sorry for something particular',
  )
  const rehearsed = await cuesOf('empathy', [spoken], (round) => ({ ...round, rehearsal: 'medium' }))
  expect(Object.keys(rehearsed)).toContain('said sorry for something particular')
})

test('a mistake that is owned is no platitude', async () => {
  expect(await cuesOf('empathy', ['I told her that I should have called her before the weekend.'])).toHaveProperty(
    'said sorry for something particular',
  )
})

test('what somebody else will do by a day is no plan of the learner', async () => {
  const name = 'set a next step with a day'
  expect(await cuesOf('process_adherence', ['She said she would call me by Friday.'])).not.toHaveProperty([name])
  expect(await cuesOf('process_adherence', ['I will call her by Friday.'])).toHaveProperty([name])
})

test('a sentence that serves two cues stands for one of them, or for each with words of its own', async () => {
  const { judgement } = await scriptedJudge().judge({
    coach: testCoach('sales_workflow_coach'),
    rounds: roundsOf([
      `${ABOUT} On Friday I ask Jo who signs, and if there is no budget I walk away. She told me they lose 40 hours a week.`,
    ]),
    samples: 1,
  })
  const quotes = judgement.marks.flatMap(({ cues = [] }) => cues.flatMap(({ quote }) => quote?.text ?? []))
  expect(quotes.length).toBeGreaterThan(2)
  const inside = quotes.filter((one, at) => quotes.some((other, by) => by !== at && other.includes(one)))
  expect(inside).toEqual([])
})

const MEANINGLESS = [
  'Synergy flows where the blue idea meets the holistic roadmap, and value is a river of alignment.',
  'Going forward the mindset of excellence leverages a robust paradigm across all touchpoints, best in class and future-proof.',
  'Key words: empathy, next step, root cause, trade-off, stakeholder, deadline, follow-up, hypothesis, open question, rollback.',
  'A good coach always asks open questions. One should name the feeling, set a date, and check that it is settled.',
]
test.each(DOMAINS)('a text that means nothing holds no cue in %s', async (domain) => {
  const { judgement } = await scriptedJudge().judge({
    coach: testCoach(domain),
    rounds: roundsOf(MEANINGLESS),
    samples: 1,
  })
  expect(judgement.marks.flatMap(({ cues = [] }) => cues.flatMap(({ quote }) => quote ?? []))).toEqual([])
})

test.each([
  [
    'German',
    'Ich habe sie am Freitag gefragt, was sie daran stört, und wir haben uns auf einen Termin geeinigt, an dem sie mir sagt, wer das entscheidet.',
  ],
  [
    'Spanish',
    'El viernes le pregunté qué le preocupaba y quedamos en que me llama el lunes para decirme quién firma el contrato en su empresa.',
  ],
  [
    'French',
    'Vendredi je lui ai demandé ce qui la gênait, et nous avons convenu qu’elle me rappelle lundi pour me dire qui décide chez eux.',
  ],
  [
    'Japanese',
    '金曜日に彼女に何が心配なのか聞きました。来週の月曜日に誰が決めるのか教えてもらうことになっています。それまでに見積もりを直します。',
  ],
])('a talk in %s is read by no English rule', async (_, reply) => {
  const { judgement } = await scriptedJudge().judge({
    coach: testCoach('sales_workflow_coach'),
    rounds: roundsOf([reply, reply.toUpperCase()]),
    samples: 1,
  })
  expect(judgement.marks.map(({ because }) => because)).not.toContain('by-wording')
})

test('of a talk in two languages only what is English is read', async () => {
  const found = await cuesOf('process_adherence', [
    'On Tuesday I will ask the director who signs, and until then there is no quote from me, whatever he says about the price of it.',
    'Am Freitag rufe ich sie an.',
  ])
  expect(Object.values(found).join(' ')).not.toContain('Freitag')
  expect(Object.keys(found)).toContain('set a next step with a day')
})

test('a rubric without cues says so, and finds nothing', async () => {
  const coach = testCoach('sales_workflow_coach')
  const dimensions = coach.rubric.dimensions.map((dimension) => ({ ...dimension, cues: [] }))
  const { judgement } = await scriptedJudge().judge({
    coach: { ...coach, rubric: { ...coach.rubric, dimensions } },
    rounds: roundsOf([ABOUT, 'I asked her who signs, and I will call her on Friday.']),
    samples: 1,
  })
  expect(judgement.marks[0]).toMatchObject({ because: 'by-wording', cues: [] })
  expect(judgement.marks[0]?.observation).toContain('has no cues')
})
