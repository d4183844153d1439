import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../../flows/deps.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import { say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { FEEDBACK_ANSWER, FEEDBACK_SESSION_ACTIONS, readFeedback } from '../views/feedback.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'

const words = () => ({
  kept: commandReply.feedbackKept,
  'taken-back': commandReply.feedbackTakenBack,
  'off-record': commandReply.feedbackOffRecord,
  none: commandReply.notYours,
})

/** What a learner thinks of an answer or of a session. It is kept apart from the talk. */
export function listenToFeedback(app: App, deps: Deps, web: WebClient): void {
  for (const action of [FEEDBACK_ANSWER, ...FEEDBACK_SESSION_ACTIONS]) {
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      const reply = await inTime(deps.log, give(deps, press), (away) => away)
      await ack()
      await sayTo(web, press, respond, say(reply))
    })
  }
}

async function give(deps: Deps, { who, value, at }: Press): Promise<string> {
  const feedback = readFeedback(value)
  if (!feedback) return commandReply.notYours
  return words()[(await deps.store.giveFeedback(who, { ...feedback, at })).outcome]
}
