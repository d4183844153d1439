-- Home counts the rounds of an open session as the score so far does: what was only wished, or taken back, is none.

-- As before, with that.
create or replace function public.open_session(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'domainId', s.domain_id, 'domainName', d.name, 'thread', public.thread_key(s.channel, s.thread_ts),
                            'rounds', (select count(*) from public.coaching_sessions r
                                        where r.session_id = s.id::text and r.wish is null and not r.retaken))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.coaching_domains d on d.id = s.domain_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and not s.awaits_consent
$$;
