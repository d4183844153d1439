-- "I see it differently": a dimension of a scorecard is judged again, once, with what the learner says was missed. Both scores, the reason
-- and what became of it are kept.

create table public.disputes (
  id             uuid primary key default gen_random_uuid(),
  workspace_id   text not null references public.workspaces (id),
  session_id     uuid not null references public.sessions (id) on delete cascade,
  dimension      text not null,
  rubric_version int not null,
  reason         text not null default '', -- the learner's words; '' once one of their replies is deleted
  before_score   int check (before_score between 1 and 10),
  after_score    int check (after_score between 1 and 10),
  judge_model    text, -- who judged again
  outcome        text not null default 'open' check (outcome in ('open', 'raised', 'lowered', 'unchanged')),
  created_at     timestamptz not null default now(),
  decided_at     timestamptz,
  unique (session_id, dimension)
);
create index disputes_by_workspace on public.disputes (workspace_id);
alter table public.disputes enable row level security;
revoke all on public.disputes from anon, authenticated, service_role;

alter table public.inbox drop constraint inbox_kind_check;
alter table public.inbox add constraint inbox_kind_check check (kind in
  ('reply', 'lead', 'word', 'opening', 'score', 'so-far', 'scorecard', 'idle', 'note', 'erase', 'redact', 'catch-up', 'preview', 'digest',
   'consent', 'suggestion', 'shared', 'digest-again', 'export', 'take-down', 'receipt', 'retention', 'purge', 'dispute'));

-- Whether a worker that died may have posted it: what is made first and posted then cannot be there before it is made.
create or replace function public.may_be_posted(p_kind text, p_state text) returns boolean
language sql immutable set search_path = '' as $$
  select p_kind not in ('score', 'erase', 'catch-up') and (p_kind not in ('reply', 'scorecard', 'dispute') or p_state = 'answered')
$$;

-- A reply was deleted: what the learner wrote about it goes too, for it may quote it.
create function public.forget_reasons() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.disputes set reason = '' where session_id = new.id and reason <> '';
  return null;
end $$;
create trigger forget_reasons after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function public.forget_reasons();

-- Whether a dimension of a scorecard can be judged again: its scores are shown, and the words that it was judged by are still there.
create function public.can_dispute(p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select public.card_is_open(s.id) and not s.off_record and c.blanked_at is null
    from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = p_session
$$;

-- What a session's scorecard is shown with beside its marks, for its learner, or null:
-- {ownScore, isOpen, canDispute, sent: [{round, messages}], marks, domainId, personaVersion, rubricVersion, promptVersion, disputes}
create or replace function public.card_about(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'ownScore', c.own_score, 'isOpen', public.card_is_open(s.id), 'canDispute', public.can_dispute(s.id), 'marks', c.marks,
           'domainId', s.domain_id, 'personaVersion', s.persona_version, 'rubricVersion', s.rubric_version, 'promptVersion', s.prompt_version,
           'sent', coalesce((select jsonb_agg(jsonb_build_object('round', r.round_number, 'messages', (
                                      select jsonb_agg(jsonb_build_object('post', public.thread_key(m.message ->> 'channel', m.message ->> 'ts'),
                                                                          'characters', m.message -> 'characters') order by m.place)
                                        from jsonb_array_elements(r.replies) with ordinality as m (message, place))))
                               from public.coaching_sessions r where r.session_id = s.id::text and r.replies <> '[]'), '[]'),
           'disputes', coalesce((select jsonb_agg(jsonb_build_object('dimension', d.dimension, 'reason', d.reason, 'before', d.before_score,
                                                                     'after', d.after_score, 'outcome', d.outcome) order by d.created_at)
                                   from public.disputes d where d.session_id = s.id), '[]'))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.scorecards c on c.session_id = s.id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor
$$;

-- The learner sees a dimension differently: it is judged again by kept work. Once for each dimension.
-- {outcome: 'taken' | 'taken-already' | 'none'}
create function public.dispute_score(p_workspace text, p_actor text, p_session uuid, p_dimension text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
  v_mark    jsonb;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  select m into v_mark from public.scorecards c, jsonb_array_elements(c.marks) m
   where c.session_id = v_session.id and public.can_dispute(v_session.id) and m ->> 'dimension' = p_dimension;
  if v_mark is null then
    return jsonb_build_object('outcome', 'none');
  end if;
  insert into public.disputes (workspace_id, session_id, dimension, rubric_version, reason, before_score)
  values (p_workspace, p_session, p_dimension, v_session.rubric_version, p_reason, (v_mark ->> 'score')::int)
  on conflict do nothing;
  if not found then
    return jsonb_build_object('outcome', 'taken-already');
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_workspace, 'dispute:' || p_session || ':' || p_dimension, 'dispute', p_actor, p_session, v_session.channel, v_session.thread_ts,
          jsonb_build_object('dimension', p_dimension));
  return jsonb_build_object('outcome', 'taken');
end $$;

-- What is needed to judge a dimension again, for whoever holds that work: {reason, outcome, before, after, marks, rounds}
create function public.dispute_of(p_id bigint, p_token uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('reason', d.reason, 'outcome', d.outcome, 'before', d.before_score, 'after', d.after_score,
                            'marks', c.marks, 'rounds', public.rounds_to_tell(i.session_id, true))
    from public.inbox i
    join public.disputes d on d.session_id = i.session_id and d.dimension = i.about ->> 'dimension'
    join public.scorecards c on c.session_id = i.session_id
   where i.id = p_id and i.lease_token = p_token
$$;

-- Keeps what judging again came to: the mark with its proof, the overall score, both scores of the dimension. The scorecard is shown anew
-- with it, and what a digest reads follows it. {outcome: 'kept' | 'changed'}: the latter when a reply was deleted meanwhile.
create function public.keep_dispute(p_id bigint, p_token uuid, p_erasures int, p_mark jsonb, p_overall int, p_outcome text, p_after int,
                                    p_judge text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row       public.inbox%rowtype;
  v_dimension text;
begin
  v_row := public.held(p_id, p_token);
  v_dimension := v_row.about ->> 'dimension';
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept');
  end if;
  if not public.as_judged(v_row, p_erasures) then
    return jsonb_build_object('outcome', 'changed');
  end if;
  update public.disputes set outcome = p_outcome, after_score = p_after, judge_model = p_judge, decided_at = now()
   where session_id = v_row.session_id and dimension = v_dimension;
  if p_outcome <> 'unchanged' then
    update public.scorecards c
       set overall = p_overall,
           marks = (select jsonb_agg(case when m.mark ->> 'dimension' = v_dimension then p_mark else m.mark end order by m.place)
                      from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
     where c.session_id = v_row.session_id;
    insert into public.dimension_levels (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
    select s.id, v_dimension, p_mark ->> 'label', s.workspace_id, s.learner_id, s.domain_id, s.rubric_version, p_judge, p_after, c.created_at
      from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = v_row.session_id and not s.off_record
    on conflict (session_id, dimension) do update set score = excluded.score, judge = excluded.judge; -- of the week that it was practised in
  end if;
  update public.inbox set state = 'answered', attempts = 0 where id = p_id;
  perform public.show_card_again(v_row.session_id, 'disputed:' || p_id);
  return jsonb_build_object('outcome', 'kept');
end $$;

-- What the learner wrote is not about the score, and nothing for a judge: nothing of it is kept, and the dimension can be disputed still.
create function public.withdraw_dispute(p_id bigint, p_token uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := public.held(p_id, p_token);
  delete from public.disputes where session_id = v_row.session_id and dimension = v_row.about ->> 'dimension' and outcome = 'open';
  delete from public.inbox where id = p_id;
end $$;

-- How often scores were seen differently, by dimension and rubric version, and what became of it: where the rubric or the judge is off.
create function public.dispute_counts() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(counted) order by counted.disputes desc, counted.dimension), '[]')
    from (select s.domain_id as domain, d.dimension, d.rubric_version as "rubricVersion", count(*)::int as disputes,
                 (count(*) filter (where d.outcome = 'raised'))::int as raised,
                 (count(*) filter (where d.outcome = 'lowered'))::int as lowered,
                 (count(*) filter (where d.outcome = 'unchanged'))::int as unchanged
            from public.disputes d join public.sessions s on s.id = d.session_id
           group by 1, 2, 3) counted
$$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array[
       'may_be_posted', 'forget_reasons', 'can_dispute', 'card_about', 'dispute_score', 'dispute_of', 'keep_dispute', 'withdraw_dispute',
       'dispute_counts'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
