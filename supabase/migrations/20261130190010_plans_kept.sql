-- Read by others in passing, many times: their plans are kept, which those of functions in plain SQL within others are not.

-- What a manager is told of one week of a team: what may be shown, and which coaches are not; a level with its line over four weeks, of weeks
-- that rest on one rubric version and judge, and whether this one rests on more.
create or replace function public.told_week(p_week uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select jsonb_build_object(
           'team', w.team, 'week', w.week, 'size', w.team_size, 'minimum', w.minimum,
           'practised', (select c.says from public.digest_cells c where c.team_week = w.id and c.kind = 'practised' and c.hidden is null),
           'domains', (select coalesce(jsonb_agg(c.says || jsonb_build_object('domain', d.name) order by d.name), '[]')
                         from public.digest_cells c join public.coaching_domains d on d.id = c.subject
                        where c.team_week = w.id and c.kind = 'domain' and c.hidden is null),
           'dimensions', (select coalesce(jsonb_agg(c.says || jsonb_build_object('dimension', c.subject, 'domain', d.name, 'isMixed', c.basis like '%; %', 'history',
                             (select jsonb_agg(was.says ->> 'level' order by back.weeks desc)
                                from generate_series(0, 3) as back (weeks)
                                left join lateral (
                                  select p.says from public.team_weeks e join public.digest_cells p on p.team_week = e.id
                                   where e.workspace_id = w.workspace_id and e.manager = w.manager and e.team = w.team
                                     and e.week = w.week - 7 * back.weeks and (e.id = w.id or e.state = 'told')
                                     and p.kind = 'dimension' and p.subject = c.subject and p.hidden is null
                                     and (e.id = w.id or p.basis = c.basis and c.basis not like '%; %')) was on true)) order by d.name, c.subject), '[]')
                            from public.digest_cells c join public.coaching_domains d on d.id = c.domain_id
                           where c.team_week = w.id and c.kind = 'dimension' and c.hidden is null),
           'notShown', (select coalesce(jsonb_agg(d.name order by d.name), '[]') from public.coaching_domains d
                         where d.is_active is not false
                           and not exists (select from public.digest_cells c
                                            where c.team_week = w.id and c.kind = 'domain' and c.subject = d.id and c.hidden is null)))
    from public.team_weeks w where w.id = p_week);
end $$;

-- What this learner is part of in the week that is closed and not told yet: {id, week, team, manager, minimum, leftOut, domains, dimensions}, their
-- own and no numbers. Null where they are no part of it, object to the manager, or the team is too small for anything to be told.
create or replace function public.digest_preview(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select jsonb_build_object(
           'id', w.id, 'week', w.week, 'team', w.team, 'manager', w.manager, 'minimum', w.minimum,
           'leftOut', exists (select from public.team_week_withdrawals x where x.team_week = w.id and x.learner_id = l.id),
           'domains', (select coalesce(jsonb_agg(d.name order by d.name), '[]') from public.week_parts p join public.coaching_domains d on d.id = p.subject
                        where p.team_week = w.id and p.learner_id = l.id and p.kind = 'domain'),
           'dimensions', (select coalesce(jsonb_agg(distinct p.label), '[]') from public.week_parts p
                           where p.team_week = w.id and p.learner_id = l.id and p.kind = 'dimension'))
    from public.learners l
    join public.team_members m on m.learner_id = l.id and m.until is null
    join public.team_weeks w on w.workspace_id = p_workspace and w.team = m.team and w.state = 'open' and coalesce(w.could_have, w.team_size) > w.minimum
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and exists (select from public.week_parts p where p.team_week = w.id and p.learner_id = l.id)
     and not exists (select from public.manager_objections o where o.learner_id = l.id and o.manager = w.manager)
   order by w.week desc limit 1);
end $$;

-- Those who are known by a card in a week: one that goes out with its digest or later, or was sent since it began. Of all who could be in the
-- week, whether they are or not: a number must be told alike whether the one who sent the card is counted or took themselves out.
create or replace function public.known_by_card(p_week uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select array(select p.learner
                 from public.team_weeks w
                cross join lateral (select unnest(w.people) as learner
                                    union
                                    select unnest(c.contributors) from public.digest_cells c where c.team_week = w.id) p
                where w.id = p_week
                  and (exists (select from public.shared_cards k
                                where k.learner_id = p.learner and k.workspace_id = w.workspace_id and k.week is null)
                       or exists (select from public.cards_seen k
                                   where k.learner_id = p.learner and k.workspace_id = w.workspace_id
                                     and (k.week >= w.week or k.shared_at >= w.starts_at))
                       or exists (select from public.left_out o where o.learner_id = p.learner and o.card_at >= w.starts_at))));
end $$;

-- The team that a person belongs to today, and who manages it: for the learner, who can object.
create or replace function public.my_manager(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select jsonb_build_object('team', m.team, 'manager', g.manager, 'since', g.since, 'source', g.source,
                            'objected', exists (select from public.manager_objections o where o.learner_id = l.id and o.manager = g.manager))
    from public.learners l
    join public.team_members m on m.learner_id = l.id and m.until is null
    join public.team_managers g on g.workspace_id = m.workspace_id and g.team = m.team and g.until is null
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and g.manager <> p_actor);
end $$;

-- Whether somebody erased everything a little while ago and has not come back: what was under way with them then is kept no more.
create or replace function public.is_erased(p_workspace text, p_actor text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select exists (select from public.erased_people e where e.person = public.fingerprint(p_workspace, p_actor))
     and not exists (select from public.sessions s join public.learners l on l.id = s.learner_id
                      where l.workspace_id = p_workspace and l.slack_user_id = p_actor));
end $$;
