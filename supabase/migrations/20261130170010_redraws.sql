-- A message is drawn anew for one of two reasons: words must leave it, or it says more now. Only for the first may it go altogether. What
-- came of a card or a reminder that its learner answered is kept until it stands in its place.

-- one kind more than there are
do $$
declare
  v_kinds text := (select pg_get_constraintdef(c.oid) from pg_catalog.pg_constraint c
                    where c.conrelid = 'public.inbox'::regclass and c.conname = 'inbox_kind_check');
begin
  alter table public.inbox drop constraint inbox_kind_check;
  execute 'alter table public.inbox add constraint inbox_kind_check ' || replace(v_kinds, 'ARRAY[', 'ARRAY[''redraw''::text, ');
end $$;

-- A scorecard that is shown says more now, and is to be shown so: in the same post, without a word to anybody.
create function public.add_redraw(p_session uuid, p_post text, p_event_id text) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, state, actor, session_id, channel, thread_ts, about)
  select s.workspace_id, p_event_id, 'scorecard', 'answered', l.slack_user_id, s.id, s.channel, s.thread_ts,
         jsonb_build_object('redacts', p_post, 'why', 'redraw')
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.workspaces w on w.id = s.workspace_id
   where s.id = p_session and w.uninstalled_at is null
  on conflict do nothing
$$;

-- A scorecard is to be shown anew wherever it is shown, also where it is on its way just now.
create or replace function public.show_card_again(p_session uuid, p_event_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform public.add_redraw(p_session, q ->> 'post', p_event_id || ':' || (q ->> 'post'))
    from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'scorecard';
  update public.inbox set about = '{"stale": "redraw"}' || about -- what must leave it weighs more
   where session_id = p_session and kind = 'scorecard' and state in ('answered', 'stuck') and not about ? 'redacts'
     and (lease_token is not null or look);
end $$;

-- Slack shows it, as p_post, in the thread p_thread: the work is ended, and what it was about is noted where others look for it.
-- What shows words that were deleted meanwhile is taken back, and made again; a card that says more
-- by now is drawn anew. Returns what the same worker goes on with at once,
-- leased: the next replies of the session.
create or replace function public.mark_sent(p_id bigint, p_token uuid, p_post text, p_thread text, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session uuid;
  v_one     jsonb;
begin
  select * into v_row from public.inbox where id = p_id;
  v_session := v_row.session_id;
  if v_row.kind = 'lead' then
    perform public.lock_actor(v_row.workspace_id, v_row.actor);
    select s.id into v_session from public.sessions s join public.learners l on l.id = s.learner_id
     where l.workspace_id = v_row.workspace_id and l.slack_user_id = v_row.actor and s.closed_at is null
       for no key update of s;
  end if;
  v_row := public.held(p_id, p_token);
  update public.inbox
     set state = 'sent', body = '', sent_channel = split_part(p_post, ':', 1), sent_ts = split_part(p_post, ':', 2), ended_at = now(),
         because = null, worker = null, lease_token = null, lease_until = null
   where id = p_id and kind <> 'lead';

  if v_row.kind = 'lead' then -- its words wait for a domain, or belong to the session that was started meanwhile
    update public.inbox
       set state = case when body = '' then 'settled' else 'waiting' end, worker = null, lease_token = null, lease_until = null
     where id = p_id;
    if v_session is null then
      return '[]';
    end if;
    perform public.adopt_leads(v_row.workspace_id, v_row.actor, v_session);
  elsif v_row.kind = 'opening' then
    perform public.add_thread(v_row.session_id, p_thread, true);
    update public.learners set dm_channel = split_part(p_thread, ':', 1)
     where workspace_id = v_row.workspace_id and slack_user_id = v_row.actor and p_thread like 'D%';
  elsif v_row.kind = 'reply' then
    perform public.add_thread(v_row.session_id, p_thread, false);
    update public.coaching_sessions
       set answer_channel = split_part(p_post, ':', 1), answer_ts = split_part(p_post, ':', 2)
     where id = v_row.round_id;
    if exists (select from public.coaching_sessions where id = v_row.round_id and learner_message = '') then
      perform public.add_erasure(v_row.round_id); -- the reply was deleted while its answer was on its way
    else
      insert into public.inbox (workspace_id, event_id, kind, actor, session_id, round_id)
      values (v_row.workspace_id, 'score:' || v_row.round_id, 'score', v_row.actor, v_row.session_id, v_row.round_id)
      on conflict do nothing;
    end if;
  elsif v_row.kind = 'so-far' and v_row.about ? 'stale' then
    perform public.add_post_erasure(v_row.session_id, p_post);
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
    values (v_row.workspace_id, 'again:' || p_id, 'so-far', v_row.actor, v_row.session_id, v_row.channel, v_row.thread_ts)
    on conflict do nothing;
    return '[]';
  elsif v_row.kind in ('so-far', 'scorecard') then
    update public.sessions set quoted_in = quoted_in || jsonb_build_object('kind', v_row.kind, 'post', p_post)
     where id = v_row.session_id and not v_row.about ? 'redacts';
    if v_row.about ? 'stale' then
      if v_row.about ->> 'stale' = 'redraw' then
        perform public.add_redraw(v_row.session_id, p_post, 'redraw:' || p_id);
      else
        perform public.add_redaction(v_row.session_id, p_post, 'redact:' || p_id);
      end if;
    end if;
    return '[]';
  else
    return '[]';
  end if;
  v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
  return case when v_one is null then '[]'::jsonb else jsonb_build_array(v_one) end;
end $$;

-- Slack does not let a scorecard be changed that says more now. Where it is the newest that is shown, this work posts another from now on:
-- true. False where another follows it already.
create function public.post_card_anew(p_id bigint, p_token uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_newest text;
begin
  v_row := public.held(p_id, p_token);
  if not v_row.about ? 'redacts' then
    return true; -- asked before, and the answer was lost
  end if;
  select q.shown ->> 'post' into v_newest
    from public.sessions s, jsonb_array_elements(s.quoted_in) with ordinality as q (shown, place)
   where s.id = v_row.session_id and q.shown ->> 'kind' = 'scorecard'
   order by q.place desc limit 1;
  if v_newest is distinct from v_row.about ->> 'redacts' then
    return false;
  end if;
  update public.inbox set about = about - 'redacts' - 'why' where id = p_id;
  return true;
end $$;

-- What came of a card or a reminder, p_what, is to stand in its place, which is p_post. Of one post the newest counts; that there was nothing
-- left to answer says less than what was answered.
create function public.keep_settled(p_workspace text, p_actor text, p_post text, p_what jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox as i (workspace_id, event_id, kind, actor, channel, about)
  select w.id, 'redraw:' || p_post, 'redraw', p_actor, split_part(p_post, ':', 1), jsonb_build_object('post', p_post, 'what', p_what)
    from public.workspaces w where w.id = p_workspace and w.uninstalled_at is null
  on conflict (workspace_id, event_id) do update
    set about = excluded.about, state = 'queued', run_at = now(), attempts = 0, first_try_at = null, because = null, ended_at = null,
        worker = null, lease_token = null, lease_until = null
  where i.actor = excluded.actor and p_what -> 'answered' ->> 'outcome' is distinct from 'gone'
$$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array[
       'add_redraw', 'show_card_again', 'mark_sent', 'post_card_anew', 'keep_settled'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
