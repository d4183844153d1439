-- A learner sends a scorecard to their manager, and takes it back.

-- What would be sent of a session's scorecard: the domain, level words, and the learner's own words only where they ask for it.
-- {outcome: 'ready' | 'shared' | 'no-manager' | 'off-record' | 'nothing'}. 'nothing' too where the session is somebody else's.
create function public.card_to_share(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_my      jsonb := public.my_manager(p_workspace, p_actor);
  v_session public.sessions%rowtype;
  v_levels  jsonb;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.workspace_id = p_workspace and s.id = p_session and l.slack_user_id = p_actor;
  select jsonb_agg(jsonb_build_object('label', m.mark ->> 'label', 'level', public.level_word((m.mark ->> 'score')::numeric),
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
  end if;
  return jsonb_build_object('outcome', 'ready', 'levels', v_levels,
    'domainName', (select d.name from public.coaching_domains d where d.id = v_session.domain_id),
    'manager', jsonb_build_object('actor', v_my ->> 'manager', 'name', coalesce(
      (select l.name from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = v_my ->> 'manager'), v_my ->> 'manager')));
end $$;

-- Sends it to p_manager, who must be the one that the learner was shown: {outcome: 'changed'} when it is somebody else now. It goes out
-- with that person's next digest. {outcome: 'shared' | 'changed' | 'no-manager' | 'off-record' | 'nothing'}.
create function public.share_card(p_workspace text, p_actor text, p_session uuid, p_manager text, p_quotes boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_card    jsonb;
  v_session public.sessions%rowtype;
begin
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

-- A card is gone, or its quotes are: where a digest was made with it, the manager's message is to be shown again as it is now.
create function public.show_digest_again() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.inbox (workspace_id, event_id, kind, actor, about)
  select old.workspace_id, 'digest-again:' || gen_random_uuid(), 'digest-again', old.manager, jsonb_build_object('week', old.week)
    from public.workspaces w where w.id = old.workspace_id and w.uninstalled_at is null
  on conflict do nothing;
  return null;
end $$;
create trigger show_digest_again after delete or update of levels on public.shared_cards
  for each row when (old.week is not null) execute function public.show_digest_again();

-- A reply was deleted after its session's card was sent: the learner's words leave the card too.
create function public.unquote_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.shared_cards set levels = (select jsonb_agg(l - 'quotes') from jsonb_array_elements(levels) l)
   where session_id = new.id and levels @? '$[*].quotes[*]';
  return null;
end $$;
create trigger unquote_card after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function public.unquote_card();

-- "Take it back". {outcome: 'taken-back' | 'nothing'}.
create function public.take_card_back(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.shared_cards c using public.learners l
   where c.workspace_id = p_workspace and c.session_id = p_session and l.id = c.learner_id and l.slack_user_id = p_actor;
  return jsonb_build_object('outcome', case when found then 'taken-back' else 'nothing' end);
end $$;

-- Whoever says that this is not their manager takes back what they sent to them.
create function public.take_cards_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.shared_cards where learner_id = new.learner_id and manager = new.manager;
  return null;
end $$;
create trigger take_cards_back after insert on public.manager_objections for each row execute function public.take_cards_back();

-- Where a manager's digest stands in Slack, and whether it is still on its way there.
create function public.digest_place(p_workspace text, p_actor text, p_week date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'post', (select d.post from public.digests d where d.workspace_id = p_workspace and d.manager = p_actor and d.week = p_week),
    'isComing', exists (select from public.inbox i
                         where i.workspace_id = p_workspace and i.event_id = 'digest:' || p_actor || ':' || p_week and i.state in ('queued', 'answered')))
$$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['card_to_share', 'share_card', 'show_digest_again', 'unquote_card', 'take_card_back',
       'take_cards_back', 'digest_place'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
