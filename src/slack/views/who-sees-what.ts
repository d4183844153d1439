import { t } from '../../words/words.ts'
/** The whole of it, limits of Slack included. Confidential, not anonymous. */
export const WHO_SEES_WHAT = () =>
  t`Your sessions, scores and scorecards are confidential: only you see them, and your manager never does. They hear how a group of at least five did, and read a card that you choose to share. A session that you open in a channel can be read by everyone in it. On some plans Slack lets workspace owners apply to export messages, which we cannot change.`
