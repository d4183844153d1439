import { type Check, flag, list, matching, number, oneOf, shape, text, typed } from './block-checks.ts'
import { RICH_TEXT } from './block-rich-text.ts'
import type { Field } from './fields.ts'
import { RULES } from './slack-rules.ts'

/** Slack's limits for composition objects and for the elements inside blocks. */
export const plainText = (max: number): Check => shape({ type: oneOf('plain_text'), text: text(max), 'emoji?': flag })

export const mrkdwn = (max: number): Check => shape({ type: oneOf('mrkdwn'), text: text(max), 'verbatim?': flag })

export const anyText = (max: number): Check => typed(() => ({ plain_text: plainText(max), mrkdwn: mrkdwn(max) }))

const url = matching(/^[a-z][a-z0-9+.-]*:/i, 'a valid URL')
const imageUrl: Check = (value, at, wrong) => {
  matching(/^https?:\/\//i, 'a valid URL')(value, at, wrong)
  text(RULES.image.most.image_url)(value, at, wrong)
}
const id = text(RULES.button.most.action_id)
const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-01-31')
const time = matching(/^\d{2}:\d{2}$/, 'a time such as 09:30')
const style = oneOf('primary', 'danger')

const confirm = shape({
  'title?': plainText(RULES.confirm.most.title),
  text: anyText(RULES.confirm.most.text),
  'confirm?': plainText(RULES.confirm.most.confirm),
  'deny?': plainText(RULES.confirm.most.deny),
  'style?': style,
})

const { most: AN_OPTION } = RULES.option
const option = (label: Check): Check =>
  shape({
    text: label,
    value: text(AN_OPTION.value),
    'description?': anyText(AN_OPTION.description),
    'url?': text(AN_OPTION.url),
  })
export const OPTION = option(plainText(AN_OPTION.text))
const anyOption = option(anyText(AN_OPTION.text))
const { most: A_GROUP } = RULES.option_group
export const OPTION_GROUP = shape({ label: plainText(A_GROUP.label), options: list(1, A_GROUP.options, OPTION) })

/** What an image shows: an address, or a file of Slack. */
const imageSource = { 'image_url?': imageUrl, 'slack_file?': shape({ 'id?': id, 'url?': url }) }
export const imageFields = { alt_text: text(RULES.image.most.alt_text), ...imageSource }

const named = (type: string, fields: Record<string, Check>, also?: Parameters<typeof shape>[1]): Check =>
  shape({ type: oneOf(type), 'action_id?': id, ...fields }, also)

const field = { 'placeholder?': plainText(RULES.select.most.placeholder), 'focus_on_load?': flag }
const choice = { 'confirm?': confirm, ...field }
const dispatch = {
  'dispatch_action_config?': shape({
    'trigger_actions_on?': list(
      1,
      RULES.dispatch.most.trigger_actions_on,
      oneOf('on_enter_pressed', 'on_character_entered'),
    ),
  }),
}
const filter = shape({
  'include?': list(1, 4, oneOf('im', 'mpim', 'private', 'public')),
  'exclude_external_shared_channels?': flag,
  'exclude_bot_users?': flag,
})
const options = {
  'options?': list(1, RULES.select.most.options, OPTION),
  'option_groups?': list(1, RULES.select.most.option_groups, OPTION_GROUP),
}
const eitherOptions: Parameters<typeof shape>[1] = (value, at, wrong) => {
  if ((value.options === undefined) === (value.option_groups === undefined)) {
    wrong(RULES.select.also.either, at)
  }
}
const many = { 'max_selected_items?': number(1) }
const { most: FEEDBACK } = RULES.feedback_buttons
const feedback = shape({
  text: plainText(FEEDBACK.text),
  value: text(FEEDBACK.value),
  'accessibility_label?': text(FEEDBACK.accessibility_label),
})
const responding = { 'response_url_enabled?': flag }

const WRITTEN = RULES.plain_text_input
const numberOr = (otherwise: number, value: Field) => (typeof value === 'number' ? value : otherwise)

export const ELEMENTS: Record<string, Check> = {
  button: named('button', {
    text: plainText(RULES.button.most.text),
    'value?': text(RULES.button.most.value),
    'url?': text(RULES.button.most.url),
    'style?': style,
    'confirm?': confirm,
    'accessibility_label?': text(RULES.button.most.accessibility_label),
  }),
  workflow_button: named('workflow_button', {
    text: plainText(RULES.workflow_button.most.text),
    workflow: shape({
      trigger: shape({
        url,
        'customizable_input_parameters?': list(0, 100, shape({ name: text(255), value: text(2000, 0) })),
      }),
    }),
    'style?': style,
    'confirm?': confirm,
    'accessibility_label?': text(RULES.workflow_button.most.accessibility_label),
  }),
  checkboxes: named('checkboxes', {
    options: list(1, RULES.checkboxes.most.options, anyOption),
    'initial_options?': list(1, RULES.checkboxes.most.options, anyOption),
    'confirm?': confirm,
    'focus_on_load?': flag,
  }),
  radio_buttons: named('radio_buttons', {
    options: list(1, RULES.radio_buttons.most.options, anyOption),
    'initial_option?': anyOption,
    'confirm?': confirm,
    'focus_on_load?': flag,
  }),
  overflow: named('overflow', { options: list(1, RULES.overflow.most.options, OPTION), 'confirm?': confirm }),
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
  plain_text_input: named(
    'plain_text_input',
    {
      'initial_value?': text(WRITTEN.most.initial_value, 0),
      'multiline?': flag,
      'min_length?': number(0, WRITTEN.most.min_length),
      'max_length?': number(1, WRITTEN.most.max_length),
      ...dispatch,
      ...field,
    },
    ({ min_length, max_length, initial_value }, at, wrong) => {
      const [least, most] = [numberOr(0, min_length), numberOr(WRITTEN.most.max_length, max_length)]
      if (least > most) wrong(WRITTEN.also.bounds, `${at}/min_length`)
      const length = typeof initial_value === 'string' ? initial_value.length : least
      if (length > 0 && (length < least || length > most)) wrong(WRITTEN.also.initial, `${at}/initial_value`)
    },
  ),
  rich_text_input: named('rich_text_input', {
    'initial_value?': typed(() => ({ rich_text: RICH_TEXT })),
    'min_lines?': number(1, RULES.rich_text_input.most.min_lines),
    'max_lines?': number(1, RULES.rich_text_input.most.max_lines),
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
  file_input: named('file_input', {
    'filetypes?': list(1, 100, text(50)),
    'max_files?': number(1, RULES.file_input.most.max_files),
  }),
  feedback_buttons: named('feedback_buttons', { positive_button: feedback, negative_button: feedback }),
  icon_button: named('icon_button', {
    icon: oneOf('trash'),
    text: plainText(RULES.icon_button.most.text),
    'value?': text(RULES.icon_button.most.value),
    'confirm?': confirm,
    'accessibility_label?': text(RULES.icon_button.most.accessibility_label),
    'visible_to_user_ids?': list(1, RULES.icon_button.most.visible_to_user_ids, id),
  }),
  image: shape({ type: oneOf('image'), ...imageFields }),
}
