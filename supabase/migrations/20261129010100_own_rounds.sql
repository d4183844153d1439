-- Where a learner sees a score differently, its proof leads to their messages as on the scorecard. That needs what was said.

-- What was said in a session, for its learner: as rounds_to_tell, and of all of it. Nothing for anybody else.
create function public.own_rounds(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce((select public.rounds_to_tell(s.id, true)
                     from public.sessions s join public.learners l on l.id = s.learner_id
                    where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor), '[]')
$$;

revoke execute on function public.own_rounds(text, text, uuid) from public, anon, authenticated;
grant execute on function public.own_rounds(text, text, uuid) to service_role;
