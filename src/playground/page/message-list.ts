import type { Message } from '../contract.ts'
import { type Child, el } from './element.ts'
import { message } from './message.ts'
import { openRemembering } from './morph.ts'
import { isAway, toNewest } from './newest.ts'
import type { Page } from './page.ts'
import { inThread, personOf } from './state.ts'
import { dayName, dayOf, nowOf } from './time.ts'

const UTC = { tz: 'UTC', locale: 'en' }
const TOGETHER_S = 300 // messages by one author within five minutes stand under one name
/** How many messages are drawn at first: what is drawn is drawn again with each change. */
export const DEPTH = 100
const AHEAD_PX = 600 // closer to the earliest one that is drawn, earlier ones are drawn too

type List = { list: 'main' | 'thread'; id: string; label: string; messages: Message[]; before?: Child; after?: Child }

/** A scrolling list of messages that stays at the newest one unless the person scrolled up. */
export function messageList(page: Page, { list, id, label, messages, before, after }: List): HTMLElement {
  const newest = list === 'main' ? messages.slice(-page.view.depth) : messages
  return el(
    'div',
    { class: 'scroll-holder', 'data-key': id },
    el(
      'div',
      {
        class: 'scroll',
        'data-list': list,
        tabindex: '0',
        role: 'log',
        'aria-live': 'polite',
        'aria-label': label,
        onscroll: ({ currentTarget }) => {
          if (!(currentTarget instanceof HTMLElement)) return
          noticePlace(page, list, currentTarget)
          if (newest.length < messages.length && currentTarget.scrollTop < AHEAD_PX) showEarlier(page, currentTarget)
        },
      },
      el(
        'div',
        { class: 'messages' },
        newest.length < messages.length ? earlier(page) : before,
        rows(page, list, newest),
        after,
      ),
    ),
    page.view.away.includes(list) &&
      el('button', { type: 'button', class: 'jump', onclick: () => toNewest(page, list) }, '↓ Newest messages'),
  )
}

function earlier(page: Page): HTMLElement {
  const more = () => page.show({ depth: page.view.depth + DEPTH })
  return el(
    'button',
    { type: 'button', class: 'button earlier', 'data-key': 'earlier', onclick: more },
    'Show earlier messages',
  )
}

/** Where the browser itself does not keep what is read in its place, at the very top, it is put back there. */
function showEarlier(page: Page, scrolled: HTMLElement): void {
  const { scrollTop, scrollHeight } = scrolled
  page.show({ depth: page.view.depth + DEPTH })
  requestAnimationFrame(() => {
    if (scrolled.scrollTop === scrollTop) scrolled.scrollTop += scrolled.scrollHeight - scrollHeight
  })
}

function noticePlace(page: Page, list: List['list'], scrolled: HTMLElement): void {
  const away = isAway(scrolled)
  if (away === page.view.away.includes(list)) return
  const others = page.view.away.filter((one) => one !== list)
  const isBack = list === 'main' && !away // what is far up need not be kept drawn
  page.show({ away: away ? [...others, list] : others, ...(isBack && { depth: DEPTH }) })
}

function rows(page: Page, list: List['list'], messages: Message[]): HTMLElement[] {
  const me = personOf(page.state, page.state.me) ?? UTC
  const shared = sharedBy(page)
  return messages.flatMap((of, index) => {
    const last = messages[index - 1]
    const isNewDay = !last || dayOf(last.ts, me) !== dayOf(of.ts, me)
    const isFirstReply = list === 'thread' && index === 1
    const compact = !isNewDay && !isFirstReply && follows(of, last, list)
    const drawn = remembered.draw(`${list}:${of.ts}`, [...shared, compact, ...ownOf(page, of, list)], () =>
      message(page, of, { list, compact }),
    )
    if (isFirstReply) return [replyCount(messages.filter((one) => inThread(one) && !one.ephemeral).length), drawn]
    return isNewDay && list === 'main' ? [divider(dayName(of.ts, me, nowOf(page.state)), of.ts), drawn] : [drawn]
  })
}

/** What of the page every message is drawn from. */
const sharedBy = (page: Page): unknown[] => {
  const { state } = page
  const today = dayOf(String(nowOf(state) / 1000), personOf(state, state.me) ?? UTC)
  return [page, state.app?.user, state.app?.name, state.conversations.length, today]
}

/** And what one message is drawn from: when all of it is the same as last time, so is the message. */
function ownOf({ state, view }: Page, of: Message, list: List['list']): unknown[] {
  const { ts, channel } = of
  const key = `${list}:${ts}`
  const busy = view.busy.size > 0 && [...view.busy].filter((name) => name.startsWith(`${key}:`)).join()
  const turned = of.blocks?.map(({ block_id }) => view.turned[`${key}:${block_id}`]).join()
  return [of, state.statuses[`${channel}:${ts}`], view.editing === key, view.marked === ts, busy || '', turned]
}

const remembered = openRemembering()
/** Draws all messages anew the next time. */
export const forgetMessages = remembered.forget

/** Whether a message stands under the name of the one before it. */
function follows(of: Message, last: Message, list: List['list']): boolean {
  const isApart =
    of.ephemeral || last.ephemeral || of.broadcast || (list === 'main' && (last.replyCount > 0 || inThread(last)))
  const sameAuthor = of.user === last.user && of.username === last.username && of.icon === last.icon
  return !isApart && sameAuthor && Number(of.ts) - Number(last.ts) < TOGETHER_S
}

const divider = (day: string, ts: string) =>
  el('div', { class: 'day', 'data-key': `day:${ts}`, role: 'separator' }, el('span', {}, day))

const replyCount = (count: number) =>
  el(
    'div',
    { class: 'reply-count', 'data-key': 'replies' },
    el('span', {}, count === 1 ? '1 reply' : `${count} replies`),
  )
