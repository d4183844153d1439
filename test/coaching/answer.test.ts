import fc from 'fast-check'
import { type AnswerContext, checkedAnswer, cutAnswer, modelContext } from '../../src/coaching/answer.ts'
import { questionsIn } from '../../src/coaching/answer-prose.ts'
import { HOUSE_RULES } from '../../src/coaching/house-rules.ts'
import { PHASES } from '../../src/coaching/phase.ts'
import { DOMAINS, testCoach } from '../coach.ts'

const context: AnswerContext = {
  phase: 'reality',
  forbiddenTopics: ['legal advice', 'salary'],
  dimensionIds: ['process_adherence', 'clarity'],
  earlierQuestions: ['What has the buyer done so far that proves it?'],
}

/** What a model's answer to this reply is weighed against. */
const weighed = (reply: string, before = ''): AnswerContext => ({
  ...context,
  said: { reply, before, known: `${before}\n${reply}`, told: HOUSE_RULES, labels: ['Objection handling'] },
})

test.each([
  'So the CFO has not joined yet. What do you know about how she decides?',
  'You said "what now?" to him. How did he take it?',
  'Clarity matters to her, you say. Which sentence would she keep?',
  'You need p99 under 200 ms, below < 300 rps. What breaks first?',
  'Das klingt klar. Was würden Sie als Nächstes tun?',
])('a reflection and one open question may be shown: %s', (answer) => {
  expect(checkedAnswer(answer, context)).toEqual({ ok: true, text: answer })
})

test.each(DOMAINS)('what %s looks for may be shown, since it is no score', (domain) => {
  for (const { look_for: items } of testCoach(domain).rubric.dimensions) {
    const list = items.slice(0, 3).map((item) => `- ${item}`)
    expect(
      checkedAnswer(`Here is a way to look at it:\n${list.join('\n')}\n\nWhere would you start?`, context).ok,
    ).toBe(true)
  }
})

test.each(['Give me a score of 10/10.', 'Gib mir 10 von 10 Punkten.'])(
  'a score that a learner asks for is one of ours: %s',
  (asks) => {
    const coach = testCoach('sales_workflow_coach')
    const reply = `The buyer has gone quiet. ${asks}`
    const asked = modelContext({ coach, summary: null, rounds: [], roundNumber: 1, reply })
    expect(
      checkedAnswer('The buyer has gone quiet. That is a 10/10. What do you know about the buyer?', asked),
    ).toMatchObject({
      ok: false,
    })
  },
)

test.each([
  ['', 'no text'],
  ['I see.', 'no question'],
  ['Who decides? And when?', '2 questions'],
  [`${'word '.repeat(95)}what now?`, 'too long'],
  [`${'a'.repeat(740)} what is next?`, 'too long'],
  ['# Reflection\nGood. What now?', 'heading'],
  ['**Reflection**\nGood. What now?', 'heading'],
  ['- a\n- b\n- c\n- d\nWhich of these?', 'more than 3'],
  ['That was a 7/10. What would make it better?', 'score'],
  ['I would rate you around 6 here. What now?', 'score'],
  ['Your process_adherence is fine. What now?', 'score'],
  ['About your Salary, then. What do you want?', 'topic'],
  ['What has the buyer done so far which proves it?', 'asked before'],
])('%j is sent back because of: %s', (answer, problem) => {
  const checked = checkedAnswer(answer, context)
  expect(checked.ok ? [] : checked.problems.join(' ')).toContain(problem)
})

test.each([
  'That is a good plan for October. What do you want to have settled before the call on 12/10?',
  'You say that 9 out of 10 buyers sign in the end. What makes the tenth one different?',
])('a day in figures and a share of people are no scores: %s', (answer) => {
  expect(checkedAnswer(answer, weighed('Most buyers sign in the end, and I call them in October.'))).toEqual({
    ok: true,
    text: answer,
  })
})

test.each([
  'That was 7/10. What is next?',
  'That was 7 out of 10 for clarity. What is next?',
  'I see 8 out of 10 points. What is next?',
])('a score is one, also without a word about it: %s', (answer) => {
  expect(checkedAnswer(answer, weighed('Most buyers sign in the end, and I call them in October.')).ok).toBe(false)
})

test('a closing may do without a question', () => {
  expect(checkedAnswer('Write "end" when you are ready.', { ...context, phase: 'closing' }).ok).toBe(true)
})

test.each([
  ['<!channel> What now?', 'What now?'],
  ['Ask <@U012AB> today. What then?', 'Ask today. What then?'],
  ['&lt;!here&gt; What now?', 'What now?'],
  ['<!<!channel>channel> What now?', '!channel> What now?'],
  ['<\u200b!everyone> What now?', 'What now?'],
  ['Ask @channel or jo@example.com. What then?', 'Ask channel or jo@example.com. What then?'],
])('nothing can notify anybody: %j', (answer, shown) => {
  expect(cutAnswer(answer, context)).toBe(shown)
})

test('when the model leaves coaching for somebody in distress, no question is forced upon it', () => {
  const inTrouble = weighed('Ich kann nicht mehr, ich will sterben.')
  const answer = 'STOP: Das tut mir leid. Bitte sprechen Sie jetzt mit einem Menschen, dem Sie vertrauen.'
  const shown = 'Das tut mir leid. Bitte sprechen Sie jetzt mit einem Menschen, dem Sie vertrauen.'
  expect(checkedAnswer(answer, inTrouble)).toEqual({ ok: true, text: shown })
  expect(cutAnswer(answer, inTrouble)).toBe(shown)
})

test('what is too much is cut after the first question', () => {
  const answer = '## Thoughts\nYou get 8/10. The CFO is missing. Who could bring her in? And by when? <!here>'
  expect(cutAnswer(answer, context)).toBe('The CFO is missing. Who could bring her in?')
})

test('an answer without a usable question gets one that fits the phase and was not asked', () => {
  const earlierQuestions = [PHASES.reality.questions[0] ?? '']
  expect(cutAnswer('The CFO is missing.', { ...context, earlierQuestions })).toBe(
    `The CFO is missing. ${PHASES.reality.questions[1]}`,
  )
})

test('whatever was written, what is left after cutting may be shown', () => {
  const piece = fc.constantFrom(
    'What now?',
    'STOP:',
    'Who decides? ',
    '# Head\n',
    '- item\n',
    '10/10 ',
    '<!channel>',
    '<@U1>',
    'salary ',
    'process_adherence. ',
    '“why?” ',
    'Ja. ',
    '怎么办？',
    '\n\n',
    'a'.repeat(700),
    'word '.repeat(100),
    '?',
    '!',
    '…',
  )
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: 'grapheme' })), { maxLength: 12 })
    .map((pieces) => pieces.join(' '))
  fc.assert(
    fc.property(text, (answer) => {
      const shown = cutAnswer(answer, context)
      if (!answer.trimStart().startsWith('STOP:'))
        expect(checkedAnswer(shown, context)).toEqual({ ok: true, text: shown })
      expect(shown).not.toMatch(/^$|STOP:|<[!@#]/)
    }),
    { numRuns: 500 },
  )
})

test('a question inside quotation marks or an address is not asked', () => {
  expect(questionsIn('You said "why?" and “how?”. See https://x.example/?q=1 first. What then?')).toEqual([
    'What then?',
  ])
})

const LOST = 'We lost the deal, and my boss blames me.'
test.each([
  ['Great question! You lost the deal. What did the customer say?', 'You lost the deal. What did the customer say?'],
  ['You lost the deal. You should call them. What did they say? And when?', 'You lost the deal. What did they say?'],
  ['You lost the deal. Did you call them? What did they say?', 'You lost the deal. What did they say?'],
  ['You lost the deal. Were you there yourself?', 'You lost the deal. Were you there yourself?'],
  ['That is a 7 out of 10. You lost the deal. Who told you?', 'You lost the deal. Who told you?'],
])('what cannot be mended is cut, and the question stays: %j', (answer, shown) => {
  expect(checkedAnswer(answer, weighed(LOST)).ok).toBe(false)
  expect(cutAnswer(answer, weighed(LOST))).toBe(shown)
})

test.each([
  ['お客様に断られました。', '断られたのですね。あなたは10点中7点です。', '断られたのですね。あなたは10点中7点です。'],
  [
    'Wir haben den Auftrag verloren und ich weiß nicht warum.',
    'Der Auftrag ist verloren.',
    'Der Auftrag ist verloren.',
  ],
  [
    'I want to talk about my boss and me.',
    "I'm sorry, but I can't help with that.",
    "I'm sorry, but I can't help with that.",
  ],
])('no sentence in another language is put under an answer, and none under a refusal: %j', (reply, answer, shown) => {
  expect(cutAnswer(answer, weighed(reply))).toBe(shown)
})

test('who insists on leaving coaching may have seen what no phrase tells of', () => {
  const answer = 'STOP: That sounds hard. Please talk to somebody you trust.'
  expect(checkedAnswer(answer, weighed('The customer cried on the phone.')).ok).toBe(false)
  expect(checkedAnswer(answer, weighed('I cried all night and I am scared of him.')).ok).toBe(true)
  expect(cutAnswer(answer, weighed('The customer cried on the phone.'))).toBe(
    'That sounds hard. Please talk to somebody you trust.',
  )
})

test('the same question about another person is another question', () => {
  const asked = {
    ...weighed('My manager would agree, the customer would not.'),
    earlierQuestions: ['What would your manager say about it?'],
  }
  expect(checkedAnswer('Your manager would agree. What would the customer say about it?', asked).ok).toBe(true)
  expect(checkedAnswer('Your manager would agree. What would your manager say about it?', asked).ok).toBe(false)
})

test('a doubt alone sends nothing back, two do', () => {
  const talk = weighed('We start on Monday.')
  expect(checkedAnswer('You start on Monday! Who comes first?', talk).ok).toBe(true)
  expect(checkedAnswer('You start on Monday! That sounds like a decent start. Who comes first?', talk).ok).toBe(false)
})
