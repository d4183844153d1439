import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { casesOf } from '../../../src/cli/eval/coach/cases.ts'
import { checkedByCode, talkShare } from '../../../src/cli/eval/coach/checks.ts'
import { openLearner, roundsOf as plannedRounds } from '../../../src/cli/eval/coach/learner.ts'
import { fewPairingsFor, pairingsFor } from '../../../src/cli/eval/coach/pairings.ts'
import { plantedRun } from '../../../src/cli/eval/coach/planted-run.ts'
import { evaluate } from '../../../src/cli/eval.ts'
import { DOMAINS, roundsOf, testCoach } from '../../coach.ts'
import { openModelServer } from '../../model-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'threadcoach-eval-coach-'))
afterAll(() => rmSync(folder, { recursive: true }))

const CARD = join(import.meta.dirname, '../../../docs/coach-card.md')
const base = testCoach('sales_workflow_coach')
const coach = { ...base, persona: { ...base.persona, forbiddenTopics: ['salary'] } }

test.each([
  ['You met Britt. What does the director measure?', []],
  [`${'long '.repeat(95)}. What now?`, ['short']],
  ['# Plan\nWhat now?', ['short']],
  ['- a\n- b\n- c\n- d\nWhat now?', ['short']],
  ['What salary do they pay?', ['no_forbidden_topic']],
  ['That is 7 out of 10. What now?', ['no_score_leak']],
  ['Your 3/10 it is. What would make it a 4?', []],
  ['Your objection_handling is weak. What now?', ['no_score_leak']],
  ['Hello <!channel>, what now?', ['slack_safe']],
])('of the answer %j these checks fail: %j', (answer, checks) => {
  const failed = Object.entries(checkedByCode(coach, { reply: 'I am at 3/10.', answer })).filter(
    ([, passed]) => !passed,
  )
  expect(failed.map(([check]) => check)).toEqual(checks)
})

test('the share of the talk leaves the first round out', () => {
  expect(
    talkShare([...roundsOf(['a b'], 'many words of a start'), ...roundsOf(['one two three four'], 'five six')]),
  ).toBe(0.5)
})

const [handover, besprechung] = casesOf(['hard_conversations'])

test.each([
  ['How often did that happen?', 'moves', 'Twice in November'],
  ['What is it with Dario?', 'moves', 'He has a small child'],
  ['Tell me what happened on the 23rd.', 'moves', 'Twice in November'],
  ['Did it happen often?', 'circles', 'It just should not go on'],
  ['What would a film about it be called?', 'circles', 'It just should not go on'],
  ['It happened often, you say.', 'circles', 'It just should not go on'],
  ['When will you tell him?', 'circles', 'It just should not go on'],
])('to %j a learner answers: %s', (answer, is, text) => {
  if (!handover) throw new Error('There is no case.')
  const { next } = openLearner({ learner: 'steady', case: handover })
  const move = next([{ number: 1, reply: next([]).text, answer }])
  expect(move).toEqual({ is, text: expect.stringContaining(text) })
})

test('who is stuck for the second time moves when helped, and who was told what to do has no plan of their own', () => {
  if (!handover) throw new Error('There is no case.')
  const { next, state } = openLearner({ learner: 'steady', case: handover })
  const rounds = roundsOf([next([]).text], 'Hm.')
  const say = (answer: string) => {
    const move = next(rounds)
    rounds.push({ number: rounds.length + 1, reply: move.text, answer })
    return move.is
  }
  expect(['Hm.', 'Hm.', 'For example, a baker asks first. What do you see?', 'Hm.'].map(say)).toEqual([
    'circles',
    'stuck',
    'stuck',
    'moves',
  ])
  say('You should tell him on Monday. What happened there?')
  say('Who else is touched by it?')
  for (let more = 0; more < 4; more += 1) say('Which ways do you see, and what will you do first?')
  expect(state.plan).toBe('given')
})

test('every learner says something in every round, for sixteen to twenty of them, and the same again', () => {
  for (const pairing of [...pairingsFor([...DOMAINS, 'cooking']), ...fewPairingsFor(['cooking'])]) {
    const written = () => {
      const { next } = openLearner(pairing)
      const rounds = roundsOf([])
      while (rounds.length < plannedRounds(pairing))
        rounds.push({ number: rounds.length + 1, reply: next(rounds).text, answer: 'Hm.' })
      return rounds.map(({ reply }) => reply)
    }
    const replies = written()
    expect(replies).toEqual(written())
    expect(replies).not.toContain('')
    expect(replies.length >= 16 && replies.length <= 20).toBe(true)
  }
})

test('the script is held to the floor, each planted coach fails on its own axis alone, and the card says so', async () => {
  const card = join(folder, 'card.md')
  const { code, figures, lines } = await run({}, 'script', DOMAINS, ['--card', card])
  expect(lines.filter((line) => /^(✗|Missed|No planted|The measure)/.test(line))).toEqual([])
  expect(lines.filter((line) => line.startsWith('✓ planted:')).length).toBeGreaterThan(10)
  expect(figures).toMatchObject({ coach: 'scripted', sessions: pairingsFor(DOMAINS).length, read: { honest: null } })
  expect(Object.keys(figures.languages)).toEqual(['en', 'de'])
  expect(code).toBe(0)
  // npm run eval -- --coach --card docs/coach-card.md
  expect(readFileSync(card, 'utf8')).toBe(readFileSync(CARD, 'utf8'))
}, 120_000)

test('checks that let everything through, or nothing, are seen as such', async () => {
  if (!handover || !besprechung) throw new Error('There is no case.')
  const pairings = [handover, besprechung].map((one) => ({ learner: 'steady' as const, case: one }))
  expect((await plantedRun(pairings, testCoach, () => true)).checks).toMatchObject({ falseAlarms: 0, misses: 1 })
  expect((await plantedRun(pairings, testCoach, () => false)).checks).toMatchObject({
    falseAlarms: 1,
    misses: 0,
    languages: { en: { falseAlarms: 1 }, de: { falseAlarms: 1 } },
  })
})

test('a model’s answers are read by the judge, and what it misses is said plainly', async () => {
  const checks = [
    { id: 'honest', verdict: 'fail' },
    { id: 'holds_back_answers', verdict: 'fail' },
    { id: 'safe_scope', verdict: 'fail' },
    { id: 'advances', verdict: 'pass' },
    { id: 'reflects_first', verdict: 'na' },
  ]
  const server = await openModelServer({
    write: ({ number }) => `Hello <!channel>, that is 10/10. What did you see in place ${number}, and who was there?`,
    fill: () => ({ checks }),
  })
  try {
    const settings = { OPENAI_BASE_URL: server.baseUrl, COACH_MODEL: 'small' }
    const { code, figures, lines } = await run(settings, 'model', ['onboarding_mentor'])
    expect(figures).toMatchObject({
      read: { honest: 0, advances: 1, reflects_first: null },
      readFailed: { honest: figures.answers },
    })
    expect(figures.failed).toMatchObject({ slack_safe: 0, no_score_leak: 0 }) // cut before anybody sees it
    expect(code).toBe(1)
    expect(lines.find((line) => line.startsWith('Missed'))).toMatch(
      /^Missed: .*facts asked for.*coach on where they must not.*leave the thinking.*invent nothing\.$/,
    )
    expect(lines.filter((line) => line.startsWith('the floor, by script:'))).toHaveLength(1)
    const kept = readFileSync(join(folder, 'model', 'sessions.jsonl'), 'utf8')
      .trim()
      .split('\n')
    expect(kept).toHaveLength(figures.sessions)
    const asked = server.requests.length
    await run(settings, 'model', ['onboarding_mentor'])
    expect(server.requests.length).toBe(asked) // all sessions were kept, so a run that broke off goes on from there
  } finally {
    await server.close()
  }
}, 120_000)

async function run(settings: Record<string, string>, out: string, domains: string[], more: string[] = []) {
  const to = join(folder, out)
  const lines: string[] = []
  const open = async () => ({ domains, coachOf: testCoach })
  const code = await evaluate(settings, (line) => lines.push(line), ['--coach', '--out', to, ...more], open)
  return { code, lines, figures: JSON.parse(readFileSync(join(to, 'figures.json'), 'utf8')) }
}
