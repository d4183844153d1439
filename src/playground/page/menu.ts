import { type Child, el, type Props } from './element.ts'

export type Choice = {
  label: string
  hint?: string
  danger?: boolean
  /** A small picture before the words. */
  face?: HTMLElement
  /** Choices of one group stand under its name. */
  group?: string
  choose: () => void
}

/**
 * A button that opens a list of choices beside itself, in the browser's own top layer: Escape and a click elsewhere
 * close it. The choices are drawn when it opens, as each message has menus that are hardly ever opened.
 */
export function menu(id: string, button: Props, face: Child, choices: () => Choice[]): HTMLElement {
  const menuId = `menu-${id}`
  return el(
    'span',
    { class: 'menu-holder', 'data-key': menuId },
    el('button', { type: 'button', ...button, popovertarget: menuId, 'aria-haspopup': 'menu' }, face),
    el('div', {
      id: menuId,
      class: 'menu',
      popover: 'auto',
      role: 'menu',
      'data-own': true,
      onbeforetoggle: (event) => fill(event, choices()),
      ontoggle: settle,
      onkeydown: walk,
    }),
  )
}

function fill({ currentTarget: list, newState }: ToggleEvent, choices: Choice[]): void {
  if (!(list instanceof HTMLElement) || newState !== 'open') return
  const groups = Map.groupBy(choices, (one) => one.group ?? '')
  list.replaceChildren(...[...groups].flatMap(([name, some]) => group(list, name, some)))
  list.style.visibility = 'hidden' // until it has its place
}

function group(list: HTMLElement, name: string, choices: Choice[]): HTMLElement[] {
  const items = choices.map((one) => item(list, one))
  const title = el('div', { class: 'menu-title', 'aria-hidden': 'true' }, name)
  return name === '' ? items : [el('div', { role: 'group', 'aria-label': name }, title, items)]
}

function item(list: HTMLElement, { label, hint, danger, face, choose }: Choice): HTMLElement {
  const onclick = () => {
    list.hidePopover()
    choose()
  }
  return el(
    'button',
    { type: 'button', role: 'menuitem', class: danger ? 'menu-item danger' : 'menu-item', onclick },
    face,
    el('span', { class: 'menu-words' }, label, hint && el('span', { class: 'hint' }, hint)),
  )
}

/** Places the open list below its button, or above it where there is no room, and moves the focus into it. */
function settle({ currentTarget: list, newState }: ToggleEvent): void {
  if (!(list instanceof HTMLElement) || newState !== 'open') return
  const button = list.previousElementSibling?.getBoundingClientRect()
  if (!button) return
  const below = button.bottom + 4
  const isTooLow = below + list.offsetHeight > window.innerHeight
  list.style.top = `${isTooLow ? Math.max(8, button.top - list.offsetHeight - 4) : below}px`
  list.style.left = `${Math.max(8, Math.min(button.left, window.innerWidth - list.offsetWidth - 8))}px`
  list.style.visibility = ''
  list.querySelector('button')?.focus()
}

function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !(event.currentTarget instanceof Element)) return
  event.preventDefault()
  const items = [...event.currentTarget.querySelectorAll('button')]
  const at = items.findIndex((one) => one.matches(':focus'))
  items.at((at + step) % items.length)?.focus()
}
