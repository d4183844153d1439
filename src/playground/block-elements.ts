import { type Check, flag, list, matching, number, oneOf, shape, text, typed } from './block-checks.ts'
import { RICH_TEXT } from './block-rich-text.ts'

/** Slack's limits for composition objects and for the elements inside blocks. */
export const plainText = (max: number): Check => shape({ type: oneOf('plain_text'), text: text(max), 'emoji?': flag })

export const mrkdwn = (max: number): Check => shape({ type: oneOf('mrkdwn'), text: text(max), 'verbatim?': flag })

export const anyText = (max: number): Check => typed(() => ({ plain_text: plainText(max), mrkdwn: mrkdwn(max) }))

const url = matching(/^[a-z][a-z0-9+.-]*:/i, 'a valid URL')
const imageUrl = matching(/^https?:\/\//i, 'a valid URL')
const id = text(255)
const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-01-31')
const time = matching(/^\d{2}:\d{2}$/, 'a time such as 09:30')
const style = oneOf('primary', 'danger')

const confirm = shape({
  'title?': plainText(100),
  text: anyText(300),
  'confirm?': plainText(30),
  'deny?': plainText(30),
  'style?': style,
})

const option = (label: Check): Check =>
  shape({ text: label, value: text(150), 'description?': anyText(75), 'url?': url })
export const OPTION = option(plainText(75))
const anyOption = option(anyText(75))
export const OPTION_GROUP = shape({ label: plainText(75), options: list(1, 100, OPTION) })

/** What an image shows: an address, or a file of Slack. */
const imageSource = { 'image_url?': imageUrl, 'slack_file?': shape({ 'id?': id, 'url?': url }) }
export const imageFields = { alt_text: text(2000), ...imageSource }

const named = (type: string, fields: Record<string, Check>, also?: Parameters<typeof shape>[1]): Check =>
  shape({ type: oneOf(type), 'action_id?': id, ...fields }, also)

const field = { 'placeholder?': plainText(150), 'focus_on_load?': flag }
const choice = { 'confirm?': confirm, ...field }
const dispatch = {
  'dispatch_action_config?': shape({
    'trigger_actions_on?': list(1, 2, oneOf('on_enter_pressed', 'on_character_entered')),
  }),
}
const filter = shape({
  'include?': list(1, 4, oneOf('im', 'mpim', 'private', 'public')),
  'exclude_external_shared_channels?': flag,
  'exclude_bot_users?': flag,
})
const options = { 'options?': list(1, 100, OPTION), 'option_groups?': list(1, 100, OPTION_GROUP) }
const eitherOptions: Parameters<typeof shape>[1] = (value, at, wrong) => {
  if ((value.options === undefined) === (value.option_groups === undefined)) {
    wrong('must have either options or option_groups', at)
  }
}
const many = { 'max_selected_items?': number(1) }
const feedback = shape({ text: plainText(75), value: text(2000), 'accessibility_label?': text(75) })
const lines = number(1, 100)
const responding = { 'response_url_enabled?': flag }

export const ELEMENTS: Record<string, Check> = {
  button: named('button', {
    text: plainText(75),
    'value?': text(2000),
    'url?': text(3000),
    'style?': style,
    'confirm?': confirm,
    'accessibility_label?': text(75),
  }),
  workflow_button: named('workflow_button', {
    text: plainText(75),
    workflow: shape({
      trigger: shape({
        url,
        'customizable_input_parameters?': list(0, 100, shape({ name: text(255), value: text(2000, 0) })),
      }),
    }),
    'style?': style,
    'confirm?': confirm,
    'accessibility_label?': text(75),
  }),
  checkboxes: named('checkboxes', {
    options: list(1, 10, anyOption),
    'initial_options?': list(1, 10, anyOption),
    'confirm?': confirm,
    'focus_on_load?': flag,
  }),
  radio_buttons: named('radio_buttons', {
    options: list(1, 10, anyOption),
    'initial_option?': anyOption,
    'confirm?': confirm,
    'focus_on_load?': flag,
  }),
  overflow: named('overflow', { options: list(1, 5, OPTION), 'confirm?': confirm }),
  static_select: named('static_select', { ...options, 'initial_option?': OPTION, ...choice }, eitherOptions),
  multi_static_select: named(
    'multi_static_select',
    { ...options, 'initial_options?': list(1, 100, OPTION), ...many, ...choice },
    eitherOptions,
  ),
  external_select: named('external_select', {
    'initial_option?': OPTION,
    'min_query_length?': number(0),
    ...choice,
  }),
  multi_external_select: named('multi_external_select', {
    'initial_options?': list(1, 100, OPTION),
    'min_query_length?': number(0),
    ...many,
    ...choice,
  }),
  users_select: named('users_select', { 'initial_user?': id, ...choice }),
  multi_users_select: named('multi_users_select', { 'initial_users?': list(1, 100, id), ...many, ...choice }),
  conversations_select: named('conversations_select', {
    'initial_conversation?': id,
    'default_to_current_conversation?': flag,
    'filter?': filter,
    ...responding,
    ...choice,
  }),
  multi_conversations_select: named('multi_conversations_select', {
    'initial_conversations?': list(1, 100, id),
    'default_to_current_conversation?': flag,
    'filter?': filter,
    ...many,
    ...choice,
  }),
  channels_select: named('channels_select', { 'initial_channel?': id, ...responding, ...choice }),
  multi_channels_select: named('multi_channels_select', { 'initial_channels?': list(1, 100, id), ...many, ...choice }),
  datepicker: named('datepicker', { 'initial_date?': date, ...choice }),
  timepicker: named('timepicker', { 'initial_time?': time, 'timezone?': text(100), ...choice }),
  datetimepicker: named('datetimepicker', {
    'initial_date_time?': number(0),
    'confirm?': confirm,
    'focus_on_load?': flag,
  }),
  plain_text_input: named('plain_text_input', {
    'initial_value?': text(3000, 0),
    'multiline?': flag,
    'min_length?': number(0, 3000),
    'max_length?': number(1, 3000),
    ...dispatch,
    ...field,
  }),
  rich_text_input: named('rich_text_input', {
    'initial_value?': typed(() => ({ rich_text: RICH_TEXT })),
    'min_lines?': lines,
    'max_lines?': lines,
    ...dispatch,
    ...field,
  }),
  email_text_input: named('email_text_input', { 'initial_value?': text(3000, 0), ...dispatch, ...field }),
  url_text_input: named('url_text_input', { 'initial_value?': text(3000, 0), ...dispatch, ...field }),
  number_input: named('number_input', {
    is_decimal_allowed: flag,
    'initial_value?': text(50),
    'min_value?': text(50),
    'max_value?': text(50),
    ...dispatch,
    ...field,
  }),
  file_input: named('file_input', { 'filetypes?': list(1, 100, text(50)), 'max_files?': number(1, 10) }),
  feedback_buttons: named('feedback_buttons', { positive_button: feedback, negative_button: feedback }),
  icon_button: named('icon_button', {
    icon: oneOf('trash'),
    text: plainText(75),
    'value?': text(2000),
    'confirm?': confirm,
    'accessibility_label?': text(75),
    'visible_to_user_ids?': list(1, 100, id),
  }),
  image: shape({ type: oneOf('image'), ...imageFields }),
}
