-- Most learners have nothing remembered: work says so, and then nothing more is asked for.

-- Everything that a flow needs to do a piece of work. Promises to read only.
create or replace function public.work_of(p_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session jsonb;
  v_more    jsonb := '{}';
  v_learner jsonb;
begin
  select * into v_row from public.inbox where id = p_id;
  select jsonb_build_object(
           'id', s.id, 'domainId', s.domain_id, 'personaVersion', s.persona_version, 'rubricVersion', s.rubric_version,
           'promptVersion', s.prompt_version, 'label', s.label, 'isOpen', s.closed_at is null,
           'thread', public.thread_key(s.channel, s.thread_ts), 'closedBecause', s.closed_because, 'actor', l.slack_user_id,
           'erasures', s.erasures, 'isIdle', s.idle_asked_at is not null)
    into v_session
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = v_row.session_id;
  select jsonb_build_object('name', l.name, 'locale', l.locale, 'timeZone', l.time_zone, 'dmChannel', l.dm_channel,
                            'profileAt', l.profile_at, 'remembers', exists (select from public.memories m where m.learner_id = l.id))
    into v_learner
    from public.learners l where l.workspace_id = v_row.workspace_id and l.slack_user_id = v_row.actor;

  if v_row.kind = 'reply' and v_row.state = 'answered' then
    select jsonb_build_object('round', r.round_number, 'answer', r.coach_response, 'thread', public.thread_to_answer(p_id))
      into v_more
      from public.coaching_sessions r where r.id = v_row.round_id;
  elsif v_row.kind = 'reply' then
    select jsonb_build_object(
             'replies', jsonb_agg(i.body order by i.ts nulls first, i.id), 'edits', sum(i.edits), 'rounds', public.rounds_to_tell(v_row.session_id),
             'summary', (select s.summary from public.sessions s where s.id = v_row.session_id),
             'round', (select coalesce(max(r.round_number), 0) + 1 from public.coaching_sessions r where r.session_id = v_row.session_id::text),
             'thread', public.thread_to_answer(p_id), 'used', public.used_today(v_row.workspace_id, v_row.actor, v_learner ->> 'timeZone'),
             'lastMessage', (array_agg(public.thread_key(i.channel, i.ts) order by i.ts desc nulls last, i.id desc))[1])
      into v_more
      from public.inbox i where i.id = p_id or i.joined_to = p_id;
  elsif v_row.kind = 'scorecard' then
    select jsonb_build_object(
             'rounds', public.rounds_to_tell(v_row.session_id, true),
             'pending', coalesce((select jsonb_agg(i.body order by i.ts nulls first, i.id) from public.inbox i
                                   where i.session_id = v_row.session_id and i.kind = 'reply' and i.state in ('queued', 'paused')), '[]'),
             'isAnswering', exists (select from public.inbox i
                                     where i.session_id = v_row.session_id and i.kind = 'reply'
                                       and (i.state = 'answered' or (i.state = 'queued' and i.lease_until > now()))),
             'scorecard', (select jsonb_build_object('judgement', jsonb_build_object('marks', c.marks, 'overall', c.overall,
                                     'judge', c.judge_model, 'samples', c.samples), 'closing', c.closing)
                             from public.scorecards c where c.session_id = v_row.session_id))
      into v_more;
  elsif v_row.kind in ('score', 'so-far') then
    select jsonb_build_object(
             'rounds', public.rounds_to_tell(v_row.session_id, true),
             'summary', (select s.summary from public.sessions s where s.id = v_row.session_id),
             'round', (select r.round_number from public.coaching_sessions r where r.id = v_row.round_id),
             'marks', (select r.marks from public.coaching_sessions r
                        where r.session_id = v_row.session_id::text order by r.round_number desc limit 1))
      into v_more;
  end if;

  return jsonb_build_object(
           'id', v_row.id, 'token', v_row.lease_token, 'key', v_row.key, 'kind', v_row.kind, 'state', v_row.state,
           'workspace', v_row.workspace_id, 'actor', v_row.actor, 'look', v_row.look, 'looks', v_row.looks,
           'attempts', v_row.attempts, 'triedForMs', floor(extract(epoch from now() - v_row.first_try_at) * 1000),
           'isTold', v_row.about @> '{"told": true}',
           'body', case when v_row.kind in ('opening', 'lead') then v_row.body else '' end, 'about', v_row.about, 'place', v_row.channel, 'inThread', v_row.thread_ts is not null,
           'thread', public.thread_key(v_row.channel, coalesce(v_row.thread_ts, v_row.ts)),
           'session', v_session, 'learner', v_learner) || coalesce(v_more, '{}');
end $$;
