-- A person can be told all that is kept of them and who or what read it, and can have it erased at once. A table that holds something about
-- people belongs into gather_person and erase_person here; a test walks the catalogue and fails for one that is not.

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
create index accesses_by_time on public.accesses (last_at);

-- Everything that is kept of a person, as {table: [rows]}: what they said, what was made of it, where they belong, and who read it. Nothing
-- about anybody else: of a cell only that they are part of it, of what they suggested not to whom, and no number that all who write move on.
create function private.gather_person(p_workspace text, p_actor text) returns jsonb
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

-- Everything about a person, for that person: noted as read before it is handed out.
create function public.export_person(p_workspace text, p_actor text) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader)
  select l.id, 'export', '', '' from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return private.gather_person(p_workspace, p_actor);
end $$;

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

-- A model is handed what a learner said: noted in the statement that hands it out, whatever becomes of the answer.
create function private.note_reading() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader)
  select s.learner_id, case when new.kind = 'reply' then 'coach' else 'judge' end, s.id::text, '' from public.sessions s where s.id = new.session_id
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return null;
end $$;
create trigger note_reading after update of lease_token on public.inbox
  for each row when (new.lease_token is not null and new.lease_token is distinct from old.lease_token and new.state = 'queued'
                     and new.kind in ('reply', 'score', 'so-far', 'scorecard', 'dispute'))
  execute function private.note_reading();

-- A week of a team was counted: noted for everybody who is part of it.
create function private.note_counting() returns trigger
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
  referencing new table as cells for each statement execute function private.note_counting();

-- A card went out to the manager whom its learner sent it to.
create function private.note_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader) values (new.learner_id, 'card', new.session_id::text, new.manager)
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return null;
end $$;
create trigger note_card after update of week on public.shared_cards
  for each row when (new.week is not null and new.week is distinct from old.week) execute function private.note_card();

-- Erases a person, whole and at once: what they said and what was made of it, what waits, what they chose, and who read it. What is under way
-- with their words can be kept no more, and what they wrote before is not kept should it still come. Then kept work takes the bot's messages to
-- them away in Slack, and where they asked for it themselves tells them that it is done. Cards that they sent go as if they took them back.
-- Nothing else changes for anybody: of what was told of a group a number stays, with somebody in their place who stands for them in all of it
-- and leads back to nobody; and in the company's list of teams they stay. Returns the receipt, {id, at, counts}: it names nobody.
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
  v_listed   boolean; -- the company's list of teams has them
  v_manages  boolean;
  v_new      uuid;
  v_card_at  timestamptz; -- of an earlier time that they erased everything
  v_counts   jsonb;
begin
  -- in this order, as everywhere: the person, the teams, the sessions, what waits, and the person's row last
  perform private.lock_actor(p_workspace, p_actor);
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
           jsonb_build_object('until', extract(epoch from v_at)::numeric(16, 6)::text,
             'tell', case when p_because = 'learner' then v_direct end, 'keys', -- where to say what Slack does not let go
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

-- What stands for a person who erased everything.
create function private.fingerprint(p_workspace text, p_actor text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(p_workspace || ':' || p_actor, 'UTF8'))
$$;

-- Whether somebody erased everything a little while ago and has not come back: what was under way with them then is kept no more.
create function private.is_erased(p_workspace text, p_actor text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select exists (select from public.erased_people e where e.person = private.fingerprint(p_workspace, p_actor))
     and not exists (select from public.sessions s join public.learners l on l.id = s.learner_id
                      where l.workspace_id = p_workspace and l.slack_user_id = p_actor));
end $$;

-- Words from before an erasure are not kept, whichever way they come.
create function private.not_erased() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.erased_people e
              where e.person = private.fingerprint(new.workspace_id, new.actor) and e.until >= to_timestamp(new.ts::float8)) then
    return null;
  end if;
  return new;
end $$;
create trigger not_erased before insert on public.inbox
  for each row when (new.ts is not null and new.actor is not null) execute function private.not_erased();

-- Empties every text of a session: what was said, what was made of it, better wordings, reasons of disputes, and what waits. Levels stay as
-- numbers. What is under way with its words can be kept no more.
create function private.blank_session(p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.coaching_sessions
     set learner_message = '', coach_response = '', feedback = null, marks = null
   where session_id = p_session::text;
  update public.sessions set summary = null, erasures = erasures + 1 where id = p_session;
  update public.scorecards c
     set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb),
         marks = (select coalesce(jsonb_agg(private.without_words(m.mark) order by m.place), '[]')
                    from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = p_session;
  update public.disputes set reason = '' where session_id = p_session and reason <> '';
  update public.inbox set body = '' where session_id = p_session and body <> '';
  update public.inbox set state = 'settled', because = 'off the record', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where session_id = p_session and kind in ('reply', 'score', 'so-far', 'dispute') and state in ('queued', 'paused', 'answered', 'stuck');
end $$;

-- Off the record the text goes as soon as the session is closed and its scorecard shown, or given up; and at once where none comes.
create function private.forget_off_record() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row     jsonb := to_jsonb(new); -- of either table
  v_session uuid := coalesce(v_row ->> 'session_id', v_row ->> 'id');
begin
  if exists (select from public.sessions s where s.id = v_session and s.off_record) then
    perform private.blank_session(v_session);
  end if;
  return null;
end $$;
create trigger forget_off_record after update of state on public.inbox
  for each row when (new.kind = 'scorecard' and new.state in ('sent', 'settled', 'stuck') and old.state <> new.state)
  execute function private.forget_off_record();
create trigger forget_off_record after update of closed_because on public.sessions
  for each row when (new.off_record and not new.awaits_consent and new.closed_because in ('uninstalled', 'unopened'))
  execute function private.forget_off_record();
