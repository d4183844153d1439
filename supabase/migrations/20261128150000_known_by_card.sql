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

do $$
begin
  grant create on schema public to threadcoach_digest; -- for this moment only: handing over needs that
  alter function public.known_by_card(uuid) owner to threadcoach_digest;
  revoke create on schema public from threadcoach_digest;
end $$;
revoke execute on function public.known_by_card(uuid) from public, anon, authenticated;
grant execute on function public.known_by_card(uuid) to service_role;
