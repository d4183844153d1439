-- A thread whose first message is deleted, or whose channel is closed, takes no posts any more: its session moves, and what was posted where
-- it must not stand is taken away.

alter table public.session_threads add column moved_to text; -- where its session is answered since it takes no posts any more

-- Where a round is answered: in the thread of its newest reply, or where that thread moved to, or where the session lives. What was said in
-- public, in a mention, is answered in private. An answer that may be there already is looked for first where it was posted.
create or replace function public.thread_to_answer(p_id bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(case when not i.about @> '{"mention": true}'
                            then coalesce(case when not (select look from public.inbox where id = p_id) then t.moved_to end,
                                          public.thread_key(i.channel, coalesce(i.thread_ts, i.ts))) end,
                          public.thread_key(s.channel, s.thread_ts))
            from public.inbox i
            join public.sessions s on s.id = i.session_id
            left join public.session_threads t
              on t.workspace_id = i.workspace_id and t.channel = i.channel and t.thread_ts = coalesce(i.thread_ts, i.ts) and t.session_id = s.id
           where i.id = p_id or i.joined_to = p_id
           order by i.ts desc nulls last, i.id desc limit 1);
end $$;

-- The thread p_from takes no posts any more, as whoever holds this work found, and its learner was told so in p_to: there goes the work from
-- now on, and what else its session has to say there.
create function public.move_thread(p_id bigint, p_token uuid, p_from text, p_to text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := public.held(p_id, p_token);
  update public.inbox -- not a message, which keeps the place where it was written
     set channel = split_part(p_to, ':', 1), thread_ts = split_part(p_to, ':', 2)
   where (id = p_id or (session_id = v_row.session_id and not look and lease_token is null))
     and ts is null and state in ('queued', 'paused', 'answered') and public.thread_key(channel, thread_ts) = p_from;
  if v_row.session_id is null then
    return;
  end if;
  perform public.add_thread(v_row.session_id, p_to, public.thread_key(s.channel, s.thread_ts) = p_from)
     from public.sessions s where s.id = v_row.session_id;
  update public.session_threads set moved_to = p_to
   where session_id = v_row.session_id and (public.thread_key(channel, thread_ts) = p_from or moved_to = p_from);
end $$;

-- A post of this work stands where it must not, and Slack did not let it be taken away yet. Where the app was removed nothing can be.
create function public.erase_left(p_id bigint, p_token uuid, p_post text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := public.held(p_id, p_token);
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, about)
  select v_row.workspace_id, 'erase:' || p_post, 'erase', v_row.actor, v_row.session_id, split_part(p_post, ':', 1),
         jsonb_build_object('post', p_post)
    from public.workspaces w where w.id = v_row.workspace_id and w.uninstalled_at is null
  on conflict do nothing;
end $$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['thread_to_answer', 'move_thread', 'erase_left'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
