-- A file, a user group and the profile fields each look after teams of their own.

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

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['teams_of_others'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
