-- What stands in Slack: that it is shown, and what is taken back from there, drawn anew, or said once more.

-- Whom the coach plays may be a name: once the answer is shown, it is kept with the round's text alone, and goes with that.
create function private.forget_partner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.about := new.about - 'as' - 'mood';
  return new;
end $$;
create trigger forget_partner before update of state on public.inbox
  for each row when (new.about ? 'as' and new.state in ('sent', 'settled')) execute function private.forget_partner();

-- Slack shows it, as p_post, in the thread p_thread: the work is ended, and what it was about is noted where others look for it.
-- What shows words that were deleted meanwhile is taken back, and made again; a card that says more
-- by now is drawn anew. Returns what the same worker goes on with at once,
-- leased: the next replies of the session.
-- Raises PT409 where the lease is lost.
create function public.mark_sent(p_id bigint, p_token uuid, p_post text, p_thread text, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session uuid;
  v_one     jsonb;
begin
  select * into v_row from public.inbox where id = p_id;
  v_session := v_row.session_id;
  if v_row.kind = 'lead' then
    perform private.lock_actor(v_row.workspace_id, v_row.actor);
    select s.id into v_session from public.sessions s join public.learners l on l.id = s.learner_id
     where l.workspace_id = v_row.workspace_id and l.slack_user_id = v_row.actor and s.closed_at is null
       for no key update of s;
  end if;
  v_row := private.held_row(p_id, p_token);
  perform private.forget_withheld(v_row);
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
    perform private.adopt_leads(v_row.workspace_id, v_row.actor, v_session);
  elsif v_row.kind = 'opening' then
    perform private.add_thread(v_row.session_id, p_thread, true);
    update public.learners set dm_channel = split_part(p_thread, ':', 1)
     where workspace_id = v_row.workspace_id and slack_user_id = v_row.actor and p_thread like 'D%';
  elsif v_row.kind = 'reply' then
    perform private.add_thread(v_row.session_id, p_thread, false);
    update public.coaching_sessions
       set answer_channel = split_part(p_post, ':', 1), answer_ts = split_part(p_post, ':', 2)
     where id = v_row.round_id;
    if exists (select from public.coaching_sessions where id = v_row.round_id and learner_message = '') then
      perform private.add_erasure(v_row.round_id); -- the reply was deleted while its answer was on its way
    else
      insert into public.inbox (workspace_id, event_id, kind, actor, session_id, round_id)
      values (v_row.workspace_id, 'score:' || v_row.round_id, 'score', v_row.actor, v_row.session_id, v_row.round_id)
      on conflict do nothing;
    end if;
  elsif v_row.kind = 'so-far' and v_row.about ? 'stale' then
    perform private.add_post_erasure(v_row.session_id, p_post);
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
    values (v_row.workspace_id, 'again:' || p_id, 'so-far', v_row.actor, v_row.session_id, v_row.channel, v_row.thread_ts)
    on conflict do nothing;
    return '[]';
  elsif v_row.kind in ('so-far', 'scorecard') then
    update public.sessions set quoted_in = quoted_in || jsonb_build_object('kind', v_row.kind, 'post', p_post)
     where id = v_row.session_id and not v_row.about ? 'redacts';
    if v_row.about ? 'stale' then
      if v_row.about ->> 'stale' = 'redraw' then
        perform private.add_redraw(v_row.session_id, p_post, 'redraw:' || p_id);
      else
        perform private.add_redaction(v_row.session_id, p_post, 'redact:' || p_id);
      end if;
    end if;
    return '[]';
  else
    return '[]';
  end if;
  v_one := private.lease_lane(v_session, p_worker, p_lease_seconds);
  return case when v_one is null then '[]'::jsonb else jsonb_build_array(v_one) end;
end $$;

-- A note to send: a short message by the bot that is not the coach's. The same event makes it once.
create function private.add_note(p_workspace text, p_event_id text, p_actor text, p_session uuid, p_channel text, p_thread_ts text,
                                 p_ts text, p_about jsonb) returns bigint
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, about)
  values (p_workspace, p_event_id, 'note', p_actor, p_session, p_channel, p_thread_ts, p_ts, p_about)
  on conflict do nothing returning id
$$;

-- An answer is to be taken back from where it is shown.
create function private.add_erasure(p_round uuid) returns void
language sql security definer set search_path = '' as $$
  select private.add_post_erasure(r.session_id::uuid, private.thread_key(r.answer_channel, r.answer_ts))
    from public.coaching_sessions r where r.id = p_round and r.answer_ts is not null
$$;

-- A post is to be taken back from where it is shown. Where the app was removed nothing can be.
create function private.add_post_erasure(p_session uuid, p_post text) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, about)
  select s.workspace_id, 'erase:' || p_post, 'erase', l.slack_user_id, s.id, split_part(p_post, ':', 1), jsonb_build_object('post', p_post)
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.workspaces w on w.id = s.workspace_id
   where s.id = p_session and w.uninstalled_at is null
  on conflict do nothing
$$;

-- A post of this work stands where it must not, and Slack did not let it be taken away yet. Where the app was removed nothing can be.
-- Raises PT409 where the lease is lost.
create function public.erase_left(p_id bigint, p_token uuid, p_post text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, about)
  select v_row.workspace_id, 'erase:' || p_post, 'erase', v_row.actor, v_row.session_id, split_part(p_post, ':', 1),
         jsonb_build_object('post', p_post)
    from public.workspaces w where w.id = v_row.workspace_id and w.uninstalled_at is null
  on conflict do nothing;
end $$;

-- A scorecard that is shown is to be shown again as it is kept now: in the same post, without a word to anybody.
create function private.add_redaction(p_session uuid, p_post text, p_event_id text) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, state, actor, session_id, channel, thread_ts, about)
  select s.workspace_id, p_event_id, 'scorecard', 'answered', l.slack_user_id, s.id, s.channel, s.thread_ts,
         jsonb_build_object('redacts', p_post)
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.workspaces w on w.id = s.workspace_id
   where s.id = p_session and w.uninstalled_at is null
  on conflict do nothing
$$;

-- A scorecard that is shown says more now, and is to be shown so: in the same post, without a word to anybody.
create function private.add_redraw(p_session uuid, p_post text, p_event_id text) returns void
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
create function private.show_card_again(p_session uuid, p_event_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.add_redraw(p_session, q ->> 'post', p_event_id || ':' || (q ->> 'post'))
    from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'scorecard';
  update public.inbox set about = '{"stale": "redraw"}' || about -- what must leave it weighs more
   where session_id = p_session and kind = 'scorecard' and state in ('answered', 'stuck') and not about ? 'redacts'
     and (lease_token is not null or look);
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
