-- What is remembered of a learner is what they confirmed: a goal, a situation, a commitment, one line each, with the round that it was taken
-- from. A proposal stands only in its kept work, a week at most. A commitment has a day, and on that day its learner is asked how it went.

create table public.memories (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null references public.workspaces (id),
  learner_id   uuid not null references public.learners (id) on delete cascade,
  session_id   uuid not null references public.sessions (id) on delete cascade,
  round_id     uuid not null references public.coaching_sessions (id) on delete cascade, -- the reply that it was taken from
  kind         text not null check (kind in ('goal', 'situation', 'commitment')),
  says         text not null check (says <> '' and char_length(says) <= 200),
  state        text not null default 'open' check (state in ('open', 'done')),
  due_on       date,      -- the day that the learner picked, as a calendar shows it where they are
  ask_at       timestamp, -- when they are asked next, as a clock shows it where they are; null once they were
  created_at   timestamptz not null,
  unique (session_id, kind)
);
create index memories_by_learner on public.memories (learner_id);
create index memories_by_round on public.memories (round_id);
create index memories_by_workspace on public.memories (workspace_id);
create index memories_to_ask on public.memories (ask_at) where ask_at is not null and state = 'open';

-- What could be remembered of a session that is being judged just now, [{kind, says, round, dueOn}], for the worker that holds its scorecard.
-- It waits until the scorecard is shown, and stands nowhere else. Off the record nothing is proposed, nor what the learner does not want
-- remembered. Safe to repeat: the last proposal counts. Its week begins at p_now.
-- Raises PT409 where the lease is lost.
create function public.propose_memory(p_id bigint, p_token uuid, p_erasures int, p_lines jsonb, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session public.sessions%rowtype;
  v_kinds   text[];
  v_lines   jsonb;
begin
  select s.* into v_session from public.sessions s join public.inbox i on i.session_id = s.id where i.id = p_id for no key update of s;
  v_row := private.held_row(p_id, p_token);
  v_kinds := (private.memory_choices(v_session.learner_id)).kinds;
  select coalesce(jsonb_agg(l.line order by l.place), '[]') into v_lines
    from jsonb_array_elements(p_lines) with ordinality as l (line, place)
   where l.line ->> 'kind' = any (v_kinds) and not v_session.off_record and v_session.erasures = p_erasures;
  if v_lines = '[]' then
    delete from public.inbox where workspace_id = v_row.workspace_id and event_id = 'memory:' || v_session.id and state = 'paused';
    return;
  end if;
  insert into public.inbox as i (workspace_id, event_id, kind, state, actor, session_id, channel, thread_ts, about)
  values (v_row.workspace_id, 'memory:' || v_session.id, 'memory', 'paused', v_row.actor, v_session.id, v_row.channel, v_row.thread_ts,
          jsonb_build_object('lines', v_lines, 'at', p_now, 'rounds', (select jsonb_agg(l -> 'round') from jsonb_array_elements(v_lines) l)))
  on conflict (workspace_id, event_id) do update set about = excluded.about where i.state = 'paused';
end $$;

-- A scorecard is shown: now its learner is asked what may be remembered.
create function private.release_proposals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox set state = 'queued', run_at = now()
   where workspace_id = new.workspace_id and event_id = 'memory:' || new.session_id and state = 'paused';
  return null;
end $$;
create trigger release_proposals after update of state on public.inbox
  for each row when (new.kind = 'scorecard' and new.state = 'sent' and old.state <> 'sent') execute function private.release_proposals();

-- What is proposed to somebody of a session, [{kind, says, round, dueOn}], or null where nothing is, or is any more.
create function public.memory_proposals(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select i.about -> 'lines' from public.inbox i
   where i.workspace_id = p_workspace and i.event_id = 'memory:' || p_session and i.kind = 'memory' and i.actor = p_actor
     and jsonb_array_length(i.about -> 'lines') > 0
$$;

-- Another day for the commitment that is proposed. {outcome: 'noted' | 'past' | 'gone'}
create function public.propose_day(p_workspace text, p_actor text, p_session uuid, p_due date, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  select * into v_row from public.inbox i
   where i.workspace_id = p_workspace and i.event_id = 'memory:' || p_session and i.kind = 'memory' and i.actor = p_actor and i.about ? 'lines'
     for update;
  if not found then
    return jsonb_build_object('outcome', 'gone');
  elsif p_due < (select private.today_of(s.learner_id, p_now) from public.sessions s where s.id = p_session) then
    return jsonb_build_object('outcome', 'past');
  end if;
  update public.inbox
     set about = about || jsonb_build_object('lines', (
           select jsonb_agg(case when l.line ->> 'kind' = 'commitment' then l.line || jsonb_build_object('dueOn', p_due) else l.line end order by l.place)
             from jsonb_array_elements(about -> 'lines') with ordinality as l (line, place)))
   where id = v_row.id;
  return jsonb_build_object('outcome', 'noted');
end $$;

-- The learner pressed: what was proposed is remembered, as it stands (p_lines null) or in their own words, [{kind, says, dueOn}], where a kind
-- that is left out is not remembered; with [] nothing is. A proposed day that went by before they pressed becomes tomorrow. The proposal is
-- gone with it. Of a person no more than twenty lines are kept, the newest. {outcome: 'kept' | 'past' | 'gone', lines: [{kind, says, dueOn}]}
create function public.keep_memory(p_workspace text, p_actor text, p_session uuid, p_lines jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_learner uuid;
  v_choices public.memory_settings%rowtype;
  v_line    record;
  v_round   uuid;
  v_today   date;
  v_kept    jsonb := '[]';
begin
  perform private.lock_actor(p_workspace, p_actor);
  select s.learner_id into v_learner from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  select * into v_row from public.inbox i
   where i.workspace_id = p_workspace and i.event_id = 'memory:' || p_session and i.kind = 'memory' and i.actor = p_actor and i.about ? 'lines'
     for update;
  if v_learner is null or v_row.id is null or jsonb_array_length(v_row.about -> 'lines') = 0 then
    return jsonb_build_object('outcome', 'gone', 'lines', '[]'::jsonb);
  end if;
  v_choices := private.memory_choices(v_learner);
  v_today := private.today_of(v_learner, p_now);
  if exists (select from jsonb_array_elements(p_lines) l where (l ->> 'dueOn')::date < v_today) then
    return jsonb_build_object('outcome', 'past', 'lines', '[]'::jsonb);
  end if;
  for v_line in
    select p.line ->> 'kind' as kind, (p.line ->> 'round')::int as round,
           left(btrim(regexp_replace(coalesce(e.line, p.line) ->> 'says', '\s+', ' ', 'g')), 200) as says,
           case when (coalesce(e.line, p.line) ->> 'dueOn')::date < v_today then v_today + 1
                else (coalesce(e.line, p.line) ->> 'dueOn')::date end as due_on
      from jsonb_array_elements(v_row.about -> 'lines') with ordinality as p (line, place)
      left join jsonb_array_elements(p_lines) as e (line) on e.line ->> 'kind' = p.line ->> 'kind'
     where p_lines is null or e.line is not null
     order by p.place
  loop
    select r.id into v_round from public.coaching_sessions r
     where r.session_id = p_session::text and r.round_number = v_line.round and r.learner_message <> '' for share;
    continue when v_round is null or v_line.says = '';
    insert into public.memories (workspace_id, learner_id, session_id, round_id, kind, says, due_on, ask_at, created_at)
    values (p_workspace, v_learner, p_session, v_round, v_line.kind, v_line.says,
            case when v_line.kind = 'commitment' then v_line.due_on end,
            case when v_line.kind = 'commitment' then v_line.due_on + make_time(v_choices.from_hour, 0, 0) end, p_now)
    on conflict (session_id, kind) do nothing;
    v_kept := v_kept || jsonb_build_object('kind', v_line.kind, 'says', v_line.says, 'dueOn', case when v_line.kind = 'commitment' then v_line.due_on end);
  end loop;
  delete from public.memories where learner_id = v_learner and id not in
    (select m.id from public.memories m where m.learner_id = v_learner order by m.created_at desc, m.id limit 20);
  update public.inbox set about = about - 'lines' where id = v_row.id;
  return jsonb_build_object('outcome', 'kept', 'lines', v_kept);
end $$;

-- All that is remembered of somebody, for them, the newest first, and what they chose:
-- {lines: [{id, kind, says, isOpen, dueOn, asksOn, domainName}], choices: {kinds, reminds, fromHour, untilHour, isPaused}}
create function public.my_memory(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_learner uuid := (select l.id from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor);
  v_choices public.memory_settings%rowtype;
begin
  v_choices := private.memory_choices(v_learner);
  return jsonb_build_object(
    'lines', (select coalesce(jsonb_agg(jsonb_build_object(
                       'id', m.id, 'kind', m.kind, 'says', m.says, 'isOpen', m.state = 'open', 'dueOn', m.due_on, 'asksOn', m.ask_at::date,
                       'domainName', d.name) order by m.created_at desc, m.kind), '[]')
                from public.memories m
                join public.sessions s on s.id = m.session_id
                join public.coaching_domains d on d.id = s.domain_id
               where m.learner_id = v_learner),
    'choices', jsonb_build_object('kinds', v_choices.kinds, 'reminds', v_choices.reminds, 'fromHour', v_choices.from_hour,
                                  'untilHour', v_choices.until_hour, 'isPaused', v_choices.unanswered >= 3));
end $$;

-- The learner says it in other words, or picks another day, or with null none. {outcome: 'edited' | 'past' | 'gone'}
create function public.edit_memory(p_workspace text, p_actor text, p_memory uuid, p_says text, p_due date, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.memories%rowtype;
begin
  select m.* into v_row from public.memories m join public.learners l on l.id = m.learner_id
   where m.id = p_memory and m.workspace_id = p_workspace and l.slack_user_id = p_actor for update of m;
  if not found then
    return jsonb_build_object('outcome', 'gone');
  elsif p_due is distinct from v_row.due_on and p_due < private.today_of(v_row.learner_id, p_now) then
    return jsonb_build_object('outcome', 'past');
  end if;
  update public.memories set says = left(btrim(regexp_replace(p_says, '\s+', ' ', 'g')), 200) where id = p_memory;
  if v_row.kind = 'commitment' and v_row.state = 'open' and p_due is distinct from v_row.due_on then
    update public.memories
       set due_on = p_due, ask_at = p_due + make_time((private.memory_choices(v_row.learner_id)).from_hour, 0, 0)
     where id = p_memory;
  end if;
  return jsonb_build_object('outcome', 'edited');
end $$;

-- The learner wants it forgotten. {outcome: 'forgotten' | 'gone'}
create function public.forget_memory(p_workspace text, p_actor text, p_memory uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.memories m using public.learners l
   where m.id = p_memory and m.workspace_id = p_workspace and l.id = m.learner_id and l.slack_user_id = p_actor;
  return jsonb_build_object('outcome', case when found then 'forgotten' else 'gone' end);
end $$;

-- Puts to work what learners are to be asked now. It reads the clock where each learner is, so that a change of clocks needs no rule: what is
-- due there by the clock on the wall is asked within the hours that they allow, once, two in seven days at most, and no more after three in a
-- row that they left unanswered. Proposals that nobody answered for a week are blanked. Safe to repeat, and from several instances.
-- Returns how much became due.
create function public.plan_reminders(p_now timestamptz) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_row     record;
  v_choices public.memory_settings%rowtype;
  v_due     int := 0;
begin
  update public.inbox i
     set about = i.about - 'lines', because = case when i.state = 'sent' then i.because else 'nobody answered' end,
         state = case when i.state = 'sent' then i.state else 'settled' end, ended_at = coalesce(i.ended_at, p_now),
         worker = null, lease_token = null, lease_until = null
    from (select o.id from public.inbox o
           where o.kind = 'memory' and o.about ? 'lines' and (o.about ->> 'at')::timestamptz < p_now - interval '7 days'
             for update skip locked) old
   where i.id = old.id;

  for v_row in
    select m.id, m.workspace_id, m.learner_id, l.slack_user_id, l.dm_channel, there.clock
      from public.memories m
      join public.learners l on l.id = m.learner_id and l.deactivated_at is null
      join public.workspaces w on w.id = m.workspace_id and w.uninstalled_at is null
      left join public.memory_settings c on c.learner_id = m.learner_id
     cross join lateral (select p_now at time zone private.known_zone(l.time_zone) as clock) there
     where m.state = 'open' and m.ask_at is not null and m.ask_at < (p_now at time zone 'UTC') + interval '15 hours' and m.ask_at <= there.clock
       and coalesce(c.reminds, true) and coalesce('commitment' = any (c.kinds), true) and coalesce(c.unanswered, 0) < 3
       and extract(hour from there.clock) >= coalesce(c.from_hour, 9) and extract(hour from there.clock) < coalesce(c.until_hour, 17)
       and (select count(*) from unnest(c.asked_at) asked where asked > p_now - interval '7 days') < 2
     order by m.ask_at, m.id limit 500
       for update of m skip locked for key share of l skip locked -- somebody who is being erased just now is left alone
  loop
    insert into public.memory_settings (learner_id) values (v_row.learner_id) on conflict do nothing;
    select * into v_choices from public.memory_settings where learner_id = v_row.learner_id for update;
    continue when v_choices.unanswered >= 3
      or (select count(*) from unnest(v_choices.asked_at) asked where asked > p_now - interval '7 days') >= 2;
    update public.memory_settings
       set asked_at = (asked_at || p_now)[greatest(1, cardinality(asked_at)):], unanswered = unanswered + 1
     where learner_id = v_row.learner_id;
    update public.memories set ask_at = null where id = v_row.id;
    insert into public.inbox (workspace_id, event_id, kind, actor, channel, about)
    values (v_row.workspace_id, 'reminder:' || v_row.id || ':' || extract(epoch from p_now), 'reminder', v_row.slack_user_id, v_row.dm_channel,
            jsonb_build_object('memory', v_row.id))
    on conflict do nothing;
    v_due := v_due + 1;
  end loop;
  return v_due;
end $$;

-- What a reminder is about, for the worker that holds it, as it is now: {memory, says, dueOn}, or null where nothing is to be asked any
-- more. Where it became late and the learner's hours are over, it is due again in the next ones, and does not count as asked.
-- Raises PT409 where the lease is lost.
create function public.reminder_of(p_id bigint, p_token uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_memory  public.memories%rowtype;
  v_choices public.memory_settings%rowtype;
  v_clock   timestamp;
begin
  v_row := private.held_row(p_id, p_token);
  select m.* into v_memory from public.memories m
   where m.id = (v_row.about ->> 'memory')::uuid and m.state = 'open' and m.ask_at is null for update;
  if not found then
    return null;
  end if;
  select * into v_choices from public.memory_settings where learner_id = v_memory.learner_id for update;
  if not v_choices.reminds or not 'commitment' = any (v_choices.kinds) then
    return null;
  end if;
  v_clock := p_now at time zone private.known_zone((select l.time_zone from public.learners l where l.id = v_memory.learner_id));
  if not v_row.look and (extract(hour from v_clock) < v_choices.from_hour or extract(hour from v_clock) >= v_choices.until_hour) then
    update public.memory_settings
       set asked_at = asked_at[:cardinality(asked_at) - 1], unanswered = greatest(0, unanswered - 1) where learner_id = v_memory.learner_id;
    update public.memories set ask_at = v_clock where id = v_memory.id;
    return null;
  end if;
  return jsonb_build_object('memory', v_memory.id, 'says', v_memory.says, 'dueOn', v_memory.due_on);
end $$;

-- How it went with a commitment: 'done', 'not-yet' (asked again in three days, or on the day that they picked where that is later), 'snooze'
-- (tomorrow), 'move' (on p_on), 'let-go' (forgotten). {outcome: 'done' | 'later' | 'let-go' | 'past' | 'gone', says, asksOn}. Raises PT400 for any
-- other answer.
create function public.answer_commitment(p_workspace text, p_actor text, p_memory uuid, p_answer text, p_on date, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.memories%rowtype;
  v_today date;
  v_on    date;
begin
  select m.* into v_row from public.memories m join public.learners l on l.id = m.learner_id
   where m.id = p_memory and m.workspace_id = p_workspace and l.slack_user_id = p_actor and m.kind = 'commitment' and m.state = 'open'
     for update of m;
  if not found then
    return jsonb_build_object('outcome', 'gone');
  end if;
  v_today := private.today_of(v_row.learner_id, p_now);
  if p_answer = 'move' and (p_on is null or p_on < v_today) then
    return jsonb_build_object('outcome', 'past');
  end if;
  update public.memory_settings set unanswered = 0 where learner_id = v_row.learner_id;
  if p_answer = 'done' then
    update public.memories set state = 'done', ask_at = null where id = p_memory;
    return jsonb_build_object('outcome', 'done', 'says', v_row.says);
  elsif p_answer = 'let-go' then
    delete from public.memories where id = p_memory;
    return jsonb_build_object('outcome', 'let-go', 'says', v_row.says);
  elsif p_answer not in ('not-yet', 'snooze', 'move') then
    raise exception 'unknown answer %', p_answer using errcode = 'PT400';
  end if;
  v_on := case p_answer when 'not-yet' then case when v_row.due_on > v_today then v_row.due_on else v_today + 3 end when 'snooze' then v_today + 1 else p_on end;
  update public.memories
     set ask_at = v_on + make_time((private.memory_choices(learner_id)).from_hour, 0, 0), due_on = case when p_answer = 'move' then p_on else due_on end
   where id = p_memory;
  return jsonb_build_object('outcome', 'later', 'says', v_row.says, 'asksOn', v_on);
end $$;

-- A reply is gone, whichever way: what was taken from it goes too, remembered or proposed, and the card that shows it leaves Slack.
create function private.forget_memories() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  delete from public.memories where round_id = new.id;
  update public.inbox i
     set about = i.about || '{"stale": true}' || case when i.about ? 'lines' then jsonb_build_object('lines',
           (select coalesce(jsonb_agg(l), '[]') from jsonb_array_elements(i.about -> 'lines') l where (l ->> 'round')::int <> new.round_number))
           else '{}' end
   where i.workspace_id = new.workspace_id and i.event_id = 'memory:' || new.session_id
     and i.about -> 'rounds' @> to_jsonb(new.round_number)
  returning * into v_row;
  if v_row.state = 'sent' then
    perform private.add_post_erasure(v_row.session_id, private.thread_key(v_row.sent_channel, v_row.sent_ts));
    update public.inbox set about = about - 'lines' where id = v_row.id;
  end if;
  return null;
end $$;
create trigger forget_memories after update of learner_message on public.coaching_sessions
  for each row when (old.learner_message <> '' and new.learner_message = '') execute function private.forget_memories();

-- The card was on its way while a reply that it quotes was deleted.
create function private.erase_stale_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.add_post_erasure(new.session_id, private.thread_key(new.sent_channel, new.sent_ts));
  update public.inbox set about = about - 'lines' where id = new.id;
  return null;
end $$;
create trigger erase_stale_card after update of state on public.inbox
  for each row when (new.kind = 'memory' and new.state = 'sent' and old.state <> 'sent' and new.about ? 'stale')
  execute function private.erase_stale_card();
