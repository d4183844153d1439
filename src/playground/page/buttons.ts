import type { Json } from '../contract.ts'
import { el } from './element.ts'
import { safeAddress } from './inline.ts'
import { list, record, string } from './json.ts'
import { menu } from './menu.ts'
import { plain, type Spot } from './stage.ts'
import { use } from './use.ts'

/** A button of the app. One with an address opens it, and the app hears of that too. */
export function button(spot: Spot): HTMLElement {
  const { element, id, stage } = spot
  const busy = stage.page.view.busy.has(id)
  const props = {
    id,
    class: `button ${['primary', 'danger'].includes(string(element.style)) ? string(element.style) : ''}`,
    'aria-label': string(element.accessibility_label) || undefined,
    'aria-disabled': busy ? 'true' : undefined,
    onclick: () => void use(spot, ownValue(element)),
  }
  const href = safeAddress(string(element.url))
  return href
    ? el('a', { ...props, href, target: '_blank', rel: 'noopener noreferrer' }, plain(element.text))
    : el('button', { ...props, type: 'button' }, plain(element.text))
}

/** The three dots with more choices behind them. */
export function overflow(spot: Spot): HTMLElement {
  const choices = () =>
    list(spot.element.options).map((json) => {
      const option = record(json)
      const href = safeAddress(string(option.url))
      return {
        label: plain(option.text),
        hint: plain(option.description),
        choose: () => {
          if (href) window.open(href, '_blank', 'noopener,noreferrer')
          void use(spot, { selected_option: option })
        },
      }
    })
  return menu(spot.id, { class: 'button icon', 'aria-label': 'More actions' }, '⋯', choices)
}

/** The two thumbs under an answer. */
export function feedbackButtons(spot: Spot): HTMLElement {
  const thumb = (json: Json | undefined, face: string) => {
    const { text, value, accessibility_label } = record(json)
    const key = `${spot.id}:${face}`
    return el(
      'button',
      {
        type: 'button',
        class: 'button icon',
        title: plain({ text: record(text).text ?? '' }),
        'aria-label': string(accessibility_label) || plain(text),
        'aria-disabled': spot.stage.page.view.busy.has(key) ? 'true' : undefined,
        onclick: () => void use(spot, value === undefined ? undefined : { value }, key),
      },
      face,
    )
  }
  return el(
    'span',
    { class: 'feedback' },
    thumb(spot.element.positive_button, '👍'),
    thumb(spot.element.negative_button, '👎'),
  )
}

/** A small button that is a picture: Slack has one picture for it, the bin. */
export function iconButton(spot: Spot): HTMLElement {
  const name = plain(spot.element.text)
  const label = string(spot.element.accessibility_label) || name
  const face = spot.element.icon === 'trash' ? '🗑' : name
  return el(
    'button',
    {
      type: 'button',
      class: 'button icon',
      title: name,
      'aria-label': label,
      onclick: () => void use(spot, ownValue(spot.element)),
    },
    face,
  )
}

const ownValue = ({ value }: { [key: string]: Json }) => (value === undefined ? undefined : { value })
