-- Scores so far, and the scorecard at the end of a session: it shows its proof where it stands, and its scores only once the learner could
-- say how they see themselves. A dimension that the learner sees differently is judged again, once.

create table public.scorecards (
  id              uuid primary key default gen_random_uuid(),
  workspace_id    text not null references public.workspaces (id),
  session_id      uuid not null unique references public.sessions (id) on delete cascade,
  rubric_version  int not null,
  persona_version int not null,
  prompt_version  int not null,
  judge_model     text not null,
  samples         int not null,
  overall         int check (overall between 1 and 10),
  marks           jsonb not null,
  closing         jsonb not null, -- {workedOut, nextSteps}
  created_at      timestamptz not null default now(),
  blanked_at      timestamptz, -- its words are gone, its scores are not
  own_score       int check (own_score between 1 and 10), -- what the learner gave themselves before they saw the scores
  opened_at       timestamptz, -- when its learner looked at it: from then on it shows what it says
  cut             int not null default 0 -- sentences that spoke to the grader
);
create index scorecards_by_workspace on public.scorecards (workspace_id);
create index scorecards_with_text on public.scorecards (workspace_id, created_at) where blanked_at is null;

-- "I see it differently": both scores, the reason and what became of it are kept.
create table public.disputes (
  id             uuid primary key default gen_random_uuid(),
  workspace_id   text not null references public.workspaces (id),
  session_id     uuid not null references public.sessions (id) on delete cascade,
  dimension      text not null,
  rubric_version int not null,
  reason         text not null default '', -- the learner's words; '' once one of their replies is deleted
  before_score   int check (before_score between 1 and 10),
  after_score    int check (after_score between 1 and 10),
  judge_model    text, -- who judged again
  outcome        text not null default 'open' check (outcome in ('open', 'raised', 'lowered', 'unchanged')),
  created_at     timestamptz not null default now(),
  decided_at     timestamptz,
  unique (session_id, dimension)
);
create index disputes_by_workspace on public.disputes (workspace_id);
-- What a run of retention looks for.
create index disputes_with_reason on public.disputes (workspace_id, created_at) where reason <> '';

-- The level that a learner reached in a session, by dimension: what the digest reads instead of marks, which hold quotes.
create table public.dimension_levels (
  session_id     uuid not null references public.sessions (id) on delete cascade,
  dimension      text not null,
  label          text not null,
  workspace_id   text not null references public.workspaces (id),
  learner_id     uuid not null references public.learners (id) on delete cascade,
  domain_id      text not null,
  rubric_version int not null,
  judge          text not null,
  score          int not null check (score between 1 and 10),
  at             timestamptz not null,
  primary key (session_id, dimension)
);
create index dimension_levels_by_learner on public.dimension_levels (learner_id, at);
create index dimension_levels_by_workspace on public.dimension_levels (workspace_id);
create index levels_by_time on public.dimension_levels (workspace_id, at);

-- Asks for the score so far of the learner's session, or that it is shown in p_post, which says that it is there.
-- {outcome: 'asked' | 'none-open'}.
create function public.ask_score(p_workspace text, p_actor text, p_event_id text, p_session uuid default null, p_post text default null)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
begin
  v_session := private.own_open_session(p_workspace, p_actor, p_session);
  if v_session.id is null then
    return jsonb_build_object('outcome', 'none-open');
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_workspace, p_event_id, 'so-far', p_actor, v_session.id, v_session.channel, v_session.thread_ts,
          case when p_post is null then '{}' else jsonb_build_object('redacts', p_post) end)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'asked', 'thread', private.thread_key(v_session.channel, v_session.thread_ts));
end $$;

-- Whether no reply of the session was deleted since the work was handed out. If one was, the work is due again: nothing made of it is kept.
create function private.as_judged(p_row public.inbox, p_erasures int) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if p_erasures = (select erasures from public.sessions where id = p_row.session_id) then
    return true;
  end if;
  update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_row.id;
  return false;
end $$;

-- Keeps the judgement of a round "so far". The work is ended with it, or due again when a reply was deleted meanwhile.
-- Raises PT409 where the lease is lost.
create function public.keep_score(p_id bigint, p_token uuid, p_erasures int, p_score int, p_feedback text, p_marks jsonb, p_judge text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  if not private.as_judged(v_row, p_erasures) then
    return;
  end if;
  update public.coaching_sessions set score = p_score, feedback = p_feedback, marks = p_marks, judge_model = p_judge
   where id = v_row.round_id and learner_message <> '';
  update public.inbox set state = 'settled', because = 'scored', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where id = p_id;
end $$;

-- The judge gave none: the round says so until one comes. Nothing is made up.
create function public.note_no_score(p_id bigint, p_token uuid) returns void
language sql security definer set search_path = '' as $$
  update public.coaching_sessions r set feedback = 'Score not available.'
    from public.inbox i where i.id = p_id and i.lease_token = p_token and r.id = i.round_id and r.score is null and r.marks is null
$$;

-- Keeps a session's scorecard before it is shown. Replies that no answer came for form the last round, whose answer is the closing.
-- p_pending are those replies as they were judged: when they are others now, {outcome: 'changed'}, and the work is due again at once.
-- Raises PT409 where the lease is lost.
create function public.keep_scorecard(p_id bigint, p_token uuid, p_erasures int, p_judgement jsonb, p_closing jsonb, p_answer text, p_pending jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round uuid;
begin
  v_row := private.held_row(p_id, p_token);
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept');
  end if;
  if not private.as_judged(v_row, p_erasures) then
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

-- Counts what was cut from a session before its scorecard was made, for whoever holds that work.
create function public.note_cut(p_id bigint, p_token uuid, p_cut int) returns void
language sql security definer set search_path = '' as $$
  update public.scorecards c set cut = p_cut
    from public.inbox i where i.id = p_id and i.lease_token = p_token and c.session_id = i.session_id
$$;

-- Whether a session's scorecard counts, and is no longer asked about: once its learner looked at it, and at once where it was not they who
-- closed the session, where it is off the record, or where there is no overall score to ask about.
create function private.card_is_open(p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select c.opened_at is not null or s.closed_because is distinct from 'learner' or s.off_record or c.overall is null
    from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = p_session
$$;

-- What a session's scorecard is shown with beside its marks, for its learner, or null:
-- {ownScore, isOpen, asks, canDispute, sent: [{round, messages}], marks, domainId, personaVersion, rubricVersion, promptVersion, disputes}
create function public.card_about(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'ownScore', c.own_score, 'isOpen', c.opened_at is not null, 'asks', not private.card_is_open(s.id), 'canDispute', private.can_dispute(s.id), 'marks', c.marks,
           'domainId', s.domain_id, 'personaVersion', s.persona_version, 'rubricVersion', s.rubric_version, 'promptVersion', s.prompt_version,
           'sent', public.sent_replies(p_workspace, p_actor, p_session),
           'disputes', coalesce((select jsonb_agg(jsonb_build_object('dimension', d.dimension, 'reason', d.reason, 'before', d.before_score,
                                                                     'after', d.after_score, 'outcome', d.outcome) order by d.created_at)
                                   from public.disputes d where d.session_id = s.id), '[]'))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.scorecards c on c.session_id = s.id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor
$$;

-- The learner looks at their scorecard, with what they give themselves, or null: it is shown in its place. Only the first look counts: a
-- rating is kept from before the scores were seen. Later looks show it again, where it could not be shown before. Off the record what it
-- says is nowhere here, and whoever asks has it. {outcome: 'opened' | 'open-already' | 'none'}
create function public.open_scorecard(p_workspace text, p_actor text, p_session uuid, p_own int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_card public.scorecards%rowtype;
begin
  perform 1 from public.sessions s join public.learners l on l.id = s.learner_id
    where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  if not found then
    return jsonb_build_object('outcome', 'none');
  end if;
  select * into v_card from public.scorecards where session_id = p_session;
  if not found then
    return jsonb_build_object('outcome', 'none');
  end if;
  if not exists (select from public.sessions where id = p_session and off_record) then
    perform private.show_card_again(p_session, 'opened:' || p_session || case when v_card.opened_at is null then '' else ':' || clock_timestamp() end);
  end if;
  if v_card.opened_at is not null then
    return jsonb_build_object('outcome', 'open-already');
  end if;
  update public.scorecards
     set own_score = case when private.card_is_open(p_session) then null else p_own end, opened_at = now()
   where session_id = p_session;
  return jsonb_build_object('outcome', 'opened');
end $$;

-- A reply was deleted: better wordings of the learner's sentences go too, for they repeat them.
create function private.forget_wordings() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.scorecards c
     set marks = (select jsonb_agg(m.mark - 'betterWording' order by m.place) from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = new.id and c.marks <> '[]';
  return null;
end $$;
create trigger forget_wordings after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function private.forget_wordings();

-- The cues of a mark by wording without the words of one round: what they alone showed was not found then. {} for a mark without cues.
create function private.cues_without(p_mark jsonb, p_round int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_mark ? 'cues' then jsonb_build_object('cues', (
           select coalesce(jsonb_agg(case when (c.cue #>> '{quote,round}')::int = p_round then c.cue - 'quote' else c.cue end order by c.place), '[]')
             from jsonb_array_elements(p_mark -> 'cues') with ordinality as c (cue, place))) else '{}' end
$$;

-- A mark without any word of the learner's or about them: its score stays, and which cues were found.
create function private.without_words(p_mark jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select p_mark - 'betterWording' || '{"quotes": [], "observation": "", "nextStep": ""}'
         || case when p_mark ? 'cues' then jsonb_build_object('cues', (
              select coalesce(jsonb_agg(case when c.cue ? 'quote' then jsonb_set(c.cue, '{quote}', jsonb_build_object('round', c.cue #> '{quote,round}', 'text', ''))
                                             else c.cue end order by c.place), '[]')
                from jsonb_array_elements(p_mark -> 'cues') with ordinality as c (cue, place))) else '{}' end
$$;

-- Whether a dimension of a scorecard can be judged again: its scores are shown, and the words that it was judged by are still there.
create function private.can_dispute(p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.card_is_open(s.id) and not s.off_record and c.blanked_at is null
    from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = p_session
$$;

-- The learner sees a dimension differently: it is judged again by kept work. Once for each dimension.
-- {outcome: 'taken' | 'taken-already' | 'none'}
create function public.dispute_score(p_workspace text, p_actor text, p_session uuid, p_dimension text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
  v_mark    jsonb;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  select m into v_mark from public.scorecards c, jsonb_array_elements(c.marks) m
   where c.session_id = v_session.id and private.can_dispute(v_session.id) and m ->> 'dimension' = p_dimension;
  if v_mark is null or v_mark ->> 'because' in ('by-wording', 'other-language') then -- by rules that would read it in the same way
    return jsonb_build_object('outcome', 'none');
  end if;
  insert into public.disputes (workspace_id, session_id, dimension, rubric_version, reason, before_score)
  values (p_workspace, p_session, p_dimension, v_session.rubric_version, p_reason, (v_mark ->> 'score')::int)
  on conflict do nothing;
  if not found then
    return jsonb_build_object('outcome', 'taken-already');
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_workspace, 'dispute:' || p_session || ':' || p_dimension, 'dispute', p_actor, p_session, v_session.channel, v_session.thread_ts,
          jsonb_build_object('dimension', p_dimension));
  return jsonb_build_object('outcome', 'taken');
end $$;

-- What is needed to judge a dimension again, for whoever holds that work: {reason, outcome, before, after, marks, rounds}
create function public.dispute_of(p_id bigint, p_token uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('reason', d.reason, 'outcome', d.outcome, 'before', d.before_score, 'after', d.after_score,
                            'marks', c.marks, 'rounds', private.rounds_to_tell(i.session_id, true))
    from public.inbox i
    join public.disputes d on d.session_id = i.session_id and d.dimension = i.about ->> 'dimension'
    join public.scorecards c on c.session_id = i.session_id
   where i.id = p_id and i.lease_token = p_token
$$;

-- Keeps what judging again came to: the mark with its proof and what was said of it, the overall score, both scores of the dimension. The scorecard is shown anew
-- with it, and what a digest reads follows it. {outcome: 'kept' | 'changed'}: the latter when a reply was deleted meanwhile.
-- Raises PT409 where the lease is lost.
create function public.keep_dispute(p_id bigint, p_token uuid, p_erasures int, p_mark jsonb, p_overall int, p_outcome text, p_after int,
                                    p_judge text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row       public.inbox%rowtype;
  v_dimension text;
begin
  v_row := private.held_row(p_id, p_token);
  v_dimension := v_row.about ->> 'dimension';
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept');
  end if;
  if not private.as_judged(v_row, p_erasures) then
    return jsonb_build_object('outcome', 'changed');
  end if;
  update public.disputes set outcome = p_outcome, after_score = p_after, judge_model = p_judge, decided_at = now()
   where session_id = v_row.session_id and dimension = v_dimension;
  update public.scorecards c
     set overall = p_overall,
         marks = (select jsonb_agg(case when m.mark ->> 'dimension' = v_dimension then p_mark else m.mark end order by m.place)
                    from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = v_row.session_id;
  if p_outcome <> 'unchanged' then
    insert into public.dimension_levels (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
    select s.id, v_dimension, p_mark ->> 'label', s.workspace_id, s.learner_id, s.domain_id, s.rubric_version, p_judge, p_after, c.created_at
      from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = v_row.session_id and not s.off_record
    on conflict (session_id, dimension) do update set score = excluded.score, judge = excluded.judge; -- of the week that it was practised in
  end if;
  update public.inbox set state = 'answered', attempts = 0 where id = p_id;
  perform private.show_card_again(v_row.session_id, 'disputed:' || p_id);
  return jsonb_build_object('outcome', 'kept');
end $$;

-- What the learner wrote is not about the score, and nothing for a judge: nothing of it is kept, and the dimension can be disputed still.
-- Raises PT409 where the lease is lost.
create function public.withdraw_dispute(p_id bigint, p_token uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  delete from public.disputes where session_id = v_row.session_id and dimension = v_row.about ->> 'dimension' and outcome = 'open';
  delete from public.inbox where id = p_id;
end $$;

-- A reply was deleted: what the learner wrote about it goes too, for it may quote it.
create function private.forget_reasons() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.disputes set reason = '' where session_id = new.id and reason <> '';
  return null;
end $$;
create trigger forget_reasons after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function private.forget_reasons();

-- How often scores were seen differently, by dimension and rubric version, and what became of it: where the rubric or the judge is off.
create function public.dispute_counts() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(counted) order by counted.disputes desc, counted.dimension), '[]')
    from (select s.domain_id as domain, d.dimension, d.rubric_version as "rubricVersion", count(*)::int as disputes,
                 (count(*) filter (where d.outcome = 'raised'))::int as raised,
                 (count(*) filter (where d.outcome = 'lowered'))::int as lowered,
                 (count(*) filter (where d.outcome = 'unchanged'))::int as unchanged
            from public.disputes d join public.sessions s on s.id = d.session_id
           group by 1, 2, 3) counted
$$;

-- Keeps a session's levels beside its marks: the latest judgement counts, one that was taken back is gone. Off the record nothing is kept.
create function private.keep_levels() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row     jsonb := to_jsonb(new); -- of either table
  v_session uuid := v_row ->> 'session_id';
begin
  if not exists (select from public.sessions s where s.id = v_session and not s.off_record) then
    return null;
  end if;
  if jsonb_typeof(v_row -> 'marks') is distinct from 'array' then
    delete from public.dimension_levels
     where session_id = v_session and not exists (select from public.scorecards c where c.session_id = v_session);
    return null;
  end if;
  insert into public.dimension_levels
    (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
  select s.id, m ->> 'dimension', m ->> 'label', s.workspace_id, s.learner_id, s.domain_id, s.rubric_version,
         coalesce(v_row ->> 'judge_model', ''), (m ->> 'score')::int, now()
    from public.sessions s, jsonb_array_elements(v_row -> 'marks') m
   where s.id = v_session and jsonb_typeof(m -> 'score') = 'number'
  on conflict (session_id, dimension) do update
     set score = excluded.score, judge = excluded.judge, label = excluded.label, at = excluded.at;
  return null;
end $$;
create trigger keep_levels after insert on public.scorecards for each row execute function private.keep_levels();
create trigger keep_levels after update of marks on public.coaching_sessions
  for each row when (new.marks is distinct from old.marks and new.learner_message = old.learner_message) execute function private.keep_levels();

-- The mean of the scored dimensions, rounded half up; null where fewer than two are scored. src/coaching/rubric.ts says it too.
create function private.overall_score(p_marks jsonb) returns int
language sql immutable set search_path = '' as $$
  select case when count(m ->> 'score') >= 2 then round(avg((m ->> 'score')::int))::int end from jsonb_array_elements(p_marks) m
$$;

-- The level word of a score, as the learner's own scorecard says it: src/coaching/model.ts says it too.
create function private.level_word(p_score numeric) returns text
language sql immutable set search_path = '' as $$
  select case when p_score >= 9 then 'Exemplary' when p_score >= 7 then 'Strong' when p_score >= 4 then 'Developing' else 'Starting' end
$$;
