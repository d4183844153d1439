-- What a manager reads depends on the company's list of teams, on what was practised and on the cards they were sent, and never on who was here
-- before the list, nor on who of those that sent a card took themselves out.

-- Who of the team could be in what is told of a week, as the company's list had it when the week was closed: all but those who manage a team.
-- Whoever erases everything is in it as somebody who stands for them.
alter table public.team_weeks add column people uuid[] not null default '{}';
create index team_weeks_by_people on public.team_weeks using gin (people) with (fastupdate = off);
update public.team_weeks w set people = array(
  select m.learner_id
    from public.team_members m join public.learners l on l.id = m.learner_id
   where m.workspace_id = w.workspace_id and m.team = w.team and m.since <= w.closed_at and (m.until is null or m.until > w.closed_at)
     and l.slack_user_id <> w.manager
     and not exists (select from public.team_managers boss
                      where boss.workspace_id = w.workspace_id and boss.manager = l.slack_user_id and boss.since <= w.closed_at
                        and (boss.until is null or boss.until > w.closed_at)));

-- When somebody who erased everything since had last sent a card that was shown: in the week that runs then they are known by it still.
alter table public.left_out add column card_at timestamptz;

-- Closes a week of a team, once: false when it was closed before. Who is in the team, and who of them could be in what is told, is as the
-- company's list says: all but those who manage a team themselves.
create or replace function public.close_week(p_workspace text, p_manager text, p_team text, p_week date, p_starts timestamptz, p_ends timestamptz,
                                  p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0)); -- nobody is erased meanwhile
  insert into public.team_weeks (workspace_id, manager, team, week, starts_at, ends_at, closed_at, team_size, could_have, people,
                                 minimum)
  select p_workspace, p_manager, p_team, p_week, p_starts, p_ends, p_now, count(*),
         count(*) filter (where not l.manages), coalesce(array_agg(l.id order by l.id) filter (where not l.manages), '{}'),
         public.digest_minimum(p_workspace, p_starts, p_now)
    from (select one.id, exists (select from public.team_managers boss
                                  where boss.workspace_id = p_workspace and boss.manager = one.slack_user_id and boss.until is null) as manages
            from public.team_members m join public.learners one on one.id = m.learner_id
           where m.workspace_id = p_workspace and m.team = p_team and m.until is null and one.slack_user_id <> p_manager) l
  on conflict do nothing returning id into v_id;
  if v_id is null then
    return false;
  end if;
  perform public.gather_parts(v_id);
  return true;
end $$;

-- Those who are known by a card in a week: one that goes out with its digest or later, or was sent since it began. Of all who could be in the
-- week, whether they are or not: a number must be told alike whether the one who sent the card is counted or took themselves out.
create or replace function public.known_by_card(p_week uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
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
                       or exists (select from public.left_out o where o.learner_id = p.learner and o.card_at >= w.starts_at)))
$$;

-- Whether a card of this session would, beside what was told of a week that the session is part of, tell something of others: it would leave
-- all of a team, a cell, or the difference of two, with too few people whom nobody knows by a card. That can be a cell that the sender is no
-- part of: whoever is known to have done something else leaves fewer who could be in it. What was told stays told, so the card must stay here. It
-- must whether the sender is counted in that week or took themselves out: a card that comes would tell which.
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
        or c.contributors @> array[p_learner]
           and (public.how_many_besides(c.contributors, w.known) < w.minimum
                or public.isolates_one(w.id, c.kind, c.subject, c.contributors, p_learner)
                or c.kind = 'practised' and exists (
                     select from public.digest_cells d
                      where d.team_week = w.id and d.kind = 'domain' and (d.hidden is null or d.hidden in ('erased', 'expired'))
                        and p_learner <> all (d.contributors) and public.how_many_besides(c.contributors, d.contributors || w.known) < 2)))
$$;

-- Erases a person, whole and at once: what they said and what was made of it, what waits, what they chose, and who read it. What is under way
-- with their words can be kept no more, and what they wrote before is not kept should it still come. Then kept work takes the bot's messages to
-- them away in Slack, and where they asked for it themselves tells them that it is done. Cards that they sent go as if they took them back.
-- Nothing else changes for anybody: of what was told of a group a number stays, with somebody in their place who stands for them in all of it
-- and leads back to nobody; and in the company's list of teams they stay. Returns the receipt, {id, at, counts}: it names nobody.
create or replace function public.erase_person(p_workspace text, p_actor text, p_because text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner  public.learners%rowtype;
  v_sessions uuid[];
  v_stand_in uuid := gen_random_uuid();
  v_receipt  uuid := gen_random_uuid();
  v_at       timestamptz := clock_timestamp();
  v_direct   text;
  v_gone     boolean;
  v_listed   boolean; -- the company's list of teams has them
  v_manages  boolean;
  v_new      uuid;
  v_card_at  timestamptz; -- of an earlier time that they erased everything
  v_counts   jsonb;
begin
  -- in this order, as everywhere: the person, the teams, the sessions, what waits, and the person's row last
  perform public.lock_actor(p_workspace, p_actor);
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  v_manages := exists (select from public.team_managers where workspace_id = p_workspace and manager = p_actor and until is null);
  select * into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  v_listed := v_learner.id is not null
    and (v_manages or exists (select from public.team_members m where m.learner_id = v_learner.id and m.until is null));
  select coalesce(array_agg(locked.id), '{}') into v_sessions
    from (select s.id from public.sessions s where s.learner_id = v_learner.id order by s.id for update) locked;
  perform 1 from public.inbox i where i.workspace_id = p_workspace and (i.actor = p_actor or i.session_id = any (v_sessions)) order by i.id for update;
  select coalesce(uninstalled_at is not null, false) into v_gone from public.workspaces where id = p_workspace;
  v_direct := coalesce(v_learner.dm_channel,
    (select max(coalesce(i.sent_channel, i.channel)) from public.inbox i
      where i.workspace_id = p_workspace and i.actor = p_actor and coalesce(i.sent_channel, i.channel) like 'D%'));

  -- two seconds more than now, as Slack's clock may be ahead of ours; nine days, as what nobody heard is looked for a week long
  insert into public.erased_people as e (person, until, forget_at)
  values (public.fingerprint(p_workspace, p_actor), v_at + interval '2 seconds', v_at + interval '9 days')
  on conflict (person) do update set until = excluded.until, forget_at = excluded.forget_at;

  v_counts := jsonb_build_object(
    'sessions', cardinality(v_sessions),
    'rounds', (select count(*) from public.coaching_sessions r where r.learner_id = v_learner.id::text),
    'scorecards', (select count(*) from public.scorecards c where c.session_id = any (v_sessions)),
    'scores', (select count(*) from public.dimension_levels d where d.learner_id = v_learner.id),
    'waiting', (select count(*) from public.inbox i
                 where i.workspace_id = p_workspace and (i.actor = p_actor or i.session_id = any (v_sessions))
                   and i.state in ('queued', 'paused', 'waiting', 'answered', 'stuck')),
    'sharedCards', (select count(*) from public.shared_cards c where c.learner_id = v_learner.id),
    'digestFacts', (select count(*) from public.digest_cells c join public.team_weeks w on w.id = c.team_week
                     where c.contributors @> array[v_learner.id] and w.state = 'told' and c.hidden is null),
    'teams', (select count(*) from public.team_members m where m.learner_id = v_learner.id and m.until is not null)
             + (select count(*) from public.team_managers g where g.workspace_id = p_workspace and g.manager = p_actor and g.until is not null),
    'listed', v_listed::int,
    'accesses', (select count(*) from public.accesses a where a.learner_id = v_learner.id));
  insert into public.receipts (id, workspace_id, kind, counts, at)
  values (v_receipt, p_workspace, case when p_because = 'learner' then 'erased' else p_because end, v_counts, v_at);

  if not coalesce(v_gone, false) then
    -- the direct message as a whole, and each thread elsewhere; what is being posted just now is looked for by its key
    insert into public.inbox (workspace_id, event_id, kind, actor, channel, thread_ts, about, run_at)
    select p_workspace, 'take-down:' || v_receipt || ':' || places.place, 'take-down', '', places.channel, places.thread_ts,
           jsonb_build_object('until', extract(epoch from v_at)::numeric(16, 6)::text, 'keys',
             (select coalesce(jsonb_agg(i.key), '[]') from public.inbox i
               where i.workspace_id = p_workspace and (i.actor = p_actor or i.session_id = any (v_sessions))
                 and (i.lease_token is not null or i.look))),
           now() + places.place * interval '2 seconds'
      from (select p.channel, p.thread_ts, row_number() over (order by p.thread_ts nulls first) - 1 as place
              from (select v_direct as channel, null as thread_ts where v_direct is not null
                    union
                    select t.channel, t.thread_ts from public.session_threads t
                     where t.session_id = any (v_sessions) and t.channel is distinct from v_direct) p) places;
  end if;

  -- Somebody who manages a team stays in the list as who does, and what was told of it stays. What others were suggested, sent them or said of
  -- them is of those others.
  if v_manages then
    insert into public.digest_settings as s (workspace_id, manager, is_off) values (p_workspace, p_actor, true)
    on conflict (workspace_id, manager) do update set day = default, hour = default, is_off = true;
  else
    update public.team_weeks
       set manager = 'erased:' || v_stand_in, state = case when state = 'open' then 'off' else state end
     where workspace_id = p_workspace and manager = p_actor;
    delete from public.digest_settings where workspace_id = p_workspace and manager = p_actor;
  end if;
  delete from public.team_managers where workspace_id = p_workspace and manager = p_actor and until is not null;
  delete from public.digests where workspace_id = p_workspace and manager = p_actor;
  update public.cards_seen set learner_id = v_stand_in where workspace_id = p_workspace and learner_id = v_learner.id;

  -- what is still to be taken away where it must not stand, is: as nobody's. Their direct message goes as a whole.
  update public.inbox i set actor = '', session_id = null, thread_ts = null, body = '', round_id = null
   where i.workspace_id = p_workspace and i.kind = 'erase' and i.state = 'queued' and not coalesce(v_gone, false)
     and (i.actor = p_actor or i.session_id = any (v_sessions)) and i.channel is not null and i.channel is distinct from v_direct and i.ts is null;
  delete from public.inbox i
   where i.workspace_id = p_workspace and i.kind not in ('take-down', 'digest-again')
     and (i.actor = p_actor or i.session_id = any (v_sessions) or i.channel = v_direct
          or exists (select from public.session_threads t
                      where t.session_id = any (v_sessions) and t.channel = i.channel and t.thread_ts = coalesce(i.thread_ts, i.ts)));
  delete from public.inbox i where i.workspace_id = p_workspace and i.kind = 'digest-again' and i.actor = p_actor;
  delete from public.coaching_sessions r where r.learner_id = v_learner.id::text or r.session_id = any (v_sessions::text[]);
  delete from public.usage_today u where u.workspace_id = p_workspace and u.actor = p_actor;
  delete from public.sessions s where s.id = any (v_sessions); -- and with them their threads, scorecards and levels
  -- What the list says stays, as of somebody of whom nothing else is known: in it there is nobody less than before. They count in no week any
  -- more, as somebody else stands for them in those that were told, and the two could not be compared.
  if v_listed then
    select card_at into v_card_at from public.left_out where learner_id = v_learner.id and card_at > v_at - interval '9 days';
    update public.learners set slack_user_id = null where id = v_learner.id;
    insert into public.learners (workspace_id, slack_user_id, name, team, position, time_zone, deactivated_at)
    values (p_workspace, p_actor, v_learner.name, v_learner.team, v_learner.position, case when v_manages then v_learner.time_zone end,
            case when p_because = 'deactivated' then 'infinity'::timestamptz end) -- gone, and there is nothing left to go
    returning id into v_new;
    update public.team_members set learner_id = v_new where learner_id = v_learner.id and until is null;
    -- one who was suggested a session lately is suggested none for as long as before
    update public.suggestions set learner_id = v_new where learner_id = v_learner.id and made_at > v_at - interval '7 days';
    insert into public.left_out (learner_id, since, for_good, card_at)
    select v_new, v_at, true, greatest(
             (select max(k.shared_at) from public.cards_seen k
               where k.workspace_id = p_workspace and k.learner_id = v_stand_in and k.shared_at > v_at - interval '9 days'), v_card_at);
  end if;
  delete from public.learners l where l.id = v_learner.id; -- and with them what they chose, what they are part of, and who read it
  -- What was told stays as it was told. Last, so that a week which was being told meanwhile is seen.
  update public.team_weeks set people = array_replace(people, v_learner.id, v_stand_in)
   where workspace_id = p_workspace and people @> array[v_learner.id];
  update public.digest_cells c
     set hidden = case when w.state = 'told' then c.hidden else 'few' end,
         contributors = case when w.state = 'told' then
           array(select case when part = v_learner.id then v_stand_in else part end from unnest(c.contributors) part order by 1)
           else '{}' end
    from public.team_weeks w
   where w.id = c.team_week and c.contributors @> array[v_learner.id];

  if p_because = 'learner' and not coalesce(v_gone, false) then
    insert into public.inbox (workspace_id, event_id, kind, actor, channel, about)
    values (p_workspace, 'receipt:' || v_receipt, 'receipt', p_actor, v_direct,
            jsonb_build_object('id', v_receipt, 'at', v_at, 'counts', v_counts));
  end if;
  return jsonb_build_object('id', v_receipt, 'at', v_at, 'counts', v_counts);
end $$;

-- Sets the teams that p_people names, whole: who is in such a team today and not named leaves it. Other teams stay as they are.
-- p_people: a list of {actor, name, team, position, manager}; the caller has checked that a person stands there once and a team has one
-- manager. Names are as they stand there, and where none does it is the id: whoever was here before has no other name than who was not.
-- Returns what changes, as a list of {change: 'joins' | 'leaves' | 'moves' | 'manager' | 'position', actor, name, team, from}; with p_dry
-- nothing is kept. Changes count from p_now on.
create or replace function public.set_teams(p_workspace text, p_source text, p_people jsonb, p_now timestamptz, p_dry boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_changes jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  with named as (
    select * from jsonb_to_recordset(p_people) as p (actor text, name text, team text, position text, manager text)),
  today as (
    select l.slack_user_id as actor, l.name, m.team, l.position
      from public.team_members m join public.learners l on l.id = m.learner_id
     where m.workspace_id = p_workspace and m.until is null),
  managers as (
    select distinct team, manager from named where manager <> ''),
  changes as (
    select case when t.actor is null then 'joins' else 'moves' end as change, n.actor, n.name, n.team, t.team as was
      from named n left join today t on t.actor = n.actor where t.team is distinct from n.team
    union all
    select 'leaves', t.actor, t.name, t.team, t.team from today t
     where t.team in (select team from named) and t.actor not in (select actor from named)
    union all
    select 'position', n.actor, n.name, n.team, coalesce(t.position, '')
      from named n join today t on t.actor = n.actor and t.team = n.team where n.position <> '' and t.position is distinct from n.position
    union all
    select 'manager', g.manager, coalesce(n.name, l.name, g.manager), g.team, was.manager
      from managers g
      left join named n on n.actor = g.manager
      left join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = g.manager
      left join public.team_managers was on was.workspace_id = p_workspace and was.team = g.team and was.until is null
     where was.manager is distinct from g.manager)
  select coalesce(jsonb_agg(jsonb_build_object('change', change, 'actor', actor, 'name', name, 'team', team, 'from', was)
                            order by team, change, name), '[]')
    into v_changes from changes;
  if p_dry then
    return v_changes;
  end if;

  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.learners as l (workspace_id, slack_user_id, name)
  select distinct on (actor) p_workspace, actor, coalesce(nullif(btrim(name), ''), actor)
    from (select p.actor, p.name, true as is_named from jsonb_to_recordset(p_people) as p (actor text, name text)
          union all
          select p.manager, p.manager, false from jsonb_to_recordset(p_people) as p (manager text) where p.manager <> '') people
   order by actor, is_named desc
  on conflict (workspace_id, slack_user_id) do update set name = excluded.name
    where l.name <> excluded.name and (excluded.name <> excluded.slack_user_id
       or exists (select from jsonb_to_recordset(p_people) as p (actor text) where p.actor = excluded.slack_user_id));

  update public.team_members m set until = p_now
    from public.learners l, jsonb_array_elements(v_changes) c
   where l.id = m.learner_id and m.until is null and m.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor'
     and c ->> 'change' in ('moves', 'leaves');
  insert into public.team_members (workspace_id, team, learner_id, since)
  select p_workspace, c ->> 'team', l.id, p_now
    from jsonb_array_elements(v_changes) c
    join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor'
   where c ->> 'change' in ('joins', 'moves')
  on conflict (learner_id, since) do update set team = excluded.team, until = null;
  update public.learners l
     set team = (select m.team from public.team_members m where m.learner_id = l.id and m.until is null)
    from jsonb_array_elements(v_changes) c
   where l.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor' and c ->> 'change' in ('joins', 'moves', 'leaves');
  update public.learners l set position = p.position
    from jsonb_to_recordset(p_people) as p (actor text, position text)
   where l.workspace_id = p_workspace and l.slack_user_id = p.actor and p.position <> '';

  update public.team_managers g set until = p_now
    from jsonb_array_elements(v_changes) c
   where c ->> 'change' = 'manager' and g.workspace_id = p_workspace and g.team = c ->> 'team' and g.until is null;
  insert into public.team_managers (workspace_id, team, manager, source, since)
  select p_workspace, c ->> 'team', c ->> 'actor', p_source, p_now
    from jsonb_array_elements(v_changes) c where c ->> 'change' = 'manager'
  on conflict (workspace_id, team, since) do update set manager = excluded.manager, until = null;
  perform public.forget_unlisted(p_workspace);
  return v_changes;
end $$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['close_week', 'known_by_card', 'card_tells_of_others', 'erase_person', 'set_teams'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
