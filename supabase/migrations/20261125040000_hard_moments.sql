-- Somebody in a hard moment is answered at once, whatever else their replies wait for.
--
-- Nothing marks a hard moment here, and nothing of the digest asks for one: a week counts the same people whether one of their rounds was
-- hard or not. A count that left it out would differ by exactly that, and so would tell of it to somebody who knows who practised.

-- What the learner's replies wait for (a model that is away, a limit of the day) holds them back no longer. Safe to repeat.
create function public.hurry_replies(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  update public.inbox i set run_at = now()
    from public.learners l join public.sessions s on s.learner_id = l.id and s.closed_at is null
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and i.session_id = s.id and i.kind = 'reply' and i.state = 'queued' and i.run_at > now()
     and (i.lease_until is null or i.lease_until <= now())
$$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['hurry_replies'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
