import type { Json } from '../contract.ts'
import { el } from './element.ts'

/** What the page does not draw, shown as what it is, with what the app sent. */
export function unknown(what: string, json: Json): HTMLElement {
  return el(
    'div',
    { class: 'block unknown' },
    `${what} is not drawn in the playground. Slack may show it.`,
    el('details', {}, el('summary', {}, 'What the app sent'), el('pre', {}, JSON.stringify(json, null, 2))),
  )
}
