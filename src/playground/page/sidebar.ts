import type { Conversation, Person, State } from '../contract.ts'
import { clock } from './clock.ts'
import { type Child, el } from './element.ts'
import { menu } from './menu.ts'
import type { Page } from './page.ts'
import { picture } from './person.ts'
import { appConversation, personOf } from './state.ts'
import { showEngineer } from './watch-wire.ts'

/** The list at the left: channels, people, the app, and what the program adds of its own. */
export function sidebar(page: Page): HTMLElement {
  const { state, view } = page
  const channels = state.conversations.filter(({ kind }) => kind === 'channel')
  const people = state.people.filter(({ id, isBot }) => !isBot && id !== state.me)
  const near = people.filter((of) => isNear(state, of))
  return el(
    'nav',
    {
      class: view.drawer ? 'sidebar open' : 'sidebar',
      id: 'sidebar',
      'aria-label': 'Conversations',
      onkeydown: ({ key }) => {
        if (key === 'Escape' && view.drawer) page.show({ drawer: false }) // an answer of false would stop the key
      },
    },
    section(
      'Channels',
      channels.map((of) => channel(page, of)),
    ),
    section('Direct messages', [
      near.map((of) => person(page, of)),
      near.length < people.length && newMessage(page, people),
    ]),
    section('Apps', [app(page)]),
    section('Playground', [clock(page), state.controls.map((of) => control(page, of)), engineerButton(page)]),
  )
}

function section(title: string, items: Child[]): HTMLElement {
  return el('section', { 'data-key': title }, el('h2', {}, title), el('ul', {}, items))
}

function item(page: Page, of: Conversation | undefined, face: Child, name: string, open: () => void): HTMLElement {
  const { view } = page
  const isShown = of !== undefined && of.id === view.shown
  const unread = isShown || !of ? 0 : of.unread
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: unread > 0 ? 'item unread' : 'item',
        'aria-current': isShown ? 'page' : undefined,
        onclick: open,
      },
      face,
      el('span', { class: 'item-name' }, name),
      unread > 0 && el('span', { class: 'count', 'aria-label': `${unread} unread` }, String(unread)),
    ),
  )
}

function channel(page: Page, of: Conversation): HTMLElement {
  const face = el(
    'span',
    { class: 'hash', 'aria-hidden': 'true' },
    of.isArchived ? '🗄' : of.access === 'private' ? '🔒' : of.access === 'group' ? '👥' : '#',
  )
  return item(page, of, face, of.name, () => page.open(of.id))
}

const imWith = (state: State, { id }: Person) => state.conversations.find((one) => one.kind === 'im' && one.with === id)

/** Of many people one sees at first those one works with, and those one wrote with. */
function isNear(state: State, of: Person): boolean {
  const im = imWith(state, of)
  const isInTeam = of.team !== undefined && of.team === personOf(state, state.me)?.team
  return isInTeam || (im !== undefined && (state.messages[im.id]?.length ?? 0) > 0)
}

function newMessage(page: Page, people: Person[]): HTMLElement {
  const choices = () =>
    people.map((of) => ({
      label: of.realName,
      hint: of.title,
      face: picture(of, 'tiny'),
      group: of.team ?? 'Others',
      choose: () => void openWith(page, of.id, imWith(page.state, of)),
    }))
  const face = [el('span', { class: 'hash', 'aria-hidden': 'true' }, '+'), el('span', {}, 'New message')]
  return el('li', {}, menu('new-message', { class: 'item' }, face, choices))
}

function person(page: Page, of: Person): HTMLElement {
  const known = imWith(page.state, of)
  return item(page, known, picture(of, 'tiny'), of.realName, () => void openWith(page, of.id, known))
}

function app(page: Page): HTMLElement {
  const { app: of, people } = page.state
  if (!of) return el('li', { class: 'item-note' }, 'No app has joined yet.')
  const face = picture(people.find(({ id }) => id === of.user) ?? { initials: 'A', color: '#4a4a55' }, 'tiny')
  const known = appConversation(page.state)
  const drawn = item(page, known, face, of.name, () => void openWith(page, of.user, known))
  if (!of.connected) drawn.append(el('span', { class: 'item-note' }, 'not connected'))
  return drawn
}

async function openWith(page: Page, user: string, known: Conversation | undefined): Promise<void> {
  if (known) return page.open(known.id)
  const acted = await page.act({ do: 'open-im', user })
  if (!acted.ok) page.notify(acted.error)
  else if (acted.channel) page.open(acted.channel)
}

function engineerButton(page: Page): HTMLElement {
  const isOpen = page.view.engineer !== undefined
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: 'item control',
        'aria-expanded': isOpen ? 'true' : 'false',
        onclick: () => showEngineer(page, !isOpen),
      },
      el('span', { class: 'item-name' }, 'Engineer’s view'),
      el('span', { class: 'item-note' }, 'What crosses the wire, and what goes wrong'),
    ),
  )
}

function control(page: Page, { name, label, hint }: Page['state']['controls'][number]): HTMLElement {
  const key = `control:${name}`
  const run = () => void page.act({ do: 'control', name }, key).then((acted) => acted.ok || page.notify(acted.error))
  const isBusy = page.view.busy.has(key)
  return el(
    'li',
    {},
    el(
      'button',
      { type: 'button', class: 'item control', 'aria-disabled': isBusy ? 'true' : undefined, onclick: run },
      el('span', { class: 'item-name' }, label),
      el('span', { class: 'item-note' }, hint),
    ),
  )
}
