-- Own your data: a person can be told all that is kept of them and who or what read it, and can have it erased at once. A table that
-- holds something about people belongs into gather_person and erase_person here; a test walks the catalogue and fails for one that is not.

-- That something was deleted, when, and how much of it. It names nobody, and it outlives its workspace.
create table public.receipts (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null,
  kind         text not null check (kind in ('erased', 'deactivated', 'uninstalled', 'retention')),
  counts       jsonb not null,
  at           timestamptz not null
);
create index receipts_by_workspace on public.receipts (workspace_id, at);

-- Whose words from before an erasure are not kept, should they still come: by a second delivery, or from the disk of an instance. A
-- fingerprint, not an id, and forgotten when nothing can come any more.
create table public.erased_people (
  person     bytea primary key,
  until      timestamptz not null,
  forget_at  timestamptz not null
);

-- Who or what read something of a learner: no words, and one row for each thing that was read.
create table public.accesses (
  learner_id uuid not null references public.learners (id) on delete cascade,
  what       text not null check (what in ('coach', 'judge', 'digest', 'card', 'export')),
  subject    text not null, -- the session, or the week of a digest, '' for everything
  reader     text not null, -- the manager whose digest it was, '' for the bot itself
  times      int not null default 1,
  first_at   timestamptz not null default now(),
  last_at    timestamptz not null default now(),
  primary key (learner_id, what, subject, reader)
) with (fillfactor = 70); -- every answer changes one of these rows
create index accesses_by_reader on public.accesses (reader) where reader <> '';

do $$
declare
  v_table text;
begin
  foreach v_table in array array['receipts', 'erased_people', 'accesses']
  loop
    execute format('alter table public.%I enable row level security', v_table);
    execute format('revoke all on public.%I from anon, authenticated, service_role', v_table);
  end loop;
end $$;

-- What was said to the bot in a workspace by one person, found without reading the rows of all others.
create index inbox_by_actor on public.inbox (workspace_id, actor);
create index digest_cells_by_contributor on public.digest_cells using gin (contributors);

alter table public.inbox drop constraint inbox_kind_check;
alter table public.inbox add constraint inbox_kind_check check (kind in
  ('reply', 'lead', 'word', 'opening', 'score', 'so-far', 'scorecard', 'idle', 'note', 'erase', 'redact', 'catch-up', 'preview', 'digest',
   'consent', 'suggestion', 'shared', 'digest-again', 'export', 'take-down', 'receipt', 'retention', 'purge'));

-- A cell that was told, and is shown no more because one of its contributors erased everything, or because it is old.
alter table public.digest_cells drop constraint digest_cells_hidden_check;
alter table public.digest_cells add constraint digest_cells_hidden_check check (hidden in
  ('few', 'alike', 'computable', 'withdrawn', 'erased', 'expired'));

-- As before, and what was told and is shown no more still counts: whoever read it then may remember it.
create or replace function public.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_size   int := cardinality(p_contributors);
  v_first  uuid := p_contributors[1];
  v_second uuid := p_contributors[2];
begin
  return exists (
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
       and c.contributors <@ p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told');
end $$;
drop index public.digest_cells_by_first;
drop index public.digest_cells_by_second;
create index digest_cells_by_first on public.digest_cells (subject, (contributors[1]), (cardinality(contributors)))
  where hidden is null or hidden in ('erased', 'expired');
create index digest_cells_by_second on public.digest_cells (subject, (contributors[2]), (cardinality(contributors)))
  where hidden is null or hidden in ('erased', 'expired');

-- What stands for a person who erased everything.
create function public.fingerprint(p_workspace text, p_actor text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(p_workspace || ':' || p_actor, 'UTF8'))
$$;

-- Words from before an erasure are not kept, whichever way they come.
create function public.not_erased() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.erased_people e
              where e.person = public.fingerprint(new.workspace_id, new.actor) and e.until >= to_timestamp(new.ts::float8)) then
    return null;
  end if;
  return new;
end $$;
create trigger not_erased before insert on public.inbox
  for each row when (new.ts is not null and new.actor is not null) execute function public.not_erased();

-- A model is handed what a learner said: noted in the statement that hands it out, whatever becomes of the answer.
create function public.note_reading() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader)
  select s.learner_id, case when new.kind = 'reply' then 'coach' else 'judge' end, s.id::text, '' from public.sessions s where s.id = new.session_id
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return null;
end $$;
create trigger note_reading after update of lease_token on public.inbox
  for each row when (new.lease_token is not null and new.lease_token is distinct from old.lease_token and new.state = 'queued'
                     and new.kind in ('reply', 'score', 'so-far', 'scorecard'))
  execute function public.note_reading();

-- A week of a team was counted: noted for everybody who is part of it.
create function public.note_counting() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader)
  select distinct l.id, 'digest', w.week::text, w.manager
    from cells c
    join public.team_weeks w on w.id = c.team_week
   cross join lateral unnest(c.contributors) as part (learner)
    join public.learners l on l.id = part.learner
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return null;
end $$;
create trigger note_counting after insert on public.digest_cells
  referencing new table as cells for each statement execute function public.note_counting();

-- A card went out to the manager whom its learner sent it to.
create function public.note_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader) values (new.learner_id, 'card', new.session_id::text, new.manager)
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return null;
end $$;
create trigger note_card after update of week on public.shared_cards
  for each row when (new.week is not null and new.week is distinct from old.week) execute function public.note_card();

-- Everything that is kept of a person, as {table: [rows]}: what they said, what was made of it, where they belong, and who read it. Nothing
-- about anybody else: of a cell only that they are part of it.
create function public.gather_person(p_workspace text, p_actor text) returns jsonb
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
    'dimension_levels', (select coalesce(jsonb_agg(to_jsonb(d) order by d.at, d.dimension), '[]')
                           from public.dimension_levels d where d.learner_id = v_learner),
    'shared_cards', (select coalesce(jsonb_agg(to_jsonb(c) order by c.shared_at), '[]')
                       from public.shared_cards c where c.learner_id = v_learner),
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

-- Everything about a person, for that person: noted as read before it is handed out.
create function public.export_person(p_workspace text, p_actor text) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader)
  select l.id, 'export', '', '' from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return public.gather_person(p_workspace, p_actor);
end $$;

-- Who or what read a person's data, the last of it first: [{what, times, lastAt, domain, models, week, manager}].
create function public.my_accesses(p_workspace text, p_actor text, p_most int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(one.said order by one.last_at desc), '[]')
    from (select a.last_at, jsonb_build_object(
                   'what', a.what, 'times', a.times, 'lastAt', a.last_at, 'manager', nullif(a.reader, ''), 'domain', d.name,
                   'week', case when a.what = 'digest' then a.subject end,
                   'models', (select coalesce(jsonb_agg(distinct case a.what when 'coach' then r.coach_model else r.judge_model end), '[]')
                                from public.coaching_sessions r
                               where r.session_id = a.subject and case a.what when 'coach' then r.coach_model else r.judge_model end is not null)) as said
            from public.accesses a
            join public.learners l on l.id = a.learner_id
            left join public.sessions s on s.id::text = a.subject
            left join public.coaching_domains d on d.id = s.domain_id
           where l.workspace_id = p_workspace and l.slack_user_id = p_actor
           order by a.last_at desc limit p_most) one
$$;

-- Asks for everything about a person, once for each p_event_id: it comes in their direct message.
create function public.ask_export(p_workspace text, p_actor text, p_event_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.inbox (workspace_id, event_id, kind, actor, channel)
  values (p_workspace, p_event_id, 'export', p_actor,
          (select l.dm_channel from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor))
  on conflict do nothing;
end $$;

-- A digest that was sent is to be shown again as it is now. Paced: the p_place-th of several.
create function public.add_digest_again(p_workspace text, p_manager text, p_week date, p_event_id text, p_place bigint) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, about, run_at)
  select p_workspace, p_event_id, 'digest-again', p_manager, jsonb_build_object('week', p_week), now() + p_place * interval '2 seconds'
    from public.digests d
   where d.workspace_id = p_workspace and d.manager = p_manager and d.week = p_week and d.post is not null
  on conflict do nothing
$$;

-- Erases a person, whole and at once: what they said and what was made of it, what waits, where they belong, and who read it. What is under
-- way with their words can be kept no more, and what they wrote before is not kept should it still come. Then kept work takes the bot's
-- messages to them away in Slack, and where they asked for it themselves tells them that it is done. What a manager was told of a group
-- that they were part of is hidden, never computed anew: somebody who stands for them keeps later weeks from being compared with it.
-- Returns the receipt, {id, at, counts}: it names nobody.
create function public.erase_person(p_workspace text, p_actor text, p_because text) returns jsonb
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

-- Ends a piece of work that must leave nothing behind: its row goes.
create function public.forget_work(p_id bigint, p_token uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform public.held(p_id, p_token);
  delete from public.inbox where id = p_id;
end $$;

-- A digest that is being put together for somebody who is no manager any more is not kept.
create function public.keep_no_stray_digest() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.erased_people e where e.person = public.fingerprint(new.workspace_id, new.manager))
     and not exists (select from public.team_managers g where g.workspace_id = new.workspace_id and g.manager = new.manager) then
    return null;
  end if;
  return new;
end $$;
create trigger keep_no_stray_digest before insert on public.digests
  for each row execute function public.keep_no_stray_digest();

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['isolates_one', 'fingerprint', 'not_erased', 'note_reading', 'note_counting',
       'note_card', 'gather_person', 'export_person', 'my_accesses', 'ask_export', 'add_digest_again', 'erase_person', 'forget_work',
       'keep_no_stray_digest'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
