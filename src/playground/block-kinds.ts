import { type Check, flag, list, number, oneOf, pick, shape, text, typed } from './block-checks.ts'
import { anyText, ELEMENTS, imageFields, mrkdwn, plainText } from './block-elements.ts'
import { RICH_TEXT } from './block-rich-text.ts'
import { type Field, type Fields, isFields } from './fields.ts'
import { KINDS, RULES, type Surface } from './slack-rules.ts'

const named = (type: string, fields: Record<string, Check>, also?: Parameters<typeof shape>[1]): Check =>
  shape({ type: oneOf(type), 'block_id?': text(RULES.message.most.block_id), ...fields }, also)

const elements = (...names: string[]) => typed(() => pick(ELEMENTS, ...names))
const SELECTS = ['static', 'external', 'users', 'conversations', 'channels'].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
])
const CHOICES = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker', ...SELECTS]
const PRESSED = ['button', 'overflow', 'workflow_button']
const WRITTEN = [
  'plain_text_input',
  'rich_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'file_input',
]

const image = elements('image')
const richText = typed(() => ({ rich_text: RICH_TEXT }))
const cell = typed(() => ({
  raw_text: shape({ type: oneOf('raw_text'), text: text(3000, 0) }),
  raw_number: shape({ type: oneOf('raw_number'), value: number(), text: text(255) }),
  rich_text: RICH_TEXT,
}))
const { card: CARD, data_visualization: CHART, table: TABLE, data_table: DATA_TABLE, video: VIDEO } = RULES
const card = {
  'hero_image?': image,
  'icon?': image,
  'title?': mrkdwn(CARD.most.title),
  'subtitle?': mrkdwn(CARD.most.subtitle),
  'body?': mrkdwn(CARD.most.body),
}
const source = shape({ type: oneOf('url'), url: text(3000), text: text(255) })

/** What Slack takes of every kind of block, wherever it may stand. */
const BLOCKS: Record<keyof typeof KINDS, Check> = {
  header: named('header', { text: plainText(RULES.header.most.text), 'level?': number(1, RULES.header.most.level) }),
  divider: named('divider', {}),
  section: named(
    'section',
    {
      'text?': anyText(RULES.section.most.text),
      'fields?': list(1, RULES.section.most.fields, anyText(RULES.section.most.field)),
      'accessory?': elements('image', ...PRESSED, ...CHOICES),
      'expand?': flag,
    },
    (value, at, wrong) => {
      if (value.text === undefined && value.fields === undefined) wrong(RULES.section.also.either, at)
    },
  ),
  context: named('context', {
    elements: list(
      1,
      RULES.context.most.elements,
      typed(() => ({
        image: imageElement,
        plain_text: plainText(RULES.context.most.text),
        mrkdwn: mrkdwn(RULES.context.most.text),
      })),
    ),
  }),
  actions: named(
    'actions',
    {
      elements: list(
        1,
        RULES.actions.most.elements,
        elements(...PRESSED, ...CHOICES, 'datetimepicker', 'rich_text_input'),
      ),
    },
    (value, at, wrong) => {
      const seen = new Set<string>()
      for (const [index, { action_id: id }] of fieldsIn(value.elements).entries()) {
        if (typeof id !== 'string') continue
        if (seen.has(id)) wrong(`action_id "${id}" ${RULES.actions.also.twice}`, `${at}/elements/${index}/action_id`)
        seen.add(id)
      }
    },
  ),
  context_actions: named('context_actions', {
    elements: list(1, RULES.context_actions.most.elements, elements('feedback_buttons', 'icon_button')),
  }),
  image: named('image', { ...imageFields, 'title?': plainText(RULES.image.most.title) }, (value, at, wrong) => {
    if (value.image_url === undefined && value.slack_file === undefined) wrong(RULES.image.also.either, at)
  }),
  input: named('input', {
    label: plainText(RULES.input.most.label),
    'hint?': plainText(RULES.input.most.hint),
    'optional?': flag,
    'dispatch_action?': flag,
    element: elements(...CHOICES, ...WRITTEN, 'datetimepicker'),
  }),
  markdown: named('markdown', { text: text(RULES.markdown.most.text) }),
  rich_text: RICH_TEXT,
  file: named('file', { source: oneOf('remote'), external_id: text(255) }),
  video: named('video', {
    video_url: text(VIDEO.most.video_url),
    thumbnail_url: text(VIDEO.most.thumbnail_url),
    alt_text: text(VIDEO.most.alt_text),
    title: plainText(VIDEO.most.title),
    'title_url?': text(3000),
    'author_name?': text(VIDEO.most.author_name),
    'provider_name?': text(VIDEO.most.provider_name),
    'provider_icon_url?': text(3000),
    'description?': plainText(VIDEO.most.description),
  }),
  alert: named('alert', {
    text: anyText(RULES.alert.most.text),
    'level?': oneOf('default', 'info', 'warning', 'error', 'success'),
  }),
  card: named('card', { ...card, 'actions?': list(1, CARD.most.actions, elements('button')) }, (value, at, wrong) => {
    if (!['hero_image', 'title', 'actions', 'body'].some((name) => value[name] !== undefined)) {
      wrong(CARD.also.either, at)
    }
  }),
  carousel: named('carousel', {
    elements: list(
      1,
      RULES.carousel.most.elements,
      typed(() => pick(BLOCKS, 'card')),
    ),
  }),
  container: named('container', {
    'title?': plainText(RULES.container.most.title),
    'rich_text_title?': richText,
    'subtitle?': anyText(RULES.container.most.subtitle),
    child_blocks: list(
      1,
      RULES.container.most.child_blocks,
      typed(() => pick(BLOCKS, ...CONTAINED)),
    ),
    'width?': oneOf('narrow', 'standard', 'wide', 'full'),
    'icon?': image,
    'is_collapsible?': flag,
    'default_collapsed?': flag,
    'has_header_divider?': flag,
  }),
  table: named(
    'table',
    {
      rows: list(1, TABLE.most.rows, list(1, TABLE.most.columns, cell)),
      'column_settings?': list(
        1,
        TABLE.most.column_settings,
        shape({ 'align?': oneOf('left', 'center', 'right'), 'is_wrapped?': flag }),
      ),
    },
    (value, at, wrong) => cellsWithin(TABLE.most.characters, value, at, wrong),
  ),
  data_table: named(
    'data_table',
    {
      caption: text(255),
      rows: list(2, DATA_TABLE.most.rows, list(1, DATA_TABLE.most.columns, cell)),
      'page_size?': number(1, DATA_TABLE.most.page_size),
      'row_header_column_index?': number(0, DATA_TABLE.most.columns - 1),
    },
    (value, at, wrong) => {
      cellsWithin(DATA_TABLE.most.characters, value, at, wrong)
      const widths = Array.isArray(value.rows) ? value.rows.map((row) => (Array.isArray(row) ? row.length : 0)) : []
      if (new Set(widths).size > 1) wrong(DATA_TABLE.also.uneven, `${at}/rows`)
    },
  ),
  task_card: named('task_card', {
    task_id: text(255),
    title: text(256),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
    'details?': richText,
    'output?': richText,
    'sources?': list(1, RULES.task_card.most.sources, source),
  }),
  plan: named('plan', {
    title: text(256),
    'tasks?': list(
      1,
      RULES.plan.most.tasks,
      typed(() => pick(BLOCKS, 'task_card')),
    ),
  }),
  data_visualization: named('data_visualization', {
    title: text(CHART.most.title),
    chart: typed(() => ({
      line: seriesChart('line'),
      bar: seriesChart('bar'),
      area: seriesChart('area'),
      pie: shape({ type: oneOf('pie'), segments: list(1, CHART.most.segments, segment) }),
    })),
  }),
}

const CONTAINED = [
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
]

/** The blocks that a surface takes. */
export const blocksOn = (surface: Surface): Record<string, Check> =>
  pick(
    BLOCKS,
    ...Object.entries(KINDS)
      .filter(([, { on }]) => on.includes(surface))
      .map(([name]) => name),
  )

const imageElement: Check = (value, at, wrong) => image(value, at, wrong)

const segment: Check = shape({ label: text(CHART.most.segment), value: number() }, ({ value }, at, wrong) => {
  if (typeof value === 'number' && value <= 0) wrong(CHART.also.share, `${at}/value`)
})

function seriesChart(type: string): Check {
  const { most, also } = CHART
  const point = shape({ label: text(most.label), value: number() })
  return shape(
    {
      type: oneOf(type),
      series: list(1, most.series, shape({ name: text(most.name), data: list(1, most.points, point) })),
      axis_config: shape({
        categories: list(1, most.categories, text(most.category)),
        'x_label?': text(most.axis_label),
        'y_label?': text(most.axis_label),
      }),
    },
    (value, at, wrong) => {
      const series = fieldsIn(value.series)
      const categories = isFields(value.axis_config) ? value.axis_config.categories : []
      for (const [index, { data }] of series.entries()) {
        const labels = fieldsIn(data).map(({ label }) => label)
        if (!isSame(labels, Array.isArray(categories) ? categories : []))
          wrong(also.every, `${at}/series/${index}/data`)
      }
      if (new Set(series.map(({ name }) => name)).size < series.length) wrong(also.twice, `${at}/series`)
    },
  )
}

/** Whether two lists hold the same, each once, in whatever order. */
const isSame = (one: Field[], other: Field[]) =>
  one.length === other.length && new Set([...one, ...other]).size === one.length

const fieldsIn = (value: Field): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

function cellsWithin(most: number, { rows }: Fields, at: string, wrong: Parameters<Check>[2]): void {
  if (lettersIn(rows) > most) wrong(`must be less than ${most + 1} characters`, `${at}/rows`)
}

function lettersIn(value: Field): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + lettersIn(one), 0)
  if (!isFields(value)) return 0
  const { text, ...rest } = value
  return (typeof text === 'string' ? text.length : lettersIn(text)) + lettersIn(Object.values(rest))
}
