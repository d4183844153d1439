-- What comes in from Slack, kept before Slack hears "ok".

-- A note to send: a short message by the bot that is not the coach's. The same event makes it once.
create function public.add_note(p_workspace text, p_event_id text, p_actor text, p_session uuid, p_channel text, p_thread_ts text,
                                p_ts text, p_about jsonb) returns bigint
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, about)
  values (p_workspace, p_event_id, 'note', p_actor, p_session, p_channel, p_thread_ts, p_ts, p_about)
  on conflict do nothing returning id
$$;

-- A message was changed. Before its answer the newest text counts; after it the round is marked as edited, and stays as it was
-- answered. An edit that overtook its message is taken for the message. Returns a row to look at, as take_message does.
create function public.take_edit(p_item jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace text := p_item ->> 'workspace';
  v_channel   text := p_item ->> 'channel';
  v_ts        text := p_item ->> 'ts';
begin
  update public.inbox set body = p_item ->> 'text', edits = edits + 1
   where workspace_id = v_workspace and channel = v_channel and ts = v_ts and state in ('queued', 'paused', 'waiting')
     and kind in ('reply', 'lead') and body <> p_item ->> 'text';
  if found then
    return null;
  end if;
  update public.coaching_sessions set edited_at = now()
   where workspace_id = v_workspace and replies @> jsonb_build_array(jsonb_build_object('channel', v_channel, 'ts', v_ts));
  if found or to_timestamp(v_ts::float8) < now() - interval '5 minutes'
     or exists (select from public.inbox where workspace_id = v_workspace and channel = v_channel and ts = v_ts) then
    return null;
  end if;
  return public.take_message(p_item);
end $$;

-- A message was deleted. Its text goes from every table; where it was answered, the whole round is emptied, what was made of
-- the text goes too, and our answer is taken back. A message that we never saw is remembered as deleted, should it still come.
create function public.take_deletion(p_workspace text, p_channel text, p_ts text, p_thread_ts text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round public.coaching_sessions%rowtype;
begin
  select * into v_row from public.inbox where workspace_id = p_workspace and channel = p_channel and ts = p_ts for update;
  if v_row.state in ('queued', 'paused', 'waiting', 'stuck') and v_row.round_id is null then
    update public.inbox set joined_to = null where joined_to = v_row.id;
    update public.inbox set edits = edits + 1 where id = v_row.joined_to;
    update public.inbox
       set body = '', state = 'settled', because = 'deleted', edits = edits + 1, ended_at = now(), joined_to = null,
           worker = null, lease_token = null, lease_until = null
     where id = v_row.id;
    return;
  end if;

  select * into v_round from public.coaching_sessions
   where workspace_id = p_workspace and replies @> jsonb_build_array(jsonb_build_object('channel', p_channel, 'ts', p_ts));
  if not found then
    insert into public.inbox (workspace_id, event_id, kind, channel, thread_ts, ts, state, because, ended_at)
    select p_workspace, 'deleted:' || p_channel || ':' || p_ts, 'reply', p_channel, p_thread_ts, p_ts, 'settled', 'deleted', now()
     where exists (select from public.session_threads t
                    where t.workspace_id = p_workspace and t.channel = p_channel and t.thread_ts = coalesce(p_thread_ts, p_ts))
    on conflict do nothing;
    return;
  end if;
  update public.coaching_sessions set learner_message = '', coach_response = '', score = null, feedback = null, marks = null
   where id = v_round.id;
  update public.coaching_sessions set score = null, feedback = null, marks = null
   where session_id = v_round.session_id and round_number > v_round.round_number;
  update public.sessions
     set erasures = erasures + 1,
         summary = case when (summary ->> 'throughRound')::int >= v_round.round_number then null else summary end
   where id = v_round.session_id::uuid;
  update public.scorecards c
     set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb),
         marks = (select coalesce(jsonb_agg(m || jsonb_build_object('observation', '', 'quotes',
                    coalesce((select jsonb_agg(q) from jsonb_array_elements(m -> 'quotes') q
                               where (q ->> 'round')::int <> v_round.round_number), '[]'))), '[]') from jsonb_array_elements(c.marks) m)
   where c.session_id = v_round.session_id::uuid;
  perform public.add_erasure(v_round.id);
end $$;

-- A message by a person: a reply in a session, the start of one, a word to the bot, or nothing of ours.
-- Returns the id of the row to look at, or null when the message was dropped unread or known already.
create function public.take_message(p_item jsonb) returns bigint
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
  v_session   uuid;
  v_learner   text;
  v_closed    boolean;
  v_kind      text;
  v_about     jsonb := '{}';
  v_body      text := '';
  v_id        bigint;
begin
  select t.session_id, l.slack_user_id, s.closed_at is not null into v_session, v_learner, v_closed
    from public.session_threads t
    join public.sessions s on s.id = t.session_id
    join public.learners l on l.id = s.learner_id
   where t.workspace_id = v_workspace and t.channel = v_channel and t.thread_ts = coalesce(v_thread_ts, v_ts);

  if v_session is not null and v_learner <> v_actor then
    return public.add_note(v_workspace, 'stranger:' || v_session || ':' || v_actor, v_actor, v_session, v_channel,
                           coalesce(v_thread_ts, v_ts), v_ts, jsonb_build_object('note', 'stranger', 'private', true));
  end if;
  if v_session is null and not v_direct and not v_mention then
    return null;
  end if;

  insert into public.workspaces (id) values (v_workspace) on conflict do nothing;
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

  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, body, about)
  values (v_workspace, p_item ->> 'eventId', v_kind, v_actor, v_session, v_channel, v_thread_ts, v_ts, v_body, v_about)
  on conflict do nothing returning id into v_id;
  if v_id is not null and v_kind = 'reply' then
    perform public.add_thread(v_session, public.thread_key(v_channel, coalesce(v_thread_ts, v_ts)), false);
    update public.sessions set last_reply_at = now(), idle_asked_at = null where id = v_session;
    -- what waited for the learner's next reply is answered together with it
    update public.inbox set state = 'queued', run_at = now(), joined_to = null
     where session_id = v_session and kind = 'reply' and state = 'paused';
  end if;
  return v_id;
end $$;

-- An event that is no message is acted on once, however often it is delivered.
create function public.take_once(p_workspace text, p_event_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.inbox (workspace_id, event_id, kind, state, ended_at) values (p_workspace, p_event_id, 'note', 'settled', now())
  on conflict do nothing;
  return found;
end $$;

-- Keeps what came in, in one transaction, and leases what can be worked on at once to the worker that calls.
-- p_items: a list of {kind: 'message' | 'edit' | 'deletion' | 'stop' | 'uninstall', workspace, eventId, actor, channel, ts, threadTs, text,
-- word, direct, mention}. Returns {work: [...]}: once it returns, all of it is kept, or was known, or is not ours.
create function public.take_in(p_worker text, p_lease_seconds int, p_items jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_item    jsonb;
  v_id      bigint;
  v_one     jsonb;
  v_work    jsonb := '[]';
  v_ids     bigint[] := '{}';
  v_session uuid;
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
                   join public.sessions s on s.learner_id = l.id and s.closed_at is null)
    order by id for no key update;

  for v_item in select i from jsonb_array_elements(p_items) with ordinality as items (i, place) order by i ->> 'ts', place
  loop
    if v_item ->> 'kind' = 'message' then
      v_ids := v_ids || public.take_message(v_item);
    elsif v_item ->> 'kind' = 'edit' then
      v_ids := v_ids || public.take_edit(v_item);
    elsif v_item ->> 'kind' = 'deletion' then
      perform public.take_deletion(v_item ->> 'workspace', v_item ->> 'channel', v_item ->> 'ts', v_item ->> 'threadTs');
    elsif v_item ->> 'kind' = 'stop' then
      v_ids := v_ids || public.take_stop(v_item ->> 'workspace', v_item ->> 'eventId', v_item ->> 'actor', v_item ->> 'channel', v_item ->> 'threadTs');
    elsif v_item ->> 'kind' = 'uninstall' then
      if public.take_once(v_item ->> 'workspace', v_item ->> 'eventId') then
        perform public.take_uninstall(v_item ->> 'workspace');
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
    v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
    end if;
  end loop;
  return jsonb_build_object('work', v_work);
end $$;

-- The learner pressed stop while the coach was thinking: the worker loses its lease, and the replies wait for the learner.
create function public.take_stop(p_workspace text, p_event_id text, p_actor text, p_channel text, p_thread_ts text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_session uuid;
begin
  select s.id into v_session
    from public.session_threads t
    join public.sessions s on s.id = t.session_id
    join public.learners l on l.id = s.learner_id
   where t.workspace_id = p_workspace and t.channel = p_channel and t.thread_ts = p_thread_ts and l.slack_user_id = p_actor;
  if exists (select from public.inbox where workspace_id = p_workspace and event_id = p_event_id) then
    return null; -- it was delivered before
  end if;
  update public.inbox
     set state = 'paused', because = 'stopped', worker = null, lease_token = null, lease_until = null, joined_to = null,
         first_try_at = null, attempts = 0
   where session_id = v_session and kind = 'reply' and state = 'queued';
  if not found then
    return null;
  end if;
  return public.add_note(p_workspace, p_event_id, p_actor, v_session, p_channel, p_thread_ts, null,
                         '{"note": "trouble", "because": "stopped"}');
end $$;

-- The app was removed from the workspace, or its token was revoked: nothing more goes out there.
create function public.take_uninstall(p_workspace text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.workspaces set uninstalled_at = coalesce(uninstalled_at, now()) where id = p_workspace;
  update public.sessions set closed_at = now(), closed_because = 'uninstalled' where workspace_id = p_workspace and closed_at is null;
  update public.inbox
     set state = 'settled', because = 'uninstalled', body = '', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where workspace_id = p_workspace and state in ('queued', 'paused', 'waiting', 'answered');
end $$;
