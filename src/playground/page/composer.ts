import { attachButton, attachedFiles } from './attachments.ts'
import { el } from './element.ts'
import { menu } from './menu.ts'
import type { Page } from './page.ts'
import { conversationOf } from './state.ts'
import { type Box, pressed, send, settle, take, typed } from './typing.ts'

type Composer = Box & { placeholder: string }

/** Where a person writes: a growing box that sends with Enter, completes commands and names, and says what went wrong. */
export function composer(page: Page, of: Composer): HTMLElement {
  const { view, state } = page
  const completing = view.completing?.composer === of.id ? view.completing : undefined
  const problem = view.problems[of.id]
  const isChannel = conversationOf(state, of.channel)?.kind === 'channel'
  return el(
    'form',
    {
      class: 'composer-holder',
      'data-key': of.id,
      onsubmit: (event) => {
        event.preventDefault()
        void send(page, of)
      },
    },
    completing && completions(page, of),
    el(
      'div',
      { class: 'composer' },
      el(
        'textarea',
        {
          id: of.id,
          rows: 1,
          placeholder: of.placeholder,
          'aria-label': of.placeholder,
          'aria-autocomplete': 'list',
          'aria-controls': completing && `${of.id}:list`,
          'aria-activedescendant': completing && completing.entry >= 0 ? `${of.id}:${completing.entry}` : undefined,
          'aria-describedby': problem ? `${of.id}:problem` : undefined,
          oninput: () => typed(page, of),
          onkeydown: (event) => pressed(event, page, of),
        },
        view.drafts[of.id],
      ),
      attachedFiles(page, of.id),
      el(
        'div',
        { class: 'composer-row' },
        shortcutMenu(page, of),
        attachButton(page, of.id),
        of.threadTs && isChannel
          ? el(
              'label',
              { class: 'choice' },
              el('input', { type: 'checkbox', id: `${of.id}:broadcast` }),
              'Also send to the channel',
            )
          : el('span', { class: 'hint grow' }, 'Enter to send, Shift + Enter for a new line'),
        el('button', { class: 'send', 'aria-label': 'Send', title: 'Send' }, '➤'),
      ),
    ),
    el('div', { class: 'problem', id: `${of.id}:problem`, role: 'alert' }, problem),
  )
}

function completions(page: Page, of: Composer): HTMLElement {
  const { entries = [], entry = -1 } = page.view.completing ?? {}
  return el(
    'div',
    {
      class: 'completions',
      'data-key': 'completions',
      id: `${of.id}:list`,
      role: 'listbox',
      'aria-label': 'Suggestions',
    },
    entries.map(({ label, usage, description }, index) =>
      el(
        'div',
        {
          class: 'completion',
          id: `${of.id}:${index}`,
          role: 'option',
          'aria-selected': index === entry ? 'true' : 'false',
          onclick: () => take(page, of, index),
        },
        el('span', {}, el('strong', {}, label), usage && [' ', el('span', { class: 'hint' }, usage)]),
        el('span', { class: 'hint' }, description),
      ),
    ),
  )
}

function shortcutMenu(page: Page, { id }: Composer): HTMLElement | undefined {
  const shortcuts = page.state.shortcuts.filter(({ type }) => type === 'global')
  const choices = () =>
    shortcuts.map(({ name, description, callbackId }) => ({
      label: name,
      hint: description,
      choose: () => void page.act({ do: 'shortcut', callbackId }).then((acted) => settle(page, id, acted)),
    }))
  const button = { class: 'tool', 'aria-label': 'Shortcuts', title: 'Shortcuts' }
  return shortcuts.length > 0 ? menu(`shortcuts:${id}`, button, '+', choices) : undefined
}
