-- Whoever presses start may be quicker than the note of where the question stands, most of all where the database is slow or was away:
-- the session opens where they pressed all the same. p_thread is that thread ('channel:ts'), or null. The rest as before:
-- the learner read the text and pressed start: that is kept, and the session that waited for it opens where it was asked, with p_off_record
-- off the record. The version is that of the text which they were shown. Without p_session their consent alone is kept.
-- {outcome: 'opened' | 'opened-before' | 'given-up' | 'not-yours' | 'kept'}.
drop function public.give_consent(text, text, text, int, uuid, boolean, timestamptz);
create function public.give_consent(p_workspace text, p_actor text, p_name text, p_version int, p_session uuid, p_off_record boolean,
                                    p_now timestamptz, p_thread text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_session public.sessions%rowtype;
  v_asked   public.inbox%rowtype;
  v_thread  text;
begin
  perform public.lock_actor(p_workspace, p_actor);
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  select id into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  if p_session is not null then
    select * into v_session from public.sessions where workspace_id = p_workspace and id = p_session and learner_id = v_learner for no key update;
    if v_session.id is null then
      return jsonb_build_object('outcome', 'not-yours');
    end if;
    select * into v_asked from public.inbox where workspace_id = p_workspace and event_id = 'consent:' || p_session;
  elsif v_learner is null then
    insert into public.learners (workspace_id, slack_user_id, name) values (p_workspace, p_actor, p_name) returning id into v_learner;
  end if;
  insert into public.consents (learner_id, version, at)
  values (v_learner, coalesce((v_asked.about ->> 'version')::int, p_version), p_now) on conflict do nothing;

  if p_session is null then
    return jsonb_build_object('outcome', 'kept');
  elsif v_session.closed_at is not null then
    return jsonb_build_object('outcome', 'given-up');
  elsif not v_session.awaits_consent then
    return jsonb_build_object('outcome', 'opened-before');
  end if;
  v_thread := coalesce(public.thread_key(v_asked.channel, v_asked.thread_ts), p_thread);
  if v_thread is not null then
    perform public.add_thread(p_session, v_thread, false);
  end if;
  update public.sessions set awaits_consent = false, off_record = off_record or p_off_record, opened_at = now(), last_reply_at = now()
   where id = p_session;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body)
  values (p_workspace, 'opening:' || p_session, 'opening', p_actor, p_session,
          coalesce(nullif(split_part(v_thread, ':', 1), ''), v_asked.channel), nullif(split_part(v_thread, ':', 2), ''),
          coalesce((select i.body from public.inbox i where i.workspace_id = p_workspace and i.event_id = 'mind:' || p_session), ''))
  on conflict do nothing;
  return jsonb_build_object('outcome', 'opened');
end $$;
revoke execute on function public.give_consent(text, text, text, int, uuid, boolean, timestamptz, text) from public, anon, authenticated;
grant execute on function public.give_consent(text, text, text, int, uuid, boolean, timestamptz, text) to service_role;
