import type { Message } from '../contract.ts'
import { type Child, el } from './element.ts'
import { message } from './message.ts'
import type { Page } from './page.ts'
import { inThread, personOf } from './state.ts'
import { dayName, dayOf, nowOf } from './time.ts'

const TOGETHER_S = 300 // messages by one author within five minutes stand under one name
/** How many messages are drawn at first: what is drawn is drawn again with each change. */
export const DEPTH = 100
const NEAR_PX = 80 // closer to the end than this counts as reading the newest

type List = { list: 'main' | 'thread'; id: string; label: string; messages: Message[]; before?: Child; after?: Child }

/** A scrolling list of messages that stays at the newest one unless the person scrolled up. */
export function messageList(page: Page, { list, id, label, messages, before, after }: List): HTMLElement {
  const isAway = page.view.away.includes(list)
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
          if (currentTarget instanceof HTMLElement) noticePlace(page, list, currentTarget)
        },
      },
      newest.length < messages.length ? earlier(page) : before,
      rows(page, list, newest),
      after,
    ),
    isAway &&
      el(
        'button',
        {
          type: 'button',
          class: 'jump',
          onclick: () => page.show({ away: page.view.away.filter((one) => one !== list) }),
        },
        '↓ Newest messages',
      ),
  )
}

function earlier(page: Page): HTMLElement {
  const more = () => page.show({ depth: page.view.depth + DEPTH })
  return el('button', { type: 'button', class: 'button earlier', onclick: more }, 'Show earlier messages')
}

function noticePlace(page: Page, list: List['list'], { scrollHeight, scrollTop, clientHeight }: HTMLElement): void {
  const isAway = scrollHeight - scrollTop - clientHeight > NEAR_PX
  const others = page.view.away.filter((one) => one !== list)
  if (isAway !== page.view.away.includes(list)) page.show({ away: isAway ? [...others, list] : others })
}

function rows(page: Page, list: List['list'], messages: Message[]): HTMLElement[] {
  const me = personOf(page.state, page.state.me) ?? { tz: 'UTC', locale: 'en' }
  return messages.flatMap((of, index) => {
    const last = messages[index - 1]
    const isNewDay = !last || dayOf(last.ts, me) !== dayOf(of.ts, me)
    const isFirstReply = list === 'thread' && index === 1
    const drawn = message(page, of, { list, compact: !isNewDay && !isFirstReply && follows(of, last, list) })
    if (isFirstReply) return [replyCount(messages.filter((one) => inThread(one) && !one.ephemeral).length), drawn]
    return isNewDay && list === 'main' ? [divider(dayName(of.ts, me, nowOf(page.state)), of.ts), drawn] : [drawn]
  })
}

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
