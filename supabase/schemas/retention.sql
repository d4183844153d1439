-- Nothing is kept for ever: each sort of data has a time, after which it is blanked or deleted by kept work; and what belongs to somebody
-- who left, or to a workspace that removed the app, goes after a while. Each run leaves a receipt of counts.

-- That something was deleted, when, and how much of it. It names nobody, and it outlives its workspace.
create table public.receipts (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null,
  kind         text not null check (kind in ('erased', 'deactivated', 'uninstalled', 'retention')),
  counts       jsonb not null,
  at           timestamptz not null
);
create index receipts_by_workspace on public.receipts (workspace_id, at);

-- Puts to work what time asks for: once a day what is old in each workspace, and p_purge_days after they left everything about a person, or
-- all of a workspace that removed the app. Safe to repeat, and from several instances. Returns how much became due.
create function public.plan_upkeep(p_now timestamptz, p_purge_days int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_before timestamptz := p_now - make_interval(days => p_purge_days);
  v_done   int;
  v_due    int := 0;
begin
  insert into public.inbox (workspace_id, event_id, kind, actor)
  select w.id, 'retention:' || (p_now at time zone 'UTC')::date, 'retention', '' from public.workspaces w
   where not exists (select from public.inbox i
                      where i.workspace_id = w.id and i.event_id = 'retention:' || (p_now at time zone 'UTC')::date)
  on conflict do nothing;
  get diagnostics v_done = row_count;
  v_due := v_due + v_done;
  insert into public.inbox (workspace_id, event_id, kind, actor)
  select l.workspace_id, 'purge:' || l.id || ':' || extract(epoch from l.deactivated_at), 'purge', l.slack_user_id
    from public.learners l where l.deactivated_at < v_before
  on conflict do nothing;
  get diagnostics v_done = row_count;
  v_due := v_due + v_done;
  insert into public.inbox (workspace_id, event_id, kind, actor)
  select w.id, 'purge:' || extract(epoch from w.uninstalled_at), 'purge', '' from public.workspaces w where w.uninstalled_at < v_before
  on conflict do nothing;
  get diagnostics v_done = row_count;
  return v_due + v_done;
end $$;

-- Blanks or deletes a batch of what is older than p_days says, {text, notes, scores, digests, inbox, accesses, receipts}, in one workspace: at
-- most p_limit rows of each sort. With the text go better wordings and what was written about a score. Returns how many of each, so that the
-- caller goes on until nothing is left. What was told of a team is blanked too, but for who it was about: that keeps later weeks from
-- singling somebody out.
create function public.retain_some(p_workspace text, p_now timestamptz, p_days jsonb, p_limit int) returns jsonb
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
         marks = (select coalesce(jsonb_agg(private.without_words(m.mark) order by m.place), '[]')
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

-- A run is done: what it blanked and deleted, in counts. The work is ended with it, so that a run has one receipt.
-- Raises PT409 where the lease is lost.
create function public.end_retention(p_id bigint, p_token uuid, p_counts jsonb, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  insert into public.receipts (workspace_id, kind, counts, at) values (v_row.workspace_id, 'retention', p_counts, p_now);
  update public.inbox set state = 'settled', because = 'done', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where id = p_id;
end $$;

-- Deletes a part of a workspace that removed the app before p_before, for the worker that holds the work: {outcome: 'more'}; the last part
-- with a receipt: 'done'. One where it is there again is left alone: 'here'.
-- Raises PT409 where the lease is lost.
create function public.purge_some(p_id bigint, p_token uuid, p_before timestamptz, p_limit int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row       public.inbox%rowtype;
  v_workspace text;
  v_table     text;
  v_done      int;
begin
  v_row := private.held_row(p_id, p_token);
  v_workspace := v_row.workspace_id;
  perform 1 from public.workspaces where id = v_workspace and uninstalled_at < p_before for update;
  if not found then
    return jsonb_build_object('outcome', 'here');
  end if;
  if not v_row.about ? 'counts' then
    v_row.about := v_row.about || jsonb_build_object('counts', jsonb_build_object(
      'people', (select count(*) from public.learners where workspace_id = v_workspace),
      'sessions', (select count(*) from public.sessions where workspace_id = v_workspace),
      'rounds', (select count(*) from public.coaching_sessions where workspace_id = v_workspace),
      'scorecards', (select count(*) from public.scorecards where workspace_id = v_workspace),
      'waiting', (select count(*) from public.inbox where workspace_id = v_workspace),
      'weeks', (select count(*) from public.team_weeks where workspace_id = v_workspace)));
    update public.inbox set about = v_row.about where id = p_id;
  end if;

  -- the long tables in parts, each row with all that hangs on it
  delete from public.inbox where id in (select i.id from public.inbox i where i.workspace_id = v_workspace and i.id <> p_id limit p_limit);
  get diagnostics v_done = row_count;
  if v_done = p_limit then
    return jsonb_build_object('outcome', 'more');
  end if;
  foreach v_table in array array['coaching_sessions', 'sessions']
  loop
    execute format('delete from public.%I where id in (select t.id from public.%I t where t.workspace_id = $1 limit $2)', v_table, v_table)
      using v_workspace, p_limit;
    get diagnostics v_done = row_count;
    if v_done = p_limit then
      return jsonb_build_object('outcome', 'more');
    end if;
  end loop;
  -- whatever else of ours names the workspace
  for v_table in
    select c.table_name from information_schema.columns c
     where c.table_schema = 'public' and c.column_name = 'workspace_id' and c.table_name = any (private.our_tables())
       and c.table_name not in ('receipts', 'inbox', 'learners')
     order by 1
  loop
    execute format('delete from public.%I where workspace_id = $1', v_table) using v_workspace;
  end loop;
  delete from public.learners where id in (select l.id from public.learners l where l.workspace_id = v_workspace limit p_limit);
  get diagnostics v_done = row_count;
  if v_done = p_limit then
    return jsonb_build_object('outcome', 'more');
  end if;
  insert into public.receipts (workspace_id, kind, counts, at) values (v_workspace, 'uninstalled', v_row.about -> 'counts', clock_timestamp());
  delete from public.inbox where workspace_id = v_workspace;
  delete from public.workspaces where id = v_workspace;
  return jsonb_build_object('outcome', 'done');
end $$;
