-- A learner's own progress, and what they think of the coach. No function here answers anybody but the learner, apart from counts for
-- whoever runs the bot. Sessions off the record count nowhere.

-- What a learner said of an answer, or of a session as a whole. Apart from the talk: nothing that goes to a model reads it.
create table public.feedback (
  session_id   uuid not null references public.sessions (id) on delete cascade,
  round_number int not null, -- 0 is the session as a whole
  workspace_id text not null references public.workspaces (id),
  verdict      text check (verdict in ('up', 'down', 'yes', 'partly', 'no')), -- null once taken back
  pressed_at   numeric(16, 6) not null, -- by Slack's clock: the last press stands, in whichever order they come
  primary key (session_id, round_number)
);
create index feedback_by_workspace on public.feedback (workspace_id);

-- Of each mark by wording how many of its cues were found, and not a word of the talk.
create function private.cues_found(p_marks jsonb, p_judge text) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'dimension', m.mark ->> 'dimension', 'label', m.mark ->> 'label', 'score', null, 'judge', p_judge,
           'cues', jsonb_build_object('found', (select count(*) from jsonb_array_elements(m.mark -> 'cues') c where c ? 'quote'),
                                      'of', jsonb_array_length(m.mark -> 'cues'))) order by m.place), '[]')
    from jsonb_array_elements(p_marks) with ordinality as m (mark, place)
   where jsonb_typeof(m.mark -> 'cues') = 'array' and m.mark -> 'cues' <> '[]'
$$;

-- A learner's own sessions, the newest p_most of them, oldest first: {showsStreak, today, sessions: [{sessionId,
-- domainId, domainName, rubricVersion, personaVersion, promptVersion, judge, day, own, overall, marks: [{dimension, label, score, judge, cues}]}]}. A
-- mark by wording has no score, and in cues how many were found: {found, of}. Of a scorecard that they have not looked at yet the scores stay
-- closed: overall null, marks empty.
create function public.my_progress(p_workspace text, p_actor text, p_most int, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'showsStreak', coalesce((select l.shows_streak from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor), false),
    'today', private.day_in((select l.time_zone from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor), p_now),
    'sessions', coalesce((
      select jsonb_agg(one.said order by one.at)
        from (select c.created_at as at, jsonb_build_object(
                       'sessionId', s.id, 'domainId', s.domain_id, 'domainName', d.name, 'rubricVersion', s.rubric_version,
                       'personaVersion', s.persona_version, 'promptVersion', s.prompt_version, 'judge', c.judge_model,
                       'day', private.day_in(l.time_zone, c.created_at), 'own', c.own_score,
                       'overall', case when private.card_is_open(s.id) then c.overall end,
                       'marks', case when private.card_is_open(s.id) then
                         (select coalesce(jsonb_agg(jsonb_build_object('dimension', v.dimension, 'label', v.label, 'score', v.score, 'judge', v.judge)
                                                    order by v.dimension), '[]')
                            from public.dimension_levels v where v.session_id = s.id) || private.cues_found(c.marks, c.judge_model) else '[]' end) as said
                from public.sessions s
                join public.learners l on l.id = s.learner_id
                join public.coaching_domains d on d.id = s.domain_id
                join public.scorecards c on c.session_id = s.id
               where l.workspace_id = p_workspace and l.slack_user_id = p_actor and not s.off_record and c.marks <> '[]'
               order by c.created_at desc limit p_most) one), '[]'))
$$;

-- The learner's last scorecard, for their Home, or null: {domainName, at, judge, overall, isOpen, post}. Closed it tells no score.
create function public.my_last_card(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('domainName', d.name, 'at', c.created_at, 'judge', c.judge_model, 'isOpen', private.card_is_open(s.id),
                            'overall', case when private.card_is_open(s.id) then c.overall end,
                            'post', (select q ->> 'post' from jsonb_array_elements(s.quoted_in) q where q ->> 'kind' = 'scorecard' limit 1))
    from public.learners l
    join public.sessions s on s.learner_id = l.id and s.closed_at is not null
    join public.scorecards c on c.session_id = s.id
    join public.coaching_domains d on d.id = s.domain_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and not s.off_record and c.marks <> '[]'
   order by s.closed_at desc limit 1
$$;

-- Keeps what the learner thinks of an answer ('up', 'down'; the same again takes it back) or with round 0 of the session ('yes', 'partly',
-- 'no'). The last press stands. {outcome: 'kept' | 'taken-back' | 'off-record' | 'none'}
create function public.give_feedback(p_workspace text, p_actor text, p_session uuid, p_round int, p_verdict text, p_at numeric) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
  v_now     public.feedback%rowtype;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  if v_session.id is null or (p_round > 0) is distinct from (p_verdict in ('up', 'down'))
     or (p_round > 0 and not exists (select from public.coaching_sessions r where r.session_id = p_session::text and r.round_number = p_round)) then
    return jsonb_build_object('outcome', 'none');
  elsif v_session.off_record then
    return jsonb_build_object('outcome', 'off-record');
  end if;
  insert into public.feedback as f (session_id, round_number, workspace_id, verdict, pressed_at)
  values (p_session, p_round, p_workspace, p_verdict, p_at)
  on conflict (session_id, round_number) do update
     set verdict = case when p_round > 0 and f.verdict = excluded.verdict then null else excluded.verdict end, pressed_at = excluded.pressed_at
   where f.pressed_at < excluded.pressed_at;
  select * into v_now from public.feedback where session_id = p_session and round_number = p_round;
  return jsonb_build_object('outcome', case when v_now.verdict is null then 'taken-back' else 'kept' end);
end $$;

-- What learners think of each version of each coach, for whoever runs the bot. Of fewer than five learners only that there is something:
-- [{domain, personaVersion, counts: {learners, up, down, yes, partly, no} or null}]
create function public.feedback_counts() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('domain', c.domain_id, 'personaVersion', c.persona_version, 'counts',
           case when c.learners >= 5 then jsonb_build_object('learners', c.learners, 'up', c.up, 'down', c.down, 'yes', c.yes,
                                                             'partly', c.partly, 'no', c.no) end) order by c.domain_id, c.persona_version), '[]')
    from (select s.domain_id, s.persona_version, count(distinct s.learner_id)::int as learners,
                 (count(*) filter (where f.verdict = 'up'))::int as up, (count(*) filter (where f.verdict = 'down'))::int as down,
                 (count(*) filter (where f.verdict = 'yes'))::int as yes, (count(*) filter (where f.verdict = 'partly'))::int as partly,
                 (count(*) filter (where f.verdict = 'no'))::int as no
            from public.feedback f join public.sessions s on s.id = f.session_id
           where f.verdict is not null and not s.off_record
           group by 1, 2) c
$$;
