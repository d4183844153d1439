import { proposedDay } from '../../src/coaching/commitment.ts'
import { memoryProposals } from '../../src/coaching/memory.ts'
import { roundsOf, testCoach } from '../coach.ts'

const coach = testCoach('sales_workflow_coach')
const GOAL = 'I want the operations team to trust our estimates again.'
const SITUATION = 'Wrong shipments cost Acme about 40 hours a week since March.'
const STEP = 'On Thursday I will ask the operations director to join the next call.'

test('without a model one line of each is found in the learner’s own words, with its round', () => {
  expect(memoryProposals(coach, roundsOf([`${GOAL} ${SITUATION}`, 'Yes.', STEP]))).toEqual([
    { kind: 'goal', says: GOAL, round: 1 },
    { kind: 'situation', says: SITUATION, round: 1 },
    { kind: 'commitment', says: STEP, round: 3 },
  ])
  expect(memoryProposals(coach, roundsOf(['Hello', 'ok', 'What should I do?']))).toEqual([])
})

test('it is found in German too', () => {
  const goal = 'Ich möchte, dass die Kundin mir wieder vertraut.'
  const situation = 'Ihre Rückzahlung ist seit drei Wochen überfällig.'
  const step = 'Am Donnerstag werde ich die Buchhaltung bitten, mir den Stand zu schicken.'
  expect(memoryProposals(coach, roundsOf([`${goal} ${situation}`, 'Ja.', step]))).toEqual([
    { kind: 'goal', says: goal, round: 1 },
    { kind: 'situation', says: situation, round: 1 },
    { kind: 'commitment', says: step, round: 3 },
  ])
})

test('what a model proposes counts only where the learner wrote it', () => {
  const rounds = roundsOf([`${GOAL} ${SITUATION}`, STEP])
  const quote = (text: string, round = 1) => [{ round, quote: text }]
  const proposed = memoryProposals(coach, rounds, {
    worked_out: [],
    next_steps: quote('I will fire the whole team tomorrow'),
    goal: quote('wrong shipments cost acme about 40 hours a week', 2),
    situation: [],
  })
  expect(proposed.find(({ kind }) => kind === 'goal')).toMatchObject({ round: 1 })
  expect(proposed.find(({ kind }) => kind === 'goal')?.says).toMatch(/^Wrong shipments cost Acme/)
  expect(proposed.find(({ kind }) => kind === 'commitment')?.says).toBe(STEP)
  expect(JSON.stringify(proposed)).not.toMatch(/fire the whole team/)
})

test('of a session with a hard moment nothing is proposed, and of a message that was brought neither', () => {
  expect(memoryProposals(coach, roundsOf([`${GOAL} ${SITUATION}`, 'I want to kill myself.', STEP]))).toEqual([])
  const brought = `This is the message that I would like to talk about:\n> ${STEP}\n\n${GOAL}`
  expect(memoryProposals(coach, roundsOf([brought]))).toEqual([{ kind: 'goal', says: GOAL, round: 1 }])
})

// 2026-12-01 is a Tuesday
test.each([
  ['I will ask her tomorrow', '2026-12-02'],
  ['On Thursday I will ask the director', '2026-12-03'],
  ['On Tuesday I will ask the director', '2026-12-08'],
  ['Next week on Thursday I will ask', '2026-12-10'],
  ['I will call him today', '2026-12-02'],
  ['I will write it in two weeks', '2026-12-15'],
  ['I will try it in four days or so', '2026-12-08'],
  ['I will try it within 4 days', '2026-12-07'], // not on Saturday
  ['I will try that', '2026-12-08'],
  ['Am Donnerstag werde ich die Buchhaltung bitten', '2026-12-03'],
  ['Nächste Woche am Donnerstag frage ich sie', '2026-12-10'],
  ['Ich rufe sie morgen an', '2026-12-02'],
  ['Ich rufe sie übermorgen an', '2026-12-03'],
  ['Ich rufe sie am Freitag am Morgen an', '2026-12-04'],
  ['Ich schreibe es heute noch', '2026-12-02'],
  ['In zwei Wochen werde ich es ihr zeigen', '2026-12-15'],
])('how it went with “%s” is asked on %s', (says, day) => {
  expect(proposedDay(says, '2026-12-01')).toBe(day)
})
