-- What a manager is told of a team, once a week. A week runs from Friday to Thursday in the manager's time zone; it is closed when that
-- Thursday is over, and on the Monday after it is told, or on the day that the manager chose. Until it is told it shows nobody a number:
-- neither the manager, nor those who are part of it. So whoever takes themselves out until then is simply not counted.
--
-- A cell is one thing that could be told: how many practised, one domain, one dimension's level. Cells that are told hold words, never the
-- numbers that they come from. What a digest says depends on who was counted, on the company's list of teams and on the cards that its
-- reader was sent, never on who took themselves out. And what was told stays told: an erasure, a departure, a leave-out or an objection
-- changes nothing that anybody has seen.
--
-- Whoever sent a card is known by name, and nobody can be among others behind them: not behind one cell, and not behind the difference of
-- two. So they count in what a cell says, and not towards the minimum. That holds for a card that was read and taken back too, whichever
-- manager of the workspace it went to, and for one that comes later: then a later cell is hidden, or, where both were told already, the
-- card cannot be sent any more.
--
-- A hard moment leaves no mark here: a week counts the same people whether one of their rounds was hard or not.

-- The least number of people that anything is told of. It may be raised at any time; a lower one counts for what is practised later.
create table public.digest_minimums (
  workspace_id text not null references public.workspaces (id),
  minimum      int not null check (minimum >= 5),
  since        timestamptz not null,
  primary key (workspace_id, since)
);

-- "Leave me out always."
create table public.left_out (
  learner_id uuid primary key references public.learners (id) on delete cascade,
  since      timestamptz not null,
  for_good   boolean not null default false, -- they erased everything since they were first counted
  card_at    timestamptz -- of such a one, when a card was last sent that was shown: in the week that runs then they are known by it still
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
  could_have   int, -- how many could have been in it; null in weeks from before: the size of the team stands for it
  -- Who of the team could be in what is told of the week, as the company's list had it when the week was closed: all but those who manage
  -- a team. Whoever erases everything is in it as somebody who stands for them.
  people       uuid[] not null default '{}',
  unique (workspace_id, manager, team, week)
);
create index team_weeks_by_team on public.team_weeks (workspace_id, team, week);
create index team_weeks_open on public.team_weeks (workspace_id, manager, week) where state = 'open';
create index team_weeks_by_people on public.team_weeks using gin (people) with (fastupdate = off);

-- "Leave me out this time."
create table public.team_week_withdrawals (
  team_week  uuid not null references public.team_weeks (id) on delete cascade,
  learner_id uuid not null references public.learners (id) on delete cascade,
  primary key (team_week, learner_id)
);

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

create table public.digest_cells (
  team_week    uuid not null references public.team_weeks (id) on delete cascade,
  kind         text not null check (kind in ('practised', 'domain', 'dimension')),
  subject      text not null, -- a domain's or a dimension's id, '' for practised
  domain_id    text not null default '',
  contributors uuid[] not null, -- sorted; nobody but the digest's functions reads them
  says         jsonb not null,  -- {label, level} as words, {count} or {atLeast}
  basis        text not null default '', -- the rubric versions and judges behind a level: others cannot be compared with it
  -- Why it is not shown: decide_cells says the first three. 'withdrawn' is of weeks from before. 'erased' and 'expired' were told, and are
  -- shown no more because one of its contributors erased everything, or because it is old.
  hidden       text check (hidden in ('few', 'alike', 'computable', 'withdrawn', 'erased', 'expired')),
  primary key (team_week, kind, subject)
);
-- Whether a cell tells of one person beside another is asked of all cells that were ever told: one that has one person more or less begins
-- with the same person, or with the next.
create index digest_cells_by_first on public.digest_cells (subject, (contributors[1]), (cardinality(contributors)))
  where hidden is null or hidden in ('erased', 'expired');
create index digest_cells_by_second on public.digest_cells (subject, (contributors[2]), (cardinality(contributors)))
  where hidden is null or hidden in ('erased', 'expired');
-- Cells are found by their people in the same moment in which others are written: a list of what is not sorted in yet would be read each time.
create index digest_cells_by_contributor on public.digest_cells using gin (contributors) with (fastupdate = off);

-- Sets the least number of people that anything is told of: from p_now on, and never lower for what is there already. What holds anyway
-- is not written down. The table refuses fewer than five.
create function public.set_digest_minimum(p_workspace text, p_minimum int, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_minimum = coalesce((select m.minimum from public.digest_minimums m where m.workspace_id = p_workspace order by m.since desc limit 1), 5) then
    return;
  end if;
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.digest_minimums (workspace_id, minimum, since) values (p_workspace, p_minimum, p_now)
  on conflict (workspace_id, since) do update set minimum = greatest(excluded.minimum, public.digest_minimums.minimum);
end $$;

-- The greatest minimum that was in force from p_since on: for what was practised then, it can only have grown.
create function private.digest_minimum(p_workspace text, p_since timestamptz, p_now timestamptz) returns int
language sql stable security definer set search_path = '' as $$
  select greatest(5, coalesce(max(m.minimum), 5))
    from (select minimum, since, lead(since) over (order by since) as ended
            from public.digest_minimums where workspace_id = p_workspace) m
   where m.since <= p_now and (m.ended is null or m.ended > p_since)
$$;

-- Closes a week of a team, once: false when it was closed before. Who is in the team, and who of them could be in what is told, is as the
-- company's list says: all but those who manage a team themselves.
create function private.close_week(p_workspace text, p_manager text, p_team text, p_week date, p_starts timestamptz, p_ends timestamptz,
                                   p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0)); -- nobody is erased meanwhile
  insert into public.team_weeks (workspace_id, manager, team, week, starts_at, ends_at, closed_at, team_size, could_have, people,
                                 minimum)
  select p_workspace, p_manager, p_team, p_week, p_starts, p_ends, p_now, count(*),
         count(*) filter (where not l.manages), coalesce(array_agg(l.id order by l.id) filter (where not l.manages), '{}'),
         private.digest_minimum(p_workspace, p_starts, p_now)
    from (select one.id, exists (select from public.team_managers boss
                                  where boss.workspace_id = p_workspace and boss.manager = one.slack_user_id and boss.until is null) as manages
            from public.team_members m join public.learners one on one.id = m.learner_id
           where m.workspace_id = p_workspace and m.team = p_team and m.until is null and one.slack_user_id <> p_manager) l
  on conflict do nothing returning id into v_id;
  if v_id is null then
    return false;
  end if;
  perform private.gather_parts(v_id);
  return true;
end $$;

-- Who counts for a team, and since when: members of today who left neither themselves nor this manager out, and who manage nobody.
create function private.counted_members(p_workspace text, p_manager text, p_team text, p_starts timestamptz)
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

-- Gathers what is in a week that is closed: of those who count, what they practised and their levels.
create function private.gather_parts(p_week uuid) returns void
language sql security definer set search_path = '' as $$
  with week as (
    select * from public.team_weeks where id = p_week),
  counted as (
    select c.* from week w cross join lateral private.counted_members(w.workspace_id, w.manager, w.team, w.starts_at) c)
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

-- A week is told, or came to nothing: what it was made of is kept no longer.
create function private.forget_parts() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.week_parts where team_week = new.id;
  return null;
end $$;
create trigger forget_parts after update of state on public.team_weeks
  for each row when (old.state = 'open' and new.state <> 'open') execute function private.forget_parts();

-- "Leave me out": of the week that is closed and not told yet, and with p_always of all that come. They are counted as anybody is who did not
-- practise. {outcome: 'left-out' | 'nothing'}.
create function public.leave_out(p_workspace text, p_actor text, p_always boolean, p_now timestamptz) returns jsonb
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

-- "Count me in again", from the next week on. Whoever erased everything since they were first counted is counted no more: somebody else stands
-- for them in weeks that were told, and beside those a later one could tell of one person.
create function public.count_in(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  delete from public.left_out
   where learner_id = (select id from public.learners where workspace_id = p_workspace and slack_user_id = p_actor) and not for_good
$$;

-- What the manager of a team is told of a week: their teams of today, whole. Null where they manage none of them.
-- While the week is open its cells are made and decided here, for good; {outcome: 'tell' | 'nothing', teams}. Asked again, the answer is the same.
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
      update public.team_weeks set minimum = greatest(minimum, private.digest_minimum(p_workspace, starts_at, p_now)) where id = v_week.id;
      perform private.make_cells(v_week.id);
      perform private.decide_cells(v_week.id);
      update public.team_weeks set state = 'told', ended_at = p_now where id = v_week.id;
    end if;
    v_teams := v_teams || private.digest_of_week(v_week.id);
  end loop;
  if v_teams = '[]' then
    return null;
  end if;
  return jsonb_build_object('week', p_week, 'teams', v_teams, 'outcome',
    case when exists (select from jsonb_array_elements(v_teams) t
                       where t -> 'practised' <> 'null' or t -> 'domains' <> '[]' or t -> 'dimensions' <> '[]') then 'tell' else 'nothing' end);
end $$;

-- Makes the cells of a closed week that is being told, of those who did not take themselves out: each of the others is in it as anybody is who
-- did not practise. How a count is told (told_count) never tells who took themselves out, whether by the team's size or by a card.
create function private.make_cells(p_week uuid) returns void
language sql security definer set search_path = '' as $$
  with week as (
    select *, cardinality(private.known_by_card(p_week)) as known from public.team_weeks where id = p_week),
  part as (
    select p.* from public.week_parts p join week w on w.id = p.team_week
     where not exists (select from public.team_week_withdrawals x where x.team_week = p.team_week and x.learner_id = p.learner_id)
       and not exists (select from public.manager_objections o where o.manager = w.manager and o.learner_id = p.learner_id))
  insert into public.digest_cells (team_week, kind, subject, domain_id, contributors, says, basis)
  select w.id, 'practised', '', '', array_agg(distinct p.learner_id order by p.learner_id),
         private.told_count(count(distinct p.learner_id)::int, w.could_have, w.minimum, w.known), ''
    from week w cross join part p where p.kind = 'domain' group by w.id, w.could_have, w.minimum, w.known
  union all
  select w.id, 'domain', p.subject, p.subject, array_agg(p.learner_id order by p.learner_id),
         private.told_count(count(*)::int, w.could_have, w.minimum, w.known), ''
    from week w cross join part p where p.kind = 'domain' group by w.id, w.could_have, w.minimum, w.known, p.subject
  union all
  select w.id, 'dimension', p.subject, max(p.domain_id), array_agg(p.learner_id order by p.learner_id),
         jsonb_build_object('label', max(p.label), 'level', private.level_word(percentile_cont(0.5) within group (order by p.score)::numeric)),
         (select string_agg(distinct b, '; ' order by b) from part one, unnest(one.basis) b where one.kind = 'dimension' and one.subject = p.subject)
    from week w cross join part p where p.kind = 'dimension' group by w.id, p.subject
$$;

-- Decides which cells of a week that is being told may be told:
--   few         fewer people contributed than the minimum, or of the team only so many could have that it would be told of all
--   alike       beside a cell that was told before it would tell of fewer than two people
--   computable  with it somebody could work out what is hidden: of those who practised, the ones who did not do so in that domain are fewer
--               than two, or it is the smallest that must go beside the one hidden cell of its kind
-- In all of these whoever is known by a card does not count.
create function private.decide_cells(p_week uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_week      public.team_weeks%rowtype;
  v_practised public.digest_cells%rowtype;
  v_known     uuid[] := private.known_by_card(p_week);
begin
  select * into v_week from public.team_weeks where id = p_week;
  update public.digest_cells c
     set hidden = case
       when coalesce(v_week.could_have, v_week.team_size) - cardinality(v_known) <= v_week.minimum then 'few'
       when private.how_many_besides(c.contributors, v_known) < v_week.minimum then 'few'
       when private.isolates_one(p_week, c.kind, c.subject, c.contributors) then 'alike' end
   where c.team_week = p_week;
  -- of six who practised five did so here: the sixth is alone with what is not shown
  select * into v_practised from public.digest_cells where team_week = p_week and kind = 'practised' and hidden is null;
  update public.digest_cells c set hidden = 'computable'
   where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
     and cardinality(c.contributors) < cardinality(v_practised.contributors)
     and private.how_many_besides(v_practised.contributors, c.contributors || v_known) < 2;
  -- one hidden cell among those that add up could be worked out from the others: a second one goes with it
  if 1 = (select count(*) from public.digest_cells c where c.team_week = p_week and c.kind = 'domain' and c.hidden is not null) then
    update public.digest_cells set hidden = 'computable'
     where team_week = p_week and kind = 'domain'
       and subject = (select c.subject from public.digest_cells c
                       where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
                       order by cardinality(c.contributors), c.subject limit 1);
  end if;
end $$;

-- Whether a cell and one that anybody of the workspace was told, of whichever team, differ, and by fewer than two people whom nobody knows by
-- a card. People move, and so do the names of teams and their managers; what was told and is shown no more still counts. With p_by: whether
-- they would if that person's card were sent as well.
create function private.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_size   int := cardinality(p_contributors);
  v_first  uuid := p_contributors[1];
  v_second uuid := p_contributors[2];
  v_by     uuid[] := array_remove(array[p_by], null);
  v_here   uuid[];
  v_others uuid[]; -- whom nobody knows by a card
  v_half   int;
begin
  -- one person more or less, whoever it is: found by the index, however much was told before
  if p_by is null and (exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[1] = v_first and cardinality(c.contributors) = v_size + 1
       and c.contributors @> p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told')
  or exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[2] = v_first and cardinality(c.contributors) = v_size + 1
       and c.contributors @> p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told')
  or exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[1] in (v_first, v_second) and cardinality(c.contributors) = v_size - 1
       and c.contributors <@ p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told'))
  then
    return true;
  end if;

  -- more people, of whom all but one are known: only where somebody sent a card
  if p_by is null and not exists (select from public.team_weeks w join public.shared_cards k on k.workspace_id = w.workspace_id where w.id = p_week)
     and not exists (select from public.team_weeks w join public.cards_seen k on k.workspace_id = w.workspace_id where w.id = p_week) then
    return false;
  end if;
  v_here := private.known_by_card(p_week) || v_by;
  v_others := array(select one from unnest(p_contributors) one where one <> all (v_here));
  v_half := least(4, cardinality(v_others) / 2);
  -- At most one of the others is missing there, so of two groups of them one is there as a whole. That is what the index of contributors
  -- finds, and it has to come first: by their subject alone there are as many cells as teams ever had weeks.
  return exists (
    with near as materialized (
      select c.* from public.digest_cells c
       where c.contributors @> v_others[1 : v_half] or c.contributors @> v_others[v_half + 1 : 2 * v_half])
    select from near c join public.team_weeks w on w.id = c.team_week
     where c.kind = p_kind and c.subject = p_subject and (c.hidden is null or c.hidden in ('erased', 'expired'))
       and c.team_week <> p_week and w.state = 'told' and c.contributors <> p_contributors
       and (p_by is null or (p_by = any (p_contributors)) <> (p_by = any (c.contributors)))
       and case when private.how_many_besides(v_others, c.contributors) < 2
                then private.how_many_besides(v_others, c.contributors)
                   + private.how_many_besides(c.contributors, p_contributors || private.known_by_card(w.id) || v_by) < 2
                else false end);
end $$;

-- How many of these people are none of those.
create function private.how_many_besides(p_people uuid[], p_those uuid[]) returns int
language sql immutable set search_path = '' as $$
  select count(*)::int from unnest(p_people) as one (learner) where one.learner <> all (p_those)
$$;

-- Those who are known by a card in a week: one that goes out with its digest or later, or was sent since it began. Of all who could be in the
-- week, whether they are or not: a number must be told alike whether the one who sent the card is counted or took themselves out.
create function private.known_by_card(p_week uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select array(select p.learner
                 from public.team_weeks w
                cross join lateral (select unnest(w.people) as learner
                                    union
                                    select unnest(c.contributors) from public.digest_cells c where c.team_week = w.id) p
                where w.id = p_week
                  and (exists (select from public.shared_cards k
                                where k.learner_id = p.learner and k.workspace_id = w.workspace_id and k.week is null)
                       or exists (select from public.cards_seen k
                                   where k.learner_id = p.learner and k.workspace_id = w.workspace_id
                                     and (k.week >= w.week or k.shared_at >= w.starts_at))
                       or exists (select from public.left_out o where o.learner_id = p.learner and o.card_at >= w.starts_at))));
end $$;

-- Whether a card of this session would, beside what was told of a week that the session is part of, tell something of others: it would leave
-- all of a team, a cell, or the difference of two, with too few people whom nobody knows by a card. That can be a cell that the sender is no
-- part of: whoever is known to have done something else leaves fewer who could be in it. Or it would tell of its sender that they are not
-- in an exact count, which with them among others would be too few. What was told stays told, so the card must stay here. It must whether the
-- sender is counted in that week or took themselves out: a card that comes would tell which.
create function private.card_tells_of_others(p_workspace text, p_learner uuid, p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  with weeks as (
    select w.id, w.minimum, coalesce(w.could_have, w.team_size) as could_have,
           array_remove(private.known_by_card(w.id), p_learner) || p_learner as known
      from public.team_weeks w
     where w.id in (select c.team_week from public.digest_cells c where c.contributors @> array[p_learner]
                    union
                    select o.id from public.team_weeks o where o.people @> array[p_learner])
       and w.workspace_id = p_workspace and w.state = 'told'
       and (exists (select from public.coaching_sessions r
                     where r.session_id = p_session::text and r.created_at >= w.starts_at and r.created_at < w.ends_at)
            or exists (select from public.dimension_levels d where d.session_id = p_session and d.at >= w.starts_at and d.at < w.ends_at)))
  select exists (
    select from weeks w join public.digest_cells c on c.team_week = w.id and (c.hidden is null or c.hidden in ('erased', 'expired'))
     where w.could_have - cardinality(w.known) <= w.minimum
        or c.says ? 'count' and cardinality(c.contributors) - cardinality(w.known) < w.minimum
        or c.contributors @> array[p_learner]
           and (private.how_many_besides(c.contributors, w.known) < w.minimum
                or private.isolates_one(w.id, c.kind, c.subject, c.contributors, p_learner)
                or c.kind = 'practised' and exists (
                     select from public.digest_cells d
                      where d.team_week = w.id and d.kind = 'domain' and (d.hidden is null or d.hidden in ('erased', 'expired'))
                        and p_learner <> all (d.contributors) and private.how_many_besides(c.contributors, d.contributors || w.known) < 2)))
$$;

-- How many, as it may be told: exactly only where at least two others could have been among them and are not, so that nobody is singled out, and
-- where it is more than the minimum and all whom the reader knows by a card: then it says of none of these whether they are among them.
-- Who never counts, as those who manage a team themselves, is no such other.
create function private.told_count(p_count int, p_counted int, p_minimum int, p_known int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_counted - p_count >= 2 and (p_known = 0 or p_count > p_minimum + p_known)
              then jsonb_build_object('count', p_count) else jsonb_build_object('atLeast', p_minimum) end
$$;

-- What a manager is told of one week of a team: what may be shown, and which coaches are not; a level with its line over four weeks, of weeks
-- that rest on one rubric version and judge, and whether this one rests on more, or on sample history. No level rests on a mark by wording.
create function private.digest_of_week(p_week uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select jsonb_build_object(
           'team', w.team, 'week', w.week, 'size', w.team_size, 'minimum', w.minimum,
           'practised', (select c.says from public.digest_cells c where c.team_week = w.id and c.kind = 'practised' and c.hidden is null),
           'domains', (select coalesce(jsonb_agg(c.says || jsonb_build_object('domain', d.name) order by d.name), '[]')
                         from public.digest_cells c join public.coaching_domains d on d.id = c.subject
                        where c.team_week = w.id and c.kind = 'domain' and c.hidden is null),
           'dimensions', (select coalesce(jsonb_agg(c.says || jsonb_build_object('dimension', c.subject, 'domain', d.name, 'isMixed', c.basis like '%; %',
                             'isSample', c.basis || ';' like '%, sample;%', 'history',
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
    from public.team_weeks w where w.id = p_week);
end $$;

-- What this manager was told last, or of that week: {week, teams}. Null where it is nothing. Only the one week is put together.
create function private.last_digest(p_workspace text, p_actor text, p_week date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  with told as materialized (
    select w.* from public.team_weeks w
     where w.workspace_id = p_workspace and w.manager = p_actor and w.state = 'told' and w.week = coalesce(p_week, w.week)
       and exists (select from public.team_managers g
                    where g.workspace_id = p_workspace and g.team = w.team and g.manager = p_actor and g.until is null))
  select jsonb_build_object('week', w.week, 'teams', jsonb_agg(private.digest_of_week(w.id) order by w.team))
    from told w where w.week = (select max(week) from told) group by w.week
$$;

-- What this learner is part of in the week that is closed and not told yet: {id, week, team, manager, minimum, leftOut, domains, dimensions}, their
-- own and no numbers. Null where they are no part of it, object to the manager, or the team is too small for anything to be told.
create function public.digest_preview(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
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
   order by w.week desc limit 1);
end $$;

-- Who is set as the learner's manager, what that person was told last of the team, or that there is nothing yet, and what the learner is part of
-- in the week that is told next. It is never computed for whoever asks: who could ask at any moment would see numbers change when one person
-- practises. Null where nobody is set as their manager.
create function public.manager_sees(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  with mine as materialized (select private.my_manager(p_workspace, p_actor) as my) -- asked once
  select jsonb_build_object(
           'manager', jsonb_build_object('actor', g.my ->> 'manager', 'name', coalesce(l.name, g.my ->> 'manager')),
           'objected', g.my -> 'objected',
           'leftOut', o.learner_id is not null,
           'forGood', coalesce(o.for_good, false),
           'ahead', public.digest_preview(p_workspace, p_actor),
           'state', case when told.told is not null then 'told' else 'nothing' end,
           'team', coalesce(told.told, jsonb_build_object(
             'team', g.my ->> 'team', 'week', (now() at time zone 'UTC')::date, 'minimum', private.digest_minimum(p_workspace, now(), now()),
             'size', (select count(*) from public.team_members m join public.learners one on one.id = m.learner_id
                       where m.workspace_id = p_workspace and m.team = g.my ->> 'team' and m.until is null and one.slack_user_id <> g.my ->> 'manager'),
             'practised', null, 'domains', '[]'::jsonb, 'dimensions', '[]'::jsonb, 'notShown', '[]'::jsonb)))
    from mine g
    left join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = g.my ->> 'manager'
    left join public.learners me on me.workspace_id = p_workspace and me.slack_user_id = p_actor
    left join public.left_out o on o.learner_id = me.id
    left join lateral (
      select private.digest_of_week(w.id) from public.team_weeks w
       where w.workspace_id = p_workspace and w.manager = g.my ->> 'manager' and w.team = g.my ->> 'team' and w.state = 'told'
       order by w.week desc limit 1) as told (told) on true
   where g.my is not null
$$;
