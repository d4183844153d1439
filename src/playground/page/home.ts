import { blocks } from './blocks.ts'
import { el } from './element.ts'
import type { Page } from './page.ts'

/** The app's home tab, as the app published it for this person. */
export function home(page: Page): HTMLElement {
  const { home: view, app } = page.state
  if (!view)
    return el(
      'div',
      { class: 'home' },
      el('p', { class: 'empty' }, `${app?.name ?? 'The app'} has not shown anything here yet.`),
    )
  const stage = { page, where: { view: view.id }, name: view.id, blocks: view.blocks, errors: view.errors }
  return el(
    'div',
    { class: 'home', 'data-key': view.id, tabindex: '0', role: 'region', 'aria-label': 'Home' },
    el('div', { class: 'sheet' }, blocks(stage)),
  )
}
