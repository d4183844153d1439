-- Rubrics and personas come from files: what is published is a new version, and running sessions keep theirs.

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
-- {rubricVersion, personaVersion}: what the next session begins with.
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
  return jsonb_build_object('rubricVersion', v_now.version, 'personaVersion', public.current_persona_version(p_domain));
end $$;

-- service_role alone may call any of this.
do $$
declare
  v_function text;
begin
  for v_function in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname = any (array['current_content', 'publish_content'])
  loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;
