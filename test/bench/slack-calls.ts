import { embedded } from './database.ts'
import type { Measurement } from './figure.ts'
import { withLine } from './line.ts'

const LEARNERS = 10
const ROUNDS = 5

/** What an answer costs of Slack's limits: at work, the post, and at rest, as docs.slack.dev/ai/agent-sessions has it. */
export const slackCalls: Measurement = {
  title: `Calls of Slack for an answer: ${LEARNERS} learners, ${ROUNDS} rounds each`,
  measure: () =>
    withLine({ learners: LEARNERS, database: embedded() }, async (line) => {
      const before = { ...line.calls }
      await line.talk(ROUNDS)
      const methods = Object.entries(line.calls)
        .map(([what, count]) => ({ what, value: (count - (before[what] ?? 0)) / (LEARNERS * ROUNDS), unit: '' }))
        .filter(({ value }) => value > 0)
      const all = methods.reduce((sum, { value }) => sum + value, 0)
      return [{ what: 'calls for each answer', value: all, unit: '', target: { atMost: 3 } }, ...methods]
    }),
}
