import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { shareCard, takeCardBack } from '../../flows/actions/share-card.ts'
import type { Deps } from '../../flows/deps.ts'
import { t } from '../../words/words.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import { whoSent } from '../incoming/who.ts'
import { say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { readShare, SHARE_MODAL, SHARE_OPEN, SHARE_TAKE_BACK, shareModal } from '../views/share.ts'
import { saidModal } from '../views/start-modal.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'

const words = () => ({
  changed: commandReply.managerChanged,
  'no-manager': commandReply.noManagerOfMine,
  'off-record': commandReply.offRecordNotShared,
  'too-late': commandReply.tooLateToShare,
  nothing: commandReply.nothingToShare,
})

/** A learner sends a scorecard to their manager, once they saw what that is, and takes it back. */
export function listenToShare(app: App, deps: Deps, web: WebClient): void {
  app.action(SHARE_OPEN, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, open(deps, web, press), (away) => away)
    await ack()
    if (reply) await sayTo(web, press, respond, say(reply))
  })

  app.view(SHARE_MODAL, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const refusal = await inTime(deps.log, share(deps, who, view), (away) => away)
    await (refusal ? ack({ response_action: 'update', view: saidModal(t`Share a scorecard`, refusal) }) : ack())
  })

  app.action(SHARE_TAKE_BACK, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, takeBack(deps, press), (away) => away)
    await ack()
    await sayTo(web, press, respond, say(reply))
  })
}

async function open(deps: Deps, web: WebClient, { who, value, triggerId }: Press): Promise<string | undefined> {
  const card = await deps.store.cardToShare(who, value)
  if (card.outcome === 'shared') return commandReply.sharedBefore
  if (card.outcome !== 'ready') return words()[card.outcome]
  await web.views.open({ trigger_id: triggerId, view: shareModal(value, card) })
  return undefined
}

async function share(
  deps: Deps,
  who: { workspace: string; actor: string },
  view: unknown,
): Promise<string | undefined> {
  const outcome = await shareCard(deps, who, readShare(view))
  return outcome === 'shared' ? undefined : words()[outcome]
}

async function takeBack(deps: Deps, { who, value }: Press): Promise<string> {
  const outcome = await takeCardBack(deps, who, value)
  return outcome === 'taken-back' ? commandReply.takenBack : commandReply.takenBackBefore
}
