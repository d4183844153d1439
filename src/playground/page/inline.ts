import type { State } from '../contract.ts'
import { type Child, el } from './element.ts'
import { conversationOf, personOf } from './state.ts'

/** Where a link may lead: the web and mail. Anything else, such as javascript:, is no address here. */
export function safeAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, href } = new URL(address)
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : undefined
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
export function reference(inside: string, state: State): Node {
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
