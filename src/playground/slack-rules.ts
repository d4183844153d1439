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

const page = ['cursor', 'limit'] as const
const look = ['icon_emoji', 'icon_url', 'username'] as const
const said = ['attachments', 'blocks', 'link_names', 'markdown_text', 'metadata', 'parse', 'text', 'as_user'] as const
const range = ['channel', 'include_all_metadata', 'inclusive', 'latest', 'oldest', ...page] as const
const agent = ['channel_id', 'thread_ts', 'title'] as const
const chunked = ['channel', 'markdown_text', 'chunks'] as const

// biome-ignore format: a table
/** The arguments that each method takes. Slack says nothing of others and does nothing with them, so here a misspelt one is refused. */
const ARGUMENTS = {
  'agents.sessions.rename': agent,
  'agents.sessions.setStatus': [...agent, ...look, 'status', 'initiator_user_id'],
  'apps.connections.open': [],
  'assistant.threads.setStatus': ['channel_id', 'thread_ts', 'status', 'loading_messages', ...look],
  'assistant.threads.setSuggestedPrompts': [...agent, 'prompts'],
  'assistant.threads.setTitle': agent,
  'auth.test': [],
  'blocks.validate': ['blocks', 'message', 'view'],
  'bots.info': ['bot', 'team_id'],
  'chat.appendStream': [...chunked, 'ts'],
  'chat.delete': ['as_user', 'channel', 'ts'],
  'chat.getPermalink': ['channel', 'message_ts'],
  'chat.postEphemeral': [...said, ...look, 'channel', 'thread_ts', 'user'],
  'chat.postMessage': [...said, ...look, 'channel', 'current_draft_last_updated_ts', 'mrkdwn', 'reply_broadcast', 'thread_ts', 'unfurl_links', 'unfurl_media'],
  'chat.startStream': [...chunked, ...look, 'thread_ts', 'recipient_team_id', 'recipient_user_id', 'task_display_mode'],
  'chat.stopStream': [...chunked, 'ts', 'blocks', 'metadata', 'session_status'],
  'chat.update': [...said, 'channel', 'ts', 'file_ids', 'reply_broadcast', 'unfurled_attachments'],
  'conversations.history': range,
  'conversations.info': ['channel', 'include_locale', 'include_num_members'],
  'conversations.join': ['channel'],
  'conversations.list': [...page, 'exclude_archived', 'types', 'team_id'],
  'conversations.members': ['channel', ...page],
  'conversations.open': ['channel', 'prevent_creation', 'return_im', 'users'],
  'conversations.replies': [...range, 'ts'],
  'files.completeUploadExternal': ['files', 'channel_id', 'channels', 'thread_ts', 'initial_comment', 'blocks', ...look],
  'files.delete': ['file'],
  'files.getUploadURLExternal': ['alt_txt', 'filename', 'length', 'snippet_type'],
  'files.info': ['file', 'count', 'page', ...page],
  'reactions.add': ['channel', 'name', 'timestamp'],
  'reactions.remove': ['channel', 'name', 'timestamp', 'file', 'file_comment'],
  'team.info': ['team', 'domain'],
  'team.profile.get': ['visibility'],
  'usergroups.list': ['include_count', 'include_disabled', 'include_users', 'team_id'],
  'usergroups.users.list': ['include_disabled', 'team_id', 'usergroup'],
  'users.conversations': [...page, 'exclude_archived', 'types', 'team_id', 'user'],
  'users.info': ['include_locale', 'user'],
  'users.list': [...page, 'include_locale', 'team_id'],
  'users.profile.get': ['include_labels', 'user'],
  'views.open': ['trigger_id', 'interactivity_pointer', 'view'],
  'views.publish': ['user_id', 'view', 'hash', 'interactivity_pointer'],
  'views.push': ['trigger_id', 'interactivity_pointer', 'view'],
  'views.update': ['view_id', 'external_id', 'view', 'hash'],
} satisfies Record<string, readonly string[]>

const content = ['invalid_blocks', 'invalid_blocks_format', 'markdown_text_conflict', 'msg_too_long', 'no_text']
const view = ['duplicate_external_id', 'view_too_large']

// biome-ignore format: a table
/** What else is refused of what a method is called with, by the names that its page has for that. */
const REFUSALS: Partial<Record<string, readonly string[]>> = {
  'chat.delete': ['cant_delete_message', 'channel_not_found', 'message_not_found'],
  'chat.getPermalink': ['channel_not_found', 'message_not_found'],
  'chat.postEphemeral': [...content, 'channel_not_found', 'is_archived', 'not_in_channel', 'user_not_in_channel'],
  'chat.postMessage': [...content, 'channel_not_found', 'invalid_metadata_format', 'is_archived', 'msg_blocks_too_long', 'not_in_channel'],
  'chat.update': [...content, 'cant_update_message', 'channel_not_found', 'invalid_metadata_format', 'is_inactive', 'message_not_found'],
  'files.completeUploadExternal': ['channel_not_found', 'file_not_found', 'not_in_channel'],
  'files.getUploadURLExternal': ['alt_txt_too_large', 'missing_argument'],
  'views.publish': [...view, 'hash_conflict'],
}

/** How long what a method is given may be. */
export const METHOD_MOST = {
  'chat.postMessage': { markdown_text: 12_000 },
  'chat.update': { text: 4000 },
  'files.getUploadURLExternal': { alt_txt: 1000 },
} as const satisfies { [Name in keyof typeof ARGUMENTS]?: Record<string, number> }

type MethodRule = { from: string; takes: readonly string[]; refuses: readonly string[] }

const OF_CLIENT = 'team_id' // Bolt's client sends it with every call: WebClient.js of @slack/web-api

/** Each method that the playground answers, with Slack's page of it. */
export const METHODS: ReadonlyMap<string, MethodRule> = new Map(
  Object.entries<readonly string[]>(ARGUMENTS).map(([name, takes]) => [
    name,
    { from: `${PAGES}/methods/${name}`, takes: [...takes, OF_CLIENT], refuses: REFUSALS[name] ?? [] },
  ]),
)
