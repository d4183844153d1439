import type { Wish } from '../../coaching/model.ts'
import { askScore } from '../../flows/actions/ask-score.ts'
import { endSession } from '../../flows/actions/end-session.ts'
import { tryAgain } from '../../flows/actions/try-again.ts'
import type { Press } from '../incoming/read-press.ts'
import { commandReply } from '../views/command-reply.ts'
import { SESSION_RETRY } from '../views/note.ts'
import { SESSION_CONTINUE } from '../views/open-already.ts'
import { SESSION_END, SESSION_SCORE } from '../views/session-buttons.ts'
import { readWishValue, WISH_ACTIONS } from '../views/wish-buttons.ts'
import type { ListenerDeps, Said, Table } from './table.ts'

/** The buttons of a session. Each acts on the session that its value names, if that is the presser's. */
export const onSession: Table = {
  presses: {
    [SESSION_END]: async (deps, { who, value }) =>
      sentence(await endSession(deps, who, value), {
        done: commandReply.ended,
        'none-open': commandReply.endedAlready,
      }),
    [SESSION_SCORE]: async (deps, { who, value, eventId }) =>
      sentence(await askScore(deps, who, eventId, value), {
        done: commandReply.scoreAsked,
        'none-open': commandReply.endedAlready,
      }),
    [SESSION_RETRY]: async (deps, { who, value }) =>
      sentence(await tryAgain(deps, who, value), {
        done: commandReply.tryingAgain,
        'nothing-waits': commandReply.nothingWaits,
      }),
    [SESSION_CONTINUE]: async () => commandReply.continueThere,
    ...Object.fromEntries(
      WISH_ACTIONS.map(([action, wish]) => [action, (deps: ListenerDeps, press: Press) => ask(deps, press, wish)]),
    ),
  },
}

async function ask({ store }: ListenerDeps, press: Press, wish: Wish): Promise<Said> {
  const { who, thread, at, eventId, onceId } = press
  const { sessionId, round } = readWishValue(press.value)
  // under an answer a button asks once, in the opening as often as it is pressed
  const asked = { sessionId, wish, round, thread, at, eventId: round > 0 ? onceId : eventId }
  return sentence((await store.pressWish(who, asked)).outcome, {
    asked: commandReply.wishTaken,
    'none-open': commandReply.endedAlready,
    older: commandReply.wishOlder,
  })
}

function sentence<K extends string>(outcome: K, words: Record<Exclude<K, 'not-yours'>, string>): string {
  const all: Record<string, string> = { ...words, 'not-yours': commandReply.notYours }
  return all[outcome] ?? commandReply.notYours
}
