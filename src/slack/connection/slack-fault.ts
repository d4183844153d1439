import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { Fault, type FaultCode, systemCode } from '../../fault.ts'

/** What a failed call to Slack means. The cause is Slack's error code, never a text. */
export function slackFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  if (error instanceof WebAPIRateLimitedError) {
    return new Fault('slack-busy', { retry: true, afterMs: error.retryAfter * 1_000, cause: 'ratelimited' })
  }
  if (error instanceof WebAPIPlatformError) return refusal(error.data.error)
  // a time-out, a reset, any status but Slack's 200 and 429: nobody knows whether Slack did it
  const cause =
    error instanceof WebAPIHTTPError
      ? `HTTP ${error.statusCode}`
      : error instanceof WebAPIRequestError
        ? (systemCode(error.original) ?? 'no answer')
        : 'unknown'
  return new Fault('slack-unclear', { retry: true, cause })
}

/** A page of a proxy, an empty body, JSON of another form: what was asked may be done or not, and somebody else answered. */
export function notFromSlack(): Fault {
  return new Fault('slack-unclear', { retry: true, cause: 'not from Slack' })
}

/** Whether Slack takes no call of ours any more, whatever it is about. */
export const endsEverything = (code: string): boolean => MEANING.get(code) === 'slack-gone'

const CODE = /^[a-z]\w{1,59}$/ // WebClient hands over whatever is no JSON as if it were one

/** Slack's error codes, by what becomes of the work. */
const MEANING = new Map<string, FaultCode>([
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
  // what the message, the app or the workspace is: no later try changes it
  ...all('slack-refused', [
    'access_denied',
    'app_access_restricted',
    'as_user_not_supported',
    'attachment_payload_limit_exceeded',
    'block_mismatch',
    'cant_broadcast_message',
    'cant_delete_file',
    'cant_delete_message',
    'cant_update_message',
    'deprecated_endpoint',
    'edit_window_closed',
    'ekm_access_denied',
    'enterprise_is_restricted',
    'file_not_found',
    'file_uploads_disabled',
    'invalid_arg_name',
    'invalid_arguments',
    'invalid_array_arg',
    'invalid_attachments',
    'invalid_charset',
    'invalid_form_data',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'invalid_post_type',
    'is_bot',
    'metadata_must_be_sent_from_app',
    'metadata_too_large',
    'method_deprecated',
    'method_not_supported_for_channel_type',
    'missing_post_type',
    'missing_scope',
    'no_dual_broadcast_content_update',
    'no_permission',
    'no_text',
    'not_allowed_token_type',
    'posting_to_channel_denied',
    'slack_connect_canvas_sharing_blocked',
    'slack_connect_file_link_sharing_blocked',
    'slack_connect_lists_sharing_blocked',
    'team_access_not_granted',
    'too_many_attachments',
    'unknown_method',
    'user_disabled',
    'user_not_found',
    'user_not_in_channel',
    'user_not_visible',
  ]),
])

/** A code that is not known may stand for something that passes: it is tried again, a few times, before anybody is called. */
function refusal(code: unknown): Fault {
  if (typeof code !== 'string' || !CODE.test(code)) return notFromSlack()
  const meaning = MEANING.get(code)
  const mayPass = meaning === undefined || meaning === 'slack-busy' || meaning === 'slack-unclear'
  return new Fault(meaning ?? 'slack-refused', { retry: mayPass, cause: code })
}

function all(meaning: FaultCode, codes: string[]): [string, FaultCode][] {
  return codes.map((code) => [code, meaning])
}
