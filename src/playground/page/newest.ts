import type { Page, View } from './page.ts'

type List = View['away'][number]

const NEAR_PX = 30 // closer to the end than this, about a line, counts as reading the newest

/** Lists that stay at their newest message, and how far down they were when they were last there. */
const followed = new WeakMap<HTMLElement, number>()
const watched = new WeakSet<HTMLElement>()

/**
 * What stands in a list changes its size after it was drawn: it comes into view for the first time, a picture loads, a
 * status or a longer text takes room from the list. Each time the end is shown again, before anything is painted.
 */
const sizes = new ResizeObserver((changed) => {
  const lists = new Set(changed.map(({ target }) => target.closest<HTMLElement>('.scroll')))
  for (const list of lists) if (list && followed.has(list) && !isBeingLeft(list)) showNewest(list)
})

/** Scrolls a list to its newest message, and keeps it there until the person scrolls up. */
export function showNewest(list: HTMLElement): void {
  list.scrollTop = list.scrollHeight
  followed.set(list, list.scrollTop)
  if (watched.has(list)) return
  watched.add(list)
  sizes.observe(list)
  for (const within of list.children) sizes.observe(within)
}

/** The person asks for the newest message, wherever they are: they pressed a button for it, or wrote one themselves. */
export function toNewest(page: Page, list: List): void {
  const scrolled = document.querySelector<HTMLElement>(`.scroll[data-list="${list}"]`)
  if (scrolled) followed.delete(scrolled) // that they had left its end counts no more
  page.show({ away: page.view.away.filter((one) => one !== list) })
}

/** Whether somebody scrolled up so shortly before that the browser did not tell yet. Asked before a list is drawn. */
export function isBeingLeft(list: HTMLElement): boolean {
  const at = followed.get(list)
  return at !== undefined && list.scrollTop < at - 1 && isAwayFromEnd(list) // only a person moves it up
}

/** Whether the person reads further up, as the browser tells of a scrolling; a list that merely grew was not left. */
export function isAway(list: HTMLElement): boolean {
  const away = isAwayFromEnd(list) && (!followed.has(list) || isBeingLeft(list))
  if (away) followed.delete(list)
  else if (!isAwayFromEnd(list)) followed.set(list, list.scrollTop)
  return away
}

const isAwayFromEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
  scrollHeight - scrollTop - clientHeight > NEAR_PX
