-- A database that is away, slow, or loses an answer.

-- The leases that a worker has, as {id, token}: after a call whose answer was lost it may have some that it does not know of.
create function public.leases(p_worker text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'token', i.lease_token)), '[]')
            from public.inbox i where i.worker = p_worker and i.lease_token is not null and i.lease_until > now());
end $$;

-- The work of these leases, as far as the worker still has them.
create function public.leased_work(p_worker text, p_ids bigint[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(public.work_of(i.id) order by i.id), '[]')
            from public.inbox i
           where i.id = any (p_ids) and i.worker = p_worker and i.lease_token is not null and i.lease_until > now());
end $$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['leases', 'leased_work'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
