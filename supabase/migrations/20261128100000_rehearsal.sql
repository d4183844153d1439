-- What a learner wishes of the coach is a reply: a hint, another question, a rehearsal of the talk that they are to have. It comes by a word or
-- by a button, waits in the same lane, and is answered by a round of its own.

alter table public.coaching_sessions
  add column wish      text check (wish in ('hint', 'skip', 'else', 'practise', 'practise easy', 'practise medium', 'practise hard',
                                            'pause', 'again', 'back')), -- null where the learner spoke for themselves
  add column rehearsal text check (rehearsal in ('easy', 'medium', 'hard')), -- the pressure of the rehearsal that the round is part of
  add column retaken   boolean not null default false; -- said anew later: it counts no more

-- The rounds of a session after its summary, oldest first, each {number, reply, answer}, with {wish, rehearsal, retaken} where there are any.
create or replace function public.rounds_to_tell(p_session uuid, p_all boolean default false) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                             'number', r.round_number, 'reply', r.learner_message, 'answer', r.coach_response,
                             'wish', r.wish, 'rehearsal', r.rehearsal, 'retaken', nullif(r.retaken, false)))
                           order by r.round_number), '[]')
            from public.coaching_sessions r
            join public.sessions s on s.id = p_session
           where r.session_id = p_session::text
             and (p_all or r.round_number > coalesce((s.summary ->> 'throughRound')::int, 0)));
end $$;

-- As before. A wish is a round of its own: nothing is answered together with it. One that came by a button has no ts, and stands
-- where it was pressed.
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
   where session_id = p_session and kind = 'reply' and state = 'queued' order by coalesce(ts, about ->> 'at') nulls first, id limit 1;
  if not found or v_head.run_at > now() then
    return null;
  end if;
  update public.inbox set joined_to = null, lease_token = null, lease_until = null
   where session_id = p_session and kind = 'reply' and state = 'queued' and (joined_to is not null or lease_token is not null);
  update public.inbox i set joined_to = v_head.id
    from (select id, sum(length(body) + 2) over (order by at nulls first, id) as characters,
                 count(*) filter (where is_wish) over (order by at nulls first, id) as wishes
            from (select id, coalesce(ts, about ->> 'at') as at, body, about ? 'wish' as is_wish
                    from public.inbox where session_id = p_session and kind = 'reply' and state = 'queued'
                   order by coalesce(ts, about ->> 'at') nulls first, id limit 20) first_in_line) next
   where i.id = next.id and i.id <> v_head.id and next.characters <= 8000 and next.wishes = 0;
  return public.lease(v_head.id, p_worker, p_lease_seconds);
end $$;

-- As before, with nothing written that is there already, and a wish is noted with the words that it was written with.
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

  if v_kind in ('reply', 'lead') and p_item ? 'wish' then
    v_about := v_about || jsonb_build_object('wish', p_item -> 'wish');
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

-- As before. Whether it is a wish follows the newest text.
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
    update public.inbox
       set body = v_text, edits = edits + 1,
           about = about - 'wish' || case when p_item ? 'wish' then jsonb_build_object('wish', p_item -> 'wish') else '{}' end
     where id = v_row.id and body <> v_text;
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

-- As before. What looks back on a rehearsal quotes it: with a reply of that rehearsal it goes too.
create or replace function public.take_deletion(p_workspace text, p_channel text, p_ts text, p_thread_ts text) returns bigint
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
  perform public.forget_round(v_round.session_id::uuid, v_round.round_number);
  perform public.add_erasure(v_round.id);
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
      perform public.add_erasure(v_debrief);
    end loop;
  end if;
  return null;
end $$;

-- An exchange of a rehearsal is said anew: it counts no more, and what was judged or summed up with it is made again.
create function public.retake_round(p_session uuid, p_round int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.coaching_sessions set retaken = true
   where session_id = p_session::text and round_number = p_round and rehearsal is not null and wish is null;
  update public.coaching_sessions set score = null, feedback = null, marks = null
   where session_id = p_session::text and round_number >= p_round;
  update public.sessions
     set erasures = erasures + 1,
         summary = case when (summary ->> 'throughRound')::int >= p_round then null else summary end
   where id = p_session;
end $$;

-- As before. p_part says what the round is: {wish, rehearsal}, the number of the round that it retakes, and what its answer is shown with.
drop function public.keep_round(bigint, uuid, int, text, int, text, int, int, int);
create function public.keep_round(p_id bigint, p_token uuid, p_edits int, p_answer text, p_response_ms int, p_coach_model text,
                                  p_input_tokens int, p_cached_tokens int, p_output_tokens int,
                                  p_part jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round int;
  v_id    uuid;
begin
  v_row := public.held(p_id, p_token);
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept', 'round',
      (select r.round_number from public.coaching_sessions r where r.id = v_row.round_id));
  end if;
  if v_row.state <> 'queued' or p_edits <> (select sum(edits) from public.inbox where id = p_id or joined_to = p_id) then
    update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_id;
    return jsonb_build_object('outcome', 'changed');
  end if;

  select coalesce(max(round_number), 0) + 1 into v_round from public.coaching_sessions where session_id = v_row.session_id::text;
  insert into public.coaching_sessions
    (workspace_id, learner_id, domain_id, session_id, round_number, learner_message, coach_response, response_time_ms,
     persona_version, rubric_version, prompt_version, coach_model, input_tokens, cached_tokens, output_tokens, replies, wish, rehearsal)
  select s.workspace_id, s.learner_id::text, s.domain_id, s.id::text, v_round, m.text, p_answer, p_response_ms,
         s.persona_version, s.rubric_version, s.prompt_version, p_coach_model, p_input_tokens, p_cached_tokens, p_output_tokens, m.messages,
         p_part ->> 'wish', p_part ->> 'rehearsal'
    from public.sessions s,
         (select string_agg(i.body, E'\n\n' order by i.ts nulls first, i.id) as text,
                 coalesce(jsonb_agg(jsonb_build_object('channel', i.channel, 'ts', i.ts) order by i.ts) filter (where i.ts is not null), '[]') as messages
            from public.inbox i where i.id = p_id or i.joined_to = p_id) m
   where s.id = v_row.session_id
  returning id into v_id;
  update public.inbox
     set state = case when id = p_id then 'answered' else 'joined' end, round_id = v_id, body = '', attempts = 0,
         ended_at = case when id = p_id then null else now() end
   where id = p_id or joined_to = p_id;
  update public.inbox set about = about - 'wish' || (p_part - 'retakes') where id = p_id;
  if p_part ? 'retakes' then
    perform public.retake_round(v_row.session_id, (p_part ->> 'retakes')::int);
  end if;
  return jsonb_build_object('outcome', 'kept', 'round', v_round);
end $$;

-- A wish by a button of the round p_round, or of the opening where that is 0. p_at is when it was pressed, as Slack counts.
-- {outcome: 'asked' | 'none-open' | 'not-yours' | 'older'}. The same p_event_id asks once.
create function public.press_wish(p_workspace text, p_actor text, p_event_id text, p_session uuid, p_wish text, p_round int,
                                  p_thread text, p_at text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
  v_thread  public.session_threads%rowtype;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor
     for no key update of s;
  if not found then
    return jsonb_build_object('outcome', 'not-yours');
  elsif v_session.closed_at is not null then
    return jsonb_build_object('outcome', 'none-open');
  elsif exists (select from public.inbox where workspace_id = p_workspace and event_id = p_event_id) then
    return jsonb_build_object('outcome', 'asked');
  elsif p_round > 0 and p_round <> (select max(r.round_number) from public.coaching_sessions r where r.session_id = p_session::text) then
    return jsonb_build_object('outcome', 'older');
  end if;
  select * into v_thread from public.session_threads t
   where t.session_id = p_session and public.thread_key(t.channel, t.thread_ts) = p_thread;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body, about)
  values (p_workspace, p_event_id, 'reply', p_actor, p_session, v_thread.channel, v_thread.thread_ts, p_wish,
          jsonb_build_object('wish', p_wish, 'at', p_at));
  update public.sessions set last_reply_at = now(), idle_asked_at = null where id = p_session;
  update public.inbox set state = 'queued', run_at = now(), joined_to = null
   where session_id = p_session and kind = 'reply' and state = 'paused';
  return jsonb_build_object('outcome', 'asked');
end $$;

-- A session ends: a wish that nobody came to yet is answered by the scorecard, and is no word of the learner's that could be judged.
create function public.drop_wishes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox
     set state = 'settled', because = 'answered by the scorecard', body = '', ended_at = now(), joined_to = null
   where session_id = new.id and kind = 'reply' and state in ('queued', 'paused') and about ? 'wish' and lease_token is null;
  return null;
end $$;
create trigger drop_wishes after update of closed_at on public.sessions
  for each row when (old.closed_at is null and new.closed_at is not null) execute function public.drop_wishes();

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array[
       'rounds_to_tell', 'lease_lane', 'take_message', 'take_edit', 'take_deletion', 'retake_round', 'keep_round', 'press_wish', 'drop_wishes'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
