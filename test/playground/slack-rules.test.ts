import { checkedBlocks, checkedView, isTooLongTogether } from '../../src/playground/blocks.ts'
import type { Field, Fields } from '../../src/playground/fields.ts'
import { KINDS, RULES, type Surface } from '../../src/playground/slack-rules.ts'

type Rules = typeof RULES
/** For each rule: how what it is about looks on Slack's page, how it looks with so much of something, and what breaks the rest. */
type Tried = {
  [Name in keyof Rules]: { fits: Fields } & (Rules[Name] extends { most: infer Most }
    ? { most: { [What in keyof Most]: (many: number) => Fields } }
    : object) &
    (Rules[Name] extends { also: infer Also } ? { breaks: { [What in keyof Also]: Fields } } : object)
}

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const long = (length: number) => 'x'.repeat(length)
const many = <One>(count: number, one: (at: number) => One) => Array.from({ length: count }, (_, at) => one(at))
const divider = { type: 'divider' }

const button = (fields: Fields = {}) => ({ type: 'button', text: plain('Click Me'), value: 'click_me_123', ...fields })
const actions = (...elements: Field[]) => ({ type: 'actions', block_id: 'actions1', elements })
const inContext = (element: Fields) => ({ type: 'context_actions', elements: [element] })
const input = (element: Fields, fields: Fields = {}) => ({ type: 'input', label: plain('Label'), element, ...fields })
const written = (fields: Fields) => input({ type: 'plain_text_input', action_id: 'input', ...fields })
const lines = (fields: Fields) => input({ type: 'rich_text_input', action_id: 'input', ...fields })
const option = (fields: Fields = {}) => ({ text: plain('Maru'), value: 'maru', ...fields })
const options = (count: number) => many(count, (at) => option({ value: `value-${at}` }))
const select = (fields: Fields = {}) =>
  actions({ type: 'static_select', placeholder: plain('Which cat?'), options: options(2), ...fields })
const multi = (fields: Fields = {}) =>
  input({ type: 'multi_static_select', placeholder: plain('Which cats?'), options: options(2), ...fields })
const groups = (count: number) => many(count, () => ({ label: plain('Cats'), options: options(1) }))
const confirm = (fields: Fields = {}) =>
  actions(
    button({
      confirm: {
        title: plain('Are you sure?'),
        text: plain('Really?'),
        confirm: plain('Do it'),
        deny: plain('Stop'),
        ...fields,
      },
    }),
  )
const feedback = (fields: Fields = {}) =>
  inContext({
    type: 'feedback_buttons',
    action_id: 'feedback',
    positive_button: { text: plain('Good'), value: 'positive', ...fields },
    negative_button: { text: plain('Bad'), value: 'negative' },
  })
const icon = (fields: Fields = {}) =>
  inContext({ type: 'icon_button', icon: 'trash', text: plain('Delete'), ...fields })
const workflow = (fields: Fields = {}) =>
  actions({
    type: 'workflow_button',
    text: plain('Run'),
    workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft0123ABC456/321' } },
    ...fields,
  })
const picture = (fields: Fields = {}) => ({
  type: 'image',
  title: plain('Please enjoy this photo of a kitten'),
  image_url: 'https://assets3.thrillist.com/v1/image/1682388/size/tl-horizontal_main.jpg',
  alt_text: 'An incredibly cute kitten.',
  ...fields,
})
const video = (fields: Fields = {}) => ({
  type: 'video',
  title: plain('How to use Slack.'),
  video_url: 'https://www.youtube.com/embed/RRxQQxiM7AA?feature=oembed&autoplay=1',
  thumbnail_url: 'https://i.ytimg.com/vi/RRxQQxiM7AA/hqdefault.jpg',
  alt_text: 'How to use Slack?',
  ...fields,
})
const cell = (text: string) => ({ type: 'raw_text', text })
const rows = (count: number, columns = 2) => many(count, () => many(columns, (at) => cell(`Data ${at}`)))
const table = (fields: Fields = {}) => ({ type: 'table', rows: rows(2), ...fields })
const dataTable = (fields: Fields = {}) => ({ type: 'data_table', caption: 'Deals', rows: rows(2), ...fields })
const list = (fields: Fields) => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'item' }] }],
      ...fields,
    },
  ],
})
const card = (fields: Fields = {}) => ({ type: 'card', title: mrkdwn('A card'), ...fields })
const container = (fields: Fields = {}) => ({
  type: 'container',
  title: plain('More'),
  child_blocks: [divider],
  ...fields,
})
const task = (fields: Fields = {}) => ({
  type: 'task_card',
  task_id: 'task_1',
  title: 'Fetching weather data',
  status: 'pending',
  ...fields,
})
const points = (labels: string[]) => labels.map((label, at) => ({ label, value: at }))
const MONTHS = ['Jan', 'Feb']
const line = (fields: Fields = {}, about: Fields = {}) => ({
  type: 'data_visualization',
  title: 'Tickets',
  chart: {
    type: 'line',
    series: [{ name: 'Opened', data: points(MONTHS) }],
    axis_config: { categories: MONTHS, x_label: 'Month', y_label: 'Tickets' },
    ...fields,
  },
  ...about,
})
const over = (labels: string[]) =>
  line({ series: [{ name: 'Opened', data: points(labels) }], axis_config: { categories: labels } })
const pie = (count: number, segment: Fields = {}) =>
  line({}, { chart: { type: 'pie', segments: many(count, (at) => ({ label: `${at}`, value: 1, ...segment })) } })
const message = (...blocks: Fields[]) => ({ blocks })
const modal = (fields: Fields = {}) => ({ type: 'modal', title: plain('My App'), blocks: [divider], ...fields })
const home = (fields: Fields = {}) => ({ type: 'home', blocks: [divider], ...fields })
const ofBytes = (bytes: number) => {
  const texts = (length: number) => modal({ blocks: many(90, () => ({ type: 'section', text: mrkdwn(long(length)) })) })
  const rest = bytes - Buffer.byteLength(JSON.stringify(modal({ ...texts(2700), private_metadata: '' })))
  return modal({ ...texts(2700), private_metadata: long(rest) })
}

const TRIED: Tried = {
  message: {
    fits: message(divider),
    most: { blocks: (n) => message(...many(n, () => divider)), block_id: (n) => ({ ...divider, block_id: long(n) }) },
    breaks: { twice: message({ ...divider, block_id: 'a' }, { ...divider, block_id: 'a' }) },
  },
  together: {
    fits: message({ type: 'section', text: mrkdwn('Hello') }),
    most: {
      size: (n) =>
        message(...many(4, () => ({ type: 'section', text: mrkdwn(long(2900)) })), {
          type: 'section',
          text: mrkdwn(long(n - 500 - 4 * 2900)),
        }),
    },
  },
  modal: {
    fits: modal({ submit: plain('Submit'), close: plain('Cancel') }),
    most: {
      blocks: (n) => modal({ blocks: many(n, () => divider) }),
      title: (n) => modal({ title: plain(long(n)) }),
      submit: (n) => modal({ submit: plain(long(n)) }),
      close: (n) => modal({ close: plain(long(n)) }),
      callback_id: (n) => modal({ callback_id: long(n) }),
      private_metadata: (n) => modal({ private_metadata: long(n) }),
      external_id: (n) => modal({ external_id: long(n) }),
    },
    breaks: { submit: modal({ blocks: [written({})] }) },
  },
  home: {
    fits: home(),
    most: {
      blocks: (n) => home({ blocks: many(n, () => divider) }),
      callback_id: (n) => home({ callback_id: long(n) }),
      private_metadata: (n) => home({ private_metadata: long(n) }),
      external_id: (n) => home({ external_id: long(n) }),
    },
  },
  view: { fits: modal(), most: { bytes: ofBytes } },

  header: {
    fits: { type: 'header', text: plain('Budget Performance') },
    most: {
      text: (n) => ({ type: 'header', text: plain(long(n)) }),
      level: (n) => ({ type: 'header', text: plain('x'), level: n }),
    },
  },
  divider: { fits: divider },
  section: {
    fits: { type: 'section', text: mrkdwn('*Hello*'), fields: [mrkdwn('*Age*')], accessory: button() },
    most: {
      text: (n) => ({ type: 'section', text: mrkdwn(long(n)) }),
      fields: (n) => ({ type: 'section', fields: many(n, () => plain('x')) }),
      field: (n) => ({ type: 'section', fields: [plain(long(n))] }),
    },
    breaks: { either: { type: 'section' } },
  },
  context: {
    fits: {
      type: 'context',
      elements: [
        { type: 'image', image_url: 'https://image.freepik.com/free-photo/pin.jpg', alt_text: 'pin' },
        mrkdwn('Location'),
      ],
    },
    most: {
      elements: (n) => ({ type: 'context', elements: many(n, () => plain('x')) }),
      text: (n) => ({ type: 'context', elements: [mrkdwn(long(n))] }),
    },
  },
  actions: {
    fits: actions(button({ action_id: 'button_1' }), {
      type: 'datepicker',
      action_id: 'datepicker123',
      initial_date: '1990-04-28',
    }),
    most: { elements: (n) => actions(...many(n, () => button())) },
    breaks: { twice: actions(button({ action_id: 'a' }), button({ action_id: 'a' })) },
  },
  context_actions: {
    fits: feedback(),
    most: {
      elements: (n) => ({
        type: 'context_actions',
        elements: many(n, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })),
      }),
    },
  },
  image: {
    fits: picture(),
    most: {
      alt_text: (n) => picture({ alt_text: long(n) }),
      image_url: (n) => picture({ image_url: `https://${long(n - 'https://'.length)}` }),
      title: (n) => picture({ title: plain(long(n)) }),
    },
    breaks: { either: picture({ image_url: undefined }) },
  },
  input: {
    fits: written({}),
    most: {
      label: (n) => ({ ...written({}), label: plain(long(n)) }),
      hint: (n) => ({ ...written({}), hint: plain(long(n)) }),
    },
  },
  markdown: {
    fits: { type: 'markdown', text: '**Lots of information here!!**' },
    most: {
      text: (n) => ({ type: 'markdown', text: long(n) }),
      together: (n) => message({ type: 'markdown', text: long(6000) }, { type: 'markdown', text: long(n - 6000) }),
    },
  },
  rich_text: {
    fits: list({}),
    most: { indent: (n) => list({ indent: n }), border: (n) => list({ border: n }) },
  },
  file: { fits: { type: 'file', external_id: 'ABCD1', source: 'remote' } },
  video: {
    fits: video({
      title_url: 'https://www.youtube.com/watch?v=RRxQQxiM7AA',
      provider_name: 'YouTube',
      author_name: 'Arcado Buendia',
    }),
    most: {
      alt_text: (n) => video({ alt_text: long(n) }),
      title: (n) => video({ title: plain(long(n)) }),
      author_name: (n) => video({ author_name: long(n) }),
      provider_name: (n) => video({ provider_name: long(n) }),
      description: (n) => video({ description: plain(long(n)) }),
      video_url: (n) => video({ video_url: long(n) }),
      thumbnail_url: (n) => video({ thumbnail_url: long(n) }),
    },
  },
  alert: {
    fits: { type: 'alert', text: mrkdwn('Something needs your attention.'), level: 'warning' },
    most: { text: (n) => ({ type: 'alert', text: plain(long(n)) }) },
  },
  card: {
    fits: card({ subtitle: mrkdwn('New'), body: mrkdwn('Try it'), actions: [button()] }),
    most: {
      title: (n) => card({ title: mrkdwn(long(n)) }),
      subtitle: (n) => card({ subtitle: mrkdwn(long(n)) }),
      body: (n) => card({ body: mrkdwn(long(n)) }),
      actions: (n) => card({ actions: many(n, () => button()) }),
    },
    breaks: { either: card({ title: undefined, subtitle: mrkdwn('Alone') }) },
  },
  carousel: {
    fits: { type: 'carousel', elements: [card()] },
    most: { elements: (n) => ({ type: 'carousel', elements: many(n, () => card()) }) },
  },
  container: {
    fits: container({ subtitle: mrkdwn('Details'), is_collapsible: true, width: 'wide' }),
    most: {
      title: (n) => container({ title: plain(long(n)) }),
      subtitle: (n) => container({ subtitle: plain(long(n)) }),
      child_blocks: (n) => container({ child_blocks: many(n, () => divider) }),
    },
  },
  table: {
    fits: table({ column_settings: [{ is_wrapped: true }, { align: 'right' }] }),
    most: {
      rows: (n) => table({ rows: rows(n) }),
      columns: (n) => table({ rows: rows(1, n) }),
      column_settings: (n) => table({ column_settings: many(n, () => ({ is_wrapped: true })) }),
      characters: (n) => table({ rows: [...many(5, () => [cell(long(1900))]), [cell(long(n - 5 * 1900))]] }),
      together: (n) => message(...many(n, () => table())),
    },
  },
  data_table: {
    fits: dataTable({ page_size: 5, row_header_column_index: 0 }),
    most: {
      rows: (n) => dataTable({ rows: rows(n) }),
      columns: (n) => dataTable({ rows: rows(2, n) }),
      characters: (n) => dataTable({ rows: [...many(9, () => [cell(long(2000))]), [cell(long(n - 9 * 2000))]] }),
      page_size: (n) => dataTable({ page_size: n }),
    },
    breaks: { uneven: dataTable({ rows: [[cell('a'), cell('b')], [cell('c')]] }) },
  },
  task_card: {
    fits: task({ sources: [{ type: 'url', url: 'https://weather.com/', text: 'weather.com' }] }),
    most: {
      sources: (n) => task({ sources: many(n, () => ({ type: 'url', url: 'https://weather.com/', text: 'x' })) }),
    },
  },
  plan: {
    fits: { type: 'plan', title: 'Thinking completed', tasks: [task()] },
    most: { tasks: (n) => ({ type: 'plan', title: 'x', tasks: many(n, () => task()) }) },
  },
  data_visualization: {
    fits: line(),
    most: {
      title: (n) => line({}, { title: long(n) }),
      segments: (n) => pie(n),
      segment: (n) => pie(1, { label: long(n) }),
      series: (n) => line({ series: many(n, (at) => ({ name: `${at}`, data: points(MONTHS) })) }),
      name: (n) => line({ series: [{ name: long(n), data: points(MONTHS) }] }),
      points: (n) => over(many(n, (at) => `${at}`)),
      label: (n) => over([long(n)]),
      categories: (n) => over(many(n, (at) => `${at}`)),
      category: (n) => over([long(n)]),
      axis_label: (n) => line({ axis_config: { categories: MONTHS, y_label: long(n) } }),
      together: (n) => message(...many(n, () => line())),
    },
    breaks: {
      every: line({ series: [{ name: 'Opened', data: points(['Jan']) }] }),
      twice: line({
        series: [
          { name: 'Opened', data: points(MONTHS) },
          { name: 'Opened', data: points(MONTHS) },
        ],
      }),
      share: pie(2, { value: 0 }),
    },
  },

  button: {
    fits: actions(button({ style: 'primary', url: 'https://docs.slack.dev/', action_id: 'button-action' })),
    most: {
      text: (n) => actions(button({ text: plain(long(n)) })),
      value: (n) => actions(button({ value: long(n) })),
      url: (n) => actions(button({ url: long(n) })),
      accessibility_label: (n) => actions(button({ accessibility_label: long(n) })),
      action_id: (n) => actions(button({ action_id: long(n) })),
    },
  },
  workflow_button: {
    fits: workflow(),
    most: {
      text: (n) => workflow({ text: plain(long(n)) }),
      accessibility_label: (n) => workflow({ accessibility_label: long(n) }),
    },
  },
  feedback_buttons: {
    fits: feedback({ accessibility_label: 'Submit positive feedback' }),
    most: {
      text: (n) => feedback({ text: plain(long(n)) }),
      value: (n) => feedback({ value: long(n) }),
      accessibility_label: (n) => feedback({ accessibility_label: long(n) }),
    },
  },
  icon_button: {
    fits: icon({ action_id: 'delete', visible_to_user_ids: ['USER0'] }),
    most: {
      text: (n) => icon({ text: plain(long(n)) }),
      value: (n) => icon({ value: long(n) }),
      accessibility_label: (n) => icon({ accessibility_label: long(n) }),
      visible_to_user_ids: (n) => icon({ visible_to_user_ids: many(n, (at) => `U${at}`) }),
    },
  },
  checkboxes: {
    fits: actions({ type: 'checkboxes', options: options(2), initial_options: options(1) }),
    most: { options: (n) => actions({ type: 'checkboxes', options: options(n) }) },
  },
  radio_buttons: {
    fits: actions({ type: 'radio_buttons', options: options(2), initial_option: option({ value: 'value-0' }) }),
    most: { options: (n) => actions({ type: 'radio_buttons', options: options(n) }) },
  },
  overflow: {
    fits: actions({ type: 'overflow', options: options(2) }),
    most: { options: (n) => actions({ type: 'overflow', options: options(n) }) },
  },
  select: {
    fits: select(),
    most: {
      options: (n) => select({ options: options(n) }),
      option_groups: (n) => select({ options: undefined, option_groups: groups(n) }),
      placeholder: (n) => select({ placeholder: plain(long(n)) }),
    },
    breaks: { either: select({ option_groups: groups(1) }) },
  },
  multi_select: {
    fits: multi(),
    most: {
      options: (n) => multi({ options: options(n) }),
      option_groups: (n) => multi({ options: undefined, option_groups: groups(n) }),
      placeholder: (n) => multi({ placeholder: plain(long(n)) }),
    },
    breaks: { either: multi({ options: undefined }) },
  },
  plain_text_input: {
    fits: written({
      multiline: true,
      placeholder: plain('Placeholder text'),
      min_length: 1,
      max_length: 10,
      initial_value: 'some',
    }),
    most: {
      min_length: (n) => written({ min_length: n }),
      max_length: (n) => written({ max_length: n }),
      initial_value: (n) => written({ initial_value: long(n) }),
      placeholder: (n) => written({ placeholder: plain(long(n)) }),
    },
    breaks: {
      bounds: written({ min_length: 5, max_length: 4 }),
      initial: written({ max_length: 4, initial_value: 'too long' }),
    },
  },
  rich_text_input: {
    fits: lines({}),
    most: {
      min_lines: (n) => lines({ min_lines: n }),
      max_lines: (n) => lines({ max_lines: n }),
      placeholder: (n) => lines({ placeholder: plain(long(n)) }),
    },
  },
  file_input: {
    fits: input({ type: 'file_input', action_id: 'files', filetypes: ['jpg', 'png'] }),
    most: { max_files: (n) => input({ type: 'file_input', max_files: n }) },
  },

  confirm: {
    fits: confirm(),
    most: {
      title: (n) => confirm({ title: plain(long(n)) }),
      text: (n) => confirm({ text: plain(long(n)) }),
      confirm: (n) => confirm({ confirm: plain(long(n)) }),
      deny: (n) => confirm({ deny: plain(long(n)) }),
    },
  },
  option: {
    fits: select({ options: [option({ description: plain('A cat'), url: 'https://maru.example' })] }),
    most: {
      text: (n) => select({ options: [option({ text: plain(long(n)) })] }),
      value: (n) => select({ options: [option({ value: long(n) })] }),
      description: (n) => select({ options: [option({ description: plain(long(n)) })] }),
      url: (n) => select({ options: [option({ url: long(n) })] }),
    },
  },
  option_group: {
    fits: select({ options: undefined, option_groups: groups(2) }),
    most: {
      label: (n) => select({ options: undefined, option_groups: [{ label: plain(long(n)), options: options(1) }] }),
      options: (n) => select({ options: undefined, option_groups: [{ label: plain('Cats'), options: options(n) }] }),
    },
  },
  dispatch: {
    fits: written({ dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] } }),
    most: {
      trigger_actions_on: (n) =>
        written({ dispatch_action_config: { trigger_actions_on: many(n, () => 'on_enter_pressed') } }),
    },
  },
}

type Example = { fits: Fields; most?: Record<string, (many: number) => Fields>; breaks?: Record<string, Fields> }
const EXAMPLES: Record<string, Example> = TRIED
const NONE: Example = { fits: {} }

const clone = (value: Fields): Fields => JSON.parse(JSON.stringify(value))

/** Why Slack would refuse a view, the blocks of a message, or one block, on a surface that takes such blocks. */
function refusalOf(what: Fields): string[] {
  const given = clone(what)
  if (given.type === 'modal' || given.type === 'home') return said(checkedView(given, given.type).problem)
  if (!Array.isArray(given.blocks)) return refusalIn(given, given.type === 'alert' ? 'modal' : 'message')
  const { blocks, problem } = checkedBlocks(given.blocks)
  return blocks && isTooLongTogether(blocks) ? ['msg_blocks_too_long'] : said(problem)
}

function refusalIn(block: Fields, surface: Surface): string[] {
  if (surface === 'message') return said(checkedBlocks([block]).problem)
  return refusalOf(
    surface === 'modal' ? modal({ blocks: [block], submit: plain('Submit') }) : home({ blocks: [block] }),
  )
}

const said = (problem: { error: string; messages: string[] } | undefined) =>
  problem ? (problem.messages.length > 0 ? problem.messages : [problem.error]) : []

test('each rule says where Slack says it, and is tried with what fits and with what breaks it', () => {
  const broken: Record<string, string[]> = {}
  for (const [name, rule] of Object.entries<Limits>(RULES)) {
    const tried = EXAMPLES[name] ?? NONE
    expect({ name, from: rule.from }).toEqual({
      name,
      from: expect.stringMatching(/^https:\/\/(docs\.slack\.dev|github\.com)\//),
    })
    expect({ name, tried: [...Object.keys(tried.most ?? {}), ...Object.keys(tried.breaks ?? {})].sort() }).toEqual({
      name,
      tried: [...Object.keys(rule.most ?? {}), ...Object.keys(rule.also ?? {})].sort(),
    })
    const refused = name === 'file' ? [] : refusalOf(tried.fits)
    if (refused.length > 0) broken[name] = refused
  }
  expect(broken).toEqual({})
})

type Limits = { from: string; most?: Record<string, number>; also?: Record<string, string> }
const limits = Object.entries<Limits>(RULES).flatMap(([name, { most = {} }]) =>
  Object.entries(most).map(([what, limit]) => [`${name}, ${what}`, name, what, limit] as const),
)
test.each(limits)('%s: the most that Slack takes fits, and one more does not', (_, name, what, limit) => {
  const example = EXAMPLES[name]?.most?.[what]
  expect(example && refusalOf(example(limit))).toEqual([])
  expect(example && refusalOf(example(limit + 1))).not.toEqual([])
})

const others = Object.entries<Limits>(RULES).flatMap(([name, { also = {} }]) =>
  Object.entries(also).map(([what, words]) => [`${name}, ${what}`, name, what, words] as const),
)
test.each(others)('%s: what breaks it is refused in these words', (_, name, what, words) => {
  expect(refusalOf(EXAMPLES[name]?.breaks?.[what] ?? {}).join('\n')).toContain(words)
})

const SURFACES: Surface[] = ['message', 'modal', 'home']
const placed = Object.entries<{ on: readonly Surface[] }>(KINDS).flatMap(([kind, { on }]) =>
  SURFACES.map((surface) => [kind, surface, on.includes(surface)] as const),
)
test.each(placed)('%s in a %s: %j', (kind, surface, isTaken) => {
  expect(refusalIn((EXAMPLES[kind] ?? NONE).fits, surface).length === 0).toBe(isTaken)
})
