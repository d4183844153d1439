import { composer } from './composer.ts'
import { el } from './element.ts'
import { messageList } from './message-list.ts'
import type { Page } from './page.ts'
import { nameOf } from './person.ts'
import { boxOf } from './place.ts'
import { conversationOf, threadOf } from './state.ts'

/** The pane at the right: a thread from its first message on, what the app is doing in it, and the place to reply. */
export function thread(page: Page): HTMLElement | undefined {
  const { view, state } = page
  const of = conversationOf(state, view.shown)
  const rootTs = view.thread
  if (!of || rootTs === undefined || view.tab === 'home') return undefined
  const isClosed = of.isArchived || !of.isMember
  return el(
    'aside',
    { class: 'thread', 'data-key': `thread:${of.id}:${rootTs}`, 'aria-label': 'Thread' },
    el(
      'header',
      { class: 'head' },
      el(
        'div',
        { class: 'head-row' },
        el(
          'button',
          { type: 'button', class: 'tool back', 'aria-label': `Back to ${of.name}`, onclick: () => close(page) },
          '←',
        ),
        el('h2', {}, 'Thread'),
        el('span', { class: 'hint topic' }, of.kind === 'channel' ? `# ${of.name}` : of.name),
        el(
          'button',
          {
            type: 'button',
            class: 'tool shut',
            'aria-label': 'Close the thread',
            title: 'Close',
            onclick: () => close(page),
          },
          '✕',
        ),
      ),
    ),
    messageList(page, {
      list: 'thread',
      id: `list:${of.id}:${rootTs}`,
      label: 'Messages in this thread',
      messages: threadOf(state, of.id, rootTs),
    }),
    status(page, of.id, rootTs),
    isClosed
      ? el('p', { class: 'foot-note' }, 'You can read this thread, not write in it.')
      : composer(page, {
          id: boxOf({ conversation: of.id, thread: rootTs }),
          channel: of.id,
          threadTs: rootTs,
          placeholder: 'Reply…',
        }),
  )
}

const close = (page: Page) => page.open(page.view.shown)

function status(page: Page, channel: string, threadTs: string): HTMLElement {
  const { state } = page
  const text = state.statuses[`${channel}:${threadTs}`]
  const key = `stop:${channel}:${threadTs}`
  const stop = () =>
    void page.act({ do: 'stop', channel, threadTs }, key).then((acted) => acted.ok || page.notify(acted.error))
  return el(
    'div',
    { class: text ? 'status on' : 'status', role: 'status' },
    text && [
      el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
      el('span', { class: 'grow' }, `${nameOf(state, state.app?.user ?? '')} ${text}`),
      el(
        'button',
        {
          type: 'button',
          class: 'button small',
          'aria-disabled': page.view.busy.has(key) ? 'true' : undefined,
          onclick: stop,
        },
        'Stop',
      ),
    ],
  )
}
