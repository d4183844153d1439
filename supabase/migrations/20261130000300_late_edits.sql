-- A reply that is edited once it was answered is not answered anew. It is looked at once all the same, as somebody may have put into it what
-- needs people. Every such edit is kept for that moment, whatever it says, and settled alike: no row tells which one was a hard moment.
alter table public.inbox drop constraint inbox_kind_check;
alter table public.inbox add constraint inbox_kind_check check (kind in
  ('reply', 'lead', 'word', 'opening', 'score', 'so-far', 'scorecard', 'idle', 'note', 'erase', 'redact', 'catch-up', 'preview', 'digest',
   'consent', 'suggestion', 'shared', 'digest-again', 'export', 'take-down', 'receipt', 'retention', 'purge', 'dispute', 'memory', 'reminder',
   'edit'));

-- Keeps what a message says now, for a look at it. p_key is that of the message, as far as it is known still: what is shown goes out with it.
create function public.look_at_edit(p_item jsonb, p_key uuid, p_session uuid default null, p_round int default null) returns bigint
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, body, about)
  values (p_item ->> 'workspace', 'edit:' || (p_item ->> 'channel') || ':' || (p_item ->> 'ts') || ':' || (p_item ->> 'editedAt'), 'edit',
          p_item ->> 'actor', p_session, p_item ->> 'text',
          jsonb_build_object('message', coalesce(p_key::text, (p_item ->> 'channel') || ':' || (p_item ->> 'ts')))
          || case when p_round is null then '{}' else jsonb_build_object('round', p_round) end)
  on conflict do nothing
  returning id
$$;

-- As before, and an edit that changes no reply which waits is looked at.
create or replace function public.take_edit(p_item jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace text := p_item ->> 'workspace';
  v_channel   text := p_item ->> 'channel';
  v_ts        text := p_item ->> 'ts';
  v_text      text := p_item ->> 'text';
  v_row       public.inbox%rowtype;
  v_round     public.coaching_sessions%rowtype;
begin
  select * into v_row from public.inbox where workspace_id = v_workspace and channel = v_channel and ts = v_ts for update;
  if v_row.edited_ts >= p_item ->> 'editedAt' then
    return null;
  end if;
  update public.inbox set edited_ts = p_item ->> 'editedAt' where id = v_row.id;
  if v_row.kind in ('reply', 'lead') and v_row.state in ('queued', 'paused', 'waiting', 'stuck') and v_row.round_id is null then
    if v_text = '' then
      return public.take_deletion(v_workspace, v_channel, v_ts, p_item ->> 'threadTs');
    end if;
    update public.inbox
       set body = v_text, edits = edits + 1,
           about = about - 'wish' || case when p_item ? 'wish' then jsonb_build_object('wish', p_item -> 'wish') else '{}' end
     where id = v_row.id and body <> v_text;
    return case when found and v_row.state = 'waiting' then public.look_at_edit(p_item, v_row.key) end;
  end if;
  update public.coaching_sessions set edited_at = now()
   where workspace_id = v_workspace and replies @> jsonb_build_array(jsonb_build_object('channel', v_channel, 'ts', v_ts))
     and learner_message <> ''
  returning * into v_round;
  if v_round.id is not null or v_row.kind in ('lead', 'word') then
    return public.look_at_edit(p_item, v_row.key, v_round.session_id::uuid, v_round.round_number);
  elsif v_row.id is not null or to_timestamp(v_ts::float8) < now() - interval '10 minutes' then -- Slack delivers for the last time after five
    return null;
  end if;
  return public.take_message(p_item);
end $$;

-- As before, with what an edit says, and what the round said before it; and of a learner, whether anything is remembered of them: of most
-- there is nothing, and then nothing more is asked for.
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
  elsif v_row.kind = 'edit' then
    select jsonb_build_object('before', jsonb_build_object('reply', r.learner_message, 'answer', r.coach_response)) into v_more
      from public.coaching_sessions r where r.session_id = v_row.session_id::text and r.round_number = (v_row.about ->> 'round')::int;
  end if;

  return jsonb_build_object(
           'id', v_row.id, 'token', v_row.lease_token, 'key', v_row.key, 'kind', v_row.kind, 'state', v_row.state,
           'workspace', v_row.workspace_id, 'actor', v_row.actor, 'look', v_row.look, 'looks', v_row.looks,
           'attempts', v_row.attempts, 'triedForMs', floor(extract(epoch from now() - v_row.first_try_at) * 1000),
           'isTold', v_row.about @> '{"told": true}',
           'body', case when v_row.kind in ('opening', 'lead', 'edit') then v_row.body else '' end, 'about', v_row.about, 'place', v_row.channel, 'inThread', v_row.thread_ts is not null,
           'thread', public.thread_key(v_row.channel, coalesce(v_row.thread_ts, v_row.ts)),
           'session', v_session, 'learner', v_learner) || coalesce(v_more, '{}');
end $$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['look_at_edit', 'take_edit', 'work_of'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
