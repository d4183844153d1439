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
