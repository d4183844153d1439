-- Erasing oneself, leaving the company, leaving oneself out and objecting change nothing that a manager or a colleague has seen, and no list that
-- they see. What was told stays told: somebody who stands for the person is counted in their place. And who is in a team is what the company's
-- list says, for as long as it says so.

-- That a manager suggested a session is theirs too: of somebody who erased everything it says no more to whom.
alter table public.suggestions alter column learner_id drop not null;
alter table public.suggestions drop constraint suggestions_learner_id_fkey;
alter table public.suggestions add constraint suggestions_learner_id_fkey foreign key (learner_id) references public.learners (id) on delete set null;

alter table public.left_out add column for_good boolean not null default false; -- they erased everything since they were first counted

-- Whether somebody erased everything a little while ago and has not come back: what was under way with them then is kept no more.
create function public.is_erased(p_workspace text, p_actor text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.erased_people e where e.person = public.fingerprint(p_workspace, p_actor))
     and not exists (select from public.sessions s join public.learners l on l.id = s.learner_id
                      where l.workspace_id = p_workspace and l.slack_user_id = p_actor)
$$;

create function public.keep_no_stray_usage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  return case when public.is_erased(new.workspace_id, new.actor) then null else new end;
end $$;
create trigger keep_no_stray_usage before insert on public.usage_today
  for each row when (new.actor <> '') execute function public.keep_no_stray_usage();

-- A digest that is being put together for somebody who is no manager any more, or erased everything meanwhile, is not kept.
create or replace function public.keep_no_stray_digest() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.erased_people e where e.person = public.fingerprint(new.workspace_id, new.manager))
     and (exists (select from public.digest_settings s where s.workspace_id = new.workspace_id and s.manager = new.manager and s.is_off)
          or not exists (select from public.team_managers g where g.workspace_id = new.workspace_id and g.manager = new.manager)) then
    return null;
  end if;
  return new;
end $$;

-- Who a person is, as Slack says; whoever asks is there. Whom the company's list of teams has, has the name that stands there: in lists that
-- others see, a name never tells whether its bearer was here.
create or replace function public.know_learner(p_workspace text, p_actor text, p_name text, p_time_zone text, p_locale text) returns void
language sql security definer set search_path = '' as $$
  update public.learners l
     set time_zone = p_time_zone, locale = p_locale, profile_at = now(), deactivated_at = null,
         name = case when exists (select from public.team_members m where m.learner_id = l.id and m.until is null)
                       or exists (select from public.team_managers g where g.workspace_id = p_workspace and g.manager = p_actor and g.until is null)
                     then l.name else p_name end
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and not public.is_erased(p_workspace, p_actor)
$$;

-- Everything that is kept of a person, as {table: [rows]}: what they said, what was made of it, where they belong, and who read it. Nothing
-- about anybody else: of a cell only that they are part of it, of what they suggested not to whom, and no number that all who write move on.
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
    'inbox', (select coalesce(jsonb_agg(to_jsonb(i) - '{id,joined_to,key,worker,lease_token,lease_until}'::text[] order by i.id), '[]')
                from public.inbox i where i.workspace_id = p_workspace and i.actor = p_actor),
    'usage_today', (select coalesce(jsonb_agg(to_jsonb(u)), '[]') from public.usage_today u
                     where u.workspace_id = p_workspace and u.actor = p_actor),
    'team_members', (select coalesce(jsonb_agg(to_jsonb(m) order by m.since), '[]') from public.team_members m where m.learner_id = v_learner),
    'manager_objections', (select coalesce(jsonb_agg(to_jsonb(o) order by o.at), '[]')
                             from public.manager_objections o where o.learner_id = v_learner),
    'left_out', (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from public.left_out o where o.learner_id = v_learner),
    'team_week_withdrawals', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week) order by w.week), '[]')
                                from public.team_week_withdrawals x join public.team_weeks w on w.id = x.team_week where x.learner_id = v_learner),
    'week_parts', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week, 'kind', p.kind, 'subject', p.subject, 'score', p.score)
                                             order by w.week, p.kind, p.subject), '[]')
                     from public.week_parts p join public.team_weeks w on w.id = p.team_week where p.learner_id = v_learner),
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
    'suggestions', (select coalesce(jsonb_agg(to_jsonb(s) - 'event_id' - case when s.learner_id = v_learner then '' else 'learner_id' end
                                              order by s.made_at), '[]') from public.suggestions s
                     where s.learner_id = v_learner or (s.workspace_id = p_workspace and s.manager = p_actor)),
    'digests', (select coalesce(jsonb_agg(to_jsonb(d) order by d.week), '[]') from public.digests d
                 where d.workspace_id = p_workspace and d.manager = p_actor),
    'accesses', (select coalesce(jsonb_agg(to_jsonb(a) order by a.last_at), '[]') from public.accesses a where a.learner_id = v_learner));
end $$;

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
    update public.learners set slack_user_id = null where id = v_learner.id;
    insert into public.learners (workspace_id, slack_user_id, name, team, position, time_zone, deactivated_at)
    values (p_workspace, p_actor, v_learner.name, v_learner.team, v_learner.position, case when v_manages then v_learner.time_zone end,
            case when p_because = 'deactivated' then 'infinity'::timestamptz end) -- gone, and there is nothing left to go
    returning id into v_new;
    update public.team_members set learner_id = v_new where learner_id = v_learner.id and until is null;
    -- one who was suggested a session lately is suggested none for as long as before
    update public.suggestions set learner_id = v_new where learner_id = v_learner.id and made_at > v_at - interval '7 days';
    insert into public.left_out (learner_id, since, for_good) values (v_new, v_at, true);
  end if;
  delete from public.learners l where l.id = v_learner.id; -- and with them what they chose, what they are part of, and who read it
  -- What was told stays as it was told. Last, so that a week which was being told meanwhile is seen.
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
drop function public.add_digest_again(text, text, date, text, bigint); -- a card that goes shows its digest again by itself

-- Of whoever erased everything the list of teams is all that is kept. Once it has them no more, that goes too.
create function public.forget_unlisted(p_workspace text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_learner public.learners%rowtype;
begin
  for v_learner in
    select l.* from public.learners l join public.left_out o on o.learner_id = l.id and o.for_good
     where l.workspace_id = p_workspace
       and not exists (select from public.team_members m where m.learner_id = l.id and m.until is null)
       and not exists (select from public.team_managers g where g.workspace_id = p_workspace and g.manager = l.slack_user_id and g.until is null)
  loop
    if not exists (select from jsonb_each(public.gather_person(p_workspace, v_learner.slack_user_id)) kept
                    where kept.value <> '[]' and kept.key not in
                      ('learners', 'team_members', 'team_managers', 'team_weeks', 'digest_settings', 'left_out', 'suggestions'))
    then
      update public.team_weeks set manager = 'erased:' || v_learner.id where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.team_managers where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.digest_settings where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.learners where id = v_learner.id;
    end if;
  end loop;
end $$;

-- Sets the teams that p_people names, whole: who is in such a team today and not named leaves it. Other teams stay as they are.
-- p_people: a list of {actor, name, team, position, manager}; the caller has checked that a person stands there once and a team has one
-- manager. Names are as they stand there. Returns what changes, as a list of {change: 'joins' | 'leaves' | 'moves' | 'manager' | 'position',
-- actor, name, team, from}; with p_dry nothing is kept. Changes count from p_now on.
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
  insert into public.learners (workspace_id, slack_user_id, name)
  select distinct on (actor) p_workspace, actor, name
    from (select p.actor, p.name from jsonb_to_recordset(p_people) as p (actor text, name text)
          union all
          select p.manager, p.manager from jsonb_to_recordset(p_people) as p (manager text) where p.manager <> '') people
   order by actor, (name = actor)
  on conflict (workspace_id, slack_user_id) do update set name = excluded.name
    where public.learners.name <> excluded.name and excluded.name <> excluded.slack_user_id;

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

-- A manager suggests a session. To one person once in seven days: a suggestion is not to become a push. Whoever said that this is not their
-- manager, or is gone, is not bothered, and nobody hears of that. {outcome: 'noted' | 'too-soon' | 'not-theirs' | 'unknown-domain'}.
create or replace function public.suggest_session(p_workspace text, p_actor text, p_member text, p_domain text, p_event_id text, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_id      uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('suggest:' || p_workspace || ':' || p_actor, 0));
  if exists (select from public.suggestions where workspace_id = p_workspace and event_id = p_event_id) then
    return jsonb_build_object('outcome', 'noted');
  end if;
  select l.id into v_learner
    from public.learners l
   where l.workspace_id = p_workspace and l.slack_user_id = p_member
     and exists (select from jsonb_array_elements(public.my_members(p_workspace, p_actor)) m where m ->> 'actor' = p_member);
  if v_learner is null then
    return jsonb_build_object('outcome', 'not-theirs');
  elsif not exists (select from public.coaching_domains d where d.id = p_domain and d.is_active is not false) then
    return jsonb_build_object('outcome', 'unknown-domain');
  elsif exists (select from public.suggestions i where i.learner_id = v_learner and i.manager = p_actor and i.made_at > p_now - interval '7 days') then
    return jsonb_build_object('outcome', 'too-soon');
  end if;
  insert into public.suggestions (workspace_id, event_id, manager, learner_id, domain_id, made_at)
  values (p_workspace, p_event_id, p_actor, v_learner, p_domain, p_now) returning id into v_id;
  insert into public.inbox (workspace_id, event_id, kind, actor, about)
  select p_workspace, 'suggestion:' || v_id, 'suggestion', p_member, jsonb_build_object('suggestion', v_id)
   where not exists (select from public.manager_objections o where o.learner_id = v_learner and o.manager = p_actor)
     and exists (select from public.learners l where l.id = v_learner and l.deactivated_at is null)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'noted');
end $$;

-- "Count me in again", from the next week on. Whoever erased everything since they were first counted is counted no more: somebody else stands
-- for them in weeks that were told, and beside those a later one could tell of one person.
create or replace function public.count_in(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  delete from public.left_out
   where learner_id = (select id from public.learners where workspace_id = p_workspace and slack_user_id = p_actor) and not for_good
$$;

-- Who is set as the learner's manager, what that person was told last of the team, or that there is nothing yet, and what the learner is part of
-- in the week that is told next. It is never computed for whoever asks: who could ask at any moment would see numbers change when one person
-- practises. Null where nobody is set as their manager.
create or replace function public.manager_sees(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
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
    from (select public.my_manager(p_workspace, p_actor)) as g (my)
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
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['is_erased', 'keep_no_stray_usage', 'keep_no_stray_digest', 'know_learner', 'gather_person', 'erase_person', 'forget_unlisted', 'set_teams',
       'suggest_session', 'count_in', 'manager_sees'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
