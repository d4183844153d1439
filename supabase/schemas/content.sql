-- What coaching goes by: domains, personas, rubrics and prompts. The coaches that come with a release are in supabase/seed.sql, made from
-- supabase/content/; what is published later is a new version, and running sessions keep theirs.

-- As given, column by column.
create table public.coaching_domains (
  id              text primary key,
  name            text not null,
  category        text not null,         -- 'workflow_coaching' | 'decision_support' | 'skill_development' | 'onboarding'
  difficulty      text default 'medium', -- 'beginner' | 'intermediate' | 'advanced' | 'expert'
  description     text,
  scenario        text,
  default_opening text,
  knowledge_tags  text[],
  is_active       boolean default true,
  created_at      timestamptz default now()
);

-- As given, column by column. system_prompt determines the coaching style.
create table public.coaching_personas (
  domain_id            text primary key references public.coaching_domains (id),
  system_prompt        text not null,
  coaching_style       text,
  evaluation_criteria  jsonb,
  interaction_patterns jsonb,
  forbidden_topics     text[],
  success_conditions   text,
  created_at           timestamptz default now()
);

-- What a domain has beyond the given columns.
create table public.domain_details (
  domain_id    text primary key references public.coaching_domains (id),
  place        int not null default 100,       -- in lists: lowest first, then by name
  for_managers boolean not null default false, -- opens from a manager's digest
  rehearsal    jsonb,                          -- {partner, asks, stake, in: {de: ...}}: whom the coach plays where the talk names nobody
  help         jsonb                           -- {bring, terms: [{term, says}]}
);

-- A persona and a rubric are fixed for a session by their versions. A version is never changed: a better wording is a new row.
create table public.persona_versions (
  domain_id  text not null,
  version    int not null,
  persona    jsonb not null, -- every column of coaching_personas that the coach uses, with the rehearsal and the help
  created_at timestamptz not null default now(),
  primary key (domain_id, version)
);

create table public.rubric_versions (
  domain_id    text not null,
  version      int not null,
  dimensions   jsonb not null, -- a list: id, label, question, anchors, cues, probes, ...
  not_evidence jsonb not null default '[]',
  created_at   timestamptz not null default now(),
  primary key (domain_id, version)
);

-- What a release's prompts say, so that a session is coached and judged to its end by the words it began with.
create table public.prompt_versions (
  version    int primary key,
  texts      jsonb not null, -- {houseRules, example, judge, closing}
  created_at timestamptz not null default now()
);

-- A domain in our words.
create function private.domain_json(d public.coaching_domains) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', d.id, 'name', d.name, 'category', d.category, 'difficulty', coalesce(d.difficulty, 'medium'),
    'description', coalesce(d.description, ''), 'scenario', coalesce(d.scenario, ''), 'opening', coalesce(d.default_opening, ''),
    'knowledgeTags', coalesce(to_jsonb(d.knowledge_tags), '[]'), 'isActive', coalesce(d.is_active, true),
    'forManagers', exists (select from public.domain_details x where x.domain_id = d.id and x.for_managers))
$$;

-- The active domains, in the order of their places, and of their names where that is the same.
create function public.domains() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.domain_json(d) order by coalesce(x.place, 100), d.name), '[]')
    from public.coaching_domains d left join public.domain_details x on x.domain_id = d.id
   where d.is_active is not false
$$;

-- Everything that coaching in a domain needs and that stays the same for a session. Raises PT404 where the domain, the persona or the rubric
-- is not there.
create function public.coach(p_domain text, p_persona_version int, p_rubric_version int) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_coach jsonb;
begin
  select jsonb_build_object('domain', private.domain_json(d), 'persona', p.persona, 'personaVersion', p.version,
                            'rubric', jsonb_build_object('version', r.version, 'dimensions', r.dimensions, 'notEvidence', r.not_evidence))
    into v_coach
    from public.coaching_domains d
    join public.persona_versions p on p.domain_id = d.id and p.version = p_persona_version
    join public.rubric_versions r on r.domain_id = d.id and r.version = p_rubric_version
   where d.id = p_domain;
  if v_coach is null then
    raise exception 'no coach for %, persona %, rubric %', p_domain, p_persona_version, p_rubric_version
      using errcode = 'PT404', hint = 'the domain needs a persona and a rubric';
  end if;
  return v_coach;
end $$;

-- A domain's persona as it stands now, with the rehearsal and the help where it has them.
create function private.persona_json(p public.coaching_personas) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
           'systemPrompt', p.system_prompt, 'coachingStyle', p.coaching_style,
           'dimensions', coalesce(p.evaluation_criteria -> 'dimensions', '[]'),
           'interactionPatterns', coalesce(p.interaction_patterns, '[]'),
           'forbiddenTopics', coalesce(to_jsonb(p.forbidden_topics), '[]'), 'successConditions', p.success_conditions)
         || coalesce((select case when x.rehearsal is null then '{}' else jsonb_build_object('rehearsal', x.rehearsal) end
                             || case when x.help is null then '{}' else jsonb_build_object('help', x.help) end
                        from public.domain_details x where x.domain_id = p.domain_id), '{}')
$$;

-- The version of a domain's persona as it stands now; a persona that was changed gets its next version here.
create function private.current_persona_version(p_domain text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_persona jsonb;
  v_version int;
begin
  perform pg_advisory_xact_lock(hashtextextended('persona:' || p_domain, 0));
  select private.persona_json(p) into strict v_persona from public.coaching_personas p where p.domain_id = p_domain;
  select version into v_version from public.persona_versions
   where domain_id = p_domain and persona = v_persona order by version desc limit 1;
  if v_version is null then
    insert into public.persona_versions (domain_id, version, persona)
    select p_domain, coalesce(max(version), 0) + 1, v_persona from public.persona_versions where domain_id = p_domain
    returning version into v_version;
  end if;
  return v_version;
end $$;

-- What each domain has now: {domain, isActive, rubricVersion, about, rubric: {notEvidence, dimensions}, persona}, in the order of the ids.
create function public.current_content() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'domain', d.id, 'isActive', coalesce(d.is_active, true), 'rubricVersion', r.version,
           'about', jsonb_build_object(
             'name', d.name, 'category', d.category, 'difficulty', coalesce(d.difficulty, 'medium'),
             'description', coalesce(d.description, ''), 'scenario', coalesce(d.scenario, ''), 'opening', coalesce(d.default_opening, ''),
             'knowledgeTags', coalesce(to_jsonb(d.knowledge_tags), '[]'), 'place', coalesce(x.place, 100),
             'forManagers', coalesce(x.for_managers, false)),
           'rubric', jsonb_build_object('notEvidence', r.not_evidence, 'dimensions', r.dimensions),
           'persona', private.persona_json(p)) order by d.id), '[]')
    from public.coaching_domains d
    join public.coaching_personas p on p.domain_id = d.id
    left join public.domain_details x on x.domain_id = d.id
    join lateral (select v.version, v.dimensions, v.not_evidence from public.rubric_versions v
                   where v.domain_id = d.id order by v.version desc limit 1) r on true
$$;

-- Publishes a domain's rubric and persona, and what it is about, any of them null to leave it. What is as it was makes no new version. All
-- three together make a domain that is not there. {rubricVersion, personaVersion}: what the next session begins with. Raises PT404 where the
-- domain is not there and something of it is missing. A domain that was retired stays so.
create function public.publish_content(p_domain text, p_rubric jsonb, p_persona jsonb, p_about jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now public.rubric_versions%rowtype;
begin
  perform pg_advisory_xact_lock(hashtextextended('content:' || p_domain, 0));
  if (p_about is null or p_rubric is null or p_persona is null)
     and not exists (select from public.coaching_personas where domain_id = p_domain) then
    raise exception 'no domain %', p_domain using errcode = 'PT404', hint = 'a new domain needs about, persona and rubric';
  end if;
  if p_about is not null then
    insert into public.coaching_domains as d (id, name, category, difficulty, description, scenario, default_opening, knowledge_tags)
    values (p_domain, p_about ->> 'name', p_about ->> 'category', p_about ->> 'difficulty', p_about ->> 'description', p_about ->> 'scenario',
            p_about ->> 'opening', array(select jsonb_array_elements_text(p_about -> 'knowledgeTags')))
    on conflict (id) do update
       set name = excluded.name, category = excluded.category, difficulty = excluded.difficulty, description = excluded.description,
           scenario = excluded.scenario, default_opening = excluded.default_opening, knowledge_tags = excluded.knowledge_tags;
    insert into public.domain_details as x (domain_id, place, for_managers)
    values (p_domain, (p_about ->> 'place')::int, (p_about ->> 'forManagers')::boolean)
    on conflict (domain_id) do update set place = excluded.place, for_managers = excluded.for_managers;
  end if;
  select * into v_now from public.rubric_versions where domain_id = p_domain order by version desc limit 1;
  if p_rubric is not null and (v_now.dimensions is distinct from p_rubric -> 'dimensions' or v_now.not_evidence is distinct from p_rubric -> 'notEvidence') then
    insert into public.rubric_versions (domain_id, version, dimensions, not_evidence)
    values (p_domain, coalesce(v_now.version, 0) + 1, p_rubric -> 'dimensions', p_rubric -> 'notEvidence')
    returning * into v_now;
  end if;
  if p_persona is not null then
    insert into public.coaching_personas as p
      (domain_id, system_prompt, coaching_style, evaluation_criteria, interaction_patterns, forbidden_topics, success_conditions)
    values (p_domain, p_persona ->> 'systemPrompt', p_persona ->> 'coachingStyle', jsonb_build_object('dimensions', p_persona -> 'dimensions'),
            p_persona -> 'interactionPatterns', array(select jsonb_array_elements_text(p_persona -> 'forbiddenTopics')),
            p_persona ->> 'successConditions')
    on conflict (domain_id) do update
       set system_prompt = excluded.system_prompt, coaching_style = excluded.coaching_style,
           evaluation_criteria = coalesce(p.evaluation_criteria, '{}') || excluded.evaluation_criteria,
           interaction_patterns = excluded.interaction_patterns, forbidden_topics = excluded.forbidden_topics,
           success_conditions = excluded.success_conditions;
    insert into public.domain_details as x (domain_id, rehearsal, help)
    values (p_domain, p_persona -> 'rehearsal', p_persona -> 'help')
    on conflict (domain_id) do update set rehearsal = excluded.rehearsal, help = excluded.help;
  end if;
  return jsonb_build_object('rubricVersion', v_now.version, 'personaVersion', private.current_persona_version(p_domain));
end $$;

-- Retires a domain, or brings it back. A retired one is in no list and begins no session; those under way go on to their end, and what was
-- said and scored stays. {outcome: 'retired' | 'back' | 'as-it-was' | 'unknown-domain', open}: open is how many sessions go on in it.
create function public.retire_domain(p_domain text, p_back boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  update public.coaching_domains set is_active = p_back where id = p_domain and coalesce(is_active, true) <> p_back;
  return jsonb_build_object(
    'outcome', case when found then case when p_back then 'back' else 'retired' end
                    when exists (select from public.coaching_domains where id = p_domain) then 'as-it-was'
                    else 'unknown-domain' end,
    'open', (select count(*) from public.sessions where domain_id = p_domain and closed_at is null));
end $$;

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
