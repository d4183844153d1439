-- Where a level or a trend rests on more than one judge or version of a rubric, that is said, or it is not compared.

-- As before; a level says whether more than one rubric version or judge is behind it.
create or replace function public.told_week(p_week uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'team', w.team, 'week', w.week, 'size', w.team_size, 'minimum', w.minimum,
           'practised', (select c.says from public.digest_cells c where c.team_week = w.id and c.kind = 'practised' and c.hidden is null),
           'domains', (select coalesce(jsonb_agg(c.says || jsonb_build_object('domain', d.name) order by d.name), '[]')
                         from public.digest_cells c join public.coaching_domains d on d.id = c.subject
                        where c.team_week = w.id and c.kind = 'domain' and c.hidden is null),
           'dimensions', (select coalesce(jsonb_agg(c.says || jsonb_build_object('dimension', c.subject, 'domain', d.name, 'isMixed', c.basis like '%; %', 'history',
                             (select jsonb_agg(was.says ->> 'level' order by back.weeks desc)
                                from generate_series(0, 3) as back (weeks)
                                left join lateral (
                                  select p.says from public.team_weeks e join public.digest_cells p on p.team_week = e.id
                                   where e.workspace_id = w.workspace_id and e.manager = w.manager and e.team = w.team
                                     and e.week = w.week - 7 * back.weeks and (e.id = w.id or e.state = 'told')
                                     and p.kind = 'dimension' and p.subject = c.subject and p.hidden is null
                                     and (e.id = w.id or p.basis = c.basis and c.basis not like '%; %')) was on true)) order by d.name, c.subject), '[]')
                            from public.digest_cells c join public.coaching_domains d on d.id = c.domain_id
                           where c.team_week = w.id and c.kind = 'dimension' and c.hidden is null),
           'notShown', (select coalesce(jsonb_agg(d.name order by d.name), '[]') from public.coaching_domains d
                         where d.is_active is not false
                           and not exists (select from public.digest_cells c
                                            where c.team_week = w.id and c.kind = 'domain' and c.subject = d.id and c.hidden is null)))
    from public.team_weeks w where w.id = p_week
$$;

-- A learner's own sessions, the newest p_most of them, oldest first: {showsStreak, today, sessions: [{sessionId,
-- domainId, domainName, rubricVersion, personaVersion, promptVersion, judge, day, own, overall, marks: [{dimension, label, score, judge}]}]}. Of a scorecard
-- that they have not looked at yet the scores stay closed: overall null, marks empty.
create or replace function public.my_progress(p_workspace text, p_actor text, p_most int, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'showsStreak', coalesce((select l.shows_streak from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor), false),
    'today', public.day_in((select l.time_zone from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor), p_now),
    'sessions', coalesce((
      select jsonb_agg(one.said order by one.at)
        from (select c.created_at as at, jsonb_build_object(
                       'sessionId', s.id, 'domainId', s.domain_id, 'domainName', d.name, 'rubricVersion', s.rubric_version,
                       'personaVersion', s.persona_version, 'promptVersion', s.prompt_version, 'judge', c.judge_model,
                       'day', public.day_in(l.time_zone, c.created_at), 'own', c.own_score,
                       'overall', case when public.card_is_open(s.id) then c.overall end,
                       'marks', case when public.card_is_open(s.id) then
                         (select coalesce(jsonb_agg(jsonb_build_object('dimension', v.dimension, 'label', v.label, 'score', v.score, 'judge', v.judge)
                                                    order by v.dimension), '[]')
                            from public.dimension_levels v where v.session_id = s.id) else '[]' end) as said
                from public.sessions s
                join public.learners l on l.id = s.learner_id
                join public.coaching_domains d on d.id = s.domain_id
                join public.scorecards c on c.session_id = s.id
               where l.workspace_id = p_workspace and l.slack_user_id = p_actor and not s.off_record and c.marks <> '[]'
               order by c.created_at desc limit p_most) one), '[]'))
$$;
