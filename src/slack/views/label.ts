import type { SessionLabel } from '../../flows/show.ts'
import { t } from '../../words/words.ts'
import { safeLine } from './safe-text.ts'

/** What a session is: who can read it, whether its text stays, and whose idea it was. Said where it opens. */
export function labelWords({ offRecord, suggestedBy }: SessionLabel, inChannel: boolean): string[] {
  return [
    inChannel
      ? t`*Shared*. Everyone in this channel can read this thread, so leave out what is not for them.`
      : t`*Private*. This is confidential: only you and the bot see this thread. Your manager never sees it.`,
    ...(offRecord ? [OFF_RECORD()] : []),
    ...(suggestedBy ? [assignedWords(suggestedBy)] : []),
  ]
}

/** The same in short, on the scorecard. */
export function labelInShort({ label, offRecord, suggestedBy }: SessionLabel): string {
  return [
    label === 'shared' ? t`Shared session: its thread can be read in the channel.` : t`Private session.`,
    ...(offRecord
      ? [
          t`Off the record: the text of this session is blanked now. What stands here in Slack stays until you delete it.`,
        ]
      : []),
    ...(suggestedBy ? [assignedWords(suggestedBy)] : []),
  ].join(' ')
}

const OFF_RECORD = () =>
  t`*Off the record*. Its text is blanked in the database when you close it, and it counts nowhere. What stands here in Slack stays until you delete it.`

const assignedWords = (by: { actor: string; name: string }) =>
  t`*Assigned*. ${personName(by)} suggested this session, and hears nothing of it, not even whether you started. Only a card that you share reaches them.`

/** A person's name, or where only their id is known, the id in a form that Slack shows as the name. */
export const personName = ({ actor, name }: { actor: string; name: string }): string =>
  name === actor && /^[UW][A-Z0-9]+$/.test(actor) ? `<@${actor}>` : safeLine(name)
