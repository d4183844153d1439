/** The whole of it, limits of Slack included. Confidential, not anonymous. */
export const WHO_SEES_WHAT =
  'Your sessions, scores and scorecards are confidential: only you see them, and your manager never does. A session that you open in a channel can be read by everyone in it. On some plans Slack lets workspace owners apply to export messages, which we cannot change.'
