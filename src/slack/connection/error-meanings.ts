import type { FaultCode } from '../../fault.ts'

/**
 * What Slack's error codes mean, by what becomes of the work: every error that Slack documents for a method that we call, and some that
 * others met. Of a method: docs.slack.dev/reference/methods/<method>; which has which, test/slack/documented-errors.json.
 */
const MEANINGS = {
  /** Slack takes no call of ours any more, whatever it is about. */
  'slack-gone': [
    'account_inactive',
    'app_uninstalled', // not documented
    'invalid_auth',
    'not_authed',
    'team_disabled', // not documented
    'token_expired',
    'token_revoked',
  ],
  /** A policy, a setting, a scope or a move of the workspace stands in the way: nothing is wrong with the work, and people put it right. */
  'slack-withheld': [
    'access_denied',
    'accesslimited', // not from this network
    'app_access_restricted',
    'channel_is_limited_access', // it may not be read
    'ekm_access_denied', // the company took its keys away
    'enterprise_is_restricted',
    'external_channel_migrating',
    'forbidden_team',
    'messages_tab_disabled', // a setting of the app: the way to its direct messages is closed
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'org_login_required', // the workspace is being moved into an organisation
    'team_access_not_granted',
    'team_added_to_org',
    'team_not_found', // the same, of an organisation's workspace
    'two_factor_setup_required',
  ],
  /** This place takes no posts: archived, gone, or the bot is not in it. Another place may. */
  'slack-closed-place': [
    'cannot_reply_to_message',
    'channel_not_found',
    'invalid_channel',
    'invalid_thread_ts',
    'is_archived',
    'is_inactive', // frozen, archived or deleted
    'no_access',
    'not_authorized', // not a member
    'not_in_channel',
    'posting_to_channel_denied',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'slack_connect_canvas_sharing_blocked', // links of that sort, where other companies read along
    'slack_connect_file_link_sharing_blocked',
    'slack_connect_lists_sharing_blocked',
    'thread_locked',
    'thread_not_found',
    'thread_ts_not_allowed',
    'thread_ts_required',
  ],
  /** This person cannot be written to, or seen: deactivated, restricted, or not there. Nobody has to do anything about it. */
  'slack-no-person': [
    'cannot_dm_bot', // not documented
    'user_disabled',
    'user_not_found',
    'user_not_in_channel',
    'user_not_visible',
    'users_not_found',
  ],
  /** Files are not allowed, not of this sort or size, or there is no room for them. */
  'slack-no-files': [
    'blocked_file_type',
    'file_share_limit_reached',
    'file_type_not_allowed',
    'file_upload_size_restricted',
    'file_uploads_disabled',
    'file_uploads_except_images_disabled',
    'max_file_sharing_exceeded',
    'slack_connect_blocked_file_type',
    'slack_connect_clip_sharing_blocked',
    'slack_connect_file_upload_sharing_blocked',
    'snippet_too_large',
    'storage_limit_reached',
    'unable_to_share_files',
  ],
  /** Something in the message or form itself: in other blocks, or as words, it may go out. */
  'slack-too-long': [
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_message',
    'invalid_view',
    'markdown_text_conflict',
    'msg_blocks_too_long',
    'msg_too_long',
    'view_too_large',
  ],
  /** What stands there can be changed or taken away by nobody, or not by us. */
  'slack-stays': [
    'block_mismatch',
    'cant_broadcast_message',
    'cant_delete_file',
    'cant_delete_message',
    'cant_update_message',
    'compliance_exports_prevent_deletion', // no longer documented, github.com/slack-ruby/slack-api-ref has it
    'delete_not_allowed',
    'edit_window_closed',
    'file_deleting_disabled',
    'no_dual_broadcast_content_update',
    'not_reactable',
    'too_many_emoji',
    'too_many_reactions',
  ],
  /** It was done before, or what it is about is gone. */
  'slack-done': [
    'already_reacted',
    'file_deleted',
    'file_is_deleted',
    'file_not_found',
    'message_not_found',
    'no_such_subteam',
  ],
  /** What was handed to us has run out: a page's cursor, a trigger, a form that was closed meanwhile. It is begun anew. */
  'slack-stale': [
    'exchanged_trigger_id',
    'expired_trigger_id',
    'hash_conflict',
    'invalid_cursor',
    'invalid_trigger_id',
    'not_found',
    'push_limit_reached',
  ],
  /** A limit, or something else is under way: later. */
  'slack-busy': [
    'message_limit_exceeded',
    'rate_limited',
    'ratelimited',
    'streaming_state_conflict',
    'upload_pending', // not documented
  ],
  /** Slack failed: what was asked may be done or not. */
  'slack-unclear': [
    'fatal_error',
    'file_update_failed',
    'internal_error',
    'list_record_comment_fetch_failed',
    'request_timeout',
    'service_unavailable',
    'update_failed',
  ],
  /** This workspace, or Slack today, does not have what was asked for. */
  'slack-lacks': [
    'deprecated_endpoint',
    'feature_disabled',
    'is_bot',
    'method_deprecated',
    'method_not_supported_for_channel_type',
    'not_enabled',
    'not_implemented',
    'plan_upgrade_required',
    'unknown_method',
  ],
  /** We asked wrongly: no later try changes it. */
  'slack-refused': [
    'alt_txt_too_large',
    'as_user_not_supported',
    'attachment_payload_limit_exceeded',
    'bad_timestamp',
    'channels_limit_exceeded',
    'draft_already_deleted',
    'draft_already_sent',
    'draft_has_conflict',
    'draft_not_found',
    'duplicate_channel_not_found',
    'duplicate_external_id',
    'duplicate_message_not_found',
    'insecure_request',
    'invalid_arg_name',
    'invalid_arguments',
    'invalid_array_arg',
    'invalid_attachments',
    'invalid_charset',
    'invalid_form_data',
    'invalid_metadata_filter_keys',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'invalid_name',
    'invalid_post_type',
    'invalid_status',
    'invalid_team',
    'invalid_ts_latest',
    'invalid_ts_oldest',
    'invalid_user_combination',
    'limit_required',
    'metadata_must_be_sent_from_app',
    'metadata_too_large',
    'missing_args',
    'missing_argument',
    'missing_file_data',
    'missing_post_type',
    'missing_profile_id',
    'no_item_specified',
    'no_text',
    'not_enough_users',
    'reserved_username',
    'send_on_behalf_not_allowed',
    'too_many_attachments',
    'too_many_contact_cards',
    'too_many_users',
    'unknown_snippet_type',
    'unknown_subtype',
    'users_list_not_supplied',
  ],
} satisfies Partial<Record<FaultCode, string[]>>

/** What work meets that Slack answers with an error. */
type SlackMeaning = keyof typeof MEANINGS

const EVERY: SlackMeaning[] = [
  'slack-gone',
  'slack-withheld',
  'slack-closed-place',
  'slack-no-person',
  'slack-no-files',
  'slack-too-long',
  'slack-stays',
  'slack-done',
  'slack-stale',
  'slack-busy',
  'slack-unclear',
  'slack-lacks',
  'slack-refused',
]
const BY_ERROR = new Map(
  EVERY.flatMap((meaning) => MEANINGS[meaning].map((error): [string, SlackMeaning] => [error, meaning])),
)

/** What Slack's error code means, or undefined where nobody knows it. */
export const meaningOf = (error: string): SlackMeaning | undefined => BY_ERROR.get(error)
