-- A digest that was put together: the two things to do, and where it stands in Slack, so that it can be shown again as it was sent.

create table public.digests (
  workspace_id text not null references public.workspaces (id),
  manager      text not null,
  week         date not null,
  is_quiet     boolean not null, -- it says only that there is nothing new
  advice       jsonb not null,   -- by team: {first, second}
  post         text,             -- 'channel:ts' once Slack shows it
  made_at      timestamptz not null,
  primary key (workspace_id, manager, week)
);
alter table public.digests enable row level security;
revoke all on public.digests from anon, authenticated, service_role;

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
alter table public.shared_cards enable row level security;
revoke all on public.shared_cards from anon, authenticated, service_role;

-- The cards of a manager's digest. The first look gives each new card its week, so that it is told once; a later look, when one was
-- taken back, gives what is left of it.
create function public.cards_for(p_workspace text, p_actor text, p_week date) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  update public.shared_cards set week = p_week
   where workspace_id = p_workspace and manager = p_actor and week is null
     and not exists (select from public.digests d where d.workspace_id = p_workspace and d.manager = p_actor and d.week = p_week);
  return (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'domainName', c.domain_name, 'levels', c.levels, 'says', c.says)
                                    order by c.shared_at), '[]')
            from public.shared_cards c join public.learners l on l.id = c.learner_id
           where c.workspace_id = p_workspace and c.manager = p_actor and c.week = p_week);
end $$;

-- Keeps what a digest says besides what the database tells. The first to keep it decides: another instance is given what is kept.
-- A quiet one is kept once in p_quiet_days at most: then this answers {outcome: 'skip'}. Else {outcome: 'kept', advice}.
create function public.keep_digest(p_workspace text, p_actor text, p_week date, p_quiet boolean, p_quiet_days int, p_advice jsonb,
                                   p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.digests%rowtype;
begin
  perform pg_advisory_xact_lock(hashtextextended('digest:' || p_workspace || ':' || p_actor, 0));
  select * into v_row from public.digests where workspace_id = p_workspace and manager = p_actor and week = p_week;
  if found then
    return jsonb_build_object('outcome', 'kept', 'advice', v_row.advice);
  end if;
  if p_quiet and exists (select from public.digests d
                          where d.workspace_id = p_workspace and d.manager = p_actor and d.is_quiet
                            and d.made_at > p_now - make_interval(days => p_quiet_days)) then
    return jsonb_build_object('outcome', 'skip');
  end if;
  insert into public.digests (workspace_id, manager, week, is_quiet, advice, made_at) values (p_workspace, p_actor, p_week, p_quiet, p_advice, p_now);
  return jsonb_build_object('outcome', 'kept', 'advice', p_advice);
end $$;

-- A digest as it was sent, less the cards that were taken back since: the latest, or that of p_week. Null where there is none.
create function public.digest_again(p_workspace text, p_actor text, p_week date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select t.told || jsonb_build_object('advice', d.advice, 'isQuiet', d.is_quiet, 'post', d.post, 'cards', (
           select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'domainName', c.domain_name, 'levels', c.levels, 'says', c.says)
                                     order by c.shared_at), '[]')
             from public.shared_cards c join public.learners l on l.id = c.learner_id
            where c.workspace_id = p_workspace and c.manager = p_actor and c.week = d.week))
    from public.last_digest(p_workspace, p_actor, p_week) as t (told)
    join public.digests d on d.workspace_id = p_workspace and d.manager = p_actor and d.week = (t.told ->> 'week')::date
$$;

-- Slack shows it there.
create function public.digest_shown(p_workspace text, p_actor text, p_week date, p_post text) returns void
language sql security definer set search_path = '' as $$
  update public.digests set post = p_post where workspace_id = p_workspace and manager = p_actor and week = p_week
$$;

-- As before, with digests and looks at them in the lane that nobody waits for.
create or replace function public.claim_work(p_worker text, p_limit int, p_unhurried int, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_work    jsonb := '[]';
  v_one     jsonb;
  v_id      bigint;
  v_session uuid;
begin
  update public.inbox i
     set look = true, run_at = greatest(now(), i.lease_until + interval '5 seconds'), lease_token = null, lease_until = null, joined_to = null
    from (select id from public.inbox
           where state in ('queued', 'answered') and lease_until <= now() and public.may_be_posted(kind, state)
           for update skip locked) dead
   where i.id = dead.id;

  for v_id in
    with hurried as (
      select id from public.inbox
       where kind not in ('reply', 'score', 'catch-up', 'digest', 'preview') and state in ('queued', 'answered') and run_at <= now()
         and (lease_until is null or lease_until <= now())
       order by run_at, id limit p_limit
         for update skip locked),
    unhurried as (
      select id from public.inbox
       where kind in ('score', 'catch-up', 'digest', 'preview') and state = 'queued' and run_at <= now() and (lease_until is null or lease_until <= now())
       order by run_at, id limit p_unhurried
         for update skip locked)
    select id from hurried union all select id from unhurried
  loop
    v_work := v_work || public.lease(v_id, p_worker, p_lease_seconds);
  end loop;

  for v_session in
    select s.id from public.sessions s
     where s.thread_ts is not null
       and s.id in (select i.session_id from public.inbox i
                     where i.kind = 'reply' and i.state in ('queued', 'answered') and i.run_at <= now()
                       and (i.lease_until is null or i.lease_until <= now()) and i.joined_to is null
                     order by i.run_at, i.id limit p_limit * 2)
       and not exists (select from public.inbox i
                        where i.session_id = s.id and i.kind = 'reply' and i.state in ('queued', 'answered')
                          and (i.lease_until > now() or (i.state = 'answered' and i.run_at > now())))
     limit p_limit
     for no key update of s skip locked
  loop
    v_one := public.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
    end if;
  end loop;
  return v_work;
end $$;

do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['cards_for', 'digest_again', 'keep_digest', 'digest_shown'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
