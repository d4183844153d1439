import { type Field, type Fields, isFields, parsed } from '../../src/playground/fields.ts'

/** What Slack would make of a call's body more than words: each mention, broadcast, link, address and image, with where it stands. */
export function liveIn(body: string): string[] {
  const form = new URLSearchParams(body)
  const found = readAs('text', form.get('text') ?? '', 'text')
  for (const name of ['blocks', 'view', 'attachments'])
    found.push(...liveInBlock(parsed(form.get(name) ?? 'null') ?? null, name))
  return found
}

/** Walks what Slack lays out, and reads each text in the way of its kind. */
function liveInBlock(value: Field, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => liveInBlock(one, `${at}[${index}]`))
  if (!isFields(value)) return []
  const { type, text } = value
  if (LIVE_PARTS.includes(String(type)) && !isOurs(value, 'url')) return [`${at}: a part of type ${type}`]
  const here = typeof text === 'string' ? readAs(String(type), text, `${at}.${type}`) : []
  const shown = ['url', 'image_url', 'alt_text'].filter((name) => name in value && !isOurs(value, name))
  return [
    ...here,
    ...shown.map((name) => `${at}: ${name}`),
    ...Object.entries(value).flatMap(([name, one]) => liveInBlock(one, `${at}.${name}`)),
  ]
}

/** The parts of rich text that are more than words, and what shows a picture. */
const LIVE_PARTS = ['user', 'usergroup', 'channel', 'broadcast', 'link', 'date', 'team', 'image', 'video', 'file']

/** The only address that a button or a link of ours has is Slack's own. */
const isOurs = (value: Fields, name: string) =>
  name === 'url' && String(value[name]).startsWith('https://slack.example/')

function readAs(type: string, text: string, at: string): string[] {
  const isMarkdown = type === 'markdown'
  const found = new Set<string>()
  for (const reading of readings(text)) {
    for (const what of [...angles(reading), ...addresses(reading), ...broadcasts(reading)]) found.add(what)
    if (isMarkdown || type === 'text') for (const what of markdownLinks(reading)) found.add(what)
  }
  return [...found].map((what) => `${at}: ${what}`)
}

/** A text as it is, with its entities decoded once and twice, each also without what nobody sees and without backslashes. */
function readings(text: string): Set<string> {
  const once = entitiesDecoded(text)
  const all = [text, once, entitiesDecoded(once)]
  const unescaped = (one: string) => one.replace(/\\(?=[!-/:-@[-`{-~])/g, '')
  return new Set(all.flatMap((one) => [one, visible(one), unescaped(one), unescaped(visible(one))]))
}

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  colon: ':',
  period: '.',
  sol: '/',
  commat: '@',
  excl: '!',
  num: '#',
  lpar: '(',
  rpar: ')',
  lsqb: '[',
  rsqb: ']',
  vert: '|',
}
function entitiesDecoded(text: string): string {
  return text.replace(/&(#x?)?([0-9a-z]+);/gi, (whole, number: string | undefined, name: string) => {
    if (!number) return ENTITIES[name.toLowerCase()] ?? whole
    const code = Number.parseInt(name, number.length === 2 ? 16 : 10)
    return code > 0 && code < 0x11_00_00 ? String.fromCodePoint(code) : whole
  })
}

/** Without what takes no room: format characters, joiners, variation selectors, fillers, controls. */
function visible(text: string): string {
  return Array.from(text)
    .filter(
      (sign) => !/\p{Cf}|\p{Cc}|\p{Mn}|\p{Default_Ignorable_Code_Point}/u.test(sign) || sign === '\n' || sign === '\t',
    )
    .join('')
}

/** What stands between angle brackets and means something: <@U1>, <#C1>, <!here>, <https://…>, <mail@…>, <b>. */
function angles(text: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const end = text.indexOf('>', at)
    const inside = text.slice(at + 1, end < 0 ? at + 200 : end)
    if (/^[@#!]\S/.test(inside) && end > 0) found.push(`a mention <${inside.slice(0, 30)}>`)
    else if (/^[a-z][a-z0-9+.-]*:\S/i.test(inside) && end > 0) found.push(`a link <${inside.slice(0, 30)}>`)
    else if (/^\S+@\S+\.\S+$/.test(inside) && end > 0) found.push(`a mail link <${inside.slice(0, 30)}>`)
    else if (/^\/?[a-z][a-z0-9]*[\s/>]?/i.test(inside) && end > 0) found.push(`a tag <${inside.slice(0, 30)}>`)
  }
  return found
}

/** Words that a client turns into a link by itself. */
function addresses(text: string): string[] {
  const found: string[] = []
  for (const word of text.split(/[\s<>()[\]{}|"'“”‘’`*~,;]+/)) {
    const scheme = word.indexOf('://')
    if (scheme > 0 && /[a-z]$/i.test(word.slice(0, scheme)) && word.length > scheme + 3)
      found.push(`an address ${word.slice(0, 40)}`)
    if (/^(mailto|tel|sms|xmpp|slack|javascript):[^\s:]/i.test(word)) found.push(`an address ${word.slice(0, 40)}`)
    if (/[\p{L}\p{N}]@[\p{L}\p{N}]/u.test(word)) found.push(`a mail address ${word.slice(0, 40)}`)
    if (word.split(/[/?#:]/).some(isHost)) found.push(`a bare address ${word.slice(0, 40)}`)
  }
  return found
}

/** The last labels that hosts on the internet have most, and some that stand for the others. */
const TOP_LEVEL =
  'com org net io dev ai app co info biz xyz me tv ly gg to sh de uk eu us fr es it nl ch at pl se ru cn jp in br ca au edu gov mil int name pro online site shop store tech top club live link click zip mov evil example рф 中国 한국'.split(
    ' ',
  )

function isHost(word: string): boolean {
  const labels = word
    .replace(/[。．｡](?=[a-z])/gi, '.')
    .replace(/[.!?…-]+$/, '')
    .split('.')
  const last = labels.at(-1)?.toLowerCase() ?? ''
  const before = labels.at(-2) ?? ''
  return labels.length > 1 && /[\p{L}\p{N}]$/u.test(before) && (TOP_LEVEL.includes(last) || /^xn--\w/.test(last))
}

const broadcasts = (text: string): string[] =>
  [...text.matchAll(/@(channel|here|everyone|group)(?![\p{L}\p{N}])/giu)].map(([whole]) => `a broadcast ${whole}`)

/** Links and images of markdown: in line, by reference, and the references themselves. */
function markdownLinks(text: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf(']'); at >= 0; at = text.indexOf(']', at + 1)) {
    const next = text[at + 1] ?? ''
    if (text.lastIndexOf('[', at) >= 0 && '([:'.includes(next) && next)
      found.push(`a markdown link ${text.slice(Math.max(0, at - 20), at + 20)}`)
  }
  return found
}
