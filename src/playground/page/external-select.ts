import type { Act, Acted, Json } from '../contract.ts'
import { el } from './element.ts'
import { list, number, record, string } from './json.ts'
import { type Input, plain, type Spot } from './stage.ts'

const LEAST_TYPED = 3 // what Slack wants typed before it asks, unless the app says otherwise
const PAUSE_MS = 150

type Option = { [key: string]: Json }

/** A select whose options the app finds while the person types. What is chosen is kept in the element itself. */
export const external = (initial: string, multiple: boolean): Input => ({
  isGroup: true,
  draw: (spot, props) => {
    const given = spot.element[initial]
    const first = Array.isArray(given) ? given.map(record) : given === undefined ? [] : [record(given)]
    return combobox(spot, props, multiple, first)
  },
  read: (_, control) => {
    const chosen = chosenIn(control)
    return multiple ? { selected_options: chosen } : { selected_option: chosen[0] ?? null }
  },
})

const chosenIn = (control: HTMLElement): Option[] => {
  const kept: Json = JSON.parse(control.dataset.chosen ?? '[]')
  return list(kept).map(record)
}

function combobox(spot: Spot, props: Parameters<Input['draw']>[1], multiple: boolean, first: Option[]): HTMLElement {
  const listId = `${spot.id}:list`
  const least = number(spot.element.min_query_length) ?? LEAST_TYPED
  const chips = el('span', { class: 'chips' })
  const offered = el('div', { class: 'offered', id: listId, role: 'listbox', 'aria-label': 'Options', hidden: true })
  let options: Option[] = []
  let at = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const box = el('input', {
    class: 'input',
    role: 'combobox',
    autocomplete: 'off',
    placeholder: plain(spot.element.placeholder) || 'Type to search',
    'aria-label': plain(spot.block.label) || plain(spot.element.placeholder) || 'Choose',
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    'aria-expanded': 'false',
    onchange: (event) => event.stopPropagation(), // what is typed is not yet chosen
    oninput: () => {
      clearTimeout(timer)
      timer = setTimeout(() => void search(), PAUSE_MS)
    },
    onkeydown: pressed,
  })
  box.onfocus = () => void search()
  box.onblur = () => offer([])
  const holder = el('div', { class: 'external', role: 'group', 'data-own': true, ...props }, chips, box, offered)
  keep(first)
  return holder

  async function search(): Promise<void> {
    const value = box.value.trim()
    if (value.length < least) return offer([])
    const { stage, block, element } = spot
    const where = stage.where
    const act: Act = { do: 'suggest', where, blockId: block.block_id ?? '', actionId: string(element.action_id), value }
    const acted = await stage.page.act(act)
    if (box.value.trim() === value && box.matches(':focus')) offer(optionsIn(acted), acted.ok ? undefined : acted.error)
  }

  function offer(found: Option[], problem?: string): void {
    options = found
    at = 0
    offered.hidden = found.length === 0 && !problem
    box.setAttribute('aria-expanded', String(found.length > 0))
    offered.replaceChildren(...(problem ? [el('div', { class: 'hint' }, problem)] : found.map(row)))
    mark()
  }

  function row(option: Option, index: number): HTMLElement {
    const drawn = el('div', { class: 'completion', role: 'option', id: `${listId}:${index}` }, plain(option.text))
    drawn.onmousedown = (event) => {
      event.preventDefault() // the focus stays in the box
      take(option)
    }
    return drawn
  }

  function mark(): void {
    for (const [index, drawn] of [...offered.children].entries())
      drawn.setAttribute('aria-selected', index === at ? 'true' : 'false')
    if (options.length > 0) box.setAttribute('aria-activedescendant', `${listId}:${at}`)
    else box.removeAttribute('aria-activedescendant')
  }

  function pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const option = options[at]
    if (step && option) {
      at = (at + step + options.length) % options.length
      mark()
    } else if (event.key === 'Enter' && option) take(option)
    else if (event.key === 'Escape' && option) offer([])
    else if (event.key !== 'Enter') return
    event.preventDefault() // nor does Enter send the form it stands in
  }

  function take(option: Option): void {
    const before = multiple ? chosenIn(holder).filter(({ value }) => value !== option.value) : []
    box.value = ''
    offer([])
    keep([...before, option])
    holder.dispatchEvent(new Event('change'))
  }

  function keep(chosen: Option[]): void {
    holder.dataset.chosen = JSON.stringify(chosen)
    chips.replaceChildren(...chosen.map((option) => chip(option, chosen)))
  }

  function chip(option: Option, chosen: Option[]): HTMLElement {
    const drop = () => {
      keep(chosen.filter((one) => one !== option))
      box.focus()
      holder.dispatchEvent(new Event('change'))
    }
    const label = plain(option.text)
    return el(
      'span',
      { class: 'chip' },
      label,
      el('button', { type: 'button', 'aria-label': `Remove ${label}`, onclick: drop }, '✕'),
    )
  }
}

/** The app answers with options, alone or in groups. */
const optionsIn = (acted: Acted): Option[] => (acted.ok ? (acted.options ?? []).map(record) : [])
