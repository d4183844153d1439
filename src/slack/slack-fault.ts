import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { Fault, type FaultCode } from '../fault.ts'

/** What a failed call to Slack means. The cause is Slack's error code, never a text. */
export function slackFault(error: unknown): Fault {
  if (error instanceof Fault) return error
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

/** Whether Slack takes no call of ours any more, whatever it is about. */
export const endsEverything = (code: string): boolean => MEANING[code] === 'slack-gone'

/** Slack's error codes, by what becomes of the work. Every other one is a refusal that stays: an operator must look. */
const MEANING: Record<string, FaultCode> = {
  ...all('slack-gone', [
    'account_inactive',
    'app_uninstalled',
    'invalid_auth',
    'not_authed',
    'team_disabled',
    'token_expired',
    'token_revoked',
  ]),
  ...all('slack-closed-place', [
    'cannot_reply_to_message',
    'channel_not_found',
    'is_archived',
    'message_not_found',
    'messages_tab_disabled',
    'not_in_channel',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'thread_not_found',
  ]),
  ...all('slack-too-long', [
    'invalid_blocks',
    'invalid_blocks_format',
    'markdown_text_conflict',
    'msg_blocks_too_long',
    'msg_too_long',
  ]),
  // a limit without a time, or a workspace that is being moved: later
  ...all('slack-busy', [
    'message_limit_exceeded',
    'org_login_required',
    'rate_limited',
    'ratelimited',
    'team_added_to_org',
  ]),
  ...all('slack-unclear', ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']),
}

function refusal(code: string): Fault {
  const meaning = MEANING[code] ?? 'slack-refused'
  const cause = /^[\w.-]{1,60}$/.test(code) ? code : 'unknown' // it goes to the log: a code, never a sentence
  return new Fault(meaning, { retry: meaning === 'slack-busy' || meaning === 'slack-unclear', cause })
}

function all(meaning: FaultCode, codes: string[]): Record<string, FaultCode> {
  return Object.fromEntries(codes.map((code) => [code, meaning]))
}
