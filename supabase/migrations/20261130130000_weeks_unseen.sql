-- A week that is closed and not told yet shows nobody a number: neither the manager, nor those who are part of it. So whoever takes themselves
-- out until it is told is simply not counted, and nothing that anybody has seen changes. And what a digest says, and how, depends on who was
-- counted and on the company's list of teams, never on who took themselves out.

-- What is in a week that is closed, by person, until it is told or comes to nothing.
create table public.week_parts (
  team_week  uuid not null references public.team_weeks (id) on delete cascade,
  learner_id uuid not null references public.learners (id) on delete cascade,
  kind       text not null check (kind in ('domain', 'dimension')),
  subject    text not null,
  domain_id  text not null,
  label      text not null default '',
  score      numeric,                    -- of a dimension, the mean of the week
  basis      text[] not null default '{}', -- the rubric versions and judges behind it
  primary key (team_week, learner_id, kind, subject)
);
create index week_parts_by_learner on public.week_parts (learner_id);
alter table public.week_parts enable row level security;
revoke all on public.week_parts from anon, authenticated, service_role;
grant select, insert on public.week_parts to threadcoach_digest;
create policy digest on public.week_parts to threadcoach_digest using (true) with check (true);

create function public.forget_parts() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.week_parts where team_week = new.id;
  return null;
end $$;
create trigger forget_parts after update of state on public.team_weeks
  for each row when (old.state = 'open' and new.state <> 'open') execute function public.forget_parts();

-- Gathers what is in a week that is closed: of those who count, what they practised and their levels.
create function public.gather_parts(p_week uuid) returns void
language sql security definer set search_path = '' as $$
  with week as (
    select * from public.team_weeks where id = p_week),
  counted as (
    select c.* from week w cross join lateral public.counted_members(w.workspace_id, w.manager, w.team, w.starts_at) c)
  insert into public.week_parts (team_week, learner_id, kind, subject, domain_id, label, score, basis)
  select p_week, c.learner, 'domain', r.domain_id, r.domain_id, '', null, '{}'
    from week w cross join counted c
    join public.coaching_sessions r on r.learner_id = c.learner::text and r.created_at >= c.since and r.created_at < w.ends_at
    join public.sessions s on s.id = r.session_id::uuid and not s.off_record
   group by c.learner, r.domain_id
  union all
  select p_week, c.learner, 'dimension', d.dimension, max(d.domain_id), max(d.label), avg(d.score),
         array_agg(distinct 'rubric ' || d.rubric_version || ', ' || d.judge)
    from week w cross join counted c
    join public.dimension_levels d on d.learner_id = c.learner and d.at >= c.since and d.at < w.ends_at
   group by c.learner, d.dimension
$$;

-- Closes a week of a team, once: false when it was closed before. Who is in the team, and who of them could be in what is told, is as the
-- company's list says: all but those who manage a team themselves.
create or replace function public.close_week(p_workspace text, p_manager text, p_team text, p_week date, p_starts timestamptz, p_ends timestamptz,
                                  p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0)); -- nobody is erased meanwhile
  insert into public.team_weeks (workspace_id, manager, team, week, starts_at, ends_at, closed_at, team_size, could_have, minimum)
  select p_workspace, p_manager, p_team, p_week, p_starts, p_ends, p_now, count(*),
         count(*) filter (where not exists (select from public.team_managers boss
                                             where boss.workspace_id = p_workspace and boss.manager = l.slack_user_id and boss.until is null)),
         public.digest_minimum(p_workspace, p_starts, p_now)
    from public.team_members m join public.learners l on l.id = m.learner_id
   where m.workspace_id = p_workspace and m.team = p_team and m.until is null and l.slack_user_id <> p_manager
  on conflict do nothing returning id into v_id;
  if v_id is null then
    return false;
  end if;
  perform public.gather_parts(v_id);
  return true;
end $$;

-- Makes the cells of a closed week that is being told, of those who did not take themselves out: each of the others is in it as anybody is who
-- did not practise. A count is exact only where at least two of the team are left who manage none and are not in it, whether they could have
-- been or left themselves out: how it is told never tells who did.
create function public.make_cells(p_week uuid) returns void
language sql security definer set search_path = '' as $$
  with week as (
    select * from public.team_weeks where id = p_week),
  part as (
    select p.* from public.week_parts p join week w on w.id = p.team_week
     where not exists (select from public.team_week_withdrawals x where x.team_week = p.team_week and x.learner_id = p.learner_id)
       and not exists (select from public.manager_objections o where o.manager = w.manager and o.learner_id = p.learner_id))
  insert into public.digest_cells (team_week, kind, subject, domain_id, contributors, says, basis)
  select w.id, 'practised', '', '', array_agg(distinct p.learner_id order by p.learner_id),
         public.told_count(count(distinct p.learner_id)::int, w.could_have, w.minimum), ''
    from week w cross join part p where p.kind = 'domain' group by w.id, w.could_have, w.minimum
  union all
  select w.id, 'domain', p.subject, p.subject, array_agg(p.learner_id order by p.learner_id),
         public.told_count(count(*)::int, w.could_have, w.minimum), ''
    from week w cross join part p where p.kind = 'domain' group by w.id, w.could_have, w.minimum, p.subject
  union all
  select w.id, 'dimension', p.subject, max(p.domain_id), array_agg(p.learner_id order by p.learner_id),
         jsonb_build_object('label', max(p.label), 'level', public.level_word(percentile_cont(0.5) within group (order by p.score)::numeric)),
         (select string_agg(distinct b, '; ' order by b) from part one, unnest(one.basis) b where one.kind = 'dimension' and one.subject = p.subject)
    from week w cross join part p where p.kind = 'dimension' group by w.id, p.subject
$$;

-- Decides which cells of a week that is being told may be told:
--   few         fewer people contributed than the minimum, or of the team only so many could have that it would be told of all
--   alike       beside a cell that was told before it would tell of fewer than two people
--   computable  with it somebody could work out what is hidden: of those who practised, the ones who did not do so in that domain are fewer
--               than two, or it is the smallest that must go beside the one hidden cell of its kind
-- In all of these whoever is known by a card does not count.
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
       when public.how_many_besides(c.contributors, v_known) < v_week.minimum then 'few'
       when public.isolates_one(p_week, c.kind, c.subject, c.contributors) then 'alike' end
   where c.team_week = p_week;
  -- of six who practised five did so here: the sixth is alone with what is not shown
  select * into v_practised from public.digest_cells where team_week = p_week and kind = 'practised' and hidden is null;
  update public.digest_cells c set hidden = 'computable'
   where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
     and cardinality(c.contributors) < cardinality(v_practised.contributors)
     and public.how_many_besides(v_practised.contributors, c.contributors || v_known) < 2;
  -- one hidden cell among those that add up could be worked out from the others: a second one goes with it
  if 1 = (select count(*) from public.digest_cells c where c.team_week = p_week and c.kind = 'domain' and c.hidden is not null) then
    update public.digest_cells set hidden = 'computable'
     where team_week = p_week and kind = 'domain'
       and subject = (select c.subject from public.digest_cells c
                       where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
                       order by cardinality(c.contributors), c.subject limit 1);
  end if;
end $$;

-- What the manager of a team is told of a week: their teams of today, whole. Null where they manage none of them.
-- While the week is open its cells are made and decided here, for good; {outcome: 'tell' | 'nothing', teams}. Asked again, the answer is the same.
create or replace function public.tell_week(p_workspace text, p_actor text, p_week date, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_week  public.team_weeks%rowtype;
  v_teams jsonb := '[]';
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  for v_week in
    select w.* from public.team_weeks w
     where w.workspace_id = p_workspace and w.manager = p_actor and w.week = p_week and w.state in ('open', 'told', 'skipped')
       and exists (select from public.team_managers g
                    where g.workspace_id = p_workspace and g.team = w.team and g.manager = p_actor and g.until is null)
     order by w.team
       for update
  loop
    if v_week.state = 'open' then
      update public.team_weeks set minimum = greatest(minimum, public.digest_minimum(p_workspace, starts_at, p_now)) where id = v_week.id;
      perform public.make_cells(v_week.id);
      perform public.decide_cells(v_week.id);
      update public.team_weeks set state = 'told', ended_at = p_now where id = v_week.id;
    end if;
    v_teams := v_teams || public.told_week(v_week.id);
  end loop;
  if v_teams = '[]' then
    return null;
  end if;
  return jsonb_build_object('week', p_week, 'teams', v_teams, 'outcome',
    case when exists (select from jsonb_array_elements(v_teams) t
                       where t -> 'practised' <> 'null' or t -> 'domains' <> '[]' or t -> 'dimensions' <> '[]') then 'tell' else 'nothing' end);
end $$;

-- What this learner is part of in the week that is closed and not told yet: {id, week, team, manager, minimum, leftOut, domains, dimensions}, their
-- own and no numbers. Null where they are no part of it, object to the manager, or the team is too small for anything to be told.
create or replace function public.digest_preview(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'id', w.id, 'week', w.week, 'team', w.team, 'manager', w.manager, 'minimum', w.minimum,
           'leftOut', exists (select from public.team_week_withdrawals x where x.team_week = w.id and x.learner_id = l.id),
           'domains', (select coalesce(jsonb_agg(d.name order by d.name), '[]') from public.week_parts p join public.coaching_domains d on d.id = p.subject
                        where p.team_week = w.id and p.learner_id = l.id and p.kind = 'domain'),
           'dimensions', (select coalesce(jsonb_agg(distinct p.label), '[]') from public.week_parts p
                           where p.team_week = w.id and p.learner_id = l.id and p.kind = 'dimension'))
    from public.learners l
    join public.team_members m on m.learner_id = l.id and m.until is null
    join public.team_weeks w on w.workspace_id = p_workspace and w.team = m.team and w.state = 'open' and coalesce(w.could_have, w.team_size) > w.minimum
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and exists (select from public.week_parts p where p.team_week = w.id and p.learner_id = l.id)
     and not exists (select from public.manager_objections o where o.learner_id = l.id and o.manager = w.manager)
   order by w.week desc limit 1
$$;

-- "Leave me out": of the week that is closed and not told yet, and with p_always of all that come. They are counted as anybody is who did not
-- practise. {outcome: 'left-out' | 'nothing'}.
create or replace function public.leave_out(p_workspace text, p_actor text, p_always boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_found   int;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  select id into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  if v_learner is null then
    return jsonb_build_object('outcome', 'nothing');
  end if;
  if p_always then
    insert into public.left_out (learner_id, since) values (v_learner, p_now) on conflict do nothing;
  end if;
  insert into public.team_week_withdrawals (team_week, learner_id)
  select distinct p.team_week, v_learner from public.week_parts p where p.learner_id = v_learner
  on conflict (team_week, learner_id) do update set learner_id = excluded.learner_id;
  get diagnostics v_found = row_count;
  return jsonb_build_object('outcome', case when v_found > 0 or p_always then 'left-out' else 'nothing' end);
end $$;

-- Looks after the weeks: closes each team's week when its Thursday is over in the manager's time zone, puts a look at it to work for each
-- learner who is part of it at nine on Friday, whatever will be told, and the digest at the manager's own day and hour, but not before learners
-- had a day to look. What is later than p_late_hours is dropped. Nothing is put to work where the app was removed. Safe to repeat, and from
-- several instances: each of it happens once. {closed, previews, due, late}.
create or replace function public.plan_digests(p_now timestamptz, p_late_hours int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row      record;
  v_closed   int := 0;
  v_previews int := 0;
  v_due      int := 0;
  v_late     int := 0;
  v_count    int;
begin
  for v_row in
    select g.workspace_id, g.manager, g.team, f.friday + 3 as week, f.friday::timestamp at time zone z.zone as ends_at,
           (select max(w.ends_at) from public.team_weeks w
             where w.workspace_id = g.workspace_id and w.manager = g.manager and w.team = g.team) as before
      from public.team_managers g
      join public.workspaces s on s.id = g.workspace_id and s.uninstalled_at is null
      left join public.learners l on l.workspace_id = g.workspace_id and l.slack_user_id = g.manager
     cross join lateral (select public.known_zone(l.time_zone) as zone) z
     cross join lateral (select date_trunc('week', (p_now at time zone z.zone) - interval '4 days')::date + 4 as friday) f
     where g.until is null and f.friday::timestamp at time zone z.zone <= p_now -- where that midnight comes twice, the second one counts
       and not exists (select from public.team_weeks w
                        where w.workspace_id = g.workspace_id and w.manager = g.manager and w.team = g.team and w.week >= f.friday + 3)
     order by g.workspace_id, g.manager, g.team
     limit 200 -- a call ends within seconds; the next one goes on
  loop
    -- a manager who travels has a week that is some hours longer or shorter: nothing counts twice or is lost
    v_closed := v_closed + public.close_week(v_row.workspace_id, v_row.manager, v_row.team, v_row.week,
      case when v_row.before > v_row.ends_at - interval '9 days' then v_row.before else v_row.ends_at - interval '7 days' end,
      v_row.ends_at, p_now)::int;
  end loop;

  for v_row in
    select w.id, w.workspace_id, w.week, w.manager, coalesce(w.could_have, w.team_size) > w.minimum as is_told_of from public.team_weeks w
      join public.workspaces s on s.id = w.workspace_id and s.uninstalled_at is null
     where w.state = 'open' and w.previewed_at is null and w.ends_at + interval '9 hours' <= p_now
     order by w.ends_at limit 200
       for update of w skip locked
  loop
    update public.team_weeks set previewed_at = p_now where id = v_row.id;
    insert into public.inbox (workspace_id, event_id, kind, actor, about)
    select distinct v_row.workspace_id, 'preview:' || v_row.id || ':' || l.slack_user_id, 'preview', l.slack_user_id,
           jsonb_build_object('week', v_row.week)
      from public.week_parts p join public.learners l on l.id = p.learner_id
     where p.team_week = v_row.id and v_row.is_told_of
       and not exists (select from public.team_week_withdrawals x where x.team_week = p.team_week and x.learner_id = p.learner_id)
       and not exists (select from public.manager_objections o where o.manager = v_row.manager and o.learner_id = p.learner_id)
    on conflict do nothing;
    get diagnostics v_count = row_count;
    v_previews := v_previews + v_count;
  end loop;

  for v_row in
    select w.workspace_id, w.manager, w.week, coalesce(bool_or(s.is_off), false) as is_off,
           greatest(max((w.week + coalesce(s.day, 1) - 1 + make_time(coalesce(s.hour, 9), 0, 0)) at time zone public.known_zone(l.time_zone)),
                    max(w.closed_at) + interval '24 hours') as due_at
      from public.team_weeks w
      join public.workspaces here on here.id = w.workspace_id and here.uninstalled_at is null
      left join public.digest_settings s on s.workspace_id = w.workspace_id and s.manager = w.manager
      left join public.learners l on l.workspace_id = w.workspace_id and l.slack_user_id = w.manager
     where w.state = 'open'
     group by w.workspace_id, w.manager, w.week
  loop
    if v_row.due_at > p_now then
      continue;
    elsif v_row.is_off or v_row.due_at < p_now - make_interval(hours => p_late_hours) then
      update public.team_weeks set state = case when v_row.is_off then 'off' else 'late' end, ended_at = p_now
       where workspace_id = v_row.workspace_id and manager = v_row.manager and week = v_row.week and state = 'open';
      v_late := v_late + (not v_row.is_off)::int;
    else
      insert into public.inbox (workspace_id, event_id, kind, actor, about)
      values (v_row.workspace_id, 'digest:' || v_row.manager || ':' || v_row.week, 'digest', v_row.manager, jsonb_build_object('week', v_row.week))
      on conflict do nothing;
      v_due := v_due + found::int;
    end if;
  end loop;
  return jsonb_build_object('closed', v_closed, 'previews', v_previews, 'due', v_due, 'late', v_late);
end $$;


-- What is told is computed by the role that can read nothing else. It may create here for this moment only: handing over needs that.
do $$
declare
  v_function text;
begin
  grant create on schema public to threadcoach_digest;
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['gather_parts', 'make_cells'])
  loop
    execute format('alter function %s owner to threadcoach_digest', v_function);
  end loop;
  revoke create on schema public from threadcoach_digest;
end $$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['forget_parts', 'gather_parts', 'close_week', 'make_cells', 'decide_cells',
       'tell_week', 'digest_preview', 'leave_out', 'plan_digests'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;

-- A week that is closed just now was decided already: its cells are made anew, from its parts, when it is told.
do $$
declare
  v_week uuid;
begin
  for v_week in select id from public.team_weeks where state = 'open'
  loop
    delete from public.digest_cells where team_week = v_week;
    update public.team_weeks w set could_have =
      (select count(*) from public.team_members m join public.learners l on l.id = m.learner_id
        where m.workspace_id = w.workspace_id and m.team = w.team and m.until is null and l.slack_user_id <> w.manager
          and not exists (select from public.team_managers boss
                           where boss.workspace_id = w.workspace_id and boss.manager = l.slack_user_id and boss.until is null))
     where w.id = v_week;
    perform public.gather_parts(v_week);
  end loop;
end $$;
