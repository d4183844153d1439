-- What a prompt said is a versioned row, so that a session is coached and judged to its end by the words it began with. What was cut
-- because it spoke to the grader is counted. A round whose score did not come about says so.

create table public.prompt_versions (
  version    int primary key,
  texts      jsonb not null, -- {houseRules, example, judge, closing}
  created_at timestamptz not null default now()
);
alter table public.prompt_versions enable row level security;
revoke all on public.prompt_versions from anon, authenticated, service_role;

alter table public.scorecards add column cut int not null default 0; -- sentences that spoke to the grader

-- Keeps the words of a release's prompts. A version that is there stays as it is: {outcome: 'kept' | 'known' | 'other'}, the last where
-- the same version says something else.
create function public.keep_prompts(p_version int, p_texts jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.prompt_versions (version, texts) values (p_version, p_texts) on conflict do nothing;
  if found then
    return jsonb_build_object('outcome', 'kept');
  end if;
  return jsonb_build_object('outcome', case when exists (select from public.prompt_versions where version = p_version and texts = p_texts)
                                            then 'known' else 'other' end);
end $$;

-- The words of a version, or null where no release kept them.
create function public.prompts_of(p_version int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select texts from public.prompt_versions where version = p_version
$$;

-- Counts what was cut from a session before its scorecard was made, for whoever holds that work.
create function public.note_cut(p_id bigint, p_token uuid, p_cut int) returns void
language sql security definer set search_path = '' as $$
  update public.scorecards c set cut = p_cut
    from public.inbox i where i.id = p_id and i.lease_token = p_token and c.session_id = i.session_id
$$;

-- The judge gave none: the round says so until one comes. Nothing is made up.
create function public.note_no_score(p_id bigint, p_token uuid) returns void
language sql security definer set search_path = '' as $$
  update public.coaching_sessions r set feedback = 'Score not available.'
    from public.inbox i where i.id = p_id and i.lease_token = p_token and r.id = i.round_id and r.score is null and r.marks is null
$$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['keep_prompts', 'prompts_of', 'note_cut', 'note_no_score'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
