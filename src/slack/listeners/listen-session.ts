import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { askScore } from '../../flows/actions/ask-score.ts'
import { askWish } from '../../flows/actions/ask-wish.ts'
import { endSession } from '../../flows/actions/end-session.ts'
import { tryAgain } from '../../flows/actions/try-again.ts'
import type { Deps } from '../../flows/deps.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import { say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { SESSION_RETRY } from '../views/note.ts'
import { SESSION_CONTINUE } from '../views/open-already.ts'
import { SESSION_END, SESSION_SCORE } from '../views/session-buttons.ts'
import { readWishValue, WISH_ACTIONS } from '../views/wish-buttons.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'

/** The buttons of a session. Each acts on the session that its value names, if that is the presser's. */
export function listenToSession(app: App, deps: Deps, web: WebClient): void {
  const buttons: Record<string, (press: Press) => Promise<string>> = {
    [SESSION_END]: async ({ who, value }) =>
      sentence(await endSession(deps, who, value), {
        done: commandReply.ended,
        'none-open': commandReply.endedAlready,
      }),
    [SESSION_SCORE]: async ({ who, value, eventId }) =>
      sentence(await askScore(deps, who, eventId, value), {
        done: commandReply.scoreAsked,
        'none-open': commandReply.endedAlready,
      }),
    [SESSION_RETRY]: async ({ who, value }) =>
      sentence(await tryAgain(deps, who, value), {
        done: commandReply.tryingAgain,
        'nothing-waits': commandReply.nothingWaits,
      }),
    [SESSION_CONTINUE]: async () => commandReply.continueThere,
  }
  for (const [action, wish] of WISH_ACTIONS) {
    buttons[action] = async (press) => {
      const { sessionId, round } = readWishValue(press.value)
      const { channel, threadTs, at, eventId, onceId } = press
      const thread = channel && threadTs ? `${channel}:${threadTs}` : null
      // under an answer a button asks once, in the opening as often as it is pressed
      const asked = { sessionId, wish, round, thread, at, eventId: round > 0 ? onceId : eventId }
      return sentence(await askWish(deps, press.who, asked), {
        asked: commandReply.wishTaken,
        'none-open': commandReply.endedAlready,
        older: commandReply.wishOlder,
      })
    }
  }
  for (const [action, act] of Object.entries(buttons)) {
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      const reply = await inTime(deps.log, act(press), (away) => away)
      await ack()
      await sayTo(web, press, respond, say(reply))
    })
  }
}

function sentence<K extends string>(outcome: K, words: Record<Exclude<K, 'not-yours'>, string>): string {
  const all: Record<string, string> = { ...words, 'not-yours': commandReply.notYours }
  return all[outcome] ?? commandReply.notYours
}
