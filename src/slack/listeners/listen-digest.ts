import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { lastDigest } from '../../flows/actions/last-digest.ts'
import { leaveOut } from '../../flows/actions/leave-out.ts'
import type { Deps } from '../../flows/deps.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import { whoSent } from '../incoming/who.ts'
import { type Message, say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { DIGEST_COACH, digestMessage, noDigestMessage } from '../views/digest.ts'
import { DIGEST_SETTINGS, digestSettingsModal, readDigestSettings } from '../views/digest-settings.ts'
import { PREVIEW_LEAVE_OUT, PREVIEW_LEAVE_OUT_ALWAYS } from '../views/preview.ts'
import { inTime } from './in-time.ts'
import { sayTo, startAndSay } from './listen-start.ts'

const ABOUT_PEOPLE = 'communication_coach' // the coach who fits talking about a team, where the workspace has it

/** A manager's digest and its settings, and the way out of it for those whom it tells of. */
export function listenToDigest(app: App, deps: Deps, web: WebClient): void {
  app.action(DIGEST_COACH, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, coachManager(deps, web, press), say)
    await ack()
    await sayTo(web, press, respond, reply)
  })

  for (const [action, always] of [
    [PREVIEW_LEAVE_OUT, false],
    [PREVIEW_LEAVE_OUT_ALWAYS, true],
  ] as const) {
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      const reply = await inTime(deps.log, takeOut(deps, press.who, always), (away) => away)
      await ack()
      await sayTo(web, press, respond, say(reply))
    })
  }

  app.view(DIGEST_SETTINGS, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const away = await inTime(deps.log, saveSettings(deps, who, view), (sentence) => sentence)
    await (away ? ack({ response_action: 'errors', errors: { day: away } }) : ack())
  })
}

/** "/coach digest": the last one again, to the manager alone. */
export async function sayDigest(deps: Deps, who: { workspace: string; actor: string }): Promise<Message> {
  const digest = await lastDigest(deps, who)
  if (digest === 'no-manager') return say(commandReply.noManager)
  return digest === 'none-yet' ? noDigestMessage() : digestMessage(digest)
}

/** "/coach digest settings": a form, or a sentence to whom it does not concern. */
export async function openDigestSettings(
  deps: Deps,
  web: WebClient,
  who: { workspace: string; actor: string },
  triggerId: string,
): Promise<Message | undefined> {
  const settings = await deps.store.myTeams(who)
  if (!settings) return say(commandReply.noManager)
  await web.views.open({ trigger_id: triggerId, view: digestSettingsModal(settings) })
  return undefined
}

/** "/coach digest off" and "on": whether it comes, at the day and hour that were set. */
export async function switchDigest(
  deps: Deps,
  who: { workspace: string; actor: string },
  isOff: boolean,
): Promise<Message> {
  const settings = await deps.store.myTeams(who)
  if (!settings) return say(commandReply.noManager)
  await deps.store.setDigest(who, { ...settings, isOff })
  return say(isOff ? commandReply.digestOff : commandReply.digestOn)
}

async function coachManager(deps: Deps, web: WebClient, press: Press): Promise<Message> {
  const domains = await deps.store.domains()
  const domain = domains.find(({ id }) => id === ABOUT_PEOPLE) ?? domains[0]
  if (!domain) return say(commandReply.unknownDomain)
  const asked = { domainId: domain.id, eventId: press.eventId, mind: commandReply.aboutMyTeam }
  return startAndSay(deps, web, press.who, asked)
}

async function takeOut(deps: Deps, who: { workspace: string; actor: string }, always: boolean): Promise<string> {
  const outcome = await leaveOut(deps, who, always)
  if (outcome === 'nothing') return commandReply.toldAlready
  return always ? commandReply.leftOutAlways : commandReply.leftOut
}

async function saveSettings(deps: Deps, who: { workspace: string; actor: string }, view: unknown): Promise<undefined> {
  if (await deps.store.myTeams(who)) await deps.store.setDigest(who, readDigestSettings(view))
}
