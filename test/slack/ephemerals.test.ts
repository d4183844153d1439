import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Slack promises no ephemeral message: it reaches only who is active, and is gone on reload (docs.slack.dev/reference/methods/chat.postEphemeral).
 * So each place that sends one stands here, with why nothing is lost where it is missed.
 */
const MAY_BE_MISSED: Record<string, string> = {
  'cli/live/ask-threads.ts': 'it asks whether one is shown',
  'slack/incoming/outsiders.ts': 'who is not served is told so: nothing of theirs was taken',
  'slack/listeners/admit.ts': 'who pressed a moment ago looks there; nothing was done',
  'slack/listeners/answer-always.ts': 'who pressed a moment ago looks there; nothing was done',
  'slack/listeners/on-reminder.ts': 'the reminder was moved, and comes on that day',
  'slack/listeners/table.ts': 'who pressed or asked a moment ago looks there; what failed on Home opens over it',
  'slack/outgoing/show.ts': 'a hint beside a message that stays, or what the person just did, which is kept',
  'slack/outgoing/tell-kept.ts': 'what they wrote is kept, and its answer comes',
}
/** What is said to one person alone, and why that is enough. */
const NOTES_ALONE: Record<string, string> = {
  'no-private': 'Slack takes no direct message to them: there is no other way, and the log calls an operator',
  'picked-in-private': 'beside the picker in the direct message',
  'open-elsewhere': 'beside the same in the direct message',
  stranger: 'who wrote in somebody else’s session is not served there',
}

const src = join(import.meta.dirname, '../../src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith('playground'),
)
const textOf = (file: string) => readFileSync(join(src, file), 'utf8')

test('each place that sends an ephemeral message says why it may be missed', () => {
  const sends = files.filter((file) => /postEphemeral\(|response_type: 'ephemeral'/.test(textOf(file)))
  expect(sends.sort()).toEqual(Object.keys(MAY_BE_MISSED).sort())
})

test('and so does each note that goes to one person alone', () => {
  const schemas = join(import.meta.dirname, '../../supabase/schemas')
  const kept = readdirSync(schemas).flatMap((file) => [
    ...readFileSync(join(schemas, file), 'utf8').matchAll(/'note', '([\w-]+)', 'private', true/g),
  ])
  const shown = files.flatMap((file) => [...textOf(file).matchAll(/privately\([^)]*\), \{ note: '([\w-]+)' \}/g)])
  expect([...new Set([...kept, ...shown].map(([, note]) => note))].sort()).toEqual(Object.keys(NOTES_ALONE).sort())
})
