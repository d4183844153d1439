-- Work that ends its process ends by itself. What was in flight when a process ended without an outcome is suspect, runs apart from
-- everything else, and after three such ends is set aside. What has an outcome, whichever, is suspect no longer.
--
-- How far a row is suspected (inbox.suspicion):
--   0  not at all
--   1  it was in flight among others: it is tried in turns, beside suspects that only wait for their model
--   2  it was in flight in turns while another had the floor: it is tried in turns with few
--   3  it had the floor at an end, or was one of few: it is tried with nothing else in flight, and that end is the last
--   4  it ended its process alone: it is set aside
-- Who has the floor (inbox.has_floor) is the one whose code may run: an end of the process is its doing.

-- Leases one suspect, up to p_suspicion (0 for none), to a worker that has nothing else in its hands that could end it. Those with the
-- fewest ends come first. What ended its process too often is set aside, in the order of sessions. Whether the caller is p_steady matters
-- to find_lost.
-- Returns {work, suspicion, dueInMs, setAside: [{id, kind}]}: `suspicion` is that of the first suspect that is still due, and `dueInMs`
-- when another one will be; null where there is none.
create function public.claim_suspect(p_worker text, p_suspicion int, p_steady boolean, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_one       jsonb;
  v_row       record;
  v_set_aside jsonb := '[]';
begin
  perform private.find_lost(p_worker, p_steady);

  for v_row in
    select i.id, i.kind, i.session_id from public.inbox i
     where i.suspicion > 3 and i.state in ('queued', 'answered') and i.lease_token is null
     order by i.session_id, i.id
  loop
    -- what another has locked is left for the next call: two that wait for each other's sessions would wait for ever
    perform 1 from public.sessions where id = v_row.session_id for no key update skip locked;
    continue when not found and v_row.session_id is not null;
    perform 1 from public.inbox where id = v_row.id and suspicion > 3 and state in ('queued', 'answered') for update skip locked;
    if found then
      perform private.set_aside(v_row.id);
      v_set_aside := v_set_aside || jsonb_build_object('id', v_row.id, 'kind', v_row.kind);
    end if;
  end loop;

  for v_row in select * from private.suspects_due() due where due.suspicion <= p_suspicion order by due.suspicion, due.run_at, due.id
  loop
    if v_row.kind = 'reply' then
      perform 1 from public.sessions where id = v_row.session_id for no key update skip locked;
      if found then
        v_one := private.lease_lane(v_row.session_id, p_worker, p_lease_seconds, p_suspicion);
      end if;
    else
      perform 1 from public.inbox where id = v_row.id and lease_token is null and state in ('queued', 'answered') for update skip locked;
      if found then
        v_one := private.lease_row(v_row.id, p_worker, p_lease_seconds);
      end if;
    end if;
    exit when v_one is not null;
  end loop;
  return jsonb_build_object(
    'work', case when v_one is null then '[]'::jsonb else jsonb_build_array(v_one) end,
    'suspicion', (select min(suspicion) from private.suspects_due()),
    'dueInMs', (select ceil(extract(epoch from min(run_at) - now()) * 1000)::int
                  from public.inbox where suspicion > 0 and state in ('queued', 'answered') and lease_token is null and run_at > now()),
    'setAside', v_set_aside);
end $$;

-- The suspects that a worker could have now. A session's replies come one at a time, and when its opening is shown.
create function private.suspects_due() returns table (id bigint, kind text, session_id uuid, suspicion smallint, run_at timestamptz)
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

-- Of the suspects that this worker has, p_id has the floor from now on, or none.
create function public.give_floor(p_worker text, p_id bigint) returns void
language sql security definer set search_path = '' as $$
  update public.inbox set has_floor = id is not distinct from p_id
   where worker = p_worker and lease_token is not null and suspicion > 0 and has_floor <> (id is not distinct from p_id)
$$;

-- Frees what was leased to workers that were not heard of again. A suspect that had the floor counts as ended only for a caller that is
-- p_steady: it has claimed without a fault for so long that the other, should it live, would have its lease back.
create function private.find_lost(p_worker text, p_steady boolean) returns void
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
    perform private.leave_behind(p_worker, v_ids);
  end if;
end $$;

-- Frees these rows, whose worker ended without an outcome, and notes how far each can be blamed for that: only one that had the floor, alone,
-- is blamed for a last time. Those that were to be answered together share it. A worker that lost a lease and lives
-- ended nothing. What may have been posted is looked for five seconds after p_ended_at, or without it after the lease ran out, so that a
-- post under way has arrived. The caller holds the rows and their sessions.
create function private.leave_behind(p_worker text, p_ids bigint[], p_ended_at timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  for v_row in
    update public.inbox i
       set suspicion = case when i.worker = p_worker then i.suspicion
                            when i.suspicion = 0 then 1
                            when i.has_floor then greatest(i.suspicion + 1, 3)
                            else least(i.suspicion + 1, 3) end,
           look = i.look or private.may_be_posted(i.kind, i.state),
           run_at = case when private.may_be_posted(i.kind, i.state)
                         then greatest(now(), coalesce(p_ended_at, i.lease_until) + interval '5 seconds') else now() end,
           worker = case when i.worker = p_worker then null else i.worker end, -- of a worker that lives, it is an outcome
           has_floor = false, lease_token = null, lease_until = null, joined_to = null
     where i.id = any (p_ids) and i.lease_token is not null
    returning i.*
  loop
    update public.inbox set suspicion = greatest(suspicion, v_row.suspicion), joined_to = null
     where joined_to = v_row.id and state = 'queued' and lease_token is null;
  end loop;
end $$;

-- Sets a piece of work aside that ended its process three times: its lane goes on without it, an operator must look, and whoever waits for
-- it is told. Should it be tried again, it is tried alone. The caller holds its session.
create function private.set_aside(p_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_thread text;
begin
  -- not as queued: nobody reads it
  update public.inbox set state = 'stuck', lease_token = gen_random_uuid() where id = p_id returning * into v_row;
  v_thread := case when v_row.kind = 'reply' then private.thread_to_answer(p_id)
                   when v_row.kind = 'lead' or v_row.channel like 'D%' then private.thread_key(v_row.channel, coalesce(v_row.thread_ts, v_row.ts, '')) end;
  perform public.settle(p_id, v_row.lease_token, 'ended the process', true);
  update public.inbox set suspicion = 3 where id = p_id;
  if v_row.actor <> '' and v_row.kind in ('reply', 'lead', 'word', 'opening', 'consent', 'so-far', 'scorecard', 'dispute', 'edit', 'export', 'receipt') then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
    values (v_row.workspace_id, 'set-aside:' || p_id || ':' || extract(epoch from clock_timestamp()), 'note', v_row.actor, v_row.session_id,
            nullif(split_part(v_thread, ':', 1), ''), nullif(split_part(v_thread, ':', 2), ''),
            jsonb_build_object('note', 'set-aside', 'because', v_row.kind));
  end if;
end $$;

-- A lease that ends with an outcome leaves no worker behind: whatever it was, the process did not end of it.
create function private.clear_suspicion() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.suspicion := 0;
  new.has_floor := false;
  return new;
end $$;
create trigger clear_suspicion before update of lease_token on public.inbox
  for each row when (old.lease_token is not null and new.lease_token is null and new.worker is null
                     and (old.suspicion > 0 or old.has_floor))
  execute function private.clear_suspicion();

-- Those that are answered together with a suspect are cleared with it.
create function private.clear_joined() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox set suspicion = 0 where joined_to = new.id and suspicion > 0 and id <> new.id;
  return null;
end $$;
create trigger clear_joined after update of lease_token on public.inbox
  for each row when (old.suspicion > 0 and new.suspicion = 0)
  execute function private.clear_joined();
