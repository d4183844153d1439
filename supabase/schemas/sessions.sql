-- Sessions, from their start to their end, and the threads that they are held in. Nobody is coached before they have read who sees what
-- and pressed start: a session of somebody who has not is kept, and waits, and so does what they write meanwhile.

create table public.consents (
  learner_id uuid not null references public.learners (id) on delete cascade,
  version    int not null, -- of the text that they read: src/coaching/consent.ts
  at         timestamptz not null,
  primary key (learner_id, version)
);

create table public.sessions (
  id              uuid primary key default gen_random_uuid(),
  workspace_id    text not null references public.workspaces (id),
  learner_id      uuid not null references public.learners (id),
  domain_id       text not null references public.coaching_domains (id),
  persona_version int not null,
  rubric_version  int not null,
  prompt_version  int not null,
  label           text not null default 'private' check (label in ('private', 'shared', 'assigned')),
  event_id        text not null, -- what started it: the same start, delivered twice, is one session
  channel         text,          -- where it lives: null until the opening is shown
  thread_ts       text,
  summary         jsonb,         -- {throughRound, text}: what the oldest rounds came to
  opened_at       timestamptz not null default now(),
  last_reply_at   timestamptz not null default now(),
  idle_asked_at   timestamptz,
  closed_at       timestamptz,
  closed_because  text check (closed_because in ('learner', 'another', 'idle', 'uninstalled', 'unopened')),
  erasures        int not null default 0, -- how often a reply was deleted: a judgement made before is not kept after
  quoted_in       jsonb not null default '[]', -- [{kind, post}]: what Slack shows that quotes the learner
  off_record      boolean not null default false, -- its texts are blanked when it closes, and it counts nowhere
  awaits_consent  boolean not null default false,
  suggestion_id   uuid references public.suggestions (id) on delete set null, -- that it was started from
  unique (workspace_id, event_id)
);
create unique index one_open_session_per_learner on public.sessions (learner_id) where closed_at is null;
create index sessions_by_learner on public.sessions (learner_id, opened_at desc);
create index sessions_by_domain on public.sessions (domain_id);
create index sessions_idle on public.sessions (last_reply_at) where closed_at is null;
create index sessions_by_suggestion on public.sessions (suggestion_id) where suggestion_id is not null;
create index sessions_closed on public.sessions (workspace_id, closed_at) where closed_at is not null;

create table public.session_threads (
  workspace_id text not null references public.workspaces (id),
  channel      text not null,
  thread_ts    text not null,
  session_id   uuid not null references public.sessions (id) on delete cascade,
  moved_to     text, -- where its session is answered since it takes no posts any more
  primary key (workspace_id, channel, thread_ts)
);
create index session_threads_by_session on public.session_threads (session_id);

-- Starts a session. p_thread is the thread it opens in ('channel:ts'), 'channel:' opens it as a new thread in that channel, null in the
-- bot's direct message. p_mind, and what the learner wrote before a domain was picked, become its first replies. Whoever has not
-- consented to this version of the text is asked first, there: {outcome: 'consent-asked'}, and the session opens with their consent.
-- {outcome: 'started' | 'consent-asked' | 'open-already' | 'unknown-domain' | 'inactive-domain', session}. The same p_event_id starts it once.
create function public.start_session(p_workspace text, p_actor text, p_name text, p_domain text, p_event_id text, p_prompt_version int,
                                     p_thread text default null, p_mind text default '', p_end_open boolean default false,
                                     p_consent_version int default 0, p_off_record boolean default false,
                                     p_suggestion uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_domain  public.coaching_domains%rowtype;
  v_learner uuid;
  v_session public.sessions%rowtype;
  v_open    jsonb;
  v_asks    boolean;
  v_idea    uuid;
begin
  perform private.lock_actor(p_workspace, p_actor);
  select * into v_session from public.sessions where workspace_id = p_workspace and event_id = p_event_id;
  if found then
    return jsonb_build_object('outcome', case when v_session.awaits_consent then 'consent-asked' else 'started' end,
                              'session', public.open_session(p_workspace, p_actor));
  end if;
  select * into v_domain from public.coaching_domains where id = p_domain;
  if not found then
    return jsonb_build_object('outcome', 'unknown-domain', 'session', null);
  elsif v_domain.is_active is false or not exists (select from public.coaching_personas where domain_id = p_domain)
     or not exists (select from public.rubric_versions where domain_id = p_domain) then
    return jsonb_build_object('outcome', 'inactive-domain', 'session', null);
  end if;
  v_open := public.open_session(p_workspace, p_actor);
  if v_open is not null and not p_end_open then
    return jsonb_build_object('outcome', 'open-already', 'session', v_open);
  elsif v_open is not null then
    perform public.end_session(p_workspace, p_actor, 'another');
  end if;
  perform private.give_up_start(p_workspace, p_actor);

  insert into public.workspaces (id) values (p_workspace)
  on conflict (id) do update set uninstalled_at = null, installed_at = now() where public.workspaces.uninstalled_at is not null;
  insert into public.learners (workspace_id, slack_user_id, name) values (p_workspace, p_actor, p_name)
  on conflict (workspace_id, slack_user_id) do nothing;
  select id into strict v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  select i.id into v_idea from public.suggestions i where i.id = p_suggestion and i.learner_id = v_learner and i.domain_id = p_domain;
  v_asks := not exists (select from public.consents c where c.learner_id = v_learner and c.version >= p_consent_version);
  insert into public.sessions
    (workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, label, off_record, awaits_consent,
     suggestion_id)
  select p_workspace, v_learner, p_domain, private.current_persona_version(p_domain), max(r.version), p_prompt_version, p_event_id,
         case when p_thread ~ '^[CG]' then 'shared' when v_idea is not null then 'assigned' else 'private' end, p_off_record, v_asks, v_idea
    from public.rubric_versions r where r.domain_id = p_domain
  returning * into v_session;

  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body, about)
  select p_workspace, asked || ':' || v_session.id, asked, p_actor, v_session.id,
         nullif(split_part(p_thread, ':', 1), ''), nullif(split_part(p_thread, ':', 2), ''), case when v_asks then '' else p_mind end,
         case when v_asks then jsonb_build_object('version', p_consent_version) else '{}' end
    from (values (case when v_asks then 'consent' else 'opening' end)) as first_post (asked);
  if p_mind <> '' then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, body)
    values (p_workspace, 'mind:' || v_session.id, 'reply', p_actor, v_session.id, p_mind);
  end if;
  perform private.adopt_leads(p_workspace, p_actor, v_session.id);
  return jsonb_build_object('outcome', case when v_asks then 'consent-asked' else 'started' end,
                            'session', public.open_session(p_workspace, p_actor));
end $$;

-- Gives up the learner's session that waits for consent, without a word. What they wrote waits for the next one, a week at most.
create function private.give_up_start(p_workspace text, p_actor text, p_session uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_session uuid;
begin
  select s.id into v_session
    from public.sessions s join public.learners l on l.id = s.learner_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and s.awaits_consent
     and s.id = coalesce(p_session, s.id)
     for no key update of s;
  if v_session is null then
    return;
  end if;
  update public.sessions set closed_at = now(), closed_because = 'unopened' where id = v_session;
  update public.inbox
     set kind = 'lead', state = case when body = '' then 'settled' else 'waiting' end, session_id = null, joined_to = null,
         about = about || case when about ? 'mention' then '{}'::jsonb else '{"mention": false}'::jsonb end,
         worker = null, lease_token = null, lease_until = null
   where session_id = v_session and kind = 'reply' and state in ('queued', 'paused');
  update public.inbox set state = 'settled', because = 'given up', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where session_id = v_session and kind = 'consent' and state = 'queued';
end $$;

-- The question stands in p_thread: what is written there belongs to the session, and it opens there.
-- Raises PT409 where the lease is lost.
create function public.consent_asked(p_id bigint, p_token uuid, p_thread text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  perform private.add_thread(v_row.session_id, p_thread, false);
  update public.inbox set channel = split_part(p_thread, ':', 1), thread_ts = split_part(p_thread, ':', 2) where id = p_id;
end $$;

-- The learner read the text and pressed start: that is kept, and the session that waited for it opens where it was asked, with p_off_record
-- off the record. Whoever presses may be quicker than the note of where the question stands, most of all where the database is slow or was
-- away: then it opens where they pressed, in p_thread ('channel:ts'). The version is that of the text which they were shown. Without
-- p_session their consent alone is kept. {outcome: 'opened' | 'opened-before' | 'given-up' | 'not-yours' | 'kept'}.
create function public.give_consent(p_workspace text, p_actor text, p_name text, p_version int, p_session uuid, p_off_record boolean,
                                    p_now timestamptz, p_thread text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_session public.sessions%rowtype;
  v_asked   public.inbox%rowtype;
  v_thread  text;
begin
  perform private.lock_actor(p_workspace, p_actor);
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  select id into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  if p_session is not null then
    select * into v_session from public.sessions where workspace_id = p_workspace and id = p_session and learner_id = v_learner for no key update;
    if v_session.id is null then
      return jsonb_build_object('outcome', 'not-yours');
    end if;
    select * into v_asked from public.inbox where workspace_id = p_workspace and event_id = 'consent:' || p_session;
  elsif v_learner is null then
    insert into public.learners (workspace_id, slack_user_id, name) values (p_workspace, p_actor, p_name) returning id into v_learner;
  end if;
  insert into public.consents (learner_id, version, at)
  values (v_learner, coalesce((v_asked.about ->> 'version')::int, p_version), p_now) on conflict do nothing;

  if p_session is null then
    return jsonb_build_object('outcome', 'kept');
  elsif v_session.closed_at is not null then
    return jsonb_build_object('outcome', 'given-up');
  elsif not v_session.awaits_consent then
    return jsonb_build_object('outcome', 'opened-before');
  end if;
  v_thread := coalesce(private.thread_key(v_asked.channel, v_asked.thread_ts), p_thread);
  if v_thread is not null then
    perform private.add_thread(p_session, v_thread, false);
  end if;
  update public.sessions set awaits_consent = false, off_record = off_record or p_off_record, opened_at = now(), last_reply_at = now()
   where id = p_session;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body)
  values (p_workspace, 'opening:' || p_session, 'opening', p_actor, p_session,
          coalesce(nullif(split_part(v_thread, ':', 1), ''), v_asked.channel), nullif(split_part(v_thread, ':', 2), ''),
          coalesce((select i.body from public.inbox i where i.workspace_id = p_workspace and i.event_id = 'mind:' || p_session), ''))
  on conflict do nothing;
  return jsonb_build_object('outcome', 'opened');
end $$;

-- The learner's open session, or null. One that waits for consent is not open yet. Its rounds are counted as the score so far does: what
-- was only wished, or taken back, is none.
create function public.open_session(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'domainId', s.domain_id, 'domainName', d.name, 'thread', private.thread_key(s.channel, s.thread_ts),
                            'rounds', (select count(*) from public.coaching_sessions r
                                        where r.session_id = s.id::text and r.wish is null and not r.retaken))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.coaching_domains d on d.id = s.domain_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and not s.awaits_consent
$$;

-- The learner's open session, locked, or a row of nulls. With p_session only that one, if it is the actor's.
create function private.own_open_session(p_workspace text, p_actor text, p_session uuid) returns public.sessions
language sql security definer set search_path = '' as $$
  select s.*
    from public.sessions s join public.learners l on l.id = s.learner_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and not s.awaits_consent
     and s.id = coalesce(p_session, s.id)
     for no key update of s
$$;

-- Ends the learner's open session and puts its scorecard to work. One that waits for consent is given up: there is nothing to score.
-- {outcome: 'ended' | 'none-open', session}. With p_session only that session, if it is the actor's.
create function public.end_session(p_workspace text, p_actor text, p_because text, p_session uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
begin
  v_session := private.own_open_session(p_workspace, p_actor, p_session);
  if v_session.id is null then
    perform private.give_up_start(p_workspace, p_actor, p_session);
    return jsonb_build_object('outcome', 'none-open');
  end if;
  update public.sessions set closed_at = now(), closed_because = p_because where id = v_session.id;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
  values (p_workspace, 'scorecard:' || v_session.id, 'scorecard', p_actor, v_session.id, v_session.channel, v_session.thread_ts)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'ended', 'thread', private.thread_key(v_session.channel, v_session.thread_ts));
end $$;

-- Whose session this is, and whether it is open: for a button that somebody pressed. Null when there is none.
create function public.session_state(p_workspace text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('actor', l.slack_user_id, 'isOpen', s.closed_at is null)
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.workspace_id = p_workspace and s.id = p_session
$$;

-- What a session is, as it is said where it opens and on its scorecard.
create function public.session_label(p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('label', s.label, 'offRecord', s.off_record, 'suggestedBy',
           case when i.id is not null then jsonb_build_object('actor', i.manager, 'name', coalesce(m.name, i.manager)) end)
    from public.sessions s
    left join public.suggestions i on i.id = s.suggestion_id
    left join public.learners m on m.workspace_id = i.workspace_id and m.slack_user_id = i.manager
   where s.id = p_session
$$;

-- Looks after what time does: after p_ask_days without a reply one question is due, after p_close_days the session is closed with what
-- there is; words that waited a week for a domain are blanked; ended work is forgotten after 30 days. Calendar time is p_now.
create function public.sweep(p_now timestamptz, p_ask_days int, p_close_days int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session record;
  v_asked   int := 0;
  v_closed  int := 0;
begin
  for v_session in
    select s.id, s.workspace_id, s.channel, s.thread_ts, s.last_reply_at, l.slack_user_id
      from public.sessions s join public.learners l on l.id = s.learner_id
     where s.closed_at is null and s.last_reply_at < p_now - make_interval(days => p_ask_days)
       and (s.idle_asked_at is null or s.last_reply_at < p_now - make_interval(days => p_close_days))
       for no key update of s skip locked
  loop
    if v_session.last_reply_at < p_now - make_interval(days => p_close_days) then
      perform public.end_session(v_session.workspace_id, v_session.slack_user_id, 'idle', v_session.id);
      v_closed := v_closed + 1;
    elsif v_session.thread_ts is not null then
      update public.sessions set idle_asked_at = p_now where id = v_session.id;
      insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
      values (v_session.workspace_id, 'idle:' || v_session.id || ':' || extract(epoch from v_session.last_reply_at), 'idle',
              v_session.slack_user_id, v_session.id, v_session.channel, v_session.thread_ts)
      on conflict do nothing;
      v_asked := v_asked + 1;
    end if;
  end loop;
  update public.inbox set body = '', state = 'settled', because = 'no domain was picked', ended_at = p_now
   where state = 'waiting' and created_at < p_now - interval '7 days';
  delete from public.inbox where ended_at < p_now - interval '30 days';
  return jsonb_build_object('asked', v_asked, 'closed', v_closed);
end $$;

-- The thread key of a message: 'channel:thread_ts'. Outside the database it is one opaque word.
create function private.thread_key(p_channel text, p_ts text) returns text
language sql immutable set search_path = '' as $$
  select p_channel || ':' || p_ts
$$;

-- A thread belongs to a session from now on; with p_home it is where the session lives.
create function private.add_thread(p_session uuid, p_thread text, p_home boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_channel   text := split_part(p_thread, ':', 1);
  v_thread_ts text := split_part(p_thread, ':', 2);
begin
  insert into public.session_threads (workspace_id, channel, thread_ts, session_id)
  select workspace_id, v_channel, v_thread_ts, id from public.sessions where id = p_session
  on conflict (workspace_id, channel, thread_ts) do update set session_id = excluded.session_id
   where public.session_threads.session_id <> excluded.session_id;
  if p_home then
    update public.sessions set channel = v_channel, thread_ts = v_thread_ts where id = p_session;
  end if;
end $$;

-- The thread p_from takes no posts any more, as whoever holds this work found, and its learner was told so in p_to: there goes the work from
-- now on, and what else its session has to say there.
-- Raises PT409 where the lease is lost.
create function public.move_thread(p_id bigint, p_token uuid, p_from text, p_to text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  update public.inbox -- not a message, which keeps the place where it was written
     set channel = split_part(p_to, ':', 1), thread_ts = split_part(p_to, ':', 2)
   where (id = p_id or (session_id = v_row.session_id and not look and lease_token is null))
     and ts is null and state in ('queued', 'paused', 'answered') and private.thread_key(channel, thread_ts) = p_from;
  if v_row.session_id is null then
    return;
  end if;
  perform private.add_thread(v_row.session_id, p_to, private.thread_key(s.channel, s.thread_ts) = p_from)
     from public.sessions s where s.id = v_row.session_id;
  update public.session_threads set moved_to = p_to
   where session_id = v_row.session_id and (private.thread_key(channel, thread_ts) = p_from or moved_to = p_from);
end $$;

-- Where a round is answered: in the thread of its newest reply, or where that thread moved to, or where the session lives. What was said in
-- public, in a mention, is answered in private. An answer that may be there already is looked for first where it was posted.
create function private.thread_to_answer(p_id bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(case when not i.about @> '{"mention": true}'
                            then coalesce(case when not (select look from public.inbox where id = p_id) then t.moved_to end,
                                          private.thread_key(i.channel, coalesce(i.thread_ts, i.ts))) end,
                          private.thread_key(s.channel, s.thread_ts))
            from public.inbox i
            join public.sessions s on s.id = i.session_id
            left join public.session_threads t
              on t.workspace_id = i.workspace_id and t.channel = i.channel and t.thread_ts = coalesce(i.thread_ts, i.ts) and t.session_id = s.id
           where i.id = p_id or i.joined_to = p_id
           order by i.ts desc nulls last, i.id desc limit 1);
end $$;
