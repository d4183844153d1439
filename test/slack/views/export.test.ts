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

test('an export of nothing says so in few words', () => {
  expect(exportFiles({ learners: [] }, at)[0]?.text).toBe(
    '# Everything that Threadcoach keeps about you\n\nAs of 2026-11-25 10:00 UTC. The JSON file beside this one holds every field.\n',
  )
})
