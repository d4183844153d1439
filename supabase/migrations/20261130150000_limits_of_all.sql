-- The limits of a day hold for all that a model is asked: what is over them waits for the next day, or is refused.

-- A limit of the day is reached, and the day turns after p_after_ms, at p_until. Replies are due again then, as if they had not been tried,
-- and the learner hears of them once a day. A scorecard, a second look at a score, or the score of a round is due again then
-- too; the learner is told, but not about the score of a round, which nobody waits for. A score so far that was
-- asked for is ended with that word. What a learner wrote last in a session that has ended is answered by its scorecard alone, so it waits
-- for that.
create or replace function public.wait_for_day(p_id bigint, p_token uuid, p_after_ms int, p_whose text, p_until timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_run_at  timestamptz := now() + make_interval(secs => p_after_ms / 1000.0);
  v_because text := 'limit of the ' || p_whose;
  v_thread  text;
  v_once    text;
begin
  v_row := public.held(p_id, p_token);
  if v_row.kind = 'reply' then
    v_thread := public.thread_to_answer(p_id);
    v_once := p_whose || ':' || v_row.actor || ':' || extract(epoch from p_until);
    update public.inbox set first_try_at = null, attempts = 0, worker = null, lease_token = null, lease_until = null where id = p_id;
    perform public.delay_lane(v_row.session_id, v_run_at, v_because, false);
  else
    v_thread := public.thread_key(v_row.channel, coalesce(v_row.thread_ts, ''));
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
     and public.day_in(whose.zone, p_from) <> public.day_in(whose.zone, p_to);
  update public.inbox set run_at = now()
   where state = 'queued' and because like 'limit of the %' and run_at > now() and lease_token is null;
end $$;

-- service_role alone may call any of this.
revoke execute on function public.turn_day(timestamptz, timestamptz) from public, anon, authenticated;
grant execute on function public.turn_day(timestamptz, timestamptz) to service_role;
