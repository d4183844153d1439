import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { MEMORY_KINDS, type MemoryKind } from '../../coaching/memory.ts'
import type { MemoryChoices } from '../../flows/show.ts'
import { sentences, t } from '../../words/words.ts'
import { context, divider, LIMITS, plain } from './blocks.ts'

/** The block that a refusal about the hours is shown at. */
export const HOURS_UNTIL = 'until'

const KINDS = 'kinds'
const ASK = 'ask'
const FROM = 'from'
const UNTIL = HOURS_UNTIL
const HOURS = 24

const KIND = sentences<Record<MemoryKind, string>>({
  goal: 'My goal',
  situation: 'My situation',
  commitment: 'What I mean to do',
})

export const FEWEST_HOURS = 2 // one that a change of clocks leaves out is never all of it
export const hoursMixedUp = (): string => t`Pick an hour that is at least two hours later than the first.`

/**
 * In the settings: what may be remembered, and when one may be asked how it went. Where reminders stopped by themselves they are shown as
 * off, since none comes: a tick turns them on again, and nothing else does by the way.
 */
export function memorySettings({ kinds, reminds, fromHour, untilHour, isPaused }: MemoryChoices): KnownBlock[] {
  const kindOptions = MEMORY_KINDS.map((kind) => ({ text: plain(KIND[kind], LIMITS.option), value: kind }))
  const chosenKinds = kindOptions.filter(({ value }) => kinds.includes(value))
  const ask = { text: plain(t`Ask me how it went, on the day that I pick`, LIMITS.option), value: ASK }
  const hour = (at: number) => ({ text: plain(`${at}:00`, LIMITS.option), value: `${at}` })
  const hours = Array.from({ length: HOURS }, (_, at) => at)
  return [
    {
      type: 'input',
      block_id: KINDS,
      optional: true,
      label: plain(t`Memory: what may be remembered, once I confirm it`, LIMITS.option),
      hint: plain(
        t`With none ticked, memory is off: nothing is proposed, and no coach is told any of it.`,
        LIMITS.hint,
      ),
      element: {
        type: 'checkboxes',
        action_id: KINDS,
        options: kindOptions,
        ...(chosenKinds.length > 0 && { initial_options: chosenKinds }),
      },
    },
    divider,
    {
      type: 'input',
      block_id: ASK,
      optional: true,
      label: plain(t`Reminders`, LIMITS.option),
      element: {
        type: 'checkboxes',
        action_id: ASK,
        options: [ask],
        ...(reminds && !isPaused && { initial_options: [ask] }),
      },
    },
    ...(isPaused
      ? [context(t`Three reminders went without an answer, so none comes any more. Tick this to have them again.`)]
      : []),
    {
      type: 'input',
      block_id: FROM,
      label: plain(t`Reminders not before, in my time zone`, LIMITS.option),
      element: { type: 'static_select', action_id: FROM, options: hours.map(hour), initial_option: hour(fromHour) },
    },
    {
      type: 'input',
      block_id: UNTIL,
      label: plain(t`Reminders not after`, LIMITS.option),
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
  ]
}

const hourChosen = z.object({ selected_option: z.object({ value: z.coerce.number().int() }) })

/** What the form says of it once it is sent. */
export const memorySettingsSent = z
  .object({
    [KINDS]: z.object({ [KINDS]: z.object({ selected_options: z.array(z.object({ value: z.enum(MEMORY_KINDS) })) }) }),
    [ASK]: z.object({ [ASK]: z.object({ selected_options: z.array(z.unknown()) }) }),
    [FROM]: z.object({ [FROM]: hourChosen }),
    [UNTIL]: z.object({ [UNTIL]: hourChosen }),
  })
  .transform(
    (values): Omit<MemoryChoices, 'isPaused'> => ({
      kinds: values[KINDS][KINDS].selected_options.map(({ value }) => value),
      reminds: values[ASK][ASK].selected_options.length > 0,
      fromHour: values[FROM][FROM].selected_option.value,
      untilHour: values[UNTIL][UNTIL].selected_option.value,
    }),
  )
