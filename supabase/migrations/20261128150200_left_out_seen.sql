-- As before, and whether the learner left themselves out always: what they see, they can take back.
create or replace function public.manager_sees(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'manager', jsonb_build_object('actor', g.my ->> 'manager', 'name', coalesce(l.name, g.my ->> 'manager')),
           'objected', g.my -> 'objected',
           'leftOut', exists (select from public.left_out o join public.learners me on me.id = o.learner_id
                               where me.workspace_id = p_workspace and me.slack_user_id = p_actor),
           'state', case when ahead.told is not null then 'to-be-told' when told.told is not null then 'told' else 'nothing' end,
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
