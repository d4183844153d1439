import type { State } from '../contract.ts'
import { el } from './element.ts'
import { inline, unescaped } from './inline.ts'

const QUOTES_MAX = 8 // quotes in quotes: what is deeper is text
const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/

/** The text of a `markdown` block as nodes: what a model writes, no HTML among it. */
export function markdown(text: string, state: State): Node[] {
  return paragraphs(text.replaceAll('\r\n', '\n').split('\n'), state)
}

function paragraphs(lines: string[], state: State, depth = 0): Node[] {
  const nodes: Node[] = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const taken = takeWhile(lines, at, KINDS.find((kind) => kind.starts(line))?.goesOn ?? (() => false))
    const block = lines.slice(at, at + taken)
    nodes.push(...drawn(block, state, depth))
    at += taken
  }
  return nodes
}

type Kind = { starts: (line: string) => boolean; goesOn: (line: string, before: string, count: number) => boolean }
const isFence = (line: string) => /^\s*(```|~~~)/.test(line)
const isBlank = (line: string) => line.trim() === ''
const isQuote = (line: string) => /^\s*>/.test(line)
const isHeading = (line: string) => /^#{1,6}\s/.test(line)
const isRule = (line: string) => /^\s*([-*_])(\s*\1){2,}\s*$/.test(line)
const isItem = (line: string) => ITEM.test(line) && !isRule(line)
const isPlain = (line: string) => ![isFence, isBlank, isQuote, isHeading, isRule, isItem].some((is) => is(line))

const KINDS: Kind[] = [
  { starts: isFence, goesOn: (_, before, count) => count < 2 || !isFence(before) },
  { starts: isQuote, goesOn: (line) => isQuote(line) || isPlain(line) },
  { starts: isItem, goesOn: (line) => isItem(line) || /^\s+\S/.test(line) || isPlain(line) },
  { starts: isPlain, goesOn: isPlain },
]

function takeWhile(lines: string[], from: number, goesOn: Kind['goesOn']): number {
  let to = from + 1
  while (to < lines.length && goesOn(lines[to] ?? '', lines[to - 1] ?? '', to - from)) to += 1
  return to - from
}

function drawn(block: string[], state: State, depth: number): Node[] {
  const first = block[0] ?? ''
  if (isBlank(first)) return []
  if (isFence(first)) {
    const body = block.slice(1, isFence(block.at(-1) ?? '') && block.length > 1 ? -1 : undefined)
    return [el('pre', {}, unescaped(body.join('\n')))]
  }
  if (isHeading(first))
    return [el('p', { class: 'heading' }, ...inline(first.replace(/^#+\s+|(?<!\s)\s+#+$/g, ''), MARKED, state))]
  if (isRule(first)) return [el('hr')]
  if (isQuote(first) && depth < QUOTES_MAX)
    return [
      el(
        'blockquote',
        {},
        ...paragraphs(
          block.map((line) => line.replace(/^\s*> ?/, '')),
          state,
          depth + 1,
        ),
      ),
    ]
  if (isItem(first)) return [listOf(block, state)]
  return [el('p', {}, ...inline(block.join('\n'), MARKED, state))]
}

/** Items at the first one's indentation are this list's; what is indented more belongs to the item before it. */
function listOf(block: string[], state: State): HTMLElement {
  const [, indent = '', start] = ITEM.exec(block[0] ?? '') ?? []
  const items: { words: string; under: string[] }[] = []
  for (const line of block) {
    const [, depth = '', , words = ''] = ITEM.exec(line) ?? []
    const last = items.at(-1)
    if (isItem(line) && (!last || depth.length <= indent.length)) items.push({ words, under: [] })
    else last?.under.push(line)
  }
  const children = items.map(({ words, under }) => {
    const nested = under.findIndex(isItem)
    const more = nested < 0 ? under : under.slice(0, nested)
    const text = inline([words, ...more.map((line) => line.trim())].join('\n'), MARKED, state)
    return el('li', {}, ...text, nested < 0 ? [] : [listOf(under.slice(nested), state)])
  })
  return start === undefined ? el('ul', {}, ...children) : el('ol', { start }, ...children)
}

const MARKED = new RegExp(
  [
    '\\\\(?<escaped>[\\\\`*_{}\\[\\]()#+.!~>|-])',
    '(?<!`)(?<ticks>`{1,9})(?!`)(?<code>.{1,1000}?)(?<!`)\\k<ticks>(?!`)',
    '<(?<reference>[^<>\\s][^<>\\n]*)>',
    '!?\\[(?<words>[^[\\]\\n]*)\\]\\((?<address>[^()\\s]*(?:\\([^()\\s]*\\)[^()\\s]*)*)(?:\\s+"[^"\\n]*")?\\)',
    '\\*\\*(?<bold>\\S(?:.{0,1000}?\\S)?)\\*\\*(?!\\*)',
    '(?<!\\w)__(?<bold2>\\S(?:.{0,1000}?\\S)?)__(?!\\w)',
    '\\*(?<italic>[^\\s*](?:[^*]*[^\\s*])?)\\*',
    '(?<!\\w)_(?<italic2>[^\\s_](?:[^_]*[^\\s_])?)_(?!\\w)',
    '~~(?<struck>\\S(?:.{0,1000}?\\S)?)~~',
    ':(?<emoji>[a-z0-9_+-]+):',
    '(?<bare>https?://[^\\s<>|)\\]]*[\\w/#=&-])',
  ].join('|'),
  'g',
)
