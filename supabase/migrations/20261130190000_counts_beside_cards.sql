-- Beside cards a number is told in the same way whether those who sent them are counted or took themselves out. Five others practised and one
-- who sent a card: with that one it is six, without it is five, and of five it could only be told without.

-- How many, as it may be told: exactly only where at least two others could have been among them and are not, so that nobody is singled out, and
-- where it is more than the minimum and all whom the reader knows by a card: then it says of none of these whether they are among them.
-- Who never counts, as those who manage a team themselves, is no such other.
drop function public.told_count(int, int, int);
create function public.told_count(p_count int, p_counted int, p_minimum int, p_known int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_counted - p_count >= 2 and (p_known = 0 or p_count > p_minimum + p_known)
              then jsonb_build_object('count', p_count) else jsonb_build_object('atLeast', p_minimum) end
$$;

-- Makes the cells of a closed week that is being told, of those who did not take themselves out: each of the others is in it as anybody is who
-- did not practise. How a count is told (told_count) never tells who took themselves out, whether by the team's size or by a card.
create or replace function public.make_cells(p_week uuid) returns void
language sql security definer set search_path = '' as $$
  with week as (
    select *, cardinality(public.known_by_card(p_week)) as known from public.team_weeks where id = p_week),
  part as (
    select p.* from public.week_parts p join week w on w.id = p.team_week
     where not exists (select from public.team_week_withdrawals x where x.team_week = p.team_week and x.learner_id = p.learner_id)
       and not exists (select from public.manager_objections o where o.manager = w.manager and o.learner_id = p.learner_id))
  insert into public.digest_cells (team_week, kind, subject, domain_id, contributors, says, basis)
  select w.id, 'practised', '', '', array_agg(distinct p.learner_id order by p.learner_id),
         public.told_count(count(distinct p.learner_id)::int, w.could_have, w.minimum, w.known), ''
    from week w cross join part p where p.kind = 'domain' group by w.id, w.could_have, w.minimum, w.known
  union all
  select w.id, 'domain', p.subject, p.subject, array_agg(p.learner_id order by p.learner_id),
         public.told_count(count(*)::int, w.could_have, w.minimum, w.known), ''
    from week w cross join part p where p.kind = 'domain' group by w.id, w.could_have, w.minimum, w.known, p.subject
  union all
  select w.id, 'dimension', p.subject, max(p.domain_id), array_agg(p.learner_id order by p.learner_id),
         jsonb_build_object('label', max(p.label), 'level', public.level_word(percentile_cont(0.5) within group (order by p.score)::numeric)),
         (select string_agg(distinct b, '; ' order by b) from part one, unnest(one.basis) b where one.kind = 'dimension' and one.subject = p.subject)
    from week w cross join part p where p.kind = 'dimension' group by w.id, p.subject
$$;

-- Whether a card of this session would, beside what was told of a week that the session is part of, tell something of others: it would leave
-- all of a team, a cell, or the difference of two, with too few people whom nobody knows by a card. That can be a cell that the sender is no
-- part of: whoever is known to have done something else leaves fewer who could be in it. Or it would tell of its sender that they are not
-- in an exact count, which with them among others would be too few. What was told stays told, so the card must stay here. It must whether the
-- sender is counted in that week or took themselves out: a card that comes would tell which.
create or replace function public.card_tells_of_others(p_workspace text, p_learner uuid, p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  with weeks as (
    select w.id, w.minimum, coalesce(w.could_have, w.team_size) as could_have,
           array_remove(public.known_by_card(w.id), p_learner) || p_learner as known
      from public.team_weeks w
     where w.id in (select c.team_week from public.digest_cells c where c.contributors @> array[p_learner]
                    union
                    select o.id from public.team_weeks o where o.people @> array[p_learner])
       and w.workspace_id = p_workspace and w.state = 'told'
       and (exists (select from public.coaching_sessions r
                     where r.session_id = p_session::text and r.created_at >= w.starts_at and r.created_at < w.ends_at)
            or exists (select from public.dimension_levels d where d.session_id = p_session and d.at >= w.starts_at and d.at < w.ends_at)))
  select exists (
    select from weeks w join public.digest_cells c on c.team_week = w.id and (c.hidden is null or c.hidden in ('erased', 'expired'))
     where w.could_have - cardinality(w.known) <= w.minimum
        or c.says ? 'count' and cardinality(c.contributors) - cardinality(w.known) < w.minimum
        or c.contributors @> array[p_learner]
           and (public.how_many_besides(c.contributors, w.known) < w.minimum
                or public.isolates_one(w.id, c.kind, c.subject, c.contributors, p_learner)
                or c.kind = 'practised' and exists (
                     select from public.digest_cells d
                      where d.team_week = w.id and d.kind = 'domain' and (d.hidden is null or d.hidden in ('erased', 'expired'))
                        and p_learner <> all (d.contributors) and public.how_many_besides(c.contributors, d.contributors || w.known) < 2)))
$$;

-- What this manager was told last, or of that week: {week, teams}. Null where it is nothing. Only the one week is put together.
create or replace function public.last_digest(p_workspace text, p_actor text, p_week date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  with told as materialized (
    select w.* from public.team_weeks w
     where w.workspace_id = p_workspace and w.manager = p_actor and w.state = 'told' and w.week = coalesce(p_week, w.week)
       and exists (select from public.team_managers g
                    where g.workspace_id = p_workspace and g.team = w.team and g.manager = p_actor and g.until is null))
  select jsonb_build_object('week', w.week, 'teams', jsonb_agg(public.told_week(w.id) order by w.team))
    from told w where w.week = (select max(week) from told) group by w.week
$$;

-- Who is set as the learner's manager, what that person was told last of the team, or that there is nothing yet, and what the learner is part of
-- in the week that is told next. It is never computed for whoever asks: who could ask at any moment would see numbers change when one person
-- practises. Null where nobody is set as their manager.
create or replace function public.manager_sees(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  with mine as materialized (select public.my_manager(p_workspace, p_actor) as my) -- asked once
  select jsonb_build_object(
           'manager', jsonb_build_object('actor', g.my ->> 'manager', 'name', coalesce(l.name, g.my ->> 'manager')),
           'objected', g.my -> 'objected',
           'leftOut', o.learner_id is not null,
           'forGood', coalesce(o.for_good, false),
           'ahead', public.digest_preview(p_workspace, p_actor),
           'state', case when told.told is not null then 'told' else 'nothing' end,
           'team', coalesce(told.told, jsonb_build_object(
             'team', g.my ->> 'team', 'week', (now() at time zone 'UTC')::date, 'minimum', public.digest_minimum(p_workspace, now(), now()),
             'size', (select count(*) from public.team_members m join public.learners one on one.id = m.learner_id
                       where m.workspace_id = p_workspace and m.team = g.my ->> 'team' and m.until is null and one.slack_user_id <> g.my ->> 'manager'),
             'practised', null, 'domains', '[]'::jsonb, 'dimensions', '[]'::jsonb, 'notShown', '[]'::jsonb)))
    from mine g
    left join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = g.my ->> 'manager'
    left join public.learners me on me.workspace_id = p_workspace and me.slack_user_id = p_actor
    left join public.left_out o on o.learner_id = me.id
    left join lateral (
      select public.told_week(w.id) from public.team_weeks w
       where w.workspace_id = p_workspace and w.manager = g.my ->> 'manager' and w.team = g.my ->> 'team' and w.state = 'told'
       order by w.week desc limit 1) as told (told) on true
   where g.my is not null
$$;

do $$
declare
  v_function text;
begin
  grant create on schema public to threadcoach_digest; -- for this moment only: handing over needs that
  alter function public.told_count(int, int, int, int) owner to threadcoach_digest;
  revoke create on schema public from threadcoach_digest;
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['told_count', 'make_cells', 'card_tells_of_others', 'last_digest', 'manager_sees'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
