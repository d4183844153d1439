import type { Block } from '../contract.ts'
import { el } from './element.ts'
import { stateOf } from './filled-in.ts'
import { INPUTS } from './inputs.ts'
import { string } from './json.ts'
import { type Input, plain, type Spot, type Stage, spotOf } from './stage.ts'
import { unknown } from './unknown.ts'
import { use } from './use.ts'

/** An `input` block: its label, the control, a hint, and what is wrong with it. */
export function formField(block: Block, stage: Stage): HTMLElement {
  const spot = spotOf(stage, block, block.element)
  const input = INPUTS[string(spot.element.type)]
  const error = stage.errors[block.block_id ?? '']
  const hint = plain(block.hint)
  const label = [plain(block.label), block.optional === true && el('span', { class: 'hint' }, ' (optional)')]
  const about = [hint && `${spot.id}:hint`, error && `${spot.id}:error`].filter(Boolean).join(' ')
  const props = {
    id: spot.id,
    'data-key': spot.id,
    'aria-describedby': about || undefined,
    'aria-invalid': error ? 'true' : undefined,
    'aria-required': block.optional === true || input?.isGroup ? undefined : 'true',
    onchange: block.dispatch_action === true ? () => sendNow(spot) : null,
  }
  return el(
    'div',
    { class: error ? 'block field wrong' : 'block field' },
    input?.isGroup
      ? el('div', { class: 'label', id: `${spot.id}:label` }, label)
      : el('label', { class: 'label', for: spot.id }, label),
    input
      ? input.draw(spot, input.isGroup ? { ...props, 'aria-labelledby': `${spot.id}:label` } : props)
      : unknown(`The element “${string(spot.element.type)}”`, spot.element),
    error && el('div', { class: 'error', id: `${spot.id}:error` }, error),
    hint && el('div', { class: 'hint', id: `${spot.id}:hint` }, hint),
  )
}

/** An input outside a form: what is chosen there goes to the app at once. */
export function liveInput(spot: Spot, input: Input): HTMLElement {
  const label = plain(spot.element.placeholder) || plain(spot.block.text) || 'Choose'
  return input.draw(spot, { id: spot.id, 'data-key': spot.id, 'aria-label': label, onchange: () => sendNow(spot) })
}

function sendNow(spot: Spot): void {
  const state = stateOf(spot)
  if (state) void use(spot, state)
}
