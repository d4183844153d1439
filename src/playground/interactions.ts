import type { Acted } from './contract.ts'
import type { Handed } from './deliveries.ts'
import type { Fields } from './fields.ts'
import type { Parts } from './parts.ts'
import { APP_ID, WORKSPACE } from './sample-workspace.ts'
import type { Room } from './workspace.ts'

export const DONE: Acted = { ok: true }
export const no = (error: string): Acted => ({ ok: false, error })
export const GONE = 'That message is no longer there.'
export const NO_ROOM = 'There is no such conversation here.'
export const NO_PERSON = 'There is no such person here.'

/** Sends the app what a person did with its buttons, modals and shortcuts, and waits for the acknowledgement. */
export function interact(parts: Parts, person: string, payload: Fields): Promise<Handed> {
  const name = nameOf(parts, person)
  const home = parts.workspace.people.get(person)?.otherTeam ?? WORKSPACE.id
  const isForm = payload.type === 'view_submission' || payload.type === 'view_closed' // sent in the person's own workspace
  return parts.deliveries.ask(parts.ids.next('E'), 'interactive', {
    team: { id: isForm ? home : WORKSPACE.id, domain: WORKSPACE.domain },
    user: { id: person, username: name, name, team_id: home },
    api_app_id: APP_ID,
    token: parts.token,
    is_enterprise_install: false,
    enterprise: null,
    ...payload,
  })
}

/** Tells the person who acted, on their page, what the workspace has to say about it. */
export function told(parts: Parts, person: string, text: string): Acted {
  parts.pages.tellSame([person], () => ({ type: 'notice', text }))
  return { ok: false, error: text }
}

/** What a person reads when the app did not acknowledge in time, or is not there. */
export const unanswered = (what: string, handed: Handed): string =>
  !handed.acked && (handed.reason === 'not_connected' || handed.reason === 'connection_failed')
    ? `${what} did not get through: the app is not connected.`
    : `${what} did not respond in time.`

export const appName = (parts: Parts): string => parts.manifest.display_information.name

export const nameOf = (parts: Parts, person: string): string => parts.workspace.people.get(person)?.name ?? person

export const channelOf = (room: Room): Fields => ({
  id: room.id,
  name: room.kind === 'im' ? 'directmessage' : room.access === 'private' ? 'privategroup' : room.name,
})
