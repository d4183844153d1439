import { findDisputed } from '../../flows/actions/find-disputed.ts'
import { within } from '../../within.ts'
import type { Press } from '../incoming/read-press.ts'
import { cleanText } from '../incoming/text.ts'
import type { Who } from '../incoming/who.ts'
import { withLinks } from '../outgoing/permalink.ts'
import { commandReply } from '../views/command-reply.ts'
import {
  DISPUTE_MISSED,
  DISPUTE_MODAL,
  disputeModal,
  readDispute,
  readDisputed,
  SCORECARD_DISPUTE,
} from '../views/dispute.ts'
import { readRating, readShown, SCORECARD_RATE, SCORECARD_SHOW, scorecardMessage } from '../views/scorecard.ts'
import { openInPlace } from './open-in-place.ts'
import type { ListenerDeps, Said, Sent, Table } from './table.ts'

const LINKS_MS = 800 // of the three seconds that a trigger lives: a form without links is better than none

/** A scorecard's lists and buttons. Each acts on the session that its value names, if that is the presser's. */
export const onScorecard: Table = {
  presses: {
    [SCORECARD_RATE]: async (deps, { who, value }) => {
      const { sessionId, own } = readRating(value)
      return open(deps, who, sessionId, own)
    },
    [SCORECARD_SHOW]: show,
    [SCORECARD_DISPUTE]: openDispute,
  },
  forms: { [DISPUTE_MODAL]: { take: takeDispute, sayAt: DISPUTE_MISSED } },
}

type Words = Promise<string | undefined>

/** What is said to it: nothing where the card opens in its place. Off the record its words are nowhere but in the button. */
async function show(deps: ListenerDeps, press: Press): Promise<Said> {
  const { sessionId, carried } = readShown(press.value)
  const { outcome } = await deps.store.openScorecard(press.who, sessionId, null)
  if (outcome === 'none') return commandReply.notYours
  return carried && openInPlace(deps, press, scorecardMessage(carried))
}

/** The form to say what was missed, or a sentence to whom it is not open. A trigger lives three seconds. */
async function openDispute(deps: ListenerDeps, { who, value, triggerId }: Press): Words {
  const { sessionId, dimension } = readDisputed(value)
  const found = await findDisputed(deps, who, sessionId, dimension)
  if (found === 'none') return commandReply.notYours
  if (found === 'taken-already') return commandReply.disputedAlready
  const unlinked = [found.mark]
  const [mark = found.mark] = await within(LINKS_MS, withLinks(deps.web, unlinked), () => unlinked)
  await deps.web.views.open({ trigger_id: triggerId, view: disputeModal({ ...found, sessionId, mark }) })
  return undefined
}

async function takeDispute({ store }: ListenerDeps, { who, view }: Sent): Words {
  const { sessionId, dimension, reason } = readDispute(view)
  const { outcome } = await store.disputeScore(who, sessionId, { dimension, reason: cleanText(reason) })
  if (outcome === 'none') return commandReply.notYours
  return outcome === 'taken' ? undefined : commandReply.disputedAlready
}

/** What is said to it: nothing where the card opens, which says it all. */
async function open({ store }: ListenerDeps, who: Who, sessionId: string, own: number | null): Words {
  const { outcome } = await store.openScorecard(who, sessionId, own)
  if (outcome === 'none') return commandReply.notYours
  return outcome === 'opened' ? undefined : commandReply.scorecardOpen
}
