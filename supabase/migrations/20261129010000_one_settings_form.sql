-- All that a learner can set stands in one form, and is saved as one.

-- What a learner sees and how they are spoken to, what may be remembered of them, and when they may be asked: all of it, or none.
create function public.save_settings(p_workspace text, p_actor text, p_name text, p_shows_streak boolean, p_language text, p_kinds text[],
                                     p_reminds boolean, p_from_hour int, p_until_hour int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform public.lock_actor(p_workspace, p_actor);
  perform public.set_settings(p_workspace, p_actor, p_name, p_shows_streak, p_language);
  perform public.choose_memory(p_workspace, p_actor, p_name, p_kinds, p_reminds, p_from_hour, p_until_hour);
end $$;

revoke execute on function public.save_settings(text, text, text, boolean, text, text[], boolean, int, int) from public, anon, authenticated;
grant execute on function public.save_settings(text, text, text, boolean, text, text[], boolean, int, int) to service_role;
