-- What some functions said before a rule was there: differencing.ts puts them back, and its attacker must find the way in.

-- An erasure that showed digests again without the person, and took them from the company's list.
create or replace function private.add_digest_again(p_workspace text, p_manager text, p_week date, p_event_id text, p_place bigint) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, about, run_at)
  select p_workspace, p_event_id, 'digest-again', p_manager, jsonb_build_object('week', p_week), now() + p_place * interval '2 seconds'
    from public.digests d
   where d.workspace_id = p_workspace and d.manager = p_manager and d.week = p_week and d.post is not null
  on conflict do nothing
$$;

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
  v_counts   jsonb;
begin
  -- in this order, as everywhere: the person, the teams, the sessions, what waits, and the person's row last
  perform private.lock_actor(p_workspace, p_actor);
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  if exists (select from public.team_managers where workspace_id = p_workspace and manager = p_actor) then
    lock table public.team_weeks in share row exclusive mode; -- a week that is being closed just now is seen whole
  end if;
  select * into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  select coalesce(array_agg(locked.id), '{}') into v_sessions
    from (select s.id from public.sessions s where s.learner_id = v_learner.id order by s.id for update) locked;
  perform 1 from public.inbox i where i.workspace_id = p_workspace and (i.actor = p_actor or i.session_id = any (v_sessions)) order by i.id for update;
  select coalesce(uninstalled_at is not null, false) into v_gone from public.workspaces where id = p_workspace;
  v_direct := coalesce(v_learner.dm_channel,
    (select max(coalesce(i.sent_channel, i.channel)) from public.inbox i
      where i.workspace_id = p_workspace and i.actor = p_actor and coalesce(i.sent_channel, i.channel) like 'D%'));

  -- two seconds more than now, as Slack's clock may be ahead of ours; nine days, as what nobody heard is looked for a week long
  insert into public.erased_people as e (person, until, forget_at)
  values (private.fingerprint(p_workspace, p_actor), v_at + interval '2 seconds', v_at + interval '9 days')
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
    'digestFacts', (select count(*) from public.digest_cells c where c.contributors @> array[v_learner.id]),
    'teams', (select count(*) from public.team_members m where m.learner_id = v_learner.id)
             + (select count(*) from public.team_managers g where g.workspace_id = p_workspace and g.manager = p_actor),
    'accesses', (select count(*) from public.accesses a where a.learner_id = v_learner.id));
  insert into public.receipts (id, workspace_id, kind, counts, at)
  values (v_receipt, p_workspace, case when p_because = 'learner' then 'erased' else p_because end, v_counts, v_at);

  if not coalesce(v_gone, false) then
    perform private.add_digest_again(p_workspace, told.manager, told.week, 'digest-again:' || v_receipt || ':' || told.place, told.place)
       from (select t.manager, t.week, row_number() over (order by t.week desc) - 1 as place
               from (select w.manager, w.week
                       from public.digest_cells c join public.team_weeks w on w.id = c.team_week
                      where c.contributors @> array[v_learner.id] and c.hidden is null and w.state = 'told' and w.manager <> p_actor
                      union
                     select c.manager, c.week from public.shared_cards c
                      where c.learner_id = v_learner.id and c.week is not null and c.manager <> p_actor) t) told;
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

  update public.team_weeks
     set manager = 'erased:' || v_stand_in, state = case when state = 'open' then 'off' else state end
   where workspace_id = p_workspace and manager = p_actor;
  delete from public.team_managers where workspace_id = p_workspace and manager = p_actor;
  delete from public.digest_settings where workspace_id = p_workspace and manager = p_actor;
  delete from public.digests where workspace_id = p_workspace and manager = p_actor;
  delete from public.shared_cards where workspace_id = p_workspace and manager = p_actor;
  update public.cards_seen set learner_id = v_stand_in where workspace_id = p_workspace and learner_id = v_learner.id;
  delete from public.suggestions where workspace_id = p_workspace and manager = p_actor;
  delete from public.manager_objections o using public.learners l
   where l.id = o.learner_id and l.workspace_id = p_workspace and o.manager = p_actor;
  update public.accesses a set reader = 'erased:' || v_stand_in from public.learners l
   where l.id = a.learner_id and l.workspace_id = p_workspace and a.reader = p_actor;

  delete from public.inbox i
   where i.workspace_id = p_workspace and i.kind not in ('take-down', 'digest-again')
     and (i.actor = p_actor or i.session_id = any (v_sessions) or i.channel = v_direct
          or exists (select from public.session_threads t
                      where t.session_id = any (v_sessions) and t.channel = i.channel and t.thread_ts = coalesce(i.thread_ts, i.ts)));
  delete from public.inbox i where i.workspace_id = p_workspace and i.kind = 'digest-again' and i.actor = p_actor;
  delete from public.coaching_sessions r where r.learner_id = v_learner.id::text or r.session_id = any (v_sessions::text[]);
  delete from public.usage_today u where u.workspace_id = p_workspace and u.actor = p_actor;
  delete from public.sessions s where s.id = any (v_sessions); -- and with them their threads, scorecards and levels
  delete from public.learners l where l.id = v_learner.id; -- and with them where they belong, what they chose, and who read it
  -- What was told is hidden, and what is not told yet never will be. Last, so that a week which was being closed meanwhile is seen.
  update public.digest_cells c
     set hidden = case when w.state = 'told' and c.hidden is null then 'erased' when w.state = 'told' then c.hidden else 'few' end,
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

-- Cells that were decided by who took themselves out.
create or replace function private.decide_cells(p_week uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_week      public.team_weeks%rowtype;
  v_practised public.digest_cells%rowtype;
  v_known     uuid[] := private.known_by_card(p_week);
begin
  select * into v_week from public.team_weeks where id = p_week;
  update public.digest_cells c
     set hidden = case
       when coalesce(v_week.could_have, v_week.team_size) - cardinality(v_known) <= v_week.minimum then 'few'
       when private.how_many_besides(c.contributors, v_known) < v_week.minimum then 'few'
       when exists (select from public.team_week_withdrawals x where x.team_week = p_week and x.learner_id = any (c.contributors))
         or exists (select from public.manager_objections o where o.manager = v_week.manager and o.learner_id = any (c.contributors))
         then 'withdrawn'
       when private.isolates_one(p_week, c.kind, c.subject, c.contributors) then 'alike' end
   where c.team_week = p_week;
  -- of six who practised five did so here: the sixth is alone with what is not shown
  select * into v_practised from public.digest_cells where team_week = p_week and kind = 'practised' and hidden is null;
  update public.digest_cells c set hidden = 'computable'
   where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
     and cardinality(c.contributors) < cardinality(v_practised.contributors)
     and private.how_many_besides(v_practised.contributors, c.contributors || v_known) < 2;
  -- one hidden cell among those that add up could be worked out from the others: a second one goes with it
  if 1 = (select count(*) from public.digest_cells c where c.team_week = p_week and c.kind = 'domain' and c.hidden is not null) then
    update public.digest_cells set hidden = 'computable'
     where team_week = p_week and kind = 'domain'
       and subject = (select c.subject from public.digest_cells c
                       where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
                       order by cardinality(c.contributors), c.subject limit 1);
  end if;
end $$;

-- A name as Slack has it, also of those whom the company's list has.
create or replace function public.know_learner(p_workspace text, p_actor text, p_name text, p_time_zone text, p_locale text) returns void
language sql security definer set search_path = '' as $$
  update public.learners set name = p_name, time_zone = p_time_zone, locale = p_locale, profile_at = now()
   where workspace_id = p_workspace and slack_user_id = p_actor
$$;
