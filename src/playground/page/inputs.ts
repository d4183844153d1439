import type { Json, Person } from '../contract.ts'
import { el, type Props } from './element.ts'
import { list, number, record, string } from './json.ts'
import { plain, type Spot, text } from './stage.ts'

/** What a person fills in: how it is drawn, and its state as Slack would send it. */
export type Input = {
  draw: (spot: Spot, props: Props) => HTMLElement
  read: (spot: Spot, control: HTMLElement) => { [key: string]: Json }
  /** A group of controls takes its name from the label another way than a single one. */
  isGroup?: true
}

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

const people: Input = {
  draw: ({ stage, element }, props) => {
    const option = ({ id, realName }: Person) =>
      el('option', { value: id, selected: id === element.initial_user }, realName)
    const placeholder = el('option', { value: '' }, plain(element.placeholder) || 'Choose a person')
    const humans = stage.page.state.people.filter(({ isBot }) => !isBot)
    return el('select', { class: 'input', ...props }, placeholder, humans.map(option))
  },
  read: (_, control) => ({ selected_user: textIn(control) || null }),
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
  users_select: people,
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
