-- As before, and a card that is sent once it was decided what is told goes out with the next digest: this one did not reckon with it.
create or replace function public.cards_for(p_workspace text, p_actor text, p_week date) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  update public.shared_cards set week = p_week
   where workspace_id = p_workspace and manager = p_actor and week is null
     and not exists (select from public.digests d where d.workspace_id = p_workspace and d.manager = p_actor and d.week = p_week)
     and not exists (select from public.team_weeks w
                      where w.workspace_id = p_workspace and w.manager = p_actor and w.week = p_week and w.ended_at < shared_at);
  return (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'domainName', c.domain_name, 'levels', c.levels, 'says', c.says)
                                    order by c.shared_at), '[]')
            from public.shared_cards c join public.learners l on l.id = c.learner_id
           where c.workspace_id = p_workspace and c.manager = p_actor and c.week = p_week);
end $$;
