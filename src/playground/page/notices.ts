import { el } from './element.ts'
import type { Page } from './page.ts'

/** What the workspace tells the person, for a few seconds. What already stands under a box is not said twice. */
export function notices({ view, show }: Page): HTMLElement {
  const said = Object.values(view.problems)
  return el(
    'div',
    { class: 'notices', role: 'status', popover: 'manual', 'data-key': 'notices' },
    view.notices
      .filter(({ text }) => !said.includes(text))
      .map((notice) =>
        el(
          'div',
          { class: 'notice', 'data-key': String(notice.id) },
          el('span', { class: 'grow' }, notice.text),
          el(
            'button',
            {
              type: 'button',
              class: 'tool',
              'aria-label': 'Dismiss',
              onclick: () => show({ notices: view.notices.filter((one) => one !== notice) }),
            },
            '✕',
          ),
        ),
      ),
  )
}
