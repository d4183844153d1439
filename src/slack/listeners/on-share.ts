import { t } from '../../words/words.ts'
import type { Press } from '../incoming/read-press.ts'
import { commandReply } from '../views/command-reply.ts'
import { readShare, SHARE_MODAL, SHARE_OPEN, SHARE_TAKE_BACK, shareModal } from '../views/share.ts'
import type { ListenerDeps, Sent, Table } from './table.ts'

/** A learner sends a scorecard to their manager, once they saw what that is, and takes it back. */
export const onShare: Table = {
  presses: { [SHARE_OPEN]: open, [SHARE_TAKE_BACK]: takeBack },
  forms: { [SHARE_MODAL]: { take: share, sayAt: { title: () => t`Share a scorecard` } } },
}

const words = () => ({
  changed: commandReply.managerChanged,
  'no-manager': commandReply.noManagerOfMine,
  'off-record': commandReply.offRecordNotShared,
  'too-late': commandReply.tooLateToShare,
  nothing: commandReply.nothingToShare,
})

type Words = Promise<string | undefined>

async function open({ store, web }: ListenerDeps, { who, value, triggerId }: Press): Words {
  const card = await store.cardToShare(who, value)
  if (card.outcome === 'shared') return commandReply.sharedBefore
  if (card.outcome !== 'ready') return words()[card.outcome]
  await web.views.open({ trigger_id: triggerId, view: shareModal(value, card) })
  return undefined
}

async function share({ store, now }: ListenerDeps, { who, view }: Sent): Words {
  const { outcome } = await store.shareCard(who, { ...readShare(view), now: now() })
  return outcome === 'shared' ? undefined : words()[outcome]
}

async function takeBack({ store }: ListenerDeps, { who, value }: Press): Words {
  const { outcome } = await store.withdrawCard(who, value)
  return outcome === 'taken-back' ? commandReply.takenBack : commandReply.takenBackBefore
}
