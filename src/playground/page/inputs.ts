import type { Conversation, Json } from '../contract.ts'
import { el } from './element.ts'
import { external } from './external-select.ts'
import { list, number, record, string } from './json.ts'
import type { Page } from './page.ts'
import { type Input, plain, type Spot, text } from './stage.ts'
import { personOf } from './state.ts'
import { localTime, momentIn } from './time.ts'

const typed = (type: string): Input => ({
  draw: ({ element }, props) => {
    const given = {
      class: 'input',
      placeholder: plain(element.placeholder) || undefined,
      maxlength: number(element.max_length),
      ...props,
    }
    const initial = string(element.initial_value)
    return element.multiline === true
      ? el('textarea', { ...given, rows: 5 }, initial)
      : el('input', { ...given, type, value: initial || undefined })
  },
  read: (_, control) => ({ value: textIn(control) || null }),
})

const picked = (type: string, initial: string, state: string): Input => ({
  draw: ({ element }, props) =>
    el('input', { class: 'input narrow', type, value: string(element[initial]) || undefined, ...props }),
  read: (_, control) => ({ [state]: textIn(control) || null }),
})

const oneOf = (type: 'radio' | 'checkbox', initial: string): Input => ({
  isGroup: true,
  draw: (spot, props) => {
    const { onchange = null, ...group } = props
    const { page } = spot.stage
    const first = list(spot.element[initial])
      .concat(record(spot.element[initial]))
      .map((json) => record(json).value)
    const options = optionsOf(spot).map((option, index) => {
      const id = `${spot.id}:${index}`
      const input = {
        type,
        id,
        name: spot.id,
        value: string(option.value),
        checked: first.includes(option.value ?? null),
        onchange,
      }
      return el(
        'label',
        { class: 'choice', for: id },
        el('input', input),
        el('span', {}, text(option.text, page), el('span', { class: 'hint' }, text(option.description, page))),
      )
    })
    return el('div', { class: 'choices', role: type === 'radio' ? 'radiogroup' : 'group', ...group }, options)
  },
  read: (spot, control) => {
    const values = [...control.querySelectorAll('input')].filter((one) => one.checked).map((one) => one.value)
    return type === 'radio'
      ? { selected_option: chosen(spot, values)[0] ?? null }
      : { selected_options: chosen(spot, values) }
  },
})

const select = (initial: string, multiple: boolean): Input => ({
  draw: (spot, props) => {
    const first = list(spot.element[initial])
      .concat(record(spot.element[initial]))
      .map((json) => record(json).value)
    const draw = (option: { [key: string]: Json }) =>
      el('option', { value: string(option.value), selected: first.includes(option.value ?? null) }, optionText(option))
    const options = list(spot.element.option_groups).length
      ? list(spot.element.option_groups).map((json) =>
          el('optgroup', { label: plain(record(json).label) }, list(record(json).options).map(record).map(draw)),
        )
      : optionsOf(spot).map(draw)
    const placeholder = el('option', { value: '' }, plain(spot.element.placeholder) || 'Choose an option')
    return el('select', { class: 'input', multiple, ...props }, multiple ? [] : [placeholder], options)
  },
  read: (spot, control) => {
    const values = control instanceof HTMLSelectElement ? [...control.selectedOptions].map(({ value }) => value) : []
    return multiple ? { selected_options: chosen(spot, values) } : { selected_option: chosen(spot, values)[0] ?? null }
  },
})

/** A moment is picked in the zone of the person who picks it, and is a number to Slack. */
const moment: Input = {
  draw: ({ stage, element }, props) => {
    const first = number(element.initial_date_time)
    const value = first === undefined ? undefined : localTime(first * 1000, zoneIn(stage.page))
    return el('input', { class: 'input narrow', type: 'datetime-local', value, ...props })
  },
  read: ({ stage }, control) => {
    const picked = textIn(control)
    return { selected_date_time: picked ? Math.floor(momentIn(picked, zoneIn(stage.page)) / 1000) : null }
  },
}

const zoneIn = ({ state }: Page) => personOf(state, state.me)?.tz ?? 'UTC'

/** What is written in a rich text input comes as rich text, in one section. */
const richText: Input = {
  draw: ({ element }, props) =>
    el('textarea', { class: 'input', rows: 5, placeholder: plain(element.placeholder) || undefined, ...props }),
  read: (_, control) => {
    const typed = textIn(control)
    const section = { type: 'rich_text_section', elements: [{ type: 'text', text: typed }] }
    return { rich_text_value: typed === '' ? null : { type: 'rich_text', elements: [section] } }
  },
}

/** People, channels or conversations, of the workspace as it is. */
const known = (kind: 'user' | 'channel' | 'conversation', multiple: boolean): Input => ({
  draw: (spot, props) => {
    const first = spot.element[multiple ? `initial_${kind}s` : `initial_${kind}`]
    const selected = Array.isArray(first) ? first : [first]
    const options = entries(spot, kind).map(([id, name]) =>
      el('option', { value: id, selected: selected.includes(id) }, name),
    )
    const placeholder = el('option', { value: '' }, plain(spot.element.placeholder) || `Choose a ${kind}`)
    return el('select', { class: 'input', multiple, ...props }, multiple ? [] : [placeholder], options)
  },
  read: (_, control) => {
    const ids = control instanceof HTMLSelectElement ? [...control.selectedOptions].map(({ value }) => value) : []
    const chosen = ids.filter((id) => id !== '')
    return multiple ? { [`selected_${kind}s`]: chosen } : { [`selected_${kind}`]: chosen[0] ?? null }
  },
})

function entries({ stage, element }: Spot, kind: 'user' | 'channel' | 'conversation'): [string, string][] {
  const { people, conversations, me } = stage.page.state
  if (kind === 'user')
    return people
      .filter(({ isBot }) => !isBot)
      .map(({ id, realName }) => [id, id === me ? `${realName} (you)` : realName])
  const include = kind === 'channel' ? ['public'] : list(record(element.filter).include)
  const isIncluded = (one: Conversation) =>
    include.length === 0 || include.includes(one.kind === 'channel' ? 'public' : 'im')
  return conversations
    .filter((one) => !one.isArchived && isIncluded(one))
    .map(({ id, name, kind: of }) => [id, of === 'channel' ? `# ${name}` : name])
}

/** By the type of the element. */
export const INPUTS: Record<string, Input> = {
  plain_text_input: typed('text'),
  email_text_input: typed('email'),
  url_text_input: typed('url'),
  number_input: typed('number'),
  datepicker: picked('date', 'initial_date', 'selected_date'),
  timepicker: picked('time', 'initial_time', 'selected_time'),
  static_select: select('initial_option', false),
  multi_static_select: select('initial_options', true),
  datetimepicker: moment,
  external_select: external('initial_option', false),
  multi_external_select: external('initial_options', true),
  users_select: known('user', false),
  multi_users_select: known('user', true),
  channels_select: known('channel', false),
  multi_channels_select: known('channel', true),
  conversations_select: known('conversation', false),
  multi_conversations_select: known('conversation', true),
  rich_text_input: richText,
  radio_buttons: oneOf('radio', 'initial_option'),
  checkboxes: oneOf('checkbox', 'initial_options'),
}

const textIn = (control: HTMLElement): string =>
  control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement
    ? control.value
    : ''

const optionsOf = ({ element }: Spot) =>
  [...list(element.options), ...list(element.option_groups).flatMap((json) => list(record(json).options))].map(record)

const chosen = (spot: Spot, values: string[]) => optionsOf(spot).filter(({ value }) => values.includes(string(value)))

/** A native list has one line an option, so the description stands on it too. */
const optionText = ({ text, description }: { [key: string]: Json }): string =>
  description ? `${plain(text)} – ${plain(description)}` : plain(text)
