import { z } from 'zod'
import { plainText } from './text.ts'

/**
 * What of a message is words: those that were typed, those of messages that were forwarded into it, and whether something came with it that
 * is no words, such as a file. Shapes: docs.slack.dev/reference/block-kit/blocks, /messaging/formatting-message-text, and for what is
 * forwarded, an attachment with is_share, the answers of conversations.replies in @slack/web-api.
 */
export type Words = { own: string; brought: string; hasMore: boolean }

const string = z.string().catch('')
const list = z.array(z.unknown()).catch([])
const attachment = z.object({
  is_share: z.boolean().catch(false), // somebody forwarded a message
  original_url: string, // Slack or an app unfurled a link: nobody wrote that
  from_url: string,
  pretext: string,
  title: string,
  text: string,
  fallback: string,
  fields: z.array(z.object({ title: string, value: string })).catch([]),
  blocks: list,
  message_blocks: z.array(z.object({ message: z.object({ blocks: list }) })).catch([]),
  files: list,
  image_url: string,
})
const message = z.object({
  text: string,
  blocks: list,
  attachments: z.array(attachment).catch([]),
  files: list,
})
type Attachment = z.infer<typeof attachment>

/** Reads a message as Slack delivers it, with its text, blocks, attachments and files. */
export function wordsOf(given: unknown, bot: string): Words {
  const { data } = message.safeParse(given)
  if (!data) return { own: '', brought: '', hasMore: false }
  const { text, blocks, attachments, files } = data
  const forwarded = attachments.filter(({ is_share }) => is_share)
  const ofApp = attachments.filter((one) => !one.is_share && !one.original_url && !one.from_url)
  const own = [typed(text, blocks), ...ofApp.map(wordsIn)].filter((part) => part.trim())
  const brought = forwarded.map(wordsIn)
  return {
    own: plainText(own.join('\n'), bot),
    brought: plainText(brought.filter((part) => part.trim()).join('\n\n'), ''),
    hasMore:
      files.length > 0 ||
      blocks.some(isNoWords) ||
      brought.some((part) => !part.trim()) ||
      [...forwarded, ...ofApp].some((one) => one.files.length > 0 || one.image_url || one.blocks.some(isNoWords)),
  }
}

/** What people type has the same words in its text; what apps post has in its text what a notification shows. */
function typed(text: string, blocks: unknown[]): string {
  if (text.trim() && blocks.every((block) => typeOf(block) === 'rich_text')) return text
  return wordsInBlocks(blocks) || text
}

function wordsIn({ is_share, pretext, title, text, fallback, fields, blocks, message_blocks }: Attachment): string {
  const said = [pretext, title, text, ...fields.map((one) => [one.title, one.value].filter(Boolean).join(': '))]
  const inText = said.filter((part) => part.trim()).join('\n')
  if (inText) return inText
  const inBlocks = wordsInBlocks([...blocks, ...message_blocks.flatMap((one) => one.message.blocks)])
  return inBlocks || (is_share ? '' : fallback) // of what is forwarded it is made by Slack
}

const wordsInBlocks = (blocks: unknown[]): string =>
  blocks
    .map(wordsInBlock)
    .filter((part) => part.trim())
    .join('\n')

const worded = z.object({ text: string })
const block = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['header', 'section']), text: worded.optional(), fields: z.array(worded).catch([]) }),
  z.object({ type: z.literal('markdown'), text: string }),
  z.object({ type: z.literal('context'), elements: z.array(worded.catch({ text: '' })).catch([]) }),
  z.object({ type: z.literal('rich_text'), elements: list }),
  z.object({ type: z.enum(['table', 'data_table']), rows: z.array(list).catch([]) }),
])

function wordsInBlock(given: unknown): string {
  const { data } = block.safeParse(given)
  switch (data?.type) {
    case 'header':
    case 'section':
      return [data.text?.text ?? '', ...data.fields.map(({ text }) => text)].filter(Boolean).join('\n')
    case 'markdown':
      return data.text
    case 'context':
      return data.elements
        .map(({ text }) => text)
        .filter(Boolean)
        .join(' ')
    case 'rich_text':
      return data.elements.map(wordsInRich).join('\n')
    case 'table':
    case 'data_table':
      return data.rows.map((row) => row.map(wordsInCell).join(' | ')).join('\n')
    case undefined:
      return ''
  }
}

function wordsInCell(given: unknown): string {
  return wordsInBlock(given) || escaped(worded.catch({ text: '' }).parse(given).text)
}

const rich = z.object({ type: string, elements: list })
const NONE = { type: '', elements: [] }

/** A paragraph, a quote, a list: lists hold paragraphs, and nothing holds anything deeper. */
function wordsInRich(given: unknown): string {
  const { type, elements } = rich.catch(NONE).parse(given)
  if (type !== 'rich_text_list') return elements.map(wordsInline).join('')
  return elements.map((item) => `• ${rich.catch(NONE).parse(item).elements.map(wordsInline).join('')}`).join('\n')
}

const inline = z.object({ type: string, text: string, url: string, name: string, fallback: string })

function wordsInline(given: unknown): string {
  const { data } = inline.safeParse(given)
  if (!data) return ''
  if (data.type === 'user') return '@someone'
  if (data.type === 'emoji') return `:${data.name}:`
  return escaped(data.text || data.url || data.fallback)
}

/** What Slack does not escape in its blocks, as it does in a text. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const NO_WORDS = ['image', 'video', 'file']
const isNoWords = (given: unknown): boolean => NO_WORDS.includes(typeOf(given))
const typeOf = (given: unknown): string => z.object({ type: string }).catch({ type: '' }).parse(given).type
