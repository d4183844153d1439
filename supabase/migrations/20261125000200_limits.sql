-- Limits: what learners and workspaces used today is counted, a flood is answered a few replies at a time, and a reply whose model is
-- away stays queued until it is back.

-- What was used on the newest day that anything was: by a learner in their own time zone, and by all of a workspace (actor '') in UTC.
create table public.usage_today (
  workspace_id  text not null references public.workspaces (id) on delete cascade,
  actor         text not null,
  day           date not null,
  rounds        int not null,
  input_tokens  bigint not null,
  output_tokens bigint not null,
  primary key (workspace_id, actor)
) with (fillfactor = 70); -- every round changes two of these rows
alter table public.usage_today enable row level security;
revoke all on public.usage_today from anon, authenticated, service_role;

-- Every reply asks for these, also the last of a thousand.
create index inbox_paused on public.inbox (session_id) where state = 'paused';
create index inbox_put_off on public.inbox (session_id) where kind = 'reply' and state = 'queued' and because is not null;

-- The date in a time zone; in UTC where nobody knows the zone.
create function public.day_in(p_zone text, p_at timestamptz) returns date
language plpgsql stable set search_path = '' as $$
begin
  return (p_at at time zone coalesce(p_zone, 'UTC'))::date;
exception when invalid_parameter_value then
  return (p_at at time zone 'UTC')::date;
end $$;

-- Counts what was used just now. Locks a learner's row before their workspace's, and both after everything else.
create function public.add_usage(p_workspace text, p_actor text, p_rounds int, p_input_tokens int, p_output_tokens int) returns void
language sql security definer set search_path = '' as $$
  insert into public.usage_today as u (workspace_id, actor, day, rounds, input_tokens, output_tokens)
  select p_workspace, used.actor, public.day_in(used.zone, now()), p_rounds, p_input_tokens, p_output_tokens
    from (select 1 as place, l.slack_user_id as actor, l.time_zone as zone
            from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor
          union all select 2, '', 'UTC' order by place) used
  on conflict (workspace_id, actor) do update
     set day = excluded.day,
         rounds = excluded.rounds + case when u.day = excluded.day then u.rounds else 0 end,
         input_tokens = excluded.input_tokens + case when u.day = excluded.day then u.input_tokens else 0 end,
         output_tokens = excluded.output_tokens + case when u.day = excluded.day then u.output_tokens else 0 end
$$;

-- {learner: {rounds, inputTokens, outputTokens}, workspace: {...}}: what was used today.
create function public.used_today(p_workspace text, p_actor text, p_zone text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_object_agg(who.name, jsonb_build_object('rounds', coalesce(u.rounds, 0), 'inputTokens', coalesce(u.input_tokens, 0),
                                                       'outputTokens', coalesce(u.output_tokens, 0)))
    from (values ('learner', p_actor, p_zone), ('workspace', '', 'UTC')) who (name, actor, zone)
    left join public.usage_today u
      on u.workspace_id = p_workspace and u.actor = who.actor and u.day = public.day_in(who.zone, now())
$$;

-- A round is counted in the transaction that keeps it; and what the learner was told about replies that wait is over.
create function public.count_round() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.add_usage(new.workspace_id, l.slack_user_id, 1, coalesce(new.input_tokens, 0), coalesce(new.output_tokens, 0))
     from public.learners l where l.id = new.learner_id::uuid;
  update public.inbox set about = about - 'told'
   where session_id = new.session_id::uuid and kind = 'reply' and state = 'queued' and because is not null and about @> '{"told": true}';
  return null;
end $$;
create trigger count_round after insert on public.coaching_sessions
  for each row when (new.workspace_id is not null) execute function public.count_round();

-- A new reply joins a lane that waits: for the coach to be back, and then all of it is due at once, as the learner is here; or for the
-- day to turn, and then it waits too.
create function public.join_lane() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_first public.inbox%rowtype;
begin
  select * into v_first from public.inbox
   where session_id = new.session_id and kind = 'reply' and state = 'queued' and because is not null
     and lease_token is null and run_at > now() limit 1;
  if v_first.because like 'limit %' then
    new.run_at := v_first.run_at;
    new.because := v_first.because;
  elsif v_first.about @> '{"told": true}' then
    update public.inbox set run_at = now()
     where session_id = new.session_id and kind = 'reply' and state = 'queued' and because is not null and lease_token is null;
  end if;
  return new;
end $$;
create trigger join_lane before insert on public.inbox
  for each row when (new.kind = 'reply' and new.state = 'queued' and new.session_id is not null) execute function public.join_lane();

-- All replies of a session wait together: none goes before the first, and a worker that looks for work is not held up by the rest.
create function public.delay_lane(p_session uuid, p_run_at timestamptz, p_because text, p_told boolean) returns void
language sql security definer set search_path = '' as $$
  update public.inbox
     set run_at = p_run_at, because = p_because, about = case when p_told then about || '{"told": true}' else about - 'told' end
   where session_id = p_session and kind = 'reply' and state = 'queued'
$$;

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
                            'profileAt', l.profile_at)
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

-- Leases what is next in a session's lane of replies, or returns null: the replies that wait, in the order of their ts, as one round;
-- or an answer that Slack has not shown yet. One at a time per session. A round takes 20 replies at most, and as many characters as a
-- coach reads of one (src/coaching/reply.ts): the rest of a flood is the next round. The caller holds the session's row lock.
create or replace function public.lease_lane(p_session uuid, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_head public.inbox%rowtype;
begin
  if not exists (select from public.sessions where id = p_session and thread_ts is not null) then
    return null; -- its opening is not shown yet
  end if;
  select * into v_head from public.inbox
   where session_id = p_session and kind = 'reply' and state = 'answered' limit 1;
  if found then
    if v_head.lease_until > now() or v_head.run_at > now() then
      return null;
    end if;
    return public.lease(v_head.id, p_worker, p_lease_seconds);
  end if;
  if exists (select from public.inbox where session_id = p_session and kind = 'reply' and state = 'queued' and lease_until > now()) then
    return null;
  end if;
  select * into v_head from public.inbox
   where session_id = p_session and kind = 'reply' and state = 'queued' order by ts nulls first, id limit 1;
  if not found or v_head.run_at > now() then
    return null;
  end if;
  update public.inbox set joined_to = null, lease_token = null, lease_until = null
   where session_id = p_session and kind = 'reply' and state = 'queued' and (joined_to is not null or lease_token is not null);
  update public.inbox i set joined_to = v_head.id
    from (select id, sum(length(body) + 2) over (order by ts nulls first, id) as characters
            from (select id, ts, body from public.inbox where session_id = p_session and kind = 'reply' and state = 'queued'
                   order by ts nulls first, id limit 20) first_in_line) next
   where i.id = next.id and i.id <> v_head.id and next.characters <= 8000;
  return public.lease(v_head.id, p_worker, p_lease_seconds);
end $$;

-- Ends a lease for now: the work is due again after p_after_ms. With p_look a post may be there already.
-- With p_note the learner is told so, once: for a reply once until the session's next round is kept, however many wait for it.
-- A wait for something else (p_counts false) is no attempt.
create or replace function public.put_back(p_id bigint, p_token uuid, p_after_ms int, p_because text, p_look boolean default false,
                                           p_note text default null, p_counts boolean default true) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_run_at timestamptz := now() + make_interval(secs => p_after_ms / 1000.0);
  v_told   boolean;
  v_thread text;
  v_once   text;
begin
  v_row := public.held(p_id, p_token);
  v_told := p_note is not null or v_row.about @> '{"told": true}';
  update public.inbox
     set run_at = v_run_at, because = p_because, look = look or p_look, looks = looks + p_look::int, attempts = attempts - (not p_counts)::int,
         worker = null, lease_token = null, lease_until = null, about = case when v_told then about || '{"told": true}' else about end
   where id = p_id;
  if v_row.kind = 'reply' and v_row.state = 'queued' then
    perform public.delay_lane(v_row.session_id, v_run_at, p_because, v_told);
  end if;
  if p_note is null then
    return;
  end if;
  if v_row.kind = 'reply' then
    v_thread := public.thread_to_answer(p_id);
    v_once := v_row.session_id || ':' || (select count(*) from public.coaching_sessions where session_id = v_row.session_id::text);
  else
    v_thread := public.thread_key(v_row.channel, coalesce(v_row.thread_ts, ''));
    v_once := p_id::text;
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (v_row.workspace_id, p_note || ':' || v_once, 'note', v_row.actor, v_row.session_id, nullif(split_part(v_thread, ':', 1), ''),
          nullif(split_part(v_thread, ':', 2), ''), jsonb_build_object('note', p_note, 'because', p_because))
  on conflict do nothing;
end $$;

-- A limit of the day is reached: the replies are due again when the day turns, as if they had not been tried. The learner hears once a day.
create function public.wait_for_day(p_id bigint, p_token uuid, p_after_ms int, p_whose text, p_until timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_thread text := public.thread_to_answer(p_id);
begin
  v_row := public.held(p_id, p_token);
  update public.inbox set first_try_at = null, attempts = 0, worker = null, lease_token = null, lease_until = null where id = p_id;
  perform public.delay_lane(v_row.session_id, now() + make_interval(secs => p_after_ms / 1000.0), 'limit of the ' || p_whose, false);
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (v_row.workspace_id, 'limit:' || p_whose || ':' || v_row.actor || ':' || extract(epoch from p_until), 'note', v_row.actor,
          v_row.session_id, split_part(v_thread, ':', 1), split_part(v_thread, ':', 2),
          jsonb_build_object('note', 'limit', 'whose', p_whose, 'until', p_until))
  on conflict do nothing;
end $$;

-- The model answers again: what waits for it is due at once. Returns how much that is.
create function public.hurry_work() returns int
language sql security definer set search_path = '' as $$
  with due as (
    update public.inbox i set run_at = now()
      from (select id from public.inbox
             where state = 'queued' and run_at > now() and lease_token is null and because like 'llm-%'
               for update skip locked) waits
     where i.id = waits.id
    returning i.id)
  select count(*)::int from due
$$;

-- The coach could not answer, and will not by itself: the replies stay kept until the learner presses "Try again" or writes on. They are
-- told once.
create or replace function public.pause_reply(p_id bigint, p_token uuid, p_because text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_thread text := public.thread_to_answer(p_id);
begin
  v_row := public.held(p_id, p_token);
  -- what came in meanwhile waits too: no reply overtakes another
  update public.inbox
     set state = 'paused', because = p_because, worker = null, lease_token = null, lease_until = null, joined_to = null,
         first_try_at = null, attempts = 0, about = about - 'told'
   where session_id = v_row.session_id and kind = 'reply' and state = 'queued';
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (v_row.workspace_id, 'trouble:' || v_row.id || ':' || v_row.first_try_at, 'note', v_row.actor, v_row.session_id,
          split_part(v_thread, ':', 1), split_part(v_thread, ':', 2), jsonb_build_object('note', 'trouble', 'because', p_because))
  on conflict do nothing;
end $$;

-- "Try again": what waited for the learner, or for the coach to be back, is due at once. What is being tried just now is left to its
-- worker. {outcome: 'due' | 'nothing-waits'}.
create or replace function public.try_again(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.sessions where id = p_session for no key update;
  update public.inbox i
     set state = 'queued', run_at = now(), joined_to = case when i.state = 'paused' then null else i.joined_to end
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and i.session_id = s.id and i.kind = 'reply' and (i.state = 'paused' or (i.state = 'queued' and i.about @> '{"told": true}'));
  return jsonb_build_object('outcome', case when found then 'due' else 'nothing-waits' end);
end $$;

-- For an operator, once the cause is put right: what was given up is due again, and is looked for before it is posted.
create or replace function public.retry_stuck() returns int
language sql security definer set search_path = '' as $$
  with again as (
    update public.inbox i
       set state = case when i.kind in ('reply', 'scorecard') and i.round_id is not null then 'answered' else 'queued' end,
           attempts = 0, looks = 0, look = true, first_try_at = null, run_at = now(), ended_at = null, about = i.about - 'told'
      from public.inbox stuck left join public.sessions s on s.id = stuck.session_id
     where i.id = stuck.id and stuck.state = 'stuck' and s.closed_because is distinct from 'unopened'
    returning i.id)
  select count(*)::int from again
$$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['day_in', 'add_usage', 'used_today', 'count_round', 'join_lane', 'delay_lane',
       'work_of', 'lease_lane', 'put_back', 'wait_for_day', 'hurry_work', 'pause_reply', 'try_again', 'retry_stuck'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
