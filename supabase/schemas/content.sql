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

-- A persona and a rubric are fixed for a session by their versions. A version is never changed: a better wording is a new row.
create table public.persona_versions (
  domain_id  text not null,
  version    int not null,
  persona    jsonb not null, -- every column of coaching_personas that the coach uses
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
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'id', d.id, 'name', d.name, 'category', d.category, 'difficulty', coalesce(d.difficulty, 'medium'),
    'description', coalesce(d.description, ''), 'scenario', coalesce(d.scenario, ''), 'opening', coalesce(d.default_opening, ''),
    'knowledgeTags', coalesce(to_jsonb(d.knowledge_tags), '[]'), 'isActive', coalesce(d.is_active, true))
$$;

-- The active domains, in the order of their names.
create function public.domains() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(private.domain_json(d) order by d.name), '[]') from public.coaching_domains d where d.is_active is not false
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

-- The version of a domain's persona as it stands now; a persona that was changed gets its next version here.
create function private.current_persona_version(p_domain text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_persona jsonb;
  v_version int;
begin
  perform pg_advisory_xact_lock(hashtextextended('persona:' || p_domain, 0));
  select jsonb_build_object(
           'systemPrompt', p.system_prompt, 'coachingStyle', p.coaching_style,
           'dimensions', coalesce(p.evaluation_criteria -> 'dimensions', '[]'),
           'interactionPatterns', coalesce(p.interaction_patterns, '[]'),
           'forbiddenTopics', coalesce(to_jsonb(p.forbidden_topics), '[]'), 'successConditions', p.success_conditions)
    into strict v_persona
    from public.coaching_personas p where p.domain_id = p_domain;
  select version into v_version from public.persona_versions
   where domain_id = p_domain and persona = v_persona order by version desc limit 1;
  if v_version is null then
    insert into public.persona_versions (domain_id, version, persona)
    select p_domain, coalesce(max(version), 0) + 1, v_persona from public.persona_versions where domain_id = p_domain
    returning version into v_version;
  end if;
  return v_version;
end $$;

-- What each domain has now: {domain, rubricVersion, rubric: {notEvidence, dimensions}, persona}, in the order of the ids.
create function public.current_content() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'domain', d.id, 'rubricVersion', r.version,
           'rubric', jsonb_build_object('notEvidence', r.not_evidence, 'dimensions', r.dimensions),
           'persona', jsonb_build_object(
             'systemPrompt', p.system_prompt, 'coachingStyle', p.coaching_style,
             'dimensions', coalesce(p.evaluation_criteria -> 'dimensions', '[]'),
             'interactionPatterns', coalesce(p.interaction_patterns, '[]'),
             'forbiddenTopics', coalesce(to_jsonb(p.forbidden_topics), '[]'), 'successConditions', p.success_conditions)) order by d.id), '[]')
    from public.coaching_domains d
    join public.coaching_personas p on p.domain_id = d.id
    join lateral (select v.version, v.dimensions, v.not_evidence from public.rubric_versions v
                   where v.domain_id = d.id order by v.version desc limit 1) r on true
$$;

-- Publishes a domain's rubric and persona, either of them null to leave it. What is as it was makes no new version.
-- {rubricVersion, personaVersion}: what the next session begins with. Raises PT404 for a domain that is not there.
create function public.publish_content(p_domain text, p_rubric jsonb, p_persona jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now public.rubric_versions%rowtype;
begin
  perform pg_advisory_xact_lock(hashtextextended('content:' || p_domain, 0));
  perform 1 from public.coaching_personas where domain_id = p_domain;
  if not found then
    raise exception 'no domain %', p_domain using errcode = 'PT404', hint = 'the file names a domain that is not in the database';
  end if;
  select * into v_now from public.rubric_versions where domain_id = p_domain order by version desc limit 1;
  if p_rubric is not null and (v_now.dimensions is distinct from p_rubric -> 'dimensions' or v_now.not_evidence is distinct from p_rubric -> 'notEvidence') then
    insert into public.rubric_versions (domain_id, version, dimensions, not_evidence)
    values (p_domain, coalesce(v_now.version, 0) + 1, p_rubric -> 'dimensions', p_rubric -> 'notEvidence')
    returning * into v_now;
  end if;
  if p_persona is not null then
    update public.coaching_personas
       set system_prompt = p_persona ->> 'systemPrompt', coaching_style = p_persona ->> 'coachingStyle',
           evaluation_criteria = coalesce(evaluation_criteria, '{}') || jsonb_build_object('dimensions', p_persona -> 'dimensions'),
           interaction_patterns = p_persona -> 'interactionPatterns',
           forbidden_topics = array(select jsonb_array_elements_text(p_persona -> 'forbiddenTopics')),
           success_conditions = p_persona ->> 'successConditions'
     where domain_id = p_domain;
  end if;
  return jsonb_build_object('rubricVersion', v_now.version, 'personaVersion', private.current_persona_version(p_domain));
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
