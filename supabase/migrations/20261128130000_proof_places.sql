-- Proof leads to where the learner's words stand: also in a score so far, and also where they were written in the form that starts a
-- session, which its opening repeats.

-- Where the words of a session's rounds stand in Slack, for its learner: [{round, messages: [{post, characters}]}].
create function public.sent_replies(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('round', w.round_number, 'messages', w.mind || w.typed)), '[]')
    from public.sessions s
    join public.learners l on l.id = s.learner_id
   cross join lateral (
     select r.round_number,
            (select coalesce(jsonb_agg(jsonb_build_object('post', public.thread_key(m.message ->> 'channel', m.message ->> 'ts'),
                                                          'characters', m.message -> 'characters') order by m.place), '[]')
               from jsonb_array_elements(r.replies) with ordinality as m (message, place)) as typed,
            (select coalesce(jsonb_agg(jsonb_build_object(
                      'post', public.thread_key(o.sent_channel, o.sent_ts),
                      'characters', char_length(r.learner_message) -
                        (select coalesce(sum((m ->> 'characters')::int + 2), 0) from jsonb_array_elements(r.replies) m))), '[]')
               from public.inbox i
               join public.inbox o on o.workspace_id = i.workspace_id and o.event_id = 'opening:' || s.id and o.sent_ts is not null
              where i.workspace_id = s.workspace_id and i.event_id = 'mind:' || s.id and i.round_id = r.id) as mind
       from public.coaching_sessions r
      where r.session_id = s.id::text) w
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor and w.mind || w.typed <> '[]'
$$;

create or replace function public.card_about(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'ownScore', c.own_score, 'isOpen', public.card_is_open(s.id), 'canDispute', public.can_dispute(s.id), 'marks', c.marks,
           'domainId', s.domain_id, 'personaVersion', s.persona_version, 'rubricVersion', s.rubric_version, 'promptVersion', s.prompt_version,
           'sent', public.sent_replies(p_workspace, p_actor, p_session),
           'disputes', coalesce((select jsonb_agg(jsonb_build_object('dimension', d.dimension, 'reason', d.reason, 'before', d.before_score,
                                                                     'after', d.after_score, 'outcome', d.outcome) order by d.created_at)
                                   from public.disputes d where d.session_id = s.id), '[]'))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.scorecards c on c.session_id = s.id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor
$$;

revoke execute on function public.sent_replies(text, text, uuid) from public, anon, authenticated;
grant execute on function public.sent_replies(text, text, uuid) to service_role;
