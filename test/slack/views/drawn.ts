import { z } from 'zod'

const text = z.object({ text: z.string() })
const element = z.looseObject({ type: z.string() })
const block = z.looseObject({ type: z.string() })

/** Blocks as lines of words, small enough to be read in a review: buttons in [brackets], quotes after >. */
export function drawn(blocks: unknown): string {
  return z.array(block).parse(blocks).map(line).join('\n')
}

function line(one: z.infer<typeof block>): string {
  switch (one.type) {
    case 'header':
      return `# ${text.parse(one.text).text}`
    case 'section': {
      const button = z.object({ text }).optional().parse(one.accessory)
      return `${text.parse(one.text).text}${button ? `  [${button.text.text}]` : ''}`
    }
    case 'markdown':
      return text.parse(one).text
    case 'context':
      return `  (${z
        .array(text)
        .parse(one.elements)
        .map((part) => part.text)
        .join(' ')})`
    case 'data_visualization':
      return chart(one)
    case 'table':
      return z
        .array(z.array(text))
        .parse(one.rows)
        .map((row) => `| ${row.map((cell) => cell.text).join(' | ')} |`)
        .join('\n')
    case 'context_actions':
      return z
        .array(z.object({ positive_button: z.object({ text }), negative_button: z.object({ text }) }))
        .parse(one.elements)
        .map((each) => `[+ ${each.positive_button.text.text}] [- ${each.negative_button.text.text}]`)
        .join(' ')
    case 'divider':
      return '----'
    case 'actions':
      return z
        .array(z.union([z.object({ text }), list, picker]))
        .parse(one.elements)
        .map((each) =>
          'text' in each
            ? `[${each.text.text}]`
            : 'initial_date' in each
              ? `[${each.initial_date} v]`
              : drawnList(each),
        )
        .join(' ')
    case 'rich_text':
      return z
        .array(z.object({ elements: z.array(text) }))
        .parse(one.elements)
        .map((quote) => `> ${quote.elements.map((part) => part.text).join('')}`)
        .join('\n')
    case 'input':
      return input(one)
    default:
      throw new Error(`no drawing for ${one.type}`)
  }
}

const picker = z.object({ initial_date: z.string() })
const list = z.object({
  placeholder: text,
  option_groups: z.array(z.object({ label: text, options: z.array(z.object({ text })) })),
})
function drawnList({ placeholder, option_groups }: z.infer<typeof list>): string {
  const groups = option_groups.map(
    ({ label, options }) => `${label.text}: ${options.map((option) => option.text.text).join(', ')}`,
  )
  return `[${placeholder.text} v ${groups.join(' | ')}]`
}

function chart(one: z.infer<typeof block>): string {
  const series = z.array(
    z.object({ name: z.string(), data: z.array(z.object({ label: z.string(), value: z.number() })) }),
  )
  const { title, chart } = z.object({ title: z.string(), chart: z.object({ series }) }).parse(one)
  const lines = chart.series.map(
    ({ name, data }) => `  ${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(', ')}`,
  )
  return [`chart: ${title}`, ...lines].join('\n')
}

function input(one: z.infer<typeof block>): string {
  const { options = [], type } = element
    .extend({ options: z.array(z.object({ text, description: text.optional() })).optional() })
    .parse(one.element)
  const hint = text.optional().parse(one.hint)
  const choices = options
    .map((option) => `\n  o ${option.text.text}${option.description ? `\n    ${option.description.text}` : ''}`)
    .join('')
  return `${text.parse(one.label).text} (${type})${choices}${hint ? `\n  (${hint.text})` : ''}`
}
