-- As before, and nothing is put to work where the app was removed since a week was closed.
create or replace function public.plan_digests(p_now timestamptz, p_late_hours int) returns jsonb
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
     cross join lateral (select public.known_zone(l.time_zone) as zone) z
     cross join lateral (select date_trunc('week', (p_now at time zone z.zone) - interval '4 days')::date + 4 as friday) f
     where g.until is null and f.friday::timestamp at time zone z.zone <= p_now -- where that midnight comes twice, the second one counts
       and not exists (select from public.team_weeks w
                        where w.workspace_id = g.workspace_id and w.manager = g.manager and w.team = g.team and w.week >= f.friday + 3)
     order by g.workspace_id, g.manager, g.team
     limit 200 -- a call ends within seconds; the next one goes on
  loop
    -- a manager who travels has a week that is some hours longer or shorter: nothing counts twice or is lost
    v_closed := v_closed + public.close_week(v_row.workspace_id, v_row.manager, v_row.team, v_row.week,
      case when v_row.before > v_row.ends_at - interval '9 days' then v_row.before else v_row.ends_at - interval '7 days' end,
      v_row.ends_at, p_now)::int;
  end loop;

  for v_row in
    select w.id, w.workspace_id, w.week from public.team_weeks w
      join public.workspaces s on s.id = w.workspace_id and s.uninstalled_at is null
     where w.state = 'open' and w.previewed_at is null and w.ends_at + interval '9 hours' <= p_now
     order by w.ends_at limit 200
       for update of w skip locked
  loop
    update public.team_weeks set previewed_at = p_now where id = v_row.id;
    insert into public.inbox (workspace_id, event_id, kind, actor, about)
    select distinct v_row.workspace_id, 'preview:' || v_row.id || ':' || l.slack_user_id, 'preview', l.slack_user_id,
           jsonb_build_object('week', v_row.week)
      from public.digest_cells c, unnest(c.contributors) as part (learner) join public.learners l on l.id = part.learner
     where c.team_week = v_row.id and c.hidden is null
    on conflict do nothing;
    get diagnostics v_count = row_count;
    v_previews := v_previews + v_count;
  end loop;

  for v_row in
    select w.workspace_id, w.manager, w.week, coalesce(bool_or(s.is_off), false) as is_off,
           greatest(max((w.week + coalesce(s.day, 1) - 1 + make_time(coalesce(s.hour, 9), 0, 0)) at time zone public.known_zone(l.time_zone)),
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
