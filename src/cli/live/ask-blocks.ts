import { join } from 'node:path'
import { z } from 'zod'
import { everyView } from '../../slack/samples/every-view.ts'
import { coach } from '../../slack/samples/samples.ts'
import type { ChartBlock, Message } from '../../slack/views/blocks.ts'
import { posts } from '../../slack/views/posts.ts'
import { contentFiles, readContent } from '../content-file.ts'
import { asked } from './made.ts'
import { type Answer, answered, asExpected, type Here, otherwise, type Question, refusalIn } from './question.ts'

const CONTENT = join(import.meta.dirname, '../../../supabase/content')
const BLOCKS = 'https://docs.slack.dev/reference/block-kit/blocks'

/** What blocks.validate refuses in a payload: where, and by which rule. Never Slack's sentence, which may quote the payload. */
const refused = z.object({
  data: z.object({
    error: z.enum(['invalid_blocks', 'invalid_message', 'invalid_view']),
    errors: z.array(z.object({ pointer: z.string().catch(''), code: z.string().catch('') })).default([]),
  }),
})
async function faultsOf(here: Here, payload: object): Promise<string[]> {
  try {
    await asked(() => here.withoutToken.apiCall('blocks.validate', { ...payload }))
    return []
  } catch (error) {
    const { data } = refused.safeParse(error)
    if (!data) throw error
    const places = data.data.errors.map(({ pointer, code }) => plainWord(`${code} at ${pointer || '/'}`))
    return places.length > 0 ? places : [data.data.error]
  }
}
const plainWord = (text: string) => text.replace(/[^\w/ -]/g, '').slice(0, 80)

/** Every message and form with samples, once for each language. */
function everything() {
  for (const { text } of contentFiles(CONTENT)) {
    const read = readContent(text)
    if ('wrong' in read) throw new Error(read.wrong)
    const { persona = coach.persona, rubric } = read.content
    const [dimension] = rubric?.dimensions ?? []
    if (rubric && dimension) return everyView({ ...coach, persona, rubric: { version: 1, ...rubric } }, dimension)
  }
  throw new Error('no content with a rubric')
}

const everySample = (): { name: string; payload: object }[] =>
  everything().flatMap(({ language, messages, notes, views }) => [
    ...Object.entries({ ...messages, ...notes }).flatMap(([name, message]) =>
      posts(message).map(({ blocks }) => ({ name: `“${name}” (${language})`, payload: { message: { blocks } } })),
    ),
    ...Object.entries(views).map(([name, view]) => ({ name: `“${name}” (${language})`, payload: { view } })),
  ])

async function everyViewPasses(here: Here): Promise<Answer> {
  const samples = everySample()
  const wrong: string[] = []
  for (const { name, payload } of samples) {
    await here.waits(0)
    const [fault] = await faultsOf(here, payload)
    if (fault) wrong.push(`${name}: ${fault}`)
  }
  const first = wrong.slice(0, 10).join('; ')
  return answered(
    wrong.length === 0,
    `${samples.length} samples taken, none refused`,
    `${wrong.length} of ${samples.length} samples refused: ${first}`,
  )
}

const chart = (series: number): ChartBlock => ({
  type: 'data_visualization',
  title: 'Scores by day',
  chart: {
    type: 'line',
    series: Array.from({ length: series }, (_, at) => ({
      name: `Line ${at + 1}`,
      data: [
        { label: '2 Nov', value: 4 },
        { label: '9 Nov', value: 6 },
      ],
    })),
    axis_config: { categories: ['2 Nov', '9 Nov'] },
  },
})

/** The kinds of blocks and elements in a message. */
function kindsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(kindsIn)
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && typeof value.type === 'string' ? [value.type] : []
  return [...own, ...Object.values(value).flatMap(kindsIn)]
}

/** One message for each mix of blocks and elements that messages have. */
function oneOfEachKind(): Message[] {
  const [first] = everything()
  const messages = Object.values({ ...first?.messages, ...first?.notes }).flatMap(posts)
  return [
    ...new Map(messages.map((message) => [[...new Set(kindsIn(message.blocks))].toSorted().join(), message])).values(),
  ]
}

async function eachKindIsPosted(here: Here): Promise<Answer> {
  const messages = oneOfEachKind()
  const changed = new Set<string>()
  for (const { text, blocks } of messages) {
    await here.waits(0)
    const posted = await here.made.post({ text, blocks })
    const came = posted.blocks.map(({ type }) => type)
    for (const [at, { type }] of blocks.entries())
      if (came[at] !== type) changed.add(`${type} as ${came[at] ?? 'none'}`)
    await here.made.remove(posted.ts)
  }
  return asExpected(
    `${messages.length} messages posted and deleted${changed.size > 0 ? `; came back: ${[...changed].map(plainWord).join(', ')}` : ''}`,
  )
}

async function chartIsPosted(here: Here): Promise<Answer> {
  const posted = await here.made.post({ text: 'Scores by day: 4, then 6.', blocks: [chart(2)] })
  await here.made.remove(posted.ts)
  const [block] = posted.blocks
  return answered(block?.type === 'data_visualization', 'posted as a chart', 'posted without its chart')
}

/** Five sections of so many characters in all. */
const sections = (characters: number): Message['blocks'] =>
  Array.from({ length: 5 }, () => ({
    type: 'section',
    text: { type: 'plain_text', text: 'Aa '.repeat(characters / 15).padEnd(characters / 5, 'a') },
  }))

async function togetherIsLimited(here: Here): Promise<Answer> {
  const under = await here.made.post({ text: 'Twelve thousand.', blocks: sections(12_000) })
  await here.made.remove(under.ts)
  try {
    const over = await here.made.post({ text: 'Fourteen thousand.', blocks: sections(14_000) })
    await here.made.remove(over.ts)
    return otherwise('12,000 and 14,000 characters taken')
  } catch (error) {
    const cause = refusalIn(error)
    return answered(cause === 'msg_blocks_too_long', '12,000 taken, 14,000 refused', `12,000 taken, then ${cause}`)
  }
}

export const BLOCK_QUESTIONS: Question[] = [
  {
    id: 'every-view',
    asks: 'Would Slack show every message and form of ours?',
    how: 'blocks.validate, without a token, for every sample in each language',
    expects: 'none is refused',
    source: 'https://docs.slack.dev/reference/methods/blocks.validate',
    ask: everyViewPasses,
  },
  {
    id: 'each-kind',
    asks: 'Can a message of each kind be posted, and deleted?',
    how: 'a sample for each mix of blocks and elements, posted and deleted one after another',
    expects: 'all are taken',
    source: BLOCKS,
    ask: eachKindIsPosted,
  },
  {
    id: 'chart',
    asks: 'Does this workspace have charts?',
    how: 'a chart of two lines is posted',
    expects: 'it comes back as a chart',
    source: `${BLOCKS}/data-visualization-block, which no SDK knows yet`,
    ask: chartIsPosted,
  },
  {
    id: 'chart-lines',
    asks: 'How many lines may a chart have?',
    how: 'blocks.validate of a chart with seven',
    expects: 'it is refused: six by the page, twelve by github.com/nicklambourne/slackblocks',
    source: `${BLOCKS}/data-visualization-block`,
    ask: async (here) =>
      answered((await faultsOf(here, { blocks: [chart(7)] })).length > 0, 'seven refused', 'seven taken'),
  },
  {
    id: 'together',
    asks: 'How much may all blocks of a message hold together?',
    how: 'messages of 12,000 and of 14,000 characters are posted',
    expects: 'the second is refused (msg_blocks_too_long)',
    source: 'in no document; github.com/slackapi/bolt-js, issues 2509 and 2867',
    ask: togetherIsLimited,
  },
]
