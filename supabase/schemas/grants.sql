-- Loaded last: who may do what. Nobody reads a table; the functions are the one door, and service_role alone may call those of `public`.
-- Rules over the catalogue, for all that is ours there, so that nothing is forgotten. It can be run again at any time.

do $$
declare
  v_one record;
begin
  for v_one in
    select c.relname as name from pg_catalog.pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_catalog.pg_has_role(c.relowner, 'member')
  loop
    execute format('alter table public.%I enable row level security', v_one.name);
    execute format('revoke all on public.%I from public, anon, authenticated, service_role', v_one.name);
  end loop;

  -- not even a sequence: whoever could read the one behind `inbox` would see how much is being said
  for v_one in
    select c.relname as name from pg_catalog.pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and pg_catalog.pg_has_role(c.relowner, 'member')
  loop
    execute format('revoke all on sequence public.%I from public, anon, authenticated, service_role, threadcoach_digest', v_one.name);
  end loop;

  for v_one in
    select p.oid::regprocedure as name, p.pronamespace = 'public'::regnamespace as is_public from pg_catalog.pg_proc p
     where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and pg_catalog.pg_has_role(p.proowner, 'member')
  loop
    execute format('revoke execute on function %s from public, anon, authenticated, service_role', v_one.name);
    if v_one.is_public then
      execute format('grant execute on function %s to service_role', v_one.name);
    end if;
  end loop;
end $$;

-- What the digest's functions may see, to the column. No text, no quote, no setting, no time of a single reply but its date.
grant select (id, workspace_id, slack_user_id, time_zone) on public.learners to threadcoach_digest;
grant select (workspace_id, learner_id, session_id, domain_id, created_at) on public.coaching_sessions to threadcoach_digest;
grant select (id, off_record) on public.sessions to threadcoach_digest;
grant select (id, name, is_active) on public.coaching_domains to threadcoach_digest;
grant select (workspace_id, learner_id, manager, week, shared_at) on public.shared_cards to threadcoach_digest;
grant select on public.dimension_levels, public.team_members, public.team_managers, public.manager_objections, public.digest_minimums,
  public.left_out, public.cards_seen to threadcoach_digest;
grant select, insert on public.week_parts to threadcoach_digest;
grant select, insert, update on public.team_weeks, public.team_week_withdrawals, public.digest_cells to threadcoach_digest;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['learners', 'coaching_sessions', 'sessions', 'coaching_domains', 'dimension_levels', 'team_members',
    'team_managers', 'manager_objections', 'digest_minimums', 'left_out', 'team_weeks', 'team_week_withdrawals', 'digest_cells', 'week_parts']
  loop
    execute format('drop policy if exists digest on public.%I', v_table);
    execute format('create policy digest on public.%I to threadcoach_digest using (true) with check (true)', v_table);
  end loop;
  foreach v_table in array array['shared_cards', 'cards_seen']
  loop
    execute format('drop policy if exists digest on public.%I', v_table);
    execute format('create policy digest on public.%I for select to threadcoach_digest using (true)', v_table);
  end loop;
end $$;

-- What is told of a team is computed by the role that can read nothing else. It may create here for this moment only: handing over needs that.
do $$
declare
  v_function text;
begin
  grant create on schema public, private to threadcoach_digest;
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p
     where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.proname = any (array[
       'card_tells_of_others', 'close_week', 'counted_members', 'decide_cells', 'digest_minimum', 'digest_of_week',
       'digest_preview', 'gather_parts', 'how_many_besides', 'isolates_one', 'known_by_card', 'last_digest', 'level_word',
       'make_cells', 'tell_week', 'told_count'])
  loop
    execute format('alter function %s owner to threadcoach_digest', v_function);
  end loop;
  revoke create on schema public, private from threadcoach_digest;
end $$;
