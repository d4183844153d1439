-- Cards stand in a digest in one order, however often it is drawn: as they were sent, and those of one moment by name and by what they say.

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
                                    order by c.shared_at, l.name, l.slack_user_id, c.domain_name, c.levels::text), '[]')
            from public.shared_cards c join public.learners l on l.id = c.learner_id
           where c.workspace_id = p_workspace and c.manager = p_actor and c.week = p_week);
end $$;

-- A digest as it was sent, less the cards that were taken back since: the latest, or that of p_week. Null where there is none.
create or replace function public.digest_again(p_workspace text, p_actor text, p_week date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select t.told || jsonb_build_object('advice', d.advice, 'isQuiet', d.is_quiet, 'post', d.post, 'cards', (
           select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'domainName', c.domain_name, 'levels', c.levels, 'says', c.says)
                                     order by c.shared_at, l.name, l.slack_user_id, c.domain_name, c.levels::text), '[]')
             from public.shared_cards c join public.learners l on l.id = c.learner_id
            where c.workspace_id = p_workspace and c.manager = p_actor and c.week = d.week))
    from public.last_digest(p_workspace, p_actor, p_week) as t (told)
    join public.digests d on d.workspace_id = p_workspace and d.manager = p_actor and d.week = (t.told ->> 'week')::date
$$;
