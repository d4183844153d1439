import { setTimeout as after } from 'node:timers/promises'
import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { findDisputed } from '../../flows/actions/find-disputed.ts'
import { openScorecard } from '../../flows/actions/open-scorecard.ts'
import type { Deps } from '../../flows/deps.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import { cleanText } from '../incoming/text.ts'
import { whoSent } from '../incoming/who.ts'
import { withLinks } from '../outgoing/permalink.ts'
import { say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import {
  DISPUTE_MISSED,
  DISPUTE_MODAL,
  disputeModal,
  readDispute,
  readDisputed,
  SCORECARD_DISPUTE,
} from '../views/dispute.ts'
import { readRating, SCORECARD_RATE, SCORECARD_SHOW } from '../views/scorecard.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'

const LINKS_MS = 800 // of the three seconds that a trigger lives: a form without links is better than none

/** A scorecard's lists and buttons. Each acts on the session that its value names, if that is the presser's. */
export function listenToScorecard(app: App, deps: Deps, web: WebClient): void {
  const ways: Record<string, (press: Press) => Promise<string>> = {
    [SCORECARD_RATE]: async ({ who, value }) => {
      const { sessionId, own } = readRating(value)
      return open(deps, who, sessionId, own)
    },
    [SCORECARD_SHOW]: ({ who, value }) => open(deps, who, value, null),
  }
  for (const [action, act] of Object.entries(ways)) {
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      const reply = await inTime(deps.log, act(press), (away) => away)
      await ack()
      if (reply) await sayTo(web, press, respond, say(reply))
    })
  }

  app.action(SCORECARD_DISPUTE, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const trigger = 'trigger_id' in body ? body.trigger_id : ''
    const reply = await inTime(deps.log, openDispute(deps, web, press.who, press.value, trigger), (away) => away)
    await ack()
    if (reply) await sayTo(web, press, respond, say(reply))
  })

  app.view(DISPUTE_MODAL, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const refusal = await inTime(deps.log, takeDispute(deps, who, view), (away) => away)
    await (refusal ? ack({ response_action: 'errors', errors: { [DISPUTE_MISSED]: refusal } }) : ack())
  })
}

/** The form to say what was missed, or a sentence to whom it is not open. A trigger lives three seconds. */
async function openDispute(
  deps: Deps,
  web: WebClient,
  who: Press['who'],
  value: string,
  trigger: string,
): Promise<string> {
  const { sessionId, dimension } = readDisputed(value)
  const found = await findDisputed(deps, who, sessionId, dimension)
  if (found === 'none') return commandReply.notYours
  if (found === 'taken-already') return commandReply.disputedAlready
  const unlinked = [found.mark]
  const [mark = found.mark] = await Promise.race([withLinks(web, unlinked), after(LINKS_MS, unlinked)])
  await web.views.open({ trigger_id: trigger, view: disputeModal({ ...found, sessionId, mark }) })
  return ''
}

async function takeDispute(deps: Deps, who: { workspace: string; actor: string }, view: unknown): Promise<string> {
  const { sessionId, dimension, reason } = readDispute(view)
  const { outcome } = await deps.store.disputeScore(who, sessionId, { dimension, reason: cleanText(reason) })
  deps.wake()
  if (outcome === 'none') return commandReply.notYours
  return outcome === 'taken' ? '' : commandReply.disputedAlready
}

/** What is said to it: nothing where the card opens, which says it all. */
async function open(deps: Deps, who: Press['who'], sessionId: string, own: number | null): Promise<string> {
  const outcome = await openScorecard(deps, who, sessionId, own)
  if (outcome === 'none') return commandReply.notYours
  return outcome === 'opened' ? '' : commandReply.scorecardOpen
}
