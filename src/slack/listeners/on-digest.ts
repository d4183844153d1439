import { lastDigest } from '../../flows/actions/last-digest.ts'
import { setDigest } from '../../flows/actions/set-digest.ts'
import type { Press } from '../incoming/read-press.ts'
import type { Who } from '../incoming/who.ts'
import { commandReply } from '../views/command-reply.ts'
import { DIGEST_COACH, DIGEST_SHOW, digestMessage, noDigestMessage } from '../views/digest.ts'
import { DIGEST_DAY, DIGEST_SETTINGS, digestSettingsModal, readDigestSettings } from '../views/digest-settings.ts'
import { PREVIEW_LEAVE_OUT, PREVIEW_LEAVE_OUT_ALWAYS } from '../views/preview.ts'
import { messageModal } from '../views/start-modal.ts'
import { startAndSay } from './on-start.ts'
import type { ListenerDeps, Said, Table } from './table.ts'

/** A manager's digest and its settings, and the way out of it for those whom it tells of. */
export const onDigest: Table = {
  presses: {
    [DIGEST_SHOW]: openDigest,
    [DIGEST_COACH]: coachManager,
    [PREVIEW_LEAVE_OUT]: (deps, { who }) => takeOut(deps, who, false),
    [PREVIEW_LEAVE_OUT_ALWAYS]: (deps, { who }) => takeOut(deps, who, true),
  },
  forms: {
    [DIGEST_SETTINGS]: {
      async take(deps, { who, view }) {
        await setDigest(deps, who, readDigestSettings(view)) // who manages nobody any more has nothing to set
        return undefined
      },
      sayAt: DIGEST_DAY,
    },
  },
}

/** "/coach digest": the last one again, to the manager alone. */
export async function sayDigest(deps: ListenerDeps, who: Who): Promise<Said> {
  const digest = await lastDigest(deps, who)
  if (digest === 'no-manager') return commandReply.noManager
  return digest === 'none-yet' ? noDigestMessage() : digestMessage(digest)
}

/** What a digest's post says to be there, as it is now: a card that was taken back is not in it. */
async function openDigest(deps: ListenerDeps, { who, value, triggerId }: Press): Promise<Said> {
  const digest = await lastDigest(deps, who, value)
  if (digest === 'no-manager') return commandReply.noManager
  if (digest === 'none-yet') return commandReply.noDigestYet
  await deps.web.views.open({ trigger_id: triggerId, view: messageModal(digestMessage(digest)) })
  return undefined
}

/** "/coach digest settings": a form, or a sentence to whom it does not concern. */
export async function openDigestSettings({ store, web }: ListenerDeps, who: Who, trigger_id: string): Promise<Said> {
  const settings = await store.myTeams(who)
  if (!settings) return commandReply.noManager
  await web.views.open({ trigger_id, view: digestSettingsModal(settings) })
  return undefined
}

/** "/coach digest off" and "on": whether it comes, at the day and hour that were set. */
export async function switchDigest(deps: ListenerDeps, who: Who, isOff: boolean): Promise<Said> {
  if ((await setDigest(deps, who, { isOff })) === 'no-manager') return commandReply.noManager
  return isOff ? commandReply.digestOff : commandReply.digestOn
}

async function coachManager(deps: ListenerDeps, { who, eventId }: Press): Promise<Said> {
  const domains = await deps.store.domains()
  const domain = domains.find(({ forManagers }) => forManagers) ?? domains[0]
  if (!domain) return commandReply.unknownDomain
  return startAndSay(deps, who, { domainId: domain.id, eventId, mind: commandReply.aboutMyTeam })
}

async function takeOut({ store, now }: ListenerDeps, who: Who, always: boolean): Promise<Said> {
  const { outcome } = await store.leaveOut(who, always, now())
  if (outcome === 'nothing') return commandReply.toldAlready
  return always ? commandReply.leftOutAlways : commandReply.leftOut
}
