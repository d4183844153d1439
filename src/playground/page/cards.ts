import type { Block, Json } from '../contract.ts'
import { button } from './buttons.ts'
import { type Child, el } from './element.ts'
import { link } from './inline.ts'
import { list, record, string } from './json.ts'
import { picture } from './pictures.ts'
import { richText } from './rich-text.ts'
import { childrenOf, plain, type Stage, spotOf, text } from './stage.ts'

/** A `card` block: a picture, a title, a few words and buttons. */
export function card(block: Block, stage: Stage): HTMLElement {
  const words = (json: Json | undefined, kind: string) =>
    json !== undefined && el('div', { class: kind }, el('span', { class: 'text' }, text(json, stage.page)))
  return el(
    'div',
    { class: 'block card' },
    block.hero_image !== undefined && picture(record(block.hero_image), 'large'),
    el(
      'div',
      { class: 'card-head' },
      block.icon !== undefined && picture(record(block.icon), 'tiny'),
      el('div', {}, words(block.title, 'card-title'), words(block.subtitle, 'hint')),
    ),
    words(block.body, 'card-body'),
    list(block.actions).length > 0 &&
      el(
        'div',
        { class: 'actions' },
        list(block.actions).map((json) => button(spotOf(stage, block, json))),
      ),
  )
}

/** A `carousel` block: cards side by side. */
export function carousel(block: Block, stage: Stage): HTMLElement {
  const cards = list(block.elements).map((json) => card({ type: 'card', ...record(json) }, stage))
  return el('div', { class: 'block carousel', tabindex: '0', role: 'region', 'aria-label': 'Cards' }, cards)
}

/** A `container` block: other blocks under a title, which may be folded away. */
export function container(block: Block, stage: Stage, inside: (stage: Stage) => HTMLElement[]): HTMLElement {
  const children = inside({ ...stage, blocks: childrenOf(block) })
  const head: Child = [
    block.icon !== undefined && picture(record(block.icon), 'tiny'),
    block.rich_text_title === undefined
      ? el('strong', {}, plain(block.title))
      : richText(record(block.rich_text_title), stage.page.state),
    block.subtitle !== undefined && el('span', { class: 'hint text' }, text(block.subtitle, stage.page)),
  ]
  const kind = `block container ${string(block.width)} ${block.has_header_divider === true ? 'ruled' : ''}`
  return block.is_collapsible === true
    ? el(
        'details',
        { class: kind, open: block.default_collapsed !== true },
        el('summary', { class: 'container-head' }, head),
        children,
      )
    : el('div', { class: kind }, el('div', { class: 'container-head' }, head), children)
}

const STATES: Record<string, string> = { pending: '○', in_progress: '◔', complete: '✓', error: '⚠' }

/** A `task_card` block: what an agent does, or did. */
export function taskCard(block: Block, stage: Stage): HTMLElement {
  const status = string(block.status)
  const rich = (json: Json | undefined) => json !== undefined && richText(record(json), stage.page.state)
  const face = el('span', { class: 'task-state', role: 'img', 'aria-label': status.replace('_', ' ') }, STATES[status])
  const sources = list(block.sources).map((json) =>
    el('li', {}, link(string(record(json).url), string(record(json).text))),
  )
  const more = [rich(block.details), rich(block.output), sources.length > 0 && el('ul', { class: 'sources' }, sources)]
  return more.some(Boolean)
    ? el('details', { class: `block task task-${status}` }, el('summary', {}, face, string(block.title)), more)
    : el('div', { class: `block task task-${status}` }, face, string(block.title))
}

/** A `plan` block: tasks under one title. */
export function plan(block: Block, stage: Stage): HTMLElement {
  const tasks = list(block.tasks).map((json) => taskCard({ type: 'task_card', ...record(json) }, stage))
  return el('div', { class: 'block plan' }, el('strong', {}, string(block.title)), tasks)
}

/** A `video` block: its title and where it leads, as nothing is played from elsewhere. */
export function video(block: Block): HTMLElement {
  const about = [block.author_name, block.provider_name].map(string).filter(Boolean).join(' · ')
  return el(
    'div',
    { class: 'block card' },
    el(
      'div',
      { class: 'card-title' },
      '▶ ',
      link(string(block.title_url) || string(block.video_url), plain(block.title)),
    ),
    about && el('div', { class: 'hint' }, about),
    block.description !== undefined && el('div', { class: 'text' }, plain(block.description)),
  )
}
