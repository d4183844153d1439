import type { Message } from '../contract.ts'
import { confirmed } from './confirm.ts'
import { el } from './element.ts'
import { emoji } from './emoji.ts'
import { icon } from './icon.ts'
import { type Choice, menu } from './menu.ts'
import type { Page } from './page.ts'
import { linkTo } from './place.ts'

const REACTIONS = ['+1', 'heart', 'tada', 'white_check_mark', 'eyes', 'thinking_face']

/** What can be done with a message: the small bar at its top right, there for the pointer and the keyboard. */
export function messageTools(page: Page, of: Message, list: string): HTMLElement {
  const { channel, ts } = of
  const id = `${list}:${ts}`
  const react = () =>
    REACTIONS.map((name) => ({
      label: `${emoji(name)}  ${name.replaceAll('_', ' ')}`,
      choose: () => void page.act({ do: 'react', channel, ts, name }),
    }))
  return el(
    'div',
    { class: 'tools' },
    menu(`react:${id}`, { class: 'tool', 'aria-label': 'Add a reaction', title: 'Add a reaction' }, '☺', react),
    list.startsWith('main') &&
      el(
        'button',
        {
          type: 'button',
          class: 'tool',
          'aria-label': 'Reply in thread',
          title: 'Reply in thread',
          onclick: () => page.open(channel, of.threadTs ?? ts),
        },
        icon('thread'),
      ),
    menu(`more:${id}`, { class: 'tool', 'aria-label': 'More actions', title: 'More actions' }, '⋯', () =>
      choices(page, of, id),
    ),
  )
}

function choices(page: Page, of: Message, id: string): Choice[] {
  const { channel, ts } = of
  const shortcuts = page.state.shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ name, description, callbackId }) => ({
      label: name,
      hint: description,
      choose: () => tell(page, page.act({ do: 'shortcut', callbackId, message: { channel, ts } })),
    }))
  const write = (words: string) => () => void navigator.clipboard?.writeText(words)
  const copy = [
    { label: 'Copy text', choose: write(of.text) },
    { label: 'Copy link', choose: write(linkTo(of)) },
  ]
  if (of.user !== page.state.me) return [...shortcuts, ...copy]
  return [
    { label: 'Edit message', choose: () => edit(page, of, id) },
    ...shortcuts,
    ...copy,
    { label: 'Delete message…', danger: true, choose: () => void remove(page, of) },
  ]
}

function edit(page: Page, { ts }: Message, editing: string): void {
  page.show({ editing })
  page.focus(`edit:${ts}`)
}

async function remove(page: Page, { channel, ts }: Message): Promise<void> {
  const isSure = await confirmed({
    title: 'Delete message',
    text: 'Do you want to delete this message? It cannot be brought back.',
    confirm: 'Delete',
    deny: 'Cancel',
    danger: true,
  })
  if (isSure) tell(page, page.act({ do: 'delete', channel, ts }))
}

function tell(page: Page, acting: ReturnType<Page['act']>): void {
  void acting.then((acted) => acted.ok || page.notify(acted.error))
}
