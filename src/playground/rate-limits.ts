import { type Fields, textOf } from './fields.ts'

/** How many seconds a call must wait before Slack takes it, or undefined when it takes it now. */
export type RateLimits = (method: string, args: Fields) => number | undefined

const MINUTE_MS = 60_000

/** Calls a minute, by method, app and workspace: https://docs.slack.dev/apis/web-api/rate-limits and each method's own page. */
const TIERS: [calls: number, methods: string[]][] = [
  [
    20,
    [
      'chat.startStream',
      'chat.stopStream',
      'conversations.list',
      'usergroups.list',
      'usergroups.users.list',
      'users.list',
    ],
  ],
  [
    50,
    [
      'agents.sessions.rename', // and the next: https://github.com/slackapi/java-slack-sdk/pull/1633
      'agents.sessions.setStatus',
      'assistant.threads.setTitle',
      'bots.info',
      'chat.delete',
      'chat.update',
      'conversations.history',
      'conversations.info',
      'conversations.open',
      'conversations.replies',
      'files.delete',
      'reactions.add',
      'team.info',
      'team.profile.get',
      'users.lookupByEmail',
    ],
  ],
  [
    100,
    [
      'assistant.threads.setSuggestedPrompts',
      'chat.appendStream',
      'chat.postEphemeral',
      'conversations.members',
      'files.completeUploadExternal',
      'files.getUploadURLExternal',
      'users.info',
      'users.profile.get',
      'views.open',
      'views.publish',
      'views.push',
      'views.update',
    ],
  ],
  // "several hundred messages per minute" and "hundreds of requests per minute": no figure is published, so it is the least
  [300, ['chat.postMessage', 'assistant.threads.setStatus', 'chat.getPermalink', 'auth.test']],
]
const CALLS = new Map(TIERS.flatMap(([calls, methods]) => methods.map((method) => [method, calls] as const)))

/** "One message per second per channel, short bursts allowed"; and of the status "similar". */
const ONE_A_SECOND = ['chat.postMessage', 'assistant.threads.setStatus']
const BURST = 4

/** Slack's published limits: a window of a minute for each method, and a bucket for each channel that fills by one a second. */
export function openRateLimits(now: () => Date): RateLimits {
  const windows = new Map<string, number[]>()
  const buckets = new Map<string, { left: number; at: number }>()

  return (method, args) => {
    const at = now().getTime()
    const calls = CALLS.get(method)
    if (calls === undefined) return undefined
    const taken = (windows.get(method) ?? []).filter((time) => time > at - MINUTE_MS)
    const first = taken.at(-calls)
    if (first !== undefined) return seconds(first + MINUTE_MS - at)

    const channel = textOf(args.channel ?? args.channel_id)
    if (channel && ONE_A_SECOND.includes(method)) {
      const key = `${method} ${channel}`
      const bucket = buckets.get(key) ?? { left: BURST, at }
      const left = Math.min(BURST, bucket.left + (at - bucket.at) / 1_000)
      if (left < 1) return seconds((1 - left) * 1_000)
      buckets.set(key, { left: left - 1, at })
    }
    windows.set(method, [...taken, at])
    return undefined
  }
}

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1_000))
