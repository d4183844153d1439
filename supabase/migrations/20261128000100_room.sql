-- Keeping what came in goes before answering it: an instance that has no room for more is handed no more replies, at most p_room of them.
-- They are due all the same, for whoever claims next. Without p_room it is handed all.
drop function public.take_in(text, int, jsonb);
create function public.take_in(p_worker text, p_lease_seconds int, p_items jsonb, p_room int default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_item    jsonb;
  v_id      bigint;
  v_one     jsonb;
  v_work    jsonb := '[]';
  v_ids     bigint[] := '{}';
  v_session uuid;
  v_room    int := p_room;
begin
  -- everybody who may start something, and
  perform public.lock_actor(a.workspace, a.actor)
    from (select distinct i ->> 'workspace' as workspace, i ->> 'actor' as actor from jsonb_array_elements(p_items) i
           where i -> 'direct' = 'true' or i -> 'mention' = 'true' order by 1, 2) a;
  -- every session that this can touch, locked in one order, so that two instances never wait for each other in a circle
  perform 1 from public.sessions
    where id in (select t.session_id
                   from jsonb_array_elements(p_items) i
                   join public.session_threads t on t.workspace_id = i ->> 'workspace' and t.channel = i ->> 'channel'
                    and t.thread_ts = coalesce(i ->> 'threadTs', i ->> 'ts')
                 union
                 select s.id
                   from jsonb_array_elements(p_items) i
                   join public.learners l on l.workspace_id = i ->> 'workspace' and l.slack_user_id = i ->> 'actor'
                   join public.sessions s on s.learner_id = l.id and s.closed_at is null
                 union -- an edit or a deletion finds its message wherever it went
                 select m.session_id
                   from jsonb_array_elements(p_items) i
                   join public.inbox m on m.workspace_id = i ->> 'workspace' and m.channel = i ->> 'channel' and m.ts = i ->> 'ts'
                  where i ->> 'kind' in ('edit', 'deletion')
                 union
                 select r.session_id::uuid
                   from jsonb_array_elements(p_items) i
                   join public.coaching_sessions r on r.workspace_id = i ->> 'workspace'
                    and r.replies @> jsonb_build_array(jsonb_build_object('channel', i ->> 'channel', 'ts', i ->> 'ts'))
                  where i ->> 'kind' in ('edit', 'deletion'))
    order by id for no key update;

  for v_item in select i from jsonb_array_elements(p_items) with ordinality as items (i, place) order by i ->> 'ts', place
  loop
    if v_item ->> 'kind' = 'message' then
      v_ids := v_ids || public.take_message(v_item);
    elsif v_item ->> 'kind' = 'edit' then
      v_ids := v_ids || public.take_edit(v_item);
    elsif v_item ->> 'kind' = 'deletion' then
      v_ids := v_ids || public.take_deletion(v_item ->> 'workspace', v_item ->> 'channel', v_item ->> 'ts', v_item ->> 'threadTs');
    elsif v_item ->> 'kind' = 'stop' then
      v_ids := v_ids || public.take_stop(v_item ->> 'workspace', v_item ->> 'eventId', v_item ->> 'actor', v_item ->> 'channel', v_item ->> 'threadTs');
    elsif v_item ->> 'kind' = 'uninstall' then
      if public.take_once(v_item ->> 'workspace', v_item ->> 'eventId') then
        perform public.take_uninstall(v_item ->> 'workspace', coalesce(to_timestamp((v_item ->> 'at')::float8), now()));
      end if;
    else
      raise exception 'unknown kind %', v_item ->> 'kind' using errcode = 'PT400';
    end if;
  end loop;

  for v_id in select i.id from public.inbox i where i.id = any (v_ids) and i.kind <> 'reply' and i.state = 'queued'
  loop
    v_work := v_work || public.lease(v_id, p_worker, p_lease_seconds);
  end loop;
  for v_session in select distinct i.session_id from public.inbox i where i.id = any (v_ids) and i.kind = 'reply'
  loop
    exit when v_room <= 0;
    v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
      v_room := v_room - 1;
    end if;
  end loop;
  return jsonb_build_object('work', v_work);
end $$;
revoke execute on function public.take_in(text, int, jsonb, int) from public, anon, authenticated;
grant execute on function public.take_in(text, int, jsonb, int) to service_role;

-- As before, with nothing written that is there already.
create or replace function public.take_message(p_item jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace text := p_item ->> 'workspace';
  v_actor     text := p_item ->> 'actor';
  v_channel   text := p_item ->> 'channel';
  v_ts        text := p_item ->> 'ts';
  v_thread_ts text := p_item ->> 'threadTs';
  v_word      text := p_item ->> 'word';
  v_direct    boolean := coalesce((p_item ->> 'direct')::boolean, false);
  v_mention   boolean := coalesce((p_item ->> 'mention')::boolean, false);
  v_gone      timestamptz;
  v_session   uuid;
  v_learner   text;
  v_closed    boolean;
  v_kind      text;
  v_about     jsonb := '{}';
  v_body      text := '';
  v_id        bigint;
  v_is_known  boolean; -- the thread, as the session's
begin
  select t.session_id, l.slack_user_id, s.closed_at is not null into v_session, v_learner, v_closed
    from public.session_threads t
    join public.sessions s on s.id = t.session_id
    join public.learners l on l.id = s.learner_id
   where t.workspace_id = v_workspace and t.channel = v_channel and t.thread_ts = coalesce(v_thread_ts, v_ts);
  if v_session is null and not v_direct and not v_mention then
    return null;
  end if;

  v_is_known := v_session is not null;

  select w.uninstalled_at into v_gone from public.workspaces w where w.id = v_workspace;
  if not found then
    insert into public.workspaces (id) values (v_workspace) on conflict do nothing;
  end if;
  if to_timestamp(v_ts::float8) <= v_gone then
    return null; -- written before the app was removed: nothing can be said there any more
  elsif v_gone is not null then
    update public.workspaces set uninstalled_at = null, installed_at = now() where id = v_workspace;
  end if;
  if v_session is not null and v_learner <> v_actor then
    return public.add_note(v_workspace, 'stranger:' || v_session || ':' || v_actor, v_actor, v_session, v_channel,
                           coalesce(v_thread_ts, v_ts), v_ts, jsonb_build_object('note', 'stranger', 'private', true));
  end if;

  if v_session is null then
    select s.id into v_session
      from public.sessions s join public.learners l on l.id = s.learner_id
     where l.workspace_id = v_workspace and l.slack_user_id = v_actor and s.closed_at is null;
    if v_session is not null and v_mention and not v_direct then
      return public.add_note(v_workspace, p_item ->> 'eventId', v_actor, v_session, v_channel, v_thread_ts, v_ts,
                             jsonb_build_object('note', 'open-elsewhere', 'private', true));
    end if;
    v_closed := false;
  end if;

  if v_word is not null then
    v_kind := 'word';
    v_about := jsonb_build_object('word', v_word);
  elsif v_session is null then
    v_kind := 'lead';
    v_body := p_item ->> 'text';
    v_about := jsonb_build_object('mention', v_mention and not v_direct);
  elsif v_closed then
    v_kind := 'note';
    v_about := jsonb_build_object('note', 'ended');
  elsif p_item ->> 'text' = '' then
    v_kind := 'note';
    v_about := jsonb_build_object('note', 'no-text');
  else
    v_kind := 'reply';
    v_body := p_item ->> 'text';
  end if;

  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, body, about, edited_ts)
  values (v_workspace, p_item ->> 'eventId', v_kind, v_actor, v_session, v_channel, v_thread_ts, v_ts, v_body, v_about, p_item ->> 'editedAt')
  on conflict do nothing returning id into v_id;
  if v_id is not null and v_kind = 'reply' then
    if not v_is_known then
      perform public.add_thread(v_session, public.thread_key(v_channel, coalesce(v_thread_ts, v_ts)), false);
    end if;
    update public.sessions set last_reply_at = now(), idle_asked_at = null where id = v_session;
    -- what waited for the learner's next reply is answered together with it
    update public.inbox set state = 'queued', run_at = now(), joined_to = null
     where session_id = v_session and kind = 'reply' and state = 'paused';
  end if;
  return v_id;
end $$;
