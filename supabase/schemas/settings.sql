-- What a learner sets for themselves: how they are spoken to, what they see, what may be remembered of them, and when they may be asked.

-- What may be remembered of a learner, and when they may be asked. Whoever has no row has chosen nothing: these defaults hold.
create table public.memory_settings (
  learner_id uuid primary key references public.learners (id) on delete cascade,
  kinds      text[] not null default '{goal,situation,commitment}' check (kinds <@ array['goal', 'situation', 'commitment']),
  reminds    boolean not null default true,
  from_hour  int not null default 9 check (from_hour between 0 and 23),
  until_hour int not null default 17 check (until_hour between 1 and 24),
  asked_at   timestamptz[] not null default '{}', -- the last two reminders: more than two a week there are not
  unanswered int not null default 0,              -- how many in a row; three, and none comes any more
  check (until_hour - from_hour >= 2) -- an hour that a change of clocks leaves out is never all of it
);

-- How somebody is spoken to: {language, locale, timeZone}, each null where it is not known; null for somebody of whom nothing is kept.
create function public.my_language(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('language', l.language, 'locale', l.locale, 'timeZone', l.time_zone)
    from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor
$$;

-- What a learner set for themselves: {showsStreak, language, discreet}.
create function public.my_settings(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce((select jsonb_build_object('showsStreak', l.shows_streak, 'language', l.language, 'discreet', l.discreet)
                     from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor),
                  jsonb_build_object('showsStreak', false, 'language', null, 'discreet', false))
$$;

-- What a learner sees and how they are spoken to, what may be remembered of them, and when they may be asked: all of it, or none.
create function public.save_settings(p_workspace text, p_actor text, p_name text, p_shows_streak boolean, p_language text, p_discreet boolean,
                                     p_kinds text[], p_reminds boolean, p_from_hour int, p_until_hour int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_actor(p_workspace, p_actor);
  perform private.set_settings(p_workspace, p_actor, p_name, p_shows_streak, p_language, p_discreet);
  perform private.choose_memory(p_workspace, p_actor, p_name, p_kinds, p_reminds, p_from_hour, p_until_hour);
end $$;

-- What a learner sees, and how they are spoken to.
create function private.set_settings(p_workspace text, p_actor text, p_name text, p_shows_streak boolean, p_language text,
                                     p_discreet boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.learners (workspace_id, slack_user_id, name, shows_streak, language, discreet)
  values (p_workspace, p_actor, p_name, p_shows_streak, p_language, p_discreet)
  on conflict (workspace_id, slack_user_id) do update
    set shows_streak = excluded.shows_streak, language = excluded.language, discreet = excluded.discreet;
end $$;

-- What may be remembered of somebody, and when they may be asked. Saying so begins anew where reminders had stopped by themselves.
create function private.choose_memory(p_workspace text, p_actor text, p_name text, p_kinds text[], p_reminds boolean, p_from_hour int,
                                      p_until_hour int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
begin
  perform private.lock_actor(p_workspace, p_actor);
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.learners (workspace_id, slack_user_id, name) values (p_workspace, p_actor, p_name)
  on conflict (workspace_id, slack_user_id) do nothing;
  select id into strict v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  insert into public.memory_settings (learner_id, kinds, reminds, from_hour, until_hour)
  values (v_learner, p_kinds, p_reminds, p_from_hour, p_until_hour)
  on conflict (learner_id) do update
    set kinds = excluded.kinds, reminds = excluded.reminds, from_hour = excluded.from_hour, until_hour = excluded.until_hour, unanswered = 0;
  update public.memories set ask_at = ask_at::date + make_time(p_from_hour, 0, 0)
   where learner_id = v_learner and ask_at is not null;
end $$;

-- Somebody's choices, whether they made any or not.
create function private.memory_choices(p_learner uuid) returns public.memory_settings
language plpgsql stable security definer set search_path = '' as $$
declare
  v_choices public.memory_settings%rowtype;
begin
  select * into v_choices from public.memory_settings where learner_id = p_learner;
  if not found then
    v_choices := row (p_learner, array['goal', 'situation', 'commitment'], true, 9, 17, array[]::timestamptz[], 0);
  end if;
  return v_choices;
end $$;
