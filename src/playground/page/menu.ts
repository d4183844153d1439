import { type Child, el, type Props } from './element.ts'

export type Choice = { label: string; hint?: string; danger?: boolean; choose: () => void }

/** A button that opens a list of choices beside itself, in the browser's own top layer: Escape and a click elsewhere close it. */
export function menu(
  id: string,
  button: Props & { 'aria-label'?: string },
  face: Child,
  choices: Choice[],
): HTMLElement {
  const menuId = `menu-${id}`
  return el(
    'span',
    { class: 'menu-holder', 'data-key': menuId },
    el('button', { type: 'button', ...button, popovertarget: menuId, 'aria-haspopup': 'menu' }, face),
    el(
      'div',
      {
        id: menuId,
        class: 'menu',
        popover: 'auto',
        role: 'menu',
        onbeforetoggle: place,
        ontoggle: focusFirst,
        onkeydown: walk,
      },
      choices.map(({ label, hint, danger, choose }) =>
        el(
          'button',
          {
            type: 'button',
            role: 'menuitem',
            class: danger ? 'menu-item danger' : 'menu-item',
            onclick: ({ currentTarget }) => {
              if (currentTarget instanceof Element) currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
              choose()
            },
          },
          el('span', {}, label),
          hint && el('span', { class: 'hint' }, hint),
        ),
      ),
    ),
  )
}

/** Below the button, or above it where there is no room; never beyond the window. */
function place(event: Event): void {
  const list = event.currentTarget
  if (!(list instanceof HTMLElement) || !(event instanceof ToggleEvent) || event.newState !== 'open') return
  const button = list.previousElementSibling?.getBoundingClientRect()
  if (!button) return
  requestAnimationFrame(() => {
    const { offsetWidth: width, offsetHeight: height } = list
    const below = button.bottom + 4
    const top = below + height > window.innerHeight ? Math.max(8, button.top - height - 4) : below
    list.style.top = `${top}px`
    list.style.left = `${Math.max(8, Math.min(button.left, window.innerWidth - width - 8))}px`
  })
}

function focusFirst(event: Event): void {
  if (event instanceof ToggleEvent && event.newState === 'open' && event.currentTarget instanceof Element)
    event.currentTarget.querySelector('button')?.focus()
}

function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !(event.currentTarget instanceof Element)) return
  event.preventDefault()
  const items = [...event.currentTarget.querySelectorAll('button')]
  const at = items.findIndex((item) => item.matches(':focus'))
  items.at((at + step) % items.length)?.focus()
}
