import type { Message } from '../contract.ts'
import { files } from './attachments.ts'
import { blocks } from './blocks.ts'
import { el } from './element.ts'
import { emoji } from './emoji.ts'
import { messageEditor } from './message-editor.ts'
import { messageTools } from './message-tools.ts'
import { mrkdwn } from './mrkdwn.ts'
import type { Page } from './page.ts'
import { appBadge, authorOf, nameOf, pictureOf } from './person.ts'
import { inThread, personOf } from './state.ts'
import { dayName, dayOf, momentOf, nowOf, timeOf } from './time.ts'

const UTC = { tz: 'UTC', locale: 'en' }

/** One message, in a conversation or in the thread pane. A compact one follows another by the same author. */
export function message(page: Page, of: Message, at: { list: string; compact: boolean }): HTMLElement {
  const { state, view } = page
  const clock = personOf(state, state.me) ?? UTC
  const { name, isApp, face } = authorOf(state, of)
  const time = el('time', { class: 'time', title: momentOf(of.ts, clock) }, timeOf(of.ts, clock))
  const isDeleted = of.deleted === true
  const isEdited = view.editing === `${at.list}:${of.ts}`
  return el(
    'article',
    {
      class: `message ${at.compact ? 'compact' : ''} ${of.ephemeral ? 'ephemeral' : ''} ${view.marked === of.ts ? 'marked' : ''}`,
      'data-key': `${at.list}:${of.ts}`,
      'data-ts': of.ts,
      'aria-label': isDeleted ? 'A deleted message' : `${name}, ${timeOf(of.ts, clock)}`,
    },
    el(
      'div',
      { class: 'gutter' },
      at.compact ? time : isDeleted ? el('span', { class: 'picture-of gone' }, '–') : face,
    ),
    el(
      'div',
      { class: 'message-main' },
      of.ephemeral && el('div', { class: 'hint' }, '👁 Only visible to you'),
      of.broadcast && repliedTo(page, of, at.list),
      !at.compact &&
        !isDeleted &&
        el('div', { class: 'byline' }, el('span', { class: 'name' }, name), isApp && appBadge(), time),
      isEdited ? messageEditor(page, of) : content(page, of, at.list),
      files(of),
      reactions(page, of),
      at.list.startsWith('main') && threadLink(page, of),
    ),
    !of.ephemeral && !isEdited && !isDeleted && messageTools(page, of, at.list),
  )
}

/** Blocks stand for the text where there are any, as in Slack: the text is then for notifications only. */
function content(page: Page, of: Message, list: string): HTMLElement {
  const { ts, channel, text, edited } = of
  const stage = { page, where: { channel, ts }, name: `${list}:${ts}`, blocks: of.blocks ?? [], errors: {} }
  const mark = edited && el('span', { class: 'hint' }, ' (edited)')
  return of.blocks?.length
    ? el('div', { class: 'content' }, blocks(stage), mark)
    : el('div', { class: 'content text' }, mrkdwn(text, page.state), mark)
}

function repliedTo(page: Page, { channel, threadTs }: Message, list: string): HTMLElement {
  const thread = el(
    'button',
    { type: 'button', class: 'link', onclick: () => page.open(channel, threadTs) },
    'a thread',
  )
  return el('div', { class: 'hint' }, list.startsWith('main') ? ['replied to ', thread] : 'also sent to the channel')
}

function reactions(page: Page, { reactions: all, channel, ts }: Message): HTMLElement | undefined {
  if (all.length === 0) return undefined
  return el(
    'div',
    { class: 'reactions' },
    all.map(({ name, users }) =>
      el(
        'button',
        {
          type: 'button',
          class: users.includes(page.state.me) ? 'reaction mine' : 'reaction',
          'aria-pressed': users.includes(page.state.me) ? 'true' : 'false',
          title: users.map((id) => nameOf(page.state, id)).join(', '),
          onclick: () => void page.act({ do: 'react', channel, ts, name }),
        },
        emoji(name),
        el('span', {}, String(users.length)),
        el('span', { class: 'unseen' }, `${name}: ${users.map((id) => nameOf(page.state, id)).join(', ')}`),
      ),
    ),
  )
}

/** Under a thread's first message: how many replies it has, or that the app is at work in it. */
function threadLink(page: Page, of: Message): HTMLElement | undefined {
  const { state } = page
  const status = state.statuses[`${of.channel}:${of.ts}`]
  if ((of.replyCount === 0 && !status) || inThread(of)) return undefined
  const clock = personOf(state, state.me) ?? UTC
  const last = of.latestReply
  return el(
    'button',
    { type: 'button', class: 'thread-link', onclick: () => page.open(of.channel, of.ts) },
    of.replyUsers.slice(0, 4).map((id) => pictureOf(state, id, 'tiny')),
    of.replyCount > 0 && el('span', { class: 'count' }, of.replyCount === 1 ? '1 reply' : `${of.replyCount} replies`),
    el(
      'span',
      { class: 'hint' },
      status
        ? `${nameOf(state, state.app?.user ?? '')} ${status}`
        : last && `Last reply ${whenOf(last, clock, nowOf(state))}`,
    ),
  )
}

function whenOf(ts: string, clock: typeof UTC, now: number): string {
  const isToday = dayOf(ts, clock) === dayOf(String(now / 1000), clock)
  return isToday ? `today at ${timeOf(ts, clock)}` : `${dayName(ts, clock, now)} at ${timeOf(ts, clock)}`
}
