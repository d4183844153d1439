-- Workspaces, and who somebody is in Slack.

create table public.workspaces (
  id             text primary key, -- Slack's team id
  created_at     timestamptz not null default now(),
  uninstalled_at timestamptz,
  installed_at   timestamptz       -- when it came back after the app was removed
);

-- The first five columns are as given.
create table public.learners (
  id             uuid primary key default gen_random_uuid(),
  name           text not null,
  team           text,
  position       text,
  created_at     timestamptz default now(),
  workspace_id   text references public.workspaces (id),
  slack_user_id  text,
  time_zone      text,        -- IANA, such as Europe/Berlin
  locale         text,        -- such as en-US
  dm_channel     text,        -- the bot's direct message with this person
  profile_at     timestamptz, -- when name, zone and locale last came from Slack
  deactivated_at timestamptz, -- Slack says that this person is gone
  looked_at      timestamptz, -- when Slack was last asked whether they are
  shows_streak   boolean not null default false, -- weeks in a row, on their own progress
  language       text check (language ~ '^[a-z]{2,3}$'), -- that they chose; null is Slack's own
  discreet       boolean not null default false -- an answer is a line first: no notification tells what it says
);
create unique index learners_by_slack_user on public.learners (workspace_id, slack_user_id);
-- Whom to ask Slack about next, and who is to be erased.
create index learners_to_look_at on public.learners (coalesce(looked_at, created_at)) where deactivated_at is null;
create index learners_gone on public.learners (deactivated_at) where deactivated_at is not null;

-- Serialises what one person starts and writes. Always taken before the lock of a session.
create function private.lock_actor(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended(p_workspace || ':' || p_actor, 0))
$$;

-- The date in a time zone; in UTC where nobody knows the zone.
create function private.day_in(p_zone text, p_at timestamptz) returns date
language plpgsql stable set search_path = '' as $$
begin
  if p_zone is null or p_zone = 'UTC' then
    return (p_at at time zone 'UTC')::date;
  end if;
  begin
    return (p_at at time zone p_zone)::date;
  exception when invalid_parameter_value then
    return (p_at at time zone 'UTC')::date;
  end;
end $$;

-- A time zone that the database knows; UTC for any other.
create function private.known_zone(p_zone text) returns text
language plpgsql stable set search_path = '' as $$
begin
  perform now() at time zone p_zone;
  return coalesce(p_zone, 'UTC');
exception when others then
  return 'UTC';
end $$;

-- The day that it is where a learner is.
create function private.today_of(p_learner uuid, p_now timestamptz) returns date
language sql stable security definer set search_path = '' as $$
  select (p_now at time zone private.known_zone((select l.time_zone from public.learners l where l.id = p_learner)))::date
$$;

-- Who a person is, as Slack says; whoever asks is there. Whom the company's list of teams has, has the name that stands there: in lists that
-- others see, a name never tells whether its bearer was here.
create function public.know_learner(p_workspace text, p_actor text, p_name text, p_time_zone text, p_locale text) returns void
language sql security definer set search_path = '' as $$
  update public.learners l
     set time_zone = p_time_zone, locale = p_locale, profile_at = now(), deactivated_at = null,
         name = case when exists (select from public.team_members m where m.learner_id = l.id and m.until is null)
                       or exists (select from public.team_managers g where g.workspace_id = p_workspace and g.manager = p_actor and g.until is null)
                     then l.name else p_name end
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and not private.is_erased(p_workspace, p_actor)
$$;

-- Slack says that a person is gone, or there again. Of one who is gone nothing waits any more, and an open session is over.
create function public.note_member(p_workspace text, p_actor text, p_gone boolean, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
begin
  perform private.lock_actor(p_workspace, p_actor);
  update public.learners set deactivated_at = case when p_gone then coalesce(deactivated_at, p_now) end
   where workspace_id = p_workspace and slack_user_id = p_actor returning id into v_learner;
  if v_learner is null or not p_gone then
    return;
  end if;
  update public.sessions set closed_at = p_now, closed_because = 'idle' where learner_id = v_learner and closed_at is null;
  update public.inbox
     set state = 'settled', because = 'left', body = '', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where workspace_id = p_workspace and actor = p_actor and kind not in ('purge', 'take-down')
     and state in ('queued', 'paused', 'waiting', 'answered', 'stuck');
end $$;

-- People of whom Slack was not asked for a day whether they are still there: those who were asked longest ago, each once.
create function public.members_to_look_at(p_now timestamptz, p_most int) returns jsonb
language sql security definer set search_path = '' as $$
  with next as (
    update public.learners l set looked_at = p_now
      from (select o.id from public.learners o join public.workspaces w on w.id = o.workspace_id and w.uninstalled_at is null
             where o.deactivated_at is null and o.slack_user_id is not null and coalesce(o.looked_at, o.created_at) < p_now - interval '1 day'
             order by coalesce(o.looked_at, o.created_at) limit p_most
               for update of o skip locked) due
     where l.id = due.id
    returning l.workspace_id, l.slack_user_id)
  select coalesce(jsonb_agg(jsonb_build_object('workspace', workspace_id, 'actor', slack_user_id)), '[]') from next
$$;
