import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { CommitmentAnswer, Deps } from '../flows/deps.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'
import { type Press, postOf, readPress } from './read-press.ts'
import { redraw } from './redraw.ts'
import { say } from './views/blocks.ts'
import {
  moveForm,
  REMINDER_BLOCK,
  REMINDER_DAY,
  REMINDER_DONE,
  REMINDER_LET_GO,
  REMINDER_MOVE,
  REMINDER_MOVE_FORM,
  REMINDER_NOT_YET,
  REMINDER_SNOOZE,
  readMoveForm,
  reminderAnswered,
} from './views/reminder.ts'

type Who = { workspace: string; actor: string }

const ANSWERS: Record<string, CommitmentAnswer> = {
  [REMINDER_DONE]: 'done',
  [REMINDER_NOT_YET]: 'not-yet',
  [REMINDER_LET_GO]: 'let-go',
  [REMINDER_SNOOZE]: 'snooze',
}

/** How it went with what a learner meant to do. */
export function listenToReminder(app: App, deps: Deps, web: WebClient): void {
  for (const [action, answer] of Object.entries(ANSWERS)) {
    app.action(action, async ({ ack, body, respond }) => {
      const press = readPress(body)
      if (!press) return
      const reply = await inTime(deps.log, take(deps, web, press, answer), (away) => away)
      await ack()
      if (reply) await sayTo(web, press, respond, say(reply))
    })
  }

  app.action(REMINDER_MOVE, async ({ ack, body }) => {
    const press = readPress(body)
    await ack()
    if (!press) return
    const of = { memory: press.value, post: ownPost(press) }
    await web.views.open({ trigger_id: press.triggerId, view: moveForm(of) })
  })

  app.view(REMINDER_MOVE_FORM, async ({ ack, body, view }) => {
    const who = { workspace: body.team?.id ?? body.user.team_id ?? '', actor: body.user.id }
    const refusal = await inTime(deps.log, move(deps, web, who, view), (away) => away)
    await (refusal ? ack({ response_action: 'errors', errors: { [REMINDER_DAY]: refusal } }) : ack())
  })
}

/** The reminder itself, which is drawn anew with its answer; the start of a session, which asks too, stays as it is. */
const ownPost = (press: Press): string | null => (press.blockId.startsWith(REMINDER_BLOCK) ? postOf(press) : null)

/** What is said to it: nothing where the reminder says it, drawn anew. */
async function take(deps: Deps, web: WebClient, press: Press, answer: CommitmentAnswer): Promise<string> {
  const answered = await deps.store.answerCommitment(press.who, { id: press.value, answer, on: null }, deps.now())
  const words = reminderAnswered(answer, answered)
  const post = ownPost(press)
  if (!post) return words
  await redraw(web, post, say(words))
  return ''
}

async function move(deps: Deps, web: WebClient, who: Who, view: unknown): Promise<string> {
  const { memory: id, post, on } = readMoveForm(view)
  const answered = await deps.store.answerCommitment(who, { id, answer: 'move', on }, deps.now())
  const words = reminderAnswered('move', answered)
  if (answered.outcome !== 'later') return words
  if (post) await redraw(web, post, say(words))
  return ''
}
