import type { Json, State } from '../contract.ts'
import { type Child, el } from './element.ts'
import { emoji } from './emoji.ts'
import { channelMention, dateText, link, personMention } from './inline.ts'
import { list, number, record, string } from './json.ts'

/** A `rich_text` block: what Slack's own editor writes. */
export function richText(block: { [key: string]: Json }, state: State): HTMLElement {
  return el('div', { class: 'rich-text' }, ...list(block.elements).map((part) => drawPart(record(part), state)))
}

function drawPart(part: { [key: string]: Json }, state: State): HTMLElement {
  const elements = list(part.elements).map(record)
  if (part.type === 'rich_text_list') {
    const items = elements.map((item) => el('li', {}, drawPart(item, state)))
    const props = { style: { 'margin-left': `${(number(part.indent) ?? 0) * 24}px` } }
    return part.style === 'ordered'
      ? el('ol', { ...props, start: (number(part.offset) ?? 0) + 1 }, ...items)
      : el('ul', props, ...items)
  }
  const words = elements.map((element) => drawElement(element, state))
  if (part.type === 'rich_text_preformatted') return el('pre', {}, ...words)
  if (part.type === 'rich_text_quote') return el('blockquote', {}, ...words)
  return el('div', {}, ...words)
}

function drawElement(element: { [key: string]: Json }, state: State): Node {
  const text = string(element.text)
  switch (element.type) {
    case 'text':
      return styled(text, record(element.style))
    case 'link':
      return link(string(element.url), styled(text || string(element.url), record(element.style)))
    case 'user':
      return personMention(string(element.user_id), state)
    case 'channel':
      return channelMention(string(element.channel_id), state)
    case 'broadcast':
      return el('span', { class: 'mention' }, `@${string(element.range)}`)
    case 'emoji':
      return document.createTextNode(emoji(string(element.name)))
    case 'date':
      return el(
        'time',
        {},
        dateText(number(element.timestamp) ?? Number.NaN, string(element.format), state) ?? string(element.fallback),
      )
    case 'color':
      return el('code', {}, string(element.value))
    default:
      return document.createTextNode(text)
  }
}

function styled(text: string, style: { [key: string]: Json }): Node {
  let node: Child = text
  if (style.code === true) node = el('code', {}, node)
  if (style.bold === true) node = el('strong', {}, node)
  if (style.italic === true) node = el('em', {}, node)
  if (style.strike === true) node = el('s', {}, node)
  return el('span', {}, node)
}
