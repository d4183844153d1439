-- As before, and what a start brings along is there once, where the same start was made again before its learner agreed to anything.
create or replace function public.adopt_leads(p_workspace text, p_actor text, p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.inbox i
   where i.workspace_id = p_workspace and i.actor = p_actor and i.state = 'waiting' and i.kind = 'lead' and i.event_id like 'mind:%'
     and i.body = (select mind.body from public.inbox mind where mind.workspace_id = p_workspace and mind.event_id = 'mind:' || p_session);
  update public.inbox set kind = 'reply', state = 'queued', session_id = p_session, run_at = now(), attempts = 0, first_try_at = null,
                          look = false, because = null
   where workspace_id = p_workspace and actor = p_actor and state = 'waiting' and kind = 'lead';
  update public.inbox i set state = 'queued', session_id = p_session, run_at = now(), attempts = 0, first_try_at = null, because = null
    from public.sessions s
   where i.workspace_id = p_workspace and i.actor = p_actor and i.state = 'stuck' and i.kind = 'reply' and i.ts is not null
     and i.round_id is null and s.id = i.session_id and s.closed_because = 'unopened';
  insert into public.session_threads (workspace_id, channel, thread_ts, session_id)
  select distinct p_workspace, i.channel, coalesce(i.thread_ts, i.ts), p_session from public.inbox i
   where i.session_id = p_session and i.kind = 'reply' and i.channel is not null and not i.about @> '{"mention": true}'
  on conflict (workspace_id, channel, thread_ts) do update set session_id = excluded.session_id;
end $$;
revoke execute on function public.adopt_leads(text, text, uuid) from public, anon, authenticated;
grant execute on function public.adopt_leads(text, text, uuid) to service_role;
