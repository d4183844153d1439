/** At most so many calls within so many milliseconds: in the whole workspace, of them those that begin something, or in each channel. */
export type Limit = { per: 'workspace' | 'beginnings' | 'channel'; calls: number; withinMs: number }

const MINUTE_MS = 60_000
const MARGIN = 0.9 // of what is allowed: calls reach Slack closer together than they left

/** How a post or a status may follow another in one channel: "one a second, short bursts allowed". */
const ONE_A_SECOND: Limit = { per: 'channel', calls: 3, withinMs: 3_000 }

const HUNDREDS_A_MINUTE = 300 // what it says of chat.getPermalink and auth.test

const TIER = { two: 20, three: 50, four: 100 } // calls a minute

/**
 * What Slack allows an app in one workspace, a minute. The tiers: docs.slack.dev/apis/web-api/rate-limits. A method's tier: its own
 * page there, and where that says "special", MethodsRateLimits and MethodsRateLimitTier of Slack's Java SDK (2026).
 */
const A_MINUTE: Record<string, number> = {
  'agents.sessions.setStatus': TIER.three, // github.com/slackapi/java-slack-sdk/pull/1633
  'assistant.threads.setStatus': HUNDREDS_A_MINUTE, // "similar to chat.postMessage"
  'assistant.threads.setSuggestedPrompts': TIER.four,
  'auth.test': HUNDREDS_A_MINUTE,
  'chat.delete': TIER.three,
  'chat.getPermalink': HUNDREDS_A_MINUTE,
  'chat.postEphemeral': TIER.four,
  'chat.update': TIER.three,
  'conversations.history': TIER.three,
  'conversations.open': TIER.three,
  'conversations.replies': TIER.three,
  'files.completeUploadExternal': TIER.four,
  'files.delete': TIER.three,
  'files.getUploadURLExternal': TIER.four,
  'reactions.add': TIER.three,
  'users.info': TIER.four,
  'views.open': TIER.four,
  'views.publish': TIER.four,
  'views.push': TIER.four,
  'views.update': TIER.four,
}
const IN_EACH_CHANNEL = ['chat.postMessage', 'assistant.threads.setStatus']
/** Where Slack lets an app read little, that holds for all channels together (docs.slack.dev/apis/web-api/rate-limits). */
const READS = ['conversations.history', 'conversations.replies']

/** Whether a 429 says something about the channel alone. */
export const isOfChannel = (method: string): boolean => !READS.includes(method)

/**
 * The limits of a method, of which we use a little less. One that is not in the table is taken for a slow one, as Slack's SDK does.
 * What begins something that a second call must end may use half of it, so that there is always room for the end.
 */
export function limitsOf(method: string, postsAMinute: number, begins = false): Limit[] {
  const calls = (method === 'chat.postMessage' ? postsAMinute : (A_MINUTE[method] ?? TIER.two)) * MARGIN
  return [
    { per: 'workspace', calls: Math.max(1, Math.floor(calls)), withinMs: MINUTE_MS },
    ...(begins ? [{ per: 'beginnings' as const, calls: Math.max(1, Math.floor(calls / 2)), withinMs: MINUTE_MS }] : []),
    ...(IN_EACH_CHANNEL.includes(method) ? [ONE_A_SECOND] : []),
  ]
}
