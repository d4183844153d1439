import type { Block } from '../contract.ts'
import { button, feedbackButtons, iconButton, overflow } from './buttons.ts'
import { card, carousel, container, plan, taskCard, video } from './cards.ts'
import { chart } from './chart.ts'
import { el } from './element.ts'
import { formField, liveInput } from './form-field.ts'
import { INPUTS } from './inputs.ts'
import { list, record, string } from './json.ts'
import { markdown } from './markdown.ts'
import { picture } from './pictures.ts'
import { richText } from './rich-text.ts'
import { plain, type Spot, type Stage, spotOf, text } from './stage.ts'
import { dataTable, table } from './tables.ts'
import { unknown } from './unknown.ts'

/** Block Kit as elements. What is not known here is shown as what it is, never hidden. */
export function blocks(stage: Stage): HTMLElement[] {
  return stage.blocks.map((block, index) => {
    const drawn = DRAW[block.type]?.(block, stage) ?? unknown(`The block “${block.type}”`, block)
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
  data_table: dataTable,
  data_visualization: chart,
  card,
  carousel,
  container: (block, stage) => container(block, stage, blocks),
  task_card: taskCard,
  plan,
  video,
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
  return input ? liveInput(spot, input) : (ELEMENTS[type]?.(spot) ?? unknown(`The element “${type}”`, spot.element))
}
