-- Rounds: the learner's reply and the coach's answer, never one without the other. What a learner wishes of the coach (a hint, another
-- question, a rehearsal) is a reply too, in the same lane, and answered by a round of its own.

-- A row is a round. The first eleven columns are as given.
create table public.coaching_sessions (
  id               uuid primary key default gen_random_uuid(),
  learner_id       text not null,
  domain_id        text not null,
  learner_message  text not null,
  coach_response   text not null,
  round_number     int default 1,
  session_id       text,
  response_time_ms int,
  score            int check (score >= 1 and score <= 10),
  feedback         text,
  created_at       timestamptz default now(),
  workspace_id     text references public.workspaces (id),
  persona_version  int,
  rubric_version   int,
  prompt_version   int,
  coach_model      text,
  judge_model      text,
  input_tokens     int,
  cached_tokens    int,
  output_tokens    int,
  marks            jsonb,       -- the judgement "so far", after this round
  replies          jsonb not null default '[]', -- [{channel, ts}]: the messages that the reply is made of
  answer_channel   text,        -- where Slack holds the answer
  answer_ts        text,
  edited_at        timestamptz, -- the learner changed a reply after it was answered
  wish             text check (wish in ('hint', 'skip', 'else', 'practise', 'practise easy', 'practise medium', 'practise hard',
                                        'pause', 'again', 'back')), -- null where the learner spoke for themselves
  rehearsal        text check (rehearsal in ('easy', 'medium', 'hard')), -- the pressure of the rehearsal that the round is part of
  retaken          boolean not null default false -- said anew later: it counts no more
);
create index idx_coaching_learner on public.coaching_sessions (learner_id, created_at desc);
create index idx_coaching_domain on public.coaching_sessions (domain_id, created_at desc);
create index idx_coaching_session on public.coaching_sessions (session_id, round_number);
create unique index one_row_per_round on public.coaching_sessions (session_id, round_number);
create index rounds_by_message on public.coaching_sessions using gin (replies jsonb_path_ops);
-- What retention looks for, found without reading what is long done.
create index rounds_with_text on public.coaching_sessions (workspace_id, created_at) where learner_message <> '' or coach_response <> '';

-- Keeps a round: the learner's replies and the coach's answer, before anything is shown. The lease goes on: next it is shown. p_part says
-- what the round is: {wish, rehearsal}, the number of the round that it retakes, and what its answer is shown with.
-- {outcome: 'kept', round} or, when a reply was edited or deleted meanwhile, {outcome: 'changed'}: the work is due again at once.
-- Raises PT409 where the lease is lost.
create function public.keep_round(p_id bigint, p_token uuid, p_edits int, p_answer text, p_response_ms int, p_coach_model text,
                                  p_input_tokens int, p_cached_tokens int, p_output_tokens int,
                                  p_part jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round int;
  v_id    uuid;
begin
  v_row := private.held_row(p_id, p_token);
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
    perform private.retake_round(v_row.session_id, (p_part ->> 'retakes')::int);
  end if;
  return jsonb_build_object('outcome', 'kept', 'round', v_round);
end $$;

-- Notes with a round how long each of its messages is, so that a quote can be led back to its message.
create function private.measure_replies() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.replies := (
    select jsonb_agg(r.message || jsonb_build_object('characters', char_length(i.body)) order by r.place)
      from jsonb_array_elements(new.replies) with ordinality as r (message, place)
      left join public.inbox i on i.workspace_id = new.workspace_id and i.channel = r.message ->> 'channel' and i.ts = r.message ->> 'ts');
  return new;
end $$;
create trigger measure_replies before insert on public.coaching_sessions
  for each row when (new.replies <> '[]') execute function private.measure_replies();

-- An exchange of a rehearsal is said anew: it counts no more, and what was judged or summed up with it is made again.
create function private.retake_round(p_session uuid, p_round int) returns void
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

-- A wish by a button of the round p_round, or of the opening where that is 0. p_at is when it was pressed, as Slack counts; p_says what
-- it says besides, such as whom to practise with.
-- {outcome: 'asked' | 'none-open' | 'not-yours' | 'older'}. The same p_event_id asks once.
create function public.press_wish(p_workspace text, p_actor text, p_event_id text, p_session uuid, p_wish text, p_round int,
                                  p_thread text, p_at text, p_says text default null) returns jsonb
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
   where t.session_id = p_session and private.thread_key(t.channel, t.thread_ts) = p_thread;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body, about)
  values (p_workspace, p_event_id, 'reply', p_actor, p_session, v_thread.channel, v_thread.thread_ts, coalesce(p_says, p_wish),
          jsonb_build_object('wish', p_wish, 'at', p_at));
  update public.sessions set last_reply_at = now(), idle_asked_at = null where id = p_session;
  update public.inbox set state = 'queued', run_at = now(), joined_to = null
   where session_id = p_session and kind = 'reply' and state = 'paused';
  return jsonb_build_object('outcome', 'asked');
end $$;

-- A session ends: a wish that nobody came to yet is answered by the scorecard, and is no word of the learner's that could be judged.
create function private.drop_wishes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox
     set state = 'settled', because = 'answered by the scorecard', body = '', ended_at = now(), joined_to = null
   where session_id = new.id and kind = 'reply' and state in ('queued', 'paused') and about ? 'wish' and lease_token is null;
  return null;
end $$;
create trigger drop_wishes after update of closed_at on public.sessions
  for each row when (old.closed_at is null and new.closed_at is not null) execute function private.drop_wishes();

-- The rounds of a session after its summary, oldest first, each {number, reply, answer}, with {wish, rehearsal, retaken} where there are any.
create function private.rounds_to_tell(p_session uuid, p_all boolean default false) returns jsonb
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

-- What was said in a session, for its learner: as rounds_to_tell, and of all of it. Nothing for anybody else.
create function public.own_rounds(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce((select private.rounds_to_tell(s.id, true)
                     from public.sessions s join public.learners l on l.id = s.learner_id
                    where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor), '[]')
$$;

-- Where the words of a session's rounds stand in Slack, for its learner: [{round, messages: [{post, characters}]}].
create function public.sent_replies(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('round', w.round_number, 'messages', w.mind || w.typed)), '[]')
    from public.sessions s
    join public.learners l on l.id = s.learner_id
   cross join lateral (
     select r.round_number,
            (select coalesce(jsonb_agg(jsonb_build_object('post', private.thread_key(m.message ->> 'channel', m.message ->> 'ts'),
                                                          'characters', m.message -> 'characters') order by m.place), '[]')
               from jsonb_array_elements(r.replies) with ordinality as m (message, place)) as typed,
            (select coalesce(jsonb_agg(jsonb_build_object(
                      'post', private.thread_key(o.sent_channel, o.sent_ts),
                      'characters', char_length(r.learner_message) -
                        (select coalesce(sum((m ->> 'characters')::int + 2), 0) from jsonb_array_elements(r.replies) m))), '[]')
               from public.inbox i
               join public.inbox o on o.workspace_id = i.workspace_id and o.event_id = 'opening:' || s.id and o.sent_ts is not null
              where i.workspace_id = s.workspace_id and i.event_id = 'mind:' || s.id and i.round_id = r.id) as mind
       from public.coaching_sessions r
      where r.session_id = s.id::text) w
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor and w.mind || w.typed <> '[]'
$$;

-- Keeps what the oldest rounds of a session came to, unless a reply was deleted meanwhile. A later summary is never replaced by an earlier one.
-- Raises PT409 where the lease is lost.
create function public.keep_summary(p_id bigint, p_token uuid, p_erasures int, p_through_round int, p_text text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  update public.sessions set summary = jsonb_build_object('throughRound', p_through_round, 'text', p_text)
   where id = v_row.session_id and erasures = p_erasures and coalesce((summary ->> 'throughRound')::int, 0) < p_through_round;
end $$;

-- A reply of this round was deleted: what was made of its words goes with them. A scorecard keeps the scores and cues that other words prove.
create function private.forget_round(p_session uuid, p_round int) returns void
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
     set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb), marks = left_over.marks,
         overall = private.overall_score(left_over.marks)
    from (select jsonb_agg(m.mark order by m.place) as marks
            from (select place,
                         mark || jsonb_build_object('quotes', quotes, 'observation', '', 'nextStep', '')
                           || private.cues_without(mark, p_round)
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
    perform private.add_post_erasure(p_session, v_post);
  end loop;
  for v_post in select q ->> 'post' from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'scorecard'
  loop
    perform private.add_redaction(p_session, v_post, 'redact:' || v_post || ':' || (select erasures from public.sessions where id = p_session));
  end loop;
  update public.sessions
     set quoted_in = (select coalesce(jsonb_agg(q), '[]') from jsonb_array_elements(quoted_in) q where q ->> 'kind' <> 'so-far')
   where id = p_session;
  -- what is on its way to Slack just now was made before: it is looked after as soon as it is there
  update public.inbox set about = about || '{"stale": true}'
   where session_id = p_session and (kind = 'so-far' and state in ('queued', 'stuck') or kind = 'scorecard' and state in ('answered', 'stuck'))
     and (lease_token is not null or look);
end $$;
