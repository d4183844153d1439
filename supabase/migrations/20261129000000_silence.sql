-- Silence: a connection may die without a word. Slack goes on using it until it notices by itself, and gives up what it handed to it:
-- that is looked for too.

-- Asks for one look at what was written since p_since into each thread of each open session, and into the direct messages of those who
-- were coached within 30 days. The looks begin after p_after and keep to 40 calls a minute, the liveliest talk first. One that is to come
-- anyway, late enough and reaching as far back, is not asked for again. Returns how many were asked for.
create function public.look_for_unheard(p_since timestamptz, p_after interval) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_oldest constant numeric(16, 6) := greatest(extract(epoch from p_since), extract(epoch from now() - interval '7 days')); -- older is nobody's question
  v_looks  int;
begin
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about, run_at)
  select p.workspace_id, 'catch-up:' || p.channel || ':' || coalesce(p.thread_ts, '') || ':' || v_oldest, 'catch-up', '', p.session_id,
         p.channel, p.thread_ts, jsonb_build_object('oldest', v_oldest::text),
         greatest(now() + p_after, waiting.until + interval '1.5 seconds')
           + (row_number() over (partition by p.workspace_id order by p.heard_at desc nulls last) - 1) * interval '1.5 seconds'
    from (select t.workspace_id, t.channel, t.thread_ts, s.id as session_id, s.last_reply_at as heard_at
            from public.session_threads t join public.sessions s on s.id = t.session_id
           where s.closed_at is null
          union all
          select l.workspace_id, l.dm_channel, null, null, max(s.last_reply_at)
            from public.learners l join public.sessions s on s.learner_id = l.id join public.workspaces w on w.id = l.workspace_id
           where l.dm_channel is not null and w.uninstalled_at is null
             and (s.closed_at is null or s.last_reply_at > now() - interval '30 days')
           group by l.id) p
    left join lateral (select max(i.run_at) as until from public.inbox i
                        where i.workspace_id = p.workspace_id and i.kind = 'catch-up' and i.state = 'queued') waiting on true
   where not exists (select from public.inbox i
                      where i.workspace_id = p.workspace_id and i.kind = 'catch-up' and i.state = 'queued'
                        and i.channel = p.channel and i.thread_ts is not distinct from p.thread_ts
                        and i.lease_token is null and i.run_at >= now() + p_after - interval '10 seconds'
                        and (i.about ->> 'oldest')::numeric <= v_oldest)
  on conflict do nothing;
  get diagnostics v_looks = row_count;
  return v_looks;
end $$;

-- An instance with a connection to Slack is here. When the last one was here more than 45 seconds ago, something may have been written
-- that nobody heard, from a minute earlier on for what was on its way. Slack's own redelivery comes first, so the looks begin after ten
-- seconds. Returns how many looks were asked for.
create or replace function public.note_presence() returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_seen timestamptz;
begin
  insert into public.presence (seen_at) values (now()) on conflict do nothing;
  select seen_at into v_seen from public.presence for update; -- one instance finds the gap
  update public.presence set seen_at = greatest(seen_at, clock_timestamp());
  if v_seen >= clock_timestamp() - interval '45 seconds' then
    return 0;
  end if;
  return public.look_for_unheard(v_seen - interval '1 minute', interval '10 seconds');
end $$;

-- An instance noticed that a connection died in silence: nothing was heard on it for p_quiet_ms. Slack may hand over to it for some 30
-- seconds more (its own clients wait as long for a ping: serverPingTimeout of @slack/socket-mode), so the looks begin after that.
-- Returns how many were asked for.
create function public.note_silence(p_quiet_ms int) returns int
language sql security definer set search_path = '' as $$
  select public.look_for_unheard(now() - make_interval(secs => p_quiet_ms / 1000.0) - interval '5 seconds', interval '30 seconds')
$$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['look_for_unheard', 'note_silence'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
