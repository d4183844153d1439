-- What a manager is told of a team, once a week. A week runs from Friday to Thursday in the manager's time zone; it is closed when that
-- Thursday is over, each contributing learner can see from then on what will be told, and on the Monday after it is told.
--
-- A cell is one thing that could be told: how many practised, one domain, one dimension's level. Whether it is told is decided here:
--   few         fewer people contributed than the minimum of the group
--   alike       its contributors differ by exactly one from those of a cell that was told before: the two together would tell of one person
--   computable  with it somebody could work out what is hidden: all but one of those who practised are in it, or it is the smallest that
--               must go beside the one hidden cell of its kind
--   withdrawn   one of its contributors took themselves out, or says that this is not their manager
-- Cells that are told hold words, never the numbers that they come from.

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

-- The least number of people that anything is told of. It may be raised at any time; a lower one counts for what is practised later.
create table public.digest_minimums (
  workspace_id text not null references public.workspaces (id),
  minimum      int not null check (minimum >= 5),
  since        timestamptz not null,
  primary key (workspace_id, since)
);

create table public.digest_settings (
  workspace_id text not null references public.workspaces (id),
  manager      text not null,
  day          int not null default 1 check (day between 1 and 4), -- Monday to Thursday: learners have the days before to look at it
  hour         int not null default 9 check (hour between 0 and 23),
  is_off       boolean not null default false,
  primary key (workspace_id, manager)
);

-- "Leave me out always."
create table public.left_out (
  learner_id uuid primary key references public.learners (id) on delete cascade,
  since      timestamptz not null
);

create table public.team_weeks (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null references public.workspaces (id),
  manager      text not null,
  team         text not null,
  week         date not null, -- the Monday on which it is told
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  closed_at    timestamptz not null,
  team_size    int not null,
  minimum      int not null,
  previewed_at timestamptz, -- its learners were asked to look at it
  state        text not null default 'open' check (state in ('open', 'told', 'skipped', 'late', 'off')),
  ended_at     timestamptz, -- from then on nothing of it changes
  unique (workspace_id, manager, team, week)
);
create index team_weeks_by_team on public.team_weeks (workspace_id, team, week);
create index team_weeks_open on public.team_weeks (workspace_id, manager, week) where state = 'open';

-- "Leave me out this time."
create table public.team_week_withdrawals (
  team_week  uuid not null references public.team_weeks (id) on delete cascade,
  learner_id uuid not null references public.learners (id) on delete cascade,
  primary key (team_week, learner_id)
);

create table public.digest_cells (
  team_week    uuid not null references public.team_weeks (id) on delete cascade,
  kind         text not null check (kind in ('practised', 'domain', 'dimension')),
  subject      text not null, -- a domain's or a dimension's id, '' for practised
  domain_id    text not null default '',
  contributors uuid[] not null, -- sorted; nobody but this file's functions reads them
  says         jsonb not null,  -- {label, level} as words, {count} or {atLeast}
  basis        text not null default '', -- the rubric versions and judges behind a level: others cannot be compared with it
  hidden       text check (hidden in ('few', 'alike', 'computable', 'withdrawn')),
  primary key (team_week, kind, subject)
);
-- Whether a cell tells of one person beside another is asked of all cells that were ever told: one that has one person more or less begins
-- with the same person, or with the next.
create index digest_cells_by_first on public.digest_cells (subject, (contributors[1]), (cardinality(contributors))) where hidden is null;
create index digest_cells_by_second on public.digest_cells (subject, (contributors[2]), (cardinality(contributors))) where hidden is null;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['dimension_levels', 'digest_minimums', 'digest_settings', 'left_out', 'team_weeks',
    'team_week_withdrawals', 'digest_cells']
  loop
    execute format('alter table public.%I enable row level security', v_table);
    execute format('revoke all on public.%I from anon, authenticated, service_role', v_table);
  end loop;

  -- What the digest's functions may see, to the column. No text, no quote, no setting, no time of a single reply but its date.
  grant select (id, workspace_id, slack_user_id, time_zone) on public.learners to threadcoach_digest;
  grant select (workspace_id, learner_id, session_id, domain_id, created_at) on public.coaching_sessions to threadcoach_digest;
  grant select (id, off_record) on public.sessions to threadcoach_digest;
  grant select (id, name, is_active) on public.coaching_domains to threadcoach_digest;
  foreach v_table in array array['dimension_levels', 'team_members', 'team_managers', 'manager_objections', 'digest_minimums', 'left_out']
  loop
    execute format('grant select on public.%I to threadcoach_digest', v_table);
  end loop;
  grant select, insert, update on public.team_weeks, public.team_week_withdrawals, public.digest_cells to threadcoach_digest;
  foreach v_table in array array['learners', 'coaching_sessions', 'sessions', 'coaching_domains', 'dimension_levels', 'team_members',
    'team_managers', 'manager_objections', 'digest_minimums', 'left_out', 'team_weeks', 'team_week_withdrawals', 'digest_cells']
  loop
    execute format('create policy digest on public.%I to threadcoach_digest using (true) with check (true)', v_table);
  end loop;
end $$;

-- The level word of a score, as the learner's own scorecard says it.
create function public.level_word(p_score numeric) returns text
language sql immutable set search_path = '' as $$
  select case when p_score >= 9 then 'Exemplary' when p_score >= 7 then 'Strong' when p_score >= 4 then 'Developing' else 'Starting' end
$$;

-- Keeps a session's levels beside its marks: the latest judgement counts, one that was taken back is gone. Off the record nothing is kept.
create function public.keep_levels() returns trigger
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
create trigger keep_levels after update of marks on public.coaching_sessions
  for each row when (new.marks is distinct from old.marks) execute function public.keep_levels();
create trigger keep_levels after insert on public.scorecards for each row execute function public.keep_levels();

-- The greatest minimum that was in force from p_since on: for what was practised then, it can only have grown.
create function public.digest_minimum(p_workspace text, p_since timestamptz, p_now timestamptz) returns int
language sql stable security definer set search_path = '' as $$
  select greatest(5, coalesce(max(m.minimum), 5))
    from (select minimum, since, lead(since) over (order by since) as ended
            from public.digest_minimums where workspace_id = p_workspace) m
   where m.since <= p_now and (m.ended is null or m.ended > p_since)
$$;

-- Whether a cell's contributors differ by exactly one from those of a cell that anybody of the workspace was told, of whichever team: people
-- move, and so do the names of teams and their managers.
create function public.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_size   int := cardinality(p_contributors);
  v_first  uuid := p_contributors[1];
  v_second uuid := p_contributors[2];
begin
  return exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[1] = v_first and cardinality(c.contributors) = v_size + 1
       and c.contributors @> p_contributors and c.kind = p_kind and c.hidden is null and w.id <> p_week and w.state = 'told')
  or exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[2] = v_first and cardinality(c.contributors) = v_size + 1
       and c.contributors @> p_contributors and c.kind = p_kind and c.hidden is null and w.id <> p_week and w.state = 'told')
  or exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[1] in (v_first, v_second) and cardinality(c.contributors) = v_size - 1
       and c.contributors <@ p_contributors and c.kind = p_kind and c.hidden is null and w.id <> p_week and w.state = 'told');
end $$;

-- Who counts for a team, and since when: members of today who left neither themselves nor this manager out, and who manage nobody.
create function public.counted_members(p_workspace text, p_manager text, p_team text, p_starts timestamptz)
returns table (learner uuid, since timestamptz)
language sql stable security definer set search_path = '' rows 20 as $$ -- a team: with more, all rounds that ever were would be read
  select m.learner_id, greatest(m.since, g.since, p_starts)
    from public.team_members m
    join public.learners l on l.id = m.learner_id
    join public.team_managers g on g.workspace_id = m.workspace_id and g.team = m.team and g.manager = p_manager and g.until is null
   where m.workspace_id = p_workspace and m.team = p_team and m.until is null
     and not exists (select from public.left_out o where o.learner_id = m.learner_id)
     and not exists (select from public.manager_objections o where o.learner_id = m.learner_id and o.manager = p_manager)
     and not exists (select from public.team_managers boss
                      where boss.workspace_id = p_workspace and boss.manager = l.slack_user_id and boss.until is null)
$$;

-- How many, as it may be told: exactly only where at least two others could have been among them and are not, so that nobody is singled
-- out. Who never counts, as those who manage a team themselves, is no such other.
create function public.told_count(p_count int, p_counted int, p_minimum int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_counted - p_count >= 2 then jsonb_build_object('count', p_count) else jsonb_build_object('atLeast', p_minimum) end
$$;

-- Decides anew which cells of a week that is not told yet may be told. Only who took themselves out, what was told elsewhere and a greater
-- minimum can have changed since it was closed: what a cell says never does.
create function public.decide_cells(p_week uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_week      public.team_weeks%rowtype;
  v_practised public.digest_cells%rowtype;
begin
  select * into v_week from public.team_weeks where id = p_week;
  update public.digest_cells c
     set hidden = case
       when cardinality(c.contributors) < v_week.minimum then 'few'
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

-- Closes a week of a team: gathers its cells and decides which may be told. Once: false when it was closed before.
create function public.close_week(p_workspace text, p_manager text, p_team text, p_week date, p_starts timestamptz, p_ends timestamptz,
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

-- One team of a week as it is told: words and nothing else. What is not shown is named, whether few practised it, nobody did or somebody
-- took themselves out: nothing tells which. `history` holds the level of this week and the three before it, oldest first, null where there is none.
create function public.told_week(p_week uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'team', w.team, 'week', w.week, 'size', w.team_size, 'minimum', w.minimum,
           'practised', (select c.says from public.digest_cells c where c.team_week = w.id and c.kind = 'practised' and c.hidden is null),
           'domains', (select coalesce(jsonb_agg(c.says || jsonb_build_object('domain', d.name) order by d.name), '[]')
                         from public.digest_cells c join public.coaching_domains d on d.id = c.subject
                        where c.team_week = w.id and c.kind = 'domain' and c.hidden is null),
           'dimensions', (select coalesce(jsonb_agg(c.says || jsonb_build_object('dimension', c.subject, 'domain', d.name, 'history',
                             (select jsonb_agg(was.says ->> 'level' order by back.weeks desc)
                                from generate_series(0, 3) as back (weeks)
                                left join lateral (
                                  select p.says from public.team_weeks e join public.digest_cells p on p.team_week = e.id
                                   where e.workspace_id = w.workspace_id and e.manager = w.manager and e.team = w.team
                                     and e.week = w.week - 7 * back.weeks and (e.id = w.id or e.state = 'told')
                                     and p.kind = 'dimension' and p.subject = c.subject and p.hidden is null and p.basis = c.basis) was on true)) order by d.name, c.subject), '[]')
                            from public.digest_cells c join public.coaching_domains d on d.id = c.domain_id
                           where c.team_week = w.id and c.kind = 'dimension' and c.hidden is null),
           'notShown', (select coalesce(jsonb_agg(d.name order by d.name), '[]') from public.coaching_domains d
                         where d.is_active is not false
                           and not exists (select from public.digest_cells c
                                            where c.team_week = w.id and c.kind = 'domain' and c.subject = d.id and c.hidden is null)))
    from public.team_weeks w where w.id = p_week
$$;

-- What the manager of a team is told of a week: their teams of today, whole. Null where they manage none of them.
-- While the week is open it is decided here for good; {outcome: 'tell' | 'nothing', teams}. Asked again, the answer is the same.
create function public.tell_week(p_workspace text, p_actor text, p_week date, p_now timestamptz) returns jsonb
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

-- The latest digest that this manager was told, or that of p_week, as it was told. Null where there is none, or they manage its teams no more.
create function public.last_digest(p_workspace text, p_actor text, p_week date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('week', w.week, 'teams', jsonb_agg(public.told_week(w.id) order by w.team))
    from public.team_weeks w
   where w.workspace_id = p_workspace and w.manager = p_actor and w.state = 'told' and w.week = coalesce(p_week, w.week)
     and exists (select from public.team_managers g
                  where g.workspace_id = p_workspace and g.team = w.team and g.manager = p_actor and g.until is null)
   group by w.week order by w.week desc limit 1
$$;

-- What this learner's manager will be told of the week that is closed and not told yet, if the learner is part of it; else null.
create function public.digest_preview(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select public.told_week(w.id) || jsonb_build_object('id', w.id, 'manager', w.manager, 'leftOut',
           exists (select from public.team_week_withdrawals x where x.team_week = w.id and x.learner_id = l.id))
    from public.learners l
    join public.team_members m on m.learner_id = l.id and m.until is null
    join public.team_weeks w on w.workspace_id = p_workspace and w.team = m.team and w.state = 'open'
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and exists (select from public.digest_cells c where c.team_week = w.id and l.id = any (c.contributors))
   order by w.week desc limit 1
$$;

-- "Leave me out": of the week that is closed and not told yet, and with p_always of all that come. What they contributed to is hidden,
-- never computed anew without them. {outcome: 'left-out' | 'nothing'}.
create function public.leave_out(p_workspace text, p_actor text, p_always boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_week    uuid;
  v_found   boolean := false;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  select id into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  if v_learner is null then
    return jsonb_build_object('outcome', 'nothing');
  end if;
  if p_always then
    insert into public.left_out (learner_id, since) values (v_learner, p_now) on conflict do nothing;
  end if;
  for v_week in
    select w.id from public.team_weeks w
     where w.workspace_id = p_workspace and w.state = 'open'
       and exists (select from public.digest_cells c where c.team_week = w.id and v_learner = any (c.contributors))
  loop
    insert into public.team_week_withdrawals (team_week, learner_id) values (v_week, v_learner) on conflict do nothing;
    perform public.decide_cells(v_week);
    v_found := true;
  end loop;
  return jsonb_build_object('outcome', case when v_found or p_always then 'left-out' else 'nothing' end);
end $$;

-- "Count me in again", from the next week on.
create function public.count_in(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  delete from public.left_out where learner_id = (select id from public.learners where workspace_id = p_workspace and slack_user_id = p_actor)
$$;

-- Sets the least number of people that anything is told of: from p_now on, and never lower for what is there already.
create function public.set_digest_minimum(p_workspace text, p_minimum int, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.digest_minimums (workspace_id, minimum, since)
  select p_workspace, p_minimum, p_now
   where p_minimum is distinct from (select m.minimum from public.digest_minimums m where m.workspace_id = p_workspace order by m.since desc limit 1)
  on conflict (workspace_id, since) do update set minimum = greatest(excluded.minimum, public.digest_minimums.minimum);
end $$;

-- The manager's own settings of their digest.
create function public.set_digest(p_workspace text, p_actor text, p_day int, p_hour int, p_off boolean) returns void
language sql security definer set search_path = '' as $$
  insert into public.digest_settings (workspace_id, manager, day, hour, is_off) values (p_workspace, p_actor, p_day, p_hour, p_off)
  on conflict (workspace_id, manager) do update set day = excluded.day, hour = excluded.hour, is_off = excluded.is_off
$$;

-- The teams that a person manages today and the settings of their digest. Null where they manage none.
create function public.my_teams(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('teams', jsonb_agg(g.team order by g.team), 'day', coalesce(max(s.day), 1), 'hour', coalesce(max(s.hour), 9),
                            'isOff', coalesce(bool_or(s.is_off), false))
    from public.team_managers g
    left join public.digest_settings s on s.workspace_id = g.workspace_id and s.manager = g.manager
   where g.workspace_id = p_workspace and g.manager = p_actor and g.until is null
  having count(*) > 0
$$;

-- A time zone that the database knows; UTC for any other.
create function public.known_zone(p_zone text) returns text
language plpgsql stable set search_path = '' as $$
begin
  perform now() at time zone p_zone;
  return coalesce(p_zone, 'UTC');
exception when others then
  return 'UTC';
end $$;

-- Looks after the weeks: closes each team's week when its Thursday is over in the manager's time zone, puts a look at it to work for each
-- learner who is part of it at nine on Friday, and the digest at the manager's own day and hour, but not before learners had a day to look.
-- What is later than p_late_hours is dropped. Safe to repeat, and from several instances: each of it happens once.
-- {closed, previews, due, late}.
create function public.plan_digests(p_now timestamptz, p_late_hours int) returns jsonb
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
    select w.id, w.workspace_id, w.week from public.team_weeks w
     where w.state = 'open' and w.previewed_at is null and w.ends_at + interval '9 hours' <= p_now
     order by w.ends_at limit 200
       for update skip locked
  loop
    update public.team_weeks set previewed_at = p_now where id = v_row.id;
    insert into public.inbox (workspace_id, event_id, kind, actor, about)
    select distinct v_row.workspace_id, 'preview:' || v_row.id || ':' || l.slack_user_id, 'preview', l.slack_user_id,
           jsonb_build_object('week', v_row.week)
      from public.digest_cells c, unnest(c.contributors) as part (learner) join public.learners l on l.id = part.learner
     where c.team_week = v_row.id and c.hidden is null
    on conflict do nothing;
    get diagnostics v_count = row_count;
    v_previews := v_previews + v_count;
  end loop;

  for v_row in
    select w.workspace_id, w.manager, w.week, coalesce(bool_or(s.is_off), false) as is_off,
           greatest(max((w.week + coalesce(s.day, 1) - 1 + make_time(coalesce(s.hour, 9), 0, 0)) at time zone public.known_zone(l.time_zone)),
                    max(w.closed_at) + interval '24 hours') as due_at
      from public.team_weeks w
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

alter table public.inbox drop constraint inbox_kind_check;
alter table public.inbox add constraint inbox_kind_check check (kind in
  ('reply', 'lead', 'word', 'opening', 'score', 'so-far', 'scorecard', 'idle', 'note', 'erase', 'redact', 'catch-up', 'preview', 'digest'));

-- What is told is computed by the role that can read nothing else. It may create here for this moment only: handing over needs that.
do $$
declare
  v_function text;
begin
  grant create on schema public to threadcoach_digest;
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['digest_minimum', 'isolates_one', 'counted_members', 'told_count', 'level_word',
       'decide_cells', 'close_week', 'told_week', 'tell_week', 'last_digest', 'digest_preview'])
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
     where n.nspname = 'public' and p.proname = any (array['keep_levels', 'digest_minimum', 'isolates_one', 'counted_members', 'told_count',
       'level_word', 'decide_cells', 'close_week', 'told_week', 'tell_week', 'last_digest', 'digest_preview', 'leave_out', 'count_in',
       'set_digest_minimum', 'set_digest', 'my_teams', 'known_zone', 'plan_digests'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
