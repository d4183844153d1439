import type { Message } from '../contract.ts'
import { el } from './element.ts'
import type { Page } from './page.ts'
import { boxOf } from './place.ts'
import { asTyped } from './typed-text.ts'

/** A message of one's own while it is being rewritten, in its place. */
export function messageEditor(page: Page, { channel, ts, text }: Message): HTMLElement {
  const id = `edit:${ts}`
  const before = asTyped(text, page.state)
  const close = () => {
    const thread = page.view.editing?.startsWith('thread') ? page.view.thread : undefined
    page.show({ editing: undefined })
    page.focus(boxOf({ conversation: channel, thread }))
  }
  const save = async () => {
    const box = document.getElementById(id)
    const typed = box instanceof HTMLTextAreaElement ? box.value.trim() : ''
    if (typed === '' || typed === before) return close()
    const acted = await page.act({ do: 'edit', channel, ts, text: typed }, id)
    if (acted.ok) close()
    else page.notify(acted.error)
  }
  return el(
    'form',
    {
      class: 'composer editor',
      onsubmit: (event) => {
        event.preventDefault()
        void save()
      },
    },
    el(
      'textarea',
      {
        id,
        'data-key': id,
        rows: 1,
        'aria-label': 'Edit message',
        onkeydown: (event) => {
          if (event.isComposing) return
          if (event.key === 'Escape') close()
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          void save()
        },
      },
      before,
    ),
    el(
      'div',
      { class: 'composer-row end' },
      el('button', { type: 'button', class: 'button', onclick: close }, 'Cancel'),
      el('button', { class: 'button primary' }, 'Save'),
    ),
  )
}
