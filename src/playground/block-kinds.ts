import { type Check, flag, list, number, oneOf, pick, shape, text, typed } from './block-checks.ts'
import { anyText, ELEMENTS, imageFields, mrkdwn, plainText } from './block-elements.ts'
import { RICH_TEXT } from './block-rich-text.ts'

const named = (type: string, fields: Record<string, Check>, also?: Parameters<typeof shape>[1]): Check =>
  shape({ type: oneOf(type), 'block_id?': text(255), ...fields }, also)

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
const card = {
  'hero_image?': image,
  'icon?': image,
  'title?': mrkdwn(150),
  'subtitle?': mrkdwn(150),
  'body?': mrkdwn(200),
}
const source = shape({ type: oneOf('url'), url: text(3000), text: text(255) })
const point = shape({ label: text(255), value: number() })

/** Slack's limits for every kind of block. */
const BLOCKS: Record<string, Check> = {
  header: named('header', { text: plainText(150), 'level?': number(1, 4) }),
  divider: named('divider', {}),
  section: named(
    'section',
    {
      'text?': anyText(3000),
      'fields?': list(1, 10, anyText(2000)),
      'accessory?': elements('image', ...PRESSED, ...CHOICES),
      'expand?': flag,
    },
    (value, at, wrong) => {
      if (value.text === undefined && value.fields === undefined) wrong('missing required field: text', at)
    },
  ),
  context: named('context', {
    elements: list(
      1,
      10,
      typed(() => ({ image: imageElement, plain_text: plainText(3000), mrkdwn: mrkdwn(3000) })),
    ),
  }),
  actions: named('actions', {
    elements: list(1, 25, elements(...PRESSED, ...CHOICES, 'datetimepicker', 'rich_text_input')),
  }),
  context_actions: named('context_actions', { elements: list(1, 5, elements('feedback_buttons', 'icon_button')) }),
  image: named('image', { ...imageFields, 'title?': plainText(2000) }, (value, at, wrong) => {
    if (value.image_url === undefined && value.slack_file === undefined) wrong('missing required field: image_url', at)
  }),
  input: named('input', {
    label: plainText(2000),
    'hint?': plainText(2000),
    'optional?': flag,
    'dispatch_action?': flag,
    element: elements(...CHOICES, ...WRITTEN, 'datetimepicker'),
  }),
  markdown: named('markdown', { text: text(12_000) }),
  rich_text: RICH_TEXT,
  file: named('file', { source: oneOf('remote'), external_id: text(255) }),
  video: named('video', {
    video_url: text(3000),
    thumbnail_url: text(3000),
    alt_text: text(2000),
    title: plainText(200),
    'title_url?': text(3000),
    'author_name?': text(50),
    'provider_name?': text(50),
    'provider_icon_url?': text(3000),
    'description?': plainText(200),
  }),
  alert: named('alert', { text: anyText(3000), 'level?': oneOf('default', 'info', 'warning', 'error', 'success') }),
  card: named('card', { ...card, 'actions?': list(1, 25, elements('button')) }, (value, at, wrong) => {
    if (!['hero_image', 'title', 'actions', 'body'].some((name) => value[name] !== undefined)) {
      wrong('must have a hero_image, title, actions or body', at)
    }
  }),
  carousel: named('carousel', {
    elements: list(
      1,
      10,
      typed(() => pick(BLOCKS, 'card')),
    ),
  }),
  container: named('container', {
    'title?': plainText(150),
    'rich_text_title?': richText,
    'subtitle?': anyText(150),
    child_blocks: list(
      1,
      10,
      typed(() =>
        pick(
          BLOCKS,
          'actions',
          'context',
          'divider',
          'file',
          'header',
          'image',
          'input',
          'rich_text',
          'section',
          'table',
          'video',
        ),
      ),
    ),
    'width?': oneOf('narrow', 'standard', 'wide', 'full'),
    'icon?': image,
    'is_collapsible?': flag,
    'default_collapsed?': flag,
    'has_header_divider?': flag,
  }),
  table: named('table', {
    rows: list(1, 100, list(1, 20, cell)),
    'column_settings?': list(1, 20, shape({ 'align?': oneOf('left', 'center', 'right'), 'is_wrapped?': flag })),
  }),
  data_table: named('data_table', {
    caption: text(255),
    rows: list(2, 201, list(1, 20, cell)),
    'page_size?': number(1, 100),
    'row_header_column_index?': number(0, 19),
  }),
  task_card: named('task_card', {
    task_id: text(255),
    title: text(256),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
    'details?': richText,
    'output?': richText,
    'sources?': list(1, 50, source),
  }),
  plan: named('plan', {
    title: text(256),
    'tasks?': list(
      1,
      50,
      typed(() => pick(BLOCKS, 'task_card')),
    ),
  }),
  data_visualization: named('data_visualization', {
    title: text(50),
    chart: typed(() => ({
      line: seriesChart('line'),
      bar: seriesChart('bar'),
      area: seriesChart('area'),
      pie: shape({ type: oneOf('pie'), segments: list(1, 6, point) }),
    })),
  }),
}

/** Where a block may stand: Slack keeps some out of messages, and others out of modals and homes. */
const MODALS_ONLY = ['alert']
const MESSAGES_ONLY = [
  'markdown',
  'table',
  'data_table',
  'task_card',
  'plan',
  'context_actions',
  'file',
  'data_visualization',
]

export const MESSAGE_BLOCKS = without(MODALS_ONLY)
export const MODAL_BLOCKS = without(MESSAGES_ONLY)
export const HOME_BLOCKS = without([...MESSAGES_ONLY, ...MODALS_ONLY])

const imageElement: Check = (value, at, wrong) => image(value, at, wrong)

function seriesChart(type: string): Check {
  return shape({
    type: oneOf(type),
    series: list(1, 6, shape({ name: text(255), data: list(1, 100, point) })),
    axis_config: shape({ categories: list(1, 100, text(255)), 'x_label?': text(255), 'y_label?': text(255) }),
  })
}

function without(names: string[]): Record<string, Check> {
  return Object.fromEntries(Object.entries(BLOCKS).filter(([name]) => !names.includes(name)))
}
