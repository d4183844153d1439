-- The language that a person chose; null is Slack's own.

alter table public.learners add column language text check (language ~ '^[a-z]{2,3}$');

-- How somebody is spoken to: {language, locale, timeZone}, each null where it is not known; null for somebody of whom nothing is kept.
create function public.my_language(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('language', l.language, 'locale', l.locale, 'timeZone', l.time_zone)
    from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor
$$;

-- As before, with the language: {showsStreak, language}.
create or replace function public.my_settings(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce((select jsonb_build_object('showsStreak', l.shows_streak, 'language', l.language)
                     from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor),
                  jsonb_build_object('showsStreak', false, 'language', null))
$$;

drop function public.set_settings(text, text, text, boolean);
create function public.set_settings(p_workspace text, p_actor text, p_name text, p_shows_streak boolean, p_language text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.learners (workspace_id, slack_user_id, name, shows_streak, language)
  values (p_workspace, p_actor, p_name, p_shows_streak, p_language)
  on conflict (workspace_id, slack_user_id) do update set shows_streak = excluded.shows_streak, language = excluded.language;
end $$;

revoke execute on function public.my_language(text, text) from public, anon, authenticated;
revoke execute on function public.my_settings(text, text) from public, anon, authenticated;
revoke execute on function public.set_settings(text, text, text, boolean, text) from public, anon, authenticated;
grant execute on function public.my_language(text, text) to service_role;
grant execute on function public.my_settings(text, text) to service_role;
grant execute on function public.set_settings(text, text, text, boolean, text) to service_role;
