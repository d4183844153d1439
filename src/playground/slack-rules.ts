/** Where blocks can stand. */
export type Surface = 'message' | 'modal' | 'home'

/** What Slack holds one thing to. test/playground/slack-rules.test.ts tries each with what fits and with what breaks it. */
type Rule = {
  /** Slack's page; where it says nothing, an SDK's file or a report. */
  from: string
  /** Of a block: the surfaces that take it. */
  on?: readonly Surface[]
  /** How long a text may be, how many of a list, or how large a number. */
  most?: Record<string, number>
  /** What else is refused, in Slack's words as far as they are known. */
  also?: Record<string, string>
}

const PAGES = 'https://docs.slack.dev/reference'
const block = (name: string) => `${PAGES}/block-kit/blocks/${name}-block`
const element = (name: string) => `${PAGES}/block-kit/block-elements/${name}-element`
const object = (name: string) => `${PAGES}/block-kit/composition-objects/${name}-object`

const ALL: readonly Surface[] = ['message', 'modal', 'home']
const MESSAGES: readonly Surface[] = ['message']
const MODALS: readonly Surface[] = ['modal']
const NOWHERE: readonly Surface[] = []

const SAME_ID = 'already exists in this block'

// biome-ignore format: a table
/** What Slack takes of each kind of block, and where. */
export const KINDS = {
  header: { from: block('header'), on: ALL, most: { text: 150, level: 4 } },
  divider: { from: block('divider'), on: ALL },
  section: { from: block('section'), on: ALL, most: { text: 3000, fields: 10, field: 2000 }, also: { either: 'missing required field: text' } },
  context: { from: block('context'), on: ALL, most: { elements: 10, text: 3000 } },
  actions: { from: block('actions'), on: ALL, most: { elements: 25 }, also: { twice: SAME_ID } },
  context_actions: { from: block('context-actions'), on: MESSAGES, most: { elements: 5 } },
  image: { from: block('image'), on: ALL, most: { alt_text: 2000, image_url: 3000, title: 2000 }, also: { either: 'missing required field: image_url' } },
  input: { from: block('input'), on: ALL, most: { label: 2000, hint: 2000 } },
  markdown: { from: block('markdown'), on: MESSAGES, most: { text: 12_000, together: 12_000 } },
  rich_text: { from: block('rich-text'), on: ALL, most: { indent: 8, border: 1 } },
  file: { from: block('file'), on: NOWHERE }, // it comes with a message that holds a remote file, and cannot be sent
  video: { from: block('video'), on: ALL, most: { alt_text: 2000, title: 200, author_name: 50, provider_name: 50, description: 200, video_url: 3000, thumbnail_url: 3000 } },
  alert: { from: block('alert'), on: MODALS, most: { text: 200 } },
  card: { from: block('card'), on: ALL, most: { title: 150, subtitle: 150, body: 200, actions: 3 }, also: { either: 'must have a hero_image, title, actions or body' } },
  carousel: { from: block('carousel'), on: ALL, most: { elements: 10 } },
  container: { from: block('container'), on: ALL, most: { title: 150, subtitle: 150, child_blocks: 10 } },
  table: { from: block('table'), on: MESSAGES, most: { rows: 100, columns: 20, column_settings: 20, characters: 10_000, together: 1 } },
  data_table: { from: block('data-table'), on: MESSAGES, most: { rows: 101, columns: 20, characters: 20_000, page_size: 100 }, also: { uneven: 'every row must have as many cells as the first' } },
  task_card: { from: block('task-card'), on: MESSAGES, most: { sources: 50 } },
  plan: { from: block('plan'), on: MESSAGES, most: { tasks: 50 } },
  data_visualization: {
    from: block('data-visualization'), on: MESSAGES,
    most: { title: 50, segments: 6, segment: 20, series: 6, name: 20, points: 20, label: 20, categories: 20, category: 20, axis_label: 50, together: 2 },
    also: { every: 'must have exactly one data point for each category', twice: 'names must be unique', share: 'must be greater than 0' },
  },
} satisfies Record<string, Rule & { on: readonly Surface[] }>

// biome-ignore format: a table
/** The same for messages and views as wholes, for the elements in blocks, and for what stands in those. */
export const RULES = {
  message: { from: `${PAGES}/block-kit/blocks`, most: { blocks: 50, block_id: 255 }, also: { twice: 'already exists' } },
  // github.com/slackapi/bolt-js/issues/2867 has it too; people measured it, and Slack publishes no figure
  together: { from: 'https://github.com/slackapi/bolt-js/issues/2509', most: { size: 13_200 } },
  modal: { from: `${PAGES}/views/modal-views`, most: { blocks: 100, title: 24, submit: 24, close: 24, callback_id: 255, private_metadata: 3000, external_id: 255 }, also: { submit: 'missing required field: submit' } },
  home: { from: `${PAGES}/views/home-tab-views`, most: { blocks: 100, callback_id: 255, private_metadata: 3000, external_id: 255 } },
  view: { from: `${PAGES}/methods/views.publish`, most: { bytes: 250_000 } },

  ...KINDS,

  button: { from: element('button'), most: { text: 75, value: 2000, url: 3000, accessibility_label: 75, action_id: 255 } },
  workflow_button: { from: element('workflow-button'), most: { text: 75, accessibility_label: 75 } },
  feedback_buttons: { from: element('feedback-buttons'), most: { text: 75, value: 2000, accessibility_label: 75 } },
  icon_button: { from: element('icon-button'), most: { text: 75, value: 2000, accessibility_label: 75, visible_to_user_ids: 10 } },
  checkboxes: { from: element('checkboxes'), most: { options: 10 } },
  radio_buttons: { from: element('radio-button-group'), most: { options: 10 } },
  overflow: { from: element('overflow-menu'), most: { options: 5 } },
  select: { from: element('select-menu'), most: { options: 100, option_groups: 100, placeholder: 150 }, also: { either: 'must have either options or option_groups' } },
  multi_select: { from: element('multi-select-menu'), most: { options: 100, option_groups: 100, placeholder: 150 }, also: { either: 'must have either options or option_groups' } },
  plain_text_input: { from: element('plain-text-input'), most: { min_length: 3000, max_length: 3000, initial_value: 3000, placeholder: 150 }, also: { bounds: 'min_length must not be above max_length', initial: 'initial_value must keep min_length and max_length' } },
  rich_text_input: { from: element('rich-text-input'), most: { min_lines: 100, max_lines: 100, placeholder: 150 } },
  file_input: { from: element('file-input'), most: { max_files: 10 } },

  confirm: { from: object('confirmation-dialog'), most: { title: 100, text: 300, confirm: 30, deny: 30 } },
  option: { from: object('option'), most: { text: 75, value: 150, description: 75, url: 3000 } },
  option_group: { from: object('option-group'), most: { label: 75, options: 100 } },
  dispatch: { from: object('dispatch-action-configuration'), most: { trigger_actions_on: 2 } },
} satisfies Record<string, Rule>
