import type { State } from '../contract.ts'
import { type Child, el } from './element.ts'
import { emoji } from './emoji.ts'
import { conversationOf, personOf } from './state.ts'

/** Where a link may lead: the web and mail. Anything else, such as javascript:, is no address here. */
export function safeAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, href } = new URL(address)
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : undefined
}

/** What stands within a line as nodes. `marks` finds what is marked, in Slack's way or in Markdown's; its groups say as what. */
export function inline(text: string, marks: RegExp, state: State): Node[] {
  const nodes: Node[] = []
  let end = 0
  for (const match of text.matchAll(marks)) {
    if (match.index > end) nodes.push(document.createTextNode(unescaped(text.slice(end, match.index))))
    nodes.push(marked(match.groups ?? {}, marks, state))
    end = match.index + match[0].length
  }
  if (end < text.length) nodes.push(document.createTextNode(unescaped(text.slice(end))))
  return nodes
}

function marked(found: Record<string, string | undefined>, marks: RegExp, state: State): Node {
  const inner = (text: string) => inline(text, marks, state)
  if (found.escaped !== undefined) return document.createTextNode(found.escaped)
  if (found.code !== undefined) return el('code', {}, unescaped(found.code))
  if (found.reference !== undefined) return reference(found.reference, state)
  if (found.address !== undefined) return link(unescaped(found.address), ...inner(found.words || found.address))
  const bold = found.bold ?? found.bold2
  if (bold !== undefined) return el('strong', {}, ...inner(bold))
  const italic = found.italic ?? found.italic2
  if (italic !== undefined) return el('em', {}, ...inner(italic))
  if (found.struck !== undefined) return el('s', {}, ...inner(found.struck))
  if (found.emoji !== undefined) return document.createTextNode(emoji(found.emoji))
  const address = unescaped(found.bare ?? '')
  return link(address, address)
}

/** A link that opens in a new window; its words alone when the address is not a safe one. */
export function link(address: string, ...words: Child[]): Node {
  const href = safeAddress(address)
  return href
    ? el('a', { class: 'link', href, target: '_blank', rel: 'noopener noreferrer' }, ...words)
    : el('span', {}, ...words)
}

/** A person's name, set off as Slack sets it off; brighter when it is the one who reads. */
export function personMention(id: string, state: State): Node {
  const name = personOf(state, id)?.realName ?? id
  return el('span', { class: id === state.me ? 'mention me' : 'mention' }, `@${name}`)
}

/** What Slack writes between angle brackets: a person, a channel, a group, a date or a link. */
function reference(inside: string, state: State): Node {
  const [target = '', label] = split(inside)
  const kind = target[0]
  if (kind === '@') return personMention(target.slice(1), state)
  if (kind === '#') return channelMention(target.slice(1), state, label)
  if (target.startsWith('!date^')) return dateMention(target, label, state)
  if (kind === '!')
    return el('span', { class: 'mention' }, label ? unescaped(label) : `@${target.slice(1).split('^')[0]}`)
  if (!safeAddress(unescaped(target))) return document.createTextNode(unescaped(label ?? target))
  return link(unescaped(target), unescaped(label ?? target.replace(/^mailto:/, '')))
}

function split(inside: string): [string, string | undefined] {
  const bar = inside.indexOf('|')
  return bar < 0 ? [inside, undefined] : [inside.slice(0, bar), inside.slice(bar + 1)]
}

export function channelMention(id: string, state: State, label?: string): Node {
  return el('span', { class: 'mention' }, `#${conversationOf(state, id)?.name ?? label ?? id}`)
}

function dateMention(target: string, fallback: string | undefined, state: State): Node {
  const [, seconds = '', format = ''] = target.split('^')
  return el('time', {}, dateText(Number(seconds), format, state) ?? unescaped(fallback ?? ''))
}

const DATE_FORMS: Record<string, Intl.DateTimeFormatOptions> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
}

/** A moment in Slack's date format, such as `{date_short} at {time}`, in the reader's zone. */
export function dateText(seconds: number, format: string, state: State): string | undefined {
  const me = personOf(state, state.me)
  if (!Number.isFinite(seconds) || !me) return undefined
  const date = new Date(seconds * 1000)
  return format.replace(/\{(\w+?)(?:_pretty)?\}/g, (whole, name: string) => {
    const form = DATE_FORMS[name]
    return form ? date.toLocaleString(me.locale, { ...form, timeZone: me.tz }) : whole
  })
}

/** Slack escapes three characters in text, and only these. */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
