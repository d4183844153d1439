import type { Press } from '../incoming/read-press.ts'
import { commandReply } from '../views/command-reply.ts'
import { FEEDBACK_ANSWER, FEEDBACK_SESSION_ACTIONS, readFeedback } from '../views/feedback.ts'
import type { ListenerDeps, Said, Table } from './table.ts'

/** What a learner thinks of an answer or of a session. It is kept apart from the talk. */
export const onFeedback: Table = {
  presses: Object.fromEntries([FEEDBACK_ANSWER, ...FEEDBACK_SESSION_ACTIONS].map((action) => [action, give])),
}

async function give({ store }: ListenerDeps, { who, value, at }: Press): Promise<Said> {
  const feedback = readFeedback(value)
  if (!feedback) return commandReply.notYours
  const words = {
    kept: commandReply.feedbackKept,
    'taken-back': commandReply.feedbackTakenBack,
    'off-record': commandReply.feedbackOffRecord,
    none: commandReply.notYours,
  }
  return words[(await store.giveFeedback(who, { ...feedback, at })).outcome]
}
