-- Teams and their managers, as the company's list has them, and what a manager can suggest to somebody of their team.

-- Who belongs to which team, with dates. learners.team holds the team of today.
create table public.team_members (
  workspace_id text not null references public.workspaces (id),
  team         text not null,
  learner_id   uuid not null references public.learners (id) on delete cascade,
  since        timestamptz not null,
  until        timestamptz,
  primary key (learner_id, since)
);
create unique index one_team_at_a_time on public.team_members (learner_id) where until is null;
create index team_members_by_team on public.team_members (workspace_id, team);

-- Who manages which team, with dates: a new manager sees from that date on.
create table public.team_managers (
  workspace_id text not null references public.workspaces (id),
  team         text not null,
  manager      text not null, -- a Slack user id
  source       text not null check (source in ('csv', 'user-group', 'profile-field')),
  since        timestamptz not null,
  until        timestamptz,
  primary key (workspace_id, team, since)
);
create unique index one_manager_at_a_time on public.team_managers (workspace_id, team) where until is null;
create index team_managers_by_manager on public.team_managers (workspace_id, manager);

-- A learner says that this is not their manager: until that is put right they are in nothing that this person is told.
create table public.manager_objections (
  learner_id uuid not null references public.learners (id) on delete cascade,
  manager    text not null,
  at         timestamptz not null,
  primary key (learner_id, manager)
);

-- A manager suggests a session to somebody of their team. What becomes of it is for the learner alone: nobody else is told.
create table public.suggestions (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null references public.workspaces (id),
  event_id     text not null,
  manager      text not null,
  learner_id   uuid references public.learners (id) on delete set null, -- null once that person erased everything: it is the manager's too
  domain_id    text not null references public.coaching_domains (id),
  made_at      timestamptz not null,
  unique (workspace_id, event_id)
);
create index suggestions_by_learner on public.suggestions (learner_id, manager, made_at);
create index suggestions_by_domain on public.suggestions (domain_id);

-- The team that a person belongs to today, and who manages it: for the learner, who can object.
create function private.my_manager(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select jsonb_build_object('team', m.team, 'manager', g.manager, 'since', g.since, 'source', g.source,
                            'objected', exists (select from public.manager_objections o where o.learner_id = l.id and o.manager = g.manager))
    from public.learners l
    join public.team_members m on m.learner_id = l.id and m.until is null
    join public.team_managers g on g.workspace_id = m.workspace_id and g.team = m.team and g.until is null
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and g.manager <> p_actor);
end $$;

-- "This is not my manager", or that taken back. {outcome: 'kept' | 'no-manager'}.
create function public.object_to_manager(p_workspace text, p_actor text, p_objects boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_manager text := private.my_manager(p_workspace, p_actor) ->> 'manager';
begin
  if v_manager is null then
    return jsonb_build_object('outcome', 'no-manager');
  end if;
  select id into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  if p_objects then
    insert into public.manager_objections (learner_id, manager, at) values (v_learner, v_manager, p_now) on conflict do nothing;
  else
    delete from public.manager_objections where learner_id = v_learner and manager = v_manager;
  end if;
  return jsonb_build_object('outcome', 'kept');
end $$;

-- Sets the teams that p_people names, whole: who is in such a team today and not named leaves it. Other teams stay as they are.
-- p_people: a list of {actor, name, team, position, manager}; the caller has checked that a person stands there once and a team has one
-- manager. Names are as they stand there, and where none does it is the id: whoever was here before has no other name than who was not.
-- Returns what changes, as a list of {change: 'joins' | 'leaves' | 'moves' | 'manager' | 'position', actor, name, team, from}; with p_dry
-- nothing is kept. Changes count from p_now on.
create function public.set_teams(p_workspace text, p_source text, p_people jsonb, p_now timestamptz, p_dry boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_changes jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  with named as (
    select * from jsonb_to_recordset(p_people) as p (actor text, name text, team text, position text, manager text)),
  today as (
    select l.slack_user_id as actor, l.name, m.team, l.position
      from public.team_members m join public.learners l on l.id = m.learner_id
     where m.workspace_id = p_workspace and m.until is null),
  managers as (
    select distinct team, manager from named where manager <> ''),
  changes as (
    select case when t.actor is null then 'joins' else 'moves' end as change, n.actor, n.name, n.team, t.team as was
      from named n left join today t on t.actor = n.actor where t.team is distinct from n.team
    union all
    select 'leaves', t.actor, t.name, t.team, t.team from today t
     where t.team in (select team from named) and t.actor not in (select actor from named)
    union all
    select 'position', n.actor, n.name, n.team, coalesce(t.position, '')
      from named n join today t on t.actor = n.actor and t.team = n.team where n.position <> '' and t.position is distinct from n.position
    union all
    select 'manager', g.manager, coalesce(n.name, l.name, g.manager), g.team, was.manager
      from managers g
      left join named n on n.actor = g.manager
      left join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = g.manager
      left join public.team_managers was on was.workspace_id = p_workspace and was.team = g.team and was.until is null
     where was.manager is distinct from g.manager)
  select coalesce(jsonb_agg(jsonb_build_object('change', change, 'actor', actor, 'name', name, 'team', team, 'from', was)
                            order by team, change, name), '[]')
    into v_changes from changes;
  if p_dry then
    return v_changes;
  end if;

  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.learners as l (workspace_id, slack_user_id, name)
  select distinct on (actor) p_workspace, actor, coalesce(nullif(btrim(name), ''), actor)
    from (select p.actor, p.name, true as is_named from jsonb_to_recordset(p_people) as p (actor text, name text)
          union all
          select p.manager, p.manager, false from jsonb_to_recordset(p_people) as p (manager text) where p.manager <> '') people
   order by actor, is_named desc
  on conflict (workspace_id, slack_user_id) do update set name = excluded.name
    where l.name <> excluded.name and (excluded.name <> excluded.slack_user_id
       or exists (select from jsonb_to_recordset(p_people) as p (actor text) where p.actor = excluded.slack_user_id));

  update public.team_members m set until = p_now
    from public.learners l, jsonb_array_elements(v_changes) c
   where l.id = m.learner_id and m.until is null and m.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor'
     and c ->> 'change' in ('moves', 'leaves');
  insert into public.team_members (workspace_id, team, learner_id, since)
  select p_workspace, c ->> 'team', l.id, p_now
    from jsonb_array_elements(v_changes) c
    join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor'
   where c ->> 'change' in ('joins', 'moves')
  on conflict (learner_id, since) do update set team = excluded.team, until = null;
  update public.learners l
     set team = (select m.team from public.team_members m where m.learner_id = l.id and m.until is null)
    from jsonb_array_elements(v_changes) c
   where l.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor' and c ->> 'change' in ('joins', 'moves', 'leaves');
  update public.learners l set position = p.position
    from jsonb_to_recordset(p_people) as p (actor text, position text)
   where l.workspace_id = p_workspace and l.slack_user_id = p.actor and p.position <> '';

  update public.team_managers g set until = p_now
    from jsonb_array_elements(v_changes) c
   where c ->> 'change' = 'manager' and g.workspace_id = p_workspace and g.team = c ->> 'team' and g.until is null;
  insert into public.team_managers (workspace_id, team, manager, source, since)
  select p_workspace, c ->> 'team', c ->> 'actor', p_source, p_now
    from jsonb_array_elements(v_changes) c where c ->> 'change' = 'manager'
  on conflict (workspace_id, team, since) do update set manager = excluded.manager, until = null;
  perform private.forget_unlisted(p_workspace);
  return v_changes;
end $$;

-- Of whoever erased everything the list of teams is all that is kept. Once it has them no more, that goes too.
create function private.forget_unlisted(p_workspace text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_learner public.learners%rowtype;
begin
  for v_learner in
    select l.* from public.learners l join public.left_out o on o.learner_id = l.id and o.for_good
     where l.workspace_id = p_workspace
       and not exists (select from public.team_members m where m.learner_id = l.id and m.until is null)
       and not exists (select from public.team_managers g where g.workspace_id = p_workspace and g.manager = l.slack_user_id and g.until is null)
  loop
    if not exists (select from jsonb_each(private.gather_person(p_workspace, v_learner.slack_user_id)) kept
                    where kept.value <> '[]' and kept.key not in
                      ('learners', 'team_members', 'team_managers', 'team_weeks', 'digest_settings', 'left_out', 'suggestions'))
    then
      update public.team_weeks set manager = 'erased:' || v_learner.id where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.team_managers where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.digest_settings where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.learners where id = v_learner.id;
    end if;
  end loop;
end $$;

-- The teams of other sources that setting these people would change: named here, or left by somebody who is named here.
-- With p_take those that are named belong to p_source from now on. A list of {team, source}, as it was.
create function public.teams_of_others(p_workspace text, p_source text, p_people jsonb, p_take boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_others jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  select coalesce(jsonb_agg(jsonb_build_object('team', g.team, 'source', g.source) order by g.team), '[]') into v_others
    from public.team_managers g
   where g.workspace_id = p_workspace and g.until is null and g.source <> p_source
     and (g.team in (select p.team from jsonb_to_recordset(p_people) as p (team text))
          or exists (select from public.team_members m join public.learners l on l.id = m.learner_id
                      where m.workspace_id = p_workspace and m.team = g.team and m.until is null
                        and l.slack_user_id in (select p.actor from jsonb_to_recordset(p_people) as p (actor text))));
  if p_take then
    update public.team_managers g set source = p_source
     where g.workspace_id = p_workspace and g.until is null
       and g.team in (select p.team from jsonb_to_recordset(p_people) as p (team text));
  end if;
  return v_others;
end $$;

-- Who belongs to the teams that a person manages today: [{actor, name}].
create function public.my_members(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(distinct jsonb_build_object('actor', l.slack_user_id, 'name', l.name)), '[]')
    from public.team_managers g
    join public.team_members m on m.workspace_id = g.workspace_id and m.team = g.team and m.until is null
    join public.learners l on l.id = m.learner_id
   where g.workspace_id = p_workspace and g.manager = p_actor and g.until is null and l.slack_user_id <> p_actor
$$;

-- A manager suggests a session. To one person once in seven days: a suggestion is not to become a push. Whoever said that this is not their
-- manager, or is gone, is not bothered, and nobody hears of that. {outcome: 'noted' | 'too-soon' | 'not-theirs' | 'unknown-domain'}.
create function public.suggest_session(p_workspace text, p_actor text, p_member text, p_domain text, p_event_id text, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_id      uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('suggest:' || p_workspace || ':' || p_actor, 0));
  if exists (select from public.suggestions where workspace_id = p_workspace and event_id = p_event_id) then
    return jsonb_build_object('outcome', 'noted');
  end if;
  select l.id into v_learner
    from public.learners l
   where l.workspace_id = p_workspace and l.slack_user_id = p_member
     and exists (select from jsonb_array_elements(public.my_members(p_workspace, p_actor)) m where m ->> 'actor' = p_member);
  if v_learner is null then
    return jsonb_build_object('outcome', 'not-theirs');
  elsif not exists (select from public.coaching_domains d where d.id = p_domain and d.is_active is not false) then
    return jsonb_build_object('outcome', 'unknown-domain');
  elsif exists (select from public.suggestions i where i.learner_id = v_learner and i.manager = p_actor and i.made_at > p_now - interval '7 days') then
    return jsonb_build_object('outcome', 'too-soon');
  end if;
  insert into public.suggestions (workspace_id, event_id, manager, learner_id, domain_id, made_at)
  values (p_workspace, p_event_id, p_actor, v_learner, p_domain, p_now) returning id into v_id;
  insert into public.inbox (workspace_id, event_id, kind, actor, about)
  select p_workspace, 'suggestion:' || v_id, 'suggestion', p_member, jsonb_build_object('suggestion', v_id)
   where not exists (select from public.manager_objections o where o.learner_id = v_learner and o.manager = p_actor)
     and exists (select from public.learners l where l.id = v_learner and l.deactivated_at is null)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'noted');
end $$;

-- A suggestion to this learner, while whoever made it is their manager, they do not object, and the domain is there; else null.
create function public.my_suggestion(p_workspace text, p_actor text, p_suggestion uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'domainId', d.id, 'domainName', d.name,
                            'manager', jsonb_build_object('actor', i.manager, 'name', coalesce(m.name, i.manager)))
    from public.suggestions i
    join public.learners l on l.id = i.learner_id
    join public.coaching_domains d on d.id = i.domain_id and d.is_active is not false
    left join public.learners m on m.workspace_id = i.workspace_id and m.slack_user_id = i.manager
   where i.workspace_id = p_workspace and i.id = p_suggestion and l.slack_user_id = p_actor
     and private.my_manager(p_workspace, p_actor) @> jsonb_build_object('manager', i.manager, 'objected', false)
$$;
