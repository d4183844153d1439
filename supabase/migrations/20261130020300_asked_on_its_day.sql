-- How it went is asked on the day that was picked, and never promised for a day that is over.

-- As before; a proposed day that went by before the learner pressed becomes tomorrow.
create or replace function public.keep_memory(p_workspace text, p_actor text, p_session uuid, p_lines jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_learner uuid;
  v_choices public.memory_settings%rowtype;
  v_line    record;
  v_round   uuid;
  v_today   date;
  v_kept    jsonb := '[]';
begin
  perform public.lock_actor(p_workspace, p_actor);
  select s.learner_id into v_learner from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  select * into v_row from public.inbox i
   where i.workspace_id = p_workspace and i.event_id = 'memory:' || p_session and i.kind = 'memory' and i.actor = p_actor and i.about ? 'lines'
     for update;
  if v_learner is null or v_row.id is null or jsonb_array_length(v_row.about -> 'lines') = 0 then
    return jsonb_build_object('outcome', 'gone', 'lines', '[]'::jsonb);
  end if;
  v_choices := public.memory_choices(v_learner);
  v_today := public.today_of(v_learner, p_now);
  if exists (select from jsonb_array_elements(p_lines) l where (l ->> 'dueOn')::date < v_today) then
    return jsonb_build_object('outcome', 'past', 'lines', '[]'::jsonb);
  end if;
  for v_line in
    select p.line ->> 'kind' as kind, (p.line ->> 'round')::int as round,
           left(btrim(regexp_replace(coalesce(e.line, p.line) ->> 'says', '\s+', ' ', 'g')), 200) as says,
           case when (coalesce(e.line, p.line) ->> 'dueOn')::date < v_today then v_today + 1
                else (coalesce(e.line, p.line) ->> 'dueOn')::date end as due_on
      from jsonb_array_elements(v_row.about -> 'lines') with ordinality as p (line, place)
      left join jsonb_array_elements(p_lines) as e (line) on e.line ->> 'kind' = p.line ->> 'kind'
     where p_lines is null or e.line is not null
     order by p.place
  loop
    select r.id into v_round from public.coaching_sessions r
     where r.session_id = p_session::text and r.round_number = v_line.round and r.learner_message <> '' for share;
    continue when v_round is null or v_line.says = '';
    insert into public.memories (workspace_id, learner_id, session_id, round_id, kind, says, due_on, ask_at, created_at)
    values (p_workspace, v_learner, p_session, v_round, v_line.kind, v_line.says,
            case when v_line.kind = 'commitment' then v_line.due_on end,
            case when v_line.kind = 'commitment' then v_line.due_on + make_time(v_choices.from_hour, 0, 0) end, p_now)
    on conflict (session_id, kind) do nothing;
    v_kept := v_kept || jsonb_build_object('kind', v_line.kind, 'says', v_line.says, 'dueOn', case when v_line.kind = 'commitment' then v_line.due_on end);
  end loop;
  delete from public.memories where learner_id = v_learner and id not in
    (select m.id from public.memories m where m.learner_id = v_learner order by m.created_at desc, m.id limit 20);
  update public.inbox set about = about - 'lines' where id = v_row.id;
  return jsonb_build_object('outcome', 'kept', 'lines', v_kept);
end $$;

-- As before; whoever says "not yet" before the day that they picked is asked on that day, no sooner.
create or replace function public.answer_commitment(p_workspace text, p_actor text, p_memory uuid, p_answer text, p_on date, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.memories%rowtype;
  v_today date;
  v_on    date;
begin
  select m.* into v_row from public.memories m join public.learners l on l.id = m.learner_id
   where m.id = p_memory and m.workspace_id = p_workspace and l.slack_user_id = p_actor and m.kind = 'commitment' and m.state = 'open'
     for update of m;
  if not found then
    return jsonb_build_object('outcome', 'gone');
  end if;
  v_today := public.today_of(v_row.learner_id, p_now);
  if p_answer = 'move' and (p_on is null or p_on < v_today) then
    return jsonb_build_object('outcome', 'past');
  end if;
  update public.memory_settings set unanswered = 0 where learner_id = v_row.learner_id;
  if p_answer = 'done' then
    update public.memories set state = 'done', ask_at = null where id = p_memory;
    return jsonb_build_object('outcome', 'done', 'says', v_row.says);
  elsif p_answer = 'let-go' then
    delete from public.memories where id = p_memory;
    return jsonb_build_object('outcome', 'let-go', 'says', v_row.says);
  elsif p_answer not in ('not-yet', 'snooze', 'move') then
    raise exception 'unknown answer %', p_answer using errcode = 'PT400';
  end if;
  v_on := case p_answer when 'not-yet' then case when v_row.due_on > v_today then v_row.due_on else v_today + 3 end when 'snooze' then v_today + 1 else p_on end;
  update public.memories
     set ask_at = v_on + make_time((public.memory_choices(learner_id)).from_hour, 0, 0), due_on = case when p_answer = 'move' then p_on else due_on end
   where id = p_memory;
  return jsonb_build_object('outcome', 'later', 'says', v_row.says, 'asksOn', v_on);
end $$;
