-- Whoever sent a card is known by name, and nobody can be among others behind them: not behind one cell, and not behind the difference of two.
-- That holds for a card that was read and taken back too, whichever manager of the workspace it went to, and for one that comes later: then a
-- later cell is hidden, or, where both were told already, the card cannot be sent any more.

-- Whom a digest has shown by a card. It stays when the card is taken back, as whoever read it may remember it.
create table public.cards_seen (
  workspace_id text not null references public.workspaces (id),
  learner_id   uuid not null, -- or who stands for them since they erased everything
  week         date not null, -- of the digest
  shared_at    timestamptz not null,
  primary key (workspace_id, learner_id, week)
);
alter table public.cards_seen enable row level security;
revoke all on public.cards_seen from anon, authenticated, service_role;
grant select on public.cards_seen to threadcoach_digest;
create policy digest on public.cards_seen for select to threadcoach_digest using (true);

create function public.see_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.cards_seen as c (workspace_id, learner_id, week, shared_at)
  values (new.workspace_id, new.learner_id, new.week, new.shared_at)
  on conflict (workspace_id, learner_id, week) do update set shared_at = greatest(c.shared_at, excluded.shared_at);
  return null;
end $$;
create trigger see_card after update of week on public.shared_cards
  for each row when (new.week is not null and new.week is distinct from old.week) execute function public.see_card();
insert into public.cards_seen (workspace_id, learner_id, week, shared_at)
select workspace_id, learner_id, week, max(shared_at) from public.shared_cards where week is not null group by 1, 2, 3;

-- Those who are part of a week and are known by a card: one that goes out with its digest or later, or was sent since it began.
create or replace function public.known_by_card(p_week uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(select p.learner
                 from public.team_weeks w
                cross join lateral (select distinct unnest(c.contributors) as learner from public.digest_cells c where c.team_week = w.id) p
                where w.id = p_week
                  and (exists (select from public.shared_cards k
                                where k.learner_id = p.learner and k.workspace_id = w.workspace_id and k.week is null)
                       or exists (select from public.cards_seen k
                                   where k.learner_id = p.learner and k.workspace_id = w.workspace_id
                                     and (k.week >= w.week or k.shared_at >= w.starts_at))))
$$;

-- Cells are found by their people in the same moment in which others are written: a list of what is not sorted in yet would be read each time.
drop index public.digest_cells_by_contributor;
create index digest_cells_by_contributor on public.digest_cells using gin (contributors) with (fastupdate = off);

-- How many of these people are none of those.
create function public.how_many_besides(p_people uuid[], p_those uuid[]) returns int
language sql immutable set search_path = '' as $$
  select count(*)::int from unnest(p_people) as one (learner) where one.learner <> all (p_those)
$$;

-- Whether a cell and one that anybody of the workspace was told, of whichever team, differ, and by fewer than two people whom nobody knows by
-- a card. People move, and so do the names of teams and their managers; what was told and is shown no more still counts. With p_by: whether
-- they would if that person's card were sent as well.
drop function public.isolates_one(uuid, text, text, uuid[]);
create function public.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_size   int := cardinality(p_contributors);
  v_first  uuid := p_contributors[1];
  v_second uuid := p_contributors[2];
  v_by     uuid[] := array_remove(array[p_by], null);
  v_here   uuid[];
  v_others uuid[]; -- whom nobody knows by a card
  v_half   int;
begin
  -- one person more or less, whoever it is: found by the index, however much was told before
  if p_by is null and (exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[1] = v_first and cardinality(c.contributors) = v_size + 1
       and c.contributors @> p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told')
  or exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[2] = v_first and cardinality(c.contributors) = v_size + 1
       and c.contributors @> p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told')
  or exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[1] in (v_first, v_second) and cardinality(c.contributors) = v_size - 1
       and c.contributors <@ p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told'))
  then
    return true;
  end if;

  -- more people, of whom all but one are known: only where somebody sent a card
  if p_by is null and not exists (select from public.team_weeks w join public.shared_cards k on k.workspace_id = w.workspace_id where w.id = p_week)
     and not exists (select from public.team_weeks w join public.cards_seen k on k.workspace_id = w.workspace_id where w.id = p_week) then
    return false;
  end if;
  v_here := public.known_by_card(p_week) || v_by;
  v_others := array(select one from unnest(p_contributors) one where one <> all (v_here));
  v_half := least(4, cardinality(v_others) / 2);
  -- At most one of the others is missing there, so of two groups of them one is there as a whole. That is what the index of contributors
  -- finds, and it has to come first: by their subject alone there are as many cells as teams ever had weeks.
  return exists (
    with near as materialized (
      select c.* from public.digest_cells c
       where c.contributors @> v_others[1 : v_half] or c.contributors @> v_others[v_half + 1 : 2 * v_half])
    select from near c join public.team_weeks w on w.id = c.team_week
     where c.kind = p_kind and c.subject = p_subject and (c.hidden is null or c.hidden in ('erased', 'expired'))
       and c.team_week <> p_week and w.state = 'told' and c.contributors <> p_contributors
       and (p_by is null or (p_by = any (p_contributors)) <> (p_by = any (c.contributors)))
       and case when public.how_many_besides(v_others, c.contributors) < 2
                then public.how_many_besides(v_others, c.contributors)
                   + public.how_many_besides(c.contributors, p_contributors || public.known_by_card(w.id) || v_by) < 2
                else false end);
end $$;

-- As before, and of those who practised, the ones who did not do so in a domain that is told are two at least whom nobody knows by a card.
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
       when coalesce(v_week.could_have, v_week.team_size) - cardinality(v_known) <= v_week.minimum then 'few'
       when public.how_many_besides(c.contributors, v_known) < v_week.minimum then 'few'
       when exists (select from public.team_week_withdrawals x where x.team_week = p_week and x.learner_id = any (c.contributors))
         or exists (select from public.manager_objections o where o.manager = v_week.manager and o.learner_id = any (c.contributors))
         then 'withdrawn'
       when public.isolates_one(p_week, c.kind, c.subject, c.contributors) then 'alike' end
   where c.team_week = p_week;
  -- of six who practised five did so here: the sixth is alone with what is not shown
  select * into v_practised from public.digest_cells where team_week = p_week and kind = 'practised' and hidden is null;
  update public.digest_cells c set hidden = 'computable'
   where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
     and cardinality(c.contributors) < cardinality(v_practised.contributors)
     and public.how_many_besides(v_practised.contributors, c.contributors || v_known) < 2;
  -- one hidden cell among those that add up could be worked out from the others: a second one goes with it
  if 1 = (select count(*) from public.digest_cells c where c.team_week = p_week and c.kind = 'domain' and c.hidden is not null) then
    update public.digest_cells set hidden = 'computable'
     where team_week = p_week and kind = 'domain'
       and subject = (select c.subject from public.digest_cells c
                       where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
                       order by cardinality(c.contributors), c.subject limit 1);
  end if;
end $$;

-- Whether a card of this session would, beside what was told of a week that the session is part of, tell something of others: it would leave
-- all of a team, a cell, or the difference of two, with too few people whom nobody knows by a card. That can be a cell that the sender is no
-- part of: whoever is known to have done something else leaves fewer who could be in it. What was told stays told, so the card must stay here.
create function public.card_tells_of_others(p_workspace text, p_learner uuid, p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  with weeks as (
    select w.id, w.minimum, coalesce(w.could_have, w.team_size) as could_have,
           array_remove(public.known_by_card(w.id), p_learner) || p_learner as known
      from public.team_weeks w
     where w.id in (select c.team_week from public.digest_cells c where c.contributors @> array[p_learner])
       and w.workspace_id = p_workspace and w.state = 'told'
       and (exists (select from public.coaching_sessions r
                     where r.session_id = p_session::text and r.created_at >= w.starts_at and r.created_at < w.ends_at)
            or exists (select from public.dimension_levels d where d.session_id = p_session and d.at >= w.starts_at and d.at < w.ends_at)))
  select exists (
    select from weeks w join public.digest_cells c on c.team_week = w.id and (c.hidden is null or c.hidden in ('erased', 'expired'))
     where w.could_have - cardinality(w.known) <= w.minimum
        or c.contributors @> array[p_learner]
           and (public.how_many_besides(c.contributors, w.known) < w.minimum
                or public.isolates_one(w.id, c.kind, c.subject, c.contributors, p_learner)
                or c.kind = 'practised' and exists (
                     select from public.digest_cells d
                      where d.team_week = w.id and d.kind = 'domain' and (d.hidden is null or d.hidden in ('erased', 'expired'))
                        and p_learner <> all (d.contributors) and public.how_many_besides(c.contributors, d.contributors || w.known) < 2)))
$$;

-- As before, and 'too-late' where the week of that session was told already and the card would tell something of others beside it.
create or replace function public.card_to_share(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_my      jsonb := public.my_manager(p_workspace, p_actor);
  v_session public.sessions%rowtype;
  v_levels  jsonb;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.workspace_id = p_workspace and s.id = p_session and l.slack_user_id = p_actor;
  select jsonb_agg(jsonb_build_object('label', m.mark ->> 'label', 'level', public.level_word((m.mark ->> 'score')::numeric),
           'quotes', (select coalesce(jsonb_agg(q ->> 'text'), '[]') from jsonb_array_elements(m.mark -> 'quotes') q)) order by m.place)
    into v_levels
    from public.scorecards c, jsonb_array_elements(c.marks) with ordinality as m (mark, place)
   where c.session_id = v_session.id and jsonb_typeof(m.mark -> 'score') = 'number';
  if v_levels is null then
    return jsonb_build_object('outcome', 'nothing');
  elsif v_session.off_record then
    return jsonb_build_object('outcome', 'off-record');
  elsif exists (select from public.shared_cards c where c.session_id = p_session) then
    return jsonb_build_object('outcome', 'shared');
  elsif v_my is null or v_my -> 'objected' = 'true' then
    return jsonb_build_object('outcome', 'no-manager');
  elsif public.card_tells_of_others(p_workspace, v_session.learner_id, p_session) then
    return jsonb_build_object('outcome', 'too-late');
  end if;
  return jsonb_build_object('outcome', 'ready', 'levels', v_levels,
    'domainName', (select d.name from public.coaching_domains d where d.id = v_session.domain_id),
    'manager', jsonb_build_object('actor', v_my ->> 'manager', 'name', coalesce(
      (select l.name from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = v_my ->> 'manager'), v_my ->> 'manager')));
end $$;

-- As before, and not while a week of the workspace is being told: either that reckons with the card, or the card with that.
create or replace function public.share_card(p_workspace text, p_actor text, p_session uuid, p_manager text, p_quotes boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_card    jsonb;
  v_session public.sessions%rowtype;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  select * into v_session from public.sessions where workspace_id = p_workspace and id = p_session for no key update;
  v_card := public.card_to_share(p_workspace, p_actor, p_session);
  if v_card ->> 'outcome' <> 'ready' then
    return jsonb_build_object('outcome', v_card ->> 'outcome');
  elsif v_card -> 'manager' ->> 'actor' <> p_manager then
    return jsonb_build_object('outcome', 'changed');
  end if;
  insert into public.shared_cards (session_id, workspace_id, learner_id, manager, domain_name, levels, says, shared_at)
  select p_session, p_workspace, v_session.learner_id, p_manager, v_card ->> 'domainName',
         (select jsonb_agg(case when p_quotes then l else l - 'quotes' end) from jsonb_array_elements(v_card -> 'levels') l), '', p_now;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_workspace, 'shared:' || p_session || ':' || p_now, 'shared', p_actor, p_session,
          case when v_session.channel like 'D%' then v_session.channel end, case when v_session.channel like 'D%' then v_session.thread_ts end,
          jsonb_build_object('manager', v_card -> 'manager', 'quotes', p_quotes))
  on conflict do nothing;
  return jsonb_build_object('outcome', 'shared');
end $$;

do $$
declare
  v_function text;
begin
  grant create on schema public to threadcoach_digest; -- for this moment only: handing over needs that
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['how_many_besides', 'isolates_one', 'card_tells_of_others'])
  loop
    execute format('alter function %s owner to threadcoach_digest', v_function);
  end loop;
  revoke create on schema public from threadcoach_digest;
end $$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['see_card', 'known_by_card', 'how_many_besides', 'isolates_one', 'decide_cells',
       'card_tells_of_others', 'card_to_share', 'share_card'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
