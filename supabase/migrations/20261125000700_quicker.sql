-- What every answer runs, without being planned anew each time: PostgreSQL before 18 keeps no plan of a function in SQL, but does of one
-- in PL/pgSQL. What they do is as before.

-- The date in a time zone; in UTC where nobody knows the zone.
create or replace function public.day_in(p_zone text, p_at timestamptz) returns date
language plpgsql stable set search_path = '' as $$
begin
  if p_zone is null or p_zone = 'UTC' then
    return (p_at at time zone 'UTC')::date;
  end if;
  begin
    return (p_at at time zone p_zone)::date;
  exception when invalid_parameter_value then
    return (p_at at time zone 'UTC')::date;
  end;
end $$;

-- Counts what was used just now. Locks a learner's row before their workspace's, and both after everything else.
create or replace function public.add_usage(p_workspace text, p_actor text, p_rounds int, p_input_tokens int, p_output_tokens int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_zone text;
begin
  select time_zone into v_zone from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  insert into public.usage_today as u (workspace_id, actor, day, rounds, input_tokens, output_tokens)
  select p_workspace, used.actor, used.day, p_rounds, p_input_tokens, p_output_tokens
    from (values (1, p_actor, public.day_in(v_zone, now())), (2, '', public.day_in('UTC', now()))) used (place, actor, day)
   where used.place = 2 or found
   order by used.place
  on conflict (workspace_id, actor) do update
     set day = excluded.day,
         rounds = excluded.rounds + case when u.day = excluded.day then u.rounds else 0 end,
         input_tokens = excluded.input_tokens + case when u.day = excluded.day then u.input_tokens else 0 end,
         output_tokens = excluded.output_tokens + case when u.day = excluded.day then u.output_tokens else 0 end;
end $$;

-- {learner: {rounds, inputTokens, outputTokens}, workspace: {...}}: what was used today.
create or replace function public.used_today(p_workspace text, p_actor text, p_zone text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_nothing   constant jsonb := '{"rounds": 0, "inputTokens": 0, "outputTokens": 0}';
  v_learner   jsonb;
  v_workspace jsonb;
begin
  select jsonb_build_object('rounds', rounds, 'inputTokens', input_tokens, 'outputTokens', output_tokens) into v_learner
    from public.usage_today where workspace_id = p_workspace and actor = p_actor and day = public.day_in(p_zone, now());
  select jsonb_build_object('rounds', rounds, 'inputTokens', input_tokens, 'outputTokens', output_tokens) into v_workspace
    from public.usage_today where workspace_id = p_workspace and actor = '' and day = public.day_in('UTC', now());
  return jsonb_build_object('learner', coalesce(v_learner, v_nothing), 'workspace', coalesce(v_workspace, v_nothing));
end $$;

-- The rounds of a session after its summary, oldest first, each {number, reply, answer}.
create or replace function public.rounds_to_tell(p_session uuid, p_all boolean default false) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('number', r.round_number, 'reply', r.learner_message, 'answer', r.coach_response)
                                    order by r.round_number), '[]')
            from public.coaching_sessions r
            join public.sessions s on s.id = p_session
           where r.session_id = p_session::text
             and (p_all or r.round_number > coalesce((s.summary ->> 'throughRound')::int, 0)));
end $$;

-- Where a round is answered: in the thread of its newest reply, or where the session lives. What was said in public, in a mention,
-- is answered in private.
create or replace function public.thread_to_answer(p_id bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(case when not i.about @> '{"mention": true}' then public.thread_key(i.channel, coalesce(i.thread_ts, i.ts)) end,
                          public.thread_key(s.channel, s.thread_ts))
            from public.inbox i join public.sessions s on s.id = i.session_id
           where i.id = p_id or i.joined_to = p_id
           order by i.ts desc nulls last, i.id desc limit 1);
end $$;
