import type { ModalView } from '@slack/types'
import { z } from 'zod'
import { MEMORY_KINDS, type MemoryKind } from '../../coaching/memory.ts'
import type { MemoryChoices } from '../../flows/deps.ts'
import { sentences, t } from '../../words/words.ts'
import { context, LIMITS, plain } from './blocks.ts'
import { paused } from './memory.ts'

export const REMINDER_SETTINGS = 'reminder_settings'
/** The block that a refusal is shown at. */
export const SETTINGS_UNTIL = 'until'

const KINDS = 'kinds'
const ASK = 'ask'
const FROM = 'from'
const UNTIL = SETTINGS_UNTIL
const HOURS = 24

const KIND = sentences<Record<MemoryKind, string>>({
  goal: 'My goal',
  situation: 'My situation',
  commitment: 'What I mean to do',
})

export const FEWEST_HOURS = 2 // one that a change of clocks leaves out is never all of it
export const hoursMixedUp = (): string => t`Pick an hour that is at least two hours later than the first.`

/** What may be remembered, and when one may be asked how it went. */
export function reminderSettingsModal({ kinds, reminds, fromHour, untilHour, isPaused }: MemoryChoices): ModalView {
  const kindOptions = MEMORY_KINDS.map((kind) => ({ text: plain(KIND[kind], LIMITS.option), value: kind }))
  const chosenKinds = kindOptions.filter(({ value }) => kinds.includes(value))
  const ask = { text: plain(t`Ask me how it went, on the day that I pick`, LIMITS.option), value: ASK }
  const hour = (at: number) => ({ text: plain(`${at}:00`, LIMITS.option), value: `${at}` })
  const hours = Array.from({ length: HOURS }, (_, at) => at)
  return {
    type: 'modal',
    callback_id: REMINDER_SETTINGS,
    title: plain(t`Memory and reminders`, LIMITS.viewTitle),
    submit: plain(t`Save`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    blocks: [
      {
        type: 'input',
        block_id: KINDS,
        optional: true,
        label: plain(t`What may be remembered, once I confirm it`, LIMITS.option),
        hint: plain(t`With none, nothing is proposed and no coach is told any of it.`, LIMITS.placeholder),
        element: {
          type: 'checkboxes',
          action_id: KINDS,
          options: kindOptions,
          ...(chosenKinds.length > 0 && { initial_options: chosenKinds }),
        },
      },
      {
        type: 'input',
        block_id: ASK,
        optional: true,
        label: plain(t`Reminders`, LIMITS.option),
        element: { type: 'checkboxes', action_id: ASK, options: [ask], ...(reminds && { initial_options: [ask] }) },
      },
      {
        type: 'input',
        block_id: FROM,
        label: plain(t`Not before, in my time zone`, LIMITS.option),
        element: { type: 'static_select', action_id: FROM, options: hours.map(hour), initial_option: hour(fromHour) },
      },
      {
        type: 'input',
        block_id: UNTIL,
        label: plain(t`Not after`, LIMITS.option),
        element: {
          type: 'static_select',
          action_id: UNTIL,
          options: hours.map((at) => hour(at + 1)),
          initial_option: hour(untilHour),
        },
      },
      context(
        t`Two a week at most, and none after three without an answer. Your manager is told none of it. App Home shows all that is remembered.`,
      ),
      ...(isPaused ? [context(paused())] : []),
    ],
  }
}

const hourChosen = z.object({ selected_option: z.object({ value: z.coerce.number().int() }) })
const submitted = z.object({
  state: z.object({
    values: z.object({
      [KINDS]: z.object({
        [KINDS]: z.object({ selected_options: z.array(z.object({ value: z.enum(MEMORY_KINDS) })) }),
      }),
      [ASK]: z.object({ [ASK]: z.object({ selected_options: z.array(z.unknown()) }) }),
      [FROM]: z.object({ [FROM]: hourChosen }),
      [UNTIL]: z.object({ [UNTIL]: hourChosen }),
    }),
  }),
})

/** What the form says once it is sent. */
export function readReminderSettings(view: unknown): Omit<MemoryChoices, 'isPaused'> {
  const { values } = submitted.parse(view).state
  return {
    kinds: values[KINDS][KINDS].selected_options.map(({ value }) => value),
    reminds: values[ASK][ASK].selected_options.length > 0,
    fromHour: values[FROM][FROM].selected_option.value,
    untilHour: values[UNTIL][UNTIL].selected_option.value,
  }
}
