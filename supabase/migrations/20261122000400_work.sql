-- Kept work: what a worker is handed, and how it ends. The order of locks is always: session, then inbox row.

-- The thread key of a message: 'channel:thread_ts'. Outside the database it is one opaque word.
create function public.thread_key(p_channel text, p_ts text) returns text
language sql immutable set search_path = '' as $$
  select p_channel || ':' || p_ts
$$;

-- The rounds of a session after its summary, oldest first, each {number, reply, answer}.
create function public.rounds_to_tell(p_session uuid, p_all boolean default false) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('number', r.round_number, 'reply', r.learner_message, 'answer', r.coach_response)
                            order by r.round_number), '[]')
    from public.coaching_sessions r
    join public.sessions s on s.id = p_session
   where r.session_id = p_session::text
     and (p_all or r.round_number > coalesce((s.summary ->> 'throughRound')::int, 0))
$$;

-- Where a round is answered: in the thread of its newest reply, or where the session lives. What was said in public, in a mention,
-- is answered in private.
create function public.thread_to_answer(p_id bigint) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(case when not i.about @> '{"mention": true}' then public.thread_key(i.channel, coalesce(i.thread_ts, i.ts)) end,
                  public.thread_key(s.channel, s.thread_ts))
    from public.inbox i join public.sessions s on s.id = i.session_id
   where i.id = p_id or i.joined_to = p_id
   order by i.ts desc nulls last, i.id desc limit 1
$$;

-- Everything that a flow needs to do a piece of work. Promises to read only.
create function public.work_of(p_id bigint) returns jsonb
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
             'thread', public.thread_to_answer(p_id),
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
           'body', case when v_row.kind in ('opening', 'lead') then v_row.body else '' end, 'about', v_row.about, 'place', v_row.channel, 'inThread', v_row.thread_ts is not null,
           'thread', public.thread_key(v_row.channel, coalesce(v_row.thread_ts, v_row.ts)),
           'session', v_session, 'learner', v_learner) || coalesce(v_more, '{}');
end $$;

-- A thread belongs to a session from now on; with p_home it is where the session lives.
create function public.add_thread(p_session uuid, p_thread text, p_home boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_channel   text := split_part(p_thread, ':', 1);
  v_thread_ts text := split_part(p_thread, ':', 2);
begin
  insert into public.session_threads (workspace_id, channel, thread_ts, session_id)
  select workspace_id, v_channel, v_thread_ts, id from public.sessions where id = p_session
  on conflict (workspace_id, channel, thread_ts) do update set session_id = excluded.session_id
   where public.session_threads.session_id <> excluded.session_id;
  if p_home then
    update public.sessions set channel = v_channel, thread_ts = v_thread_ts where id = p_session;
  end if;
end $$;

-- Leases one row to a worker. Promises that the worker before, should it still live, can end nothing any more.
create function public.lease(p_id bigint, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox
     set worker = p_worker, lease_token = gen_random_uuid(), lease_until = now() + make_interval(secs => p_lease_seconds),
         attempts = attempts + 1, first_try_at = coalesce(first_try_at, now())
   where id = p_id;
  return public.work_of(p_id);
end $$;

-- Leases what is next in a session's lane of replies, or returns null: all replies that wait, in the order of their ts,
-- as one round; or an answer that Slack has not shown yet. One at a time per session.
-- The caller holds the session's row lock.
create function public.lease_lane(p_session uuid, p_worker text, p_lease_seconds int) returns jsonb
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
  update public.inbox set joined_to = nullif(v_head.id, id), lease_token = null, lease_until = null
   where session_id = p_session and kind = 'reply' and state = 'queued';
  return public.lease(v_head.id, p_worker, p_lease_seconds);
end $$;

-- Leases work that is due to a worker: new, delayed, or abandoned by a worker that died. At most p_limit pieces that somebody waits
-- for, and p_unhurried scores, which nobody does. Work that may already have been posted by the dead worker is looked at five seconds
-- later, so that a post under way has arrived.
create function public.claim_work(p_worker text, p_limit int, p_unhurried int, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_work    jsonb := '[]';
  v_one     jsonb;
  v_id      bigint;
  v_session uuid;
begin
  update public.inbox i
     set look = true, run_at = now() + interval '5 seconds', lease_token = null, lease_until = null, joined_to = null
    from (select id from public.inbox
           where state in ('queued', 'answered') and lease_until <= now() and kind not in ('score', 'erase', 'word')
             and (kind <> 'reply' or state = 'answered')
           for update skip locked) dead
   where i.id = dead.id;

  for v_id in
    with hurried as (
      select id from public.inbox
       where kind not in ('reply', 'score') and state in ('queued', 'answered') and run_at <= now()
         and (lease_until is null or lease_until <= now())
       order by run_at, id limit p_limit
         for update skip locked),
    unhurried as (
      select id from public.inbox
       where kind = 'score' and state = 'queued' and run_at <= now() and (lease_until is null or lease_until <= now())
       order by run_at, id limit p_unhurried
         for update skip locked)
    select id from hurried union all select id from unhurried
  loop
    v_work := v_work || public.lease(v_id, p_worker, p_lease_seconds);
  end loop;

  for v_session in
    select s.id from public.sessions s
     where s.thread_ts is not null
       and s.id in (select i.session_id from public.inbox i
                     where i.kind = 'reply' and i.state in ('queued', 'answered') and i.run_at <= now()
                       and (i.lease_until is null or i.lease_until <= now()) and i.joined_to is null
                     order by i.run_at, i.id limit p_limit * 2)
       and not exists (select from public.inbox i
                        where i.session_id = s.id and i.kind = 'reply' and i.state in ('queued', 'answered')
                          and (i.lease_until > now() or (i.state = 'answered' and i.run_at > now())))
     limit p_limit
     for no key update of s skip locked
  loop
    v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
    end if;
  end loop;
  return v_work;
end $$;

-- Extends the leases that a living worker knows that it holds.
create function public.extend_leases(p_worker text, p_ids bigint[], p_lease_seconds int) returns void
language sql security definer set search_path = '' as $$
  update public.inbox set lease_until = now() + make_interval(secs => p_lease_seconds)
   where id = any (p_ids) and worker = p_worker and lease_token is not null
$$;

-- Gives work back that a worker was handed and has not begun: it is due at once, for anybody.
create function public.hand_back(p_worker text, p_ids bigint[]) returns void
language sql security definer set search_path = '' as $$
  update public.inbox set worker = null, lease_token = null, lease_until = null, attempts = attempts - 1, run_at = now()
   where id = any (p_ids) and worker = p_worker and lease_token is not null
$$;

-- Frees what every worker but p_worker holds: for a database that only one process can have, at its start.
create function public.release_work(p_worker text) returns void
language sql security definer set search_path = '' as $$
  update public.inbox set lease_until = now() where lease_token is not null and worker <> p_worker
$$;

-- The row of a piece of work, locked after its session, for the worker that holds its lease. Raises PT409 for any other.
create function public.held(p_id bigint, p_token uuid) returns public.inbox
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  perform 1 from public.sessions where id = (select session_id from public.inbox where id = p_id) for no key update;
  select * into v_row from public.inbox where id = p_id for update;
  if v_row.lease_token is distinct from p_token or p_token is null then
    raise exception 'lease lost' using errcode = 'PT409', hint = 'another worker owns this work now';
  end if;
  return v_row;
end $$;

-- Ends a lease for now: the work is due again after p_after_ms. With p_look a post may be there already.
-- With p_note the learner is told so, once. A wait for something else (p_counts false) is no attempt.
create function public.put_back(p_id bigint, p_token uuid, p_after_ms int, p_because text, p_look boolean default false,
                                p_note text default null, p_counts boolean default true) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := public.held(p_id, p_token);
  update public.inbox
     set run_at = now() + make_interval(secs => p_after_ms / 1000.0), because = p_because, look = look or p_look,
         looks = looks + p_look::int, attempts = attempts - (not p_counts)::int, worker = null, lease_token = null, lease_until = null
   where id = p_id;
  if p_note is not null then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
    values (v_row.workspace_id, p_note || ':' || p_id, 'note', v_row.actor, v_row.session_id, v_row.channel, v_row.thread_ts,
            jsonb_build_object('note', p_note))
    on conflict do nothing;
  end if;
end $$;

-- Ends a piece of work with nothing to show for it: settled where that is right, stuck where an operator must look.
create function public.settle(p_id bigint, p_token uuid, p_because text, p_stuck boolean default false) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := public.held(p_id, p_token);
  if p_stuck and v_row.kind = 'opening' then -- it was never shown: the learner is free to start again, and what they wrote stays kept
    update public.sessions set closed_at = now(), closed_because = 'unopened' where id = v_row.session_id;
    update public.inbox set state = 'stuck', because = p_because where session_id = v_row.session_id and kind = 'reply' and state = 'queued';
  end if;
  update public.inbox
     set state = case when p_stuck then 'stuck' else 'settled' end, because = p_because,
         body = case when p_stuck then body else '' end, ended_at = now(), worker = null, lease_token = null, lease_until = null
   where id = p_id or (joined_to = p_id and state = 'queued');
end $$;

-- For an operator, once the cause is put right: what was given up is due again, and is looked for before it is posted.
create function public.retry_stuck() returns int
language sql security definer set search_path = '' as $$
  with again as (
    update public.inbox i
       set state = case when i.kind in ('reply', 'scorecard') and i.round_id is not null then 'answered' else 'queued' end,
           attempts = 0, looks = 0, look = true, first_try_at = null, run_at = now(), ended_at = null
      from public.inbox stuck left join public.sessions s on s.id = stuck.session_id
     where i.id = stuck.id and stuck.state = 'stuck' and s.closed_because is distinct from 'unopened'
    returning i.id)
  select count(*)::int from again
$$;

-- The coach could not answer: the replies stay kept until the learner presses "Try again" or writes on. They are told once.
create function public.pause_reply(p_id bigint, p_token uuid, p_because text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_thread text := public.thread_to_answer(p_id);
begin
  v_row := public.held(p_id, p_token);
  -- what came in meanwhile waits too: no reply overtakes another
  update public.inbox
     set state = 'paused', because = p_because, worker = null, lease_token = null, lease_until = null, joined_to = null,
         first_try_at = null, attempts = 0
   where session_id = v_row.session_id and kind = 'reply' and state = 'queued';
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (v_row.workspace_id, 'trouble:' || v_row.id || ':' || v_row.first_try_at, 'note', v_row.actor, v_row.session_id,
          split_part(v_thread, ':', 1), split_part(v_thread, ':', 2), jsonb_build_object('note', 'trouble', 'because', p_because))
  on conflict do nothing;
end $$;

-- Keeps a round: the learner's replies and the coach's answer, before anything is shown. The lease goes on: next it is shown.
-- {outcome: 'kept', round} or, when a reply was edited or deleted meanwhile, {outcome: 'changed'}: the work is due again at once.
create function public.keep_round(p_id bigint, p_token uuid, p_edits int, p_answer text, p_response_ms int, p_coach_model text,
                                  p_input_tokens int, p_cached_tokens int, p_output_tokens int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round int;
  v_id    uuid;
begin
  v_row := public.held(p_id, p_token);
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept', 'round',
      (select r.round_number from public.coaching_sessions r where r.id = v_row.round_id));
  end if;
  if v_row.state <> 'queued' or p_edits <> (select sum(edits) from public.inbox where id = p_id or joined_to = p_id) then
    update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_id;
    return jsonb_build_object('outcome', 'changed');
  end if;

  select coalesce(max(round_number), 0) + 1 into v_round from public.coaching_sessions where session_id = v_row.session_id::text;
  insert into public.coaching_sessions
    (workspace_id, learner_id, domain_id, session_id, round_number, learner_message, coach_response, response_time_ms,
     persona_version, rubric_version, prompt_version, coach_model, input_tokens, cached_tokens, output_tokens, replies)
  select s.workspace_id, s.learner_id::text, s.domain_id, s.id::text, v_round, m.text, p_answer, p_response_ms,
         s.persona_version, s.rubric_version, s.prompt_version, p_coach_model, p_input_tokens, p_cached_tokens, p_output_tokens, m.messages
    from public.sessions s,
         (select string_agg(i.body, E'\n\n' order by i.ts nulls first, i.id) as text,
                 coalesce(jsonb_agg(jsonb_build_object('channel', i.channel, 'ts', i.ts) order by i.ts) filter (where i.ts is not null), '[]') as messages
            from public.inbox i where i.id = p_id or i.joined_to = p_id) m
   where s.id = v_row.session_id
  returning id into v_id;
  update public.inbox
     set state = case when id = p_id then 'answered' else 'joined' end, round_id = v_id, body = '', attempts = 0,
         ended_at = case when id = p_id then null else now() end
   where id = p_id or joined_to = p_id;
  return jsonb_build_object('outcome', 'kept', 'round', v_round);
end $$;

-- Slack shows it, as p_post, in the thread p_thread: the work is ended, and what it was about is noted where others look for it.
-- Returns what the same worker goes on with at once, leased: the next replies of the session.
create function public.mark_sent(p_id bigint, p_token uuid, p_post text, p_thread text, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session uuid;
  v_one     jsonb;
begin
  select * into v_row from public.inbox where id = p_id;
  v_session := v_row.session_id;
  if v_row.kind = 'lead' then
    perform public.lock_actor(v_row.workspace_id, v_row.actor);
    select s.id into v_session from public.sessions s join public.learners l on l.id = s.learner_id
     where l.workspace_id = v_row.workspace_id and l.slack_user_id = v_row.actor and s.closed_at is null
       for no key update of s;
  end if;
  v_row := public.held(p_id, p_token);
  update public.inbox
     set state = 'sent', body = '', sent_channel = split_part(p_post, ':', 1), sent_ts = split_part(p_post, ':', 2), ended_at = now(),
         because = null, worker = null, lease_token = null, lease_until = null
   where id = p_id and kind <> 'lead';

  if v_row.kind = 'lead' then -- its words wait for a domain, or belong to the session that was started meanwhile
    update public.inbox
       set state = case when body = '' then 'settled' else 'waiting' end, worker = null, lease_token = null, lease_until = null
     where id = p_id;
    if v_session is null then
      return '[]';
    end if;
    perform public.adopt_leads(v_row.workspace_id, v_row.actor, v_session);
  elsif v_row.kind = 'opening' then
    perform public.add_thread(v_row.session_id, p_thread, true);
    update public.learners set dm_channel = split_part(p_thread, ':', 1)
     where workspace_id = v_row.workspace_id and slack_user_id = v_row.actor and p_thread like 'D%';
  elsif v_row.kind = 'reply' then
    perform public.add_thread(v_row.session_id, p_thread, false);
    update public.coaching_sessions
       set answer_channel = split_part(p_post, ':', 1), answer_ts = split_part(p_post, ':', 2)
     where id = v_row.round_id;
    if exists (select from public.coaching_sessions where id = v_row.round_id and learner_message = '') then
      perform public.add_erasure(v_row.round_id); -- the reply was deleted while its answer was on its way
    else
      insert into public.inbox (workspace_id, event_id, kind, actor, session_id, round_id)
      values (v_row.workspace_id, 'score:' || v_row.round_id, 'score', v_row.actor, v_row.session_id, v_row.round_id)
      on conflict do nothing;
    end if;
  else
    return '[]';
  end if;
  v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
  return case when v_one is null then '[]'::jsonb else jsonb_build_array(v_one) end;
end $$;

-- Serialises what one person starts and writes. Always taken before the lock of a session.
create function public.lock_actor(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended(p_workspace || ':' || p_actor, 0))
$$;

-- What a learner wrote before a domain was picked becomes replies of their session. The caller holds the actor's lock.
create function public.adopt_leads(p_workspace text, p_actor text, p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox set kind = 'reply', state = 'queued', session_id = p_session, run_at = now(), attempts = 0, first_try_at = null, look = false
   where workspace_id = p_workspace and actor = p_actor and state = 'waiting' and kind = 'lead';
  insert into public.session_threads (workspace_id, channel, thread_ts, session_id)
  select distinct p_workspace, i.channel, coalesce(i.thread_ts, i.ts), p_session from public.inbox i
   where i.session_id = p_session and i.kind = 'reply' and i.channel is not null and not i.about @> '{"mention": true}'
  on conflict (workspace_id, channel, thread_ts) do update set session_id = excluded.session_id;
end $$;

-- An answer is to be taken back from where it is shown.
create function public.add_erasure(p_round uuid) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, about)
  select r.workspace_id, 'erase:' || r.id, 'erase', l.slack_user_id, r.session_id::uuid, r.answer_channel,
         jsonb_build_object('post', public.thread_key(r.answer_channel, r.answer_ts))
    from public.coaching_sessions r join public.learners l on l.id = r.learner_id::uuid
   where r.id = p_round and r.answer_ts is not null
  on conflict do nothing
$$;
