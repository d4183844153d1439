-- Work that ends its process ends by itself. What was in flight when a process ended without an outcome is suspect, runs apart from
-- everything else, and after three such ends is set aside. What has an outcome, whichever, is suspect no longer.

-- How far a row is suspected of having ended a process:
--   0  not at all
--   1  it was in flight among others: it is tried in turns, beside suspects that only wait for their model
--   2  it was in flight in turns while another had the floor: it is tried in turns with few
--   3  it had the floor at an end, or was one of few: it is tried with nothing else in flight, and that end is the last
--   4  it ended its process alone: it is set aside
alter table public.inbox add column suspicion smallint not null default 0;
-- Of the suspects that its worker has, the one whose code may run: an end of the process is its doing.
alter table public.inbox add column has_floor boolean not null default false;
create index inbox_suspects on public.inbox (suspicion, run_at) where suspicion > 0 and state in ('queued', 'answered');

-- A lease that ends with an outcome leaves no worker behind: whatever it was, the process did not end of it.
create function public.clear_suspicion() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.suspicion := 0;
  new.has_floor := false;
  return new;
end $$;
create trigger clear_suspicion before update of lease_token on public.inbox
  for each row when (old.lease_token is not null and new.lease_token is null and new.worker is null
                     and (old.suspicion > 0 or old.has_floor))
  execute function public.clear_suspicion();

-- Those that are answered together with a suspect are cleared with it.
create function public.clear_joined() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox set suspicion = 0 where joined_to = new.id and suspicion > 0 and id <> new.id;
  return null;
end $$;
create trigger clear_joined after update of lease_token on public.inbox
  for each row when (old.suspicion > 0 and new.suspicion = 0)
  execute function public.clear_joined();

-- Frees these rows, whose worker ended without an outcome, and notes how far each can be blamed for that: only one that had the floor, alone,
-- is blamed for a last time. Those that were to be answered together share it. A worker that lost a lease and lives
-- ended nothing. What may have been posted is looked for five seconds after p_ended_at, or without it after the lease ran out, so that a
-- post under way has arrived. The caller holds the rows and their sessions. Returns when the first of it is due.
create function public.leave_behind(p_worker text, p_ids bigint[], p_ended_at timestamptz default null) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
  v_due timestamptz;
begin
  for v_row in
    update public.inbox i
       set suspicion = case when i.worker = p_worker then i.suspicion
                            when i.suspicion = 0 then 1
                            when i.has_floor then greatest(i.suspicion + 1, 3)
                            else least(i.suspicion + 1, 3) end,
           look = i.look or public.may_be_posted(i.kind, i.state),
           run_at = case when public.may_be_posted(i.kind, i.state)
                         then greatest(now(), coalesce(p_ended_at, i.lease_until) + interval '5 seconds') else now() end,
           worker = case when i.worker = p_worker then null else i.worker end, -- of a worker that lives, it is an outcome
           has_floor = false, lease_token = null, lease_until = null, joined_to = null
     where i.id = any (p_ids) and i.lease_token is not null
    returning i.*
  loop
    update public.inbox set suspicion = greatest(suspicion, v_row.suspicion), joined_to = null
     where joined_to = v_row.id and state = 'queued' and lease_token is null;
    v_due := least(v_due, v_row.run_at);
  end loop;
  return v_due;
end $$;

-- Frees what dead workers held: those of p_dead, or without it every one but p_worker, for a database that only one process can have.
-- They have been dead for p_dead_for_ms at least. Returns after how many milliseconds the first of it is due, or null when nothing is.
create or replace function public.release_work(p_worker text, p_dead text[] default null, p_dead_for_ms int default 0) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_ids bigint[];
  v_due timestamptz;
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
  v_due := public.leave_behind(p_worker, v_ids, now() - make_interval(secs => p_dead_for_ms / 1000.0));
  return ceil(extract(epoch from v_due - now()) * 1000);
end $$;

-- Leases one row to a worker. Promises that the worker before, should it still live, can end nothing any more. A suspect has the floor
-- of its worker from now on.
create or replace function public.lease(p_id bigint, p_worker text, p_lease_seconds int) returns jsonb
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
    perform public.take_floor(p_worker, p_id);
  end if;
  return public.work_in_hand(p_id);
end $$;

-- Of the suspects that this worker has, p_id has the floor from now on, or none.
create function public.take_floor(p_worker text, p_id bigint) returns void
language sql security definer set search_path = '' as $$
  update public.inbox set has_floor = id is not distinct from p_id
   where worker = p_worker and lease_token is not null and suspicion > 0 and has_floor <> (id is not distinct from p_id)
$$;

-- What a flow needs to do a piece of work, and how far it is suspected, if it is. A scorecard waits for a suspect among the replies of its
-- session: whether that one can be answered is found out first, and apart.
create function public.work_in_hand(p_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_row  public.inbox%rowtype;
  v_work jsonb := public.work_of(p_id);
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

-- The work of these leases, as far as the worker still has them.
create or replace function public.leased_work(p_worker text, p_ids bigint[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(public.work_in_hand(i.id) order by i.id), '[]')
            from public.inbox i
           where i.id = any (p_ids) and i.worker = p_worker and i.lease_token is not null and i.lease_until > now());
end $$;

-- Leases what is next in a session's lane of replies, or returns null: the replies that wait, in the order of their ts, as one round; or an
-- answer that Slack has not shown yet. One at a time per session. Of twenty replies at most, and 8,000 characters. A wish is a round of
-- its own: nothing is answered together with it. One that came by a button has no ts, and stands where it was pressed.
-- Of suspects only those up to p_suspicion are leased, and with 0 none. One that was blamed for an end is answered by itself, so that
-- only what ends its process is set aside. The caller holds the session's row lock.
drop function public.lease_lane(uuid, text, int);
create function public.lease_lane(p_session uuid, p_worker text, p_lease_seconds int, p_suspicion int default 0) returns jsonb
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
    perform public.leave_behind(p_worker, v_lost);
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
    return public.lease(v_head.id, p_worker, p_lease_seconds);
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
  return public.lease(v_head.id, p_worker, p_lease_seconds);
end $$;

-- Sets a piece of work aside that ended its process three times: its lane goes on without it, an operator must look, and whoever waits for
-- it is told. Should it be tried again, it is tried alone. The caller holds its session.
create function public.set_aside(p_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_thread text;
begin
  -- not as queued: nobody reads it
  update public.inbox set state = 'stuck', lease_token = gen_random_uuid() where id = p_id returning * into v_row;
  v_thread := case when v_row.kind = 'reply' then public.thread_to_answer(p_id)
                   when v_row.kind = 'lead' or v_row.channel like 'D%' then public.thread_key(v_row.channel, coalesce(v_row.thread_ts, v_row.ts, '')) end;
  perform public.settle(p_id, v_row.lease_token, 'ended the process', true);
  update public.inbox set suspicion = 3 where id = p_id;
  if v_row.actor <> '' and v_row.kind in ('reply', 'lead', 'word', 'opening', 'consent', 'so-far', 'scorecard', 'dispute', 'edit', 'export', 'receipt') then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
    values (v_row.workspace_id, 'set-aside:' || p_id || ':' || extract(epoch from clock_timestamp()), 'note', v_row.actor, v_row.session_id,
            nullif(split_part(v_thread, ':', 1), ''), nullif(split_part(v_thread, ':', 2), ''),
            jsonb_build_object('note', 'set-aside', 'because', v_row.kind));
  end if;
end $$;

-- Frees what was leased to workers that were not heard of again. A suspect that had the floor counts as ended only for a caller that is
-- p_steady: it has claimed without a fault for so long that the other, should it live, would have its lease back.
create function public.find_lost(p_worker text, p_steady boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_ids bigint[];
begin
  with lost as (
    select id, session_id from public.inbox
     where state in ('queued', 'answered') and lease_until <= now() and (not has_floor or worker = p_worker or p_steady)),
  locked as (
    select s.id from public.sessions s where s.id in (select session_id from lost) for no key update skip locked)
  select array_agg(held.id) into v_ids
    from (select i.id from public.inbox i
           where i.id in (select id from lost where session_id is null or session_id in (select id from locked))
             and i.lease_until <= now() for update skip locked) held;
  if v_ids is not null then
    perform public.leave_behind(p_worker, v_ids);
  end if;
end $$;

-- Leases work that is due to a worker: new, delayed, or abandoned by a worker that was not heard of again, but no suspects. At most
-- p_limit pieces that somebody waits for, and p_unhurried of what nobody does.
create or replace function public.claim_work(p_worker text, p_limit int, p_unhurried int, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_work    jsonb := '[]';
  v_one     jsonb;
  v_id      bigint;
  v_session uuid;
begin
  perform public.find_lost(p_worker, false);

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
    v_work := v_work || public.lease(v_id, p_worker, p_lease_seconds);
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
    v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
    end if;
  end loop;
  return v_work;
end $$;

-- Leases one suspect, up to p_suspicion (0 for none), to a worker that has nothing else in its hands that could end it. Those with the
-- fewest ends come first. What ended its process too often is set aside. Whether the caller is p_steady matters to find_lost.
-- Returns {work, suspicion, dueInMs, setAside: [{id, kind}]}: `suspicion` is that of the first suspect that is still due, and `dueInMs`
-- when the next one is; null where there is none.
create function public.claim_suspect(p_worker text, p_suspicion int, p_steady boolean, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_one       jsonb;
  v_row       record;
  v_set_aside jsonb := '[]';
begin
  perform public.find_lost(p_worker, p_steady);

  for v_row in
    select i.id, i.kind, i.session_id from public.inbox i where i.suspicion > 3 and i.state in ('queued', 'answered') and i.lease_token is null
  loop
    perform 1 from public.sessions where id = v_row.session_id for no key update;
    perform 1 from public.inbox where id = v_row.id and suspicion > 3 and state in ('queued', 'answered') for update;
    if found then
      perform public.set_aside(v_row.id);
      v_set_aside := v_set_aside || jsonb_build_object('id', v_row.id, 'kind', v_row.kind);
    end if;
  end loop;

  for v_row in select * from public.suspects_due() due where due.suspicion <= p_suspicion order by due.suspicion, due.run_at, due.id
  loop
    if v_row.kind = 'reply' then
      perform 1 from public.sessions where id = v_row.session_id for no key update skip locked;
      if found then
        v_one := public.lease_lane(v_row.session_id, p_worker, p_lease_seconds, p_suspicion);
      end if;
    else
      perform 1 from public.inbox where id = v_row.id and lease_token is null and state in ('queued', 'answered') for update skip locked;
      if found then
        v_one := public.lease(v_row.id, p_worker, p_lease_seconds);
      end if;
    end if;
    exit when v_one is not null;
  end loop;
  return jsonb_build_object(
    'work', case when v_one is null then '[]'::jsonb else jsonb_build_array(v_one) end,
    'suspicion', (select min(suspicion) from public.suspects_due()),
    'dueInMs', (select ceil(extract(epoch from greatest(min(run_at), now()) - now()) * 1000)::int
                  from public.inbox where suspicion > 0 and state in ('queued', 'answered') and lease_token is null),
    'setAside', v_set_aside);
end $$;

-- The suspects that a worker could have now. A session's replies come one at a time, and when its opening is shown.
create function public.suspects_due() returns table (id bigint, kind text, session_id uuid, suspicion smallint, run_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select i.id, i.kind, i.session_id, i.suspicion, i.run_at
    from public.inbox i
   where i.suspicion between 1 and 3 and i.state in ('queued', 'answered') and i.run_at <= now() and i.lease_token is null and i.joined_to is null
     and (i.kind <> 'reply'
          or (exists (select from public.sessions s where s.id = i.session_id and s.thread_ts is not null)
              and not exists (select from public.inbox o
                               where o.session_id = i.session_id and o.kind = 'reply' and o.state in ('queued', 'answered') and o.id <> i.id
                                 and (o.lease_token is not null or (o.state = 'answered' and o.run_at > now())))))
$$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['clear_suspicion', 'clear_joined', 'leave_behind', 'release_work', 'lease', 'take_floor',
       'work_in_hand', 'leased_work', 'lease_lane', 'set_aside', 'claim_work', 'claim_suspect', 'find_lost', 'suspects_due'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
