-- Teams, their managers, and the one role that may look at a team. That role can read neither texts nor quotes nor a person's
-- settings: what a manager is told is computed by functions that it owns, so the database itself holds the border.

do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'threadcoach_digest') then
    create role threadcoach_digest nologin;
  end if;
  execute format('grant threadcoach_digest to %I', current_user); -- so that this migration may hand functions to it
end $$;

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

-- A session whose texts are blanked when it closes, and which counts nowhere.
alter table public.sessions add column off_record boolean not null default false;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['team_members', 'team_managers', 'manager_objections']
  loop
    execute format('alter table public.%I enable row level security', v_table);
    execute format('revoke all on public.%I from anon, authenticated, service_role', v_table);
  end loop;
end $$;

-- The team that a person belongs to today, and who manages it: for the learner, who can object.
create function public.my_manager(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('team', m.team, 'manager', g.manager, 'since', g.since, 'source', g.source,
                            'objected', exists (select from public.manager_objections o where o.learner_id = l.id and o.manager = g.manager))
    from public.learners l
    join public.team_members m on m.learner_id = l.id and m.until is null
    join public.team_managers g on g.workspace_id = m.workspace_id and g.team = m.team and g.until is null
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and g.manager <> p_actor
$$;

-- "This is not my manager", or that taken back. {outcome: 'kept' | 'no-manager'}.
create function public.object_to_manager(p_workspace text, p_actor text, p_objects boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_manager text := public.my_manager(p_workspace, p_actor) ->> 'manager';
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
-- manager. Returns what changes, as a list of {change: 'joins' | 'leaves' | 'moves' | 'manager' | 'position', actor, name, team, from};
-- with p_dry nothing is kept. Changes count from p_now on.
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
  insert into public.learners (workspace_id, slack_user_id, name)
  select distinct on (actor) p_workspace, actor, name
    from (select p.actor, p.name from jsonb_to_recordset(p_people) as p (actor text, name text)
          union all
          select p.manager, p.manager from jsonb_to_recordset(p_people) as p (manager text) where p.manager <> '') people
   order by actor, (name = actor)
  on conflict (workspace_id, slack_user_id) do nothing;

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
  return v_changes;
end $$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['my_manager', 'object_to_manager', 'set_teams'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
