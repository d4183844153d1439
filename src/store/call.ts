import type { z } from 'zod'

/**
 * The functions that the application calls: all that `public` holds, and all that service_role may call. What is missing in the
 * database, or is there and not named here, fails a test.
 */
export const FUNCTIONS = [
  // people
  'know_learner',
  'note_member',
  'members_to_look_at',
  // settings
  'my_language',
  'my_settings',
  'save_settings',
  // content
  'domains',
  'coach',
  'current_content',
  'publish_content',
  'retire_domain',
  'keep_prompts',
  'prompts_of',
  // teams
  'object_to_manager',
  'set_teams',
  'teams_of_others',
  'my_members',
  'suggest_session',
  'my_suggestion',
  // sessions
  'start_session',
  'consent_asked',
  'give_consent',
  'open_session',
  'end_session',
  'session_state',
  'session_label',
  'sweep',
  'move_thread',
  // rounds
  'keep_round',
  'press_wish',
  'own_rounds',
  'sent_replies',
  'keep_summary',
  // work
  'claim_work',
  'held_leases',
  'recover_work',
  'extend_leases',
  'hand_back',
  'release_work',
  'put_back',
  'settle',
  'forget_work',
  'pause_reply',
  'try_again',
  'hurry_work',
  'hurry_replies',
  'work_waiting',
  'stuck_causes',
  'applied_migrations',
  // suspects
  'claim_suspect',
  'give_floor',
  // limits
  'used_today',
  'add_usage',
  'wait_for_day',
  'turn_day',
  // intake
  'keep_incoming',
  'note_presence',
  'note_silence',
  'catch_up',
  // posts
  'mark_sent',
  'erase_left',
  'keep_settled',
  // scorecards
  'ask_score',
  'keep_score',
  'note_no_score',
  'keep_scorecard',
  'note_cut',
  'card_about',
  'open_scorecard',
  'dispute_score',
  'dispute_of',
  'keep_dispute',
  'withdraw_dispute',
  'dispute_counts',
  // progress
  'my_progress',
  'my_last_card',
  'give_feedback',
  'feedback_counts',
  // memory
  'propose_memory',
  'memory_proposals',
  'propose_day',
  'keep_memory',
  'my_memory',
  'edit_memory',
  'forget_memory',
  'plan_reminders',
  'reminder_of',
  'answer_commitment',
  // digests
  'set_digest_minimum',
  'leave_out',
  'count_in',
  'tell_week',
  'digest_preview',
  'manager_sees',
  // sharing
  'card_to_share',
  'share_card',
  'cards_for',
  'withdraw_card',
  // digest_sending
  'plan_digests',
  'my_teams',
  'set_digest',
  'keep_digest',
  'digest_shown',
  'digest_place',
  'sent_digest',
  // privacy
  'export_person',
  'ask_export',
  'my_accesses',
  'erase_person',
  // retention
  'plan_upkeep',
  'retain_some',
  'end_retention',
  'purge_some',
] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** Calls a function and reads its answer. */
export type Call = <T>(name: FunctionName, args: Record<string, unknown>, schema: z.ZodType<T>) => Promise<T>
