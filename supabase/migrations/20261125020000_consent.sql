-- Nobody is coached before they have read who sees what and pressed start. A session of somebody who has not is kept, and waits: what
-- they write meanwhile waits in it, as it does for an opening. Off the record, a session leaves no text behind once it is closed.

create table public.consents (
  learner_id uuid not null references public.learners (id) on delete cascade,
  version    int not null, -- of the text that they read: src/coaching/consent.ts
  at         timestamptz not null,
  primary key (learner_id, version)
);
alter table public.consents enable row level security;
revoke all on public.consents from anon, authenticated, service_role;

alter table public.sessions add column awaits_consent boolean not null default false;

-- A manager suggests a session to somebody of their team. What becomes of it is for the learner alone: nobody else is told.
create table public.suggestions (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null references public.workspaces (id),
  event_id     text not null,
  manager      text not null,
  learner_id   uuid not null references public.learners (id) on delete cascade,
  domain_id    text not null references public.coaching_domains (id),
  made_at      timestamptz not null,
  unique (workspace_id, event_id)
);
create index suggestions_by_learner on public.suggestions (learner_id, manager, made_at);
create index suggestions_by_domain on public.suggestions (domain_id);
alter table public.suggestions enable row level security;
revoke all on public.suggestions from anon, authenticated, service_role;
alter table public.sessions add column suggestion_id uuid references public.suggestions (id) on delete set null;
create index sessions_by_suggestion on public.sessions (suggestion_id) where suggestion_id is not null;

alter table public.inbox drop constraint inbox_kind_check;
alter table public.inbox add constraint inbox_kind_check check (kind in
  ('reply', 'lead', 'word', 'opening', 'score', 'so-far', 'scorecard', 'idle', 'note', 'erase', 'redact', 'catch-up', 'preview', 'digest',
   'consent', 'suggestion', 'shared', 'digest-again'));

-- The learner's open session, or null. One that waits for consent is not open yet.
create or replace function public.open_session(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'domainId', s.domain_id, 'domainName', d.name, 'thread', public.thread_key(s.channel, s.thread_ts),
                            'rounds', (select count(*) from public.coaching_sessions r where r.session_id = s.id::text))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.coaching_domains d on d.id = s.domain_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and not s.awaits_consent
$$;

-- The learner's open session, locked, or a row of nulls. With p_session only that one, if it is the actor's.
create or replace function public.own_open_session(p_workspace text, p_actor text, p_session uuid) returns public.sessions
language sql security definer set search_path = '' as $$
  select s.*
    from public.sessions s join public.learners l on l.id = s.learner_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and not s.awaits_consent
     and s.id = coalesce(p_session, s.id)
     for no key update of s
$$;

-- Gives up the learner's session that waits for consent, without a word. What they wrote waits for the next one, a week at most.
create function public.give_up_start(p_workspace text, p_actor text, p_session uuid default null) returns void
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

-- Starts a session. p_thread is the thread it opens in ('channel:ts'), 'channel:' opens it as a new thread in that channel, null in the
-- bot's direct message. p_mind, and what the learner wrote before a domain was picked, become its first replies. Whoever has not
-- consented to this version of the text is asked first, there: {outcome: 'consent-asked'}, and the session opens with their consent.
-- {outcome: 'started' | 'consent-asked' | 'open-already' | 'unknown-domain' | 'inactive-domain', session}. The same p_event_id starts it once.
drop function public.start_session(text, text, text, text, text, int, text, text, boolean);
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
  perform public.lock_actor(p_workspace, p_actor);
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
  perform public.give_up_start(p_workspace, p_actor);

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
  select p_workspace, v_learner, p_domain, public.current_persona_version(p_domain), max(r.version), p_prompt_version, p_event_id,
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
  perform public.adopt_leads(p_workspace, p_actor, v_session.id);
  return jsonb_build_object('outcome', case when v_asks then 'consent-asked' else 'started' end,
                            'session', public.open_session(p_workspace, p_actor));
end $$;

-- The question stands in p_thread: what is written there belongs to the session, and it opens there.
create function public.consent_asked(p_id bigint, p_token uuid, p_thread text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := public.held(p_id, p_token);
  perform public.add_thread(v_row.session_id, p_thread, false);
  update public.inbox set channel = split_part(p_thread, ':', 1), thread_ts = split_part(p_thread, ':', 2) where id = p_id;
end $$;

-- The learner read the text and pressed start: that is kept, and the session that waited for it opens where it was asked, with p_off_record
-- off the record. The version is that of the text which they were shown. Without p_session their consent alone is kept.
-- {outcome: 'opened' | 'opened-before' | 'given-up' | 'not-yours' | 'kept'}.
create function public.give_consent(p_workspace text, p_actor text, p_name text, p_version int, p_session uuid, p_off_record boolean,
                                    p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_session public.sessions%rowtype;
  v_asked   public.inbox%rowtype;
begin
  perform public.lock_actor(p_workspace, p_actor);
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
  update public.sessions set awaits_consent = false, off_record = off_record or p_off_record, opened_at = now(), last_reply_at = now()
   where id = p_session;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body)
  values (p_workspace, 'opening:' || p_session, 'opening', p_actor, p_session, v_asked.channel, v_asked.thread_ts,
          coalesce((select i.body from public.inbox i where i.workspace_id = p_workspace and i.event_id = 'mind:' || p_session), ''))
  on conflict do nothing;
  return jsonb_build_object('outcome', 'opened');
end $$;

-- Ends the learner's open session and puts its scorecard to work. One that waits for consent is given up: there is nothing to score.
-- {outcome: 'ended' | 'none-open', session}. With p_session only that session, if it is the actor's.
create or replace function public.end_session(p_workspace text, p_actor text, p_because text, p_session uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
begin
  v_session := public.own_open_session(p_workspace, p_actor, p_session);
  if v_session.id is null then
    perform public.give_up_start(p_workspace, p_actor, p_session);
    return jsonb_build_object('outcome', 'none-open');
  end if;
  update public.sessions set closed_at = now(), closed_because = p_because where id = v_session.id;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
  values (p_workspace, 'scorecard:' || v_session.id, 'scorecard', p_actor, v_session.id, v_session.channel, v_session.thread_ts)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'ended', 'thread', public.thread_key(v_session.channel, v_session.thread_ts));
end $$;

-- Empties every text of a session: what was said, what was made of it, and what waits. Levels stay as numbers. What is under way with
-- its words can be kept no more.
create function public.blank_session(p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.coaching_sessions
     set learner_message = '', coach_response = '', feedback = null, marks = null
   where session_id = p_session::text;
  update public.sessions set summary = null, erasures = erasures + 1 where id = p_session;
  update public.scorecards c
     set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb),
         marks = (select coalesce(jsonb_agg(m.mark || '{"quotes": [], "observation": "", "nextStep": ""}'::jsonb order by m.place), '[]')
                    from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = p_session;
  update public.inbox set body = '' where session_id = p_session and body <> '';
  update public.inbox set state = 'settled', because = 'off the record', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where session_id = p_session and kind in ('reply', 'score', 'so-far') and state in ('queued', 'paused', 'answered', 'stuck');
end $$;

-- Off the record the text goes as soon as the session is closed and its scorecard shown, or given up; and at once where none comes.
create function public.forget_off_record() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row     jsonb := to_jsonb(new); -- of either table
  v_session uuid := coalesce(v_row ->> 'session_id', v_row ->> 'id');
begin
  if exists (select from public.sessions s where s.id = v_session and s.off_record) then
    perform public.blank_session(v_session);
  end if;
  return null;
end $$;
create trigger forget_off_record after update of state on public.inbox
  for each row when (new.kind = 'scorecard' and new.state in ('sent', 'settled', 'stuck') and old.state <> new.state)
  execute function public.forget_off_record();
create trigger forget_off_record after update of closed_because on public.sessions
  for each row when (new.off_record and not new.awaits_consent and new.closed_because in ('uninstalled', 'unopened'))
  execute function public.forget_off_record();

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

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['open_session', 'own_open_session', 'give_up_start', 'start_session',
       'consent_asked', 'give_consent', 'end_session', 'blank_session', 'forget_off_record', 'session_label'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
