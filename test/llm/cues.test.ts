import type { Round } from '../../src/coaching/model.ts'
import { scoredDimensions } from '../../src/coaching/rubric.ts'
import { scriptedJudge } from '../../src/llm/offline/judge.ts'
import { DOMAINS, roundsOf, testCoach } from '../coach.ts'

const ABOUT =
  'This is about a case of mine with a customer, a high price and an order that came late, and there is more to say about it than this, as you will see.'

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

test('a talk about something else holds no cue, whatever deeds are in it', async () => {
  const replies = [
    'We have two options: I let him keep the room until 11, or I move him, because he must not wait longer than 20 minutes.',
    'I decided to move him, which means that my night team has to carry his bags, and I accept that it costs us an hour.',
  ]
  for (const dimension of ['option_evaluation', 'trade_off_analysis', 'decision_rationale'])
    expect(await cuesOf(dimension, replies)).toEqual({})
  const same = replies.map((reply) => reply.replace('the room', 'the database').replace('his bags', 'the backups'))
  expect(Object.keys(await cuesOf('trade_off_analysis', same))).toContain('said what is given up for it')
})

const MEANINGLESS = {
  'big words': [
    'Synergy flows where the blue idea meets the holistic roadmap, and value is a river of alignment.',
    'Going forward the mindset of excellence leverages a robust paradigm across all touchpoints, best in class and future-proof.',
    'Key words: empathy, next step, root cause, trade-off, stakeholder, deadline, follow-up, hypothesis, open question, rollback.',
    'A good coach always asks open questions. One should name the feeling, set a date, and check that it is settled.',
  ],
  'waffle with days and numbers': [
    'By Tuesday we will have moved the needle by 30 %, since what counts in the first 90 days is what counts, and that is how 4 of 10 things get done at the end of the month.',
    'If it is about the 2 or 3 big topics, then until Thursday it is about them, or else by the 15th, and this means that the whole is more than 100 percent of its parts.',
    'We went forward in 12 weeks and came back in 6, because a plan is either a plan or not, and at 9:00 it was clear to both sides what was in it for all.',
  ],
  'key words without sense': [
    'Requirement latency budget decision trade-off by the owner of Kafka, feeling angry refund Friday sorry next step, budget signs objection value, mentor repository commit test question why.',
    'The stakeholder of the rollback apologised the hypothesis, their fear requests a deadline of empathy because 5 options of root cause, and the discovery stage qualifies the log file of her effect.',
    'Pilot the consistency with the customer’s anger: who decides the stack trace, what worries the throughput, and the exit criteria listen to a merge request until the discount is the aim of the debugger.',
  ],
  'small talk about the weekend': [
    'On Saturday we drove to the lake with the kids, it was 28 degrees and the water was lovely, so we stayed until six and had an ice cream each.',
    'My brother came over on Sunday and we watched the match, 3 to 2 in the end, and he brought his new dog, which is really sweet and slept on the sofa.',
    'I made a lasagne because it was raining in the evening, and on Monday I was a bit tired but the coffee was good, and how was yours?',
  ],
  'pretty sentences about nothing': [
    'The amber meadow gathers under a patient lantern while seven quiet harbours unfold and a silver door remembers the morning of the river, which turns to glass by noon.',
    'Beneath the hollow orchard a gentle compass wanders, and its paper wings are counted twice by the wind, so that the evening becomes a pocket of salt.',
    'They carried the moon across the kitchen, and it was not heavy because nobody asked, but the thread of it went out on the second day like a small red boat.',
  ],
  platitudes: [
    'At the end of the day people buy from people, communication is everything, and you have to walk before you run. Every journey starts with a first step, and where there is a will there is a way.',
    'We are all in the same boat, and it is what it is. Honesty is the best policy, the customer is king, there are two sides to every coin, and less is more.',
    'You can not make an omelette without breaking eggs, so we learn from our mistakes, we give 110 percent, and tomorrow is another day. Rome was not built in a day, but better late than never.',
  ],
  'deeds that nobody does': [
    'I asked the cloud why it was Tuesday and it told me that 40 of the chairs were green, so I gave it a boat.',
    'Then I wrote the sea a letter by Friday, because the moon had missed the bus, and I measured the colour of the soup with her spoon.',
    'If the hat is bigger than 12, I will walk backwards until Thursday, and he said that the stairs would agree.',
  ],
  'a calendar of mottoes': [
    'Success is 10 % inspiration and 90 % perspiration, so get up at 5 every morning and own your day, because you are the architect of your life.',
    'If you can dream it you can do it, and if not now, when? Stop waiting, start doing: by Friday you will be a new person.',
    'Champions never quit, and the budget of your heart is without limit. They said it could not be done, and then they did it.',
  ],
  'an application': [
    'I have 12 years of experience, I am a team player with a hands-on mentality, and since 2019 I have led 8 people in 3 countries.',
    'Responsible for strategy, budget and stakeholder management, with a focus on customers, quality and data from Monday to Friday.',
    'I am looking for a new challenge by 1 April where I can bring in my strengths and grow with the company.',
  ],
}
test.each(
  DOMAINS.flatMap((domain) => Object.entries(MEANINGLESS).map(([kind, replies]) => ({ domain, kind, replies }))),
)('no cue of $domain is found in $kind', async ({ domain, replies }) => {
  const { judgement } = await scriptedJudge().judge({ coach: testCoach(domain), rounds: roundsOf(replies), samples: 1 })
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
