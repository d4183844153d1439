import { CONSENT_VERSION } from '../../coaching/consent.ts'
import type { Press } from '../incoming/read-press.ts'
import { redrawPressed } from '../outgoing/redraw.ts'
import { commandReply } from '../views/command-reply.ts'
import { CONSENT_OFF_RECORD, CONSENT_START, consentGiven } from '../views/consent.ts'
import type { ListenerDeps, Table } from './table.ts'

/** Start, on the record or off it, once a learner has read who sees what. */
export const onConsent: Table = {
  presses: {
    [CONSENT_START]: (deps, press) => start(deps, press, false),
    [CONSENT_OFF_RECORD]: (deps, press) => start(deps, press, true),
  },
}

async function start(deps: ListenerDeps, { who, value, thread, post, shown }: Press, offRecord: boolean) {
  const { store, now } = deps
  const words = {
    opened: commandReply.consentOpens,
    'opened-before': commandReply.consentGivenBefore,
    kept: commandReply.consentGivenBefore,
    'given-up': commandReply.consentTooLate,
    'not-yours': commandReply.notYours,
  }
  const about = { sessionId: value, offRecord, thread, version: CONSENT_VERSION, now: now() }
  const { outcome } = await store.giveConsent(who, about)
  if (outcome !== 'opened' || !post || !shown) return words[outcome]
  // what they agreed to stays there to read, and its buttons to start go
  const at = { workspace: who.workspace, post }
  return { say: words.opened, after: () => redrawPressed(deps, at, consentGiven(shown, value, offRecord)) }
}
