import type { Button, ModalView } from '@slack/types'
import { z } from 'zod'
import type { CardToShare, SharedNote } from '../../flows/show.ts'
import { t } from '../../words/words.ts'
import { actions, button, context, divider, LIMITS, type Message, notification, plain, section } from './blocks.ts'
import { cardLine } from './digest.ts'
import { personName } from './label.ts'
import { safeLine } from './safe-text.ts'

export const SHARE_OPEN = 'share_open'
export const SHARE_MODAL = 'share_modal'
export const SHARE_TAKE_BACK = 'share_take_back'

const QUOTES = 'quotes'

/** Sends a scorecard to the learner's manager, once they have seen what that is. */
export const shareButton = ({ sessionId }: { sessionId: string }): Button =>
  button({ action: SHARE_OPEN, text: t`Share with my manager`, value: sessionId })

/** Exactly what would be sent, and to whom. The learner's own words go with it only where they tick that. */
export function shareModal(sessionId: string, card: CardToShare): ModalView {
  const { manager, domainName, levels } = card
  const name = personName(manager)
  const quoted = levels.filter(({ quotes }) => quotes.length > 0)
  const tick = { text: plain(t`Add my own words`, LIMITS.option), value: QUOTES }
  return {
    type: 'modal',
    callback_id: SHARE_MODAL,
    private_metadata: JSON.stringify(shared.parse({ sessionId, manager: manager.actor })),
    title: plain(t`Share a scorecard`, LIMITS.viewTitle),
    submit: plain(t`Share`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    blocks: [
      section(t`*Who sees it*: ${name} alone, with the next digest. You can take it back at any time.`),
      section(
        [
          t`*Exactly this*`,
          t`Your name, and: ${safeLine(domainName)}`,
          ...levels.map((one) => cardLine({ ...one, quotes: [] })),
        ].join('\n'),
      ),
      context(t`No number, nothing of the talk, and no other session.`),
      ...(quoted.length > 0
        ? [
            divider,
            section([t`*And with your own words, these*`, ...quoted.map(cardLine)].join('\n')),
            {
              type: 'input' as const,
              block_id: QUOTES,
              optional: true,
              label: plain(t`Your own words`, LIMITS.option),
              element: { type: 'checkboxes' as const, action_id: QUOTES, options: [tick] },
            },
          ]
        : []),
    ],
  }
}

const shared = z.object({ sessionId: z.string(), manager: z.string() })
const submitted = z.object({
  private_metadata: z.string().transform((text) => shared.parse(JSON.parse(text))),
  state: z.object({
    values: z.object({
      [QUOTES]: z.object({ [QUOTES]: z.object({ selected_options: z.array(z.unknown()).nullish() }) }).optional(),
    }),
  }),
})

/** What the form says once it is sent: the view as Slack sends it back. */
export function readShare(view: unknown): { sessionId: string; manager: string; withQuotes: boolean } {
  const { private_metadata, state } = submitted.parse(view)
  return { ...private_metadata, withQuotes: (state.values.quotes?.quotes.selected_options ?? []).length > 0 }
}

/** It was sent: who sees it, and the way back. */
export function sharedMessage({ sessionId, manager, withQuotes }: SharedNote): Message {
  const name = personName(manager)
  const words = withQuotes
    ? t`You share this scorecard with ${name}: the coach and the level words, with your own words. It goes out with their next digest. You can take it back at any time.`
    : t`You share this scorecard with ${name}: the coach and the level words. It goes out with their next digest. You can take it back at any time.`
  return {
    text: notification(words),
    blocks: [section(words), actions(button({ action: SHARE_TAKE_BACK, text: t`Take it back`, value: sessionId }))],
  }
}
