import type { Consent } from '../../flows/show.ts'
import { t } from '../../words/words.ts'
import { actions, button, context, type Message, notification, section } from './blocks.ts'
import { safeLine } from './safe-text.ts'

export const CONSENT_START = 'consent_start'
export const CONSENT_OFF_RECORD = 'consent_off_record'
export const MANAGER_SEES = 'manager_sees'

/** Said once before the first session: who speaks, what is kept, and who sees what. Its version is CONSENT_VERSION. */
export function consentMessage({ sessionId, domainName, scripted, keptDays, inChannel }: Consent): Message {
  const title = t`*Before we begin: ${safeLine(domainName)}*`
  const paragraphs = [
    scripted
      ? t`*Who speaks*: a practice coach that follows a script. No AI model is connected.`
      : t`*Who speaks*: an AI coach, not a person. What you write goes to the AI model that your company chose, and to nobody else.`,
    t`*What is kept*: what you write, my answers, and your scores with the words that prove them. They are kept in the database of this app, for ${keptDays} days, and then the text is deleted.`,
    inChannel
      ? t`*Who sees it*: everyone in this channel can read the talk, as it opens here. Your scores are for you alone. Your manager hears how a group of at least five did, and reads a card that you choose to share.`
      : t`*Who sees it*: you alone. Your manager never sees what you write, nor a score of yours. They hear how a group of at least five did, and read a card that you choose to share.`,
    t`*And Slack*: on some plans the owners of a workspace can apply to Slack for an export of messages, which may hold this talk too. That is Slack’s own tool, and this app cannot change it.`,
    t`*Off the record*: we talk in the same way. When you close the session its text is blanked in the database, and it counts nowhere. What stands here in Slack stays until you delete it.`,
  ]
  const meanwhile = t`Nothing is answered before you press. What you write meanwhile is kept for then; if you do not press, it is deleted after a week.`
  return {
    text: notification(title, ...paragraphs, meanwhile),
    blocks: [
      section(title),
      ...paragraphs.map((paragraph) => section(paragraph)),
      context(meanwhile),
      actions(
        button({ action: CONSENT_START, text: t`Start`, value: sessionId, style: 'primary' }),
        button({ action: CONSENT_OFF_RECORD, text: t`Start off the record`, value: sessionId }),
        managerButton(sessionId),
      ),
    ],
  }
}

/** The same message once they pressed: what they agreed to stays there to read, and nothing is left to agree to. */
export function consentGiven(shown: Message, sessionId: string, offRecord: boolean): Message {
  const given = offRecord
    ? t`You started off the record. Your session is below.`
    : t`You read this and started. Your session is below.`
  const said = (shown.blocks ?? []).filter(({ type }) => type === 'header' || type === 'section')
  return { text: shown.text, blocks: [...said, context(given), actions(managerButton(sessionId))] }
}

const managerButton = (sessionId: string) =>
  button({ action: MANAGER_SEES, text: t`What my manager sees`, value: sessionId })
