-- What comes in from Slack, kept before Slack hears "ok", and the looks at what was written while nobody listened.

-- When an instance with a connection to Slack was last here.
create table public.presence (
  one     boolean primary key default true check (one), -- there is one row
  seen_at timestamptz not null
);

-- Keeps what came in, in one transaction, and leases what can be worked on at once to the worker that calls.
-- p_items: a list of {kind: 'message' | 'edit' | 'deletion' | 'stop' | 'moved' | 'uninstall', workspace, eventId, actor, channel, ts, threadTs,
-- text, word, direct, mention, wish, editedAt, from, to, at}. Returns {work: [...]}: once it returns, all of it is kept, or was known, or is not ours.
-- Keeping goes before answering: an instance that has no room for more is handed no more replies, at most p_room of them. The others are due
-- all the same, for whoever claims next. Without p_room it is handed all. Raises PT400 for a kind that it does not know.
create function public.keep_incoming(p_worker text, p_lease_seconds int, p_items jsonb, p_room int default null) returns jsonb
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
  perform private.lock_actor(a.workspace, a.actor)
    from (select distinct i ->> 'workspace' as workspace, i ->> 'actor' as actor from jsonb_array_elements(p_items) i
           where i -> 'direct' = 'true' or i -> 'mention' = 'true' order by 1, 2) a;
  -- every session that this can touch, locked in one order, so that two instances never wait for each other in a circle
  perform 1 from public.sessions
    where id in (select t.session_id
                   from jsonb_array_elements(p_items) i
                   join public.session_threads t on t.workspace_id = i ->> 'workspace' and t.channel = i ->> 'channel'
                    and t.thread_ts = coalesce(i ->> 'threadTs', i ->> 'ts')
                 union
                 select t.session_id
                   from jsonb_array_elements(p_items) i
                   join public.session_threads t on t.workspace_id = i ->> 'workspace' and t.channel = i ->> 'from'
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
      v_ids := v_ids || private.keep_message(v_item);
    elsif v_item ->> 'kind' = 'edit' then
      v_ids := v_ids || private.keep_edit(v_item);
    elsif v_item ->> 'kind' = 'deletion' then
      v_ids := v_ids || private.keep_deletion(v_item ->> 'workspace', v_item ->> 'channel', v_item ->> 'ts', v_item ->> 'threadTs');
    elsif v_item ->> 'kind' = 'stop' then
      v_ids := v_ids || private.stop_answer(v_item ->> 'workspace', v_item ->> 'eventId', v_item ->> 'actor', v_item ->> 'channel', v_item ->> 'threadTs');
    elsif v_item ->> 'kind' = 'moved' then
      perform private.move_channel(v_item ->> 'workspace', v_item ->> 'from', v_item ->> 'to');
    elsif v_item ->> 'kind' = 'uninstall' then
      if private.is_first_delivery(v_item ->> 'workspace', v_item ->> 'eventId') then
        perform private.remove_workspace(v_item ->> 'workspace', coalesce(to_timestamp((v_item ->> 'at')::float8), now()));
      end if;
    else
      raise exception 'unknown kind %', v_item ->> 'kind' using errcode = 'PT400';
    end if;
  end loop;

  for v_id in select i.id from public.inbox i where i.id = any (v_ids) and i.kind <> 'reply' and i.state = 'queued'
  loop
    v_work := v_work || private.lease_row(v_id, p_worker, p_lease_seconds);
  end loop;
  for v_session in select distinct i.session_id from public.inbox i where i.id = any (v_ids) and i.kind = 'reply'
  loop
    exit when v_room <= 0;
    v_one := private.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
      v_room := v_room - 1;
    end if;
  end loop;
  return jsonb_build_object('work', v_work);
end $$;

-- A message by a person: a reply in a session, the start of one, a word to the bot, or nothing of ours. A wish is noted with the words that
-- it was written with. Nothing is written that is there already. Returns the id of the row to look at, or null when the message was dropped
-- unread or known already.
create function private.keep_message(p_item jsonb) returns bigint
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
    return private.add_note(v_workspace, 'stranger:' || v_session || ':' || v_actor, v_actor, v_session, v_channel,
                            coalesce(v_thread_ts, v_ts), v_ts, jsonb_build_object('note', 'stranger', 'private', true));
  end if;

  if v_session is null then
    select s.id into v_session
      from public.sessions s join public.learners l on l.id = s.learner_id
     where l.workspace_id = v_workspace and l.slack_user_id = v_actor and s.closed_at is null;
    if v_session is not null and v_mention and not v_direct then
      return private.add_note(v_workspace, p_item ->> 'eventId', v_actor, v_session, v_channel, v_thread_ts, v_ts,
                              jsonb_build_object('note', 'open-elsewhere', 'private', true));
    end if;
    v_closed := false;
  end if;

  -- who says no more than "stop" in a rehearsal stops that, and is with the coach again
  if v_word = 'stop' and not v_closed
     and (select r.rehearsal from public.coaching_sessions r where r.session_id = v_session::text order by r.round_number desc limit 1) is not null then
    v_word := null;
    p_item := p_item || '{"wish": "back"}';
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

  if v_kind in ('reply', 'lead') and p_item ? 'wish' then
    v_about := v_about || jsonb_build_object('wish', p_item -> 'wish');
  end if;

  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, body, about, edited_ts)
  values (v_workspace, p_item ->> 'eventId', v_kind, v_actor, v_session, v_channel, v_thread_ts, v_ts, v_body, v_about, p_item ->> 'editedAt')
  on conflict do nothing returning id into v_id;
  if v_id is not null and v_kind = 'reply' then
    if not v_is_known then
      perform private.add_thread(v_session, private.thread_key(v_channel, coalesce(v_thread_ts, v_ts)), false);
    end if;
    update public.sessions set last_reply_at = now(), idle_asked_at = null where id = v_session;
    -- what waited for the learner's next reply is answered together with it
    update public.inbox set state = 'queued', run_at = now(), joined_to = null
     where session_id = v_session and kind = 'reply' and state = 'paused';
  end if;
  return v_id;
end $$;

-- A message was changed. Before its answer the newest text counts, however late an older one comes, and whether it is a wish follows that
-- text; after it the round is marked as edited, and stays as it was answered. An edit that leaves no words is a deletion of what waits. One
-- that overtook its message is taken for the message. One that changes no reply which waits is looked at once all the same, as somebody may
-- have put into it what needs people: it is kept for that, whatever it says, and settled alike, so that no row tells which one was a hard
-- moment. Returns a row to look at, as keep_message does.
create function private.keep_edit(p_item jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace text := p_item ->> 'workspace';
  v_channel   text := p_item ->> 'channel';
  v_ts        text := p_item ->> 'ts';
  v_text      text := p_item ->> 'text';
  v_row       public.inbox%rowtype;
  v_round     public.coaching_sessions%rowtype;
begin
  select * into v_row from public.inbox where workspace_id = v_workspace and channel = v_channel and ts = v_ts for update;
  if v_row.edited_ts >= p_item ->> 'editedAt' then
    return null;
  end if;
  update public.inbox set edited_ts = p_item ->> 'editedAt' where id = v_row.id;
  if v_row.kind in ('reply', 'lead') and v_row.state in ('queued', 'paused', 'waiting', 'stuck') and v_row.round_id is null then
    if v_text = '' then
      return private.keep_deletion(v_workspace, v_channel, v_ts, p_item ->> 'threadTs');
    end if;
    update public.inbox
       set body = v_text, edits = edits + 1,
           about = about - 'wish' || case when p_item ? 'wish' then jsonb_build_object('wish', p_item -> 'wish') else '{}' end
     where id = v_row.id and body <> v_text;
    return case when found and v_row.state = 'waiting' then private.look_at_edit(p_item, v_row.key) end;
  end if;
  update public.coaching_sessions set edited_at = now()
   where workspace_id = v_workspace and replies @> jsonb_build_array(jsonb_build_object('channel', v_channel, 'ts', v_ts))
     and learner_message <> ''
  returning * into v_round;
  if v_round.id is not null or v_row.kind in ('lead', 'word') then
    return private.look_at_edit(p_item, v_row.key, v_round.session_id::uuid, v_round.round_number);
  elsif v_row.id is not null or to_timestamp(v_ts::float8) < now() - interval '10 minutes' then -- Slack delivers for the last time after five
    return null;
  end if;
  return private.keep_message(p_item);
end $$;

-- Keeps what a message says now, for a look at it. p_key is that of the message, as far as it is known still: what is shown goes out with it.
create function private.look_at_edit(p_item jsonb, p_key uuid, p_session uuid default null, p_round int default null) returns bigint
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, body, about)
  values (p_item ->> 'workspace', 'edit:' || (p_item ->> 'channel') || ':' || (p_item ->> 'ts') || ':' || (p_item ->> 'editedAt'), 'edit',
          p_item ->> 'actor', p_session, p_item ->> 'text',
          jsonb_build_object('message', coalesce(p_key::text, (p_item ->> 'channel') || ':' || (p_item ->> 'ts')))
          || case when p_round is null then '{}' else jsonb_build_object('round', p_round) end)
  on conflict do nothing
  returning id
$$;

-- A message was deleted. Its text goes from every table; where it was answered, the whole round is emptied, what was made of the text goes
-- too, and our answer is taken back. What looks back on a rehearsal quotes it: with a reply of that rehearsal it goes too. A message that we
-- never saw is remembered as deleted, should it still come. Returns the row when it was a reply that waited, so that what waited with it
-- goes on.
create function private.keep_deletion(p_workspace text, p_channel text, p_ts text, p_thread_ts text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round public.coaching_sessions%rowtype;
  v_debrief uuid;
begin
  select * into v_row from public.inbox where workspace_id = p_workspace and channel = p_channel and ts = p_ts for update;
  if v_row.state in ('queued', 'paused', 'waiting', 'stuck') and v_row.round_id is null then
    update public.inbox set joined_to = null where joined_to = v_row.id;
    update public.inbox set edits = edits + 1 + v_row.edits where id = v_row.joined_to; -- the sum over those that are answered together grows
    update public.inbox
       set body = '', state = 'settled', because = 'deleted', edits = edits + 1, ended_at = now(), joined_to = null,
           worker = null, lease_token = null, lease_until = null
     where id = v_row.id;
    return v_row.id;
  end if;

  select * into v_round from public.coaching_sessions
   where workspace_id = p_workspace and replies @> jsonb_build_array(jsonb_build_object('channel', p_channel, 'ts', p_ts));
  if not found then
    if exists (select from public.session_threads t
                where t.workspace_id = p_workspace and t.channel = p_channel and t.thread_ts = coalesce(p_thread_ts, p_ts))
       or p_channel like 'D%' then
      insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
      insert into public.inbox (workspace_id, event_id, kind, channel, thread_ts, ts, state, because, ended_at)
      values (p_workspace, 'deleted:' || p_channel || ':' || p_ts, 'reply', p_channel, p_thread_ts, p_ts, 'settled', 'deleted', now())
      on conflict do nothing;
    end if;
    return null;
  end if;
  if v_round.learner_message = '' then
    return null; -- the round was emptied before: nothing that was made since is touched
  end if;
  update public.coaching_sessions set learner_message = '', coach_response = '' where id = v_round.id;
  perform private.forget_round(v_round.session_id::uuid, v_round.round_number);
  perform private.add_erasure(v_round.id);
  if v_round.rehearsal is not null then -- what looks back on that rehearsal quotes it
    update public.inbox set edits = edits + 1
     where session_id = v_round.session_id::uuid and kind = 'reply' and state = 'queued' and about ->> 'wish' = 'back';
    for v_debrief in
      update public.coaching_sessions set learner_message = '', coach_response = ''
       where session_id = v_round.session_id and wish = 'back' and learner_message <> ''
         and round_number = (select min(d.round_number) from public.coaching_sessions d
                              where d.session_id = v_round.session_id and d.round_number > v_round.round_number and d.rehearsal is null)
      returning id
    loop
      perform private.add_erasure(v_debrief);
    end loop;
  end if;
  return null;
end $$;

-- The learner pressed stop while the coach was thinking: the worker loses its lease, and the replies wait for the learner.
-- A stop counts once: delivered again, it stops nothing that came after it.
create function private.stop_answer(p_workspace text, p_event_id text, p_actor text, p_channel text, p_thread_ts text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_session uuid;
begin
  select s.id into v_session
    from public.session_threads t
    join public.sessions s on s.id = t.session_id
    join public.learners l on l.id = s.learner_id
   where t.workspace_id = p_workspace and t.channel = p_channel and t.thread_ts = p_thread_ts and l.slack_user_id = p_actor;
  if v_session is null or not private.is_first_delivery(p_workspace, p_event_id) then
    return null;
  end if;
  update public.inbox
     set state = 'paused', because = 'stopped', worker = null, lease_token = null, lease_until = null, joined_to = null,
         first_try_at = null, attempts = 0, about = about - 'told'
   where session_id = v_session and kind = 'reply' and state = 'queued';
  if not found then
    return null;
  end if;
  return private.add_note(p_workspace, 'stopped:' || p_event_id, p_actor, v_session, p_channel, p_thread_ts, null,
                          '{"note": "trouble", "because": "stopped"}');
end $$;

-- A channel has another id from now on, as one that becomes shared with another company: what happened there, and what is to be said there
-- still, is found under the new one, and what was written in its open sessions meanwhile is looked for. Delivered again, it finds nothing.
create function private.move_channel(p_workspace text, p_from text, p_to text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_moved text[];
begin
  with moved as (
    update public.session_threads t set channel = p_to
     where workspace_id = p_workspace and channel = p_from
       and not exists (select from public.session_threads n where n.workspace_id = p_workspace and n.channel = p_to and n.thread_ts = t.thread_ts)
    returning thread_ts)
  select array_agg(thread_ts) into v_moved from moved;
  update public.session_threads set moved_to = private.in_channel(moved_to, p_from, p_to)
   where workspace_id = p_workspace and split_part(moved_to, ':', 1) = p_from;
  update public.sessions
     set channel = case when channel = p_from then p_to else channel end,
         quoted_in = (select coalesce(jsonb_agg(q || jsonb_build_object('post', private.in_channel(q ->> 'post', p_from, p_to)) order by place), '[]')
                        from jsonb_array_elements(quoted_in) with ordinality as shown (q, place))
   where workspace_id = p_workspace
     and (channel = p_from or exists (select from jsonb_array_elements(quoted_in) q where split_part(q ->> 'post', ':', 1) = p_from));
  update public.coaching_sessions
     set answer_channel = case when answer_channel = p_from then p_to else answer_channel end,
         replies = (select coalesce(jsonb_agg(case when m ->> 'channel' = p_from then m || jsonb_build_object('channel', p_to) else m end order by place), '[]')
                      from jsonb_array_elements(replies) with ordinality as messages (m, place))
   where workspace_id = p_workspace
     and (answer_channel = p_from or exists (select from jsonb_array_elements(replies) m where m ->> 'channel' = p_from));
  update public.inbox i
     set channel = case when channel = p_from then p_to else channel end,
         sent_channel = case when sent_channel = p_from then p_to else sent_channel end,
         about = case when about ? 'post' then about || jsonb_build_object('post', private.in_channel(about ->> 'post', p_from, p_to)) else about end
   where workspace_id = p_workspace and (channel = p_from or sent_channel = p_from or split_part(about ->> 'post', ':', 1) = p_from)
     and not exists (select from public.inbox n where n.workspace_id = p_workspace and n.channel = p_to and n.ts = i.ts and i.channel = p_from);
  perform public.catch_up(p_workspace, p_to, t.thread_ts, extract(epoch from now() - interval '10 minutes')::numeric(16, 6)::text)
     from public.session_threads t join public.sessions s on s.id = t.session_id
    where t.workspace_id = p_workspace and t.channel = p_to and t.thread_ts = any (v_moved) and s.closed_at is null;
end $$;

-- A place or a post with the new id of its channel, where it was in the one that has another id now.
create function private.in_channel(p_place text, p_from text, p_to text) returns text
language sql immutable set search_path = '' as $$
  select case when split_part(p_place, ':', 1) = p_from then p_to || substr(p_place, length(p_from) + 1) else p_place end
$$;

-- The app was removed from the workspace, or its token was revoked: nothing more goes out there, and nothing that waited is kept.
-- Both events tell of the same end. One that comes when the app is there again tells of nothing new.
create function private.remove_workspace(p_workspace text, p_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.workspaces set uninstalled_at = coalesce(uninstalled_at, now())
   where id = p_workspace and coalesce(installed_at < p_at, true);
  if not found then
    return;
  end if;
  update public.sessions set closed_at = now(), closed_because = 'uninstalled' where workspace_id = p_workspace and closed_at is null;
  update public.inbox
     set state = 'settled', because = 'uninstalled', body = '', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where workspace_id = p_workspace and state in ('queued', 'paused', 'waiting', 'answered', 'stuck');
end $$;

-- Whether an event that is no message comes for the first time: it is acted on once, however often it is delivered.
create function private.is_first_delivery(p_workspace text, p_event_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.inbox (workspace_id, event_id, kind, state, ended_at) values (p_workspace, p_event_id, 'note', 'settled', now())
  on conflict do nothing;
  return found;
end $$;

-- What a learner wrote before a domain was picked becomes replies of their session, and so does what they wrote in one that was never shown
-- to them. What a start brings along is there once, where the same start was made again before its learner agreed to anything. The caller
-- holds the actor's lock.
create function private.adopt_leads(p_workspace text, p_actor text, p_session uuid) returns void
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

-- An instance with a connection to Slack is here. When the last one was here more than 45 seconds ago, something may have been written
-- that nobody heard, from a minute earlier on for what was on its way. Slack's own redelivery comes first, so the looks begin after ten
-- seconds. Returns how many looks were asked for.
create function public.note_presence() returns int
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
  return private.look_for_unheard(v_seen - interval '1 minute', interval '10 seconds');
end $$;

-- An instance noticed that a connection died in silence: nothing was heard on it for p_quiet_ms. Slack may hand over to it for some 30
-- seconds more (its own clients wait as long for a ping: serverPingTimeout of @slack/socket-mode), so the looks begin after that.
-- Returns how many were asked for.
create function public.note_silence(p_quiet_ms int) returns int
language sql security definer set search_path = '' as $$
  select private.look_for_unheard(now() - make_interval(secs => p_quiet_ms / 1000.0) - interval '5 seconds', interval '30 seconds')
$$;

-- Asks for one look at what was written since p_since into each thread of each open session, and into the direct messages of those who
-- were coached within 30 days. The looks begin after p_after and keep to 40 calls a minute, the liveliest talk first. One that is to come
-- anyway, late enough and reaching as far back, is not asked for again. Returns how many were asked for.
create function private.look_for_unheard(p_since timestamptz, p_after interval) returns int
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
