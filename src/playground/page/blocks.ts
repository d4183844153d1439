import type { Block, Json } from '../contract.ts'
import { button, feedbackButtons, iconButton, overflow } from './buttons.ts'
import { el } from './element.ts'
import { formField, liveInput } from './form-field.ts'
import { safeAddress } from './inline.ts'
import { INPUTS } from './inputs.ts'
import { list, number, record, string } from './json.ts'
import { markdown } from './markdown.ts'
import { richText } from './rich-text.ts'
import { plain, type Spot, type Stage, spotOf, text } from './stage.ts'

/** Block Kit as elements. What is not known here is shown as what it is, never hidden. */
export function blocks(stage: Stage): HTMLElement[] {
  return stage.blocks.map((block, index) => {
    const drawn = (DRAW[block.type] ?? unknown)(block, stage)
    drawn.dataset.key = `${stage.name}:${block.block_id ?? index}:${block.type}`
    return drawn
  })
}

const DRAW: Record<string, (block: Block, stage: Stage) => HTMLElement> = {
  section: (block, stage) =>
    el(
      'div',
      { class: 'block section' },
      el(
        'div',
        { class: 'section-text' },
        block.text && el('div', { class: 'text' }, text(block.text, stage.page)),
        list(block.fields).length > 0 &&
          el(
            'div',
            { class: 'fields' },
            list(block.fields).map((field) => el('div', { class: 'text' }, text(field, stage.page))),
          ),
      ),
      block.accessory && el('div', { class: 'accessory' }, element(spotOf(stage, block, block.accessory))),
    ),
  header: (block) => el('h3', { class: 'block header' }, plain(block.text)),
  divider: () => el('hr', { class: 'block' }),
  context: (block, stage) =>
    el(
      'div',
      { class: 'block context' },
      list(block.elements).map((json) => {
        const { type } = record(json)
        return type === 'image' ? picture(record(json), 'tiny') : el('span', { class: 'text' }, text(json, stage.page))
      }),
    ),
  actions: (block, stage) => row(block, stage),
  context_actions: (block, stage) => row(block, stage),
  input: formField,
  image: (block) =>
    el(
      'figure',
      { class: 'block' },
      block.title && el('figcaption', { class: 'hint' }, plain(block.title)),
      picture(block, 'large'),
    ),
  rich_text: (block, stage) => {
    const drawn = richText(block, stage.page.state)
    drawn.classList.add('block', 'text')
    return drawn
  },
  markdown: (block, stage) => el('div', { class: 'block markdown' }, markdown(string(block.text), stage.page.state)),
  table,
  alert: (block, stage) =>
    el(
      'div',
      { class: `block alert ${string(block.level)}` },
      el('div', { class: 'text' }, text(block.text, stage.page)),
    ),
}

function row(block: Block, stage: Stage): HTMLElement {
  return el(
    'div',
    { class: 'block actions' },
    list(block.elements).map((json) => element(spotOf(stage, block, json))),
  )
}

const ELEMENTS: Record<string, (spot: Spot) => HTMLElement> = {
  button,
  overflow,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
  image: ({ element: of }) => picture(of, 'small'),
}

function element(spot: Spot): HTMLElement {
  const type = string(spot.element.type)
  const input = INPUTS[type]
  return input ? liveInput(spot, input) : (ELEMENTS[type]?.(spot) ?? raw(`The element “${type}”`, spot.element))
}

/** A picture from elsewhere is not fetched, as nothing leaves the playground: its description and a link stand for it. */
function picture(of: { [key: string]: Json }, size: 'tiny' | 'small' | 'large'): HTMLElement {
  const address = string(of.image_url)
  const alt = string(of.alt_text)
  if (URL.canParse(address, location.href) && new URL(address, location.href).origin === location.origin)
    return el('img', { class: size, src: address, alt })
  const href = safeAddress(address)
  const face = `🖼 ${alt || 'Picture'}`
  return href
    ? el('a', { class: `picture ${size}`, href, target: '_blank', rel: 'noopener noreferrer' }, face)
    : el('span', { class: `picture ${size}` }, face)
}

function table(block: Block, stage: Stage): HTMLElement {
  const settings = list(block.column_settings).map(record)
  const cell = (json: Json, column: number, tag: 'th' | 'td') => {
    const of = record(json)
    const align = string(settings[column]?.align)
    const words =
      of.type === 'rich_text' ? richText(of, stage.page.state) : string(of.text) || String(number(of.value) ?? '')
    return el(tag, { class: ['center', 'right'].includes(align) ? align : undefined }, words)
  }
  const [head, ...body] = list(block.rows).map(list)
  return el(
    'div',
    { class: 'block table', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          head?.map((json, column) => cell(json, column, 'th')),
        ),
      ),
      el(
        'tbody',
        {},
        body.map((cells) =>
          el(
            'tr',
            {},
            cells.map((json, column) => cell(json, column, 'td')),
          ),
        ),
      ),
    ),
  )
}

const unknown = (block: Block): HTMLElement => raw(`The block “${block.type}”`, block)

function raw(what: string, json: Json): HTMLElement {
  return el(
    'div',
    { class: 'block unknown' },
    `${what} is not drawn in the playground. Slack may show it.`,
    el('details', {}, el('summary', {}, 'What the app sent'), el('pre', {}, JSON.stringify(json, null, 2))),
  )
}
