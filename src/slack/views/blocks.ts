import type {
  ActionsBlock,
  Block,
  Button,
  Datepicker,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
  StaticSelect,
} from '@slack/types'
import { t } from '../../words/words.ts'
import { counted, inPieces } from './pieces.ts'
import { safeMrkdwn } from './safe-text.ts'

/** Slack's chart block, which @slack/types does not have yet. */
export type ChartBlock = Block & {
  type: 'data_visualization'
  title: string
  chart: {
    type: 'line'
    series: { name: string; data: { label: string; value: number }[] }[]
    axis_config: { categories: string[] }
  }
}

/** What is posted: the blocks, and the same in plain words for notifications and screen readers. */
export type Message = { text: string; blocks: (KnownBlock | ChartBlock)[] }

/** Slack's limits, in UTF-16 units where they are about texts. */
export const LIMITS = {
  blocks: 50, // of a message
  together: 12_000, // all blocks of a message; Slack says nothing, and refuses somewhat above 13,000 (bolt-js #2509)
  viewBlocks: 100, // of a modal or a home
  viewBytes: 250_000, // of the whole of it as JSON
  text: 4_000, // of a message beside its blocks; Slack cuts at 40,000 and asks for 4,000
  header: 150,
  section: 3_000,
  markdown: 12_000, // over all markdown blocks of a message
  quote: 2_000, // of our own: even where every sign of it counts five times it fits
  button: 75,
  buttonValue: 2_000,
  option: 75,
  hint: 2_000,
  optionValue: 150,
  placeholder: 150,
  radioOptions: 10,
  selectOptions: 100,
  viewTitle: 24,
  privateMetadata: 3_000,
  input: 3_000,
  chartTitle: 50,
  chartSeries: 6,
  chartPoints: 20, // of each line
  chartName: 20, // of a line, and of a point on it
}

const MARKDOWN_PIECE = 9_000 // leaves room beside it in a message
const A_HEADING = 200 // Slack makes two blocks of a heading and what follows it, and takes 50

const markdownSize = (text: string): number => counted(text) + A_HEADING * (text.match(/^ {0,3}#/gm)?.length ?? 0)

/** At most `max` characters, with '…' where something is left out. Halves no emoji, no `&amp;`, and no word that is not very long. */
export function cut(text: string, max: number): string {
  const whole = text.toWellFormed()
  if (whole.length <= max) return whole
  const kept = whole
    .slice(0, max - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/&[a-z]{0,4}$/, '')
    .replace(/(?<=\S)\s+\S{0,20}$/, '')
  return `${kept.trimEnd()}…`
}

/** Slack refuses empty texts. */
const fitted = (text: string, max: number): string => cut(text, max).trim() || '–'

/** What was cut within a piece of code is code to its end. */
const withCodeEnded = (text: string) => (text.split('`').length % 2 ? text : `${text}\``)

export const plain = (text: string, max: number): PlainTextElement => ({ type: 'plain_text', text: fitted(text, max) })

/** Verbatim: Slack then makes no links or mentions out of what only looks like one. */
const mrkdwn = (text: string, max = LIMITS.section): MrkdwnElement => ({
  type: 'mrkdwn',
  text: withCodeEnded(fitted(text, max - 1)),
  verbatim: true,
})

export const header = (text: string): KnownBlock => ({ type: 'header', text: plain(text, LIMITS.header) })

export const section = (text: string, accessory?: Button): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...(accessory && { accessory }),
})

export const context = (text: string): KnownBlock => ({ type: 'context', elements: [mrkdwn(text)] })

export const divider: KnownBlock = { type: 'divider' }

export const actions = (...elements: (Button | Datepicker | StaticSelect)[]): ActionsBlock => ({
  type: 'actions',
  elements,
})

/** A calendar to pick a day from, 'YYYY-MM-DD'. */
export const datepicker = (action: string, on: string | null): Datepicker => ({
  type: 'datepicker',
  action_id: action,
  ...(on && { initial_date: on }),
})

/** The rows of a view that fit beside the rest of it: Slack refuses a view that is too large as a whole. */
export function fitting<Row extends Block>(rows: Row[], ...rest: Block[]): Row[] {
  let left = LIMITS.viewBytes - A_VIEW - rest.reduce((sum, block) => sum + bytesOf(block), 0)
  const full = rows.slice(0, LIMITS.viewBlocks - rest.length).findIndex((row) => {
    left -= bytesOf(row)
    return left < 0
  })
  return rows.slice(0, full === -1 ? LIMITS.viewBlocks - rest.length : full)
}

const A_VIEW = 10_000 // what stands around its blocks

/** As JSON that is all ASCII, the longest that it can be. */
const bytesOf = (block: Block): number => JSON.stringify(block).replace(/[^\0-\x7f]/g, '\\u0000').length

/** A text of any length, in as many blocks as it takes. */
export const markdown = (text: string): KnownBlock[] =>
  inPieces(text.trim() || '–', MARKDOWN_PIECE, markdownSize)
    .filter((piece) => piece.trim())
    .map((piece) => ({ type: 'markdown', text: piece }))

/**
 * Words of a person, set off as a quote, with what they stand for and Slack's address of the message that holds them where these are known.
 * In rich text nothing in them is formatting.
 */
export const quotes = (...quoted: { name?: string; text: string; link?: string | undefined }[]): RichTextBlock => ({
  type: 'rich_text',
  elements: quoted.map(({ name, text, link }) => ({
    type: 'rich_text_quote',
    elements: [
      ...(name?.trim() ? [{ type: 'text', text: `${name.trim()}: `, style: { bold: true } } as const] : []),
      { type: 'text', text: fitted(text, LIMITS.quote) },
      ...(link && SLACK_ADDRESS.test(link)
        ? [{ type: 'text', text: '  ' } as const, { type: 'link', url: link, text: t`See it in the thread` } as const]
        : []),
    ],
  })),
})

/** An address as Slack gives it; anything else is not made a link. */
export const SLACK_ADDRESS = /^https?:\/\/[^\s<>|]+$/

type ButtonWords = {
  action: string
  text: string
  value?: string
  /** Opens this address besides. */
  url?: string
  style?: 'primary' | 'danger'
  /** What a screen reader says, where the text alone does not tell buttons apart. */
  label?: string
}

export function button({ action, text, value, url, style, label }: ButtonWords): Button {
  if (value && value.length > LIMITS.buttonValue) throw new Error(`the value of ${action} is too long for a button`)
  return {
    type: 'button',
    action_id: action,
    text: plain(text, LIMITS.button),
    ...(value && { value }),
    ...(url && { url }),
    ...(style && { style }),
    ...(label && { accessibility_label: cut(label, LIMITS.button) }),
  }
}

/** A list to choose one thing from, in named groups. */
export function select(about: {
  action: string
  text: string
  groups: { label: string; options: { text: string; value: string }[] }[]
}): StaticSelect {
  return {
    type: 'static_select',
    action_id: about.action,
    placeholder: plain(about.text, LIMITS.placeholder),
    option_groups: about.groups.map(({ label, options }) => ({
      label: plain(label, LIMITS.option),
      options: options.map(({ text, value }) => ({ text: plain(text, LIMITS.option), value })),
    })),
  }
}

/** A message of paragraphs in our own words, which are its `text` too. */
export function say(...parts: string[]): Message {
  return { text: notification(...parts), blocks: parts.map((part) => section(part)) }
}

/** The `text` of a message: its paragraphs without the marks of formatting, which are noise when read aloud. */
export function notification(...parts: string[]): string {
  const words = parts
    .filter((part) => part.trim())
    .join('\n')
    .replace(/(?<![\w*])\*{1,2}(?=\S)([^*\n]+)\*{1,2}(?![\w*])/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
  return withCodeEnded(fitted(safeMrkdwn(words), LIMITS.text - 1))
}
