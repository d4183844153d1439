import { exportFiles } from '../../../src/slack/views/export.ts'

const at = new Date('2026-11-25T10:00:00Z')

test('an export is a file to read, with the talk as it went, and the same for a machine', () => {
  const data = {
    learners: [{ name: 'Ana', team: 'Sales', position: null }],
    sessions: [{ id: 's', domain: 'Sales', opened_at: '2026-11-24T10:00:00Z', closed_at: null, label: 'private' }],
    coaching_sessions: [
      {
        session_id: 's',
        round_number: 1,
        learner_message: 'One.\n> Two.',
        coach_response: 'Who?',
        score: 5,
        feedback: 'Good.',
      },
    ],
    scorecards: [
      {
        session_id: 's',
        overall: 6,
        marks: [
          {
            label: 'Listening',
            score: 6,
            observation: 'You ask.',
            nextStep: 'Wait.',
            quotes: [{ round: 1, text: 'One.' }],
          },
          {
            label: 'Clarity',
            score: null,
            quotes: [],
            cues: [{ name: 'named a day', quote: { round: 1, text: 'Two.' } }, { name: 'asked back' }],
          },
        ],
        closing: { workedOut: 'Ask first.', nextSteps: ['Call.', 'Write.'] },
      },
    ],
    left_out: [],
  }
  const [markdown, json] = exportFiles(data, at)
  expect(markdown?.name).toBe('threadcoach-2026-11-25.md')
  expect(markdown?.text).toMatchSnapshot()
  expect(JSON.parse(json?.text ?? '')).toEqual({ exportedAt: at.toISOString(), tables: data })
})

test('rounds of a rehearsal say that they are, who spoke in them, and what counts no more', () => {
  const round = (number: number, more: Record<string, unknown>) => ({
    session_id: 's',
    round_number: number,
    learner_message: `Said ${number}.`,
    coach_response: `Answered ${number}.`,
    wish: null,
    rehearsal: null,
    retaken: false,
    ...more,
  })
  const rounds = [
    round(1, {}),
    round(2, { wish: 'practise hard', rehearsal: 'hard' }),
    round(3, { rehearsal: 'hard', retaken: true }),
    round(4, { wish: 'pause', rehearsal: 'hard' }),
    round(5, { wish: 'back' }),
  ]
  const sessions = [{ id: 's', domain: 'Sales', opened_at: '2026-11-24T10:00:00Z', closed_at: null, label: 'private' }]
  const [markdown] = exportFiles({ sessions, coaching_sessions: rounds }, at)
  const heads = markdown?.text.split('\n').filter((line) => /^(###|The coach)/.test(line))
  expect(heads).toEqual([
    '### Round 1',
    'The coach answered:',
    '### Round 2, rehearsal, hard',
    'The coach answered as the other person:',
    '### Round 3, rehearsal, hard, set aside: it counts no more',
    'The coach answered as the other person:',
    '### Round 4, rehearsal, hard',
    'The coach answered:',
    '### Round 5',
    'The coach answered:',
  ])
})

test('an export of nothing says so in few words', () => {
  expect(exportFiles({ learners: [] }, at)[0]?.text).toBe(
    '# Everything that Threadcoach keeps about you\n\nAs of 2026-11-25 10:00 UTC. The JSON file beside this one holds every field.\n',
  )
})
