import type { ModalView } from '@slack/types'
import { z } from 'zod'
import type { Domain } from '../../coaching/model.ts'
import type { NamedPerson, Suggestion } from '../../flows/show.ts'
import { t } from '../../words/words.ts'
import { actions, button, context, cut, LIMITS, type Message, notification, plain, section } from './blocks.ts'
import { personName } from './label.ts'
import { plainWords, safeLine } from './safe-text.ts'

export const SUGGEST_MODAL = 'suggest_modal'
export const SUGGESTION_START = 'suggestion_start'
export const SUGGESTION_DECLINE = 'suggestion_decline'

const MEMBER = 'member'
const DOMAIN = 'domain'

/** A manager picks somebody of their team, and a coach. */
export function suggestModal(members: NamedPerson[], domains: Domain[]): ModalView {
  const frame = { type: 'modal', title: plain(t`Suggest a session`, LIMITS.viewTitle) } as const
  const close = plain(t`Cancel`, LIMITS.viewTitle)
  if (members.length === 0 || domains.length === 0) {
    return { ...frame, close, blocks: [section(t`There is nobody in your team yet, or no coach is switched on.`)] }
  }
  const option = (text: string, value: string) => ({
    text: plain(plainWords(text), LIMITS.option),
    value: cut(value, LIMITS.optionValue),
  })
  const pick = (id: string, label: string, options: ReturnType<typeof option>[]) =>
    ({
      type: 'input',
      block_id: id,
      label: plain(label, LIMITS.option),
      element: { type: 'static_select', action_id: id, options: options.slice(0, LIMITS.selectOptions) },
    }) as const
  return {
    ...frame,
    callback_id: SUGGEST_MODAL,
    submit: plain(t`Suggest`, LIMITS.viewTitle),
    close,
    blocks: [
      pick(
        MEMBER,
        t`To whom?`,
        members.map(({ actor, name }) => option(name, actor)),
      ),
      pick(
        DOMAIN,
        t`Which coach?`,
        domains.map(({ id, name }) => option(name, id)),
      ),
      context(
        t`They decide. You are not told what they decide, nor anything of the session. A card reaches you only if they share it.`,
      ),
    ],
  }
}

const chosen = z.object({ selected_option: z.object({ value: z.string() }) })
const submitted = z.object({
  state: z.object({
    values: z.object({ [MEMBER]: z.object({ [MEMBER]: chosen }), [DOMAIN]: z.object({ [DOMAIN]: chosen }) }),
  }),
})

/** What the form says once it is sent: the view as Slack sends it back. */
export function readSuggest(view: unknown): { member: string; domainId: string } {
  const { values } = submitted.parse(view).state
  return { member: values.member.member.selected_option.value, domainId: values.domain.domain.selected_option.value }
}

/** A manager's suggestion, to the learner. What the manager is told is said before anything starts. */
export function suggestionMessage({ id, domainName, manager }: Suggestion): Message {
  const name = personName(manager)
  const words = t`${name} suggests a session on *${safeLine(domainName)}*. You decide.`
  const told = t`${name} is told nothing of it: not what you press here, not whether you start, nothing of the talk and no score. Only a card that you share reaches them.`
  return {
    text: notification(words, told),
    blocks: [
      section(words),
      context(told),
      actions(
        button({ action: SUGGESTION_START, text: t`Start`, value: id, style: 'primary' }),
        button({ action: SUGGESTION_DECLINE, text: t`Not now`, value: id }),
      ),
    ],
  }
}
