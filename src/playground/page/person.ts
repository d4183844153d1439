import type { Message, State } from '../contract.ts'
import { el } from './element.ts'
import { emoji } from './emoji.ts'
import { personOf } from './state.ts'

const SLACKBOT = 'USLACKBOT' // Slack's own, which is nobody of the workspace

type Face = { initials: string; color: string }

/** The square picture of a person: their initials on their colour. The name stands beside it, so it is no news to a screen reader. */
export function picture({ initials, color }: Face, size = ''): HTMLElement {
  return el('span', { class: `picture-of ${size}`, 'aria-hidden': 'true', style: { background: color } }, initials)
}

/** The picture of whoever is known by an id. */
export function pictureOf(state: State, id: string, size = ''): HTMLElement {
  return picture(personOf(state, id) ?? { initials: '–', color: '#6b6b76' }, size)
}

/** How a person or the app is called on the page. */
export function nameOf(state: State, id: string): string {
  if (state.app?.user === id) return state.app.name
  if (id === SLACKBOT) return 'Slackbot'
  return personOf(state, id)?.realName ?? 'Someone'
}

/** Who a message is by, with the name and picture that the app may have chosen for it. */
export function authorOf(
  state: State,
  { user, username, icon }: Message,
): { name: string; isApp: boolean; face: HTMLElement } {
  const sign = /^:([^:]+):$/.exec(icon ?? '')?.[1]
  return {
    name: username ?? nameOf(state, user),
    isApp: state.app?.user === user || personOf(state, user)?.isBot === true,
    face: sign ? picture({ initials: emoji(sign), color: 'var(--hover)' }) : pictureOf(state, user),
  }
}

/** What marks the messages and the name of an app. */
export const appBadge = (): HTMLElement => el('span', { class: 'badge' }, 'APP')
