-- A scorecard shows its proof where it stands, and its scores only once the learner could say how they see themselves.

alter table public.scorecards
  add column own_score int check (own_score between 1 and 10), -- what the learner gave themselves before they saw the scores
  add column opened_at timestamptz;                            -- from then on it shows its scores
update public.scorecards set opened_at = created_at;

-- Notes with a round how long each of its messages is, so that a quote can be led back to its message.
create function public.measure_replies() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.replies := (
    select jsonb_agg(r.message || jsonb_build_object('characters', char_length(i.body)) order by r.place)
      from jsonb_array_elements(new.replies) with ordinality as r (message, place)
      left join public.inbox i on i.workspace_id = new.workspace_id and i.channel = r.message ->> 'channel' and i.ts = r.message ->> 'ts');
  return new;
end $$;
create trigger measure_replies before insert on public.coaching_sessions
  for each row when (new.replies <> '[]') execute function public.measure_replies();

-- A reply was deleted: better wordings of the learner's sentences go too, for they repeat them.
create function public.forget_wordings() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.scorecards c
     set marks = (select jsonb_agg(m.mark - 'betterWording' order by m.place) from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = new.id and c.marks <> '[]';
  return null;
end $$;
create trigger forget_wordings after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function public.forget_wordings();

-- Whether a session's scorecard shows its scores: once its learner looked at it, and at once where there is no moment to ask before, or
-- where its words are gone by then.
create function public.card_is_open(p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select c.opened_at is not null or s.closed_because is distinct from 'learner' or s.off_record or c.overall is null
    from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = p_session
$$;

-- What a session's scorecard is shown with beside its marks, for its learner: {ownScore, isOpen, sent: [{round, messages}]}, or null.
create function public.card_about(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'ownScore', c.own_score, 'isOpen', public.card_is_open(s.id),
           'sent', coalesce((select jsonb_agg(jsonb_build_object('round', r.round_number, 'messages', (
                                      select jsonb_agg(jsonb_build_object('post', public.thread_key(m.message ->> 'channel', m.message ->> 'ts'),
                                                                          'characters', m.message -> 'characters') order by m.place)
                                        from jsonb_array_elements(r.replies) with ordinality as m (message, place))))
                               from public.coaching_sessions r where r.session_id = s.id::text and r.replies <> '[]'), '[]'))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.scorecards c on c.session_id = s.id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor
$$;

-- A scorecard is to be shown anew wherever it is shown, also where it is on its way just now.
create function public.show_card_again(p_session uuid, p_event_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform public.add_redaction(p_session, q ->> 'post', p_event_id || ':' || (q ->> 'post'))
    from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'scorecard';
  update public.inbox set about = about || '{"stale": true}'
   where session_id = p_session and kind = 'scorecard' and state in ('answered', 'stuck') and not about ? 'redacts'
     and (lease_token is not null or look);
end $$;

-- The learner looks at their scorecard, with what they give themselves, or null. Only the first look counts: a rating is kept from
-- before the scores were seen. {outcome: 'opened' | 'open-already' | 'none'}
create function public.open_scorecard(p_workspace text, p_actor text, p_session uuid, p_own int) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.sessions s join public.learners l on l.id = s.learner_id
    where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  if not found or not exists (select from public.scorecards where session_id = p_session) then
    return jsonb_build_object('outcome', 'none');
  end if;
  if public.card_is_open(p_session) then
    return jsonb_build_object('outcome', 'open-already');
  end if;
  update public.scorecards set opened_at = now(), own_score = p_own where session_id = p_session;
  perform public.show_card_again(p_session, 'opened:' || p_session);
  return jsonb_build_object('outcome', 'opened');
end $$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array[
       'measure_replies', 'forget_wordings', 'card_is_open', 'card_about', 'show_card_again', 'open_scorecard'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
