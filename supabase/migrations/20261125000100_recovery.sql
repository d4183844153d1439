-- Recovery: what a dead process held is free as soon as somebody knows that it is dead, and what was written while nobody listened is
-- looked for.

alter table public.inbox drop constraint inbox_kind_check;
alter table public.inbox add constraint inbox_kind_check check (kind in
  ('reply', 'lead', 'word', 'opening', 'score', 'so-far', 'scorecard', 'idle', 'note', 'erase', 'catch-up'));

-- When an instance with a connection to Slack was last here.
create table public.presence (
  one     boolean primary key default true check (one), -- there is one row
  seen_at timestamptz not null
);
alter table public.presence enable row level security;
revoke all on public.presence from anon, authenticated, service_role;

-- Whether the worker of such a row may have posted it: then it is looked for before it is posted again.
create function public.may_be_posted(p_kind text, p_state text) returns boolean
language sql immutable set search_path = '' as $$
  select p_kind not in ('score', 'erase', 'catch-up') and (p_kind not in ('reply', 'scorecard') or p_state = 'answered')
$$;

-- Frees what dead workers held: those of p_dead, or without it every one but p_worker, for a database that only one process can have.
-- They have been dead for p_dead_for_ms at least. What they may have posted is looked at five seconds after their death, so that a post
-- under way has arrived; the rest is due at once. Returns after how many milliseconds the first of it is due, or null when nothing is.
drop function public.release_work(text);
create function public.release_work(p_worker text, p_dead text[] default null, p_dead_for_ms int default 0) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_ids bigint[];
  v_due timestamptz;
begin
  -- not skipping what is locked: a last call of the dead worker may be ending just now
  select array_agg(held.id) into v_ids
    from (select id from public.inbox
           where lease_token is not null and worker <> p_worker and (p_dead is null or worker = any (p_dead))
           order by id for update) held;
  with freed as (
    update public.inbox
       set look = look or public.may_be_posted(kind, state),
           run_at = case when public.may_be_posted(kind, state)
                         then greatest(now(), now() + interval '5 seconds' - make_interval(secs => p_dead_for_ms / 1000.0)) else now() end,
           worker = null, lease_token = null, lease_until = null, joined_to = null
     where id = any (v_ids) and lease_token is not null
    returning run_at)
  select min(run_at) into v_due from freed;
  return ceil(extract(epoch from v_due - now()) * 1000);
end $$;

-- Leases work that is due to a worker: new, delayed, or abandoned by a worker that died. At most p_limit pieces that somebody waits
-- for, and p_unhurried scores and looks back, which nobody does. Work that may already have been posted by the dead worker is looked at
-- five seconds after its lease ran out, so that a post under way has arrived.
create or replace function public.claim_work(p_worker text, p_limit int, p_unhurried int, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_work    jsonb := '[]';
  v_one     jsonb;
  v_id      bigint;
  v_session uuid;
begin
  update public.inbox i
     set look = true, run_at = greatest(now(), i.lease_until + interval '5 seconds'), lease_token = null, lease_until = null, joined_to = null
    from (select id from public.inbox
           where state in ('queued', 'answered') and lease_until <= now() and public.may_be_posted(kind, state)
           for update skip locked) dead
   where i.id = dead.id;

  for v_id in
    with hurried as (
      select id from public.inbox
       where kind not in ('reply', 'score', 'catch-up') and state in ('queued', 'answered') and run_at <= now()
         and (lease_until is null or lease_until <= now())
       order by run_at, id limit p_limit
         for update skip locked),
    unhurried as (
      select id from public.inbox
       where kind in ('score', 'catch-up') and state = 'queued' and run_at <= now() and (lease_until is null or lease_until <= now())
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

-- Asks for one look at what people wrote in a thread since p_oldest (a Slack ts), or without p_thread_ts at the top of a channel.
-- The same look, asked for again once it is done, is done again.
create function public.catch_up(p_workspace text, p_channel text, p_thread_ts text, p_oldest text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_run_at timestamptz;
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  select greatest(now(), max(run_at) + interval '1.5 seconds') into v_run_at -- 40 calls a minute: Slack allows about 50 of each method
    from public.inbox where workspace_id = p_workspace and kind = 'catch-up' and state = 'queued';
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about, run_at)
  values (p_workspace, 'catch-up:' || p_channel || ':' || coalesce(p_thread_ts, '') || ':' || p_oldest, 'catch-up', '',
          (select session_id from public.session_threads where workspace_id = p_workspace and channel = p_channel and thread_ts = p_thread_ts),
          p_channel, p_thread_ts, jsonb_build_object('oldest', p_oldest), v_run_at)
  on conflict (workspace_id, event_id) do update
     set state = 'queued', run_at = excluded.run_at, because = null, ended_at = null, attempts = 0, looks = 0, first_try_at = null
   where public.inbox.state in ('settled', 'stuck');
end $$;

-- An instance with a connection to Slack is here. When the last one was here more than 45 seconds ago, something may have been written
-- that nobody heard: then one look is due into each thread of each open session, and into the direct messages of those who were coached
-- within 30 days. Slack's own redelivery comes first, so the looks begin after ten seconds, and they keep to 40 calls a minute.
-- Returns how many looks were asked for.
create function public.note_presence() returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_seen   timestamptz;
  v_oldest text;
  v_looks  int := 0;
begin
  insert into public.presence (seen_at) values (now()) on conflict do nothing;
  select seen_at into v_seen from public.presence for update; -- one instance finds the gap
  update public.presence set seen_at = greatest(seen_at, clock_timestamp());
  if v_seen >= clock_timestamp() - interval '45 seconds' then
    return 0;
  end if;

  -- a minute earlier, for what was on its way; what is older than a week is nobody's question any more
  v_oldest := greatest(extract(epoch from v_seen - interval '1 minute'), extract(epoch from now() - interval '7 days'))::numeric(16, 6)::text;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  select p.workspace_id, 'catch-up:' || p.channel || ':' || coalesce(p.thread_ts, '') || ':' || v_oldest, 'catch-up', '', p.session_id,
         p.channel, p.thread_ts, jsonb_build_object('oldest', v_oldest)
    from (select t.workspace_id, t.channel, t.thread_ts, s.id as session_id, s.last_reply_at as heard_at
            from public.session_threads t join public.sessions s on s.id = t.session_id
           where s.closed_at is null
          union all
          select l.workspace_id, l.dm_channel, null, null, max(s.last_reply_at)
            from public.learners l join public.sessions s on s.learner_id = l.id join public.workspaces w on w.id = l.workspace_id
           where l.dm_channel is not null and w.uninstalled_at is null
             and (s.closed_at is null or s.last_reply_at > now() - interval '30 days')
           group by l.id) p
   where not exists (select from public.inbox i -- a look that is still to come reaches further back
                      where i.workspace_id = p.workspace_id and i.kind = 'catch-up' and i.state = 'queued'
                        and i.channel = p.channel and i.thread_ts is not distinct from p.thread_ts)
   order by p.heard_at desc
  on conflict do nothing;
  get diagnostics v_looks = row_count;
  update public.inbox i
     set run_at = now() + interval '10 seconds' + paced.place * interval '1.5 seconds'
    from (select id, row_number() over (partition by workspace_id order by id) - 1 as place
            from public.inbox where kind = 'catch-up' and state = 'queued' and lease_token is null) paced
   where i.id = paced.id;
  return v_looks;
end $$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['may_be_posted', 'release_work', 'claim_work', 'catch_up', 'note_presence'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
