import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AnswerContext, checkedAnswer, modelContext } from '../../src/coaching/answer.ts'
import { type Asked, answerPrompt } from '../../src/coaching/answer-prompt.ts'
import { EXAMPLES, HOUSE_RULES, MOST_CHARACTERS, MOST_LIST_ITEMS, MOST_WORDS } from '../../src/coaching/house-rules.ts'
import { judgePrompt } from '../../src/coaching/judge-prompt.ts'
import { transcriptOf } from '../../src/coaching/transcript.ts'
import { roundsOf, testCoach } from '../coach.ts'

const coach = testCoach('communication_coach')
const FILE = join(import.meta.dirname, '../transcripts/prompts.md')

const talk = [
  {
    number: 1,
    reply: 'A customer wrote that we lied about the date.',
    answer: 'Lied is a hard word. What did you promise?',
  },
  {
    number: 2,
    reply: 'That it ships on 12 January. It did not.',
    answer: 'It did not ship on 12 January. Who knew it first?',
  },
]
const stuckOnce = [...talk, { number: 3, reply: 'no idea', answer: 'Let us make it smaller. What did she write last?' }]

/** A turn of each kind, as a coach would call it. */
const TURNS: Record<string, Pick<Asked, 'rounds' | 'reply'> & Partial<Asked>> = {
  'The first message': { rounds: [], reply: 'Petra from purchasing is angry, and I have to call her at three.' },
  'An ordinary turn': { rounds: talk, reply: 'Our planner, two days before.' },
  'Stuck for the first time': { rounds: talk, reply: 'no idea' },
  'Stuck again': { rounds: stuckOnce, reply: "I don't know" },
  'A question skipped': { rounds: talk, reply: 'skip', turn: { is: 'coaching', wish: 'skip' } },
  'Letting off steam': { rounds: talk, reply: 'I am so angry, they always leave me alone with this!!' },
  'A term asked for': { rounds: talk, reply: 'They want an SLA. What is an SLA?' },
  'A farewell': { rounds: talk, reply: 'Thanks, that is enough for today. Bye' },
  'The fourth round': {
    rounds: [...talk, ...talk.slice(0, 1).map((one) => ({ ...one, number: 3 }))],
    reply: 'I call Petra first, then our planner.',
  },
  'Two quick messages': { rounds: talk, reply: 'Our planner knew.\n\nAnd my boss, I think.' },
  'A learner who comes back': {
    rounds: [],
    reply: 'I called her, and it went better than I thought.',
    memory: [{ kind: 'commitment', says: 'On Monday I call Petra', isOpen: true, dueOn: '2026-01-12' }],
  },
  'In German': {
    rounds: [
      {
        number: 1,
        reply: 'Eine Kundin schreibt, wir hätten gelogen.',
        answer: 'Gelogen, schreibt sie. Was war versprochen?',
      },
    ],
    reply: 'Dass es am 12. Januar kommt. Kam es aber nicht.',
  },
}
const promptOf = (turn: (typeof TURNS)[string]) =>
  answerPrompt({ coach, summary: null, roundNumber: turn.rounds.length + 1, ...turn })
const lastOf = (name: string) => promptOf(TURNS[name] ?? { rounds: [], reply: '' }).at(-1)?.content ?? ''

test('the prompt of every kind of turn is as it was read last', () => {
  const [system] = promptOf({ rounds: [], reply: '' })
  const read = [
    '# What a coach is told',
    'Written by `RECORD=1 npm test -- test/coaching/turns.test.ts`, and read as a diff. Every turn begins with the same words; then comes the talk.',
    '## Always',
    system?.content ?? '',
    ...Object.entries(TURNS).flatMap(([name, turn]) => [
      `## ${name}`,
      ...promptOf(turn)
        .slice(1)
        .map(({ role, content }) => `**${role}**\n\n${content}`),
    ]),
  ].join('\n\n')
  if (process.env.RECORD) writeFileSync(FILE, `${read}\n`)
  expect(`${read}\n`).toBe(readFileSync(FILE, 'utf8'))
})

test('help is due only to somebody who is stuck', () => {
  expect(lastOf('An ordinary turn')).not.toContain('Help due')
  expect(lastOf('Stuck for the first time')).toContain('Help due: question')
  expect(lastOf('Stuck again')).toContain('Help due: frame')
})

test.each(EXAMPLES)('an example keeps its own rules: $coach', ({ learner, coach: answer }) => {
  const context = modelContext({ coach, summary: null, rounds: [], roundNumber: 2, reply: learner })
  expect(checkedAnswer(answer, context)).toEqual({ ok: true, text: answer })
})

const contextOf = (name: string): AnswerContext => {
  const { rounds, reply, ...more } = TURNS[name] ?? { rounds: [], reply: '' }
  return modelContext({ coach, summary: null, rounds, roundNumber: rounds.length + 1, reply, ...more })
}
const isShown = (name: string, answer: string) => checkedAnswer(answer, contextOf(name)).ok

test('no question is asked for where none is due, and one is elsewhere', () => {
  expect(isShown('Letting off steam', 'They leave you alone with this, and you are angry.')).toBe(true)
  expect(isShown('A farewell', 'Good. You know whom to call.')).toBe(true)
  expect(isShown('The fourth round', 'You call Petra first, then the planner. The date is open.')).toBe(true)
  expect(isShown('An ordinary turn', 'Your planner knew it two days before.')).toBe(false)
})

test('a term is explained and handed back', () => {
  const answer =
    'An SLA is an agreement that says how well a service has to work. Which part of it would your customer look at first?'
  expect(isShown('A term asked for', answer)).toBe(true)
})

test('a deed may be acknowledged, and flattery may not', () => {
  expect(isShown('An ordinary turn', 'You named the planner. What did he do in these two days?')).toBe(true)
  expect(isShown('An ordinary turn', 'Great insight. What did he do in these two days?')).toBe(false)
  expect(isShown('An ordinary turn', 'The planner is an idiot. What did he do in these two days?')).toBe(false)
})

test('one effect and one gap of a draft may be named, and no grade', () => {
  const draft: AnswerContext = modelContext({
    coach,
    summary: null,
    rounds: talk,
    roundNumber: 3,
    reply: 'My draft: "Petra, we were wrong about the date, and I call you at three."',
  })
  const told =
    'Your draft owns the date, and she knows when you call. What will be different is not in it. How could it say that?'
  expect(checkedAnswer(told, draft)).toEqual({ ok: true, text: told })
  expect(checkedAnswer('Your draft is an 8 out of 10. How could it say more?', draft).ok).toBe(false)
})

test('two quick messages bring one question', () => {
  expect(lastOf('Two quick messages')).toContain('Answer them as one, with one question.')
  expect(isShown('Two quick messages', 'The planner knew. Who told him? And what did your boss say?')).toBe(false)
})

test('who comes back was asked at the start how it went, and the coach knows', () => {
  const told = promptOf(TURNS['A learner who comes back'] ?? { rounds: [], reply: '' })
  expect(told[1]?.content).toContain('{"lastTime":"On Monday I call Petra","by":"2026-01-12"} How did it go?')
  expect(told.at(-1)?.content).toContain('you asked them how it went')
})

test('the limits that code holds stand in the rules, and ninety words of German fit them', () => {
  for (const limit of [`${MOST_WORDS} words`, `${MOST_CHARACTERS} characters`, `${MOST_LIST_ITEMS} list items`])
    expect(HOUSE_RULES).toContain(limit)
  const sentence = 'Rechnungsstellung und Kundenzufriedenheit stehen nebeneinander, und dazwischen stehst du heute. '
  const german = `${sentence.repeat(7)}Was wäre dir wichtig?`
  expect(german.length).toBeGreaterThan(600)
  const context = { ...contextOf('In German'), said: undefined }
  expect(checkedAnswer(german, JSON.parse(JSON.stringify(context))).ok).toBe(true)
})

test('a judge is shown a short 8 and a long 2 with a pasted mail', () => {
  const [task] = judgePrompt(
    coach,
    transcriptOf(coach, roundsOf(['I asked her what she needs.'])),
    coach.rubric.dimensions,
  )
  expect(task?.content).toMatch(/Short, and an 8[\s\S]*Long, and a 2[\s\S]*The mail is pasted/)
  expect(task?.content).toContain('What is meant ironically proves nothing')
})
