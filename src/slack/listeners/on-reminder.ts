import { answerCommitment } from '../../flows/actions/answer-commitment.ts'
import type { CommitmentAnswer } from '../../flows/show.ts'
import { placeOf } from '../../place.ts'
import type { Press } from '../incoming/read-press.ts'
import { redrawPressed } from '../outgoing/redraw.ts'
import { say } from '../views/blocks.ts'
import {
  commitmentAnswered,
  commitmentMessage,
  commitmentShown,
  moveForm,
  REMINDER_BLOCK,
  REMINDER_DAY,
  REMINDER_DONE,
  REMINDER_LET_GO,
  REMINDER_MOVE,
  REMINDER_MOVE_FORM,
  REMINDER_NOT_YET,
  REMINDER_SHOW,
  REMINDER_SNOOZE,
  readMoveForm,
  readShow,
  reminderAnswered,
  reminderMessage,
} from '../views/reminder.ts'
import { openInPlace } from './open-in-place.ts'
import type { ListenerDeps, Said, Sent, Table } from './table.ts'

/** How it went with what a learner meant to do. */
export const onReminder: Table = {
  presses: {
    [REMINDER_SHOW]: show,
    [REMINDER_DONE]: (deps, press) => take(deps, press, 'done'),
    [REMINDER_NOT_YET]: (deps, press) => take(deps, press, 'not-yet'),
    [REMINDER_LET_GO]: (deps, press) => take(deps, press, 'let-go'),
    [REMINDER_SNOOZE]: (deps, press) => take(deps, press, 'snooze'),
  },
  plainPresses: { [REMINDER_MOVE]: openMoveForm },
  forms: { [REMINDER_MOVE_FORM]: { take: move, sayAt: REMINDER_DAY } },
}

/** The reminder itself, which is drawn anew with its answer; at the start of a session only the question goes. */
const ownPost = ({ blockId, post }: Press): string | null => (blockId.startsWith(REMINDER_BLOCK) ? post : null)

/** What they meant to do, in place of the reminder, or of what the start of a session says of it. */
async function show(deps: ListenerDeps, press: Press): Promise<Said> {
  const { memory, isAhead } = readShow(press.value)
  const line = (await deps.store.myMemory(press.who)).lines.find(({ id, isOpen }) => id === memory && isOpen)
  if (!line) return reminderAnswered('done', { outcome: 'gone' })
  const asked = { memory, says: line.says, dueOn: line.dueOn, isAhead }
  if (ownPost(press)) return openInPlace(deps, press, reminderMessage(asked))
  const beside = commitmentMessage(asked)
  return press.shown ? openInPlace(deps, press, commitmentShown(press.shown, beside), beside) : beside
}

/** What is said to it: nothing where the reminder or the start of the session says it, drawn anew. */
async function take(deps: ListenerDeps, press: Press, answer: CommitmentAnswer): Promise<Said> {
  const { who, value: id, post, shown } = press
  const own = ownPost(press)
  const answered = await answerCommitment(deps, who, { id, answer, on: null, post: own })
  if (own) return undefined
  const words = reminderAnswered(answer, answered)
  if (!post || !shown) return words
  const drawn = await redrawPressed(deps, { workspace: who.workspace, post }, commitmentAnswered(shown, words))
  return drawn === 'drawn' ? undefined : words
}

async function openMoveForm({ web }: ListenerDeps, press: Press): Promise<Said> {
  const view = moveForm({ memory: press.value, post: ownPost(press), thread: press.thread })
  await web.views.open({ trigger_id: press.triggerId, view })
  return undefined
}

async function move(deps: ListenerDeps, { who, view }: Sent): Promise<string | undefined> {
  const { memory: id, post, thread, on } = readMoveForm(view)
  const answered = await answerCommitment(deps, who, { id, answer: 'move', on, post })
  const words = reminderAnswered('move', answered)
  if (answered.outcome !== 'later') return words
  if (!post && thread) {
    const { channel, threadTs: thread_ts = '' } = placeOf(thread)
    await deps.web.chat.postEphemeral({ channel, thread_ts, user: who.actor, ...say(words) })
  }
  return undefined
}
