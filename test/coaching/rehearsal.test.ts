import { closingOf } from '../../src/coaching/closing.ts'
import { debriefByRule } from '../../src/coaching/debrief.ts'
import { provenQuotes } from '../../src/coaching/evidence.ts'
import { told } from '../../src/coaching/judge-prompt.ts'
import type { Round, Wish } from '../../src/coaching/model.ts'
import { coachingRound, turnOf } from '../../src/coaching/rehearsal.ts'
import { transcriptOf } from '../../src/coaching/transcript.ts'
import { practiseWith, wishOf } from '../../src/coaching/wish.ts'
import { speechOf } from '../../src/words/speech.ts'
import { inSpeech } from '../../src/words/words.ts'
import { roundsOf, testCoach } from '../coach.ts'

const coach = testCoach('sales_workflow_coach')
const begun: Round = {
  number: 2,
  reply: 'practise hard',
  answer: 'I have three offers on my desk.',
  wish: 'practise hard',
  rehearsal: 'hard',
}
const line = (number: number, reply: string, more: Partial<Round> = {}): Round => ({
  number,
  reply,
  answer: `Line ${number} of the other one.`,
  rehearsal: 'hard',
  ...more,
})
const before = roundsOf(['The CFO of Brightline wants to leave it as it is.'])
const next = (rounds: Round[], wish?: Wish, reply = wish ?? 'You lose 40 hours.') =>
  turnOf({ coach, summary: null, rounds, reply, wish })

test.each([
  ['Practise.', 'practise'],
  ['practice it', 'practise'],
  ['role-play hard', 'practise hard'],
  ['PRACTISE gentle', 'practise easy'],
  ['another hint please', 'hint'],
  ['skip', 'skip'],
  ['Something else', 'else'],
  ['try that again', 'again'],
  ['back to coaching', 'back'],
  ['practise with the CFO on Monday', undefined],
  ['practise wildly', undefined],
  ['I would skip the demo', undefined],
  ['We are back at the price again.', undefined],
])('"%s" wishes: %s', (text, wish) => {
  expect(wishOf(text)).toBe(wish)
})

test.each([
  ['The CFO wants proof.', 'the CFO', 'medium'],
  ['My boss and the ops director; the ops director decides.', 'the ops director', 'medium'],
  ['I must tell my boss.', 'your boss', 'medium'],
  ['My co-worker is late.', 'your colleague', 'medium'],
  ['It is too expensive, they think.', 'the buyer', 'medium'],
  ['My customer Petra was annoyed about the bill.', 'Petra, your customer', 'hard'],
  ['My boss Karin took my slides. I am so angry.', 'Karin, your boss', 'medium'],
  ['I have to tell Sam on my team that his reports are late.', 'Sam, the buyer', 'medium'],
  ['Petra, our biggest customer, is friendly but quiet.', 'Petra, your customer', 'easy'],
  ['Mein Chef Jonas ist verärgert.', 'Jonas, your boss', 'hard'],
])('after "%s" the coach proposes to play %s, %s', (reply, as, mood) => {
  expect(next(roundsOf([reply]), 'practise').part).toMatchObject({ as, mood })
  expect(next(roundsOf([reply]), 'practise hard').part.as).toBe(as)
})

test('in a German talk the other person has a German name, and a woman is one', () => {
  const german = speechOf({ language: 'de', locale: null, timeZone: null })
  const rounds = roundsOf(['Meine Chefin Frau Vogel gibt mir nie Feedback.'])
  const { turn } = inSpeech(german, () => next(rounds, 'practise'))
  expect(turn).toEqual({
    is: 'said',
    text: 'Ich würde spielen: Frau Vogel, deine Chefin, noch nicht überzeugt. Passt das?',
  })
})

test('whom the learner names is played, in their words and until they name another', () => {
  expect(wishOf('Practise hard: Ben, my tech lead')).toBe('practise hard')
  expect(wishOf('üben: Frau Vogel, meine Chefin')).toBe('practise medium')
  expect(wishOf('My plan: call him')).toBeUndefined()
  const reply = practiseWith('easy', 'Ben, my tech lead')
  expect(next(before, 'practise easy', reply)).toMatchObject({
    turn: { is: 'played', as: 'Ben, your tech lead', role: 'colleague', pressure: 'easy', to: 'begin' },
  })
  const rounds: Round[] = [...before, { number: 2, reply, answer: 'Hello.', wish: 'practise easy', rehearsal: 'easy' }]
  expect(next(rounds).turn).toMatchObject({ is: 'played', as: 'Ben, your tech lead' })
  expect(next(rounds, 'practise hard').part.as).toBe('Ben, your tech lead')
})

test('before it begins the coach says whom it would play, and one word is enough', () => {
  const asked = next(before, 'practise')
  expect(asked.turn).toMatchObject({ is: 'said', text: 'I would play the CFO, not convinced yet: right?' })
  expect(asked.part.rehearsal).toBeUndefined()
  const rounds: Round[] = [...before, { number: 2, reply: 'practise', answer: 'Which?', wish: 'practise' }]
  expect(next(rounds, undefined, 'medium please').part).toMatchObject({ wish: 'practise medium', rehearsal: 'medium' })
  expect(next(rounds, undefined, 'Yes.').part).toMatchObject({ wish: 'practise medium', rehearsal: 'medium' })
  expect(next(rounds, undefined, 'The CFO is new.').turn).toEqual({ is: 'coaching' })
})

test('one exchange is set aside at a time, and none twice', () => {
  const rounds = [...before, begun, line(3, 'We are cheap.')]
  const again = next(rounds, 'again')
  expect(again).toEqual({
    turn: { is: 'said', text: begun.answer },
    part: { wish: 'again', rehearsal: 'hard', as: 'the CFO', retakes: 3 },
  })
  const set: Round[] = [
    ...before,
    begun,
    line(3, 'We are cheap.', { retaken: true }),
    { number: 4, reply: 'again', answer: begun.answer, wish: 'again', rehearsal: 'hard' },
  ]
  expect(next(set, 'again').part.retakes).toBeUndefined()
  expect(next([...before, begun], 'again').part.retakes).toBeUndefined()
  expect(next([...set, line(5, 'You lose 40 hours.')], 'again')).toMatchObject({
    turn: { text: begun.answer },
    part: { retakes: 5 },
  })
})

test.each(['pause', 'again', 'back'] as const)('%s outside a rehearsal is met with a clear sentence', (wish) => {
  expect(next(before, wish)).toMatchObject({ turn: { is: 'said', text: expect.stringMatching(/not in a rehearsal/) } })
  expect(next(before, wish).part.rehearsal).toBeUndefined()
})

test('a pause helps more each time, and the next reply is to the other person again', () => {
  const paused = line(4, 'pause', { wish: 'pause' })
  expect(next([...before, begun, line(3, 'Hm.')], 'hint').turn).toMatchObject({ is: 'pause', help: 1 })
  expect(next([...before, begun, line(3, 'Hm.'), paused], 'pause').turn).toMatchObject({ is: 'pause', help: 2 })
  expect(next([...before, begun, line(3, 'Hm.'), paused]).turn).toMatchObject({ is: 'played', to: 'reply' })
})

test('rehearsals and wishes bring a talk no further on its way', () => {
  const rounds = [...before, begun, line(3, 'We are cheap.')]
  expect(coachingRound({ rounds, roundNumber: 4 })).toBe(2)
})

test('the judge reads what the learner says in a rehearsal, and neither played words nor retaken ones are proof', () => {
  const rounds = [
    ...before,
    begun,
    line(3, 'We are the cheapest on the market.', { retaken: true, answer: 'Forty hours is what my team says.' }),
    line(4, 'Forty hours is what my team says. I have three offers on my desk. Every order is typed twice.'),
  ]
  const transcript = transcriptOf(coach, rounds)
  expect(told(transcript)).toEqual([
    { round: 0, coach: coach.domain.opening },
    { round: 1, learner: before[0]?.reply, coach: before[0]?.answer },
    { round: 4, learner: rounds[3]?.reply, played: 'Line 4 of the other one.' },
  ])
  const claimed = [
    'Forty hours is what my team says',
    'I have three offers on my desk',
    'Every order is typed twice',
    'We are the cheapest on the market',
    'Line 4 of the other one',
  ]
  const proven = provenQuotes(
    claimed.map((text) => ({ round: 4, text })),
    transcript,
  )
  expect(proven.map(({ text }) => text)).toEqual(['Every order is typed twice'])
})

test('what is promised in a rehearsal is no next step', () => {
  const rounds = [
    ...before,
    begun,
    line(3, 'On Monday I will send you the contract and call your team about the start.'),
  ]
  expect(closingOf(coach, rounds).nextSteps).toEqual([])
})

test.each([
  ['en', 'practise', /^I would play the CFO, not convinced yet: right\?$/],
  ['de', 'practise', /^Ich würde spielen: der Leiter, noch nicht überzeugt\. Passt das\?$/],
  ['en', 'pause', /^We are not in a rehearsal just now/],
  ['de', 'pause', /^Wir sind gerade nicht in einer Probe/],
] as const)('what is said word for word to "%s" %s is in the learner’s language', (language, wish, said) => {
  const { turn } = inSpeech(speechOf({ language, locale: null, timeZone: null }), () => next(before, wish))
  expect(turn).toEqual({ is: 'said', text: expect.stringMatching(said) })
})

test('a debrief does not ask for a day where one was named', () => {
  const saying = (reply: string) =>
    debriefByRule([...before, begun, line(3, 'I am sorry for the 3 weeks.'), line(4, reply)])
  expect(saying('I will call you on Monday.').to_try?.how).toMatch(/why it matters/)
  expect(saying('I will call you again.').to_try?.how).toMatch(/A number or a day/)
})
