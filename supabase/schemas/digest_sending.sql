-- When a digest is sent, what it says besides what the database tells, and where it stands in Slack, so that it can be shown again as it
-- was sent.

create table public.digest_settings (
  workspace_id text not null references public.workspaces (id),
  manager      text not null,
  day          int not null default 1 check (day between 1 and 4), -- Monday to Thursday: learners have the days before to look at it
  hour         int not null default 9 check (hour between 0 and 23),
  is_off       boolean not null default false,
  primary key (workspace_id, manager)
);

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

-- Looks after the weeks: closes each team's week when its Thursday is over in the manager's time zone, puts a look at it to work for each
-- learner who is part of it at nine on Friday, whatever will be told, and the digest at the manager's own day and hour, but not before learners
-- had a day to look. What is later than p_late_hours is dropped. Nothing is put to work where the app was removed. Safe to repeat, and from
-- several instances: each of it happens once. {closed, previews, due, late}.
create function public.plan_digests(p_now timestamptz, p_late_hours int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row      record;
  v_closed   int := 0;
  v_previews int := 0;
  v_due      int := 0;
  v_late     int := 0;
  v_count    int;
begin
  for v_row in
    select g.workspace_id, g.manager, g.team, f.friday + 3 as week, f.friday::timestamp at time zone z.zone as ends_at,
           (select max(w.ends_at) from public.team_weeks w
             where w.workspace_id = g.workspace_id and w.manager = g.manager and w.team = g.team) as before
      from public.team_managers g
      join public.workspaces s on s.id = g.workspace_id and s.uninstalled_at is null
      left join public.learners l on l.workspace_id = g.workspace_id and l.slack_user_id = g.manager
     cross join lateral (select private.known_zone(l.time_zone) as zone) z
     cross join lateral (select date_trunc('week', (p_now at time zone z.zone) - interval '4 days')::date + 4 as friday) f
     where g.until is null and f.friday::timestamp at time zone z.zone <= p_now -- where that midnight comes twice, the second one counts
       and not exists (select from public.team_weeks w
                        where w.workspace_id = g.workspace_id and w.manager = g.manager and w.team = g.team and w.week >= f.friday + 3)
     order by g.workspace_id, g.manager, g.team
     limit 200 -- a call ends within seconds; the next one goes on
  loop
    -- a manager who travels has a week that is some hours longer or shorter: nothing counts twice or is lost
    v_closed := v_closed + private.close_week(v_row.workspace_id, v_row.manager, v_row.team, v_row.week,
      case when v_row.before > v_row.ends_at - interval '9 days' then v_row.before else v_row.ends_at - interval '7 days' end,
      v_row.ends_at, p_now)::int;
  end loop;

  for v_row in
    select w.id, w.workspace_id, w.week, w.manager, coalesce(w.could_have, w.team_size) > w.minimum as is_told_of from public.team_weeks w
      join public.workspaces s on s.id = w.workspace_id and s.uninstalled_at is null
     where w.state = 'open' and w.previewed_at is null and w.ends_at + interval '9 hours' <= p_now
     order by w.ends_at limit 200
       for update of w skip locked
  loop
    update public.team_weeks set previewed_at = p_now where id = v_row.id;
    insert into public.inbox (workspace_id, event_id, kind, actor, about)
    select distinct v_row.workspace_id, 'preview:' || v_row.id || ':' || l.slack_user_id, 'preview', l.slack_user_id,
           jsonb_build_object('week', v_row.week)
      from public.week_parts p join public.learners l on l.id = p.learner_id
     where p.team_week = v_row.id and v_row.is_told_of
       and not exists (select from public.team_week_withdrawals x where x.team_week = p.team_week and x.learner_id = p.learner_id)
       and not exists (select from public.manager_objections o where o.manager = v_row.manager and o.learner_id = p.learner_id)
    on conflict do nothing;
    get diagnostics v_count = row_count;
    v_previews := v_previews + v_count;
  end loop;

  for v_row in
    select w.workspace_id, w.manager, w.week, coalesce(bool_or(s.is_off), false) as is_off,
           greatest(max((w.week + coalesce(s.day, 1) - 1 + make_time(coalesce(s.hour, 9), 0, 0)) at time zone private.known_zone(l.time_zone)),
                    max(w.closed_at) + interval '24 hours') as due_at
      from public.team_weeks w
      join public.workspaces here on here.id = w.workspace_id and here.uninstalled_at is null
      left join public.digest_settings s on s.workspace_id = w.workspace_id and s.manager = w.manager
      left join public.learners l on l.workspace_id = w.workspace_id and l.slack_user_id = w.manager
     where w.state = 'open'
     group by w.workspace_id, w.manager, w.week
  loop
    if v_row.due_at > p_now then
      continue;
    elsif v_row.is_off or v_row.due_at < p_now - make_interval(hours => p_late_hours) then
      update public.team_weeks set state = case when v_row.is_off then 'off' else 'late' end, ended_at = p_now
       where workspace_id = v_row.workspace_id and manager = v_row.manager and week = v_row.week and state = 'open';
      v_late := v_late + (not v_row.is_off)::int;
    else
      insert into public.inbox (workspace_id, event_id, kind, actor, about)
      values (v_row.workspace_id, 'digest:' || v_row.manager || ':' || v_row.week, 'digest', v_row.manager, jsonb_build_object('week', v_row.week))
      on conflict do nothing;
      v_due := v_due + found::int;
    end if;
  end loop;
  return jsonb_build_object('closed', v_closed, 'previews', v_previews, 'due', v_due, 'late', v_late);
end $$;

-- The teams that a person manages today and the settings of their digest. Null where they manage none.
create function public.my_teams(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('teams', jsonb_agg(g.team order by g.team), 'day', coalesce(max(s.day), 1), 'hour', coalesce(max(s.hour), 9),
                            'isOff', coalesce(bool_or(s.is_off), false))
    from public.team_managers g
    left join public.digest_settings s on s.workspace_id = g.workspace_id and s.manager = g.manager
   where g.workspace_id = p_workspace and g.manager = p_actor and g.until is null
  having count(*) > 0
$$;

-- The manager's own settings of their digest.
create function public.set_digest(p_workspace text, p_actor text, p_day int, p_hour int, p_off boolean) returns void
language sql security definer set search_path = '' as $$
  insert into public.digest_settings (workspace_id, manager, day, hour, is_off) values (p_workspace, p_actor, p_day, p_hour, p_off)
  on conflict (workspace_id, manager) do update set day = excluded.day, hour = excluded.hour, is_off = excluded.is_off
$$;

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

-- A digest that is being put together for somebody who is no manager any more, or erased everything meanwhile, is not kept.
create function private.keep_no_stray_digest() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.erased_people e where e.person = private.fingerprint(new.workspace_id, new.manager))
     and (exists (select from public.digest_settings s where s.workspace_id = new.workspace_id and s.manager = new.manager and s.is_off)
          or not exists (select from public.team_managers g where g.workspace_id = new.workspace_id and g.manager = new.manager)) then
    return null;
  end if;
  return new;
end $$;
create trigger keep_no_stray_digest before insert on public.digests
  for each row execute function private.keep_no_stray_digest();

-- Slack shows it there.
create function public.digest_shown(p_workspace text, p_actor text, p_week date, p_post text) returns void
language sql security definer set search_path = '' as $$
  update public.digests set post = p_post where workspace_id = p_workspace and manager = p_actor and week = p_week
$$;

-- Where a manager's digest stands in Slack, and whether it is still on its way there.
create function public.digest_place(p_workspace text, p_actor text, p_week date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'post', (select d.post from public.digests d where d.workspace_id = p_workspace and d.manager = p_actor and d.week = p_week),
    'isComing', exists (select from public.inbox i
                         where i.workspace_id = p_workspace and i.event_id = 'digest:' || p_actor || ':' || p_week and i.state in ('queued', 'answered')))
$$;

-- A digest as it was sent, less the cards that were taken back since: the latest, or that of p_week. Null where there is none.
create function public.sent_digest(p_workspace text, p_actor text, p_week date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select t.told || jsonb_build_object('advice', d.advice, 'isQuiet', d.is_quiet, 'post', d.post, 'cards', (
           select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'domainName', c.domain_name, 'levels', c.levels, 'says', c.says)
                                     order by c.shared_at, l.name, l.slack_user_id, c.domain_name, c.levels::text), '[]')
             from public.shared_cards c join public.learners l on l.id = c.learner_id
            where c.workspace_id = p_workspace and c.manager = p_actor and c.week = d.week))
    from private.last_digest(p_workspace, p_actor, p_week) as t (told)
    join public.digests d on d.workspace_id = p_workspace and d.manager = p_actor and d.week = (t.told ->> 'week')::date
$$;
