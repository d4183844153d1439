-- Loaded last: who may do what. Nobody reads a table; the functions are the one door, and service_role alone may call those of `public`.
-- What is ours there is named, since others may have tables and functions of their own beside it, of which nothing here touches anything.
-- A test holds the names to what there is, so that nothing of ours is forgotten.

-- The tables of `public` that are ours.
create function private.our_tables() returns text[] language sql immutable set search_path = '' as $$
  select array[
    'workspaces', 'learners', 'memory_settings', 'coaching_domains', 'domain_details', 'coaching_personas', 'persona_versions', 'rubric_versions',
    'prompt_versions', 'team_members', 'team_managers', 'manager_objections', 'suggestions', 'consents', 'sessions', 'session_threads',
    'coaching_sessions', 'inbox', 'usage_today', 'presence', 'scorecards', 'disputes', 'dimension_levels', 'feedback', 'memories',
    'digest_minimums', 'left_out', 'team_weeks', 'team_week_withdrawals', 'week_parts', 'digest_cells', 'shared_cards', 'cards_seen',
    'digest_settings', 'digests', 'erased_people', 'accesses', 'receipts']
$$;

do $$
declare
  v_name     text;
  v_sequence text;
begin
  foreach v_name in array private.our_tables()
  loop
    execute format('alter table public.%I enable row level security', v_name);
    execute format('revoke all on public.%I from public, anon, authenticated, service_role', v_name);
  end loop;

  -- not even a sequence: whoever could read the one behind `inbox` would see how much is being said
  for v_sequence in
    select d.objid::regclass from pg_catalog.pg_depend d join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
      join pg_catalog.pg_class t on t.oid = d.refobjid
     where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
       and t.relnamespace = 'public'::regnamespace and t.relname = any (private.our_tables())
  loop
    execute format('revoke all on sequence %s from public, anon, authenticated, service_role, threadcoach_digest', v_sequence);
  end loop;

  -- what the application calls: a name that is not there, or is there twice, is an error
  foreach v_name in array array[
    'know_learner', 'note_member', 'members_to_look_at', 'my_language', 'my_settings', 'save_settings', 'domains', 'coach',
    'current_content', 'publish_content', 'retire_domain', 'keep_prompts', 'prompts_of', 'object_to_manager', 'set_teams', 'teams_of_others',
    'my_members', 'suggest_session', 'my_suggestion', 'start_session', 'consent_asked', 'give_consent', 'open_session', 'end_session',
    'session_state', 'session_label', 'sweep', 'move_thread', 'keep_round', 'press_wish', 'own_rounds', 'sent_replies', 'keep_summary',
    'claim_work', 'held_leases', 'recover_work', 'extend_leases', 'hand_back', 'release_work', 'put_back', 'settle', 'forget_work',
    'pause_reply', 'try_again', 'hurry_work', 'hurry_replies', 'work_waiting', 'stuck_causes', 'applied_migrations', 'claim_suspect',
    'give_floor', 'used_today', 'add_usage', 'wait_for_day', 'turn_day', 'keep_incoming', 'note_presence', 'note_silence', 'catch_up',
    'mark_sent', 'erase_left', 'keep_settled', 'ask_score', 'keep_score', 'note_no_score', 'keep_scorecard',
    'note_cut', 'card_about', 'open_scorecard', 'dispute_score', 'dispute_of', 'keep_dispute', 'withdraw_dispute', 'dispute_counts',
    'my_progress', 'my_last_card', 'give_feedback', 'feedback_counts', 'propose_memory', 'memory_proposals',
    'propose_day', 'keep_memory', 'my_memory', 'edit_memory', 'forget_memory', 'plan_reminders', 'reminder_of', 'answer_commitment',
    'set_digest_minimum', 'leave_out', 'count_in', 'tell_week', 'digest_preview', 'manager_sees', 'card_to_share', 'share_card',
    'cards_for', 'withdraw_card', 'plan_digests', 'my_teams', 'set_digest', 'keep_digest', 'digest_shown', 'digest_place',
    'sent_digest', 'export_person', 'ask_export', 'my_accesses', 'erase_person', 'plan_upkeep', 'retain_some', 'end_retention',
    'purge_some']
  loop
    execute format('revoke execute on function public.%I from public, anon, authenticated, service_role', v_name);
    execute format('grant execute on function public.%I to service_role', v_name);
  end loop;
end $$;
revoke execute on all functions in schema private from public, anon, authenticated, service_role;

-- What the digest's functions may see, to the column. No text, no quote, no setting, no time of a single reply but its date.
grant select (id, workspace_id, slack_user_id, time_zone) on public.learners to threadcoach_digest;
grant select (workspace_id, learner_id, session_id, domain_id, created_at) on public.coaching_sessions to threadcoach_digest;
grant select (id, off_record) on public.sessions to threadcoach_digest;
grant select (id, name, is_active) on public.coaching_domains to threadcoach_digest;
grant select (workspace_id, learner_id, manager, week, shared_at) on public.shared_cards to threadcoach_digest;
grant select on public.dimension_levels, public.team_members, public.team_managers, public.manager_objections, public.digest_minimums,
  public.left_out, public.cards_seen to threadcoach_digest;
grant select, insert on public.week_parts to threadcoach_digest;
grant select, insert, update on public.team_weeks, public.team_week_withdrawals, public.digest_cells to threadcoach_digest;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['learners', 'coaching_sessions', 'sessions', 'coaching_domains', 'dimension_levels', 'team_members',
    'team_managers', 'manager_objections', 'digest_minimums', 'left_out', 'team_weeks', 'team_week_withdrawals', 'digest_cells', 'week_parts']
  loop
    execute format('create policy digest on public.%I to threadcoach_digest using (true) with check (true)', v_table);
  end loop;
  foreach v_table in array array['shared_cards', 'cards_seen']
  loop
    execute format('create policy digest on public.%I for select to threadcoach_digest using (true)', v_table);
  end loop;
end $$;

-- What is told of a team is computed by the role that can read nothing else. It may create here for this moment only: handing over needs that.
do $$
declare
  v_function text;
begin
  grant create on schema public, private to threadcoach_digest;
  foreach v_function in array array[
    'private.card_tells_of_others', 'private.close_week', 'private.counted_members', 'private.decide_cells', 'private.digest_minimum',
    'private.digest_of_week', 'public.digest_preview', 'private.gather_parts', 'private.how_many_besides', 'private.isolates_one',
    'private.known_by_card', 'private.last_digest', 'private.level_word', 'private.make_cells', 'public.tell_week', 'private.told_count']
  loop
    execute format('alter function %s owner to threadcoach_digest', v_function);
  end loop;
  revoke create on schema public, private from threadcoach_digest;
end $$;
