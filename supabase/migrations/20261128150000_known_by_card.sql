-- Whoever sent this manager a card is known to them by name: of a group of five with one of them, four are left to be among. So who shares
-- a card counts in what a cell says, and not towards the minimum.

grant select (workspace_id, learner_id, manager, week, shared_at) on public.shared_cards to threadcoach_digest;
create policy digest on public.shared_cards for select to threadcoach_digest using (true);

-- Those who are part of a week and whom its manager knows by a card: one that goes out with it or later, or was sent since it began.
create function public.known_by_card(p_week uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(select distinct k.learner_id
                 from public.team_weeks w
                 join public.shared_cards k on k.workspace_id = w.workspace_id and k.manager = w.manager
                  and (k.week is null or k.week >= w.week or k.shared_at >= w.starts_at)
                where w.id = p_week
                  and exists (select from public.digest_cells c where c.team_week = w.id and k.learner_id = any (c.contributors)))
$$;

-- As before, and whoever is known by a card does not count towards the minimum.
create or replace function public.decide_cells(p_week uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_week      public.team_weeks%rowtype;
  v_practised public.digest_cells%rowtype;
  v_known     uuid[] := public.known_by_card(p_week);
begin
  select * into v_week from public.team_weeks where id = p_week;
  update public.digest_cells c
     set hidden = case
       when (select count(*) from unnest(c.contributors) as part (learner) where part.learner <> all (v_known)) < v_week.minimum then 'few'
       when exists (select from public.team_week_withdrawals x where x.team_week = p_week and x.learner_id = any (c.contributors))
         or exists (select from public.manager_objections o where o.manager = v_week.manager and o.learner_id = any (c.contributors))
         then 'withdrawn'
       when public.isolates_one(p_week, c.kind, c.subject, c.contributors) then 'alike' end
   where c.team_week = p_week;
  -- of six who practised five did so here: the sixth is alone with what is not shown
  select * into v_practised from public.digest_cells where team_week = p_week and kind = 'practised' and hidden is null;
  update public.digest_cells c set hidden = 'computable'
   where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
     and cardinality(c.contributors) = cardinality(v_practised.contributors) - 1;
  -- one hidden cell among those that add up could be worked out from the others: a second one goes with it
  if 1 = (select count(*) from public.digest_cells c where c.team_week = p_week and c.kind = 'domain' and c.hidden is not null) then
    update public.digest_cells set hidden = 'computable'
     where team_week = p_week and kind = 'domain'
       and subject = (select c.subject from public.digest_cells c
                       where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
                       order by cardinality(c.contributors), c.subject limit 1);
  end if;
end $$;

do $$
begin
  grant create on schema public to threadcoach_digest; -- for this moment only: handing over needs that
  alter function public.known_by_card(uuid) owner to threadcoach_digest;
  revoke create on schema public from threadcoach_digest;
end $$;
revoke execute on function public.known_by_card(uuid) from public, anon, authenticated;
grant execute on function public.known_by_card(uuid) to service_role;
