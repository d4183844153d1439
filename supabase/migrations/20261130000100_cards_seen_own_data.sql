-- What is kept of a card that a digest showed is in what a person can have, and leaves with them.

-- As before, with the digests that showed a card.
create or replace function public.gather_person(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_learner uuid := (select id from public.learners where workspace_id = p_workspace and slack_user_id = p_actor);
begin
  return jsonb_build_object(
    'learners', (select coalesce(jsonb_agg(to_jsonb(l)), '[]') from public.learners l where l.id = v_learner),
    'sessions', (select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('domain', d.name) order by s.opened_at), '[]')
                   from public.sessions s join public.coaching_domains d on d.id = s.domain_id where s.learner_id = v_learner),
    'session_threads', (select coalesce(jsonb_agg(to_jsonb(t) order by t.thread_ts), '[]')
                          from public.session_threads t join public.sessions s on s.id = t.session_id where s.learner_id = v_learner),
    'coaching_sessions', (select coalesce(jsonb_agg(to_jsonb(r) order by r.created_at, r.round_number), '[]')
                            from public.coaching_sessions r where r.learner_id = v_learner::text),
    'scorecards', (select coalesce(jsonb_agg(to_jsonb(c) order by c.created_at), '[]')
                     from public.scorecards c join public.sessions s on s.id = c.session_id where s.learner_id = v_learner),
    'disputes', (select coalesce(jsonb_agg(to_jsonb(d) order by d.created_at, d.dimension), '[]')
                   from public.disputes d join public.sessions s on s.id = d.session_id where s.learner_id = v_learner),
    'feedback', (select coalesce(jsonb_agg(to_jsonb(f) order by f.pressed_at), '[]')
                   from public.feedback f join public.sessions s on s.id = f.session_id where s.learner_id = v_learner),
    'memories', (select coalesce(jsonb_agg(to_jsonb(m) order by m.created_at, m.kind), '[]') from public.memories m where m.learner_id = v_learner),
    'memory_settings', (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from public.memory_settings c where c.learner_id = v_learner),
    'dimension_levels', (select coalesce(jsonb_agg(to_jsonb(d) order by d.at, d.dimension), '[]')
                           from public.dimension_levels d where d.learner_id = v_learner),
    'shared_cards', (select coalesce(jsonb_agg(to_jsonb(c) order by c.shared_at), '[]')
                       from public.shared_cards c where c.learner_id = v_learner),
    'cards_seen', (select coalesce(jsonb_agg(jsonb_build_object('week', c.week, 'shared_at', c.shared_at) order by c.week), '[]')
                     from public.cards_seen c where c.workspace_id = p_workspace and c.learner_id = v_learner),
    'inbox', (select coalesce(jsonb_agg(to_jsonb(i) - '{key,worker,lease_token,lease_until}'::text[] order by i.id), '[]')
                from public.inbox i where i.workspace_id = p_workspace and i.actor = p_actor),
    'usage_today', (select coalesce(jsonb_agg(to_jsonb(u)), '[]') from public.usage_today u
                     where u.workspace_id = p_workspace and u.actor = p_actor),
    'team_members', (select coalesce(jsonb_agg(to_jsonb(m) order by m.since), '[]') from public.team_members m where m.learner_id = v_learner),
    'manager_objections', (select coalesce(jsonb_agg(to_jsonb(o) order by o.at), '[]')
                             from public.manager_objections o where o.learner_id = v_learner),
    'left_out', (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from public.left_out o where o.learner_id = v_learner),
    'team_week_withdrawals', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week) order by w.week), '[]')
                                from public.team_week_withdrawals x join public.team_weeks w on w.id = x.team_week where x.learner_id = v_learner),
    'digest_cells', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week, 'kind', c.kind, 'subject', c.subject,
                                                                  'told', w.state = 'told' and c.hidden is null) order by w.week, c.kind, c.subject), '[]')
                       from public.digest_cells c join public.team_weeks w on w.id = c.team_week
                      where c.contributors @> array[v_learner]),
    'team_managers', (select coalesce(jsonb_agg(to_jsonb(g) order by g.since), '[]') from public.team_managers g
                       where g.workspace_id = p_workspace and g.manager = p_actor),
    'team_weeks', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week, 'state', w.state) order by w.week, w.team), '[]')
                     from public.team_weeks w where w.workspace_id = p_workspace and w.manager = p_actor),
    'digest_settings', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from public.digest_settings s
                         where s.workspace_id = p_workspace and s.manager = p_actor),
    'consents', (select coalesce(jsonb_agg(to_jsonb(c) order by c.at), '[]') from public.consents c where c.learner_id = v_learner),
    'suggestions', (select coalesce(jsonb_agg(to_jsonb(s) - 'event_id' order by s.made_at), '[]') from public.suggestions s
                     where s.learner_id = v_learner or (s.workspace_id = p_workspace and s.manager = p_actor)),
    'digests', (select coalesce(jsonb_agg(to_jsonb(d) order by d.week), '[]') from public.digests d
                 where d.workspace_id = p_workspace and d.manager = p_actor),
    'accesses', (select coalesce(jsonb_agg(to_jsonb(a) order by a.last_at), '[]') from public.accesses a where a.learner_id = v_learner));
end $$;

-- As before, and whoever was known by a card is known still as the one who stands for them: nobody else can hide behind that.
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
  perform public.lock_actor(p_workspace, p_actor);
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
    'digestFacts', (select count(*) from public.digest_cells c where c.contributors @> array[v_learner.id]),
    'teams', (select count(*) from public.team_members m where m.learner_id = v_learner.id)
             + (select count(*) from public.team_managers g where g.workspace_id = p_workspace and g.manager = p_actor),
    'accesses', (select count(*) from public.accesses a where a.learner_id = v_learner.id));
  insert into public.receipts (id, workspace_id, kind, counts, at)
  values (v_receipt, p_workspace, case when p_because = 'learner' then 'erased' else p_because end, v_counts, v_at);

  if not coalesce(v_gone, false) then
    perform public.add_digest_again(p_workspace, told.manager, told.week, 'digest-again:' || v_receipt || ':' || told.place, told.place)
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

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['gather_person', 'erase_person'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
