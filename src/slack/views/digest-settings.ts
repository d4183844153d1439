import type { ModalView } from '@slack/types'
import { z } from 'zod'
import { dayWords } from '../../words/dates.ts'
import { t } from '../../words/words.ts'
import { context, LIMITS, plain } from './blocks.ts'

export const DIGEST_SETTINGS = 'digest_settings'

export const DIGEST_DAY = 'day'
const HOUR = 'hour'
const OFF = 'off'
const FIRST_MONDAY = Date.UTC(2024, 0, 1)
const DAYS = 4 // from Monday to Thursday
const HOURS = 24
const HOUR_MS = 60 * 60_000

type Settings = { day: number; hour: number; isOff: boolean }

/** When a manager's digest comes. */
export function digestSettingsModal({ day, hour, isOff }: Settings): ModalView {
  const option = (text: string, value: number) => ({ text: plain(text, LIMITS.option), value: `${value}` })
  const days = Array.from({ length: DAYS }, (_, at) =>
    option(dayWords(new Date(FIRST_MONDAY + at * HOURS * HOUR_MS), { weekday: 'long', timeZone: 'UTC' }), at + 1),
  )
  const hours = Array.from({ length: HOURS }, (_, at) =>
    option(
      dayWords(new Date(FIRST_MONDAY + at * HOUR_MS), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }),
      at,
    ),
  )
  const [firstDay, nine] = [days[day - 1], hours[hour]]
  const off = option(t`Send me no digest`, 1)
  return {
    type: 'modal',
    callback_id: DIGEST_SETTINGS,
    title: plain(t`Your digest`, LIMITS.viewTitle),
    submit: plain(t`Save`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    blocks: [
      {
        type: 'input',
        block_id: DIGEST_DAY,
        label: plain(t`Day`, LIMITS.option),
        element: {
          type: 'static_select',
          action_id: DIGEST_DAY,
          options: days,
          ...(firstDay && { initial_option: firstDay }),
        },
      },
      {
        type: 'input',
        block_id: HOUR,
        label: plain(t`Time, in your time zone`, LIMITS.option),
        element: { type: 'static_select', action_id: HOUR, options: hours, ...(nine && { initial_option: nine }) },
      },
      {
        type: 'input',
        block_id: OFF,
        optional: true,
        label: plain(t`Or none`, LIMITS.option),
        element: { type: 'checkboxes', action_id: OFF, options: [off], ...(isOff && { initial_options: [off] }) },
      },
      context(t`It comes from Monday on, so that your team has had the days before to leave themselves out.`),
    ],
  }
}

const chosen = z.object({ selected_option: z.object({ value: z.coerce.number() }) })
const submitted = z.object({
  state: z.object({
    values: z.object({
      [DIGEST_DAY]: z.object({ [DIGEST_DAY]: chosen }),
      [HOUR]: z.object({ [HOUR]: chosen }),
      [OFF]: z.object({ [OFF]: z.object({ selected_options: z.array(z.unknown()) }) }),
    }),
  }),
})

/** What the form says once it is sent: the view as Slack sends it back. */
export function readDigestSettings(view: unknown): Settings {
  const { values } = submitted.parse(view).state
  return {
    day: values.day.day.selected_option.value,
    hour: values.hour.hour.selected_option.value,
    isOff: values.off.off.selected_options.length > 0,
  }
}
