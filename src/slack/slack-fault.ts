import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { Fault } from '../fault.ts'

/** What a failed call to Slack means. The cause is Slack's error code, never a text. */
export function slackFault(error: unknown): Fault {
  if (error instanceof WebAPIRateLimitedError) {
    return new Fault('slack-busy', { retry: true, afterMs: error.retryAfter * 1_000, cause: 'ratelimited' })
  }
  if (error instanceof WebAPIPlatformError) return refusal(error.data.error)
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) {
    return new Fault('slack-refused', { retry: false, cause: `HTTP ${error.statusCode}` })
  }
  // a time-out, a reset, a 5xx: nobody knows whether Slack did it
  const cause =
    error instanceof WebAPIHTTPError
      ? `HTTP ${error.statusCode}`
      : error instanceof WebAPIRequestError
        ? 'no answer'
        : 'unknown'
  return new Fault('slack-unclear', { retry: true, cause })
}

const GONE = [
  'token_revoked',
  'invalid_auth',
  'account_inactive',
  'not_authed',
  'token_expired',
  'app_uninstalled',
  'team_disabled',
]
const CLOSED_PLACE = [
  'is_archived',
  'channel_not_found',
  'not_in_channel',
  'restricted_action',
  'restricted_action_thread_only_channel',
  'restricted_action_read_only_channel',
  'thread_not_found',
  'message_not_found',
  'cannot_reply_to_message',
]
const TOO_LONG = [
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'markdown_text_conflict',
]
const UNCLEAR = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

function refusal(code: string): Fault {
  if (code === 'ratelimited' || code === 'rate_limited')
    return new Fault('slack-busy', { retry: true, afterMs: 1_000, cause: code })
  if (UNCLEAR.includes(code)) return new Fault('slack-unclear', { retry: true, cause: code })
  if (GONE.includes(code)) return new Fault('slack-gone', { retry: false, cause: code })
  if (CLOSED_PLACE.includes(code)) return new Fault('slack-closed-place', { retry: false, cause: code })
  if (TOO_LONG.includes(code)) return new Fault('slack-too-long', { retry: false, cause: code })
  return new Fault('slack-refused', { retry: false, cause: code })
}
