-- Kept work: what a worker is handed, and how it ends. The order of locks is always: person, session, then inbox row.

-- What came in and what must go out. A row is queued until its answer is kept, answered until Slack shows it, then sent.
create table public.inbox (
  id           bigint generated always as identity primary key,
  key          uuid not null default gen_random_uuid() unique, -- goes out with the post, so that we can look for it
  workspace_id text not null references public.workspaces (id),
  event_id     text not null,
  kind         text not null check (kind in
                 ('reply', 'lead', 'word', 'edit', 'opening', 'consent', 'score', 'so-far', 'scorecard', 'dispute', 'idle', 'note',
                  'memory', 'reminder', 'preview', 'digest', 'digest-again', 'suggestion', 'shared', 'export', 'receipt',
                  'erase', 'redraw', 'take-down', 'catch-up', 'retention', 'purge')),
  actor        text,   -- a Slack user id, from Slack's signed payload
  session_id   uuid references public.sessions (id) on delete cascade,
  channel      text,   -- the message that this is, or the place where the answer goes
  thread_ts    text,
  ts           text,   -- set only where the row is a message
  body         text not null default '', -- what the learner wrote; '' as soon as it is not needed here
  about        jsonb not null default '{}',
  state        text not null default 'queued' check (state in
                 ('queued', 'paused', 'waiting', 'joined', 'answered', 'sent', 'settled', 'stuck')),
  because      text,
  joined_to    bigint references public.inbox (id) on delete set null, -- answered together with that reply
  round_id     uuid references public.coaching_sessions (id) on delete set null,
  edits        int not null default 0,
  look         boolean not null default false, -- a post may be there already: look before posting
  looks        int not null default 0,
  run_at       timestamptz not null default now(),
  attempts     int not null default 0,
  first_try_at timestamptz,
  worker       text,
  lease_token  uuid,
  lease_until  timestamptz,
  sent_channel text,
  sent_ts      text,
  created_at   timestamptz not null default now(),
  ended_at     timestamptz,
  edited_ts    text,                           -- Slack's time of the newest edit that was taken
  suspicion    smallint not null default 0,    -- how far it is suspected of having ended a process: suspects.sql
  has_floor    boolean not null default false, -- of the suspects that its worker has, the one whose code may run
  unique (workspace_id, event_id)
);
create unique index inbox_one_row_per_message on public.inbox (workspace_id, channel, ts) where ts is not null;
create index inbox_due on public.inbox (run_at) where state in ('queued', 'answered');
create index inbox_leased on public.inbox (worker) where lease_token is not null;
create index inbox_by_session on public.inbox (session_id, ts) where state in ('queued', 'paused', 'answered');
create index inbox_waiting on public.inbox (workspace_id, actor) where state = 'waiting';
create index inbox_joined on public.inbox (joined_to);
create index inbox_by_round on public.inbox (round_id);
create index inbox_ended on public.inbox (ended_at) where ended_at is not null;
create index inbox_stuck on public.inbox (id) where state = 'stuck';
-- Every reply asks for these, also the last of a thousand.
create index inbox_paused on public.inbox (session_id) where state = 'paused';
create index inbox_put_off on public.inbox (session_id) where kind = 'reply' and state = 'queued' and because is not null;
-- What was said to the bot in a workspace by one person, found without reading the rows of all others.
create index inbox_by_actor on public.inbox (workspace_id, actor);
create index proposals on public.inbox (id) where kind = 'memory' and about ? 'lines';
create index inbox_suspects on public.inbox (suspicion, run_at) where suspicion > 0 and state in ('queued', 'answered');

-- Leases work that is due to a worker: new, delayed, or abandoned by a worker that was not heard of again, but no suspects. At most
-- p_limit pieces that somebody waits for, and p_unhurried of what nobody does.
create function public.claim_work(p_worker text, p_limit int, p_unhurried int, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_work    jsonb := '[]';
  v_one     jsonb;
  v_id      bigint;
  v_session uuid;
begin
  perform private.find_lost(p_worker, false);

  for v_id in
    with hurried as (
      select id from public.inbox
       where kind not in ('reply', 'score', 'catch-up', 'digest', 'preview') and state in ('queued', 'answered') and run_at <= now()
         and lease_token is null and suspicion = 0
       order by run_at, id limit p_limit
         for update skip locked),
    unhurried as (
      select id from public.inbox
       where kind in ('score', 'catch-up', 'digest', 'preview') and state = 'queued' and run_at <= now() and lease_token is null and suspicion = 0
       order by run_at, id limit p_unhurried
         for update skip locked)
    select id from hurried union all select id from unhurried
  loop
    v_work := v_work || private.lease_row(v_id, p_worker, p_lease_seconds);
  end loop;

  for v_session in
    select s.id from public.sessions s
     where s.thread_ts is not null
       and s.id in (select i.session_id from public.inbox i
                     where i.kind = 'reply' and i.state in ('queued', 'answered') and i.run_at <= now()
                       and i.lease_token is null and i.joined_to is null and i.suspicion = 0
                     order by i.run_at, i.id limit p_limit * 2)
       and not exists (select from public.inbox i
                        where i.session_id = s.id and i.kind = 'reply' and i.state in ('queued', 'answered')
                          and (i.lease_token is not null or i.suspicion > 0 or (i.state = 'answered' and i.run_at > now())))
     limit p_limit
     for no key update of s skip locked
  loop
    v_one := private.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
    end if;
  end loop;
  return v_work;
end $$;

-- Leases one row to a worker. Promises that the worker before, should it still live, can end nothing any more. A suspect has the floor
-- of its worker from now on.
create function private.lease_row(p_id bigint, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_suspicion int;
begin
  update public.inbox
     set worker = p_worker, lease_token = gen_random_uuid(), lease_until = now() + make_interval(secs => p_lease_seconds),
         attempts = attempts + 1, first_try_at = coalesce(first_try_at, now()), has_floor = suspicion > 0
   where id = p_id
  returning suspicion into v_suspicion;
  if v_suspicion > 0 then
    perform public.give_floor(p_worker, p_id);
  end if;
  return private.work_in_hand(p_id);
end $$;

-- Leases what is next in a session's lane of replies, or returns null: the replies that wait, in the order of their ts, as one round; or an
-- answer that Slack has not shown yet. One at a time per session. Of twenty replies at most, and 8,000 characters. A wish is a round of
-- its own: nothing is answered together with it. One that came by a button has no ts, and stands where it was pressed.
-- Of suspects only those up to p_suspicion are leased, and with 0 none. One that was blamed for an end is answered by itself, so that
-- only what ends its process is set aside. The caller holds the session's row lock.
create function private.lease_lane(p_session uuid, p_worker text, p_lease_seconds int, p_suspicion int default 0) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_head public.inbox%rowtype;
  v_lost bigint[];
begin
  if not exists (select from public.sessions where id = p_session and thread_ts is not null) then
    return null; -- its opening is not shown yet
  end if;
  -- what lost its worker; one that was to be sure evidence is left to claim_suspect, whose caller knows whether it is
  select array_agg(lost.id) into v_lost
    from (select id from public.inbox
           where session_id = p_session and kind = 'reply' and state in ('queued', 'answered') and lease_until <= now()
             and (not has_floor or worker = p_worker) for update) lost;
  if v_lost is not null then
    perform private.leave_behind(p_worker, v_lost);
  end if;
  select * into v_head from public.inbox
   where session_id = p_session and kind = 'reply' and state = 'answered' limit 1;
  if not found then
    select * into v_head from public.inbox
     where session_id = p_session and kind = 'reply' and state = 'queued' order by coalesce(ts, about ->> 'at') nulls first, id limit 1;
  end if;
  if not found or v_head.run_at > now() or v_head.suspicion > p_suspicion
     or exists (select from public.inbox where session_id = p_session and kind = 'reply' and state in ('queued', 'answered') and lease_token is not null) then
    return null;
  end if;
  if v_head.suspicion = 0 and p_suspicion > 0 then -- a suspect waits behind it
    update public.inbox set suspicion = 1 where id = v_head.id returning * into v_head;
  end if;
  if v_head.state = 'answered' then
    return private.lease_row(v_head.id, p_worker, p_lease_seconds);
  end if;
  update public.inbox set joined_to = null where session_id = p_session and kind = 'reply' and state = 'queued' and joined_to is not null;
  update public.inbox i set joined_to = v_head.id
    from (select id, sum(length(body) + 2) over (order by at nulls first, id) as characters,
                 count(*) filter (where is_wish) over (order by at nulls first, id) as wishes,
                 max(suspicion) over (order by at nulls first, id) as suspicion
            from (select id, coalesce(ts, about ->> 'at') as at, body, about ? 'wish' as is_wish, suspicion
                    from public.inbox where session_id = p_session and kind = 'reply' and state = 'queued'
                   order by coalesce(ts, about ->> 'at') nulls first, id limit 20) first_in_line) next
   where i.id = next.id and i.id <> v_head.id and next.characters <= 8000 and next.wishes = 0
     and next.suspicion <= v_head.suspicion and v_head.suspicion < 3;
  return private.lease_row(v_head.id, p_worker, p_lease_seconds);
end $$;

-- What a flow needs to do a piece of work, and how far it is suspected, if it is. A scorecard waits for a suspect among the replies of its
-- session: whether that one can be answered is found out first, and apart.
create function private.work_in_hand(p_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_row  public.inbox%rowtype;
  v_work jsonb := private.work_of(p_id);
begin
  select * into v_row from public.inbox where id = p_id;
  if v_row.suspicion > 0 then
    v_work := v_work || jsonb_build_object('suspicion', v_row.suspicion);
  end if;
  if v_row.kind = 'scorecard' and v_row.state = 'queued' and exists (
       select from public.inbox r where r.session_id = v_row.session_id and r.kind = 'reply' and r.state = 'queued' and r.suspicion > 0) then
    v_work := v_work || '{"isAnswering": true}';
  end if;
  return v_work;
end $$;

-- Everything that a flow needs to do a piece of work: of a reply the rounds before it, and of a word to stop, of an edit what it says and what
-- the round said before it, and of a learner whether anything is remembered of them, as of most there is nothing, and then nothing more is
-- asked for.
-- Promises to read only.
create function private.work_of(p_id bigint) returns jsonb
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
           'thread', private.thread_key(s.channel, s.thread_ts), 'closedBecause', s.closed_because, 'actor', l.slack_user_id,
           'erasures', s.erasures, 'isIdle', s.idle_asked_at is not null)
    into v_session
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = v_row.session_id;
  select jsonb_build_object('name', l.name, 'locale', l.locale, 'timeZone', l.time_zone, 'dmChannel', l.dm_channel,
                            'profileAt', l.profile_at, 'isDiscreet', l.discreet, 'remembers', exists (select from public.memories m where m.learner_id = l.id))
    into v_learner
    from public.learners l where l.workspace_id = v_row.workspace_id and l.slack_user_id = v_row.actor;

  if v_row.kind = 'reply' and v_row.state = 'answered' then
    select jsonb_build_object('round', r.round_number, 'answer', r.coach_response, 'thread', private.thread_to_answer(p_id),
             'lastMessage', (select private.thread_key(i.channel, i.ts) from public.inbox i where i.id = p_id or i.joined_to = p_id
                              order by i.ts desc nulls last, i.id desc limit 1))
      into v_more
      from public.coaching_sessions r where r.id = v_row.round_id;
  elsif v_row.kind = 'reply' then
    select jsonb_build_object(
             'replies', jsonb_agg(i.body order by i.ts nulls first, i.id), 'edits', sum(i.edits), 'rounds', private.rounds_to_tell(v_row.session_id),
             'summary', (select s.summary from public.sessions s where s.id = v_row.session_id),
             'round', (select coalesce(max(r.round_number), 0) + 1 from public.coaching_sessions r where r.session_id = v_row.session_id::text),
             'thread', private.thread_to_answer(p_id), 'used', public.used_today(v_row.workspace_id, v_row.actor, v_learner ->> 'timeZone'),
             'lastMessage', (array_agg(private.thread_key(i.channel, i.ts) order by i.ts desc nulls last, i.id desc))[1])
      into v_more
      from public.inbox i where i.id = p_id or i.joined_to = p_id;
  elsif v_row.kind = 'scorecard' then
    select jsonb_build_object(
             'rounds', private.rounds_to_tell(v_row.session_id, true),
             'pending', coalesce((select jsonb_agg(i.body order by i.ts nulls first, i.id) from public.inbox i
                                   where i.session_id = v_row.session_id and i.kind = 'reply' and i.state in ('queued', 'paused')), '[]'),
             'isAnswering', exists (select from public.inbox i
                                     where i.session_id = v_row.session_id and i.kind = 'reply'
                                       and (i.state = 'answered' or (i.state = 'queued' and i.lease_until > now()))),
             'threads', (select coalesce(jsonb_agg(private.thread_key(t.channel, t.thread_ts)), '[]') from public.session_threads t
                          where t.session_id = v_row.session_id),
             'scorecard', (select jsonb_build_object('judgement', jsonb_build_object('marks', c.marks, 'overall', c.overall,
                                     'judge', c.judge_model, 'samples', c.samples), 'closing', c.closing)
                             from public.scorecards c where c.session_id = v_row.session_id))
      into v_more;
  elsif v_row.kind in ('score', 'so-far') then
    select jsonb_build_object(
             'rounds', private.rounds_to_tell(v_row.session_id, true),
             'summary', (select s.summary from public.sessions s where s.id = v_row.session_id),
             'round', (select r.round_number from public.coaching_sessions r where r.id = v_row.round_id),
             'marks', (select r.marks from public.coaching_sessions r
                        where r.session_id = v_row.session_id::text order by r.round_number desc limit 1))
      into v_more;
  elsif v_row.kind = 'word' and v_row.about ->> 'word' = 'stop' then
    v_more := jsonb_build_object('rounds', private.rounds_to_tell(v_row.session_id));
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
           'thread', private.thread_key(v_row.channel, coalesce(v_row.thread_ts, v_row.ts)),
           'session', v_session, 'learner', v_learner) || coalesce(v_more, '{}');
end $$;

-- The leases that a worker has, as {id, token}: after a call whose answer was lost it may have some that it does not know of.
create function public.held_leases(p_worker text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'token', i.lease_token)), '[]')
            from public.inbox i where i.worker = p_worker and i.lease_token is not null and i.lease_until > now());
end $$;

-- The work of these leases, as far as the worker still has them.
create function public.recover_work(p_worker text, p_ids bigint[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(private.work_in_hand(i.id) order by i.id), '[]')
            from public.inbox i
           where i.id = any (p_ids) and i.worker = p_worker and i.lease_token is not null and i.lease_until > now());
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

-- Frees what dead workers held: those of p_dead, or without it every one but p_worker, for a database that only one process can have.
-- They have been dead for p_dead_for_ms at least.
create function public.release_work(p_worker text, p_dead text[] default null, p_dead_for_ms int default 0) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_ids bigint[];
begin
  perform 1 from public.sessions s
    where s.id in (select i.session_id from public.inbox i
                    where i.lease_token is not null and i.worker <> p_worker and (p_dead is null or i.worker = any (p_dead)))
    order by s.id for no key update;
  -- not skipping what is locked: a last call of the dead worker may be ending just now
  select array_agg(held.id) into v_ids
    from (select id from public.inbox
           where lease_token is not null and worker <> p_worker and (p_dead is null or worker = any (p_dead))
           order by id for update) held;
  perform private.leave_behind(p_worker, v_ids, now() - make_interval(secs => p_dead_for_ms / 1000.0));
end $$;

-- Whether a worker that died may have posted it: what is made first and posted then cannot be there before it is made.
create function private.may_be_posted(p_kind text, p_state text) returns boolean
language sql immutable set search_path = '' as $$
  select p_kind not in ('score', 'erase', 'catch-up') and (p_kind not in ('reply', 'scorecard', 'dispute') or p_state = 'answered')
$$;

-- The row of a piece of work, locked after its session, for the worker that holds its lease. Raises PT409 for any other.
create function private.held_row(p_id bigint, p_token uuid) returns public.inbox
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
-- With p_note the learner is told so, once: for a reply once until the session's next round is kept, however many wait for it.
-- A wait for something else (p_counts false) is no attempt.
-- Raises PT409 where the lease is lost.
create function public.put_back(p_id bigint, p_token uuid, p_after_ms int, p_because text, p_look boolean default false,
                                p_note text default null, p_counts boolean default true) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_run_at timestamptz := now() + make_interval(secs => p_after_ms / 1000.0);
  v_told   boolean;
begin
  v_row := private.held_row(p_id, p_token);
  v_told := p_note is not null or v_row.about @> '{"told": true}';
  update public.inbox
     set run_at = v_run_at, because = p_because, look = look or p_look, looks = looks + p_look::int, attempts = attempts - (not p_counts)::int,
         worker = null, lease_token = null, lease_until = null, about = case when v_told then about || '{"told": true}' else about end
   where id = p_id;
  if v_row.kind = 'reply' and v_row.state = 'queued' then
    perform private.delay_lane(v_row.session_id, v_run_at, p_because, v_told);
  end if;
  if p_note is not null then
    perform private.tell_of_work(v_row, p_note, p_because);
  end if;
end $$;

-- A note to the learner about work of theirs that is late, or that is given up: once for each piece, and of what the model keeps waiting once
-- until the session's next round is kept, however many replies wait for it.
create function private.tell_of_work(p_row public.inbox, p_note text, p_because text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_thread text := private.thread_key(p_row.channel, coalesce(p_row.thread_ts, ''));
  v_once   text := p_row.id::text;
begin
  if p_row.kind = 'reply' then
    v_thread := private.thread_to_answer(p_row.id);
  end if;
  if p_row.kind = 'reply' and p_note not in ('withheld', 'given-up') then
    v_once := p_row.session_id || ':' || (select count(*) from public.coaching_sessions where session_id = p_row.session_id::text);
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_row.workspace_id, p_note || ':' || v_once, 'note', p_row.actor, p_row.session_id, nullif(split_part(v_thread, ':', 1), ''),
          nullif(split_part(v_thread, ':', 2), ''), jsonb_build_object('note', p_note, 'because', p_because))
  on conflict do nothing;
end $$;

-- This work is withheld no more: that it is, is not said any more where it was not yet.
create function private.forget_withheld(p_row public.inbox) returns void
language sql security definer set search_path = '' as $$
  delete from public.inbox
   where p_row.about @> '{"told": true}' and workspace_id = p_row.workspace_id and event_id = 'withheld:' || p_row.id
     and state = 'queued' and lease_token is null
$$;

-- Ends a piece of work with nothing to show for it: settled where that is right, stuck where an operator must look. With p_note the learner
-- is told so.
-- Raises PT409 where the lease is lost.
create function public.settle(p_id bigint, p_token uuid, p_because text, p_stuck boolean default false, p_note text default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  perform private.forget_withheld(v_row);
  if p_note is not null then
    perform private.tell_of_work(v_row, p_note, p_because);
  end if;
  if v_row.kind = 'opening' then -- it was never shown: the learner is free to start again, and where somebody may help what they wrote stays kept
    update public.sessions set closed_at = now(), closed_because = 'unopened' where id = v_row.session_id;
    update public.inbox
       set state = case when p_stuck then 'stuck' else 'settled' end, because = p_because, body = case when p_stuck then body else '' end,
           ended_at = case when p_stuck then ended_at else now() end
     where session_id = v_row.session_id and kind = 'reply' and state = 'queued';
  end if;
  update public.inbox
     set state = case when p_stuck then 'stuck' else 'settled' end, because = p_because,
         body = case when p_stuck then body else '' end, ended_at = now(), worker = null, lease_token = null, lease_until = null
   where id = p_id or (joined_to = p_id and state = 'queued');
end $$;

-- Ends a piece of work that must leave nothing behind: its row goes.
-- Raises PT409 where the lease is lost.
create function public.forget_work(p_id bigint, p_token uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.held_row(p_id, p_token);
  delete from public.inbox where id = p_id;
end $$;

-- For an operator, once the cause is put right: what was given up is due again, and is looked for before it is posted.
create function private.retry_stuck() returns int
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

-- The coach could not answer, and will not by itself: the replies stay kept until the learner presses "Try again" or writes on. They are
-- told once.
-- Raises PT409 where the lease is lost.
create function public.pause_reply(p_id bigint, p_token uuid, p_because text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_thread text := private.thread_to_answer(p_id);
begin
  v_row := private.held_row(p_id, p_token);
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
create function public.try_again(p_workspace text, p_actor text, p_session uuid) returns jsonb
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

-- A new reply joins a lane that waits: for the coach to be back, and then all of it is due at once, as the learner is here; or for the
-- day to turn, and then it waits too.
create function private.join_lane() returns trigger
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
  for each row when (new.kind = 'reply' and new.state = 'queued' and new.session_id is not null) execute function private.join_lane();

-- All replies of a session wait together: none goes before the first, and a worker that looks for work is not held up by the rest.
create function private.delay_lane(p_session uuid, p_run_at timestamptz, p_because text, p_told boolean) returns void
language sql security definer set search_path = '' as $$
  update public.inbox
     set run_at = p_run_at, because = p_because, about = case when p_told then about || '{"told": true}' else about - 'told' end
   where session_id = p_session and kind = 'reply' and state = 'queued'
$$;

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

-- What the learner's replies wait for (a model that is away, a limit of the day) holds them back no longer. Safe to repeat.
create function public.hurry_replies(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  update public.inbox i set run_at = now()
    from public.learners l join public.sessions s on s.learner_id = l.id and s.closed_at is null
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and i.session_id = s.id and i.kind = 'reply' and i.state = 'queued' and i.run_at > now()
     and (i.lease_until is null or i.lease_until <= now())
$$;

-- For a health check: what waits, and what needs an operator.
create function public.work_waiting() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'due', count(*) filter (where state in ('queued', 'answered') and run_at <= now() and coalesce(lease_until < now(), true)),
    'delayed', count(*) filter (where state in ('queued', 'answered') and run_at > now()),
    'stuck', count(*) filter (where state = 'stuck'))
    from public.inbox where state in ('queued', 'answered', 'stuck')
$$;

-- {stuck: {cause: count}, late: {cause: count}}: late is what was first tried more than p_late_minutes ago and is still to be done.
create function public.stuck_causes(p_late_minutes int) returns jsonb
language sql stable security definer set search_path = '' as $$
  with causes as (
    select case when state = 'stuck' then 'stuck' else 'late' end as how, coalesce(because, 'unknown') as cause, count(*) as many
      from public.inbox
     where state = 'stuck'
        or (state in ('queued', 'answered') and because is not null and first_try_at < now() - make_interval(mins => p_late_minutes))
     group by 1, 2)
  select jsonb_build_object(
           'stuck', coalesce((select jsonb_object_agg(cause, many) from causes where how = 'stuck'), '{}'),
           'late', coalesce((select jsonb_object_agg(cause, many) from causes where how = 'late'), '{}'))
$$;

-- The versions of the migrations that this database has, so that a release can say which it lacks.
create function public.applied_migrations() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(version order by version), '[]') from supabase_migrations.schema_migrations);
exception when undefined_table then
  return '[]'; -- loaded by hand, without the CLI's history
end $$;
