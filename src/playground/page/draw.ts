import { conversation } from './conversation.ts'
import { el } from './element.ts'
import { engineer } from './engineer.ts'
import { forgetMessages } from './message-list.ts'
import { openModals } from './modal.ts'
import { morph } from './morph.ts'
import { isBeingLeft, showNewest } from './newest.ts'
import { notices } from './notices.ts'
import type { Page } from './page.ts'
import { sidebar } from './sidebar.ts'
import { thread } from './thread.ts'
import { topBar } from './top-bar.ts'

const FRAMES = 10 // for so many a place among messages that come into view is looked for again

/** Draws the page into its place, again and again; lists stay at their newest message unless the person scrolled up. */
export function openDrawing(root: HTMLElement): (page: Page) => void {
  const drawModals = openModals()
  const raise = openRaising()
  let shownMark: string | undefined
  const again = (page: Page) => {
    forgetMessages()
    draw(page)
  }
  return draw

  function draw(page: Page): void {
    const { view, state } = page
    const known = new Set(root.querySelectorAll<HTMLElement>('.scroll'))
    const left = new Set([...known].filter(isBeingLeft))
    morph(
      root,
      el(
        'div',
        { id: 'page', class: view.thread === undefined || view.tab === 'home' ? 'page' : 'page with-thread' },
        topBar(page),
        el('div', { class: view.lost ? 'lost on' : 'lost', role: 'status' }, view.lost && 'Reconnecting…'),
        el(
          'div',
          { class: 'body', 'data-key': state.me }, // what one person typed is not another's
          sidebar(page),
          view.drawer &&
            el('div', { class: 'shade', 'data-key': 'shade', onclick: () => page.show({ drawer: false }) }),
          conversation(page),
          thread(page),
        ),
        engineer(page),
        notices(page),
      ),
    )
    document.title = `${state.conversations.find(({ id }) => id === view.shown)?.name ?? 'Home'} – ${state.workspace.name}`
    if (root.querySelector('[data-same]')) {
      again(page) // a list was put in anew, without what stood in it
      return
    }
    const isNew = view.marked !== shownMark
    shownMark = view.marked
    for (const list of root.querySelectorAll<HTMLElement>('.scroll')) {
      const marked = isNew || !known.has(list) ? list.querySelector('.marked') : null
      if (marked) {
        bringIntoView(marked)
        list.dispatchEvent(new Event('scroll')) // before it is drawn again: it stays where it is
      } else if (left.has(list)) {
        list.dispatchEvent(new Event('scroll'))
      } else if (!known.has(list) || !view.away.some((one) => one === list.dataset.list)) showNewest(list)
    }
    drawModals(page)
    raise(root.querySelector<HTMLElement>('.notices'))
  }
}

/** What is far from view has a size only by guess: the place is looked for again while those around get their own. */
function bringIntoView(message: Element, frames = FRAMES): void {
  message.scrollIntoView({ block: 'center' })
  if (frames > 0) requestAnimationFrame(() => bringIntoView(message, frames - 1))
}

/** Notices stand above an open dialog, which only what was shown after it does. */
function openRaising(): (bar: HTMLElement | null) => void {
  let raised = ''
  return (bar) => {
    const wanted = [...(bar?.children ?? [])]
      .map((notice) => notice instanceof HTMLElement && notice.dataset.key)
      .join()
    if (!bar || wanted === raised) return
    raised = wanted
    if (bar.matches(':popover-open')) bar.hidePopover()
    if (wanted !== '') bar.showPopover()
  }
}
