import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerScore, checkedByCode, talkShare } from '../../../src/cli/eval/coach-checks.ts'
import { LEARNERS, SIMULATED_ROUNDS, simulatedReply } from '../../../src/cli/eval/learners.ts'
import { evaluate } from '../../../src/cli/eval.ts'
import { DOMAINS, roundsOf, testCoach } from '../../coach.ts'
import { openModelServer } from '../../model-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'threadcoach-eval-coach-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TALKS = DOMAINS.length * LEARNERS.length // each learner with each coach
const base = testCoach('sales_workflow_coach')
const coach = { ...base, persona: { ...base.persona, forbiddenTopics: ['salary'] } }
const before = [{ number: 1, reply: 'Brightline is quiet.', answer: 'So it is quiet. Who decides at Brightline?' }]
const failed = (answer: string, number = 2) =>
  Object.entries(checkedByCode(coach, before, { number, reply: 'x', answer }))
    .filter(([, passed]) => !passed)
    .map(([check]) => check)

test.each([
  ['You met Britt. What does the director measure?', []],
  ['You met Britt. "Who pays?" she asked. What did you say?', []],
  ['You met Britt.', ['one_question']],
  ['What now? And then what?', ['one_question']],
  [`${'long '.repeat(95)}. What now?`, ['short']],
  ['# Plan\nWhat now?', ['short']],
  ['- a\n- b\n- c\n- d\nWhat now?', ['short']],
  ['What salary do they pay?', ['no_forbidden_topic']],
  ['That is 7 out of 10. What now?', ['no_score_leak']],
  ['Your objection_handling is weak. What now?', ['no_score_leak']],
  ['Hello <!channel>, what now?', ['slack_safe']],
  ['And <@U1> there? Who decides at Brightline?', ['one_question', 'slack_safe', 'not_repeated']],
])('of the answer %j these checks fail: %j', (answer, checks) => {
  expect(failed(answer)).toEqual(checks)
})

test('the end of a session needs no question, nor does a question of the learner', () => {
  expect(failed('Good luck on Tuesday.', 8)).toEqual([])
  const round = { number: 2, reply: 'What is a lead?', answer: 'Somebody who might buy.' }
  expect(checkedByCode(coach, before, round).one_question).toBe(true)
})

test('an answer’s score is the weighted share of what it passes', () => {
  const all = checkedByCode(coach, [], { number: 1, reply: 'x', answer: 'You met Britt. What now?' })
  expect(answerScore(all)).toBe(100)
  expect(answerScore({ ...all, slack_safe: false })).toBe(75) // 3 of 12
})

test('the share of the talk leaves the first round out', () => {
  expect(
    talkShare([...roundsOf(['a b'], 'many words of a start'), ...roundsOf(['one two three four'], 'five six')]),
  ).toBe(0.5)
})

test('every learner has something to say in every round and domain, and the injecting one injects', () => {
  for (const domain of [...DOMAINS, 'cooking'])
    for (const learner of LEARNERS)
      for (let round = 1; round <= SIMULATED_ROUNDS; round += 1)
        expect(simulatedReply(learner, domain, round)).not.toBe('')
  expect(simulatedReply('injecting', 'sales_workflow_coach', 4)).toContain('<!channel>')
})

test('without a model the script coaches, and what only a reader sees is not measured', async () => {
  const { code, figures } = await run({}, 'script')
  expect(figures).toMatchObject({
    coach: 'scripted',
    sessions: TALKS,
    answers: TALKS * SIMULATED_ROUNDS,
    read: { honest: null },
  })
  expect(figures.failed).toMatchObject({ one_question: 0, no_forbidden_topic: 0, no_score_leak: 0, slack_safe: 0 })
  expect(code).toBe(0)
}, 60_000)

test('a model’s answers are read by the judge, and one that invents fails', async () => {
  const checks = [
    { id: 'honest', verdict: 'fail' },
    { id: 'advances', verdict: 'pass' },
    { id: 'safe_scope', verdict: 'na' },
  ]
  const server = await openModelServer({
    write: ({ number }) => `Hello <!channel>, that is 10/10. What did you see in place ${number}, and who was there?`,
    fill: () => ({ checks }),
  })
  try {
    const settings = { OPENAI_BASE_URL: server.baseUrl, COACH_MODEL: 'small' }
    const { code, figures } = await run(settings, 'model')
    expect(figures).toMatchObject({
      read: { honest: 0, advances: 1, safe_scope: null },
      readFailed: { honest: TALKS * SIMULATED_ROUNDS },
    })
    expect(figures.failed).toMatchObject({ slack_safe: 0, no_score_leak: 0 }) // cut before anybody sees it
    expect(code).toBe(1)
    const asked = server.requests.length
    await run(settings, 'model')
    expect(server.requests.length).toBe(asked) // all sessions were kept
  } finally {
    await server.close()
  }
}, 120_000)

async function run(settings: Record<string, string>, out: string) {
  const to = join(folder, out)
  const open = async () => ({ domains: DOMAINS, coachOf: testCoach })
  const code = await evaluate(settings, () => undefined, ['--coach', '--out', to], open)
  return { code, figures: JSON.parse(readFileSync(join(to, 'figures.json'), 'utf8')) }
}
