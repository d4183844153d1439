-- What scores add to a person's data is exported, blanked and outdated with the rest of it: how they see themselves, better wordings of their
-- sentences, and what they wrote about a score. It hangs on their sessions, and is erased with them.

-- A dispute is read by the judge too: noted for the learner as every other reading.
drop trigger note_reading on public.inbox;
create trigger note_reading after update of lease_token on public.inbox
  for each row when (new.lease_token is not null and new.lease_token is distinct from old.lease_token and new.state = 'queued'
                     and new.kind in ('reply', 'score', 'so-far', 'scorecard', 'dispute'))
  execute function public.note_reading();

-- What a run of retention looks for.
create index disputes_with_reason on public.disputes (workspace_id, created_at) where reason <> '';

-- As before, with what a person disputed.
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

-- As before, and what was written about a score, and better wordings, go with the other text.
create or replace function public.retain_some(p_workspace text, p_now timestamptz, p_days jsonb, p_limit int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_text     timestamptz := p_now - make_interval(days => (p_days ->> 'text')::int);
  v_notes    timestamptz := p_now - make_interval(days => (p_days ->> 'notes')::int);
  v_scores   timestamptz := p_now - make_interval(days => (p_days ->> 'scores')::int);
  v_digests  timestamptz := p_now - make_interval(days => (p_days ->> 'digests')::int);
  v_inbox    timestamptz := p_now - make_interval(days => (p_days ->> 'inbox')::int);
  v_accesses timestamptz := p_now - make_interval(days => (p_days ->> 'accesses')::int);
  v_receipts timestamptz := p_now - make_interval(days => (p_days ->> 'receipts')::int);
  v_gone     uuid[];
  v_done     int;
  v_counts   jsonb := '{"text": 0, "notes": 0, "scores": 0, "digests": 0, "inbox": 0, "accesses": 0, "receipts": 0}';
begin
  -- sessions first, as everywhere, so that a round that is being answered just now is waited for, or left to the next batch
  perform 1 from public.sessions s
    where s.id in (select r.session_id::uuid from public.coaching_sessions r
                    where r.workspace_id = p_workspace and r.created_at < v_text and (r.learner_message <> '' or r.coach_response <> '')
                    order by r.created_at limit p_limit)
    order by s.id for no key update;
  update public.coaching_sessions set learner_message = '', coach_response = '', feedback = null, marks = null
   where id in (select r.id from public.coaching_sessions r
                 where r.workspace_id = p_workspace and r.created_at < v_text and (r.learner_message <> '' or r.coach_response <> '')
                 order by r.created_at limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb(v_done));

  update public.scorecards c
     set blanked_at = p_now, closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb),
         marks = (select coalesce(jsonb_agg(m.mark - 'betterWording' || '{"quotes": [], "observation": "", "nextStep": ""}'::jsonb order by m.place), '[]')
                    from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.id in (select k.id from public.scorecards k
                   where k.workspace_id = p_workspace and k.blanked_at is null and k.created_at < v_text order by k.created_at limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb((v_counts ->> 'text')::int + v_done));

  update public.shared_cards set says = '', levels = (select coalesce(jsonb_agg(l - 'quotes'), '[]') from jsonb_array_elements(levels) l)
   where session_id in (select c.session_id from public.shared_cards c
                         where c.workspace_id = p_workspace and (c.says <> '' or c.levels @? '$[*].quotes') and c.shared_at < v_text limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb((v_counts ->> 'text')::int + v_done));

  update public.inbox set body = ''
   where id in (select i.id from public.inbox i
                 where i.workspace_id = p_workspace and i.body <> '' and i.created_at < v_text
                   and (i.lease_until is null or i.lease_until < now()) limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb((v_counts ->> 'text')::int + v_done));

  update public.disputes set reason = ''
   where id in (select d.id from public.disputes d
                 where d.workspace_id = p_workspace and d.reason <> '' and d.created_at < v_text limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb((v_counts ->> 'text')::int + v_done));

  update public.sessions set summary = null
   where id in (select s.id from public.sessions s
                 where s.workspace_id = p_workspace and s.closed_at < v_notes and s.summary is not null limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{notes}', to_jsonb(v_done));

  -- with its scores a session goes as a whole
  select coalesce(array_agg(old.id), '{}') into v_gone
    from (select s.id from public.sessions s
           where s.workspace_id = p_workspace and s.closed_at < v_scores order by s.closed_at limit p_limit for update skip locked) old;
  delete from public.coaching_sessions where session_id = any (v_gone::text[]);
  delete from public.sessions where id = any (v_gone);
  delete from public.suggestions where id in (select g.id from public.suggestions g
                                               where g.workspace_id = p_workspace and g.made_at < v_scores limit p_limit);
  delete from public.dimension_levels d
   where (d.session_id, d.dimension) in (select o.session_id, o.dimension from public.dimension_levels o
                                          where o.workspace_id = p_workspace and o.at < v_scores order by o.at limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{scores}', to_jsonb(cardinality(v_gone) + v_done));

  update public.digest_cells c
     set says = '{}', hidden = case when w.state = 'told' and c.hidden is null then 'expired' else c.hidden end,
         contributors = case when w.state = 'told' then c.contributors else '{}' end
    from public.team_weeks w
   where w.id = c.team_week
     and (c.team_week, c.kind, c.subject) in (
       select o.team_week, o.kind, o.subject from public.digest_cells o join public.team_weeks t on t.id = o.team_week
        where t.workspace_id = p_workspace and t.week < v_digests::date and t.state <> 'open' and o.says <> '{}' limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{digests}', to_jsonb(v_done));
  delete from public.digests
   where (workspace_id, manager, week) in (select d.workspace_id, d.manager, d.week from public.digests d
                                            where d.workspace_id = p_workspace and d.week < v_digests::date limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{digests}', to_jsonb((v_counts ->> 'digests')::int + v_done));

  delete from public.inbox
   where id in (select i.id from public.inbox i where i.workspace_id = p_workspace and i.ended_at < v_inbox order by i.ended_at limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{inbox}', to_jsonb(v_done));
  delete from public.usage_today u
   where (u.workspace_id, u.actor) in (select o.workspace_id, o.actor from public.usage_today o
                                        where o.workspace_id = p_workspace and o.day < v_inbox::date limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{inbox}', to_jsonb((v_counts ->> 'inbox')::int + v_done));

  delete from public.accesses a
   where (a.learner_id, a.what, a.subject, a.reader) in (
     select o.learner_id, o.what, o.subject, o.reader from public.accesses o join public.learners l on l.id = o.learner_id
      where l.workspace_id = p_workspace and o.last_at < v_accesses limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{accesses}', to_jsonb(v_done));

  delete from public.receipts
   where id in (select r.id from public.receipts r where r.workspace_id = p_workspace and r.at < v_receipts limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{receipts}', to_jsonb(v_done));
  delete from public.erased_people where forget_at < p_now;
  return v_counts;
end $$;

-- As before, and better wordings and reasons go too.
create or replace function public.blank_session(p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.coaching_sessions
     set learner_message = '', coach_response = '', feedback = null, marks = null
   where session_id = p_session::text;
  update public.sessions set summary = null, erasures = erasures + 1 where id = p_session;
  update public.scorecards c
     set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb),
         marks = (select coalesce(jsonb_agg(m.mark - 'betterWording' || '{"quotes": [], "observation": "", "nextStep": ""}'::jsonb order by m.place), '[]')
                    from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = p_session;
  update public.disputes set reason = '' where session_id = p_session and reason <> '';
  update public.inbox set body = '' where session_id = p_session and body <> '';
  update public.inbox set state = 'settled', because = 'off the record', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where session_id = p_session and kind in ('reply', 'score', 'so-far', 'dispute') and state in ('queued', 'paused', 'answered', 'stuck');
end $$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['gather_person', 'retain_some', 'blank_session'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
