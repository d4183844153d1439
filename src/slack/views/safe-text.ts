import { withoutEnd } from '../../coaching/wording.ts'
import { t } from '../../words/words.ts'

const LONGEST = 12_000 // hardly a text that we show is longer

/**
 * Text by a model or a person that Slack can take for nothing but words: no mention, no link, no image. What has a dot or an @ within, as
 * code and addresses have, stands in code marks, since Slack makes links of neither there; nothing of it is exchanged. Allowed are
 * the marks of formatting: bold, lists, code, quotes.
 * First what can be told nicely is, then whatever is left, or came about by leaving something out, is broken.
 */
export function inert(text: string, longest = LONGEST): string {
  return broken(inCodeMarks(readable(seen(text, longest))))
}

/** The same where Slack shows text as it is and looks for nothing in it: in its plain texts, its rich texts and its tables. */
export const plainWords = (text: string): string => broken(readable(seen(text, LONGEST)))

const seen = (text: string, longest: number) => shown(text.toWellFormed().slice(0, longest)).toWellFormed()

/** The same for a mrkdwn field, where three characters mean something. */
export const safeMrkdwn = (text: string): string => escaped(inert(text))

/** Words that are inert already, for a mrkdwn field. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The same on one line, for what stands within a sentence of ours. */
export const safeLine = (text: string): string => safeMrkdwn(text.replace(/\s+/g, ' ').trim())

const ENTITY = /&(?:(lt|gt|amp|quot|apos|nbsp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

/** What the reader would see: entities decoded once, nothing invisible. Joiners stay where scripts and emoji need them. */
function shown(text: string): string {
  return text
    .replace(ENTITY, (_, name?: string, decimal?: string, hex?: string) =>
      name ? (NAMED[name.toLowerCase()] ?? '') : character(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)),
    )
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[[\p{DI}\p{Cf}]--[\u200C\u200D\uFE00-\uFE0F]]/gv, '')
    .replace(/(?<![^\0-\x7F])(?:\u200C|\u200D|[\uFE00-\uFE0F])+(?!\u20E3)|[\u200C\u200D](?![^\0-\x7F])/gu, '')
    .replace(/(?<=[\p{L}\p{N}])[\uFE00-\uFE0F]+(?!\u20E3)/gu, '')
    .replace(/(?<!\\)\\+(?=[.:/<>@&#!()[\]])/g, '')
}

const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')

const FILE_ENDINGS =
  'jsx?|tsx?|mjs|json|ya?ml|xml|html?|css|sql|txt|csv|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|toml|ini|env|log|java|cpp|exe' // none is a top-level domain
const RUN_ON = /(?<![\p{L}\p{N}.])(\p{Ll}+)\.(?=\p{Lu}\p{Ll}+(?![\p{L}\p{N}.]))/gu // "asked.Then", and no System.Text
const WIDE_DOT = /(?<=[\p{L}\p{N}])[。．｡](?=[\p{Script=Latin}\p{N}-])/gu // in a host it stands for a dot
/** What Slack may take for an address: a dot before two letters, none of which is only the end of a file's name, or an @ within. */
const ADDRESS = new RegExp(
  `[\\p{L}\\p{N}_-]\\.(?!(?:${FILE_ENDINGS})(?![\\p{L}\\p{N}_.-]))\\p{L}[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}]|[\\p{L}\\p{N}._%+-]@[\\p{L}\\p{N}]`,
  'iu',
)
/** Code as people and models mark it. Within a word, or with a space at its edge, Slack may take it for none. */
const CODE = /(```[^`]+```|(?<![\p{L}\p{N}_`])`[^`\s](?:[^`\n]{0,998}[^`\s])?`(?![\p{L}\p{N}_`]))/u
const TOKEN = /[^\s`"'“”„‘’«»‹›()[\]{}<>|*~,;!ˋ]+/g
const ENDS_A_SENTENCE = '.?:…'

/** What stands in code already stays; single marks of code could end ours, and are shown as another. */
const inCodeMarks = (text: string) =>
  text
    .split(CODE)
    .map((part, at) => (at % 2 ? part : part.replaceAll('`', 'ˋ').replace(TOKEN, coded)))
    .join('')

function coded(token: string): string {
  const name = withoutEnd(token, ENDS_A_SENTENCE)
  return ADDRESS.test(name) ? `\`${name}\`${token.slice(name.length)}` : token
}

/** Mentions, links and addresses in words. */
function readable(text: string): string {
  return text
    .replace(/<([^\s<>][^<>\n]*)>/g, (_, inside: string) => bracketed(inside))
    .replace(/(!?)\[([^[\]]*)\]\(([^()]*)\)/g, (_, image: string, words: string, target: string) =>
      image ? '' : linked(words, target),
    )
    .replace(/\b[a-z][a-z0-9+.-]{0,30}:\/\//gi, '')
    .replace(/(mailto|xmpp|javascript|\btel|\bsms):[ \t]*/gi, '$1 ')
    .replace(/(?<!@)@+(?=(?:channel|here|everyone|group)\b)/gi, '')
    .replace(WIDE_DOT, '$& ')
    .replace(RUN_ON, '$1. ')
}

/** What Slack writes between angle brackets, as its words. */
function bracketed(inside: string): string {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const words = bar < 0 ? '' : inside.slice(bar + 1)
  if (target.startsWith('@')) return words || t`someone`
  if (target.startsWith('#')) return words || t`a channel`
  if (target.startsWith('!subteam')) return words || t`a group`
  if (target.startsWith('!')) return words || (/^!(\w+)/.exec(target)?.[1] ?? '')
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return linked(words, target)
  return `‹${inside}›`
}

function linked(words: string, target: string): string {
  const address = target.trim().split(/\s/)[0] ?? ''
  if (!words.trim() || words.trim() === address) return address
  return address ? `${words} (${address})` : words
}

/** No scheme, no link, no angle bracket and no entity is whole any more. Only adds to the text, so nothing new comes about. */
function broken(text: string): string {
  return text
    .replaceAll('://', ': //')
    .replace(/\](?=[([:])/g, '] ')
    .replace(/<(?![\s\d=]|$)/g, '‹')
    .replace(/&(?=#?\w{2,};)/g, '& ')
}
