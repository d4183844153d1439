import type { Wish } from '../../coaching/model.ts'
import { practiseWith } from '../../coaching/wish.ts'
import { askScore } from '../../flows/actions/ask-score.ts'
import { endSession } from '../../flows/actions/end-session.ts'
import { tryAgain } from '../../flows/actions/try-again.ts'
import type { Press } from '../incoming/read-press.ts'
import { cleanText } from '../incoming/text.ts'
import { commandReply } from '../views/command-reply.ts'
import { SESSION_RETRY } from '../views/note.ts'
import { SESSION_CONTINUE } from '../views/open-already.ts'
import {
  PARTNER_CHANGE,
  PARTNER_MODAL,
  PARTNER_ROLE,
  partnerModal,
  readPartner,
  readProposed,
} from '../views/partner-form.ts'
import { SESSION_END, SESSION_SCORE } from '../views/session-buttons.ts'
import { SO_FAR_SHOW } from '../views/so-far.ts'
import { readWishValue, WISH_ACTIONS } from '../views/wish-buttons.ts'
import type { ListenerDeps, Said, Sent, Table } from './table.ts'

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
    [SO_FAR_SHOW]: async (deps, { who, value, eventId, post }) => {
      const outcome = await askScore(deps, who, eventId, value, post ?? undefined)
      return outcome === 'done'
        ? undefined
        : outcome === 'none-open'
          ? commandReply.endedAlready
          : commandReply.notYours
    },
    [SESSION_RETRY]: async (deps, { who, value }) =>
      sentence(await tryAgain(deps, who, value), {
        done: commandReply.tryingAgain,
        'nothing-waits': commandReply.nothingWaits,
      }),
    [SESSION_CONTINUE]: async () => commandReply.continueThere,
    [PARTNER_CHANGE]: async (deps, { value, triggerId, thread, at }) => {
      await deps.web.views.open({ trigger_id: triggerId, view: partnerModal(readProposed(value), { thread, at }) })
      return undefined
    },
    ...Object.fromEntries(
      WISH_ACTIONS.map(([action, wish]) => [action, (deps: ListenerDeps, press: Press) => ask(deps, press, wish)]),
    ),
  },
  forms: { [PARTNER_MODAL]: { take: takePartner, sayAt: PARTNER_ROLE } },
}

/** Whom the learner wants to practise with, in their own words. */
async function takePartner({ store }: ListenerDeps, { who, view }: Sent): Promise<string | undefined> {
  const { sessionId, round, thread, at, as, mood } = readPartner(view)
  const says = practiseWith(mood, cleanText(as))
  const asked = { sessionId, wish: `practise ${mood}` as const, round, thread, at, eventId: `form:${view.id}`, says }
  const { outcome } = await store.pressWish(who, asked)
  if (outcome === 'asked') return undefined
  return outcome === 'older'
    ? commandReply.wishOlder
    : outcome === 'none-open'
      ? commandReply.endedAlready
      : commandReply.notYours
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
