import { z } from 'zod'
import { type Acting, acting } from './acting.ts'
import { clickInMessage, clickInView } from './clicks.ts'
import { mayMeet, notShared, runShortcut } from './commands.ts'
import type { Acted, State } from './contract.ts'
import { appName, DONE, GONE, NO_PERSON, NO_ROOM, no, told } from './interactions.ts'
import { closeModal, submitModal } from './modals.ts'
import type { Control, Parts } from './parts.ts'
import { slackUser } from './people-methods.ts'
import { actInRoom } from './room-acts.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { suggest } from './suggestions.ts'
import { slackView } from './views.ts'
import { readableRoom } from './workspace.ts'

/** Does what a person did on the page, and says why not if it cannot be done. */
export async function doAct(parts: Parts, me: string, given: unknown): Promise<Acted> {
  const { data, error } = acting.safeParse(given)
  if (error) return no(`This is nothing that a person can do here: ${z.prettifyError(error)}`)
  return actIn(parts, me, data)
}

function actIn(parts: Parts, me: string, act: Acting): Acted | Promise<Acted> {
  switch (act.do) {
    case 'click':
      return click(parts, me, act)
    case 'suggest':
      return suggestFor(parts, me, act)
    case 'submit':
    case 'close': {
      const view = parts.views.stack(me).find(({ id }) => id === act.view)
      if (!view) return no('That window is already closed.')
      return act.do === 'submit' ? submitModal(parts, me, view, act.values) : closeModal(parts, view)
    }
    case 'shortcut': {
      const post = act.message && readableRoom(parts.workspace, act.message.channel, me)?.byTs.get(act.message.ts)
      if (act.message && !post) return no(GONE)
      return runShortcut(parts, me, act.callbackId, post)
    }
    case 'open-home':
      return mayMeet(parts, me) ? openHome(parts, me) : told(parts, me, notShared(parts, appName(parts)))
    case 'open-im':
      if (!parts.workspace.people.has(act.user) || act.user === me) return no(NO_PERSON)
      if (act.user === BOT_USER_ID && !mayMeet(parts, me)) return told(parts, me, notShared(parts, appName(parts)))
      return { ok: true, channel: parts.workspace.im(me, act.user).id }
    case 'deactivate':
      return deactivate(parts, act.user)
    case 'control':
      return control(parts, me, act.name)
    case 'move-clock':
      return moveClock(parts, me, act.to)
    default:
      return actInRoom(parts, me, act)
  }
}

function click(
  parts: Parts,
  me: string,
  { where, ...click }: Extract<Acting, { do: 'click' }>,
): Acted | Promise<Acted> {
  if ('view' in where) {
    const view = parts.views.byId(where.view)
    return view?.person === me ? clickInView(parts, me, view, click) : no('That window is already closed.')
  }
  const room = readableRoom(parts.workspace, where.channel, me)
  return room ? clickInMessage(parts, me, room, where.ts, click) : no(NO_ROOM)
}

function suggestFor(parts: Parts, me: string, act: Extract<Acting, { do: 'suggest' }>): Acted | Promise<Acted> {
  if ('view' in act.where) {
    const view = parts.views.byId(act.where.view)
    return view?.person === me ? suggest(parts, me, { view }, act) : no('That window is already closed.')
  }
  const post = readableRoom(parts.workspace, act.where.channel, me)?.byTs.get(act.where.ts)
  return post ? suggest(parts, me, { post }, act) : no(GONE)
}

function openHome(parts: Parts, me: string): Acted {
  const room = parts.workspace.im(BOT_USER_ID, me)
  const view = parts.views.home(me)
  parts.whereabouts.set(me, 'home')
  parts.events.homeOpened(room, me, 'home', view && slackView(view))
  return { ok: true, channel: room.id }
}

/** Slack tells every app that may know of people. */
function deactivate(parts: Parts, user: string): Acted {
  const person = parts.workspace.people.get(user)
  if (!person || person.isBot) return no(NO_PERSON)
  person.isDeleted = true
  parts.events.memberChanged(slackUser(person, {}, parts.now()))
  return DONE
}

function control(parts: Parts, me: string, name: string): Acted | Promise<Acted> {
  const control = parts.controls.find((one) => one.name === name)
  if (!control) return no('There is no such control.')
  return runControl(parts, me, control.label, () => control.run(me))
}

async function moveClock(parts: Parts, me: string, to: Date): Promise<Acted> {
  const { clock, pages, workspace } = parts
  if (!clock) return no('The clock cannot be moved here.')
  const acted = await runControl(parts, me, 'Moving the clock', () => clock.moveTo(to, me))
  pages.tellSame(workspace.people.keys(), () => ({ type: 'clock', clock: clockState(parts) }))
  return acted
}

async function runControl(parts: Parts, me: string, label: string, run: () => ReturnType<Control['run']>) {
  try {
    const said = await run()
    if (said !== undefined) told(parts, me, said)
    return DONE
  } catch (error) {
    parts.log.error('playground: a control failed', { control: label, error: String(error) })
    return told(parts, me, `${label} did not work. The log says why.`)
  }
}

/** What the page knows of the workspace's clock. */
export const clockState = ({ now, clock }: Parts): State['clock'] => ({
  aheadMs: now().getTime() - Date.now(),
  isMovable: clock !== undefined,
})
