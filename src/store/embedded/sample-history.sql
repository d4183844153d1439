-- Two weeks of invented history for the invented people of the playground, so that what is made of many sessions has something to show.
-- Only the embedded database runs this, when somebody asks for it. Nothing of it is a migration: the functions end with the process.
-- Each session's event id begins with 'sample:', and each text begins with "Sample:".

-- Takes it away again, with the teams of these people and what was told of them. What people did themselves stays.
create or replace function pg_temp.clear_sample_history(p_workspace text, p_people jsonb) returns void language plpgsql as $$
declare
  v_teams text[] := array(select distinct p ->> 'team' from jsonb_array_elements(p_people) p);
begin
  delete from public.inbox where workspace_id = p_workspace and kind in ('preview', 'digest', 'digest-again');
  delete from public.accesses a using public.team_weeks w, public.learners l
   where a.what = 'digest' and a.subject = w.week::text and a.reader = w.manager and w.workspace_id = p_workspace and w.team = any (v_teams)
     and l.id = a.learner_id and l.workspace_id = p_workspace;
  delete from public.digests where workspace_id = p_workspace
     and manager in (select manager from public.team_managers where workspace_id = p_workspace and team = any (v_teams));
  delete from public.team_weeks where workspace_id = p_workspace and team = any (v_teams);
  delete from public.team_managers where workspace_id = p_workspace and team = any (v_teams);
  delete from public.team_members where workspace_id = p_workspace and team = any (v_teams);
  update public.learners set team = null where workspace_id = p_workspace and team = any (v_teams);
  delete from public.coaching_sessions r using public.sessions s
   where r.session_id = s.id::text and s.workspace_id = p_workspace and s.event_id like 'sample:%';
  delete from public.sessions where workspace_id = p_workspace and event_id like 'sample:%';
end $$;

-- p_people: a list of {actor, name, team, manager, zone, locale}. The scores are what a judge that is an AI gives, by a judge called "sample":
-- what is really scored or found never stands in one line with them. Weeks run as a digest's do, from Friday to Thursday: the one that p_now
-- is in, and the one before. Of a team's first five people both weeks have two sessions each, of the others the week before has one.
create or replace function pg_temp.load_sample_history(p_workspace text, p_people jsonb, p_now timestamptz) returns void language plpgsql as $$
declare
  v_friday timestamptz := date_trunc('week', p_now - interval '4 days') + interval '4 days';
begin
  insert into public.learners (workspace_id, slack_user_id, name, time_zone, locale)
  select p_workspace, p.actor, p.name, p.zone, p.locale
    from jsonb_to_recordset(p_people) as p (actor text, name text, zone text, locale text)
  on conflict (workspace_id, slack_user_id) do update
     set name = excluded.name, time_zone = excluded.time_zone, locale = excluded.locale;

  create temp table sample_sessions on commit drop as
  with people as (
    select l.id as learner, p.team, row_number() over (partition by p.team order by p.actor) as nth
      from jsonb_to_recordset(p_people) as p (actor text, team text, manager text)
      join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = p.actor
     where p.manager <> ''),
  weeks as (
    select back, v_friday - back * interval '7 days' + interval '12 hours' as starts,
           least(p_now - interval '30 minutes', v_friday - back * interval '7 days' + interval '6 days') as ends
      from generate_series(0, 1) as back),
  practice as (
    select * from (values (1, 'communication_coach', 1, 7), (1, 'sales_workflow_coach', 1, 5),
                          (0, 'communication_coach', 1, 5), (0, 'sales_workflow_coach', 1, 5)) as v (back, domain_id, first, last))
  select gen_random_uuid() as id, p.learner, p.nth, v.domain_id, w.back,
         w.starts + (w.ends - w.starts) * ((p.nth * 3 + length(v.domain_id)) % 11 + 0.5) / 11 as opened_at,
         (select max(r.version) from public.rubric_versions r where r.domain_id = v.domain_id) as rubric_version,
         coalesce((select max(t.version) from public.prompt_versions t), 1) as prompt_version,
         private.current_persona_version(v.domain_id) as persona_version
    from practice v join weeks w on w.back = v.back and w.ends > w.starts join people p on p.nth between v.first and v.last;

  insert into public.sessions (id, workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id,
                               opened_at, last_reply_at, closed_at, closed_because)
  select s.id, p_workspace, s.learner, s.domain_id, s.persona_version, s.rubric_version, s.prompt_version, 'sample:' || s.id,
         s.opened_at, s.opened_at + interval '7 minutes', s.opened_at + interval '8 minutes', 'learner'
    from sample_sessions s;

  insert into public.coaching_sessions (workspace_id, learner_id, domain_id, session_id, round_number, learner_message, coach_response,
                                        persona_version, rubric_version, prompt_version, coach_model, response_time_ms, created_at)
  select p_workspace, s.learner::text, s.domain_id, s.id::text, t.round, 'Sample: ' || t.reply, 'Sample: ' || t.answer,
         s.persona_version, s.rubric_version, s.prompt_version, 'sample', 900, s.opened_at + t.round * interval '2 minutes'
    from sample_sessions s
    join (values
      ('communication_coach', 1, 'A customer was angry that her refund came three weeks late.', 'What did she need to hear first?'),
      ('communication_coach', 2, 'That I understand how often she had to ask. I said sorry too late.', 'How would you say it now?'),
      ('communication_coach', 3, 'I will call her today and name the day on which the money is there.', 'What will tell you that it worked?'),
      ('sales_workflow_coach', 1, 'The warehouse manager likes our offer, but the budget is not his.', 'Who decides, and what matters to them?'),
      ('sales_workflow_coach', 2, 'The head of finance. Wrong shipments cost them 40 hours a week.', 'How do you get to talk with her?'),
      ('sales_workflow_coach', 3, 'On Thursday I will ask the manager to bring her to the next call.', 'What will you ask her first?')
    ) as t (domain_id, round, reply, answer) on t.domain_id = s.domain_id;

  insert into public.scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall,
                                 marks, closing, created_at, own_score, opened_at)
  select p_workspace, s.id, s.rubric_version, s.persona_version, s.prompt_version, 'sample', 1, round(avg(m.score)),
         jsonb_agg(jsonb_build_object('dimension', m.dimension, 'label', m.label, 'score', m.score, 'because', 'scored',
                                      'quotes', jsonb_build_array(jsonb_build_object('round', 3, 'text', m.reply)),
                                      'observation', 'Sample: named a next step of their own.', 'nextStep', 'Sample: say when, and to whom.',
                                      'uncertain', false) order by m.at),
         jsonb_build_object('workedOut', min(m.reply), 'nextSteps', jsonb_build_array(min(m.reply))), s.opened_at + interval '8 minutes',
         greatest(1, least(10, round(avg(m.score)) + (s.nth % 3) - 1))::int, s.opened_at + interval '9 minutes'
    from sample_sessions s
   cross join lateral (
     select d.at, d.about ->> 'id' as dimension, d.about ->> 'label' as label, r.learner_message as reply,
            (3 + (s.nth * 2 + d.at) % 4 + case s.back when 0 then 2 else 0 end)::int as score
       from public.rubric_versions v, jsonb_array_elements(v.dimensions) with ordinality as d (about, at), public.coaching_sessions r
      where v.domain_id = s.domain_id and v.version = s.rubric_version and r.session_id = s.id::text and r.round_number = 3) m
   group by s.id, s.rubric_version, s.persona_version, s.prompt_version, s.opened_at, s.nth;

  update public.dimension_levels d set at = s.opened_at + interval '8 minutes' from sample_sessions s where s.id = d.session_id;
end $$;
