-- What an operator looks for: work that is stuck, and work that has been put off for long, each with how much there is of every cause.

-- {stuck: {cause: count}, late: {cause: count}}: late is what was first tried more than p_late_minutes ago and is still to be done.
create function public.stuck_causes(p_late_minutes int) returns jsonb
language sql stable security definer set search_path = '' as $$
  with causes as (
    select case when state = 'stuck' then 'stuck' else 'late' end as how, coalesce(because, 'unknown') as cause, count(*) as many
      from public.inbox
     where state = 'stuck'
        or (state in ('queued', 'answered') and because is not null and first_try_at < now() - make_interval(mins => p_late_minutes))
     group by 1, 2)
  select jsonb_build_object(
           'stuck', coalesce((select jsonb_object_agg(cause, many) from causes where how = 'stuck'), '{}'),
           'late', coalesce((select jsonb_object_agg(cause, many) from causes where how = 'late'), '{}'))
$$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['stuck_causes'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
