import { type Child, el } from './element.ts'

type Question = { title: Child; text: Child; confirm: Child; deny: Child; danger: boolean }

/** Asks before something is done, in a dialog of its own; whether the person agreed. */
export function confirmed({ title, text, confirm, deny, danger }: Question): Promise<boolean> {
  const dialog = el(
    'dialog',
    { class: 'dialog small', 'aria-labelledby': 'question-title' },
    el(
      'form',
      { method: 'dialog' },
      el('div', { class: 'dialog-head' }, el('h2', { id: 'question-title' }, title)),
      el('div', { class: 'dialog-body' }, el('div', { class: 'text' }, text)),
      el(
        'div',
        { class: 'dialog-foot' },
        el('button', { class: 'button', value: 'deny' }, deny),
        el('button', { class: danger ? 'button danger' : 'button primary', value: 'confirm' }, confirm),
      ),
    ),
  )
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove()
      resolve(dialog.returnValue === 'confirm')
    }
  })
}
