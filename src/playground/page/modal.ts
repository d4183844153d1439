import type { OpenView } from '../contract.ts'
import { blocks } from './blocks.ts'
import { el } from './element.ts'
import { filledIn } from './filled-in.ts'
import { morph } from './morph.ts'
import type { Page } from './page.ts'
import type { Stage } from './stage.ts'

/**
 * Keeps one native dialog for each open view, the newest on top: the browser traps the focus in it. Those below stay
 * as they were filled in.
 */
export function openModals(): (page: Page) => void {
  const dialogs = new Map<string, { dialog: HTMLDialogElement; wrong: string }>()
  return (page) => {
    const { views } = page.state
    for (const [id, { dialog }] of dialogs) {
      if (views.some((view) => view.id === id)) continue
      dialogs.delete(id)
      dialog.remove()
    }
    for (const view of views) {
      const fresh = modal(page, view, view === views.at(-1))
      const known = dialogs.get(view.id)
      const dialog = known?.dialog ?? fresh
      if (known) morph(dialog, fresh)
      else document.body.append(dialog)
      if (!dialog.open) show(dialog)
      const wrong = JSON.stringify(errorsOf(page, view))
      if (known && known.wrong !== wrong) dialog.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      dialogs.set(view.id, { dialog, wrong })
    }
  }
}

function show(dialog: HTMLDialogElement): void {
  dialog.showModal()
  const first = dialog.querySelector<HTMLElement>('.dialog-body :is(input, textarea, select)')
  first?.focus({ preventScroll: true }) // what stands above it is read first
}

const errorsOf = (page: Page, view: OpenView) => ({ ...view.errors, ...page.view.missing[view.id] })

function modal(page: Page, view: OpenView, isTop: boolean): HTMLDialogElement {
  const stage = { page, where: { view: view.id }, name: view.id, blocks: view.blocks, errors: errorsOf(page, view) }
  const key = `submit:${view.id}`
  const isBusy = page.view.busy.has(key)
  const close = () =>
    void page.act({ do: 'close', view: view.id }).then((acted) => acted.ok || page.notify(acted.error))
  const isRefused = Object.keys(view.errors).length > 0 // then each block says what is wrong with it
  const problem = isRefused ? view.errors[''] : page.view.problems[view.id]
  return el(
    'dialog',
    {
      class: isTop ? 'dialog' : 'dialog under',
      'aria-labelledby': `${view.id}:title`,
      oncancel: (event) => {
        event.preventDefault()
        close()
      },
    },
    el(
      'form',
      {
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault()
          void submit(page, view, stage, key)
        },
      },
      el(
        'div',
        { class: 'dialog-head' },
        el('h2', { id: `${view.id}:title` }, view.title),
        el('button', { type: 'button', class: 'tool', 'aria-label': 'Close', onclick: close }, '✕'),
      ),
      el('div', { class: 'dialog-body' }, blocks(stage)),
      el('div', { class: 'problem', role: 'alert' }, problem),
      el(
        'div',
        { class: 'dialog-foot' },
        el('button', { type: 'button', class: 'button', onclick: close }, view.close ?? 'Cancel'),
        view.submit !== undefined &&
          el('button', { class: 'button primary', 'aria-disabled': isBusy ? 'true' : undefined }, view.submit),
      ),
    ),
  )
}

async function submit(page: Page, view: OpenView, stage: Stage, key: string): Promise<void> {
  if (view.submit === undefined || page.view.busy.has(key)) return
  const { values, missing } = filledIn(stage)
  const { [view.id]: _, ...problems } = page.view.problems
  page.show({ problems, missing: { ...page.view.missing, [view.id]: missing } })
  if (Object.keys(missing).length > 0) return
  const acted = await page.act({ do: 'submit', view: view.id, values }, key)
  if (!acted.ok) page.show({ problems: { ...page.view.problems, [view.id]: acted.error } })
}
