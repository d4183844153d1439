-- What a learner can see and say of their manager, and what a manager can suggest to somebody of their team.

-- Who is set as the learner's manager, and what that person is told of the team: the week that is closed and not told yet where the learner
-- is part of it, else the last one that was told, else that there is nothing. It is never computed for whoever asks: who could ask at any
-- moment would see numbers change when one person practises. Null where nobody is set as their manager.
create function public.manager_sees(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'manager', jsonb_build_object('actor', g.my ->> 'manager', 'name', coalesce(l.name, g.my ->> 'manager')),
           'objected', g.my -> 'objected', 'state', case when ahead.told is not null then 'to-be-told' when told.told is not null then 'told' else 'nothing' end,
           'team', coalesce(ahead.told, told.told, jsonb_build_object(
             'team', g.my ->> 'team', 'week', (now() at time zone 'UTC')::date, 'minimum', public.digest_minimum(p_workspace, now(), now()),
             'size', (select count(*) from public.team_members m join public.learners one on one.id = m.learner_id
                       where m.workspace_id = p_workspace and m.team = g.my ->> 'team' and m.until is null and one.slack_user_id <> g.my ->> 'manager'),
             'practised', null, 'domains', '[]'::jsonb, 'dimensions', '[]'::jsonb, 'notShown', '[]'::jsonb)))
    from (select public.my_manager(p_workspace, p_actor)) as g (my)
    left join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = g.my ->> 'manager'
    left join lateral (select public.digest_preview(p_workspace, p_actor)) as ahead (told) on true
    left join lateral (
      select public.told_week(w.id) from public.team_weeks w
       where w.workspace_id = p_workspace and w.manager = g.my ->> 'manager' and w.team = g.my ->> 'team' and w.state = 'told'
       order by w.week desc limit 1) as told (told) on true
   where g.my is not null
$$;

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
-- manager is not bothered, and nobody hears of that. {outcome: 'noted' | 'too-soon' | 'not-theirs' | 'unknown-domain'}.
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
     and public.my_manager(p_workspace, p_actor) @> jsonb_build_object('manager', i.manager, 'objected', false)
$$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['manager_sees', 'my_members', 'suggest_session', 'my_suggestion'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
