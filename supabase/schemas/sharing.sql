-- A learner sends a scorecard to their manager, and takes it back.

-- A scorecard that its learner sent to their manager, as it was when they sent it. Taking it back removes it from what the manager sees.
create table public.shared_cards (
  session_id   uuid primary key references public.sessions (id) on delete cascade,
  workspace_id text not null references public.workspaces (id),
  learner_id   uuid not null references public.learners (id) on delete cascade,
  manager      text not null,
  domain_name  text not null,
  levels       jsonb not null, -- [{label, level}] in words
  says         text not null,  -- a sentence that the learner added, '' for none
  week         date,           -- the digest that it went out with
  shared_at    timestamptz not null
);
create index shared_cards_by_manager on public.shared_cards (workspace_id, manager, week);
create index shared_cards_by_learner on public.shared_cards (learner_id);

-- Whom a digest has shown by a card. It stays when the card is taken back, as whoever read it may remember it.
create table public.cards_seen (
  workspace_id text not null references public.workspaces (id),
  learner_id   uuid not null, -- or who stands for them since they erased everything
  week         date not null, -- of the digest
  shared_at    timestamptz not null,
  primary key (workspace_id, learner_id, week)
);

-- What would be sent of a session's scorecard: the domain, level words, and the learner's own words only where they ask for it.
-- {outcome: 'ready' | 'shared' | 'too-late' | 'no-manager' | 'off-record' | 'nothing'}. 'too-late' where the week of that session was told
-- already and the card would tell something of others beside it, 'nothing' too where the session is somebody else's.
create function public.card_to_share(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_my      jsonb := private.my_manager(p_workspace, p_actor);
  v_session public.sessions%rowtype;
  v_levels  jsonb;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.workspace_id = p_workspace and s.id = p_session and l.slack_user_id = p_actor;
  select jsonb_agg(jsonb_build_object('label', m.mark ->> 'label', 'level', private.level_word((m.mark ->> 'score')::numeric),
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
  elsif private.card_tells_of_others(p_workspace, v_session.learner_id, p_session) then
    return jsonb_build_object('outcome', 'too-late');
  end if;
  return jsonb_build_object('outcome', 'ready', 'levels', v_levels,
    'domainName', (select d.name from public.coaching_domains d where d.id = v_session.domain_id),
    'manager', jsonb_build_object('actor', v_my ->> 'manager', 'name', coalesce(
      (select l.name from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = v_my ->> 'manager'), v_my ->> 'manager')));
end $$;

-- Sends it to p_manager, who must be the one that the learner was shown: {outcome: 'changed'} when it is somebody else now. It goes out with
-- that person's next digest. Not while a week of the workspace is being told: either that reckons with the card, or the card with that.
-- {outcome: 'shared' | 'changed' | 'too-late' | 'no-manager' | 'off-record' | 'nothing'}.
create function public.share_card(p_workspace text, p_actor text, p_session uuid, p_manager text, p_quotes boolean, p_now timestamptz) returns jsonb
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

-- The cards of a manager's digest, in one order however often it is drawn: as they were sent, and those of one moment by name and by what
-- they say. The first look gives each new card its week, so that it is told once; a later look, when one was taken back, gives what is left
-- of it. A card that is sent once it was decided what is told goes out with the next digest: this one did not reckon with it.
create function public.cards_for(p_workspace text, p_actor text, p_week date) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  update public.shared_cards set week = p_week
   where workspace_id = p_workspace and manager = p_actor and week is null
     and not exists (select from public.digests d where d.workspace_id = p_workspace and d.manager = p_actor and d.week = p_week)
     and not exists (select from public.team_weeks w
                      where w.workspace_id = p_workspace and w.manager = p_actor and w.week = p_week and w.ended_at < shared_at);
  return (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'domainName', c.domain_name, 'levels', c.levels, 'says', c.says)
                                    order by c.shared_at, l.name, l.slack_user_id, c.domain_name, c.levels::text), '[]')
            from public.shared_cards c join public.learners l on l.id = c.learner_id
           where c.workspace_id = p_workspace and c.manager = p_actor and c.week = p_week);
end $$;

-- A digest shows a card: whoever sent it is known by it from now on, also when it is taken back.
create function private.see_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.cards_seen as c (workspace_id, learner_id, week, shared_at)
  values (new.workspace_id, new.learner_id, new.week, new.shared_at)
  on conflict (workspace_id, learner_id, week) do update set shared_at = greatest(c.shared_at, excluded.shared_at);
  return null;
end $$;
create trigger see_card after update of week on public.shared_cards
  for each row when (new.week is not null and new.week is distinct from old.week) execute function private.see_card();

-- "Take it back". {outcome: 'taken-back' | 'nothing'}.
create function public.withdraw_card(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.shared_cards c using public.learners l
   where c.workspace_id = p_workspace and c.session_id = p_session and l.id = c.learner_id and l.slack_user_id = p_actor;
  return jsonb_build_object('outcome', case when found then 'taken-back' else 'nothing' end);
end $$;

-- Whoever says that this is not their manager takes back what they sent to them.
create function private.withdraw_cards() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.shared_cards where learner_id = new.learner_id and manager = new.manager;
  return null;
end $$;
create trigger withdraw_cards after insert on public.manager_objections for each row execute function private.withdraw_cards();

-- A reply was deleted after its session's card was sent: the learner's words leave the card too.
create function private.unquote_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.shared_cards set levels = (select jsonb_agg(l - 'quotes') from jsonb_array_elements(levels) l)
   where session_id = new.id and levels @? '$[*].quotes[*]';
  return null;
end $$;
create trigger unquote_card after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function private.unquote_card();

-- A card is gone, or its quotes are: where a digest was made with it, the manager's message is to be shown again as it is now.
create function private.show_digest_again() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.inbox (workspace_id, event_id, kind, actor, about)
  select old.workspace_id, 'digest-again:' || gen_random_uuid(), 'digest-again', old.manager, jsonb_build_object('week', old.week)
    from public.workspaces w where w.id = old.workspace_id and w.uninstalled_at is null
  on conflict do nothing;
  return null;
end $$;
create trigger show_digest_again after delete or update of levels on public.shared_cards
  for each row when (old.week is not null) execute function private.show_digest_again();
