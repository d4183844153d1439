import type { Conversation } from '../contract.ts'
import { composer } from './composer.ts'
import { confirmed } from './confirm.ts'
import { el } from './element.ts'
import { home } from './home.ts'
import { type Choice, menu } from './menu.ts'
import { messageList } from './message-list.ts'
import type { Page } from './page.ts'
import { appBadge, pictureOf } from './person.ts'
import { boxOf } from './place.ts'
import { conversationOf, topLevel } from './state.ts'
import { say } from './typing.ts'

/** The middle of the window: one conversation, with its header and the place to write; for the app also its home. */
export function conversation(page: Page): HTMLElement {
  const of = conversationOf(page.state, page.view.shown)
  if (!of)
    return el('main', { class: 'conversation' }, el('p', { class: 'empty' }, 'Choose a conversation at the left.'))
  const isApp = of.with !== undefined && of.with === page.state.app?.user
  const isHome = isApp && page.view.tab === 'home'
  return el('main', { class: 'conversation' }, header(page, of, isApp), isHome ? home(page) : talk(page, of, isApp))
}

function header(page: Page, of: Conversation, isApp: boolean): HTMLElement {
  const title = of.kind === 'channel' ? [el('span', { class: 'hash' }, '#'), of.name] : of.name
  return el(
    'header',
    { class: 'head' },
    el(
      'div',
      { class: 'head-row' },
      of.with && pictureOf(page.state, of.with, 'small'),
      el('h1', {}, title),
      isApp && appBadge(),
      of.topic && el('span', { class: 'hint topic' }, of.topic),
      of.kind === 'channel' &&
        menu('channel', { class: 'tool', 'aria-label': 'More about this channel' }, '⋯', () =>
          channelChoices(page, of),
        ),
    ),
    isApp && tabs(page),
  )
}

function tabs(page: Page): HTMLElement {
  const { view, state } = page
  const tab = (name: 'messages' | 'home', label: string, open: () => void) =>
    el(
      'button',
      { type: 'button', class: 'tab', 'aria-current': view.tab === name ? 'page' : undefined, onclick: open },
      label,
    )
  return el(
    'nav',
    { class: 'tabs', 'aria-label': 'The app' },
    state.app?.hasHome && tab('home', 'Home', page.openHome),
    tab('messages', 'Messages', () => page.open(view.shown)),
  )
}

function channelChoices(page: Page, { id, name, isArchived }: Conversation): Choice[] {
  const { app } = page.state
  const tell = (acting: ReturnType<Page['act']>) => void acting.then((acted) => acted.ok || page.notify(acted.error))
  const archive = async () => {
    const question = { title: `Archive #${name}`, text: 'Nobody will be able to write in it any more.', danger: true }
    if (await confirmed({ ...question, confirm: 'Archive', deny: 'Cancel' }))
      tell(page.act({ do: 'archive', channel: id }))
  }
  const add = app && {
    label: `Add ${app.name} to this channel`,
    choose: () => tell(page.act({ do: 'invite', channel: id, user: app.user })),
  }
  if (isArchived) return [{ label: 'This channel is archived', choose: () => undefined }]
  return [...(add ? [add] : []), { label: 'Archive this channel…', danger: true, choose: () => void archive() }]
}

function talk(page: Page, of: Conversation, isApp: boolean): HTMLElement {
  const messages = topLevel(page.state, of.id)
  const list = messageList(page, {
    list: 'main',
    id: `list:${of.id}`,
    label: `Messages in ${of.name}`,
    messages,
    before: beginning(page, of, isApp),
  })
  return el(
    'div',
    { class: 'talk', 'data-key': of.id },
    list,
    isApp && prompts(page, of, messages.length === 0),
    foot(page, of, isApp),
  )
}

function beginning(page: Page, of: Conversation, isApp: boolean): HTMLElement {
  if (of.kind === 'channel')
    return el(
      'div',
      { class: 'beginning', 'data-key': 'beginning' },
      el('h2', {}, `# ${of.name}`),
      el('p', {}, `This is the very beginning of #${of.name}.`),
    )
  const words = isApp
    ? `This is where you and ${of.name} talk. Each message you write here starts a thread of its own.`
    : `This is the very beginning of your messages with ${of.name}.`
  return el(
    'div',
    { class: 'beginning', 'data-key': 'beginning' },
    of.with && pictureOf(page.state, of.with, 'large'),
    el('h2', {}, of.name),
    el('p', {}, words),
  )
}

function prompts(page: Page, of: Conversation, isEmpty: boolean): HTMLElement | undefined {
  if (page.state.prompts.length === 0) return undefined
  return el(
    'div',
    { class: isEmpty ? 'prompts' : 'prompts few', role: 'group', 'aria-label': 'Suggestions' },
    page.state.prompts.map(({ title, message }) =>
      el(
        'button',
        {
          type: 'button',
          class: 'prompt',
          title: message,
          onclick: async () => {
            const acted = await say(page, { id: boxOf({ conversation: of.id }), channel: of.id }, message)
            if (!acted.ok) page.notify(acted.error)
          },
        },
        title,
      ),
    ),
  )
}

function foot(page: Page, of: Conversation, isApp: boolean): HTMLElement {
  if (of.isArchived)
    return el('p', { class: 'foot-note' }, 'This channel is archived. Nobody can write in it any more.')
  if (!of.isMember)
    return el(
      'p',
      { class: 'foot-note' },
      `You are looking at #${of.name}. `,
      el(
        'button',
        { type: 'button', class: 'button primary', onclick: () => void page.act({ do: 'join', channel: of.id }) },
        'Join channel',
      ),
    )
  const placeholder = isApp
    ? `Message ${of.name}: start something new`
    : `Message ${of.kind === 'channel' ? '#' : ''}${of.name}`
  return composer(page, { id: boxOf({ conversation: of.id }), channel: of.id, placeholder })
}
