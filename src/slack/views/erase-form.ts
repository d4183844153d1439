import type { ModalView } from '@slack/types'
import { t } from '../../words/words.ts'
import { LIMITS, plain, section } from './blocks.ts'

export const ERASE_FORM = 'erase_form'
export const ERASE_SURE = 'sure'

/** What erasing everything means, and a tick without which nothing happens. */
export function eraseForm(): ModalView {
  return {
    type: 'modal',
    callback_id: ERASE_FORM,
    title: plain(t`Erase everything`, LIMITS.viewTitle),
    submit: plain(t`Erase`, LIMITS.viewTitle),
    close: plain(t`Keep everything`, LIMITS.viewTitle),
    blocks: [
      section(
        t`*This erases what I keep about you, at once and for good*: your sessions, what you wrote and what I answered, scores and scorecards, what I noted to coach you better, your choices, and what waits to be done. An open session ends without a scorecard.`,
      ),
      section(
        t`Cards that you sent are taken back. If you manage a team, its digests end. My messages to you are taken away here in Slack, in a channel too, where others may notice; what you wrote yourself stays until you delete it.`,
      ),
      section(
        t`*What stays*: numbers that your manager was told about a group. They belong to nobody then; if they changed, people could tell that you were part of them. That you are in a team or manage one, with your name, for as long as your company’s list of teams says so. What you suggested to others. You count in no digest any more.`,
      ),
      section(
        t`If you would like to keep a copy, close this and press *Export my data* first, or type \`/coach export\`.`,
      ),
      {
        type: 'input',
        block_id: ERASE_SURE,
        label: plain(t`Are you sure?`, LIMITS.option),
        element: {
          type: 'checkboxes',
          action_id: ERASE_SURE,
          options: [{ text: plain(t`Yes, erase everything about me`, LIMITS.option), value: 'yes' }],
        },
      },
    ],
  }
}
