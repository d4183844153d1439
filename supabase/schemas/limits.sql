-- Limits of a day: what learners and workspaces used today is counted, and what is over them waits for the next day, or is refused.

-- What was used on the newest day that anything was: by a learner in their own time zone, and by all of a workspace (actor '') in UTC.
create table public.usage_today (
  workspace_id  text not null references public.workspaces (id) on delete cascade,
  actor         text not null,
  day           date not null,
  rounds        int not null,
  input_tokens  bigint not null,
  output_tokens bigint not null,
  primary key (workspace_id, actor)
) with (fillfactor = 70); -- every round changes two of these rows

-- {learner: {rounds, inputTokens, outputTokens}, workspace: {...}}: what was used today.
create function public.used_today(p_workspace text, p_actor text, p_zone text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_nothing   constant jsonb := '{"rounds": 0, "inputTokens": 0, "outputTokens": 0}';
  v_learner   jsonb;
  v_workspace jsonb;
begin
  select jsonb_build_object('rounds', rounds, 'inputTokens', input_tokens, 'outputTokens', output_tokens) into v_learner
    from public.usage_today where workspace_id = p_workspace and actor = p_actor and day = private.day_in(p_zone, now());
  select jsonb_build_object('rounds', rounds, 'inputTokens', input_tokens, 'outputTokens', output_tokens) into v_workspace
    from public.usage_today where workspace_id = p_workspace and actor = '' and day = private.day_in('UTC', now());
  return jsonb_build_object('learner', coalesce(v_learner, v_nothing), 'workspace', coalesce(v_workspace, v_nothing));
end $$;

-- Counts what was used just now. Locks a learner's row before their workspace's, and both after everything else.
create function public.add_usage(p_workspace text, p_actor text, p_rounds int, p_input_tokens int, p_output_tokens int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_zone text;
begin
  select time_zone into v_zone from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  insert into public.usage_today as u (workspace_id, actor, day, rounds, input_tokens, output_tokens)
  select p_workspace, used.actor, used.day, p_rounds, p_input_tokens, p_output_tokens
    from (values (1, p_actor, private.day_in(v_zone, now())), (2, '', private.day_in('UTC', now()))) used (place, actor, day)
   where used.place = 2 or found
   order by used.place
  on conflict (workspace_id, actor) do update
     set day = excluded.day,
         rounds = excluded.rounds + case when u.day = excluded.day then u.rounds else 0 end,
         input_tokens = excluded.input_tokens + case when u.day = excluded.day then u.input_tokens else 0 end,
         output_tokens = excluded.output_tokens + case when u.day = excluded.day then u.output_tokens else 0 end;
end $$;

-- A round is counted in the transaction that keeps it; and what the learner was told about replies that wait is over.
create function private.count_round() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.add_usage(new.workspace_id, l.slack_user_id, 1, coalesce(new.input_tokens, 0), coalesce(new.output_tokens, 0))
     from public.learners l where l.id = new.learner_id::uuid;
  update public.inbox set about = about - 'told'
   where session_id = new.session_id::uuid and kind = 'reply' and state = 'queued' and because is not null and about @> '{"told": true}';
  return null;
end $$;
create trigger count_round after insert on public.coaching_sessions
  for each row when (new.workspace_id is not null) execute function private.count_round();

-- What somebody used is not counted once they erased everything: a model's answer that was under way then comes after it.
create function private.keep_no_stray_usage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  return case when private.is_erased(new.workspace_id, new.actor) then null else new end;
end $$;
create trigger keep_no_stray_usage before insert on public.usage_today
  for each row when (new.actor <> '') execute function private.keep_no_stray_usage();

-- A limit of the day is reached, and the day turns after p_after_ms, at p_until. Replies are due again then, as if they had not been tried,
-- and the learner hears of them once a day. A scorecard, a second look at a score, or the score of a round is due again then
-- too; the learner is told, but not about the score of a round, which nobody waits for. A score so far that was
-- asked for is ended with that word. What a learner wrote last in a session that has ended is answered by its scorecard alone, so it waits
-- for that.
-- Raises PT409 where the lease is lost.
create function public.wait_for_day(p_id bigint, p_token uuid, p_after_ms int, p_whose text, p_until timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_run_at  timestamptz := now() + make_interval(secs => p_after_ms / 1000.0);
  v_because text := 'limit of the ' || p_whose;
  v_thread  text;
  v_once    text;
begin
  v_row := private.held_row(p_id, p_token);
  if v_row.kind = 'reply' then
    v_thread := private.thread_to_answer(p_id);
    v_once := p_whose || ':' || v_row.actor || ':' || extract(epoch from p_until);
    update public.inbox set first_try_at = null, attempts = 0, worker = null, lease_token = null, lease_until = null where id = p_id;
    perform private.delay_lane(v_row.session_id, v_run_at, v_because, false);
  else
    v_thread := private.thread_key(v_row.channel, coalesce(v_row.thread_ts, ''));
    v_once := p_id || ':' || extract(epoch from p_until);
    update public.inbox
       set state = case when kind = 'so-far' then 'settled' else state end, ended_at = case when kind = 'so-far' then now() end,
           run_at = v_run_at, because = v_because, about = about - 'told',
           first_try_at = null, attempts = 0, worker = null, lease_token = null, lease_until = null
     where id = p_id;
  end if;
  if v_row.kind = 'scorecard' then
    update public.inbox set run_at = 'infinity', because = 'its scorecard answers it', about = about - 'told'
     where session_id = v_row.session_id and kind = 'reply' and state = 'queued' and lease_token is null;
  end if;
  if v_row.kind <> 'score' then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
    values (v_row.workspace_id, 'limit:' || v_once, 'note', v_row.actor, v_row.session_id,
            nullif(split_part(v_thread, ':', 1), ''), nullif(split_part(v_thread, ':', 2), ''),
            jsonb_build_object('note', 'limit', 'what', v_row.kind, 'whose', p_whose, 'until', p_until))
    on conflict do nothing;
  end if;
end $$;

-- The clock was moved from p_from to p_to, as one can to see what is due later: what waits for a day is looked at now, and where another day
-- has begun for somebody, nothing of theirs is used yet.
create function public.turn_day(p_from timestamptz, p_to timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.usage_today u set rounds = 0, input_tokens = 0, output_tokens = 0
    from (select workspace_id, slack_user_id as actor, time_zone as zone from public.learners
          union all select id, '', 'UTC' from public.workspaces) whose
   where u.workspace_id = whose.workspace_id and u.actor = whose.actor
     and private.day_in(whose.zone, p_from) <> private.day_in(whose.zone, p_to);
  update public.inbox set run_at = now()
   where state = 'queued' and because like 'limit of the %' and run_at > now() and lease_token is null;
end $$;
