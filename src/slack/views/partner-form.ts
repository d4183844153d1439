import type { Button, ModalView } from '@slack/types'
import { z } from 'zod'
import { type Pressure, pressure } from '../../coaching/model.ts'
import { moodWords } from '../../coaching/partner.ts'
import { t } from '../../words/words.ts'
import { button, cut, LIMITS, plain } from './blocks.ts'
import { plainWords } from './safe-text.ts'

export const PARTNER_CHANGE = 'partner_change'
export const PARTNER_MODAL = 'partner_modal'
const NAME = 'name'
export const PARTNER_ROLE = 'role'
const MOOD = 'mood'
const MOST = 60 // characters of a name, and of a role

const proposed = z.object({ sessionId: z.string(), round: z.int(), as: z.string(), mood: pressure })
/** Whom the coach would play, as the button for the form carries it. */
type Proposed = z.infer<typeof proposed>
export const readProposed = (value: string): Proposed => proposed.parse(JSON.parse(value))

export const partnerButton = ({ as, ...about }: Proposed): Button =>
  button({ action: PARTNER_CHANGE, text: t`Change who`, value: JSON.stringify({ ...about, as: cut(as, MOST * 2) }) })

/** Who the other person is: name, role and mood, as far as the talk tells, for the learner to change. */
export function partnerModal(about: Proposed, from: { thread: string | null; at: string }): ModalView {
  const [name, role] = about.as.includes(', ')
    ? [about.as.slice(0, about.as.indexOf(', ')), about.as.slice(about.as.indexOf(', ') + 2)]
    : ['', about.as]
  const { sessionId, round } = about
  const field = (id: string, label: string, value: string, optional: boolean) =>
    ({
      type: 'input',
      block_id: id,
      optional,
      label: plain(label, LIMITS.option),
      element: {
        type: 'plain_text_input',
        action_id: id,
        max_length: MOST,
        ...(value && { initial_value: plainWords(value).slice(0, MOST) }),
      },
    }) as const
  const moods = pressure.options.map((mood) => ({ text: plain(moodWords(mood), LIMITS.option), value: mood }))
  const now = moods.find(({ value }) => value === about.mood)
  return {
    type: 'modal',
    callback_id: PARTNER_MODAL,
    title: plain(t`Who is it?`, LIMITS.viewTitle),
    submit: plain(t`Begin`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    private_metadata: JSON.stringify({ sessionId, round, ...from }),
    blocks: [
      field(NAME, t`Name`, name, true),
      field(PARTNER_ROLE, t`Who they are to you, such as “your boss”`, role, false),
      {
        type: 'input',
        block_id: MOOD,
        label: plain(t`Mood`, LIMITS.option),
        element: { type: 'radio_buttons', action_id: MOOD, options: moods, ...(now && { initial_option: now }) },
      },
    ],
  }
}

const typed = (id: string) => z.object({ [id]: z.object({ value: z.string().nullish() }) })
const submitted = z.object({
  private_metadata: z.string(),
  state: z.object({
    values: z.object({
      [NAME]: typed(NAME),
      [PARTNER_ROLE]: typed(PARTNER_ROLE),
      [MOOD]: z.object({ [MOOD]: z.object({ selected_option: z.object({ value: pressure }).nullish() }) }),
    }),
  }),
})
const asked = z.object({ sessionId: z.string(), round: z.int(), thread: z.string().nullable(), at: z.string() })

/** What the form says once it is sent. */
export function readPartner(view: unknown): z.infer<typeof asked> & { as: string; mood: Pressure } {
  const { private_metadata, state } = submitted.parse(view)
  const { name, role, mood } = state.values
  const as = [name[NAME]?.value, role[PARTNER_ROLE]?.value].map((one) => one?.trim() ?? '').filter((one) => one)
  return {
    ...asked.parse(JSON.parse(private_metadata)),
    as: as.join(', '),
    mood: mood.mood.selected_option?.value ?? 'medium',
  }
}
