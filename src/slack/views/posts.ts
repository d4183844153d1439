import type { RichTextQuote } from '@slack/types'
import { type ChartBlock, LIMITS, type Message, notification, section } from './blocks.ts'
import { counted, inPieces } from './pieces.ts'
import { escaped } from './safe-text.ts'

type Block = Message['blocks'][number]

const A_BLOCK = 100 // what Slack counts for a block beside its words

/** A message as the posts that Slack takes: nearly always one, and more where it has too many blocks or too many words. */
export function posts({ text, blocks }: Message): [Message, ...Message[]] {
  const groups: Block[][] = [[]]
  let room = LIMITS.together
  for (const block of blocks) {
    const size = sizeOf(block)
    const group = groups.at(-1) ?? []
    if (group.length > 0 && (size > room || group.length >= LIMITS.blocks)) {
      groups.push([block])
      room = LIMITS.together - size
    } else {
      group.push(block)
      room -= size
    }
  }
  const [first = [], ...others] = groups
  return [{ text, blocks: first }, ...others.map((group) => ({ text: notification(words(group)), blocks: group }))]
}

/** Kinds of blocks that a workspace may not have yet. */
const NEWER: readonly string[] = ['context_actions', 'data_visualization', 'table']

/** Those that a post has. */
export const newerKinds = ({ blocks }: Message): string[] =>
  NEWER.filter((kind) => blocks.some(({ type }) => type === kind))

/** What answers a press or a command: there nothing can be tried in other blocks, so it has none that Slack may refuse. */
export const answerable = (message: Message): Message => withoutKinds(message, NEWER)

/** The blocks of a message as a modal takes them. */
export const inModal = (message: Message): Message['blocks'] => withoutKinds(message, [...NEWER, 'markdown']).blocks

/** A post without blocks of these kinds, with what they say in words. */
export function withoutKinds({ text, blocks }: Message, kinds: readonly string[]): Message {
  const inWords = (block: Block) =>
    inPieces(wordsOf(block), LIMITS.section)
      .filter((piece) => piece.trim())
      .map((piece) => section(piece))
  return { text, blocks: blocks.flatMap((block) => (kinds.includes(block.type) ? inWords(block) : [block])) }
}

/** A post's words without any block, in as many texts as it takes: for blocks that Slack refuses. */
export function asTexts({ blocks, text }: Message): string[] {
  const pieces = inPieces(words(blocks), LIMITS.text).filter((piece) => piece.trim())
  return pieces.length > 0 ? pieces : [text]
}

/** How Slack counts a block towards all of a message's. */
function sizeOf(block: Block): number {
  const headings = block.type === 'markdown' ? (block.text.match(/^ {0,3}#/gm)?.length ?? 0) : 0
  return A_BLOCK * (1 + headings) + (block.type === 'data_visualization' ? counted(wordsOf(block)) : textSize(block))
}

function textSize(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textSize(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, one]) => sum + (name === 'text' && typeof one === 'string' ? counted(one) : textSize(one)),
    0,
  )
}

/** What blocks say, as mrkdwn. Buttons are left out: without them there is nothing to press. */
function words(blocks: Block[]): string {
  return blocks
    .map(wordsOf)
    .filter((said) => said)
    .join('\n')
}

function wordsOf(block: Block): string {
  switch (block.type) {
    case 'header':
      return escaped(block.text.text)
    case 'section':
      return block.text?.text ?? ''
    case 'context':
      return block.elements.map((element) => ('text' in element ? element.text : '')).join(' ')
    case 'markdown':
      return escaped(block.text)
    case 'rich_text':
      return block.elements
        .flatMap((element) => (element.type === 'rich_text_quote' ? [quoted(element)] : []))
        .join('\n')
    case 'table':
      return block.rows
        .map((row) => row.map((cell) => ('text' in cell ? escaped(cell.text ?? '') : '')).join(', '))
        .join('\n')
    case 'data_visualization':
      return [`*${escaped(block.title)}*`, ...block.chart.series.map(lineInWords)].join('\n')
    default:
      return ''
  }
}

/** A line of a chart: each point that it has. */
function lineInWords({ name, data }: ChartBlock['chart']['series'][number]): string {
  return `• ${escaped(name)}: ${data.map(({ label, value }) => `${escaped(label)}: ${value}`).join(', ')}`
}

function quoted({ elements }: RichTextQuote): string {
  const text = elements.map((element) => (element.type === 'text' ? element.text : '')).join('')
  return `> ${escaped(text).replaceAll('\n', '\n> ')}`
}
