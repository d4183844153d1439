-- In a team of exactly the minimum, a cell that is shown says that everybody is in it, and one that is missing that somebody is not. So a team
-- needs one person more, who could have been among them and need not be.

alter table public.team_weeks add column could_have int; -- null in weeks from before: the size of the team stands for it

-- As before, and how many could have contributed is kept with the week.
create or replace function public.close_week(p_workspace text, p_manager text, p_team text, p_week date, p_starts timestamptz, p_ends timestamptz,
                                  p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_week    public.team_weeks%rowtype;
  v_counted int;
begin
  insert into public.team_weeks (workspace_id, manager, team, week, starts_at, ends_at, closed_at, team_size, minimum)
  select p_workspace, p_manager, p_team, p_week, p_starts, p_ends, p_now, count(*), public.digest_minimum(p_workspace, p_starts, p_now)
    from public.team_members m join public.learners l on l.id = m.learner_id
   where m.workspace_id = p_workspace and m.team = p_team and m.until is null and l.slack_user_id <> p_manager
  on conflict do nothing returning * into v_week;
  if v_week.id is null then
    return false;
  end if;

  select count(*) into v_counted from public.counted_members(p_workspace, p_manager, p_team, p_starts);
  update public.team_weeks set could_have = v_counted where id = v_week.id;
  with practised as (
    select c.learner, r.domain_id
      from public.counted_members(p_workspace, p_manager, p_team, p_starts) c
      join public.coaching_sessions r on r.learner_id = c.learner::text and r.created_at >= c.since and r.created_at < p_ends
      join public.sessions s on s.id = r.session_id::uuid and not s.off_record
     group by 1, 2),
  levels as (
    select c.learner, d.dimension, max(d.label) as label, max(d.domain_id) as domain_id, avg(d.score) as score,
           array_agg(distinct 'rubric ' || d.rubric_version || ', ' || d.judge) as basis
      from public.counted_members(p_workspace, p_manager, p_team, p_starts) c
      join public.dimension_levels d on d.learner_id = c.learner and d.at >= c.since and d.at < p_ends
     group by 1, 2)
  insert into public.digest_cells (team_week, kind, subject, domain_id, contributors, says, basis)
  select v_week.id, 'practised', '', '', array_agg(distinct learner order by learner),
         public.told_count(count(distinct learner)::int, v_counted, v_week.minimum), ''
    from practised having count(*) > 0
  union all
  select v_week.id, 'domain', domain_id, domain_id, array_agg(learner order by learner),
         public.told_count(count(*)::int, v_counted, v_week.minimum), ''
    from practised group by domain_id
  union all
  select v_week.id, 'dimension', dimension, max(domain_id), array_agg(learner order by learner),
         jsonb_build_object('label', max(label), 'level', public.level_word(percentile_cont(0.5) within group (order by score)::numeric)),
         (select string_agg(distinct b, '; ' order by b) from levels every_one, unnest(every_one.basis) b where every_one.dimension = l.dimension)
    from levels l group by dimension;
  perform public.decide_cells(v_week.id);
  return true;
end $$;

-- As before, and nothing is told where it could only be told of all.
create or replace function public.decide_cells(p_week uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_week      public.team_weeks%rowtype;
  v_practised public.digest_cells%rowtype;
  v_known     uuid[] := public.known_by_card(p_week);
begin
  select * into v_week from public.team_weeks where id = p_week;
  update public.digest_cells c
     set hidden = case
       when coalesce(v_week.could_have, v_week.team_size) - cardinality(v_known) <= v_week.minimum then 'few'
       when (select count(*) from unnest(c.contributors) as part (learner) where part.learner <> all (v_known)) < v_week.minimum then 'few'
       when exists (select from public.team_week_withdrawals x where x.team_week = p_week and x.learner_id = any (c.contributors))
         or exists (select from public.manager_objections o where o.manager = v_week.manager and o.learner_id = any (c.contributors))
         then 'withdrawn'
       when public.isolates_one(p_week, c.kind, c.subject, c.contributors) then 'alike' end
   where c.team_week = p_week;
  -- of six who practised five did so here: the sixth is alone with what is not shown
  select * into v_practised from public.digest_cells where team_week = p_week and kind = 'practised' and hidden is null;
  update public.digest_cells c set hidden = 'computable'
   where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
     and cardinality(c.contributors) = cardinality(v_practised.contributors) - 1;
  -- one hidden cell among those that add up could be worked out from the others: a second one goes with it
  if 1 = (select count(*) from public.digest_cells c where c.team_week = p_week and c.kind = 'domain' and c.hidden is not null) then
    update public.digest_cells set hidden = 'computable'
     where team_week = p_week and kind = 'domain'
       and subject = (select c.subject from public.digest_cells c
                       where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
                       order by cardinality(c.contributors), c.subject limit 1);
  end if;
end $$;
