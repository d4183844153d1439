-- What a learner takes back stays taken back, whatever comes first, twice or late: edits are told apart by their time, a deleted reply
-- also leaves the scores that were shown, and a workspace that removed the app hears nothing more until it is there again.

alter table public.inbox add column edited_ts text;              -- Slack's time of the newest edit that was taken
alter table public.workspaces add column installed_at timestamptz; -- when it came back after the app was removed
alter table public.sessions add column quoted_in jsonb not null default '[]'; -- [{kind, post}]: what Slack shows that quotes the learner
update public.sessions s
   set quoted_in = shown.posts
  from (select session_id, jsonb_agg(jsonb_build_object('kind', kind, 'post', public.thread_key(sent_channel, sent_ts)) order by id) as posts
          from public.inbox where kind in ('so-far', 'scorecard') and state = 'sent' and sent_ts is not null group by 1) shown
 where s.id = shown.session_id;

-- A post is to be taken back from where it is shown. Where the app was removed nothing can be.
create function public.add_post_erasure(p_session uuid, p_post text) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, about)
  select s.workspace_id, 'erase:' || p_post, 'erase', l.slack_user_id, s.id, split_part(p_post, ':', 1), jsonb_build_object('post', p_post)
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.workspaces w on w.id = s.workspace_id
   where s.id = p_session and w.uninstalled_at is null
  on conflict do nothing
$$;

-- An answer is to be taken back from where it is shown.
create or replace function public.add_erasure(p_round uuid) returns void
language sql security definer set search_path = '' as $$
  select public.add_post_erasure(r.session_id::uuid, public.thread_key(r.answer_channel, r.answer_ts))
    from public.coaching_sessions r where r.id = p_round and r.answer_ts is not null
$$;

-- A scorecard that is shown is to be shown again as it is kept now: in the same post, without a word to anybody.
create function public.add_redaction(p_session uuid, p_post text, p_event_id text) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, state, actor, session_id, channel, thread_ts, about)
  select s.workspace_id, p_event_id, 'scorecard', 'answered', l.slack_user_id, s.id, s.channel, s.thread_ts,
         jsonb_build_object('redacts', p_post)
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.workspaces w on w.id = s.workspace_id
   where s.id = p_session and w.uninstalled_at is null
  on conflict do nothing
$$;

-- A reply of this round was deleted: what was made of its words goes with them. A scorecard keeps the scores that other words prove.
create function public.forget_round(p_session uuid, p_round int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_post text;
begin
  update public.coaching_sessions set score = null, feedback = null, marks = null
   where session_id = p_session::text and round_number >= p_round;
  -- where the scorecard was the answer, that answer is the closing, which quotes the learner
  update public.coaching_sessions set coach_response = '' where session_id = p_session::text and coach_model is null;
  update public.sessions
     set erasures = erasures + 1,
         summary = case when (summary ->> 'throughRound')::int >= p_round then null else summary end
   where id = p_session;

  update public.scorecards c
     set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb), marks = left_over.marks, overall = left_over.overall
    from (select jsonb_agg(m.mark order by m.place) as marks,
                 case when count(m.mark ->> 'score') >= 2 then round(avg((m.mark ->> 'score')::int))::int end as overall
            from (select place,
                         mark || jsonb_build_object('quotes', quotes, 'observation', '', 'nextStep', '')
                           || case when quotes = '[]' and mark ->> 'because' = 'scored'
                                then '{"score": null, "because": "no-quote"}'::jsonb else '{}'::jsonb end as mark
                    from public.scorecards k, jsonb_array_elements(k.marks) with ordinality as marks (mark, place),
                         lateral (select coalesce(jsonb_agg(q), '[]') as quotes from jsonb_array_elements(mark -> 'quotes') q
                                   where (q ->> 'round')::int <> p_round) proof
                   where k.session_id = p_session) m) left_over
   where c.session_id = p_session and left_over.marks is not null;
  update public.scorecards set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb) where session_id = p_session;

  -- A score so far that is shown goes; the learner can ask again. The scorecard stays, without what it must not show.
  for v_post in select q ->> 'post' from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'so-far'
  loop
    perform public.add_post_erasure(p_session, v_post);
  end loop;
  for v_post in select q ->> 'post' from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'scorecard'
  loop
    perform public.add_redaction(p_session, v_post, 'redact:' || v_post || ':' || (select erasures from public.sessions where id = p_session));
  end loop;
  update public.sessions
     set quoted_in = (select coalesce(jsonb_agg(q), '[]') from jsonb_array_elements(quoted_in) q where q ->> 'kind' <> 'so-far')
   where id = p_session;
  -- what is on its way to Slack just now was made before: it is looked after as soon as it is there
  update public.inbox set about = about || '{"stale": true}'
   where session_id = p_session and (kind = 'so-far' and state in ('queued', 'stuck') or kind = 'scorecard' and state in ('answered', 'stuck'))
     and (lease_token is not null or look);
end $$;

-- A message was deleted. Its text goes from every table; where it was answered, the whole round is emptied, what was made of
-- the text goes too, and our answer is taken back. A message that we never saw is remembered as deleted, should it still come.
-- Returns the row when it was a reply that waited, so that what waited with it goes on.
drop function public.take_deletion(text, text, text, text);
create function public.take_deletion(p_workspace text, p_channel text, p_ts text, p_thread_ts text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round public.coaching_sessions%rowtype;
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
  perform public.forget_round(v_round.session_id::uuid, v_round.round_number);
  perform public.add_erasure(v_round.id);
  return null;
end $$;

-- A message was changed. Before its answer the newest text counts, however late an older one comes; after it the round is marked as
-- edited, and stays as it was answered. An edit that leaves no words is a deletion of what waits. An edit that overtook its message
-- is taken for the message. Returns a row to look at, as take_message does.
create or replace function public.take_edit(p_item jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace text := p_item ->> 'workspace';
  v_channel   text := p_item ->> 'channel';
  v_ts        text := p_item ->> 'ts';
  v_text      text := p_item ->> 'text';
  v_row       public.inbox%rowtype;
begin
  select * into v_row from public.inbox where workspace_id = v_workspace and channel = v_channel and ts = v_ts for update;
  if v_row.edited_ts >= p_item ->> 'editedAt' then
    return null;
  end if;
  update public.inbox set edited_ts = p_item ->> 'editedAt' where id = v_row.id;
  if v_row.kind in ('reply', 'lead') and v_row.state in ('queued', 'paused', 'waiting', 'stuck') and v_row.round_id is null then
    if v_text = '' then
      return public.take_deletion(v_workspace, v_channel, v_ts, p_item ->> 'threadTs');
    end if;
    update public.inbox set body = v_text, edits = edits + 1 where id = v_row.id and body <> v_text;
    return null;
  end if;
  update public.coaching_sessions set edited_at = now()
   where workspace_id = v_workspace and replies @> jsonb_build_array(jsonb_build_object('channel', v_channel, 'ts', v_ts))
     and learner_message <> '';
  if found or v_row.id is not null or to_timestamp(v_ts::float8) < now() - interval '10 minutes' then -- Slack delivers for the last time after five
    return null;
  end if;
  return public.take_message(p_item);
end $$;

-- A message by a person: a reply in a session, the start of one, a word to the bot, or nothing of ours.
-- Returns the id of the row to look at, or null when the message was dropped unread or known already.
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
begin
  select t.session_id, l.slack_user_id, s.closed_at is not null into v_session, v_learner, v_closed
    from public.session_threads t
    join public.sessions s on s.id = t.session_id
    join public.learners l on l.id = s.learner_id
   where t.workspace_id = v_workspace and t.channel = v_channel and t.thread_ts = coalesce(v_thread_ts, v_ts);
  if v_session is null and not v_direct and not v_mention then
    return null;
  end if;

  select w.uninstalled_at into v_gone from public.workspaces w where w.id = v_workspace;
  if to_timestamp(v_ts::float8) <= v_gone then
    return null; -- written before the app was removed: nothing can be said there any more
  elsif v_gone is not null then
    update public.workspaces set uninstalled_at = null, installed_at = now() where id = v_workspace;
  end if;
  if v_session is not null and v_learner <> v_actor then
    return public.add_note(v_workspace, 'stranger:' || v_session || ':' || v_actor, v_actor, v_session, v_channel,
                           coalesce(v_thread_ts, v_ts), v_ts, jsonb_build_object('note', 'stranger', 'private', true));
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

  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, body, about, edited_ts)
  values (v_workspace, p_item ->> 'eventId', v_kind, v_actor, v_session, v_channel, v_thread_ts, v_ts, v_body, v_about, p_item ->> 'editedAt')
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

-- The learner pressed stop while the coach was thinking: the worker loses its lease, and the replies wait for the learner.
-- A stop counts once: delivered again, it stops nothing that came after it.
create or replace function public.take_stop(p_workspace text, p_event_id text, p_actor text, p_channel text, p_thread_ts text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_session uuid;
begin
  select s.id into v_session
    from public.session_threads t
    join public.sessions s on s.id = t.session_id
    join public.learners l on l.id = s.learner_id
   where t.workspace_id = p_workspace and t.channel = p_channel and t.thread_ts = p_thread_ts and l.slack_user_id = p_actor;
  if v_session is null or not public.take_once(p_workspace, p_event_id) then
    return null;
  end if;
  update public.inbox
     set state = 'paused', because = 'stopped', worker = null, lease_token = null, lease_until = null, joined_to = null,
         first_try_at = null, attempts = 0, about = about - 'told'
   where session_id = v_session and kind = 'reply' and state = 'queued';
  if not found then
    return null;
  end if;
  return public.add_note(p_workspace, 'stopped:' || p_event_id, p_actor, v_session, p_channel, p_thread_ts, null,
                         '{"note": "trouble", "because": "stopped"}');
end $$;

-- The app was removed from the workspace, or its token was revoked: nothing more goes out there, and nothing that waited is kept.
-- Both events tell of the same end. One that comes when the app is there again tells of nothing new.
drop function public.take_uninstall(text);
create function public.take_uninstall(p_workspace text, p_at timestamptz) returns void
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

-- Keeps what came in, in one transaction, and leases what can be worked on at once to the worker that calls.
-- p_items: a list of {kind: 'message' | 'edit' | 'deletion' | 'stop' | 'uninstall', workspace, eventId, actor, channel, ts, threadTs, text,
-- word, direct, mention, editedAt, at}. Returns {work: [...]}: once it returns, all of it is kept, or was known, or is not ours.
create or replace function public.take_in(p_worker text, p_lease_seconds int, p_items jsonb) returns jsonb
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
    v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
    end if;
  end loop;
  return jsonb_build_object('work', v_work);
end $$;

-- Slack shows it, as p_post, in the thread p_thread: the work is ended, and what it was about is noted where others look for it.
-- What shows words that were deleted meanwhile is taken back, and made again. Returns what the same worker goes on with at once,
-- leased: the next replies of the session.
create or replace function public.mark_sent(p_id bigint, p_token uuid, p_post text, p_thread text, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session uuid;
  v_one     jsonb;
begin
  select * into v_row from public.inbox where id = p_id;
  v_session := v_row.session_id;
  if v_row.kind = 'lead' then
    perform public.lock_actor(v_row.workspace_id, v_row.actor);
    select s.id into v_session from public.sessions s join public.learners l on l.id = s.learner_id
     where l.workspace_id = v_row.workspace_id and l.slack_user_id = v_row.actor and s.closed_at is null
       for no key update of s;
  end if;
  v_row := public.held(p_id, p_token);
  update public.inbox
     set state = 'sent', body = '', sent_channel = split_part(p_post, ':', 1), sent_ts = split_part(p_post, ':', 2), ended_at = now(),
         because = null, worker = null, lease_token = null, lease_until = null
   where id = p_id and kind <> 'lead';

  if v_row.kind = 'lead' then -- its words wait for a domain, or belong to the session that was started meanwhile
    update public.inbox
       set state = case when body = '' then 'settled' else 'waiting' end, worker = null, lease_token = null, lease_until = null
     where id = p_id;
    if v_session is null then
      return '[]';
    end if;
    perform public.adopt_leads(v_row.workspace_id, v_row.actor, v_session);
  elsif v_row.kind = 'opening' then
    perform public.add_thread(v_row.session_id, p_thread, true);
    update public.learners set dm_channel = split_part(p_thread, ':', 1)
     where workspace_id = v_row.workspace_id and slack_user_id = v_row.actor and p_thread like 'D%';
  elsif v_row.kind = 'reply' then
    perform public.add_thread(v_row.session_id, p_thread, false);
    update public.coaching_sessions
       set answer_channel = split_part(p_post, ':', 1), answer_ts = split_part(p_post, ':', 2)
     where id = v_row.round_id;
    if exists (select from public.coaching_sessions where id = v_row.round_id and learner_message = '') then
      perform public.add_erasure(v_row.round_id); -- the reply was deleted while its answer was on its way
    else
      insert into public.inbox (workspace_id, event_id, kind, actor, session_id, round_id)
      values (v_row.workspace_id, 'score:' || v_row.round_id, 'score', v_row.actor, v_row.session_id, v_row.round_id)
      on conflict do nothing;
    end if;
  elsif v_row.kind = 'so-far' and v_row.about ? 'stale' then
    perform public.add_post_erasure(v_row.session_id, p_post);
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
    values (v_row.workspace_id, 'again:' || p_id, 'so-far', v_row.actor, v_row.session_id, v_row.channel, v_row.thread_ts)
    on conflict do nothing;
    return '[]';
  elsif v_row.kind in ('so-far', 'scorecard') then
    update public.sessions set quoted_in = quoted_in || jsonb_build_object('kind', v_row.kind, 'post', p_post)
     where id = v_row.session_id and not v_row.about ? 'redacts';
    if v_row.about ? 'stale' then
      perform public.add_redaction(v_row.session_id, p_post, 'redact:' || p_id);
    end if;
    return '[]';
  else
    return '[]';
  end if;
  v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
  return case when v_one is null then '[]'::jsonb else jsonb_build_array(v_one) end;
end $$;

-- What a learner wrote before a domain was picked becomes replies of their session, and so does what they wrote in one that was never
-- shown to them. The caller holds the actor's lock.
create or replace function public.adopt_leads(p_workspace text, p_actor text, p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
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

-- Keeps a session's scorecard before it is shown. Replies that no answer came for form the last round, whose answer is the closing.
-- p_pending are those replies as they were judged: when they are others now, {outcome: 'changed'}, and the work is due again at once.
drop function public.keep_scorecard(bigint, uuid, int, jsonb, jsonb, text, int);
create function public.keep_scorecard(p_id bigint, p_token uuid, p_erasures int, p_judgement jsonb, p_closing jsonb, p_answer text, p_pending jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round uuid;
begin
  v_row := public.held(p_id, p_token);
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept');
  end if;
  if not public.as_judged(v_row, p_erasures) then
    return jsonb_build_object('outcome', 'changed');
  end if;
  if p_pending <> (select coalesce(jsonb_agg(i.body order by i.ts nulls first, i.id), '[]') from public.inbox i
                    where i.session_id = v_row.session_id and i.kind = 'reply' and i.state in ('queued', 'paused')) then
    update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_id;
    return jsonb_build_object('outcome', 'changed');
  end if;
  if p_pending <> '[]' then
    insert into public.coaching_sessions
      (workspace_id, learner_id, domain_id, session_id, round_number, learner_message, coach_response,
       persona_version, rubric_version, prompt_version, replies)
    select s.workspace_id, s.learner_id::text, s.domain_id, s.id::text,
           (select coalesce(max(r.round_number), 0) + 1 from public.coaching_sessions r where r.session_id = s.id::text),
           string_agg(i.body, E'\n\n' order by i.ts nulls first, i.id), p_answer, s.persona_version, s.rubric_version, s.prompt_version,
           coalesce(jsonb_agg(jsonb_build_object('channel', i.channel, 'ts', i.ts) order by i.ts) filter (where i.ts is not null), '[]')
      from public.sessions s join public.inbox i on i.session_id = s.id and i.kind = 'reply' and i.state in ('queued', 'paused')
     where s.id = v_row.session_id
     group by s.id
    returning id into v_round;
    update public.inbox
       set state = 'joined', joined_to = p_id, round_id = v_round, body = '', because = 'answered by the scorecard', ended_at = now(),
           worker = null, lease_token = null, lease_until = null
     where session_id = v_row.session_id and kind = 'reply' and state in ('queued', 'paused');
  end if;
  insert into public.scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall, marks, closing)
  select s.workspace_id, s.id, s.rubric_version, s.persona_version, s.prompt_version, p_judgement ->> 'judge',
         (p_judgement ->> 'samples')::int, (p_judgement ->> 'overall')::int, p_judgement -> 'marks', p_closing
    from public.sessions s where s.id = v_row.session_id
  on conflict (session_id) do nothing;
  update public.inbox set state = 'answered', round_id = v_round, attempts = 0 where id = p_id;
  return jsonb_build_object('outcome', 'kept');
end $$;

-- Starts a session. p_thread is the thread it opens in ('channel:ts'), 'channel:' opens it as a new thread in that channel, null in the
-- bot's direct message. p_mind, and what the learner wrote before a domain was picked, become its first replies.
-- {outcome: 'started' | 'open-already' | 'unknown-domain' | 'inactive-domain', session}. The same p_event_id starts it once.
create or replace function public.start_session(p_workspace text, p_actor text, p_name text, p_domain text, p_event_id text, p_prompt_version int,
                                     p_thread text default null, p_mind text default '', p_end_open boolean default false) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_domain  public.coaching_domains%rowtype;
  v_learner uuid;
  v_session uuid;
  v_open    jsonb;
begin
  perform public.lock_actor(p_workspace, p_actor);
  if exists (select from public.sessions where workspace_id = p_workspace and event_id = p_event_id) then
    return jsonb_build_object('outcome', 'started', 'session', public.open_session(p_workspace, p_actor));
  end if;
  select * into v_domain from public.coaching_domains where id = p_domain;
  if not found then
    return jsonb_build_object('outcome', 'unknown-domain', 'session', null);
  elsif v_domain.is_active is false or not exists (select from public.coaching_personas where domain_id = p_domain)
     or not exists (select from public.rubric_versions where domain_id = p_domain) then
    return jsonb_build_object('outcome', 'inactive-domain', 'session', null);
  end if;
  v_open := public.open_session(p_workspace, p_actor);
  if v_open is not null and not p_end_open then
    return jsonb_build_object('outcome', 'open-already', 'session', v_open);
  elsif v_open is not null then
    perform public.end_session(p_workspace, p_actor, 'another');
  end if;

  insert into public.workspaces (id) values (p_workspace)
  on conflict (id) do update set uninstalled_at = null, installed_at = now() where public.workspaces.uninstalled_at is not null;
  insert into public.learners (workspace_id, slack_user_id, name) values (p_workspace, p_actor, p_name)
  on conflict (workspace_id, slack_user_id) do nothing;
  select id into strict v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  insert into public.sessions (workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id)
  select p_workspace, v_learner, p_domain, public.current_persona_version(p_domain), max(r.version), p_prompt_version, p_event_id
    from public.rubric_versions r where r.domain_id = p_domain
  returning id into v_session;

  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body)
  values (p_workspace, 'opening:' || v_session, 'opening', p_actor, v_session,
          nullif(split_part(p_thread, ':', 1), ''), nullif(split_part(p_thread, ':', 2), ''), p_mind);
  if p_mind <> '' then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, body)
    values (p_workspace, 'mind:' || v_session, 'reply', p_actor, v_session, p_mind);
  end if;
  perform public.adopt_leads(p_workspace, p_actor, v_session);
  return jsonb_build_object('outcome', 'started', 'session', public.open_session(p_workspace, p_actor));
end $$;

-- Leases what is next in a session's lane of replies, or returns null: the replies that wait, in the order of their ts, as one round;
-- or an answer that Slack has not shown yet. One at a time per session. A round takes 20 replies at most, and as many characters as a
-- coach reads of one (src/coaching/reply.ts): the rest of a flood is the next round. The caller holds the session's row lock.
create or replace function public.lease_lane(p_session uuid, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_head public.inbox%rowtype;
begin
  if not exists (select from public.sessions where id = p_session and thread_ts is not null) then
    return null; -- its opening is not shown yet
  end if;
  select * into v_head from public.inbox
   where session_id = p_session and kind = 'reply' and state = 'answered' limit 1;
  if found then
    if v_head.lease_until > now() or v_head.run_at > now() then
      return null;
    elsif v_head.lease_token is not null then -- its worker died, maybe just after posting: nobody posts before that post can be seen
      update public.inbox set look = true, run_at = now() + interval '5 seconds', lease_token = null, lease_until = null where id = v_head.id;
      return null;
    end if;
    return public.lease(v_head.id, p_worker, p_lease_seconds);
  end if;
  if exists (select from public.inbox where session_id = p_session and kind = 'reply' and state = 'queued' and lease_until > now()) then
    return null;
  end if;
  select * into v_head from public.inbox
   where session_id = p_session and kind = 'reply' and state = 'queued' order by ts nulls first, id limit 1;
  if not found or v_head.run_at > now() then
    return null;
  end if;
  update public.inbox set joined_to = null, lease_token = null, lease_until = null
   where session_id = p_session and kind = 'reply' and state = 'queued' and (joined_to is not null or lease_token is not null);
  update public.inbox i set joined_to = v_head.id
    from (select id, sum(length(body) + 2) over (order by ts nulls first, id) as characters
            from (select id, ts, body from public.inbox where session_id = p_session and kind = 'reply' and state = 'queued'
                   order by ts nulls first, id limit 20) first_in_line) next
   where i.id = next.id and i.id <> v_head.id and next.characters <= 8000;
  return public.lease(v_head.id, p_worker, p_lease_seconds);
end $$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array[
       'add_post_erasure', 'add_erasure', 'add_redaction', 'forget_round', 'take_deletion', 'take_edit', 'take_message', 'take_stop',
       'take_uninstall', 'take_in', 'lease_lane', 'mark_sent', 'adopt_leads', 'keep_scorecard', 'start_session'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
