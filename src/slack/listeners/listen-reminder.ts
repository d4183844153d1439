import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { faultName } from '../../fault.ts'
import type { CommitmentAnswer, Deps } from '../../flows/deps.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { type Press, postOf, readPress } from '../incoming/read-press.ts'
import { whoSent } from '../incoming/who.ts'
import { type Message, say } from '../views/blocks.ts'
import {
  commitmentAnswered,
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
} from '../views/reminder.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'

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
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      const reply = await inTime(deps.log, take(deps, web, press, answer, body), (away) => away)
      await ack()
      if (reply) await sayTo(web, press, respond, say(reply))
    })
  }

  app.action(REMINDER_MOVE, async ({ ack, body, context }) => {
    const press = readPress(body, context)
    await ack()
    if (!press) return
    const thread = press.channel && press.threadTs ? `${press.channel}:${press.threadTs}` : null
    const of = { memory: press.value, post: ownPost(press), thread }
    await web.views.open({ trigger_id: press.triggerId, view: moveForm(of) })
  })

  app.view(REMINDER_MOVE_FORM, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const refusal = await inTime(deps.log, move(deps, web, who, view), (away) => away)
    await (refusal ? ack({ response_action: 'errors', errors: { [REMINDER_DAY]: refusal } }) : ack())
  })
}

/** The reminder itself, which is drawn anew with its answer; at the start of a session only the question goes. */
const ownPost = (press: Press): string | null => (press.blockId.startsWith(REMINDER_BLOCK) ? postOf(press) : null)

/** What is said to it: nothing where the reminder says it, drawn anew. */
async function take(
  deps: Deps,
  web: WebClient,
  press: Press,
  answer: CommitmentAnswer,
  body: unknown,
): Promise<string> {
  const answered = await deps.store.answerCommitment(press.who, { id: press.value, answer, on: null }, deps.now())
  const words = reminderAnswered(answer, answered)
  const post = ownPost(press)
  if (!post) return (await stands(deps, web, body, words)) ? '' : words
  await deps.store.keepSettled(press.who, post, { of: 'reminder', answer, answered })
  deps.wake()
  return ''
}

const opening = z.object({ channel: z.object({ id: z.string() }), message: z.looseObject({ ts: z.string() }) })

/** Whether the answer stands at the start of the session now, in place of the question. */
async function stands({ log }: Deps, web: WebClient, body: unknown, words: string): Promise<boolean> {
  const { data } = opening.safeParse(body)
  if (!data) return false
  const shown = data.message as unknown as Message // our own, as Slack hands it back
  const at = { channel: data.channel.id, ts: data.message.ts, link_names: false }
  return web.chat.update({ ...at, ...commitmentAnswered(shown, words) }).then(
    () => true,
    (error) => {
      log.warn('the start of a session keeps its question', { error: faultName(slackFault(error)) })
      return false
    },
  )
}

async function move(deps: Deps, web: WebClient, who: Who, view: unknown): Promise<string> {
  const { memory: id, post, thread, on } = readMoveForm(view)
  const answered = await deps.store.answerCommitment(who, { id, answer: 'move', on }, deps.now())
  const words = reminderAnswered('move', answered)
  if (answered.outcome !== 'later') return words
  if (post) await deps.store.keepSettled(who, post, { of: 'reminder', answer: 'move', answered })
  else if (thread) await whisper(web, who.actor, thread, words)
  deps.wake()
  return ''
}

async function whisper(web: WebClient, user: string, thread: string, words: string): Promise<void> {
  const [channel = '', thread_ts = ''] = thread.split(':')
  await web.chat.postEphemeral({ channel, thread_ts, user, ...say(words) })
}
