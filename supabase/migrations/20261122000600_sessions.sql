-- Sessions: started, looked at, scored, ended. p_actor is always the person's Slack id from Slack's signed payload.

-- A domain in our words.
create function public.domain_json(d public.coaching_domains) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'id', d.id, 'name', d.name, 'category', d.category, 'difficulty', coalesce(d.difficulty, 'medium'),
    'description', coalesce(d.description, ''), 'scenario', coalesce(d.scenario, ''), 'opening', coalesce(d.default_opening, ''),
    'knowledgeTags', coalesce(to_jsonb(d.knowledge_tags), '[]'), 'isActive', coalesce(d.is_active, true))
$$;

-- The active domains, in the order of their names.
create function public.domains() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(public.domain_json(d) order by d.name), '[]') from public.coaching_domains d where d.is_active is not false
$$;

-- The version of a domain's persona as it stands now; a persona that was changed gets its next version here.
create function public.current_persona_version(p_domain text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_persona jsonb;
  v_version int;
begin
  perform pg_advisory_xact_lock(hashtextextended('persona:' || p_domain, 0));
  select jsonb_build_object(
           'systemPrompt', p.system_prompt, 'coachingStyle', p.coaching_style,
           'dimensions', coalesce(p.evaluation_criteria -> 'dimensions', '[]'),
           'interactionPatterns', coalesce(p.interaction_patterns, '[]'),
           'forbiddenTopics', coalesce(to_jsonb(p.forbidden_topics), '[]'), 'successConditions', p.success_conditions)
    into strict v_persona
    from public.coaching_personas p where p.domain_id = p_domain;
  select version into v_version from public.persona_versions
   where domain_id = p_domain and persona = v_persona order by version desc limit 1;
  if v_version is null then
    insert into public.persona_versions (domain_id, version, persona)
    select p_domain, coalesce(max(version), 0) + 1, v_persona from public.persona_versions where domain_id = p_domain
    returning version into v_version;
  end if;
  return v_version;
end $$;

-- Everything that coaching in a domain needs and that stays the same for a session.
create function public.coach(p_domain text, p_persona_version int, p_rubric_version int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_coach jsonb;
begin
  select jsonb_build_object('domain', public.domain_json(d), 'persona', p.persona, 'personaVersion', p.version,
                            'rubric', jsonb_build_object('version', r.version, 'dimensions', r.dimensions, 'notEvidence', r.not_evidence))
    into v_coach
    from public.coaching_domains d
    join public.persona_versions p on p.domain_id = d.id and p.version = p_persona_version
    join public.rubric_versions r on r.domain_id = d.id and r.version = p_rubric_version
   where d.id = p_domain;
  if v_coach is null then
    raise exception 'no coach for %, persona %, rubric %', p_domain, p_persona_version, p_rubric_version
      using errcode = 'PT404', hint = 'the domain needs a persona and a rubric';
  end if;
  return v_coach;
end $$;

-- Who a person is, as Slack says.
create function public.know_learner(p_workspace text, p_actor text, p_name text, p_time_zone text, p_locale text) returns void
language sql security definer set search_path = '' as $$
  update public.learners set name = p_name, time_zone = p_time_zone, locale = p_locale, profile_at = now()
   where workspace_id = p_workspace and slack_user_id = p_actor
$$;

-- The learner's open session, or null.
create function public.open_session(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'domainId', s.domain_id, 'domainName', d.name, 'thread', public.thread_key(s.channel, s.thread_ts),
                            'rounds', (select count(*) from public.coaching_sessions r where r.session_id = s.id::text))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.coaching_domains d on d.id = s.domain_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null
$$;

-- Starts a session. p_thread is the thread it opens in ('channel:ts'), 'channel:' opens it as a new thread in that channel, null in the
-- bot's direct message. p_mind, and what the learner wrote before a domain was picked, become its first replies.
-- {outcome: 'started' | 'open-already' | 'unknown-domain' | 'inactive-domain', session}. The same p_event_id starts it once.
create function public.start_session(p_workspace text, p_actor text, p_name text, p_domain text, p_event_id text, p_prompt_version int,
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
  on conflict (id) do update set uninstalled_at = null where public.workspaces.uninstalled_at is not null;
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

-- The learner's open session, locked, or a row of nulls. With p_session only that one, if it is the actor's.
create function public.own_open_session(p_workspace text, p_actor text, p_session uuid) returns public.sessions
language sql security definer set search_path = '' as $$
  select s.*
    from public.sessions s join public.learners l on l.id = s.learner_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and s.id = coalesce(p_session, s.id)
     for no key update of s
$$;

-- Ends the learner's open session and puts its scorecard to work.
-- {outcome: 'ended' | 'none-open', session}. With p_session only that session, if it is the actor's.
create function public.end_session(p_workspace text, p_actor text, p_because text, p_session uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
begin
  v_session := public.own_open_session(p_workspace, p_actor, p_session);
  if v_session.id is null then
    return jsonb_build_object('outcome', 'none-open');
  end if;
  update public.sessions set closed_at = now(), closed_because = p_because where id = v_session.id;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
  values (p_workspace, 'scorecard:' || v_session.id, 'scorecard', p_actor, v_session.id, v_session.channel, v_session.thread_ts)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'ended', 'thread', public.thread_key(v_session.channel, v_session.thread_ts));
end $$;

-- Asks for the score so far of the learner's session. {outcome: 'asked' | 'none-open'}.
create function public.ask_score(p_workspace text, p_actor text, p_event_id text, p_session uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
begin
  v_session := public.own_open_session(p_workspace, p_actor, p_session);
  if v_session.id is null then
    return jsonb_build_object('outcome', 'none-open');
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
  values (p_workspace, p_event_id, 'so-far', p_actor, v_session.id, v_session.channel, v_session.thread_ts)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'asked', 'thread', public.thread_key(v_session.channel, v_session.thread_ts));
end $$;

-- "Try again": what waited for the learner is due at once. {outcome: 'due' | 'nothing-waits'}.
create function public.try_again(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.sessions where id = p_session for no key update;
  update public.inbox i set state = 'queued', run_at = now(), joined_to = null
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and i.session_id = s.id and i.kind = 'reply' and i.state = 'paused';
  return jsonb_build_object('outcome', case when found then 'due' else 'nothing-waits' end);
end $$;

-- Whose session this is, and whether it is open: for a button that somebody pressed. Null when there is none.
create function public.session_state(p_workspace text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('actor', l.slack_user_id, 'isOpen', s.closed_at is null)
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.workspace_id = p_workspace and s.id = p_session
$$;

-- Whether no reply of the session was deleted since the work was handed out. If one was, the work is due again: nothing made of it is kept.
create function public.as_judged(p_row public.inbox, p_erasures int) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if p_erasures = (select erasures from public.sessions where id = p_row.session_id) then
    return true;
  end if;
  update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_row.id;
  return false;
end $$;

-- Keeps the judgement of a round "so far". The work is ended with it, or due again when a reply was deleted meanwhile.
create function public.keep_score(p_id bigint, p_token uuid, p_erasures int, p_score int, p_feedback text, p_marks jsonb, p_judge text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := public.held(p_id, p_token);
  if not public.as_judged(v_row, p_erasures) then
    return;
  end if;
  update public.coaching_sessions set score = p_score, feedback = p_feedback, marks = p_marks, judge_model = p_judge
   where id = v_row.round_id and learner_message <> '';
  update public.inbox set state = 'settled', because = 'scored', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where id = p_id;
end $$;

-- Keeps what the oldest rounds of a session came to, unless a reply was deleted meanwhile. A later summary is never replaced by an earlier one.
create function public.keep_summary(p_id bigint, p_token uuid, p_erasures int, p_through_round int, p_text text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := public.held(p_id, p_token);
  update public.sessions set summary = jsonb_build_object('throughRound', p_through_round, 'text', p_text)
   where id = v_row.session_id and erasures = p_erasures and coalesce((summary ->> 'throughRound')::int, 0) < p_through_round;
end $$;

-- Keeps a session's scorecard before it is shown. Replies that no answer came for form the last round, whose answer is the closing.
create function public.keep_scorecard(p_id bigint, p_token uuid, p_erasures int, p_judgement jsonb, p_closing jsonb, p_answer text, p_pending int) returns jsonb
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
  if p_pending <> (select count(*) from public.inbox i
                    where i.session_id = v_row.session_id and i.kind = 'reply' and i.state in ('queued', 'paused')) then
    update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_id;
    return jsonb_build_object('outcome', 'changed');
  end if;
  if p_pending > 0 then
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

-- Looks after what time does: after p_ask_days without a reply one question is due, after p_close_days the session is closed with what
-- there is; words that waited a week for a domain are blanked; ended work is forgotten after 30 days. Calendar time is p_now.
create function public.sweep(p_now timestamptz, p_ask_days int, p_close_days int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session record;
  v_asked   int := 0;
  v_closed  int := 0;
begin
  for v_session in
    select s.id, s.workspace_id, s.channel, s.thread_ts, s.last_reply_at, l.slack_user_id
      from public.sessions s join public.learners l on l.id = s.learner_id
     where s.closed_at is null and s.last_reply_at < p_now - make_interval(days => p_ask_days)
       and (s.idle_asked_at is null or s.last_reply_at < p_now - make_interval(days => p_close_days))
       for no key update of s skip locked
  loop
    if v_session.last_reply_at < p_now - make_interval(days => p_close_days) then
      perform public.end_session(v_session.workspace_id, v_session.slack_user_id, 'idle', v_session.id);
      v_closed := v_closed + 1;
    elsif v_session.thread_ts is not null then
      update public.sessions set idle_asked_at = p_now where id = v_session.id;
      insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
      values (v_session.workspace_id, 'idle:' || v_session.id || ':' || extract(epoch from v_session.last_reply_at), 'idle',
              v_session.slack_user_id, v_session.id, v_session.channel, v_session.thread_ts)
      on conflict do nothing;
      v_asked := v_asked + 1;
    end if;
  end loop;
  update public.inbox set body = '', state = 'settled', because = 'no domain was picked', ended_at = p_now
   where state = 'waiting' and created_at < p_now - interval '7 days';
  delete from public.inbox where ended_at < p_now - interval '30 days';
  return jsonb_build_object('asked', v_asked, 'closed', v_closed);
end $$;

-- For a health check: what waits, and what needs an operator.
create function public.work_waiting() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'due', count(*) filter (where state in ('queued', 'answered') and run_at <= now() and coalesce(lease_until < now(), true)),
    'delayed', count(*) filter (where state in ('queued', 'answered') and run_at > now()),
    'stuck', count(*) filter (where state = 'stuck'))
    from public.inbox where state in ('queued', 'answered', 'stuck')
$$;

-- The versions of the migrations that this database has, so that a release can say which it lacks.
create function public.applied_migrations() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(version order by version), '[]') from supabase_migrations.schema_migrations);
exception when undefined_table then
  return '[]'; -- loaded by hand, without the CLI's history
end $$;

-- service_role alone may call any of this. Other functions in the schema, if it is shared, are left as they are.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array[
       'thread_key', 'rounds_to_tell', 'thread_to_answer', 'work_of', 'add_thread', 'lease', 'lease_lane', 'claim_work', 'extend_leases',
       'hand_back', 'release_work', 'held', 'put_back', 'settle', 'retry_stuck', 'pause_reply', 'keep_round', 'mark_sent', 'lock_actor',
       'adopt_leads', 'add_erasure', 'add_note', 'take_edit', 'take_deletion', 'take_message', 'take_once', 'take_in', 'take_stop',
       'take_uninstall', 'domain_json', 'domains', 'current_persona_version', 'coach', 'know_learner', 'open_session', 'own_open_session', 'start_session',
       'end_session', 'ask_score', 'try_again', 'session_state', 'as_judged', 'keep_score', 'keep_summary', 'keep_scorecard', 'sweep',
       'applied_migrations', 'work_waiting'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
