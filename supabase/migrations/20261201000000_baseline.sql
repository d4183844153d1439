-- What the given schema lacks: everything in supabase/schemas/ as it was when this was written, in the order of supabase/config.toml.


-- roles

-- Loaded first: the two schemas, and the one role of our own. `public` holds the tables and what the application calls; the API serves
-- that schema alone. `private` holds what only these functions and the triggers call.

-- A function's body may name what a later file makes. A test has them all looked at once everything is there.
set check_function_bodies = off;

create schema private;

-- The one role that may look at a team. It can read neither texts nor quotes nor a person's settings: what a manager is told is computed
-- by functions that it owns (grants.sql), so the database itself holds the border.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'threadcoach_digest') then
    create role threadcoach_digest nologin;
  end if;
  execute format('grant threadcoach_digest to %I', current_user); -- so that functions can be handed to it
end $$;
grant usage on schema private to threadcoach_digest;


-- people

-- Workspaces, and who somebody is in Slack.

create table public.workspaces (
  id             text primary key, -- Slack's team id
  created_at     timestamptz not null default now(),
  uninstalled_at timestamptz,
  installed_at   timestamptz       -- when it came back after the app was removed
);

alter table public.learners
  add column workspace_id   text references public.workspaces (id),
  add column slack_user_id  text,
  add column time_zone      text,        -- IANA, such as Europe/Berlin
  add column locale         text,        -- such as en-US
  add column dm_channel     text,        -- the bot's direct message with this person
  add column profile_at     timestamptz, -- when name, zone and locale last came from Slack
  add column deactivated_at timestamptz, -- Slack says that this person is gone
  add column looked_at      timestamptz, -- when Slack was last asked whether they are
  add column shows_streak   boolean not null default false, -- weeks in a row, on their own progress
  add column language       text check (language ~ '^[a-z]{2,3}$'), -- that they chose; null is Slack's own
  add column discreet       boolean not null default false; -- an answer is a line first: no notification tells what it says
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


-- settings

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


-- content

-- What coaching goes by: domains, personas, rubrics and prompts. The coaches that come with a release are in supabase/seed.sql, made from
-- supabase/content/; what is published later is a new version, and running sessions keep theirs.

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


-- teams

-- Teams and their managers, as the company's list has them, and what a manager can suggest to somebody of their team.

-- Who belongs to which team, with dates. learners.team holds the team of today.
create table public.team_members (
  workspace_id text not null references public.workspaces (id),
  team         text not null,
  learner_id   uuid not null references public.learners (id) on delete cascade,
  since        timestamptz not null,
  until        timestamptz,
  primary key (learner_id, since)
);
create unique index one_team_at_a_time on public.team_members (learner_id) where until is null;
create index team_members_by_team on public.team_members (workspace_id, team);

-- Who manages which team, with dates: a new manager sees from that date on.
create table public.team_managers (
  workspace_id text not null references public.workspaces (id),
  team         text not null,
  manager      text not null, -- a Slack user id
  source       text not null check (source in ('csv', 'user-group', 'profile-field')),
  since        timestamptz not null,
  until        timestamptz,
  primary key (workspace_id, team, since)
);
create unique index one_manager_at_a_time on public.team_managers (workspace_id, team) where until is null;
create index team_managers_by_manager on public.team_managers (workspace_id, manager);

-- A learner says that this is not their manager: until that is put right they are in nothing that this person is told.
create table public.manager_objections (
  learner_id uuid not null references public.learners (id) on delete cascade,
  manager    text not null,
  at         timestamptz not null,
  primary key (learner_id, manager)
);

-- A manager suggests a session to somebody of their team. What becomes of it is for the learner alone: nobody else is told.
create table public.suggestions (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null references public.workspaces (id),
  event_id     text not null,
  manager      text not null,
  learner_id   uuid references public.learners (id) on delete set null, -- null once that person erased everything: it is the manager's too
  domain_id    text not null references public.coaching_domains (id),
  made_at      timestamptz not null,
  unique (workspace_id, event_id)
);
create index suggestions_by_learner on public.suggestions (learner_id, manager, made_at);
create index suggestions_by_domain on public.suggestions (domain_id);

-- The team that a person belongs to today, and who manages it: for the learner, who can object.
create function private.my_manager(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select jsonb_build_object('team', m.team, 'manager', g.manager, 'since', g.since, 'source', g.source,
                            'objected', exists (select from public.manager_objections o where o.learner_id = l.id and o.manager = g.manager))
    from public.learners l
    join public.team_members m on m.learner_id = l.id and m.until is null
    join public.team_managers g on g.workspace_id = m.workspace_id and g.team = m.team and g.until is null
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and g.manager <> p_actor);
end $$;

-- "This is not my manager", or that taken back. {outcome: 'kept' | 'no-manager'}.
create function public.object_to_manager(p_workspace text, p_actor text, p_objects boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_manager text := private.my_manager(p_workspace, p_actor) ->> 'manager';
begin
  if v_manager is null then
    return jsonb_build_object('outcome', 'no-manager');
  end if;
  select id into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  if p_objects then
    insert into public.manager_objections (learner_id, manager, at) values (v_learner, v_manager, p_now) on conflict do nothing;
  else
    delete from public.manager_objections where learner_id = v_learner and manager = v_manager;
  end if;
  return jsonb_build_object('outcome', 'kept');
end $$;

-- Sets the teams that p_people names, whole: who is in such a team today and not named leaves it. Other teams stay as they are.
-- p_people: a list of {actor, name, team, position, manager}; the caller has checked that a person stands there once and a team has one
-- manager. Names are as they stand there, and where none does it is the id: whoever was here before has no other name than who was not.
-- Returns what changes, as a list of {change: 'joins' | 'leaves' | 'moves' | 'manager' | 'position', actor, name, team, from}; with p_dry
-- nothing is kept. Changes count from p_now on.
create function public.set_teams(p_workspace text, p_source text, p_people jsonb, p_now timestamptz, p_dry boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_changes jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  with named as (
    select * from jsonb_to_recordset(p_people) as p (actor text, name text, team text, position text, manager text)),
  today as (
    select l.slack_user_id as actor, l.name, m.team, l.position
      from public.team_members m join public.learners l on l.id = m.learner_id
     where m.workspace_id = p_workspace and m.until is null),
  managers as (
    select distinct team, manager from named where manager <> ''),
  changes as (
    select case when t.actor is null then 'joins' else 'moves' end as change, n.actor, n.name, n.team, t.team as was
      from named n left join today t on t.actor = n.actor where t.team is distinct from n.team
    union all
    select 'leaves', t.actor, t.name, t.team, t.team from today t
     where t.team in (select team from named) and t.actor not in (select actor from named)
    union all
    select 'position', n.actor, n.name, n.team, coalesce(t.position, '')
      from named n join today t on t.actor = n.actor and t.team = n.team where n.position <> '' and t.position is distinct from n.position
    union all
    select 'manager', g.manager, coalesce(n.name, l.name, g.manager), g.team, was.manager
      from managers g
      left join named n on n.actor = g.manager
      left join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = g.manager
      left join public.team_managers was on was.workspace_id = p_workspace and was.team = g.team and was.until is null
     where was.manager is distinct from g.manager)
  select coalesce(jsonb_agg(jsonb_build_object('change', change, 'actor', actor, 'name', name, 'team', team, 'from', was)
                            order by team, change, name), '[]')
    into v_changes from changes;
  if p_dry then
    return v_changes;
  end if;

  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.learners as l (workspace_id, slack_user_id, name)
  select distinct on (actor) p_workspace, actor, coalesce(nullif(btrim(name), ''), actor)
    from (select p.actor, p.name, true as is_named from jsonb_to_recordset(p_people) as p (actor text, name text)
          union all
          select p.manager, p.manager, false from jsonb_to_recordset(p_people) as p (manager text) where p.manager <> '') people
   order by actor, is_named desc
  on conflict (workspace_id, slack_user_id) do update set name = excluded.name
    where l.name <> excluded.name and (excluded.name <> excluded.slack_user_id
       or exists (select from jsonb_to_recordset(p_people) as p (actor text) where p.actor = excluded.slack_user_id));

  update public.team_members m set until = p_now
    from public.learners l, jsonb_array_elements(v_changes) c
   where l.id = m.learner_id and m.until is null and m.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor'
     and c ->> 'change' in ('moves', 'leaves');
  insert into public.team_members (workspace_id, team, learner_id, since)
  select p_workspace, c ->> 'team', l.id, p_now
    from jsonb_array_elements(v_changes) c
    join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor'
   where c ->> 'change' in ('joins', 'moves')
  on conflict (learner_id, since) do update set team = excluded.team, until = null;
  update public.learners l
     set team = (select m.team from public.team_members m where m.learner_id = l.id and m.until is null)
    from jsonb_array_elements(v_changes) c
   where l.workspace_id = p_workspace and l.slack_user_id = c ->> 'actor' and c ->> 'change' in ('joins', 'moves', 'leaves');
  update public.learners l set position = p.position
    from jsonb_to_recordset(p_people) as p (actor text, position text)
   where l.workspace_id = p_workspace and l.slack_user_id = p.actor and p.position <> '';

  update public.team_managers g set until = p_now
    from jsonb_array_elements(v_changes) c
   where c ->> 'change' = 'manager' and g.workspace_id = p_workspace and g.team = c ->> 'team' and g.until is null;
  insert into public.team_managers (workspace_id, team, manager, source, since)
  select p_workspace, c ->> 'team', c ->> 'actor', p_source, p_now
    from jsonb_array_elements(v_changes) c where c ->> 'change' = 'manager'
  on conflict (workspace_id, team, since) do update set manager = excluded.manager, until = null;
  perform private.forget_unlisted(p_workspace);
  return v_changes;
end $$;

-- Of whoever erased everything the list of teams is all that is kept. Once it has them no more, that goes too.
create function private.forget_unlisted(p_workspace text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_learner public.learners%rowtype;
begin
  for v_learner in
    select l.* from public.learners l join public.left_out o on o.learner_id = l.id and o.for_good
     where l.workspace_id = p_workspace
       and not exists (select from public.team_members m where m.learner_id = l.id and m.until is null)
       and not exists (select from public.team_managers g where g.workspace_id = p_workspace and g.manager = l.slack_user_id and g.until is null)
  loop
    if not exists (select from jsonb_each(private.gather_person(p_workspace, v_learner.slack_user_id)) kept
                    where kept.value <> '[]' and kept.key not in
                      ('learners', 'team_members', 'team_managers', 'team_weeks', 'digest_settings', 'left_out', 'suggestions'))
    then
      update public.team_weeks set manager = 'erased:' || v_learner.id where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.team_managers where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.digest_settings where workspace_id = p_workspace and manager = v_learner.slack_user_id;
      delete from public.learners where id = v_learner.id;
    end if;
  end loop;
end $$;

-- The teams of other sources that setting these people would change: named here, or left by somebody who is named here.
-- With p_take those that are named belong to p_source from now on. A list of {team, source}, as it was.
create function public.teams_of_others(p_workspace text, p_source text, p_people jsonb, p_take boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_others jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  select coalesce(jsonb_agg(jsonb_build_object('team', g.team, 'source', g.source) order by g.team), '[]') into v_others
    from public.team_managers g
   where g.workspace_id = p_workspace and g.until is null and g.source <> p_source
     and (g.team in (select p.team from jsonb_to_recordset(p_people) as p (team text))
          or exists (select from public.team_members m join public.learners l on l.id = m.learner_id
                      where m.workspace_id = p_workspace and m.team = g.team and m.until is null
                        and l.slack_user_id in (select p.actor from jsonb_to_recordset(p_people) as p (actor text))));
  if p_take then
    update public.team_managers g set source = p_source
     where g.workspace_id = p_workspace and g.until is null
       and g.team in (select p.team from jsonb_to_recordset(p_people) as p (team text));
  end if;
  return v_others;
end $$;

-- Who belongs to the teams that a person manages today: [{actor, name}].
create function public.my_members(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(distinct jsonb_build_object('actor', l.slack_user_id, 'name', l.name)), '[]')
    from public.team_managers g
    join public.team_members m on m.workspace_id = g.workspace_id and m.team = g.team and m.until is null
    join public.learners l on l.id = m.learner_id
   where g.workspace_id = p_workspace and g.manager = p_actor and g.until is null and l.slack_user_id <> p_actor
$$;

-- A manager suggests a session. To one person once in seven days: a suggestion is not to become a push. Whoever said that this is not their
-- manager, or is gone, is not bothered, and nobody hears of that. {outcome: 'noted' | 'too-soon' | 'not-theirs' | 'unknown-domain'}.
create function public.suggest_session(p_workspace text, p_actor text, p_member text, p_domain text, p_event_id text, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_id      uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('suggest:' || p_workspace || ':' || p_actor, 0));
  if exists (select from public.suggestions where workspace_id = p_workspace and event_id = p_event_id) then
    return jsonb_build_object('outcome', 'noted');
  end if;
  select l.id into v_learner
    from public.learners l
   where l.workspace_id = p_workspace and l.slack_user_id = p_member
     and exists (select from jsonb_array_elements(public.my_members(p_workspace, p_actor)) m where m ->> 'actor' = p_member);
  if v_learner is null then
    return jsonb_build_object('outcome', 'not-theirs');
  elsif not exists (select from public.coaching_domains d where d.id = p_domain and d.is_active is not false) then
    return jsonb_build_object('outcome', 'unknown-domain');
  elsif exists (select from public.suggestions i where i.learner_id = v_learner and i.manager = p_actor and i.made_at > p_now - interval '7 days') then
    return jsonb_build_object('outcome', 'too-soon');
  end if;
  insert into public.suggestions (workspace_id, event_id, manager, learner_id, domain_id, made_at)
  values (p_workspace, p_event_id, p_actor, v_learner, p_domain, p_now) returning id into v_id;
  insert into public.inbox (workspace_id, event_id, kind, actor, about)
  select p_workspace, 'suggestion:' || v_id, 'suggestion', p_member, jsonb_build_object('suggestion', v_id)
   where not exists (select from public.manager_objections o where o.learner_id = v_learner and o.manager = p_actor)
     and exists (select from public.learners l where l.id = v_learner and l.deactivated_at is null)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'noted');
end $$;

-- A suggestion to this learner, while whoever made it is their manager, they do not object, and the domain is there; else null.
create function public.my_suggestion(p_workspace text, p_actor text, p_suggestion uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'domainId', d.id, 'domainName', d.name,
                            'manager', jsonb_build_object('actor', i.manager, 'name', coalesce(m.name, i.manager)))
    from public.suggestions i
    join public.learners l on l.id = i.learner_id
    join public.coaching_domains d on d.id = i.domain_id and d.is_active is not false
    left join public.learners m on m.workspace_id = i.workspace_id and m.slack_user_id = i.manager
   where i.workspace_id = p_workspace and i.id = p_suggestion and l.slack_user_id = p_actor
     and private.my_manager(p_workspace, p_actor) @> jsonb_build_object('manager', i.manager, 'objected', false)
$$;


-- sessions

-- Sessions, from their start to their end, and the threads that they are held in. Nobody is coached before they have read who sees what
-- and pressed start: a session of somebody who has not is kept, and waits, and so does what they write meanwhile.

create table public.consents (
  learner_id uuid not null references public.learners (id) on delete cascade,
  version    int not null, -- of the text that they read: src/coaching/consent.ts
  at         timestamptz not null,
  primary key (learner_id, version)
);

create table public.sessions (
  id              uuid primary key default gen_random_uuid(),
  workspace_id    text not null references public.workspaces (id),
  learner_id      uuid not null references public.learners (id),
  domain_id       text not null references public.coaching_domains (id),
  persona_version int not null,
  rubric_version  int not null,
  prompt_version  int not null,
  label           text not null default 'private' check (label in ('private', 'shared', 'assigned')),
  event_id        text not null, -- what started it: the same start, delivered twice, is one session
  channel         text,          -- where it lives: null until the opening is shown
  thread_ts       text,
  summary         jsonb,         -- {throughRound, text}: what the oldest rounds came to
  opened_at       timestamptz not null default now(),
  last_reply_at   timestamptz not null default now(),
  idle_asked_at   timestamptz,
  closed_at       timestamptz,
  closed_because  text check (closed_because in ('learner', 'another', 'idle', 'uninstalled', 'unopened')),
  erasures        int not null default 0, -- how often a reply was deleted: a judgement made before is not kept after
  quoted_in       jsonb not null default '[]', -- [{kind, post}]: what Slack shows that quotes the learner
  off_record      boolean not null default false, -- its texts are blanked when it closes, and it counts nowhere
  awaits_consent  boolean not null default false,
  suggestion_id   uuid references public.suggestions (id) on delete set null, -- that it was started from
  unique (workspace_id, event_id)
);
create unique index one_open_session_per_learner on public.sessions (learner_id) where closed_at is null;
create index sessions_by_learner on public.sessions (learner_id, opened_at desc);
create index sessions_by_domain on public.sessions (domain_id);
create index sessions_idle on public.sessions (last_reply_at) where closed_at is null;
create index sessions_by_suggestion on public.sessions (suggestion_id) where suggestion_id is not null;
create index sessions_closed on public.sessions (workspace_id, closed_at) where closed_at is not null;

create table public.session_threads (
  workspace_id text not null references public.workspaces (id),
  channel      text not null,
  thread_ts    text not null,
  session_id   uuid not null references public.sessions (id) on delete cascade,
  moved_to     text, -- where its session is answered since it takes no posts any more
  primary key (workspace_id, channel, thread_ts)
);
create index session_threads_by_session on public.session_threads (session_id);

-- Starts a session. p_thread is the thread it opens in ('channel:ts'), 'channel:' opens it as a new thread in that channel, null in the
-- bot's direct message. p_mind, and what the learner wrote before a domain was picked, become its first replies. Whoever has not
-- consented to this version of the text is asked first, there: {outcome: 'consent-asked'}, and the session opens with their consent.
-- {outcome: 'started' | 'consent-asked' | 'open-already' | 'unknown-domain' | 'inactive-domain', session}. The same p_event_id starts it once.
create function public.start_session(p_workspace text, p_actor text, p_name text, p_domain text, p_event_id text, p_prompt_version int,
                                     p_thread text default null, p_mind text default '', p_end_open boolean default false,
                                     p_consent_version int default 0, p_off_record boolean default false,
                                     p_suggestion uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_domain  public.coaching_domains%rowtype;
  v_learner uuid;
  v_session public.sessions%rowtype;
  v_open    jsonb;
  v_asks    boolean;
  v_idea    uuid;
begin
  perform private.lock_actor(p_workspace, p_actor);
  select * into v_session from public.sessions where workspace_id = p_workspace and event_id = p_event_id;
  if found then
    return jsonb_build_object('outcome', case when v_session.awaits_consent then 'consent-asked' else 'started' end,
                              'session', public.open_session(p_workspace, p_actor));
  end if;
  select * into v_domain from public.coaching_domains where id = p_domain;
  if not found then
    return jsonb_build_object('outcome', 'unknown-domain', 'session', null);
  elsif v_domain.is_active is false or not exists (select from public.coaching_personas where domain_id = p_domain)
     or not exists (select from public.rubric_versions where domain_id = p_domain) then
    return jsonb_build_object('outcome', 'inactive-domain', 'session', null);
  end if;
  v_open := public.open_session(p_workspace, p_actor);
  if v_open is not null and not p_end_open then
    return jsonb_build_object('outcome', 'open-already', 'session', v_open);
  elsif v_open is not null then
    perform public.end_session(p_workspace, p_actor, 'another');
  end if;
  perform private.give_up_start(p_workspace, p_actor);

  insert into public.workspaces (id) values (p_workspace)
  on conflict (id) do update set uninstalled_at = null, installed_at = now() where public.workspaces.uninstalled_at is not null;
  insert into public.learners (workspace_id, slack_user_id, name) values (p_workspace, p_actor, p_name)
  on conflict (workspace_id, slack_user_id) do nothing;
  select id into strict v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  select i.id into v_idea from public.suggestions i where i.id = p_suggestion and i.learner_id = v_learner and i.domain_id = p_domain;
  v_asks := not exists (select from public.consents c where c.learner_id = v_learner and c.version >= p_consent_version);
  insert into public.sessions
    (workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, label, off_record, awaits_consent,
     suggestion_id)
  select p_workspace, v_learner, p_domain, private.current_persona_version(p_domain), max(r.version), p_prompt_version, p_event_id,
         case when p_thread ~ '^[CG]' then 'shared' when v_idea is not null then 'assigned' else 'private' end, p_off_record, v_asks, v_idea
    from public.rubric_versions r where r.domain_id = p_domain
  returning * into v_session;

  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body, about)
  select p_workspace, asked || ':' || v_session.id, asked, p_actor, v_session.id,
         nullif(split_part(p_thread, ':', 1), ''), nullif(split_part(p_thread, ':', 2), ''), case when v_asks then '' else p_mind end,
         case when v_asks then jsonb_build_object('version', p_consent_version) else '{}' end
    from (values (case when v_asks then 'consent' else 'opening' end)) as first_post (asked);
  if p_mind <> '' then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, body)
    values (p_workspace, 'mind:' || v_session.id, 'reply', p_actor, v_session.id, p_mind);
  end if;
  perform private.adopt_leads(p_workspace, p_actor, v_session.id);
  return jsonb_build_object('outcome', case when v_asks then 'consent-asked' else 'started' end,
                            'session', public.open_session(p_workspace, p_actor));
end $$;

-- Gives up the learner's session that waits for consent, without a word. What they wrote waits for the next one, a week at most.
create function private.give_up_start(p_workspace text, p_actor text, p_session uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_session uuid;
begin
  select s.id into v_session
    from public.sessions s join public.learners l on l.id = s.learner_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and s.awaits_consent
     and s.id = coalesce(p_session, s.id)
     for no key update of s;
  if v_session is null then
    return;
  end if;
  update public.sessions set closed_at = now(), closed_because = 'unopened' where id = v_session;
  update public.inbox
     set kind = 'lead', state = case when body = '' then 'settled' else 'waiting' end, session_id = null, joined_to = null,
         about = about || case when about ? 'mention' then '{}'::jsonb else '{"mention": false}'::jsonb end,
         worker = null, lease_token = null, lease_until = null
   where session_id = v_session and kind = 'reply' and state in ('queued', 'paused');
  update public.inbox set state = 'settled', because = 'given up', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where session_id = v_session and kind = 'consent' and state = 'queued';
end $$;

-- The question stands in p_thread: what is written there belongs to the session, and it opens there.
-- Raises PT409 where the lease is lost.
create function public.consent_asked(p_id bigint, p_token uuid, p_thread text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  perform private.add_thread(v_row.session_id, p_thread, false);
  update public.inbox set channel = split_part(p_thread, ':', 1), thread_ts = split_part(p_thread, ':', 2) where id = p_id;
end $$;

-- The learner read the text and pressed start: that is kept, and the session that waited for it opens where it was asked, with p_off_record
-- off the record. Whoever presses may be quicker than the note of where the question stands, most of all where the database is slow or was
-- away: then it opens where they pressed, in p_thread ('channel:ts'). The version is that of the text which they were shown. Without
-- p_session their consent alone is kept. {outcome: 'opened' | 'opened-before' | 'given-up' | 'not-yours' | 'kept'}.
create function public.give_consent(p_workspace text, p_actor text, p_name text, p_version int, p_session uuid, p_off_record boolean,
                                    p_now timestamptz, p_thread text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_session public.sessions%rowtype;
  v_asked   public.inbox%rowtype;
  v_thread  text;
begin
  perform private.lock_actor(p_workspace, p_actor);
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  select id into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  if p_session is not null then
    select * into v_session from public.sessions where workspace_id = p_workspace and id = p_session and learner_id = v_learner for no key update;
    if v_session.id is null then
      return jsonb_build_object('outcome', 'not-yours');
    end if;
    select * into v_asked from public.inbox where workspace_id = p_workspace and event_id = 'consent:' || p_session;
  elsif v_learner is null then
    insert into public.learners (workspace_id, slack_user_id, name) values (p_workspace, p_actor, p_name) returning id into v_learner;
  end if;
  insert into public.consents (learner_id, version, at)
  values (v_learner, coalesce((v_asked.about ->> 'version')::int, p_version), p_now) on conflict do nothing;

  if p_session is null then
    return jsonb_build_object('outcome', 'kept');
  elsif v_session.closed_at is not null then
    return jsonb_build_object('outcome', 'given-up');
  elsif not v_session.awaits_consent then
    return jsonb_build_object('outcome', 'opened-before');
  end if;
  v_thread := coalesce(private.thread_key(v_asked.channel, v_asked.thread_ts), p_thread);
  if v_thread is not null then
    perform private.add_thread(p_session, v_thread, false);
  end if;
  update public.sessions set awaits_consent = false, off_record = off_record or p_off_record, opened_at = now(), last_reply_at = now()
   where id = p_session;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body)
  values (p_workspace, 'opening:' || p_session, 'opening', p_actor, p_session,
          coalesce(nullif(split_part(v_thread, ':', 1), ''), v_asked.channel), nullif(split_part(v_thread, ':', 2), ''),
          coalesce((select i.body from public.inbox i where i.workspace_id = p_workspace and i.event_id = 'mind:' || p_session), ''))
  on conflict do nothing;
  return jsonb_build_object('outcome', 'opened');
end $$;

-- The learner's open session, or null. One that waits for consent is not open yet. Its rounds are counted as the score so far does: what
-- was only wished, or taken back, is none.
create function public.open_session(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'domainId', s.domain_id, 'domainName', d.name, 'thread', private.thread_key(s.channel, s.thread_ts),
                            'rounds', (select count(*) from public.coaching_sessions r
                                        where r.session_id = s.id::text and r.wish is null and not r.retaken))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.coaching_domains d on d.id = s.domain_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and not s.awaits_consent
$$;

-- The learner's open session, locked, or a row of nulls. With p_session only that one, if it is the actor's.
create function private.own_open_session(p_workspace text, p_actor text, p_session uuid) returns public.sessions
language sql security definer set search_path = '' as $$
  select s.*
    from public.sessions s join public.learners l on l.id = s.learner_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and s.closed_at is null and not s.awaits_consent
     and s.id = coalesce(p_session, s.id)
     for no key update of s
$$;

-- Ends the learner's open session and puts its scorecard to work. One that waits for consent is given up: there is nothing to score.
-- {outcome: 'ended' | 'none-open', session}. With p_session only that session, if it is the actor's.
create function public.end_session(p_workspace text, p_actor text, p_because text, p_session uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
begin
  v_session := private.own_open_session(p_workspace, p_actor, p_session);
  if v_session.id is null then
    perform private.give_up_start(p_workspace, p_actor, p_session);
    return jsonb_build_object('outcome', 'none-open');
  end if;
  update public.sessions set closed_at = now(), closed_because = p_because where id = v_session.id;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
  values (p_workspace, 'scorecard:' || v_session.id, 'scorecard', p_actor, v_session.id, v_session.channel, v_session.thread_ts)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'ended', 'thread', private.thread_key(v_session.channel, v_session.thread_ts));
end $$;

-- Whose session this is, and whether it is open: for a button that somebody pressed. Null when there is none.
create function public.session_state(p_workspace text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('actor', l.slack_user_id, 'isOpen', s.closed_at is null)
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.workspace_id = p_workspace and s.id = p_session
$$;

-- What a session is, as it is said where it opens and on its scorecard.
create function public.session_label(p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('label', s.label, 'offRecord', s.off_record, 'suggestedBy',
           case when i.id is not null then jsonb_build_object('actor', i.manager, 'name', coalesce(m.name, i.manager)) end)
    from public.sessions s
    left join public.suggestions i on i.id = s.suggestion_id
    left join public.learners m on m.workspace_id = i.workspace_id and m.slack_user_id = i.manager
   where s.id = p_session
$$;

-- Looks after what time does: after p_ask_days without a reply one question is due, after p_close_days the session is closed with what
-- there is; words that waited a week for a domain are blanked; ended work is forgotten after 30 days. Calendar time is p_now.
create function public.sweep(p_now timestamptz, p_ask_days int, p_close_days int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session record;
  v_asked   int := 0;
  v_closed  int := 0;
begin
  for v_session in
    select s.id, s.workspace_id, s.channel, s.thread_ts, s.last_reply_at, l.slack_user_id
      from public.sessions s join public.learners l on l.id = s.learner_id
     where s.closed_at is null and s.last_reply_at < p_now - make_interval(days => p_ask_days)
       and (s.idle_asked_at is null or s.last_reply_at < p_now - make_interval(days => p_close_days))
       for no key update of s skip locked
  loop
    if v_session.last_reply_at < p_now - make_interval(days => p_close_days) then
      perform public.end_session(v_session.workspace_id, v_session.slack_user_id, 'idle', v_session.id);
      v_closed := v_closed + 1;
    elsif v_session.thread_ts is not null then
      update public.sessions set idle_asked_at = p_now where id = v_session.id;
      insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
      values (v_session.workspace_id, 'idle:' || v_session.id || ':' || extract(epoch from v_session.last_reply_at), 'idle',
              v_session.slack_user_id, v_session.id, v_session.channel, v_session.thread_ts)
      on conflict do nothing;
      v_asked := v_asked + 1;
    end if;
  end loop;
  update public.inbox set body = '', state = 'settled', because = 'no domain was picked', ended_at = p_now
   where state = 'waiting' and created_at < p_now - interval '7 days';
  delete from public.inbox where ended_at < p_now - interval '30 days';
  return jsonb_build_object('asked', v_asked, 'closed', v_closed);
end $$;

-- The thread key of a message: 'channel:thread_ts'. Outside the database it is one opaque word.
create function private.thread_key(p_channel text, p_ts text) returns text
language sql immutable set search_path = '' as $$
  select p_channel || ':' || p_ts
$$;

-- A thread belongs to a session from now on; with p_home it is where the session lives.
create function private.add_thread(p_session uuid, p_thread text, p_home boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_channel   text := split_part(p_thread, ':', 1);
  v_thread_ts text := split_part(p_thread, ':', 2);
begin
  insert into public.session_threads (workspace_id, channel, thread_ts, session_id)
  select workspace_id, v_channel, v_thread_ts, id from public.sessions where id = p_session
  on conflict (workspace_id, channel, thread_ts) do update set session_id = excluded.session_id
   where public.session_threads.session_id <> excluded.session_id;
  if p_home then
    update public.sessions set channel = v_channel, thread_ts = v_thread_ts where id = p_session;
  end if;
end $$;

-- The thread p_from takes no posts any more, as whoever holds this work found, and its learner was told so in p_to: there goes the work from
-- now on, and what else its session has to say there.
-- Raises PT409 where the lease is lost.
create function public.move_thread(p_id bigint, p_token uuid, p_from text, p_to text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  update public.inbox -- not a message, which keeps the place where it was written
     set channel = split_part(p_to, ':', 1), thread_ts = split_part(p_to, ':', 2)
   where (id = p_id or (session_id = v_row.session_id and not look and lease_token is null))
     and ts is null and state in ('queued', 'paused', 'answered') and private.thread_key(channel, thread_ts) = p_from;
  if v_row.session_id is null then
    return;
  end if;
  perform private.add_thread(v_row.session_id, p_to, private.thread_key(s.channel, s.thread_ts) = p_from)
     from public.sessions s where s.id = v_row.session_id;
  update public.session_threads set moved_to = p_to
   where session_id = v_row.session_id and (private.thread_key(channel, thread_ts) = p_from or moved_to = p_from);
end $$;

-- Where a round is answered: in the thread of its newest reply, or where that thread moved to, or where the session lives. What was said in
-- public, in a mention, is answered in private. An answer that may be there already is looked for first where it was posted.
create function private.thread_to_answer(p_id bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(case when not i.about @> '{"mention": true}'
                            then coalesce(case when not (select look from public.inbox where id = p_id) then t.moved_to end,
                                          private.thread_key(i.channel, coalesce(i.thread_ts, i.ts))) end,
                          private.thread_key(s.channel, s.thread_ts))
            from public.inbox i
            join public.sessions s on s.id = i.session_id
            left join public.session_threads t
              on t.workspace_id = i.workspace_id and t.channel = i.channel and t.thread_ts = coalesce(i.thread_ts, i.ts) and t.session_id = s.id
           where i.id = p_id or i.joined_to = p_id
           order by i.ts desc nulls last, i.id desc limit 1);
end $$;


-- rounds

-- Rounds: the learner's reply and the coach's answer, never one without the other. What a learner wishes of the coach (a hint, another
-- question, a rehearsal) is a reply too, in the same lane, and answered by a round of its own.

alter table public.coaching_sessions
  add column workspace_id     text references public.workspaces (id),
  add column persona_version  int,
  add column rubric_version   int,
  add column prompt_version   int,
  add column coach_model      text,
  add column judge_model      text,
  add column input_tokens     int,
  add column cached_tokens    int,
  add column output_tokens    int,
  add column marks            jsonb,       -- the judgement "so far", after this round
  add column replies          jsonb not null default '[]', -- [{channel, ts}]: the messages that the reply is made of
  add column answer_channel   text,        -- where Slack holds the answer
  add column answer_ts        text,
  add column edited_at        timestamptz, -- the learner changed a reply after it was answered
  add column wish             text check (wish in ('hint', 'skip', 'else', 'practise', 'practise easy', 'practise medium', 'practise hard',
                                        'pause', 'again', 'back')), -- null where the learner spoke for themselves
  add column rehearsal        text check (rehearsal in ('easy', 'medium', 'hard')), -- the pressure of the rehearsal that the round is part of
  add column retaken          boolean not null default false; -- said anew later: it counts no more
create unique index one_row_per_round on public.coaching_sessions (session_id, round_number);
create index rounds_by_message on public.coaching_sessions using gin (replies jsonb_path_ops);
-- What retention looks for, found without reading what is long done.
create index rounds_with_text on public.coaching_sessions (workspace_id, created_at) where learner_message <> '' or coach_response <> '';

-- Keeps a round: the learner's replies and the coach's answer, before anything is shown. The lease goes on: next it is shown. p_part says
-- what the round is: {wish, rehearsal}, the number of the round that it retakes, and what its answer is shown with.
-- {outcome: 'kept', round} or, when a reply was edited or deleted meanwhile, {outcome: 'changed'}: the work is due again at once.
-- Raises PT409 where the lease is lost.
create function public.keep_round(p_id bigint, p_token uuid, p_edits int, p_answer text, p_response_ms int, p_coach_model text,
                                  p_input_tokens int, p_cached_tokens int, p_output_tokens int,
                                  p_part jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round int;
  v_id    uuid;
begin
  v_row := private.held_row(p_id, p_token);
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept', 'round',
      (select r.round_number from public.coaching_sessions r where r.id = v_row.round_id));
  end if;
  if v_row.state <> 'queued' or p_edits <> (select sum(edits) from public.inbox where id = p_id or joined_to = p_id) then
    update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_id;
    return jsonb_build_object('outcome', 'changed');
  end if;

  select coalesce(max(round_number), 0) + 1 into v_round from public.coaching_sessions where session_id = v_row.session_id::text;
  insert into public.coaching_sessions
    (workspace_id, learner_id, domain_id, session_id, round_number, learner_message, coach_response, response_time_ms,
     persona_version, rubric_version, prompt_version, coach_model, input_tokens, cached_tokens, output_tokens, replies, wish, rehearsal)
  select s.workspace_id, s.learner_id::text, s.domain_id, s.id::text, v_round, m.text, p_answer, p_response_ms,
         s.persona_version, s.rubric_version, s.prompt_version, p_coach_model, p_input_tokens, p_cached_tokens, p_output_tokens, m.messages,
         p_part ->> 'wish', p_part ->> 'rehearsal'
    from public.sessions s,
         (select string_agg(i.body, E'\n\n' order by i.ts nulls first, i.id) as text,
                 coalesce(jsonb_agg(jsonb_build_object('channel', i.channel, 'ts', i.ts) order by i.ts) filter (where i.ts is not null), '[]') as messages
            from public.inbox i where i.id = p_id or i.joined_to = p_id) m
   where s.id = v_row.session_id
  returning id into v_id;
  update public.inbox
     set state = case when id = p_id then 'answered' else 'joined' end, round_id = v_id, body = '', attempts = 0,
         ended_at = case when id = p_id then null else now() end
   where id = p_id or joined_to = p_id;
  update public.inbox set about = about - 'wish' || (p_part - 'retakes') where id = p_id;
  if p_part ? 'retakes' then
    perform private.retake_round(v_row.session_id, (p_part ->> 'retakes')::int);
  end if;
  return jsonb_build_object('outcome', 'kept', 'round', v_round);
end $$;

-- Notes with a round how long each of its messages is, so that a quote can be led back to its message.
create function private.measure_replies() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.replies := (
    select jsonb_agg(r.message || jsonb_build_object('characters', char_length(i.body)) order by r.place)
      from jsonb_array_elements(new.replies) with ordinality as r (message, place)
      left join public.inbox i on i.workspace_id = new.workspace_id and i.channel = r.message ->> 'channel' and i.ts = r.message ->> 'ts');
  return new;
end $$;
create trigger measure_replies before insert on public.coaching_sessions
  for each row when (new.replies <> '[]') execute function private.measure_replies();

-- An exchange of a rehearsal is said anew: it counts no more, and what was judged or summed up with it is made again.
create function private.retake_round(p_session uuid, p_round int) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.coaching_sessions set retaken = true
   where session_id = p_session::text and round_number = p_round and rehearsal is not null and wish is null;
  update public.coaching_sessions set score = null, feedback = null, marks = null
   where session_id = p_session::text and round_number >= p_round;
  update public.sessions
     set erasures = erasures + 1,
         summary = case when (summary ->> 'throughRound')::int >= p_round then null else summary end
   where id = p_session;
end $$;

-- A wish by a button of the round p_round, or of the opening where that is 0. p_at is when it was pressed, as Slack counts; p_says what
-- it says besides, such as whom to practise with.
-- {outcome: 'asked' | 'none-open' | 'not-yours' | 'older'}. The same p_event_id asks once.
create function public.press_wish(p_workspace text, p_actor text, p_event_id text, p_session uuid, p_wish text, p_round int,
                                  p_thread text, p_at text, p_says text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
  v_thread  public.session_threads%rowtype;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor
     for no key update of s;
  if not found then
    return jsonb_build_object('outcome', 'not-yours');
  elsif v_session.closed_at is not null then
    return jsonb_build_object('outcome', 'none-open');
  elsif exists (select from public.inbox where workspace_id = p_workspace and event_id = p_event_id) then
    return jsonb_build_object('outcome', 'asked');
  elsif p_round > 0 and p_round <> (select max(r.round_number) from public.coaching_sessions r where r.session_id = p_session::text) then
    return jsonb_build_object('outcome', 'older');
  end if;
  select * into v_thread from public.session_threads t
   where t.session_id = p_session and private.thread_key(t.channel, t.thread_ts) = p_thread;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, body, about)
  values (p_workspace, p_event_id, 'reply', p_actor, p_session, v_thread.channel, v_thread.thread_ts, coalesce(p_says, p_wish),
          jsonb_build_object('wish', p_wish, 'at', p_at));
  update public.sessions set last_reply_at = now(), idle_asked_at = null where id = p_session;
  update public.inbox set state = 'queued', run_at = now(), joined_to = null
   where session_id = p_session and kind = 'reply' and state = 'paused';
  return jsonb_build_object('outcome', 'asked');
end $$;

-- A session ends: a wish that nobody came to yet is answered by the scorecard, and is no word of the learner's that could be judged.
create function private.drop_wishes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox
     set state = 'settled', because = 'answered by the scorecard', body = '', ended_at = now(), joined_to = null
   where session_id = new.id and kind = 'reply' and state in ('queued', 'paused') and about ? 'wish' and lease_token is null;
  return null;
end $$;
create trigger drop_wishes after update of closed_at on public.sessions
  for each row when (old.closed_at is null and new.closed_at is not null) execute function private.drop_wishes();

-- The rounds of a session after its summary, oldest first, each {number, reply, answer}, with {wish, rehearsal, retaken} where there are any.
create function private.rounds_to_tell(p_session uuid, p_all boolean default false) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                             'number', r.round_number, 'reply', r.learner_message, 'answer', r.coach_response,
                             'wish', r.wish, 'rehearsal', r.rehearsal, 'retaken', nullif(r.retaken, false)))
                           order by r.round_number), '[]')
            from public.coaching_sessions r
            join public.sessions s on s.id = p_session
           where r.session_id = p_session::text
             and (p_all or r.round_number > coalesce((s.summary ->> 'throughRound')::int, 0)));
end $$;

-- What was said in a session, for its learner: as rounds_to_tell, and of all of it. Nothing for anybody else.
create function public.own_rounds(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce((select private.rounds_to_tell(s.id, true)
                     from public.sessions s join public.learners l on l.id = s.learner_id
                    where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor), '[]')
$$;

-- Where the words of a session's rounds stand in Slack, for its learner: [{round, messages: [{post, characters}]}].
create function public.sent_replies(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('round', w.round_number, 'messages', w.mind || w.typed)), '[]')
    from public.sessions s
    join public.learners l on l.id = s.learner_id
   cross join lateral (
     select r.round_number,
            (select coalesce(jsonb_agg(jsonb_build_object('post', private.thread_key(m.message ->> 'channel', m.message ->> 'ts'),
                                                          'characters', m.message -> 'characters') order by m.place), '[]')
               from jsonb_array_elements(r.replies) with ordinality as m (message, place)) as typed,
            (select coalesce(jsonb_agg(jsonb_build_object(
                      'post', private.thread_key(o.sent_channel, o.sent_ts),
                      'characters', char_length(r.learner_message) -
                        (select coalesce(sum((m ->> 'characters')::int + 2), 0) from jsonb_array_elements(r.replies) m))), '[]')
               from public.inbox i
               join public.inbox o on o.workspace_id = i.workspace_id and o.event_id = 'opening:' || s.id and o.sent_ts is not null
              where i.workspace_id = s.workspace_id and i.event_id = 'mind:' || s.id and i.round_id = r.id) as mind
       from public.coaching_sessions r
      where r.session_id = s.id::text) w
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor and w.mind || w.typed <> '[]'
$$;

-- Keeps what the oldest rounds of a session came to, unless a reply was deleted meanwhile. A later summary is never replaced by an earlier one.
-- Raises PT409 where the lease is lost.
create function public.keep_summary(p_id bigint, p_token uuid, p_erasures int, p_through_round int, p_text text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  update public.sessions set summary = jsonb_build_object('throughRound', p_through_round, 'text', p_text)
   where id = v_row.session_id and erasures = p_erasures and coalesce((summary ->> 'throughRound')::int, 0) < p_through_round;
end $$;

-- A reply of this round was deleted: what was made of its words goes with them. A scorecard keeps the scores and cues that other words prove.
create function private.forget_round(p_session uuid, p_round int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_post text;
begin
  update public.coaching_sessions set score = null, feedback = null, marks = null
   where session_id = p_session::text and round_number >= p_round;
  -- where the scorecard was the answer, that answer is the closing, which quotes the learner
  update public.coaching_sessions set coach_response = '' where session_id = p_session::text and coach_model is null;
  update public.sessions
     set erasures = erasures + 1,
         summary = case when (summary ->> 'throughRound')::int >= p_round then null else summary end
   where id = p_session;

  update public.scorecards c
     set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb), marks = left_over.marks,
         overall = private.overall_score(left_over.marks)
    from (select jsonb_agg(m.mark order by m.place) as marks
            from (select place,
                         mark || jsonb_build_object('quotes', quotes, 'observation', '', 'nextStep', '')
                           || private.cues_without(mark, p_round)
                           || case when quotes = '[]' and mark ->> 'because' = 'scored'
                                then '{"score": null, "because": "no-quote"}'::jsonb else '{}'::jsonb end as mark
                    from public.scorecards k, jsonb_array_elements(k.marks) with ordinality as marks (mark, place),
                         lateral (select coalesce(jsonb_agg(q), '[]') as quotes from jsonb_array_elements(mark -> 'quotes') q
                                   where (q ->> 'round')::int <> p_round) proof
                   where k.session_id = p_session) m) left_over
   where c.session_id = p_session and left_over.marks is not null;
  update public.scorecards set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb) where session_id = p_session;

  -- A score so far that is shown goes; the learner can ask again. The scorecard stays, without what it must not show.
  for v_post in select q ->> 'post' from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'so-far'
  loop
    perform private.add_post_erasure(p_session, v_post);
  end loop;
  for v_post in select q ->> 'post' from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'scorecard'
  loop
    perform private.add_redaction(p_session, v_post, 'redact:' || v_post || ':' || (select erasures from public.sessions where id = p_session));
  end loop;
  update public.sessions
     set quoted_in = (select coalesce(jsonb_agg(q), '[]') from jsonb_array_elements(quoted_in) q where q ->> 'kind' <> 'so-far')
   where id = p_session;
  -- what is on its way to Slack just now was made before: it is looked after as soon as it is there
  update public.inbox set about = about || '{"stale": true}'
   where session_id = p_session and (kind = 'so-far' and state in ('queued', 'stuck') or kind = 'scorecard' and state in ('answered', 'stuck'))
     and (lease_token is not null or look);
end $$;


-- work

-- Kept work: what a worker is handed, and how it ends. The order of locks is always: person, session, then inbox row.

-- What came in and what must go out. A row is queued until its answer is kept, answered until Slack shows it, then sent.
create table public.inbox (
  id           bigint generated always as identity primary key,
  key          uuid not null default gen_random_uuid() unique, -- goes out with the post, so that we can look for it
  workspace_id text not null references public.workspaces (id),
  event_id     text not null,
  kind         text not null check (kind in
                 ('reply', 'lead', 'word', 'edit', 'opening', 'consent', 'score', 'so-far', 'scorecard', 'dispute', 'idle', 'note',
                  'memory', 'reminder', 'preview', 'digest', 'digest-again', 'suggestion', 'shared', 'export', 'receipt',
                  'erase', 'redraw', 'take-down', 'catch-up', 'retention', 'purge')),
  actor        text,   -- a Slack user id, from Slack's signed payload
  session_id   uuid references public.sessions (id) on delete cascade,
  channel      text,   -- the message that this is, or the place where the answer goes
  thread_ts    text,
  ts           text,   -- set only where the row is a message
  body         text not null default '', -- what the learner wrote; '' as soon as it is not needed here
  about        jsonb not null default '{}',
  state        text not null default 'queued' check (state in
                 ('queued', 'paused', 'waiting', 'joined', 'answered', 'sent', 'settled', 'stuck')),
  because      text,
  joined_to    bigint references public.inbox (id) on delete set null, -- answered together with that reply
  round_id     uuid references public.coaching_sessions (id) on delete set null,
  edits        int not null default 0,
  look         boolean not null default false, -- a post may be there already: look before posting
  looks        int not null default 0,
  run_at       timestamptz not null default now(),
  attempts     int not null default 0,
  first_try_at timestamptz,
  worker       text,
  lease_token  uuid,
  lease_until  timestamptz,
  sent_channel text,
  sent_ts      text,
  created_at   timestamptz not null default now(),
  ended_at     timestamptz,
  edited_ts    text,                           -- Slack's time of the newest edit that was taken
  suspicion    smallint not null default 0,    -- how far it is suspected of having ended a process: suspects.sql
  has_floor    boolean not null default false, -- of the suspects that its worker has, the one whose code may run
  unique (workspace_id, event_id)
);
create unique index inbox_one_row_per_message on public.inbox (workspace_id, channel, ts) where ts is not null;
create index inbox_due on public.inbox (run_at) where state in ('queued', 'answered');
create index inbox_leased on public.inbox (worker) where lease_token is not null;
create index inbox_by_session on public.inbox (session_id, ts) where state in ('queued', 'paused', 'answered');
create index inbox_waiting on public.inbox (workspace_id, actor) where state = 'waiting';
create index inbox_joined on public.inbox (joined_to);
create index inbox_by_round on public.inbox (round_id);
create index inbox_ended on public.inbox (ended_at) where ended_at is not null;
create index inbox_stuck on public.inbox (id) where state = 'stuck';
-- Every reply asks for these, also the last of a thousand.
create index inbox_paused on public.inbox (session_id) where state = 'paused';
create index inbox_put_off on public.inbox (session_id) where kind = 'reply' and state = 'queued' and because is not null;
-- What was said to the bot in a workspace by one person, found without reading the rows of all others.
create index inbox_by_actor on public.inbox (workspace_id, actor);
create index proposals on public.inbox (id) where kind = 'memory' and about ? 'lines';
create index inbox_suspects on public.inbox (suspicion, run_at) where suspicion > 0 and state in ('queued', 'answered');

-- Leases work that is due to a worker: new, delayed, or abandoned by a worker that was not heard of again, but no suspects. At most
-- p_limit pieces that somebody waits for, and p_unhurried of what nobody does.
create function public.claim_work(p_worker text, p_limit int, p_unhurried int, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_work    jsonb := '[]';
  v_one     jsonb;
  v_id      bigint;
  v_session uuid;
begin
  perform private.find_lost(p_worker, false);

  for v_id in
    with hurried as (
      select id from public.inbox
       where kind not in ('reply', 'score', 'catch-up', 'digest', 'preview') and state in ('queued', 'answered') and run_at <= now()
         and lease_token is null and suspicion = 0
       order by run_at, id limit p_limit
         for update skip locked),
    unhurried as (
      select id from public.inbox
       where kind in ('score', 'catch-up', 'digest', 'preview') and state = 'queued' and run_at <= now() and lease_token is null and suspicion = 0
       order by run_at, id limit p_unhurried
         for update skip locked)
    select id from hurried union all select id from unhurried
  loop
    v_work := v_work || private.lease_row(v_id, p_worker, p_lease_seconds);
  end loop;

  for v_session in
    select s.id from public.sessions s
     where s.thread_ts is not null
       and s.id in (select i.session_id from public.inbox i
                     where i.kind = 'reply' and i.state in ('queued', 'answered') and i.run_at <= now()
                       and i.lease_token is null and i.joined_to is null and i.suspicion = 0
                     order by i.run_at, i.id limit p_limit * 2)
       and not exists (select from public.inbox i
                        where i.session_id = s.id and i.kind = 'reply' and i.state in ('queued', 'answered')
                          and (i.lease_token is not null or i.suspicion > 0 or (i.state = 'answered' and i.run_at > now())))
     limit p_limit
     for no key update of s skip locked
  loop
    v_one := private.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
    end if;
  end loop;
  return v_work;
end $$;

-- Leases one row to a worker. Promises that the worker before, should it still live, can end nothing any more. A suspect has the floor
-- of its worker from now on.
create function private.lease_row(p_id bigint, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_suspicion int;
begin
  update public.inbox
     set worker = p_worker, lease_token = gen_random_uuid(), lease_until = now() + make_interval(secs => p_lease_seconds),
         attempts = attempts + 1, first_try_at = coalesce(first_try_at, now()), has_floor = suspicion > 0
   where id = p_id
  returning suspicion into v_suspicion;
  if v_suspicion > 0 then
    perform public.give_floor(p_worker, p_id);
  end if;
  return private.work_in_hand(p_id);
end $$;

-- Leases what is next in a session's lane of replies, or returns null: the replies that wait, in the order of their ts, as one round; or an
-- answer that Slack has not shown yet. One at a time per session. Of twenty replies at most, and 8,000 characters. A wish is a round of
-- its own: nothing is answered together with it. One that came by a button has no ts, and stands where it was pressed.
-- Of suspects only those up to p_suspicion are leased, and with 0 none. One that was blamed for an end is answered by itself, so that
-- only what ends its process is set aside. The caller holds the session's row lock.
create function private.lease_lane(p_session uuid, p_worker text, p_lease_seconds int, p_suspicion int default 0) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_head public.inbox%rowtype;
  v_lost bigint[];
begin
  if not exists (select from public.sessions where id = p_session and thread_ts is not null) then
    return null; -- its opening is not shown yet
  end if;
  -- what lost its worker; one that was to be sure evidence is left to claim_suspect, whose caller knows whether it is
  select array_agg(lost.id) into v_lost
    from (select id from public.inbox
           where session_id = p_session and kind = 'reply' and state in ('queued', 'answered') and lease_until <= now()
             and (not has_floor or worker = p_worker) for update) lost;
  if v_lost is not null then
    perform private.leave_behind(p_worker, v_lost);
  end if;
  select * into v_head from public.inbox
   where session_id = p_session and kind = 'reply' and state = 'answered' limit 1;
  if not found then
    select * into v_head from public.inbox
     where session_id = p_session and kind = 'reply' and state = 'queued' order by coalesce(ts, about ->> 'at') nulls first, id limit 1;
  end if;
  if not found or v_head.run_at > now() or v_head.suspicion > p_suspicion
     or exists (select from public.inbox where session_id = p_session and kind = 'reply' and state in ('queued', 'answered') and lease_token is not null) then
    return null;
  end if;
  if v_head.suspicion = 0 and p_suspicion > 0 then -- a suspect waits behind it
    update public.inbox set suspicion = 1 where id = v_head.id returning * into v_head;
  end if;
  if v_head.state = 'answered' then
    return private.lease_row(v_head.id, p_worker, p_lease_seconds);
  end if;
  update public.inbox set joined_to = null where session_id = p_session and kind = 'reply' and state = 'queued' and joined_to is not null;
  update public.inbox i set joined_to = v_head.id
    from (select id, sum(length(body) + 2) over (order by at nulls first, id) as characters,
                 count(*) filter (where is_wish) over (order by at nulls first, id) as wishes,
                 max(suspicion) over (order by at nulls first, id) as suspicion
            from (select id, coalesce(ts, about ->> 'at') as at, body, about ? 'wish' as is_wish, suspicion
                    from public.inbox where session_id = p_session and kind = 'reply' and state = 'queued'
                   order by coalesce(ts, about ->> 'at') nulls first, id limit 20) first_in_line) next
   where i.id = next.id and i.id <> v_head.id and next.characters <= 8000 and next.wishes = 0
     and next.suspicion <= v_head.suspicion and v_head.suspicion < 3;
  return private.lease_row(v_head.id, p_worker, p_lease_seconds);
end $$;

-- What a flow needs to do a piece of work, and how far it is suspected, if it is. A scorecard waits for a suspect among the replies of its
-- session: whether that one can be answered is found out first, and apart.
create function private.work_in_hand(p_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_row  public.inbox%rowtype;
  v_work jsonb := private.work_of(p_id);
begin
  select * into v_row from public.inbox where id = p_id;
  if v_row.suspicion > 0 then
    v_work := v_work || jsonb_build_object('suspicion', v_row.suspicion);
  end if;
  if v_row.kind = 'scorecard' and v_row.state = 'queued' and exists (
       select from public.inbox r where r.session_id = v_row.session_id and r.kind = 'reply' and r.state = 'queued' and r.suspicion > 0) then
    v_work := v_work || '{"isAnswering": true}';
  end if;
  return v_work;
end $$;

-- Everything that a flow needs to do a piece of work: of a reply the rounds before it, and of a word to stop, of an edit what it says and what
-- the round said before it, and of a learner whether anything is remembered of them, as of most there is nothing, and then nothing more is
-- asked for.
-- Promises to read only.
create function private.work_of(p_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session jsonb;
  v_more    jsonb := '{}';
  v_learner jsonb;
begin
  select * into v_row from public.inbox where id = p_id;
  select jsonb_build_object(
           'id', s.id, 'domainId', s.domain_id, 'personaVersion', s.persona_version, 'rubricVersion', s.rubric_version,
           'promptVersion', s.prompt_version, 'label', s.label, 'isOpen', s.closed_at is null,
           'thread', private.thread_key(s.channel, s.thread_ts), 'closedBecause', s.closed_because, 'actor', l.slack_user_id,
           'erasures', s.erasures, 'isIdle', s.idle_asked_at is not null)
    into v_session
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = v_row.session_id;
  select jsonb_build_object('name', l.name, 'locale', l.locale, 'timeZone', l.time_zone, 'dmChannel', l.dm_channel,
                            'profileAt', l.profile_at, 'isDiscreet', l.discreet, 'remembers', exists (select from public.memories m where m.learner_id = l.id))
    into v_learner
    from public.learners l where l.workspace_id = v_row.workspace_id and l.slack_user_id = v_row.actor;

  if v_row.kind = 'reply' and v_row.state = 'answered' then
    select jsonb_build_object('round', r.round_number, 'answer', r.coach_response, 'thread', private.thread_to_answer(p_id),
             'lastMessage', (select private.thread_key(i.channel, i.ts) from public.inbox i where i.id = p_id or i.joined_to = p_id
                              order by i.ts desc nulls last, i.id desc limit 1))
      into v_more
      from public.coaching_sessions r where r.id = v_row.round_id;
  elsif v_row.kind = 'reply' then
    select jsonb_build_object(
             'replies', jsonb_agg(i.body order by i.ts nulls first, i.id), 'edits', sum(i.edits), 'rounds', private.rounds_to_tell(v_row.session_id),
             'summary', (select s.summary from public.sessions s where s.id = v_row.session_id),
             'round', (select coalesce(max(r.round_number), 0) + 1 from public.coaching_sessions r where r.session_id = v_row.session_id::text),
             'thread', private.thread_to_answer(p_id), 'used', public.used_today(v_row.workspace_id, v_row.actor, v_learner ->> 'timeZone'),
             'lastMessage', (array_agg(private.thread_key(i.channel, i.ts) order by i.ts desc nulls last, i.id desc))[1])
      into v_more
      from public.inbox i where i.id = p_id or i.joined_to = p_id;
  elsif v_row.kind = 'scorecard' then
    select jsonb_build_object(
             'rounds', private.rounds_to_tell(v_row.session_id, true),
             'pending', coalesce((select jsonb_agg(i.body order by i.ts nulls first, i.id) from public.inbox i
                                   where i.session_id = v_row.session_id and i.kind = 'reply' and i.state in ('queued', 'paused')), '[]'),
             'isAnswering', exists (select from public.inbox i
                                     where i.session_id = v_row.session_id and i.kind = 'reply'
                                       and (i.state = 'answered' or (i.state = 'queued' and i.lease_until > now()))),
             'threads', (select coalesce(jsonb_agg(private.thread_key(t.channel, t.thread_ts)), '[]') from public.session_threads t
                          where t.session_id = v_row.session_id),
             'scorecard', (select jsonb_build_object('judgement', jsonb_build_object('marks', c.marks, 'overall', c.overall,
                                     'judge', c.judge_model, 'samples', c.samples), 'closing', c.closing)
                             from public.scorecards c where c.session_id = v_row.session_id))
      into v_more;
  elsif v_row.kind in ('score', 'so-far') then
    select jsonb_build_object(
             'rounds', private.rounds_to_tell(v_row.session_id, true),
             'summary', (select s.summary from public.sessions s where s.id = v_row.session_id),
             'round', (select r.round_number from public.coaching_sessions r where r.id = v_row.round_id),
             'marks', (select r.marks from public.coaching_sessions r
                        where r.session_id = v_row.session_id::text order by r.round_number desc limit 1))
      into v_more;
  elsif v_row.kind = 'word' and v_row.about ->> 'word' = 'stop' then
    v_more := jsonb_build_object('rounds', private.rounds_to_tell(v_row.session_id));
  elsif v_row.kind = 'edit' then
    select jsonb_build_object('before', jsonb_build_object('reply', r.learner_message, 'answer', r.coach_response)) into v_more
      from public.coaching_sessions r where r.session_id = v_row.session_id::text and r.round_number = (v_row.about ->> 'round')::int;
  end if;

  return jsonb_build_object(
           'id', v_row.id, 'token', v_row.lease_token, 'key', v_row.key, 'kind', v_row.kind, 'state', v_row.state,
           'workspace', v_row.workspace_id, 'actor', v_row.actor, 'look', v_row.look, 'looks', v_row.looks,
           'attempts', v_row.attempts, 'triedForMs', floor(extract(epoch from now() - v_row.first_try_at) * 1000),
           'isTold', v_row.about @> '{"told": true}',
           'body', case when v_row.kind in ('opening', 'lead', 'edit') then v_row.body else '' end, 'about', v_row.about, 'place', v_row.channel, 'inThread', v_row.thread_ts is not null,
           'thread', private.thread_key(v_row.channel, coalesce(v_row.thread_ts, v_row.ts)),
           'session', v_session, 'learner', v_learner) || coalesce(v_more, '{}');
end $$;

-- The leases that a worker has, as {id, token}: after a call whose answer was lost it may have some that it does not know of.
create function public.held_leases(p_worker text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'token', i.lease_token)), '[]')
            from public.inbox i where i.worker = p_worker and i.lease_token is not null and i.lease_until > now());
end $$;

-- The work of these leases, as far as the worker still has them.
create function public.recover_work(p_worker text, p_ids bigint[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(private.work_in_hand(i.id) order by i.id), '[]')
            from public.inbox i
           where i.id = any (p_ids) and i.worker = p_worker and i.lease_token is not null and i.lease_until > now());
end $$;

-- Extends the leases that a living worker knows that it holds.
create function public.extend_leases(p_worker text, p_ids bigint[], p_lease_seconds int) returns void
language sql security definer set search_path = '' as $$
  update public.inbox set lease_until = now() + make_interval(secs => p_lease_seconds)
   where id = any (p_ids) and worker = p_worker and lease_token is not null
$$;

-- Gives work back that a worker was handed and has not begun: it is due at once, for anybody.
create function public.hand_back(p_worker text, p_ids bigint[]) returns void
language sql security definer set search_path = '' as $$
  update public.inbox set worker = null, lease_token = null, lease_until = null, attempts = attempts - 1, run_at = now()
   where id = any (p_ids) and worker = p_worker and lease_token is not null
$$;

-- Frees what dead workers held: those of p_dead, or without it every one but p_worker, for a database that only one process can have.
-- They have been dead for p_dead_for_ms at least.
create function public.release_work(p_worker text, p_dead text[] default null, p_dead_for_ms int default 0) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_ids bigint[];
begin
  perform 1 from public.sessions s
    where s.id in (select i.session_id from public.inbox i
                    where i.lease_token is not null and i.worker <> p_worker and (p_dead is null or i.worker = any (p_dead)))
    order by s.id for no key update;
  -- not skipping what is locked: a last call of the dead worker may be ending just now
  select array_agg(held.id) into v_ids
    from (select id from public.inbox
           where lease_token is not null and worker <> p_worker and (p_dead is null or worker = any (p_dead))
           order by id for update) held;
  perform private.leave_behind(p_worker, v_ids, now() - make_interval(secs => p_dead_for_ms / 1000.0));
end $$;

-- Whether a worker that died may have posted it: what is made first and posted then cannot be there before it is made.
create function private.may_be_posted(p_kind text, p_state text) returns boolean
language sql immutable set search_path = '' as $$
  select p_kind not in ('score', 'erase', 'catch-up') and (p_kind not in ('reply', 'scorecard', 'dispute') or p_state = 'answered')
$$;

-- The row of a piece of work, locked after its session, for the worker that holds its lease. Raises PT409 for any other.
create function private.held_row(p_id bigint, p_token uuid) returns public.inbox
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  perform 1 from public.sessions where id = (select session_id from public.inbox where id = p_id) for no key update;
  select * into v_row from public.inbox where id = p_id for update;
  if v_row.lease_token is distinct from p_token or p_token is null then
    raise exception 'lease lost' using errcode = 'PT409', hint = 'another worker owns this work now';
  end if;
  return v_row;
end $$;

-- Ends a lease for now: the work is due again after p_after_ms. With p_look a post may be there already.
-- With p_note the learner is told so, once: for a reply once until the session's next round is kept, however many wait for it.
-- A wait for something else (p_counts false) is no attempt.
-- Raises PT409 where the lease is lost.
create function public.put_back(p_id bigint, p_token uuid, p_after_ms int, p_because text, p_look boolean default false,
                                p_note text default null, p_counts boolean default true) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_run_at timestamptz := now() + make_interval(secs => p_after_ms / 1000.0);
  v_told   boolean;
begin
  v_row := private.held_row(p_id, p_token);
  v_told := p_note is not null or v_row.about @> '{"told": true}';
  update public.inbox
     set run_at = v_run_at, because = p_because, look = look or p_look, looks = looks + p_look::int, attempts = attempts - (not p_counts)::int,
         worker = null, lease_token = null, lease_until = null, about = case when v_told then about || '{"told": true}' else about end
   where id = p_id;
  if v_row.kind = 'reply' and v_row.state = 'queued' then
    perform private.delay_lane(v_row.session_id, v_run_at, p_because, v_told);
  end if;
  if p_note is not null then
    perform private.tell_of_work(v_row, p_note, p_because);
  end if;
end $$;

-- A note to the learner about work of theirs that is late, or that is given up: once for each piece, and of what the model keeps waiting once
-- until the session's next round is kept, however many replies wait for it.
create function private.tell_of_work(p_row public.inbox, p_note text, p_because text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_thread text := private.thread_key(p_row.channel, coalesce(p_row.thread_ts, ''));
  v_once   text := p_row.id::text;
begin
  if p_row.kind = 'reply' then
    v_thread := private.thread_to_answer(p_row.id);
  end if;
  if p_row.kind = 'reply' and p_note not in ('withheld', 'given-up') then
    v_once := p_row.session_id || ':' || (select count(*) from public.coaching_sessions where session_id = p_row.session_id::text);
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_row.workspace_id, p_note || ':' || v_once, 'note', p_row.actor, p_row.session_id, nullif(split_part(v_thread, ':', 1), ''),
          nullif(split_part(v_thread, ':', 2), ''), jsonb_build_object('note', p_note, 'because', p_because))
  on conflict do nothing;
end $$;

-- This work is withheld no more: that it is, is not said any more where it was not yet.
create function private.forget_withheld(p_row public.inbox) returns void
language sql security definer set search_path = '' as $$
  delete from public.inbox
   where p_row.about @> '{"told": true}' and workspace_id = p_row.workspace_id and event_id = 'withheld:' || p_row.id
     and state = 'queued' and lease_token is null
$$;

-- Ends a piece of work with nothing to show for it: settled where that is right, stuck where an operator must look. With p_note the learner
-- is told so.
-- Raises PT409 where the lease is lost.
create function public.settle(p_id bigint, p_token uuid, p_because text, p_stuck boolean default false, p_note text default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  perform private.forget_withheld(v_row);
  if p_note is not null then
    perform private.tell_of_work(v_row, p_note, p_because);
  end if;
  if v_row.kind = 'opening' then -- it was never shown: the learner is free to start again, and where somebody may help what they wrote stays kept
    update public.sessions set closed_at = now(), closed_because = 'unopened' where id = v_row.session_id;
    update public.inbox
       set state = case when p_stuck then 'stuck' else 'settled' end, because = p_because, body = case when p_stuck then body else '' end,
           ended_at = case when p_stuck then ended_at else now() end
     where session_id = v_row.session_id and kind = 'reply' and state = 'queued';
  end if;
  update public.inbox
     set state = case when p_stuck then 'stuck' else 'settled' end, because = p_because,
         body = case when p_stuck then body else '' end, ended_at = now(), worker = null, lease_token = null, lease_until = null
   where id = p_id or (joined_to = p_id and state = 'queued');
end $$;

-- Ends a piece of work that must leave nothing behind: its row goes.
-- Raises PT409 where the lease is lost.
create function public.forget_work(p_id bigint, p_token uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.held_row(p_id, p_token);
  delete from public.inbox where id = p_id;
end $$;

-- For an operator, once the cause is put right: what was given up is due again, and is looked for before it is posted.
create function private.retry_stuck() returns int
language sql security definer set search_path = '' as $$
  with again as (
    update public.inbox i
       set state = case when i.kind in ('reply', 'scorecard') and i.round_id is not null then 'answered' else 'queued' end,
           attempts = 0, looks = 0, look = true, first_try_at = null, run_at = now(), ended_at = null, about = i.about - 'told'
      from public.inbox stuck left join public.sessions s on s.id = stuck.session_id
     where i.id = stuck.id and stuck.state = 'stuck' and s.closed_because is distinct from 'unopened'
    returning i.id)
  select count(*)::int from again
$$;

-- The coach could not answer, and will not by itself: the replies stay kept until the learner presses "Try again" or writes on. They are
-- told once.
-- Raises PT409 where the lease is lost.
create function public.pause_reply(p_id bigint, p_token uuid, p_because text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_thread text := private.thread_to_answer(p_id);
begin
  v_row := private.held_row(p_id, p_token);
  -- what came in meanwhile waits too: no reply overtakes another
  update public.inbox
     set state = 'paused', because = p_because, worker = null, lease_token = null, lease_until = null, joined_to = null,
         first_try_at = null, attempts = 0, about = about - 'told'
   where session_id = v_row.session_id and kind = 'reply' and state = 'queued';
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (v_row.workspace_id, 'trouble:' || v_row.id || ':' || v_row.first_try_at, 'note', v_row.actor, v_row.session_id,
          split_part(v_thread, ':', 1), split_part(v_thread, ':', 2), jsonb_build_object('note', 'trouble', 'because', p_because))
  on conflict do nothing;
end $$;

-- "Try again": what waited for the learner, or for the coach to be back, is due at once. What is being tried just now is left to its
-- worker. {outcome: 'due' | 'nothing-waits'}.
create function public.try_again(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.sessions where id = p_session for no key update;
  update public.inbox i
     set state = 'queued', run_at = now(), joined_to = case when i.state = 'paused' then null else i.joined_to end
    from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and i.session_id = s.id and i.kind = 'reply' and (i.state = 'paused' or (i.state = 'queued' and i.about @> '{"told": true}'));
  return jsonb_build_object('outcome', case when found then 'due' else 'nothing-waits' end);
end $$;

-- A new reply joins a lane that waits: for the coach to be back, and then all of it is due at once, as the learner is here; or for the
-- day to turn, and then it waits too.
create function private.join_lane() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_first public.inbox%rowtype;
begin
  select * into v_first from public.inbox
   where session_id = new.session_id and kind = 'reply' and state = 'queued' and because is not null
     and lease_token is null and run_at > now() limit 1;
  if v_first.because like 'limit %' then
    new.run_at := v_first.run_at;
    new.because := v_first.because;
  elsif v_first.about @> '{"told": true}' then
    update public.inbox set run_at = now()
     where session_id = new.session_id and kind = 'reply' and state = 'queued' and because is not null and lease_token is null;
  end if;
  return new;
end $$;
create trigger join_lane before insert on public.inbox
  for each row when (new.kind = 'reply' and new.state = 'queued' and new.session_id is not null) execute function private.join_lane();

-- All replies of a session wait together: none goes before the first, and a worker that looks for work is not held up by the rest.
create function private.delay_lane(p_session uuid, p_run_at timestamptz, p_because text, p_told boolean) returns void
language sql security definer set search_path = '' as $$
  update public.inbox
     set run_at = p_run_at, because = p_because, about = case when p_told then about || '{"told": true}' else about - 'told' end
   where session_id = p_session and kind = 'reply' and state = 'queued'
$$;

-- The model answers again: what waits for it is due at once. Returns how much that is.
create function public.hurry_work() returns int
language sql security definer set search_path = '' as $$
  with due as (
    update public.inbox i set run_at = now()
      from (select id from public.inbox
             where state = 'queued' and run_at > now() and lease_token is null and because like 'llm-%'
               for update skip locked) waits
     where i.id = waits.id
    returning i.id)
  select count(*)::int from due
$$;

-- What the learner's replies wait for (a model that is away, a limit of the day) holds them back no longer. Safe to repeat.
create function public.hurry_replies(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  update public.inbox i set run_at = now()
    from public.learners l join public.sessions s on s.learner_id = l.id and s.closed_at is null
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and i.session_id = s.id and i.kind = 'reply' and i.state = 'queued' and i.run_at > now()
     and (i.lease_until is null or i.lease_until <= now())
$$;

-- For a health check: what waits, and what needs an operator.
create function public.work_waiting() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'due', count(*) filter (where state in ('queued', 'answered') and run_at <= now() and coalesce(lease_until < now(), true)),
    'delayed', count(*) filter (where state in ('queued', 'answered') and run_at > now()),
    'stuck', count(*) filter (where state = 'stuck'))
    from public.inbox where state in ('queued', 'answered', 'stuck')
$$;

-- {stuck: {cause: count}, late: {cause: count}}: late is what was first tried more than p_late_minutes ago and is still to be done.
create function public.stuck_causes(p_late_minutes int) returns jsonb
language sql stable security definer set search_path = '' as $$
  with causes as (
    select case when state = 'stuck' then 'stuck' else 'late' end as how, coalesce(because, 'unknown') as cause, count(*) as many
      from public.inbox
     where state = 'stuck'
        or (state in ('queued', 'answered') and because is not null and first_try_at < now() - make_interval(mins => p_late_minutes))
     group by 1, 2)
  select jsonb_build_object(
           'stuck', coalesce((select jsonb_object_agg(cause, many) from causes where how = 'stuck'), '{}'),
           'late', coalesce((select jsonb_object_agg(cause, many) from causes where how = 'late'), '{}'))
$$;

-- The versions of the migrations that this database has, so that a release can say which it lacks.
create function public.applied_migrations() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(jsonb_agg(version order by version), '[]') from supabase_migrations.schema_migrations);
exception when undefined_table then
  return '[]'; -- loaded by hand, without the CLI's history
end $$;


-- suspects

-- Work that ends its process ends by itself. What was in flight when a process ended without an outcome is suspect, runs apart from
-- everything else, and after three such ends is set aside. What has an outcome, whichever, is suspect no longer.
--
-- How far a row is suspected (inbox.suspicion):
--   0  not at all
--   1  it was in flight among others: it is tried in turns, beside suspects that only wait for their model
--   2  it was in flight in turns while another had the floor: it is tried in turns with few
--   3  it had the floor at an end, or was one of few: it is tried with nothing else in flight, and that end is the last
--   4  it ended its process alone: it is set aside
-- Who has the floor (inbox.has_floor) is the one whose code may run: an end of the process is its doing.

-- Leases one suspect, up to p_suspicion (0 for none), to a worker that has nothing else in its hands that could end it. Those with the
-- fewest ends come first. What ended its process too often is set aside, in the order of sessions. Whether the caller is p_steady matters
-- to find_lost.
-- Returns {work, suspicion, dueInMs, setAside: [{id, kind}]}: `suspicion` is that of the first suspect that is still due, and `dueInMs`
-- when another one will be; null where there is none.
create function public.claim_suspect(p_worker text, p_suspicion int, p_steady boolean, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_one       jsonb;
  v_row       record;
  v_set_aside jsonb := '[]';
begin
  perform private.find_lost(p_worker, p_steady);

  for v_row in
    select i.id, i.kind, i.session_id from public.inbox i
     where i.suspicion > 3 and i.state in ('queued', 'answered') and i.lease_token is null
     order by i.session_id, i.id
  loop
    -- what another has locked is left for the next call: two that wait for each other's sessions would wait for ever
    perform 1 from public.sessions where id = v_row.session_id for no key update skip locked;
    continue when not found and v_row.session_id is not null;
    perform 1 from public.inbox where id = v_row.id and suspicion > 3 and state in ('queued', 'answered') for update skip locked;
    if found then
      perform private.set_aside(v_row.id);
      v_set_aside := v_set_aside || jsonb_build_object('id', v_row.id, 'kind', v_row.kind);
    end if;
  end loop;

  for v_row in select * from private.suspects_due() due where due.suspicion <= p_suspicion order by due.suspicion, due.run_at, due.id
  loop
    if v_row.kind = 'reply' then
      perform 1 from public.sessions where id = v_row.session_id for no key update skip locked;
      if found then
        v_one := private.lease_lane(v_row.session_id, p_worker, p_lease_seconds, p_suspicion);
      end if;
    else
      perform 1 from public.inbox where id = v_row.id and lease_token is null and state in ('queued', 'answered') for update skip locked;
      if found then
        v_one := private.lease_row(v_row.id, p_worker, p_lease_seconds);
      end if;
    end if;
    exit when v_one is not null;
  end loop;
  return jsonb_build_object(
    'work', case when v_one is null then '[]'::jsonb else jsonb_build_array(v_one) end,
    'suspicion', (select min(suspicion) from private.suspects_due()),
    'dueInMs', (select ceil(extract(epoch from min(run_at) - now()) * 1000)::int
                  from public.inbox where suspicion > 0 and state in ('queued', 'answered') and lease_token is null and run_at > now()),
    'setAside', v_set_aside);
end $$;

-- The suspects that a worker could have now. A session's replies come one at a time, and when its opening is shown.
create function private.suspects_due() returns table (id bigint, kind text, session_id uuid, suspicion smallint, run_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select i.id, i.kind, i.session_id, i.suspicion, i.run_at
    from public.inbox i
   where i.suspicion between 1 and 3 and i.state in ('queued', 'answered') and i.run_at <= now() and i.lease_token is null and i.joined_to is null
     and (i.kind <> 'reply'
          or (exists (select from public.sessions s where s.id = i.session_id and s.thread_ts is not null)
              and not exists (select from public.inbox o
                               where o.session_id = i.session_id and o.kind = 'reply' and o.state in ('queued', 'answered') and o.id <> i.id
                                 and (o.lease_token is not null or (o.state = 'answered' and o.run_at > now())))))
$$;

-- Of the suspects that this worker has, p_id has the floor from now on, or none.
create function public.give_floor(p_worker text, p_id bigint) returns void
language sql security definer set search_path = '' as $$
  update public.inbox set has_floor = id is not distinct from p_id
   where worker = p_worker and lease_token is not null and suspicion > 0 and has_floor <> (id is not distinct from p_id)
$$;

-- Frees what was leased to workers that were not heard of again. A suspect that had the floor counts as ended only for a caller that is
-- p_steady: it has claimed without a fault for so long that the other, should it live, would have its lease back.
create function private.find_lost(p_worker text, p_steady boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_ids bigint[];
begin
  with lost as (
    select id, session_id from public.inbox
     where state in ('queued', 'answered') and lease_until <= now() and (not has_floor or worker = p_worker or p_steady)),
  locked as (
    select s.id from public.sessions s where s.id in (select session_id from lost) for no key update skip locked)
  select array_agg(held.id) into v_ids
    from (select i.id from public.inbox i
           where i.id in (select id from lost where session_id is null or session_id in (select id from locked))
             and i.lease_until <= now() for update skip locked) held;
  if v_ids is not null then
    perform private.leave_behind(p_worker, v_ids);
  end if;
end $$;

-- Frees these rows, whose worker ended without an outcome, and notes how far each can be blamed for that: only one that had the floor, alone,
-- is blamed for a last time. Those that were to be answered together share it. A worker that lost a lease and lives
-- ended nothing. What may have been posted is looked for five seconds after p_ended_at, or without it after the lease ran out, so that a
-- post under way has arrived. The caller holds the rows and their sessions.
create function private.leave_behind(p_worker text, p_ids bigint[], p_ended_at timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  for v_row in
    update public.inbox i
       set suspicion = case when i.worker = p_worker then i.suspicion
                            when i.suspicion = 0 then 1
                            when i.has_floor then greatest(i.suspicion + 1, 3)
                            else least(i.suspicion + 1, 3) end,
           look = i.look or private.may_be_posted(i.kind, i.state),
           run_at = case when private.may_be_posted(i.kind, i.state)
                         then greatest(now(), coalesce(p_ended_at, i.lease_until) + interval '5 seconds') else now() end,
           worker = case when i.worker = p_worker then null else i.worker end, -- of a worker that lives, it is an outcome
           has_floor = false, lease_token = null, lease_until = null, joined_to = null
     where i.id = any (p_ids) and i.lease_token is not null
    returning i.*
  loop
    update public.inbox set suspicion = greatest(suspicion, v_row.suspicion), joined_to = null
     where joined_to = v_row.id and state = 'queued' and lease_token is null;
  end loop;
end $$;

-- Sets a piece of work aside that ended its process three times: its lane goes on without it, an operator must look, and whoever waits for
-- it is told. Should it be tried again, it is tried alone. The caller holds its session.
create function private.set_aside(p_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row    public.inbox%rowtype;
  v_thread text;
begin
  -- not as queued: nobody reads it
  update public.inbox set state = 'stuck', lease_token = gen_random_uuid() where id = p_id returning * into v_row;
  v_thread := case when v_row.kind = 'reply' then private.thread_to_answer(p_id)
                   when v_row.kind = 'lead' or v_row.channel like 'D%' then private.thread_key(v_row.channel, coalesce(v_row.thread_ts, v_row.ts, '')) end;
  perform public.settle(p_id, v_row.lease_token, 'ended the process', true);
  update public.inbox set suspicion = 3 where id = p_id;
  if v_row.actor <> '' and v_row.kind in ('reply', 'lead', 'word', 'opening', 'consent', 'so-far', 'scorecard', 'dispute', 'edit', 'export', 'receipt') then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
    values (v_row.workspace_id, 'set-aside:' || p_id || ':' || extract(epoch from clock_timestamp()), 'note', v_row.actor, v_row.session_id,
            nullif(split_part(v_thread, ':', 1), ''), nullif(split_part(v_thread, ':', 2), ''),
            jsonb_build_object('note', 'set-aside', 'because', v_row.kind));
  end if;
end $$;

-- A lease that ends with an outcome leaves no worker behind: whatever it was, the process did not end of it.
create function private.clear_suspicion() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.suspicion := 0;
  new.has_floor := false;
  return new;
end $$;
create trigger clear_suspicion before update of lease_token on public.inbox
  for each row when (old.lease_token is not null and new.lease_token is null and new.worker is null
                     and (old.suspicion > 0 or old.has_floor))
  execute function private.clear_suspicion();

-- Those that are answered together with a suspect are cleared with it.
create function private.clear_joined() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox set suspicion = 0 where joined_to = new.id and suspicion > 0 and id <> new.id;
  return null;
end $$;
create trigger clear_joined after update of lease_token on public.inbox
  for each row when (old.suspicion > 0 and new.suspicion = 0)
  execute function private.clear_joined();


-- limits

-- Limits of a day: what learners and workspaces used today is counted, and what is over them waits for the next day, or is refused.

-- What was used on the newest day that anything was: by a learner in their own time zone, and by all of a workspace (actor '') in UTC.
create table public.usage_today (
  workspace_id  text not null references public.workspaces (id) on delete cascade,
  actor         text not null,
  day           date not null,
  rounds        int not null,
  input_tokens  bigint not null,
  output_tokens bigint not null,
  primary key (workspace_id, actor)
) with (fillfactor = 70); -- every round changes two of these rows

-- {learner: {rounds, inputTokens, outputTokens}, workspace: {...}}: what was used today.
create function public.used_today(p_workspace text, p_actor text, p_zone text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_nothing   constant jsonb := '{"rounds": 0, "inputTokens": 0, "outputTokens": 0}';
  v_learner   jsonb;
  v_workspace jsonb;
begin
  select jsonb_build_object('rounds', rounds, 'inputTokens', input_tokens, 'outputTokens', output_tokens) into v_learner
    from public.usage_today where workspace_id = p_workspace and actor = p_actor and day = private.day_in(p_zone, now());
  select jsonb_build_object('rounds', rounds, 'inputTokens', input_tokens, 'outputTokens', output_tokens) into v_workspace
    from public.usage_today where workspace_id = p_workspace and actor = '' and day = private.day_in('UTC', now());
  return jsonb_build_object('learner', coalesce(v_learner, v_nothing), 'workspace', coalesce(v_workspace, v_nothing));
end $$;

-- Counts what was used just now. Locks a learner's row before their workspace's, and both after everything else.
create function public.add_usage(p_workspace text, p_actor text, p_rounds int, p_input_tokens int, p_output_tokens int) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_zone text;
begin
  select time_zone into v_zone from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  insert into public.usage_today as u (workspace_id, actor, day, rounds, input_tokens, output_tokens)
  select p_workspace, used.actor, used.day, p_rounds, p_input_tokens, p_output_tokens
    from (values (1, p_actor, private.day_in(v_zone, now())), (2, '', private.day_in('UTC', now()))) used (place, actor, day)
   where used.place = 2 or found
   order by used.place
  on conflict (workspace_id, actor) do update
     set day = excluded.day,
         rounds = excluded.rounds + case when u.day = excluded.day then u.rounds else 0 end,
         input_tokens = excluded.input_tokens + case when u.day = excluded.day then u.input_tokens else 0 end,
         output_tokens = excluded.output_tokens + case when u.day = excluded.day then u.output_tokens else 0 end;
end $$;

-- A round is counted in the transaction that keeps it; and what the learner was told about replies that wait is over.
create function private.count_round() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.add_usage(new.workspace_id, l.slack_user_id, 1, coalesce(new.input_tokens, 0), coalesce(new.output_tokens, 0))
     from public.learners l where l.id = new.learner_id::uuid;
  update public.inbox set about = about - 'told'
   where session_id = new.session_id::uuid and kind = 'reply' and state = 'queued' and because is not null and about @> '{"told": true}';
  return null;
end $$;
create trigger count_round after insert on public.coaching_sessions
  for each row when (new.workspace_id is not null) execute function private.count_round();

-- What somebody used is not counted once they erased everything: a model's answer that was under way then comes after it.
create function private.keep_no_stray_usage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  return case when private.is_erased(new.workspace_id, new.actor) then null else new end;
end $$;
create trigger keep_no_stray_usage before insert on public.usage_today
  for each row when (new.actor <> '') execute function private.keep_no_stray_usage();

-- A limit of the day is reached, and the day turns after p_after_ms, at p_until. Replies are due again then, as if they had not been tried,
-- and the learner hears of them once a day. A scorecard, a second look at a score, or the score of a round is due again then
-- too; the learner is told, but not about the score of a round, which nobody waits for. A score so far that was
-- asked for is ended with that word. What a learner wrote last in a session that has ended is answered by its scorecard alone, so it waits
-- for that.
-- Raises PT409 where the lease is lost.
create function public.wait_for_day(p_id bigint, p_token uuid, p_after_ms int, p_whose text, p_until timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_run_at  timestamptz := now() + make_interval(secs => p_after_ms / 1000.0);
  v_because text := 'limit of the ' || p_whose;
  v_thread  text;
  v_once    text;
begin
  v_row := private.held_row(p_id, p_token);
  if v_row.kind = 'reply' then
    v_thread := private.thread_to_answer(p_id);
    v_once := p_whose || ':' || v_row.actor || ':' || extract(epoch from p_until);
    update public.inbox set first_try_at = null, attempts = 0, worker = null, lease_token = null, lease_until = null where id = p_id;
    perform private.delay_lane(v_row.session_id, v_run_at, v_because, false);
  else
    v_thread := private.thread_key(v_row.channel, coalesce(v_row.thread_ts, ''));
    v_once := p_id || ':' || extract(epoch from p_until);
    update public.inbox
       set state = case when kind = 'so-far' then 'settled' else state end, ended_at = case when kind = 'so-far' then now() end,
           run_at = v_run_at, because = v_because, about = about - 'told',
           first_try_at = null, attempts = 0, worker = null, lease_token = null, lease_until = null
     where id = p_id;
  end if;
  if v_row.kind = 'scorecard' then
    update public.inbox set run_at = 'infinity', because = 'its scorecard answers it', about = about - 'told'
     where session_id = v_row.session_id and kind = 'reply' and state = 'queued' and lease_token is null;
  end if;
  if v_row.kind <> 'score' then
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
    values (v_row.workspace_id, 'limit:' || v_once, 'note', v_row.actor, v_row.session_id,
            nullif(split_part(v_thread, ':', 1), ''), nullif(split_part(v_thread, ':', 2), ''),
            jsonb_build_object('note', 'limit', 'what', v_row.kind, 'whose', p_whose, 'until', p_until))
    on conflict do nothing;
  end if;
end $$;

-- The clock was moved from p_from to p_to, as one can to see what is due later: what waits for a day is looked at now, and where another day
-- has begun for somebody, nothing of theirs is used yet.
create function public.turn_day(p_from timestamptz, p_to timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.usage_today u set rounds = 0, input_tokens = 0, output_tokens = 0
    from (select workspace_id, slack_user_id as actor, time_zone as zone from public.learners
          union all select id, '', 'UTC' from public.workspaces) whose
   where u.workspace_id = whose.workspace_id and u.actor = whose.actor
     and private.day_in(whose.zone, p_from) <> private.day_in(whose.zone, p_to);
  update public.inbox set run_at = now()
   where state = 'queued' and because like 'limit of the %' and run_at > now() and lease_token is null;
end $$;


-- intake

-- What comes in from Slack, kept before Slack hears "ok", and the looks at what was written while nobody listened.

-- When an instance with a connection to Slack was last here.
create table public.presence (
  one     boolean primary key default true check (one), -- there is one row
  seen_at timestamptz not null
);

-- Keeps what came in, in one transaction, and leases what can be worked on at once to the worker that calls.
-- p_items: a list of {kind: 'message' | 'edit' | 'deletion' | 'stop' | 'moved' | 'uninstall', workspace, eventId, actor, channel, ts, threadTs,
-- text, word, direct, mention, wish, editedAt, from, to, at}. Returns {work: [...]}: once it returns, all of it is kept, or was known, or is not ours.
-- Keeping goes before answering: an instance that has no room for more is handed no more replies, at most p_room of them. The others are due
-- all the same, for whoever claims next. Without p_room it is handed all. Raises PT400 for a kind that it does not know.
create function public.keep_incoming(p_worker text, p_lease_seconds int, p_items jsonb, p_room int default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_item    jsonb;
  v_id      bigint;
  v_one     jsonb;
  v_work    jsonb := '[]';
  v_ids     bigint[] := '{}';
  v_session uuid;
  v_room    int := p_room;
begin
  -- everybody who may start something, and
  perform private.lock_actor(a.workspace, a.actor)
    from (select distinct i ->> 'workspace' as workspace, i ->> 'actor' as actor from jsonb_array_elements(p_items) i
           where i -> 'direct' = 'true' or i -> 'mention' = 'true' order by 1, 2) a;
  -- every session that this can touch, locked in one order, so that two instances never wait for each other in a circle
  perform 1 from public.sessions
    where id in (select t.session_id
                   from jsonb_array_elements(p_items) i
                   join public.session_threads t on t.workspace_id = i ->> 'workspace' and t.channel = i ->> 'channel'
                    and t.thread_ts = coalesce(i ->> 'threadTs', i ->> 'ts')
                 union
                 select t.session_id
                   from jsonb_array_elements(p_items) i
                   join public.session_threads t on t.workspace_id = i ->> 'workspace' and t.channel = i ->> 'from'
                 union
                 select s.id
                   from jsonb_array_elements(p_items) i
                   join public.learners l on l.workspace_id = i ->> 'workspace' and l.slack_user_id = i ->> 'actor'
                   join public.sessions s on s.learner_id = l.id and s.closed_at is null
                 union -- an edit or a deletion finds its message wherever it went
                 select m.session_id
                   from jsonb_array_elements(p_items) i
                   join public.inbox m on m.workspace_id = i ->> 'workspace' and m.channel = i ->> 'channel' and m.ts = i ->> 'ts'
                  where i ->> 'kind' in ('edit', 'deletion')
                 union
                 select r.session_id::uuid
                   from jsonb_array_elements(p_items) i
                   join public.coaching_sessions r on r.workspace_id = i ->> 'workspace'
                    and r.replies @> jsonb_build_array(jsonb_build_object('channel', i ->> 'channel', 'ts', i ->> 'ts'))
                  where i ->> 'kind' in ('edit', 'deletion'))
    order by id for no key update;

  for v_item in select i from jsonb_array_elements(p_items) with ordinality as items (i, place) order by i ->> 'ts', place
  loop
    if v_item ->> 'kind' = 'message' then
      v_ids := v_ids || private.keep_message(v_item);
    elsif v_item ->> 'kind' = 'edit' then
      v_ids := v_ids || private.keep_edit(v_item);
    elsif v_item ->> 'kind' = 'deletion' then
      v_ids := v_ids || private.keep_deletion(v_item ->> 'workspace', v_item ->> 'channel', v_item ->> 'ts', v_item ->> 'threadTs');
    elsif v_item ->> 'kind' = 'stop' then
      v_ids := v_ids || private.stop_answer(v_item ->> 'workspace', v_item ->> 'eventId', v_item ->> 'actor', v_item ->> 'channel', v_item ->> 'threadTs');
    elsif v_item ->> 'kind' = 'moved' then
      perform private.move_channel(v_item ->> 'workspace', v_item ->> 'from', v_item ->> 'to');
    elsif v_item ->> 'kind' = 'uninstall' then
      if private.is_first_delivery(v_item ->> 'workspace', v_item ->> 'eventId') then
        perform private.remove_workspace(v_item ->> 'workspace', coalesce(to_timestamp((v_item ->> 'at')::float8), now()));
      end if;
    else
      raise exception 'unknown kind %', v_item ->> 'kind' using errcode = 'PT400';
    end if;
  end loop;

  for v_id in select i.id from public.inbox i where i.id = any (v_ids) and i.kind <> 'reply' and i.state = 'queued'
  loop
    v_work := v_work || private.lease_row(v_id, p_worker, p_lease_seconds);
  end loop;
  for v_session in select distinct i.session_id from public.inbox i where i.id = any (v_ids) and i.kind = 'reply'
  loop
    exit when v_room <= 0;
    v_one := private.lease_lane(v_session, p_worker, p_lease_seconds);
    if v_one is not null then
      v_work := v_work || v_one;
      v_room := v_room - 1;
    end if;
  end loop;
  return jsonb_build_object('work', v_work);
end $$;

-- A message by a person: a reply in a session, the start of one, a word to the bot, or nothing of ours. A wish is noted with the words that
-- it was written with. Nothing is written that is there already. Returns the id of the row to look at, or null when the message was dropped
-- unread or known already.
create function private.keep_message(p_item jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace text := p_item ->> 'workspace';
  v_actor     text := p_item ->> 'actor';
  v_channel   text := p_item ->> 'channel';
  v_ts        text := p_item ->> 'ts';
  v_thread_ts text := p_item ->> 'threadTs';
  v_word      text := p_item ->> 'word';
  v_direct    boolean := coalesce((p_item ->> 'direct')::boolean, false);
  v_mention   boolean := coalesce((p_item ->> 'mention')::boolean, false);
  v_gone      timestamptz;
  v_session   uuid;
  v_learner   text;
  v_closed    boolean;
  v_kind      text;
  v_about     jsonb := '{}';
  v_body      text := '';
  v_id        bigint;
  v_is_known  boolean; -- the thread, as the session's
begin
  select t.session_id, l.slack_user_id, s.closed_at is not null into v_session, v_learner, v_closed
    from public.session_threads t
    join public.sessions s on s.id = t.session_id
    join public.learners l on l.id = s.learner_id
   where t.workspace_id = v_workspace and t.channel = v_channel and t.thread_ts = coalesce(v_thread_ts, v_ts);
  if v_session is null and not v_direct and not v_mention then
    return null;
  end if;

  v_is_known := v_session is not null;

  select w.uninstalled_at into v_gone from public.workspaces w where w.id = v_workspace;
  if not found then
    insert into public.workspaces (id) values (v_workspace) on conflict do nothing;
  end if;
  if to_timestamp(v_ts::float8) <= v_gone then
    return null; -- written before the app was removed: nothing can be said there any more
  elsif v_gone is not null then
    update public.workspaces set uninstalled_at = null, installed_at = now() where id = v_workspace;
  end if;
  if v_session is not null and v_learner <> v_actor then
    return private.add_note(v_workspace, 'stranger:' || v_session || ':' || v_actor, v_actor, v_session, v_channel,
                            coalesce(v_thread_ts, v_ts), v_ts, jsonb_build_object('note', 'stranger', 'private', true));
  end if;

  if v_session is null then
    select s.id into v_session
      from public.sessions s join public.learners l on l.id = s.learner_id
     where l.workspace_id = v_workspace and l.slack_user_id = v_actor and s.closed_at is null;
    if v_session is not null and v_mention and not v_direct then
      return private.add_note(v_workspace, p_item ->> 'eventId', v_actor, v_session, v_channel, v_thread_ts, v_ts,
                              jsonb_build_object('note', 'open-elsewhere', 'private', true));
    end if;
    v_closed := false;
  end if;

  -- who says no more than "stop" in a rehearsal stops that, and is with the coach again
  if v_word = 'stop' and not v_closed
     and (select r.rehearsal from public.coaching_sessions r where r.session_id = v_session::text order by r.round_number desc limit 1) is not null then
    v_word := null;
    p_item := p_item || '{"wish": "back"}';
  end if;

  if v_word is not null then
    v_kind := 'word';
    v_about := jsonb_build_object('word', v_word);
  elsif v_session is null then
    v_kind := 'lead';
    v_body := p_item ->> 'text';
    v_about := jsonb_build_object('mention', v_mention and not v_direct);
  elsif v_closed then
    v_kind := 'note';
    v_about := jsonb_build_object('note', 'ended');
  elsif p_item ->> 'text' = '' then
    v_kind := 'note';
    v_about := jsonb_build_object('note', 'no-text');
  else
    v_kind := 'reply';
    v_body := p_item ->> 'text';
  end if;

  if v_kind in ('reply', 'lead') and p_item ? 'wish' then
    v_about := v_about || jsonb_build_object('wish', p_item -> 'wish');
  end if;

  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, body, about, edited_ts)
  values (v_workspace, p_item ->> 'eventId', v_kind, v_actor, v_session, v_channel, v_thread_ts, v_ts, v_body, v_about, p_item ->> 'editedAt')
  on conflict do nothing returning id into v_id;
  if v_id is not null and v_kind = 'reply' then
    if not v_is_known then
      perform private.add_thread(v_session, private.thread_key(v_channel, coalesce(v_thread_ts, v_ts)), false);
    end if;
    update public.sessions set last_reply_at = now(), idle_asked_at = null where id = v_session;
    -- what waited for the learner's next reply is answered together with it
    update public.inbox set state = 'queued', run_at = now(), joined_to = null
     where session_id = v_session and kind = 'reply' and state = 'paused';
  end if;
  return v_id;
end $$;

-- A message was changed. Before its answer the newest text counts, however late an older one comes, and whether it is a wish follows that
-- text; after it the round is marked as edited, and stays as it was answered. An edit that leaves no words is a deletion of what waits. One
-- that overtook its message is taken for the message. One that changes no reply which waits is looked at once all the same, as somebody may
-- have put into it what needs people: it is kept for that, whatever it says, and settled alike, so that no row tells which one was a hard
-- moment. Returns a row to look at, as keep_message does.
create function private.keep_edit(p_item jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace text := p_item ->> 'workspace';
  v_channel   text := p_item ->> 'channel';
  v_ts        text := p_item ->> 'ts';
  v_text      text := p_item ->> 'text';
  v_row       public.inbox%rowtype;
  v_round     public.coaching_sessions%rowtype;
begin
  select * into v_row from public.inbox where workspace_id = v_workspace and channel = v_channel and ts = v_ts for update;
  if v_row.edited_ts >= p_item ->> 'editedAt' then
    return null;
  end if;
  update public.inbox set edited_ts = p_item ->> 'editedAt' where id = v_row.id;
  if v_row.kind in ('reply', 'lead') and v_row.state in ('queued', 'paused', 'waiting', 'stuck') and v_row.round_id is null then
    if v_text = '' then
      return private.keep_deletion(v_workspace, v_channel, v_ts, p_item ->> 'threadTs');
    end if;
    update public.inbox
       set body = v_text, edits = edits + 1,
           about = about - 'wish' || case when p_item ? 'wish' then jsonb_build_object('wish', p_item -> 'wish') else '{}' end
     where id = v_row.id and body <> v_text;
    return case when found and v_row.state = 'waiting' then private.look_at_edit(p_item, v_row.key) end;
  end if;
  update public.coaching_sessions set edited_at = now()
   where workspace_id = v_workspace and replies @> jsonb_build_array(jsonb_build_object('channel', v_channel, 'ts', v_ts))
     and learner_message <> ''
  returning * into v_round;
  if v_round.id is not null or v_row.kind in ('lead', 'word') then
    return private.look_at_edit(p_item, v_row.key, v_round.session_id::uuid, v_round.round_number);
  elsif v_row.id is not null or to_timestamp(v_ts::float8) < now() - interval '10 minutes' then -- Slack delivers for the last time after five
    return null;
  end if;
  return private.keep_message(p_item);
end $$;

-- Keeps what a message says now, for a look at it. p_key is that of the message, as far as it is known still: what is shown goes out with it.
create function private.look_at_edit(p_item jsonb, p_key uuid, p_session uuid default null, p_round int default null) returns bigint
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, body, about)
  values (p_item ->> 'workspace', 'edit:' || (p_item ->> 'channel') || ':' || (p_item ->> 'ts') || ':' || (p_item ->> 'editedAt'), 'edit',
          p_item ->> 'actor', p_session, p_item ->> 'text',
          jsonb_build_object('message', coalesce(p_key::text, (p_item ->> 'channel') || ':' || (p_item ->> 'ts')))
          || case when p_round is null then '{}' else jsonb_build_object('round', p_round) end)
  on conflict do nothing
  returning id
$$;

-- A message was deleted. Its text goes from every table; where it was answered, the whole round is emptied, what was made of the text goes
-- too, and our answer is taken back. What looks back on a rehearsal quotes it: with a reply of that rehearsal it goes too. A message that we
-- never saw is remembered as deleted, should it still come. Returns the row when it was a reply that waited, so that what waited with it
-- goes on.
create function private.keep_deletion(p_workspace text, p_channel text, p_ts text, p_thread_ts text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round public.coaching_sessions%rowtype;
  v_debrief uuid;
begin
  select * into v_row from public.inbox where workspace_id = p_workspace and channel = p_channel and ts = p_ts for update;
  if v_row.state in ('queued', 'paused', 'waiting', 'stuck') and v_row.round_id is null then
    update public.inbox set joined_to = null where joined_to = v_row.id;
    update public.inbox set edits = edits + 1 + v_row.edits where id = v_row.joined_to; -- the sum over those that are answered together grows
    update public.inbox
       set body = '', state = 'settled', because = 'deleted', edits = edits + 1, ended_at = now(), joined_to = null,
           worker = null, lease_token = null, lease_until = null
     where id = v_row.id;
    return v_row.id;
  end if;

  select * into v_round from public.coaching_sessions
   where workspace_id = p_workspace and replies @> jsonb_build_array(jsonb_build_object('channel', p_channel, 'ts', p_ts));
  if not found then
    if exists (select from public.session_threads t
                where t.workspace_id = p_workspace and t.channel = p_channel and t.thread_ts = coalesce(p_thread_ts, p_ts))
       or p_channel like 'D%' then
      insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
      insert into public.inbox (workspace_id, event_id, kind, channel, thread_ts, ts, state, because, ended_at)
      values (p_workspace, 'deleted:' || p_channel || ':' || p_ts, 'reply', p_channel, p_thread_ts, p_ts, 'settled', 'deleted', now())
      on conflict do nothing;
    end if;
    return null;
  end if;
  if v_round.learner_message = '' then
    return null; -- the round was emptied before: nothing that was made since is touched
  end if;
  update public.coaching_sessions set learner_message = '', coach_response = '' where id = v_round.id;
  perform private.forget_round(v_round.session_id::uuid, v_round.round_number);
  perform private.add_erasure(v_round.id);
  if v_round.rehearsal is not null then -- what looks back on that rehearsal quotes it
    update public.inbox set edits = edits + 1
     where session_id = v_round.session_id::uuid and kind = 'reply' and state = 'queued' and about ->> 'wish' = 'back';
    for v_debrief in
      update public.coaching_sessions set learner_message = '', coach_response = ''
       where session_id = v_round.session_id and wish = 'back' and learner_message <> ''
         and round_number = (select min(d.round_number) from public.coaching_sessions d
                              where d.session_id = v_round.session_id and d.round_number > v_round.round_number and d.rehearsal is null)
      returning id
    loop
      perform private.add_erasure(v_debrief);
    end loop;
  end if;
  return null;
end $$;

-- The learner pressed stop while the coach was thinking: the worker loses its lease, and the replies wait for the learner.
-- A stop counts once: delivered again, it stops nothing that came after it.
create function private.stop_answer(p_workspace text, p_event_id text, p_actor text, p_channel text, p_thread_ts text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_session uuid;
begin
  select s.id into v_session
    from public.session_threads t
    join public.sessions s on s.id = t.session_id
    join public.learners l on l.id = s.learner_id
   where t.workspace_id = p_workspace and t.channel = p_channel and t.thread_ts = p_thread_ts and l.slack_user_id = p_actor;
  if v_session is null or not private.is_first_delivery(p_workspace, p_event_id) then
    return null;
  end if;
  update public.inbox
     set state = 'paused', because = 'stopped', worker = null, lease_token = null, lease_until = null, joined_to = null,
         first_try_at = null, attempts = 0, about = about - 'told'
   where session_id = v_session and kind = 'reply' and state = 'queued';
  if not found then
    return null;
  end if;
  return private.add_note(p_workspace, 'stopped:' || p_event_id, p_actor, v_session, p_channel, p_thread_ts, null,
                          '{"note": "trouble", "because": "stopped"}');
end $$;

-- A channel has another id from now on, as one that becomes shared with another company: what happened there, and what is to be said there
-- still, is found under the new one, and what was written in its open sessions meanwhile is looked for. Delivered again, it finds nothing.
create function private.move_channel(p_workspace text, p_from text, p_to text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_moved text[];
begin
  with moved as (
    update public.session_threads t set channel = p_to
     where workspace_id = p_workspace and channel = p_from
       and not exists (select from public.session_threads n where n.workspace_id = p_workspace and n.channel = p_to and n.thread_ts = t.thread_ts)
    returning thread_ts)
  select array_agg(thread_ts) into v_moved from moved;
  update public.session_threads set moved_to = private.in_channel(moved_to, p_from, p_to)
   where workspace_id = p_workspace and split_part(moved_to, ':', 1) = p_from;
  update public.sessions
     set channel = case when channel = p_from then p_to else channel end,
         quoted_in = (select coalesce(jsonb_agg(q || jsonb_build_object('post', private.in_channel(q ->> 'post', p_from, p_to)) order by place), '[]')
                        from jsonb_array_elements(quoted_in) with ordinality as shown (q, place))
   where workspace_id = p_workspace
     and (channel = p_from or exists (select from jsonb_array_elements(quoted_in) q where split_part(q ->> 'post', ':', 1) = p_from));
  update public.coaching_sessions
     set answer_channel = case when answer_channel = p_from then p_to else answer_channel end,
         replies = (select coalesce(jsonb_agg(case when m ->> 'channel' = p_from then m || jsonb_build_object('channel', p_to) else m end order by place), '[]')
                      from jsonb_array_elements(replies) with ordinality as messages (m, place))
   where workspace_id = p_workspace
     and (answer_channel = p_from or exists (select from jsonb_array_elements(replies) m where m ->> 'channel' = p_from));
  update public.inbox i
     set channel = case when channel = p_from then p_to else channel end,
         sent_channel = case when sent_channel = p_from then p_to else sent_channel end,
         about = case when about ? 'post' then about || jsonb_build_object('post', private.in_channel(about ->> 'post', p_from, p_to)) else about end
   where workspace_id = p_workspace and (channel = p_from or sent_channel = p_from or split_part(about ->> 'post', ':', 1) = p_from)
     and not exists (select from public.inbox n where n.workspace_id = p_workspace and n.channel = p_to and n.ts = i.ts and i.channel = p_from);
  perform public.catch_up(p_workspace, p_to, t.thread_ts, extract(epoch from now() - interval '10 minutes')::numeric(16, 6)::text)
     from public.session_threads t join public.sessions s on s.id = t.session_id
    where t.workspace_id = p_workspace and t.channel = p_to and t.thread_ts = any (v_moved) and s.closed_at is null;
end $$;

-- A place or a post with the new id of its channel, where it was in the one that has another id now.
create function private.in_channel(p_place text, p_from text, p_to text) returns text
language sql immutable set search_path = '' as $$
  select case when split_part(p_place, ':', 1) = p_from then p_to || substr(p_place, length(p_from) + 1) else p_place end
$$;

-- The app was removed from the workspace, or its token was revoked: nothing more goes out there, and nothing that waited is kept.
-- Both events tell of the same end. One that comes when the app is there again tells of nothing new.
create function private.remove_workspace(p_workspace text, p_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.workspaces set uninstalled_at = coalesce(uninstalled_at, now())
   where id = p_workspace and coalesce(installed_at < p_at, true);
  if not found then
    return;
  end if;
  update public.sessions set closed_at = now(), closed_because = 'uninstalled' where workspace_id = p_workspace and closed_at is null;
  update public.inbox
     set state = 'settled', because = 'uninstalled', body = '', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where workspace_id = p_workspace and state in ('queued', 'paused', 'waiting', 'answered', 'stuck');
end $$;

-- Whether an event that is no message comes for the first time: it is acted on once, however often it is delivered.
create function private.is_first_delivery(p_workspace text, p_event_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.inbox (workspace_id, event_id, kind, state, ended_at) values (p_workspace, p_event_id, 'note', 'settled', now())
  on conflict do nothing;
  return found;
end $$;

-- What a learner wrote before a domain was picked becomes replies of their session, and so does what they wrote in one that was never shown
-- to them. What a start brings along is there once, where the same start was made again before its learner agreed to anything. The caller
-- holds the actor's lock.
create function private.adopt_leads(p_workspace text, p_actor text, p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.inbox i
   where i.workspace_id = p_workspace and i.actor = p_actor and i.state = 'waiting' and i.kind = 'lead' and i.event_id like 'mind:%'
     and i.body = (select mind.body from public.inbox mind where mind.workspace_id = p_workspace and mind.event_id = 'mind:' || p_session);
  update public.inbox set kind = 'reply', state = 'queued', session_id = p_session, run_at = now(), attempts = 0, first_try_at = null,
                          look = false, because = null
   where workspace_id = p_workspace and actor = p_actor and state = 'waiting' and kind = 'lead';
  update public.inbox i set state = 'queued', session_id = p_session, run_at = now(), attempts = 0, first_try_at = null, because = null
    from public.sessions s
   where i.workspace_id = p_workspace and i.actor = p_actor and i.state = 'stuck' and i.kind = 'reply' and i.ts is not null
     and i.round_id is null and s.id = i.session_id and s.closed_because = 'unopened';
  insert into public.session_threads (workspace_id, channel, thread_ts, session_id)
  select distinct p_workspace, i.channel, coalesce(i.thread_ts, i.ts), p_session from public.inbox i
   where i.session_id = p_session and i.kind = 'reply' and i.channel is not null and not i.about @> '{"mention": true}'
  on conflict (workspace_id, channel, thread_ts) do update set session_id = excluded.session_id;
end $$;

-- An instance with a connection to Slack is here. When the last one was here more than 45 seconds ago, something may have been written
-- that nobody heard, from a minute earlier on for what was on its way. Slack's own redelivery comes first, so the looks begin after ten
-- seconds. Returns how many looks were asked for.
create function public.note_presence() returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_seen timestamptz;
begin
  insert into public.presence (seen_at) values (now()) on conflict do nothing;
  select seen_at into v_seen from public.presence for update; -- one instance finds the gap
  update public.presence set seen_at = greatest(seen_at, clock_timestamp());
  if v_seen >= clock_timestamp() - interval '45 seconds' then
    return 0;
  end if;
  return private.look_for_unheard(v_seen - interval '1 minute', interval '10 seconds');
end $$;

-- An instance noticed that a connection died in silence: nothing was heard on it for p_quiet_ms. Slack may hand over to it for some 30
-- seconds more (its own clients wait as long for a ping: serverPingTimeout of @slack/socket-mode), so the looks begin after that.
-- Returns how many were asked for.
create function public.note_silence(p_quiet_ms int) returns int
language sql security definer set search_path = '' as $$
  select private.look_for_unheard(now() - make_interval(secs => p_quiet_ms / 1000.0) - interval '5 seconds', interval '30 seconds')
$$;

-- Asks for one look at what was written since p_since into each thread of each open session, and into the direct messages of those who
-- were coached within 30 days. The looks begin after p_after and keep to 40 calls a minute, the liveliest talk first. One that is to come
-- anyway, late enough and reaching as far back, is not asked for again. Returns how many were asked for.
create function private.look_for_unheard(p_since timestamptz, p_after interval) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_oldest constant numeric(16, 6) := greatest(extract(epoch from p_since), extract(epoch from now() - interval '7 days')); -- older is nobody's question
  v_looks  int;
begin
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about, run_at)
  select p.workspace_id, 'catch-up:' || p.channel || ':' || coalesce(p.thread_ts, '') || ':' || v_oldest, 'catch-up', '', p.session_id,
         p.channel, p.thread_ts, jsonb_build_object('oldest', v_oldest::text),
         greatest(now() + p_after, waiting.until + interval '1.5 seconds')
           + (row_number() over (partition by p.workspace_id order by p.heard_at desc nulls last) - 1) * interval '1.5 seconds'
    from (select t.workspace_id, t.channel, t.thread_ts, s.id as session_id, s.last_reply_at as heard_at
            from public.session_threads t join public.sessions s on s.id = t.session_id
           where s.closed_at is null
          union all
          select l.workspace_id, l.dm_channel, null, null, max(s.last_reply_at)
            from public.learners l join public.sessions s on s.learner_id = l.id join public.workspaces w on w.id = l.workspace_id
           where l.dm_channel is not null and w.uninstalled_at is null
             and (s.closed_at is null or s.last_reply_at > now() - interval '30 days')
           group by l.id) p
    left join lateral (select max(i.run_at) as until from public.inbox i
                        where i.workspace_id = p.workspace_id and i.kind = 'catch-up' and i.state = 'queued') waiting on true
   where not exists (select from public.inbox i
                      where i.workspace_id = p.workspace_id and i.kind = 'catch-up' and i.state = 'queued'
                        and i.channel = p.channel and i.thread_ts is not distinct from p.thread_ts
                        and i.lease_token is null and i.run_at >= now() + p_after - interval '10 seconds'
                        and (i.about ->> 'oldest')::numeric <= v_oldest)
  on conflict do nothing;
  get diagnostics v_looks = row_count;
  return v_looks;
end $$;

-- Asks for one look at what people wrote in a thread since p_oldest (a Slack ts), or without p_thread_ts at the top of a channel.
-- The same look, asked for again once it is done, is done again.
create function public.catch_up(p_workspace text, p_channel text, p_thread_ts text, p_oldest text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_run_at timestamptz;
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  select greatest(now(), max(run_at) + interval '1.5 seconds') into v_run_at -- 40 calls a minute: Slack allows about 50 of each method
    from public.inbox where workspace_id = p_workspace and kind = 'catch-up' and state = 'queued';
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about, run_at)
  values (p_workspace, 'catch-up:' || p_channel || ':' || coalesce(p_thread_ts, '') || ':' || p_oldest, 'catch-up', '',
          (select session_id from public.session_threads where workspace_id = p_workspace and channel = p_channel and thread_ts = p_thread_ts),
          p_channel, p_thread_ts, jsonb_build_object('oldest', p_oldest), v_run_at)
  on conflict (workspace_id, event_id) do update
     set state = 'queued', run_at = excluded.run_at, because = null, ended_at = null, attempts = 0, looks = 0, first_try_at = null
   where public.inbox.state in ('settled', 'stuck');
end $$;


-- posts

-- What stands in Slack: that it is shown, and what is taken back from there, drawn anew, or said once more.

-- Whom the coach plays may be a name: once the answer is shown, it is kept with the round's text alone, and goes with that.
create function private.forget_partner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.about := new.about - 'as' - 'mood';
  return new;
end $$;
create trigger forget_partner before update of state on public.inbox
  for each row when (new.about ? 'as' and new.state in ('sent', 'settled')) execute function private.forget_partner();

-- Slack shows it, as p_post, in the thread p_thread: the work is ended, and what it was about is noted where others look for it.
-- What shows words that were deleted meanwhile is taken back, and made again; a card that says more
-- by now is drawn anew. Returns what the same worker goes on with at once,
-- leased: the next replies of the session.
-- Raises PT409 where the lease is lost.
create function public.mark_sent(p_id bigint, p_token uuid, p_post text, p_thread text, p_worker text, p_lease_seconds int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session uuid;
  v_one     jsonb;
begin
  select * into v_row from public.inbox where id = p_id;
  v_session := v_row.session_id;
  if v_row.kind = 'lead' then
    perform private.lock_actor(v_row.workspace_id, v_row.actor);
    select s.id into v_session from public.sessions s join public.learners l on l.id = s.learner_id
     where l.workspace_id = v_row.workspace_id and l.slack_user_id = v_row.actor and s.closed_at is null
       for no key update of s;
  end if;
  v_row := private.held_row(p_id, p_token);
  perform private.forget_withheld(v_row);
  update public.inbox
     set state = 'sent', body = '', sent_channel = split_part(p_post, ':', 1), sent_ts = split_part(p_post, ':', 2), ended_at = now(),
         because = null, worker = null, lease_token = null, lease_until = null
   where id = p_id and kind <> 'lead';

  if v_row.kind = 'lead' then -- its words wait for a domain, or belong to the session that was started meanwhile
    update public.inbox
       set state = case when body = '' then 'settled' else 'waiting' end, worker = null, lease_token = null, lease_until = null
     where id = p_id;
    if v_session is null then
      return '[]';
    end if;
    perform private.adopt_leads(v_row.workspace_id, v_row.actor, v_session);
  elsif v_row.kind = 'opening' then
    perform private.add_thread(v_row.session_id, p_thread, true);
    update public.learners set dm_channel = split_part(p_thread, ':', 1)
     where workspace_id = v_row.workspace_id and slack_user_id = v_row.actor and p_thread like 'D%';
  elsif v_row.kind = 'reply' then
    perform private.add_thread(v_row.session_id, p_thread, false);
    update public.coaching_sessions
       set answer_channel = split_part(p_post, ':', 1), answer_ts = split_part(p_post, ':', 2)
     where id = v_row.round_id;
    if exists (select from public.coaching_sessions where id = v_row.round_id and learner_message = '') then
      perform private.add_erasure(v_row.round_id); -- the reply was deleted while its answer was on its way
    else
      insert into public.inbox (workspace_id, event_id, kind, actor, session_id, round_id)
      values (v_row.workspace_id, 'score:' || v_row.round_id, 'score', v_row.actor, v_row.session_id, v_row.round_id)
      on conflict do nothing;
    end if;
  elsif v_row.kind = 'so-far' and v_row.about ? 'stale' then
    perform private.add_post_erasure(v_row.session_id, p_post);
    insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts)
    values (v_row.workspace_id, 'again:' || p_id, 'so-far', v_row.actor, v_row.session_id, v_row.channel, v_row.thread_ts)
    on conflict do nothing;
    return '[]';
  elsif v_row.kind in ('so-far', 'scorecard') then
    update public.sessions set quoted_in = quoted_in || jsonb_build_object('kind', v_row.kind, 'post', p_post)
     where id = v_row.session_id and not v_row.about ? 'redacts';
    if v_row.about ? 'stale' then
      if v_row.about ->> 'stale' = 'redraw' then
        perform private.add_redraw(v_row.session_id, p_post, 'redraw:' || p_id);
      else
        perform private.add_redaction(v_row.session_id, p_post, 'redact:' || p_id);
      end if;
    end if;
    return '[]';
  else
    return '[]';
  end if;
  v_one := private.lease_lane(v_session, p_worker, p_lease_seconds);
  return case when v_one is null then '[]'::jsonb else jsonb_build_array(v_one) end;
end $$;

-- A note to send: a short message by the bot that is not the coach's. The same event makes it once.
create function private.add_note(p_workspace text, p_event_id text, p_actor text, p_session uuid, p_channel text, p_thread_ts text,
                                 p_ts text, p_about jsonb) returns bigint
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, about)
  values (p_workspace, p_event_id, 'note', p_actor, p_session, p_channel, p_thread_ts, p_ts, p_about)
  on conflict do nothing returning id
$$;

-- An answer is to be taken back from where it is shown.
create function private.add_erasure(p_round uuid) returns void
language sql security definer set search_path = '' as $$
  select private.add_post_erasure(r.session_id::uuid, private.thread_key(r.answer_channel, r.answer_ts))
    from public.coaching_sessions r where r.id = p_round and r.answer_ts is not null
$$;

-- A post is to be taken back from where it is shown. Where the app was removed nothing can be.
create function private.add_post_erasure(p_session uuid, p_post text) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, about)
  select s.workspace_id, 'erase:' || p_post, 'erase', l.slack_user_id, s.id, split_part(p_post, ':', 1), jsonb_build_object('post', p_post)
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.workspaces w on w.id = s.workspace_id
   where s.id = p_session and w.uninstalled_at is null
  on conflict do nothing
$$;

-- A post of this work stands where it must not, and Slack did not let it be taken away yet. Where the app was removed nothing can be.
-- Raises PT409 where the lease is lost.
create function public.erase_left(p_id bigint, p_token uuid, p_post text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, about)
  select v_row.workspace_id, 'erase:' || p_post, 'erase', v_row.actor, v_row.session_id, split_part(p_post, ':', 1),
         jsonb_build_object('post', p_post)
    from public.workspaces w where w.id = v_row.workspace_id and w.uninstalled_at is null
  on conflict do nothing;
end $$;

-- A scorecard that is shown is to be shown again as it is kept now: in the same post, without a word to anybody.
create function private.add_redaction(p_session uuid, p_post text, p_event_id text) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, state, actor, session_id, channel, thread_ts, about)
  select s.workspace_id, p_event_id, 'scorecard', 'answered', l.slack_user_id, s.id, s.channel, s.thread_ts,
         jsonb_build_object('redacts', p_post)
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.workspaces w on w.id = s.workspace_id
   where s.id = p_session and w.uninstalled_at is null
  on conflict do nothing
$$;

-- A scorecard that is shown says more now, and is to be shown so: in the same post, without a word to anybody.
create function private.add_redraw(p_session uuid, p_post text, p_event_id text) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox (workspace_id, event_id, kind, state, actor, session_id, channel, thread_ts, about)
  select s.workspace_id, p_event_id, 'scorecard', 'answered', l.slack_user_id, s.id, s.channel, s.thread_ts,
         jsonb_build_object('redacts', p_post, 'why', 'redraw')
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.workspaces w on w.id = s.workspace_id
   where s.id = p_session and w.uninstalled_at is null
  on conflict do nothing
$$;

-- A scorecard is to be shown anew wherever it is shown, also where it is on its way just now.
create function private.show_card_again(p_session uuid, p_event_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.add_redraw(p_session, q ->> 'post', p_event_id || ':' || (q ->> 'post'))
    from public.sessions s, jsonb_array_elements(s.quoted_in) q where s.id = p_session and q ->> 'kind' = 'scorecard';
  update public.inbox set about = '{"stale": "redraw"}' || about -- what must leave it weighs more
   where session_id = p_session and kind = 'scorecard' and state in ('answered', 'stuck') and not about ? 'redacts'
     and (lease_token is not null or look);
end $$;

-- What came of a card or a reminder, p_what, is to stand in its place, which is p_post. Of one post the newest counts; that there was nothing
-- left to answer says less than what was answered.
create function public.keep_settled(p_workspace text, p_actor text, p_post text, p_what jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into public.inbox as i (workspace_id, event_id, kind, actor, channel, about)
  select w.id, 'redraw:' || p_post, 'redraw', p_actor, split_part(p_post, ':', 1), jsonb_build_object('post', p_post, 'what', p_what)
    from public.workspaces w where w.id = p_workspace and w.uninstalled_at is null
  on conflict (workspace_id, event_id) do update
    set about = excluded.about, state = 'queued', run_at = now(), attempts = 0, first_try_at = null, because = null, ended_at = null,
        worker = null, lease_token = null, lease_until = null
  where i.actor = excluded.actor and p_what -> 'answered' ->> 'outcome' is distinct from 'gone'
$$;


-- scorecards

-- Scores so far, and the scorecard at the end of a session: it shows its proof where it stands, and its scores only once the learner could
-- say how they see themselves. A dimension that the learner sees differently is judged again, once.

create table public.scorecards (
  id              uuid primary key default gen_random_uuid(),
  workspace_id    text not null references public.workspaces (id),
  session_id      uuid not null unique references public.sessions (id) on delete cascade,
  rubric_version  int not null,
  persona_version int not null,
  prompt_version  int not null,
  judge_model     text not null,
  samples         int not null,
  overall         int check (overall between 1 and 10),
  marks           jsonb not null,
  closing         jsonb not null, -- {workedOut, nextSteps}
  created_at      timestamptz not null default now(),
  blanked_at      timestamptz, -- its words are gone, its scores are not
  own_score       int check (own_score between 1 and 10), -- what the learner gave themselves before they saw the scores
  opened_at       timestamptz, -- when its learner looked at it: from then on it shows what it says
  cut             int not null default 0 -- sentences that spoke to the grader
);
create index scorecards_by_workspace on public.scorecards (workspace_id);
create index scorecards_with_text on public.scorecards (workspace_id, created_at) where blanked_at is null;

-- "I see it differently": both scores, the reason and what became of it are kept.
create table public.disputes (
  id             uuid primary key default gen_random_uuid(),
  workspace_id   text not null references public.workspaces (id),
  session_id     uuid not null references public.sessions (id) on delete cascade,
  dimension      text not null,
  rubric_version int not null,
  reason         text not null default '', -- the learner's words; '' once one of their replies is deleted
  before_score   int check (before_score between 1 and 10),
  after_score    int check (after_score between 1 and 10),
  judge_model    text, -- who judged again
  outcome        text not null default 'open' check (outcome in ('open', 'raised', 'lowered', 'unchanged')),
  created_at     timestamptz not null default now(),
  decided_at     timestamptz,
  unique (session_id, dimension)
);
create index disputes_by_workspace on public.disputes (workspace_id);
-- What a run of retention looks for.
create index disputes_with_reason on public.disputes (workspace_id, created_at) where reason <> '';

-- The level that a learner reached in a session, by dimension: what the digest reads instead of marks, which hold quotes.
create table public.dimension_levels (
  session_id     uuid not null references public.sessions (id) on delete cascade,
  dimension      text not null,
  label          text not null,
  workspace_id   text not null references public.workspaces (id),
  learner_id     uuid not null references public.learners (id) on delete cascade,
  domain_id      text not null,
  rubric_version int not null,
  judge          text not null,
  score          int not null check (score between 1 and 10),
  at             timestamptz not null,
  primary key (session_id, dimension)
);
create index dimension_levels_by_learner on public.dimension_levels (learner_id, at);
create index dimension_levels_by_workspace on public.dimension_levels (workspace_id);
create index levels_by_time on public.dimension_levels (workspace_id, at);

-- Asks for the score so far of the learner's session, or that it is shown in p_post, which says that it is there.
-- {outcome: 'asked' | 'none-open'}.
create function public.ask_score(p_workspace text, p_actor text, p_event_id text, p_session uuid default null, p_post text default null)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
begin
  v_session := private.own_open_session(p_workspace, p_actor, p_session);
  if v_session.id is null then
    return jsonb_build_object('outcome', 'none-open');
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_workspace, p_event_id, 'so-far', p_actor, v_session.id, v_session.channel, v_session.thread_ts,
          case when p_post is null then '{}' else jsonb_build_object('redacts', p_post) end)
  on conflict do nothing;
  return jsonb_build_object('outcome', 'asked', 'thread', private.thread_key(v_session.channel, v_session.thread_ts));
end $$;

-- Whether no reply of the session was deleted since the work was handed out. If one was, the work is due again: nothing made of it is kept.
create function private.as_judged(p_row public.inbox, p_erasures int) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if p_erasures = (select erasures from public.sessions where id = p_row.session_id) then
    return true;
  end if;
  update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_row.id;
  return false;
end $$;

-- Keeps the judgement of a round "so far". The work is ended with it, or due again when a reply was deleted meanwhile.
-- Raises PT409 where the lease is lost.
create function public.keep_score(p_id bigint, p_token uuid, p_erasures int, p_score int, p_feedback text, p_marks jsonb, p_judge text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  if not private.as_judged(v_row, p_erasures) then
    return;
  end if;
  update public.coaching_sessions set score = p_score, feedback = p_feedback, marks = p_marks, judge_model = p_judge
   where id = v_row.round_id and learner_message <> '';
  update public.inbox set state = 'settled', because = 'scored', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where id = p_id;
end $$;

-- The judge gave none: the round says so until one comes. Nothing is made up.
create function public.note_no_score(p_id bigint, p_token uuid) returns void
language sql security definer set search_path = '' as $$
  update public.coaching_sessions r set feedback = 'Score not available.'
    from public.inbox i where i.id = p_id and i.lease_token = p_token and r.id = i.round_id and r.score is null and r.marks is null
$$;

-- Keeps a session's scorecard before it is shown. Replies that no answer came for form the last round, whose answer is the closing.
-- p_pending are those replies as they were judged: when they are others now, {outcome: 'changed'}, and the work is due again at once.
-- Raises PT409 where the lease is lost.
create function public.keep_scorecard(p_id bigint, p_token uuid, p_erasures int, p_judgement jsonb, p_closing jsonb, p_answer text, p_pending jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row   public.inbox%rowtype;
  v_round uuid;
begin
  v_row := private.held_row(p_id, p_token);
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept');
  end if;
  if not private.as_judged(v_row, p_erasures) then
    return jsonb_build_object('outcome', 'changed');
  end if;
  if p_pending <> (select coalesce(jsonb_agg(i.body order by i.ts nulls first, i.id), '[]') from public.inbox i
                    where i.session_id = v_row.session_id and i.kind = 'reply' and i.state in ('queued', 'paused')) then
    update public.inbox set worker = null, lease_token = null, lease_until = null, run_at = now() where id = p_id;
    return jsonb_build_object('outcome', 'changed');
  end if;
  if p_pending <> '[]' then
    insert into public.coaching_sessions
      (workspace_id, learner_id, domain_id, session_id, round_number, learner_message, coach_response,
       persona_version, rubric_version, prompt_version, replies)
    select s.workspace_id, s.learner_id::text, s.domain_id, s.id::text,
           (select coalesce(max(r.round_number), 0) + 1 from public.coaching_sessions r where r.session_id = s.id::text),
           string_agg(i.body, E'\n\n' order by i.ts nulls first, i.id), p_answer, s.persona_version, s.rubric_version, s.prompt_version,
           coalesce(jsonb_agg(jsonb_build_object('channel', i.channel, 'ts', i.ts) order by i.ts) filter (where i.ts is not null), '[]')
      from public.sessions s join public.inbox i on i.session_id = s.id and i.kind = 'reply' and i.state in ('queued', 'paused')
     where s.id = v_row.session_id
     group by s.id
    returning id into v_round;
    update public.inbox
       set state = 'joined', joined_to = p_id, round_id = v_round, body = '', because = 'answered by the scorecard', ended_at = now(),
           worker = null, lease_token = null, lease_until = null
     where session_id = v_row.session_id and kind = 'reply' and state in ('queued', 'paused');
  end if;
  insert into public.scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall, marks, closing)
  select s.workspace_id, s.id, s.rubric_version, s.persona_version, s.prompt_version, p_judgement ->> 'judge',
         (p_judgement ->> 'samples')::int, (p_judgement ->> 'overall')::int, p_judgement -> 'marks', p_closing
    from public.sessions s where s.id = v_row.session_id
  on conflict (session_id) do nothing;
  update public.inbox set state = 'answered', round_id = v_round, attempts = 0 where id = p_id;
  return jsonb_build_object('outcome', 'kept');
end $$;

-- Counts what was cut from a session before its scorecard was made, for whoever holds that work.
create function public.note_cut(p_id bigint, p_token uuid, p_cut int) returns void
language sql security definer set search_path = '' as $$
  update public.scorecards c set cut = p_cut
    from public.inbox i where i.id = p_id and i.lease_token = p_token and c.session_id = i.session_id
$$;

-- Whether a session's scorecard counts, and is no longer asked about: once its learner looked at it, and at once where it was not they who
-- closed the session, where it is off the record, or where there is no overall score to ask about.
create function private.card_is_open(p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select c.opened_at is not null or s.closed_because is distinct from 'learner' or s.off_record or c.overall is null
    from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = p_session
$$;

-- What a session's scorecard is shown with beside its marks, for its learner, or null:
-- {ownScore, isOpen, asks, canDispute, sent: [{round, messages}], marks, domainId, personaVersion, rubricVersion, promptVersion, disputes}
create function public.card_about(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
           'ownScore', c.own_score, 'isOpen', c.opened_at is not null, 'asks', not private.card_is_open(s.id), 'canDispute', private.can_dispute(s.id), 'marks', c.marks,
           'domainId', s.domain_id, 'personaVersion', s.persona_version, 'rubricVersion', s.rubric_version, 'promptVersion', s.prompt_version,
           'sent', public.sent_replies(p_workspace, p_actor, p_session),
           'disputes', coalesce((select jsonb_agg(jsonb_build_object('dimension', d.dimension, 'reason', d.reason, 'before', d.before_score,
                                                                     'after', d.after_score, 'outcome', d.outcome) order by d.created_at)
                                   from public.disputes d where d.session_id = s.id), '[]'))
    from public.sessions s
    join public.learners l on l.id = s.learner_id
    join public.scorecards c on c.session_id = s.id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor
$$;

-- The learner looks at their scorecard, with what they give themselves, or null: it is shown in its place. Only the first look counts: a
-- rating is kept from before the scores were seen. Later looks show it again, where it could not be shown before. Off the record what it
-- says is nowhere here, and whoever asks has it. {outcome: 'opened' | 'open-already' | 'none'}
create function public.open_scorecard(p_workspace text, p_actor text, p_session uuid, p_own int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_card public.scorecards%rowtype;
begin
  perform 1 from public.sessions s join public.learners l on l.id = s.learner_id
    where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  if not found then
    return jsonb_build_object('outcome', 'none');
  end if;
  select * into v_card from public.scorecards where session_id = p_session;
  if not found then
    return jsonb_build_object('outcome', 'none');
  end if;
  if not exists (select from public.sessions where id = p_session and off_record) then
    perform private.show_card_again(p_session, 'opened:' || p_session || case when v_card.opened_at is null then '' else ':' || clock_timestamp() end);
  end if;
  if v_card.opened_at is not null then
    return jsonb_build_object('outcome', 'open-already');
  end if;
  update public.scorecards
     set own_score = case when private.card_is_open(p_session) then null else p_own end, opened_at = now()
   where session_id = p_session;
  return jsonb_build_object('outcome', 'opened');
end $$;

-- A reply was deleted: better wordings of the learner's sentences go too, for they repeat them.
create function private.forget_wordings() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.scorecards c
     set marks = (select jsonb_agg(m.mark - 'betterWording' order by m.place) from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = new.id and c.marks <> '[]';
  return null;
end $$;
create trigger forget_wordings after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function private.forget_wordings();

-- The cues of a mark by wording without the words of one round: what they alone showed was not found then. {} for a mark without cues.
create function private.cues_without(p_mark jsonb, p_round int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_mark ? 'cues' then jsonb_build_object('cues', (
           select coalesce(jsonb_agg(case when (c.cue #>> '{quote,round}')::int = p_round then c.cue - 'quote' else c.cue end order by c.place), '[]')
             from jsonb_array_elements(p_mark -> 'cues') with ordinality as c (cue, place))) else '{}' end
$$;

-- A mark without any word of the learner's or about them: its score stays, and which cues were found.
create function private.without_words(p_mark jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select p_mark - 'betterWording' || '{"quotes": [], "observation": "", "nextStep": ""}'
         || case when p_mark ? 'cues' then jsonb_build_object('cues', (
              select coalesce(jsonb_agg(case when c.cue ? 'quote' then jsonb_set(c.cue, '{quote}', jsonb_build_object('round', c.cue #> '{quote,round}', 'text', ''))
                                             else c.cue end order by c.place), '[]')
                from jsonb_array_elements(p_mark -> 'cues') with ordinality as c (cue, place))) else '{}' end
$$;

-- Whether a dimension of a scorecard can be judged again: its scores are shown, and the words that it was judged by are still there.
create function private.can_dispute(p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.card_is_open(s.id) and not s.off_record and c.blanked_at is null
    from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = p_session
$$;

-- The learner sees a dimension differently: it is judged again by kept work. Once for each dimension.
-- {outcome: 'taken' | 'taken-already' | 'none'}
create function public.dispute_score(p_workspace text, p_actor text, p_session uuid, p_dimension text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
  v_mark    jsonb;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  select m into v_mark from public.scorecards c, jsonb_array_elements(c.marks) m
   where c.session_id = v_session.id and private.can_dispute(v_session.id) and m ->> 'dimension' = p_dimension;
  if v_mark is null or v_mark ->> 'because' in ('by-wording', 'other-language') then -- by rules that would read it in the same way
    return jsonb_build_object('outcome', 'none');
  end if;
  insert into public.disputes (workspace_id, session_id, dimension, rubric_version, reason, before_score)
  values (p_workspace, p_session, p_dimension, v_session.rubric_version, p_reason, (v_mark ->> 'score')::int)
  on conflict do nothing;
  if not found then
    return jsonb_build_object('outcome', 'taken-already');
  end if;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_workspace, 'dispute:' || p_session || ':' || p_dimension, 'dispute', p_actor, p_session, v_session.channel, v_session.thread_ts,
          jsonb_build_object('dimension', p_dimension));
  return jsonb_build_object('outcome', 'taken');
end $$;

-- What is needed to judge a dimension again, for whoever holds that work: {reason, outcome, before, after, marks, rounds}
create function public.dispute_of(p_id bigint, p_token uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('reason', d.reason, 'outcome', d.outcome, 'before', d.before_score, 'after', d.after_score,
                            'marks', c.marks, 'rounds', private.rounds_to_tell(i.session_id, true))
    from public.inbox i
    join public.disputes d on d.session_id = i.session_id and d.dimension = i.about ->> 'dimension'
    join public.scorecards c on c.session_id = i.session_id
   where i.id = p_id and i.lease_token = p_token
$$;

-- Keeps what judging again came to: the mark with its proof and what was said of it, the overall score, both scores of the dimension. The scorecard is shown anew
-- with it, and what a digest reads follows it. {outcome: 'kept' | 'changed'}: the latter when a reply was deleted meanwhile.
-- Raises PT409 where the lease is lost.
create function public.keep_dispute(p_id bigint, p_token uuid, p_erasures int, p_mark jsonb, p_overall int, p_outcome text, p_after int,
                                    p_judge text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row       public.inbox%rowtype;
  v_dimension text;
begin
  v_row := private.held_row(p_id, p_token);
  v_dimension := v_row.about ->> 'dimension';
  if v_row.state = 'answered' then
    return jsonb_build_object('outcome', 'kept');
  end if;
  if not private.as_judged(v_row, p_erasures) then
    return jsonb_build_object('outcome', 'changed');
  end if;
  update public.disputes set outcome = p_outcome, after_score = p_after, judge_model = p_judge, decided_at = now()
   where session_id = v_row.session_id and dimension = v_dimension;
  update public.scorecards c
     set overall = p_overall,
         marks = (select jsonb_agg(case when m.mark ->> 'dimension' = v_dimension then p_mark else m.mark end order by m.place)
                    from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = v_row.session_id;
  if p_outcome <> 'unchanged' then
    insert into public.dimension_levels (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
    select s.id, v_dimension, p_mark ->> 'label', s.workspace_id, s.learner_id, s.domain_id, s.rubric_version, p_judge, p_after, c.created_at
      from public.sessions s join public.scorecards c on c.session_id = s.id where s.id = v_row.session_id and not s.off_record
    on conflict (session_id, dimension) do update set score = excluded.score, judge = excluded.judge; -- of the week that it was practised in
  end if;
  update public.inbox set state = 'answered', attempts = 0 where id = p_id;
  perform private.show_card_again(v_row.session_id, 'disputed:' || p_id);
  return jsonb_build_object('outcome', 'kept');
end $$;

-- What the learner wrote is not about the score, and nothing for a judge: nothing of it is kept, and the dimension can be disputed still.
-- Raises PT409 where the lease is lost.
create function public.withdraw_dispute(p_id bigint, p_token uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  delete from public.disputes where session_id = v_row.session_id and dimension = v_row.about ->> 'dimension' and outcome = 'open';
  delete from public.inbox where id = p_id;
end $$;

-- A reply was deleted: what the learner wrote about it goes too, for it may quote it.
create function private.forget_reasons() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.disputes set reason = '' where session_id = new.id and reason <> '';
  return null;
end $$;
create trigger forget_reasons after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function private.forget_reasons();

-- How often scores were seen differently, by dimension and rubric version, and what became of it: where the rubric or the judge is off.
create function public.dispute_counts() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(counted) order by counted.disputes desc, counted.dimension), '[]')
    from (select s.domain_id as domain, d.dimension, d.rubric_version as "rubricVersion", count(*)::int as disputes,
                 (count(*) filter (where d.outcome = 'raised'))::int as raised,
                 (count(*) filter (where d.outcome = 'lowered'))::int as lowered,
                 (count(*) filter (where d.outcome = 'unchanged'))::int as unchanged
            from public.disputes d join public.sessions s on s.id = d.session_id
           group by 1, 2, 3) counted
$$;

-- Keeps a session's levels beside its marks: the latest judgement counts, one that was taken back is gone. Off the record nothing is kept.
create function private.keep_levels() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row     jsonb := to_jsonb(new); -- of either table
  v_session uuid := v_row ->> 'session_id';
begin
  if not exists (select from public.sessions s where s.id = v_session and not s.off_record) then
    return null;
  end if;
  if jsonb_typeof(v_row -> 'marks') is distinct from 'array' then
    delete from public.dimension_levels
     where session_id = v_session and not exists (select from public.scorecards c where c.session_id = v_session);
    return null;
  end if;
  insert into public.dimension_levels
    (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
  select s.id, m ->> 'dimension', m ->> 'label', s.workspace_id, s.learner_id, s.domain_id, s.rubric_version,
         coalesce(v_row ->> 'judge_model', ''), (m ->> 'score')::int, now()
    from public.sessions s, jsonb_array_elements(v_row -> 'marks') m
   where s.id = v_session and jsonb_typeof(m -> 'score') = 'number'
  on conflict (session_id, dimension) do update
     set score = excluded.score, judge = excluded.judge, label = excluded.label, at = excluded.at;
  return null;
end $$;
create trigger keep_levels after insert on public.scorecards for each row execute function private.keep_levels();
create trigger keep_levels after update of marks on public.coaching_sessions
  for each row when (new.marks is distinct from old.marks and new.learner_message = old.learner_message) execute function private.keep_levels();

-- The mean of the scored dimensions, rounded half up; null where fewer than two are scored. src/coaching/rubric.ts says it too.
create function private.overall_score(p_marks jsonb) returns int
language sql immutable set search_path = '' as $$
  select case when count(m ->> 'score') >= 2 then round(avg((m ->> 'score')::int))::int end from jsonb_array_elements(p_marks) m
$$;

-- The level word of a score, as the learner's own scorecard says it: src/coaching/model.ts says it too.
create function private.level_word(p_score numeric) returns text
language sql immutable set search_path = '' as $$
  select case when p_score >= 9 then 'Exemplary' when p_score >= 7 then 'Strong' when p_score >= 4 then 'Developing' else 'Starting' end
$$;


-- progress

-- A learner's own progress, and what they think of the coach. No function here answers anybody but the learner, apart from counts for
-- whoever runs the bot. Sessions off the record count nowhere.

-- What a learner said of an answer, or of a session as a whole. Apart from the talk: nothing that goes to a model reads it.
create table public.feedback (
  session_id   uuid not null references public.sessions (id) on delete cascade,
  round_number int not null, -- 0 is the session as a whole
  workspace_id text not null references public.workspaces (id),
  verdict      text check (verdict in ('up', 'down', 'yes', 'partly', 'no')), -- null once taken back
  pressed_at   numeric(16, 6) not null, -- by Slack's clock: the last press stands, in whichever order they come
  primary key (session_id, round_number)
);
create index feedback_by_workspace on public.feedback (workspace_id);

-- Of each mark by wording how many of its cues were found, and not a word of the talk.
create function private.cues_found(p_marks jsonb, p_judge text) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'dimension', m.mark ->> 'dimension', 'label', m.mark ->> 'label', 'score', null, 'judge', p_judge,
           'cues', jsonb_build_object('found', (select count(*) from jsonb_array_elements(m.mark -> 'cues') c where c ? 'quote'),
                                      'of', jsonb_array_length(m.mark -> 'cues'))) order by m.place), '[]')
    from jsonb_array_elements(p_marks) with ordinality as m (mark, place)
   where jsonb_typeof(m.mark -> 'cues') = 'array' and m.mark -> 'cues' <> '[]'
$$;

-- A learner's own sessions, the newest p_most of them, oldest first: {showsStreak, today, sessions: [{sessionId,
-- domainId, domainName, rubricVersion, personaVersion, promptVersion, judge, day, own, overall, marks: [{dimension, label, score, judge, cues}]}]}. A
-- mark by wording has no score, and in cues how many were found: {found, of}. Of a scorecard that they have not looked at yet the scores stay
-- closed: overall null, marks empty.
create function public.my_progress(p_workspace text, p_actor text, p_most int, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'showsStreak', coalesce((select l.shows_streak from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor), false),
    'today', private.day_in((select l.time_zone from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor), p_now),
    'sessions', coalesce((
      select jsonb_agg(one.said order by one.at)
        from (select c.created_at as at, jsonb_build_object(
                       'sessionId', s.id, 'domainId', s.domain_id, 'domainName', d.name, 'rubricVersion', s.rubric_version,
                       'personaVersion', s.persona_version, 'promptVersion', s.prompt_version, 'judge', c.judge_model,
                       'day', private.day_in(l.time_zone, c.created_at), 'own', c.own_score,
                       'overall', case when private.card_is_open(s.id) then c.overall end,
                       'marks', case when private.card_is_open(s.id) then
                         (select coalesce(jsonb_agg(jsonb_build_object('dimension', v.dimension, 'label', v.label, 'score', v.score, 'judge', v.judge)
                                                    order by v.dimension), '[]')
                            from public.dimension_levels v where v.session_id = s.id) || private.cues_found(c.marks, c.judge_model) else '[]' end) as said
                from public.sessions s
                join public.learners l on l.id = s.learner_id
                join public.coaching_domains d on d.id = s.domain_id
                join public.scorecards c on c.session_id = s.id
               where l.workspace_id = p_workspace and l.slack_user_id = p_actor and not s.off_record and c.marks <> '[]'
               order by c.created_at desc limit p_most) one), '[]'))
$$;

-- The learner's last scorecard, for their Home, or null: {domainName, at, judge, overall, isOpen, post}. Closed it tells no score.
create function public.my_last_card(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('domainName', d.name, 'at', c.created_at, 'judge', c.judge_model, 'isOpen', private.card_is_open(s.id),
                            'overall', case when private.card_is_open(s.id) then c.overall end,
                            'post', (select q ->> 'post' from jsonb_array_elements(s.quoted_in) q where q ->> 'kind' = 'scorecard' limit 1))
    from public.learners l
    join public.sessions s on s.learner_id = l.id and s.closed_at is not null
    join public.scorecards c on c.session_id = s.id
    join public.coaching_domains d on d.id = s.domain_id
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor and not s.off_record and c.marks <> '[]'
   order by s.closed_at desc limit 1
$$;

-- Keeps what the learner thinks of an answer ('up', 'down'; the same again takes it back) or with round 0 of the session ('yes', 'partly',
-- 'no'). The last press stands. {outcome: 'kept' | 'taken-back' | 'off-record' | 'none'}
create function public.give_feedback(p_workspace text, p_actor text, p_session uuid, p_round int, p_verdict text, p_at numeric) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_session public.sessions%rowtype;
  v_now     public.feedback%rowtype;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  if v_session.id is null or (p_round > 0) is distinct from (p_verdict in ('up', 'down'))
     or (p_round > 0 and not exists (select from public.coaching_sessions r where r.session_id = p_session::text and r.round_number = p_round)) then
    return jsonb_build_object('outcome', 'none');
  elsif v_session.off_record then
    return jsonb_build_object('outcome', 'off-record');
  end if;
  insert into public.feedback as f (session_id, round_number, workspace_id, verdict, pressed_at)
  values (p_session, p_round, p_workspace, p_verdict, p_at)
  on conflict (session_id, round_number) do update
     set verdict = case when p_round > 0 and f.verdict = excluded.verdict then null else excluded.verdict end, pressed_at = excluded.pressed_at
   where f.pressed_at < excluded.pressed_at;
  select * into v_now from public.feedback where session_id = p_session and round_number = p_round;
  return jsonb_build_object('outcome', case when v_now.verdict is null then 'taken-back' else 'kept' end);
end $$;

-- What learners think of each version of each coach, for whoever runs the bot. Of fewer than five learners only that there is something:
-- [{domain, personaVersion, counts: {learners, up, down, yes, partly, no} or null}]
create function public.feedback_counts() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('domain', c.domain_id, 'personaVersion', c.persona_version, 'counts',
           case when c.learners >= 5 then jsonb_build_object('learners', c.learners, 'up', c.up, 'down', c.down, 'yes', c.yes,
                                                             'partly', c.partly, 'no', c.no) end) order by c.domain_id, c.persona_version), '[]')
    from (select s.domain_id, s.persona_version, count(distinct s.learner_id)::int as learners,
                 (count(*) filter (where f.verdict = 'up'))::int as up, (count(*) filter (where f.verdict = 'down'))::int as down,
                 (count(*) filter (where f.verdict = 'yes'))::int as yes, (count(*) filter (where f.verdict = 'partly'))::int as partly,
                 (count(*) filter (where f.verdict = 'no'))::int as no
            from public.feedback f join public.sessions s on s.id = f.session_id
           where f.verdict is not null and not s.off_record
           group by 1, 2) c
$$;


-- memory

-- What is remembered of a learner is what they confirmed: a goal, a situation, a commitment, one line each, with the round that it was taken
-- from. A proposal stands only in its kept work, a week at most. A commitment has a day, and on that day its learner is asked how it went.

create table public.memories (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null references public.workspaces (id),
  learner_id   uuid not null references public.learners (id) on delete cascade,
  session_id   uuid not null references public.sessions (id) on delete cascade,
  round_id     uuid not null references public.coaching_sessions (id) on delete cascade, -- the reply that it was taken from
  kind         text not null check (kind in ('goal', 'situation', 'commitment')),
  says         text not null check (says <> '' and char_length(says) <= 200),
  state        text not null default 'open' check (state in ('open', 'done')),
  due_on       date,      -- the day that the learner picked, as a calendar shows it where they are
  ask_at       timestamp, -- when they are asked next, as a clock shows it where they are; null once they were
  created_at   timestamptz not null,
  unique (session_id, kind)
);
create index memories_by_learner on public.memories (learner_id);
create index memories_by_round on public.memories (round_id);
create index memories_by_workspace on public.memories (workspace_id);
create index memories_to_ask on public.memories (ask_at) where ask_at is not null and state = 'open';

-- What could be remembered of a session that is being judged just now, [{kind, says, round, dueOn}], for the worker that holds its scorecard.
-- It waits until the scorecard is shown, and stands nowhere else. Off the record nothing is proposed, nor what the learner does not want
-- remembered. Safe to repeat: the last proposal counts. Its week begins at p_now.
-- Raises PT409 where the lease is lost.
create function public.propose_memory(p_id bigint, p_token uuid, p_erasures int, p_lines jsonb, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_session public.sessions%rowtype;
  v_kinds   text[];
  v_lines   jsonb;
begin
  select s.* into v_session from public.sessions s join public.inbox i on i.session_id = s.id where i.id = p_id for no key update of s;
  v_row := private.held_row(p_id, p_token);
  v_kinds := (private.memory_choices(v_session.learner_id)).kinds;
  select coalesce(jsonb_agg(l.line order by l.place), '[]') into v_lines
    from jsonb_array_elements(p_lines) with ordinality as l (line, place)
   where l.line ->> 'kind' = any (v_kinds) and not v_session.off_record and v_session.erasures = p_erasures;
  if v_lines = '[]' then
    delete from public.inbox where workspace_id = v_row.workspace_id and event_id = 'memory:' || v_session.id and state = 'paused';
    return;
  end if;
  insert into public.inbox as i (workspace_id, event_id, kind, state, actor, session_id, channel, thread_ts, about)
  values (v_row.workspace_id, 'memory:' || v_session.id, 'memory', 'paused', v_row.actor, v_session.id, v_row.channel, v_row.thread_ts,
          jsonb_build_object('lines', v_lines, 'at', p_now, 'rounds', (select jsonb_agg(l -> 'round') from jsonb_array_elements(v_lines) l)))
  on conflict (workspace_id, event_id) do update set about = excluded.about where i.state = 'paused';
end $$;

-- A scorecard is shown: now its learner is asked what may be remembered.
create function private.release_proposals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbox set state = 'queued', run_at = now()
   where workspace_id = new.workspace_id and event_id = 'memory:' || new.session_id and state = 'paused';
  return null;
end $$;
create trigger release_proposals after update of state on public.inbox
  for each row when (new.kind = 'scorecard' and new.state = 'sent' and old.state <> 'sent') execute function private.release_proposals();

-- What is proposed to somebody of a session, [{kind, says, round, dueOn}], or null where nothing is, or is any more.
create function public.memory_proposals(p_workspace text, p_actor text, p_session uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select i.about -> 'lines' from public.inbox i
   where i.workspace_id = p_workspace and i.event_id = 'memory:' || p_session and i.kind = 'memory' and i.actor = p_actor
     and jsonb_array_length(i.about -> 'lines') > 0
$$;

-- Another day for the commitment that is proposed. {outcome: 'noted' | 'past' | 'gone'}
create function public.propose_day(p_workspace text, p_actor text, p_session uuid, p_due date, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  select * into v_row from public.inbox i
   where i.workspace_id = p_workspace and i.event_id = 'memory:' || p_session and i.kind = 'memory' and i.actor = p_actor and i.about ? 'lines'
     for update;
  if not found then
    return jsonb_build_object('outcome', 'gone');
  elsif p_due < (select private.today_of(s.learner_id, p_now) from public.sessions s where s.id = p_session) then
    return jsonb_build_object('outcome', 'past');
  end if;
  update public.inbox
     set about = about || jsonb_build_object('lines', (
           select jsonb_agg(case when l.line ->> 'kind' = 'commitment' then l.line || jsonb_build_object('dueOn', p_due) else l.line end order by l.place)
             from jsonb_array_elements(about -> 'lines') with ordinality as l (line, place)))
   where id = v_row.id;
  return jsonb_build_object('outcome', 'noted');
end $$;

-- The learner pressed: what was proposed is remembered, as it stands (p_lines null) or in their own words, [{kind, says, dueOn}], where a kind
-- that is left out is not remembered; with [] nothing is. A proposed day that went by before they pressed becomes tomorrow. The proposal is
-- gone with it. Of a person no more than twenty lines are kept, the newest. {outcome: 'kept' | 'past' | 'gone', lines: [{kind, says, dueOn}]}
create function public.keep_memory(p_workspace text, p_actor text, p_session uuid, p_lines jsonb, p_now timestamptz) returns jsonb
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
  perform private.lock_actor(p_workspace, p_actor);
  select s.learner_id into v_learner from public.sessions s join public.learners l on l.id = s.learner_id
   where s.id = p_session and s.workspace_id = p_workspace and l.slack_user_id = p_actor for no key update of s;
  select * into v_row from public.inbox i
   where i.workspace_id = p_workspace and i.event_id = 'memory:' || p_session and i.kind = 'memory' and i.actor = p_actor and i.about ? 'lines'
     for update;
  if v_learner is null or v_row.id is null or jsonb_array_length(v_row.about -> 'lines') = 0 then
    return jsonb_build_object('outcome', 'gone', 'lines', '[]'::jsonb);
  end if;
  v_choices := private.memory_choices(v_learner);
  v_today := private.today_of(v_learner, p_now);
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

-- All that is remembered of somebody, for them, the newest first, and what they chose:
-- {lines: [{id, kind, says, isOpen, dueOn, asksOn, domainName}], choices: {kinds, reminds, fromHour, untilHour, isPaused}}
create function public.my_memory(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_learner uuid := (select l.id from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor);
  v_choices public.memory_settings%rowtype;
begin
  v_choices := private.memory_choices(v_learner);
  return jsonb_build_object(
    'lines', (select coalesce(jsonb_agg(jsonb_build_object(
                       'id', m.id, 'kind', m.kind, 'says', m.says, 'isOpen', m.state = 'open', 'dueOn', m.due_on, 'asksOn', m.ask_at::date,
                       'domainName', d.name) order by m.created_at desc, m.kind), '[]')
                from public.memories m
                join public.sessions s on s.id = m.session_id
                join public.coaching_domains d on d.id = s.domain_id
               where m.learner_id = v_learner),
    'choices', jsonb_build_object('kinds', v_choices.kinds, 'reminds', v_choices.reminds, 'fromHour', v_choices.from_hour,
                                  'untilHour', v_choices.until_hour, 'isPaused', v_choices.unanswered >= 3));
end $$;

-- The learner says it in other words, or picks another day, or with null none. {outcome: 'edited' | 'past' | 'gone'}
create function public.edit_memory(p_workspace text, p_actor text, p_memory uuid, p_says text, p_due date, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.memories%rowtype;
begin
  select m.* into v_row from public.memories m join public.learners l on l.id = m.learner_id
   where m.id = p_memory and m.workspace_id = p_workspace and l.slack_user_id = p_actor for update of m;
  if not found then
    return jsonb_build_object('outcome', 'gone');
  elsif p_due is distinct from v_row.due_on and p_due < private.today_of(v_row.learner_id, p_now) then
    return jsonb_build_object('outcome', 'past');
  end if;
  update public.memories set says = left(btrim(regexp_replace(p_says, '\s+', ' ', 'g')), 200) where id = p_memory;
  if v_row.kind = 'commitment' and v_row.state = 'open' and p_due is distinct from v_row.due_on then
    update public.memories
       set due_on = p_due, ask_at = p_due + make_time((private.memory_choices(v_row.learner_id)).from_hour, 0, 0)
     where id = p_memory;
  end if;
  return jsonb_build_object('outcome', 'edited');
end $$;

-- The learner wants it forgotten. {outcome: 'forgotten' | 'gone'}
create function public.forget_memory(p_workspace text, p_actor text, p_memory uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.memories m using public.learners l
   where m.id = p_memory and m.workspace_id = p_workspace and l.id = m.learner_id and l.slack_user_id = p_actor;
  return jsonb_build_object('outcome', case when found then 'forgotten' else 'gone' end);
end $$;

-- Puts to work what learners are to be asked now. It reads the clock where each learner is, so that a change of clocks needs no rule: what is
-- due there by the clock on the wall is asked within the hours that they allow, once, two in seven days at most, and no more after three in a
-- row that they left unanswered. Proposals that nobody answered for a week are blanked. Safe to repeat, and from several instances.
-- Returns how much became due.
create function public.plan_reminders(p_now timestamptz) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_row     record;
  v_choices public.memory_settings%rowtype;
  v_due     int := 0;
begin
  update public.inbox i
     set about = i.about - 'lines', because = case when i.state = 'sent' then i.because else 'nobody answered' end,
         state = case when i.state = 'sent' then i.state else 'settled' end, ended_at = coalesce(i.ended_at, p_now),
         worker = null, lease_token = null, lease_until = null
    from (select o.id from public.inbox o
           where o.kind = 'memory' and o.about ? 'lines' and (o.about ->> 'at')::timestamptz < p_now - interval '7 days'
             for update skip locked) old
   where i.id = old.id;

  for v_row in
    select m.id, m.workspace_id, m.learner_id, l.slack_user_id, l.dm_channel, there.clock
      from public.memories m
      join public.learners l on l.id = m.learner_id and l.deactivated_at is null
      join public.workspaces w on w.id = m.workspace_id and w.uninstalled_at is null
      left join public.memory_settings c on c.learner_id = m.learner_id
     cross join lateral (select p_now at time zone private.known_zone(l.time_zone) as clock) there
     where m.state = 'open' and m.ask_at is not null and m.ask_at < (p_now at time zone 'UTC') + interval '15 hours' and m.ask_at <= there.clock
       and coalesce(c.reminds, true) and coalesce('commitment' = any (c.kinds), true) and coalesce(c.unanswered, 0) < 3
       and extract(hour from there.clock) >= coalesce(c.from_hour, 9) and extract(hour from there.clock) < coalesce(c.until_hour, 17)
       and (select count(*) from unnest(c.asked_at) asked where asked > p_now - interval '7 days') < 2
     order by m.ask_at, m.id limit 500
       for update of m skip locked for key share of l skip locked -- somebody who is being erased just now is left alone
  loop
    insert into public.memory_settings (learner_id) values (v_row.learner_id) on conflict do nothing;
    select * into v_choices from public.memory_settings where learner_id = v_row.learner_id for update;
    continue when v_choices.unanswered >= 3
      or (select count(*) from unnest(v_choices.asked_at) asked where asked > p_now - interval '7 days') >= 2;
    update public.memory_settings
       set asked_at = (asked_at || p_now)[greatest(1, cardinality(asked_at)):], unanswered = unanswered + 1
     where learner_id = v_row.learner_id;
    update public.memories set ask_at = null where id = v_row.id;
    insert into public.inbox (workspace_id, event_id, kind, actor, channel, about)
    values (v_row.workspace_id, 'reminder:' || v_row.id || ':' || extract(epoch from p_now), 'reminder', v_row.slack_user_id, v_row.dm_channel,
            jsonb_build_object('memory', v_row.id))
    on conflict do nothing;
    v_due := v_due + 1;
  end loop;
  return v_due;
end $$;

-- What a reminder is about, for the worker that holds it, as it is now: {memory, says, dueOn}, or null where nothing is to be asked any
-- more. Where it became late and the learner's hours are over, it is due again in the next ones, and does not count as asked.
-- Raises PT409 where the lease is lost.
create function public.reminder_of(p_id bigint, p_token uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row     public.inbox%rowtype;
  v_memory  public.memories%rowtype;
  v_choices public.memory_settings%rowtype;
  v_clock   timestamp;
begin
  v_row := private.held_row(p_id, p_token);
  select m.* into v_memory from public.memories m
   where m.id = (v_row.about ->> 'memory')::uuid and m.state = 'open' and m.ask_at is null for update;
  if not found then
    return null;
  end if;
  select * into v_choices from public.memory_settings where learner_id = v_memory.learner_id for update;
  if not v_choices.reminds or not 'commitment' = any (v_choices.kinds) then
    return null;
  end if;
  v_clock := p_now at time zone private.known_zone((select l.time_zone from public.learners l where l.id = v_memory.learner_id));
  if not v_row.look and (extract(hour from v_clock) < v_choices.from_hour or extract(hour from v_clock) >= v_choices.until_hour) then
    update public.memory_settings
       set asked_at = asked_at[:cardinality(asked_at) - 1], unanswered = greatest(0, unanswered - 1) where learner_id = v_memory.learner_id;
    update public.memories set ask_at = v_clock where id = v_memory.id;
    return null;
  end if;
  return jsonb_build_object('memory', v_memory.id, 'says', v_memory.says, 'dueOn', v_memory.due_on);
end $$;

-- How it went with a commitment: 'done', 'not-yet' (asked again in three days, or on the day that they picked where that is later), 'snooze'
-- (tomorrow), 'move' (on p_on), 'let-go' (forgotten). {outcome: 'done' | 'later' | 'let-go' | 'past' | 'gone', says, asksOn}. Raises PT400 for any
-- other answer.
create function public.answer_commitment(p_workspace text, p_actor text, p_memory uuid, p_answer text, p_on date, p_now timestamptz) returns jsonb
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
  v_today := private.today_of(v_row.learner_id, p_now);
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
     set ask_at = v_on + make_time((private.memory_choices(learner_id)).from_hour, 0, 0), due_on = case when p_answer = 'move' then p_on else due_on end
   where id = p_memory;
  return jsonb_build_object('outcome', 'later', 'says', v_row.says, 'asksOn', v_on);
end $$;

-- A reply is gone, whichever way: what was taken from it goes too, remembered or proposed, and the card that shows it leaves Slack.
create function private.forget_memories() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  delete from public.memories where round_id = new.id;
  update public.inbox i
     set about = i.about || '{"stale": true}' || case when i.about ? 'lines' then jsonb_build_object('lines',
           (select coalesce(jsonb_agg(l), '[]') from jsonb_array_elements(i.about -> 'lines') l where (l ->> 'round')::int <> new.round_number))
           else '{}' end
   where i.workspace_id = new.workspace_id and i.event_id = 'memory:' || new.session_id
     and i.about -> 'rounds' @> to_jsonb(new.round_number)
  returning * into v_row;
  if v_row.state = 'sent' then
    perform private.add_post_erasure(v_row.session_id, private.thread_key(v_row.sent_channel, v_row.sent_ts));
    update public.inbox set about = about - 'lines' where id = v_row.id;
  end if;
  return null;
end $$;
create trigger forget_memories after update of learner_message on public.coaching_sessions
  for each row when (old.learner_message <> '' and new.learner_message = '') execute function private.forget_memories();

-- The card was on its way while a reply that it quotes was deleted.
create function private.erase_stale_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.add_post_erasure(new.session_id, private.thread_key(new.sent_channel, new.sent_ts));
  update public.inbox set about = about - 'lines' where id = new.id;
  return null;
end $$;
create trigger erase_stale_card after update of state on public.inbox
  for each row when (new.kind = 'memory' and new.state = 'sent' and old.state <> 'sent' and new.about ? 'stale')
  execute function private.erase_stale_card();


-- digests

-- What a manager is told of a team, once a week. A week runs from Friday to Thursday in the manager's time zone; it is closed when that
-- Thursday is over, and on the Monday after it is told, or on the day that the manager chose. Until it is told it shows nobody a number:
-- neither the manager, nor those who are part of it. So whoever takes themselves out until then is simply not counted.
--
-- A cell is one thing that could be told: how many practised, one domain, one dimension's level. Cells that are told hold words, never the
-- numbers that they come from. What a digest says depends on who was counted, on the company's list of teams and on the cards that its
-- reader was sent, never on who took themselves out. And what was told stays told: an erasure, a departure, a leave-out or an objection
-- changes nothing that anybody has seen.
--
-- Whoever sent a card is known by name, and nobody can be among others behind them: not behind one cell, and not behind the difference of
-- two. So they count in what a cell says, and not towards the minimum. That holds for a card that was read and taken back too, whichever
-- manager of the workspace it went to, and for one that comes later: then a later cell is hidden, or, where both were told already, the
-- card cannot be sent any more.
--
-- A hard moment leaves no mark here: a week counts the same people whether one of their rounds was hard or not.

-- The least number of people that anything is told of. It may be raised at any time; a lower one counts for what is practised later.
create table public.digest_minimums (
  workspace_id text not null references public.workspaces (id),
  minimum      int not null check (minimum >= 5),
  since        timestamptz not null,
  primary key (workspace_id, since)
);

-- "Leave me out always."
create table public.left_out (
  learner_id uuid primary key references public.learners (id) on delete cascade,
  since      timestamptz not null,
  for_good   boolean not null default false, -- they erased everything since they were first counted
  card_at    timestamptz -- of such a one, when a card was last sent that was shown: in the week that runs then they are known by it still
);

create table public.team_weeks (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null references public.workspaces (id),
  manager      text not null,
  team         text not null,
  week         date not null, -- the Monday on which it is told
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  closed_at    timestamptz not null,
  team_size    int not null,
  minimum      int not null,
  previewed_at timestamptz, -- its learners were asked to look at it
  state        text not null default 'open' check (state in ('open', 'told', 'skipped', 'late', 'off')),
  ended_at     timestamptz, -- from then on nothing of it changes
  could_have   int, -- how many could have been in it; null in weeks from before: the size of the team stands for it
  -- Who of the team could be in what is told of the week, as the company's list had it when the week was closed: all but those who manage
  -- a team. Whoever erases everything is in it as somebody who stands for them.
  people       uuid[] not null default '{}',
  unique (workspace_id, manager, team, week)
);
create index team_weeks_by_team on public.team_weeks (workspace_id, team, week);
create index team_weeks_open on public.team_weeks (workspace_id, manager, week) where state = 'open';
create index team_weeks_by_people on public.team_weeks using gin (people) with (fastupdate = off);

-- "Leave me out this time."
create table public.team_week_withdrawals (
  team_week  uuid not null references public.team_weeks (id) on delete cascade,
  learner_id uuid not null references public.learners (id) on delete cascade,
  primary key (team_week, learner_id)
);

-- What is in a week that is closed, by person, until it is told or comes to nothing.
create table public.week_parts (
  team_week  uuid not null references public.team_weeks (id) on delete cascade,
  learner_id uuid not null references public.learners (id) on delete cascade,
  kind       text not null check (kind in ('domain', 'dimension')),
  subject    text not null,
  domain_id  text not null,
  label      text not null default '',
  score      numeric,                    -- of a dimension, the mean of the week
  basis      text[] not null default '{}', -- the rubric versions and judges behind it
  primary key (team_week, learner_id, kind, subject)
);
create index week_parts_by_learner on public.week_parts (learner_id);

create table public.digest_cells (
  team_week    uuid not null references public.team_weeks (id) on delete cascade,
  kind         text not null check (kind in ('practised', 'domain', 'dimension')),
  subject      text not null, -- a domain's or a dimension's id, '' for practised
  domain_id    text not null default '',
  contributors uuid[] not null, -- sorted; nobody but the digest's functions reads them
  says         jsonb not null,  -- {label, level} as words, {count} or {atLeast}
  basis        text not null default '', -- the rubric versions and judges behind a level: others cannot be compared with it
  -- Why it is not shown: decide_cells says the first three. 'withdrawn' is of weeks from before. 'erased' and 'expired' were told, and are
  -- shown no more because one of its contributors erased everything, or because it is old.
  hidden       text check (hidden in ('few', 'alike', 'computable', 'withdrawn', 'erased', 'expired')),
  primary key (team_week, kind, subject)
);
-- Whether a cell tells of one person beside another is asked of all cells that were ever told: one that has one person more or less begins
-- with the same person, or with the next.
create index digest_cells_by_first on public.digest_cells (subject, (contributors[1]), (cardinality(contributors)))
  where hidden is null or hidden in ('erased', 'expired');
create index digest_cells_by_second on public.digest_cells (subject, (contributors[2]), (cardinality(contributors)))
  where hidden is null or hidden in ('erased', 'expired');
-- Cells are found by their people in the same moment in which others are written: a list of what is not sorted in yet would be read each time.
create index digest_cells_by_contributor on public.digest_cells using gin (contributors) with (fastupdate = off);

-- Sets the least number of people that anything is told of: from p_now on, and never lower for what is there already. What holds anyway
-- is not written down. The table refuses fewer than five.
create function public.set_digest_minimum(p_workspace text, p_minimum int, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_minimum = coalesce((select m.minimum from public.digest_minimums m where m.workspace_id = p_workspace order by m.since desc limit 1), 5) then
    return;
  end if;
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.digest_minimums (workspace_id, minimum, since) values (p_workspace, p_minimum, p_now)
  on conflict (workspace_id, since) do update set minimum = greatest(excluded.minimum, public.digest_minimums.minimum);
end $$;

-- The greatest minimum that was in force from p_since on: for what was practised then, it can only have grown.
create function private.digest_minimum(p_workspace text, p_since timestamptz, p_now timestamptz) returns int
language sql stable security definer set search_path = '' as $$
  select greatest(5, coalesce(max(m.minimum), 5))
    from (select minimum, since, lead(since) over (order by since) as ended
            from public.digest_minimums where workspace_id = p_workspace) m
   where m.since <= p_now and (m.ended is null or m.ended > p_since)
$$;

-- Closes a week of a team, once: false when it was closed before. Who is in the team, and who of them could be in what is told, is as the
-- company's list says: all but those who manage a team themselves.
create function private.close_week(p_workspace text, p_manager text, p_team text, p_week date, p_starts timestamptz, p_ends timestamptz,
                                   p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0)); -- nobody is erased meanwhile
  insert into public.team_weeks (workspace_id, manager, team, week, starts_at, ends_at, closed_at, team_size, could_have, people,
                                 minimum)
  select p_workspace, p_manager, p_team, p_week, p_starts, p_ends, p_now, count(*),
         count(*) filter (where not l.manages), coalesce(array_agg(l.id order by l.id) filter (where not l.manages), '{}'),
         private.digest_minimum(p_workspace, p_starts, p_now)
    from (select one.id, exists (select from public.team_managers boss
                                  where boss.workspace_id = p_workspace and boss.manager = one.slack_user_id and boss.until is null) as manages
            from public.team_members m join public.learners one on one.id = m.learner_id
           where m.workspace_id = p_workspace and m.team = p_team and m.until is null and one.slack_user_id <> p_manager) l
  on conflict do nothing returning id into v_id;
  if v_id is null then
    return false;
  end if;
  perform private.gather_parts(v_id);
  return true;
end $$;

-- Who counts for a team, and since when: members of today who left neither themselves nor this manager out, and who manage nobody.
create function private.counted_members(p_workspace text, p_manager text, p_team text, p_starts timestamptz)
returns table (learner uuid, since timestamptz)
language sql stable security definer set search_path = '' rows 20 as $$ -- a team: with more, all rounds that ever were would be read
  select m.learner_id, greatest(m.since, g.since, p_starts)
    from public.team_members m
    join public.learners l on l.id = m.learner_id
    join public.team_managers g on g.workspace_id = m.workspace_id and g.team = m.team and g.manager = p_manager and g.until is null
   where m.workspace_id = p_workspace and m.team = p_team and m.until is null
     and not exists (select from public.left_out o where o.learner_id = m.learner_id)
     and not exists (select from public.manager_objections o where o.learner_id = m.learner_id and o.manager = p_manager)
     and not exists (select from public.team_managers boss
                      where boss.workspace_id = p_workspace and boss.manager = l.slack_user_id and boss.until is null)
$$;

-- Gathers what is in a week that is closed: of those who count, what they practised and their levels.
create function private.gather_parts(p_week uuid) returns void
language sql security definer set search_path = '' as $$
  with week as (
    select * from public.team_weeks where id = p_week),
  counted as (
    select c.* from week w cross join lateral private.counted_members(w.workspace_id, w.manager, w.team, w.starts_at) c)
  insert into public.week_parts (team_week, learner_id, kind, subject, domain_id, label, score, basis)
  select p_week, c.learner, 'domain', r.domain_id, r.domain_id, '', null, '{}'
    from week w cross join counted c
    join public.coaching_sessions r on r.learner_id = c.learner::text and r.created_at >= c.since and r.created_at < w.ends_at
    join public.sessions s on s.id = r.session_id::uuid and not s.off_record
   group by c.learner, r.domain_id
  union all
  select p_week, c.learner, 'dimension', d.dimension, max(d.domain_id), max(d.label), avg(d.score),
         array_agg(distinct 'rubric ' || d.rubric_version || ', ' || d.judge)
    from week w cross join counted c
    join public.dimension_levels d on d.learner_id = c.learner and d.at >= c.since and d.at < w.ends_at
   group by c.learner, d.dimension
$$;

-- A week is told, or came to nothing: what it was made of is kept no longer.
create function private.forget_parts() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.week_parts where team_week = new.id;
  return null;
end $$;
create trigger forget_parts after update of state on public.team_weeks
  for each row when (old.state = 'open' and new.state <> 'open') execute function private.forget_parts();

-- "Leave me out": of the week that is closed and not told yet, and with p_always of all that come. They are counted as anybody is who did not
-- practise. {outcome: 'left-out' | 'nothing'}.
create function public.leave_out(p_workspace text, p_actor text, p_always boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner uuid;
  v_found   int;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  select id into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  if v_learner is null then
    return jsonb_build_object('outcome', 'nothing');
  end if;
  if p_always then
    insert into public.left_out (learner_id, since) values (v_learner, p_now) on conflict do nothing;
  end if;
  insert into public.team_week_withdrawals (team_week, learner_id)
  select distinct p.team_week, v_learner from public.week_parts p where p.learner_id = v_learner
  on conflict (team_week, learner_id) do update set learner_id = excluded.learner_id;
  get diagnostics v_found = row_count;
  return jsonb_build_object('outcome', case when v_found > 0 or p_always then 'left-out' else 'nothing' end);
end $$;

-- "Count me in again", from the next week on. Whoever erased everything since they were first counted is counted no more: somebody else stands
-- for them in weeks that were told, and beside those a later one could tell of one person.
create function public.count_in(p_workspace text, p_actor text) returns void
language sql security definer set search_path = '' as $$
  delete from public.left_out
   where learner_id = (select id from public.learners where workspace_id = p_workspace and slack_user_id = p_actor) and not for_good
$$;

-- What the manager of a team is told of a week: their teams of today, whole. Null where they manage none of them.
-- While the week is open its cells are made and decided here, for good; {outcome: 'tell' | 'nothing', teams}. Asked again, the answer is the same.
create function public.tell_week(p_workspace text, p_actor text, p_week date, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_week  public.team_weeks%rowtype;
  v_teams jsonb := '[]';
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  for v_week in
    select w.* from public.team_weeks w
     where w.workspace_id = p_workspace and w.manager = p_actor and w.week = p_week and w.state in ('open', 'told', 'skipped')
       and exists (select from public.team_managers g
                    where g.workspace_id = p_workspace and g.team = w.team and g.manager = p_actor and g.until is null)
     order by w.team
       for update
  loop
    if v_week.state = 'open' then
      update public.team_weeks set minimum = greatest(minimum, private.digest_minimum(p_workspace, starts_at, p_now)) where id = v_week.id;
      perform private.make_cells(v_week.id);
      perform private.decide_cells(v_week.id);
      update public.team_weeks set state = 'told', ended_at = p_now where id = v_week.id;
    end if;
    v_teams := v_teams || private.digest_of_week(v_week.id);
  end loop;
  if v_teams = '[]' then
    return null;
  end if;
  return jsonb_build_object('week', p_week, 'teams', v_teams, 'outcome',
    case when exists (select from jsonb_array_elements(v_teams) t
                       where t -> 'practised' <> 'null' or t -> 'domains' <> '[]' or t -> 'dimensions' <> '[]') then 'tell' else 'nothing' end);
end $$;

-- Makes the cells of a closed week that is being told, of those who did not take themselves out: each of the others is in it as anybody is who
-- did not practise. How a count is told (told_count) never tells who took themselves out, whether by the team's size or by a card.
create function private.make_cells(p_week uuid) returns void
language sql security definer set search_path = '' as $$
  with week as (
    select *, cardinality(private.known_by_card(p_week)) as known from public.team_weeks where id = p_week),
  part as (
    select p.* from public.week_parts p join week w on w.id = p.team_week
     where not exists (select from public.team_week_withdrawals x where x.team_week = p.team_week and x.learner_id = p.learner_id)
       and not exists (select from public.manager_objections o where o.manager = w.manager and o.learner_id = p.learner_id))
  insert into public.digest_cells (team_week, kind, subject, domain_id, contributors, says, basis)
  select w.id, 'practised', '', '', array_agg(distinct p.learner_id order by p.learner_id),
         private.told_count(count(distinct p.learner_id)::int, w.could_have, w.minimum, w.known), ''
    from week w cross join part p where p.kind = 'domain' group by w.id, w.could_have, w.minimum, w.known
  union all
  select w.id, 'domain', p.subject, p.subject, array_agg(p.learner_id order by p.learner_id),
         private.told_count(count(*)::int, w.could_have, w.minimum, w.known), ''
    from week w cross join part p where p.kind = 'domain' group by w.id, w.could_have, w.minimum, w.known, p.subject
  union all
  select w.id, 'dimension', p.subject, max(p.domain_id), array_agg(p.learner_id order by p.learner_id),
         jsonb_build_object('label', max(p.label), 'level', private.level_word(percentile_cont(0.5) within group (order by p.score)::numeric)),
         (select string_agg(distinct b, '; ' order by b) from part one, unnest(one.basis) b where one.kind = 'dimension' and one.subject = p.subject)
    from week w cross join part p where p.kind = 'dimension' group by w.id, p.subject
$$;

-- Decides which cells of a week that is being told may be told:
--   few         fewer people contributed than the minimum, or of the team only so many could have that it would be told of all
--   alike       beside a cell that was told before it would tell of fewer than two people
--   computable  with it somebody could work out what is hidden: of those who practised, the ones who did not do so in that domain are fewer
--               than two, or it is the smallest that must go beside the one hidden cell of its kind
-- In all of these whoever is known by a card does not count.
create function private.decide_cells(p_week uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_week      public.team_weeks%rowtype;
  v_practised public.digest_cells%rowtype;
  v_known     uuid[] := private.known_by_card(p_week);
begin
  select * into v_week from public.team_weeks where id = p_week;
  update public.digest_cells c
     set hidden = case
       when coalesce(v_week.could_have, v_week.team_size) - cardinality(v_known) <= v_week.minimum then 'few'
       when private.how_many_besides(c.contributors, v_known) < v_week.minimum then 'few'
       when private.isolates_one(p_week, c.kind, c.subject, c.contributors) then 'alike' end
   where c.team_week = p_week;
  -- of six who practised five did so here: the sixth is alone with what is not shown
  select * into v_practised from public.digest_cells where team_week = p_week and kind = 'practised' and hidden is null;
  update public.digest_cells c set hidden = 'computable'
   where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
     and cardinality(c.contributors) < cardinality(v_practised.contributors)
     and private.how_many_besides(v_practised.contributors, c.contributors || v_known) < 2;
  -- one hidden cell among those that add up could be worked out from the others: a second one goes with it
  if 1 = (select count(*) from public.digest_cells c where c.team_week = p_week and c.kind = 'domain' and c.hidden is not null) then
    update public.digest_cells set hidden = 'computable'
     where team_week = p_week and kind = 'domain'
       and subject = (select c.subject from public.digest_cells c
                       where c.team_week = p_week and c.kind = 'domain' and c.hidden is null
                       order by cardinality(c.contributors), c.subject limit 1);
  end if;
end $$;

-- Whether a cell and one that anybody of the workspace was told, of whichever team, differ, and by fewer than two people whom nobody knows by
-- a card. People move, and so do the names of teams and their managers; what was told and is shown no more still counts. With p_by: whether
-- they would if that person's card were sent as well.
create function private.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_size   int := cardinality(p_contributors);
  v_first  uuid := p_contributors[1];
  v_second uuid := p_contributors[2];
  v_by     uuid[] := array_remove(array[p_by], null);
  v_here   uuid[];
  v_others uuid[]; -- whom nobody knows by a card
  v_half   int;
begin
  -- one person more or less, whoever it is: found by the index, however much was told before
  if p_by is null and (exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[1] = v_first and cardinality(c.contributors) = v_size + 1
       and c.contributors @> p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told')
  or exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[2] = v_first and cardinality(c.contributors) = v_size + 1
       and c.contributors @> p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told')
  or exists (
    select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
     where c.subject = p_subject and c.contributors[1] in (v_first, v_second) and cardinality(c.contributors) = v_size - 1
       and c.contributors <@ p_contributors and c.kind = p_kind and (c.hidden is null or c.hidden in ('erased', 'expired')) and w.id <> p_week and w.state = 'told'))
  then
    return true;
  end if;

  -- more people, of whom all but one are known: only where somebody sent a card
  if p_by is null and not exists (select from public.team_weeks w join public.shared_cards k on k.workspace_id = w.workspace_id where w.id = p_week)
     and not exists (select from public.team_weeks w join public.cards_seen k on k.workspace_id = w.workspace_id where w.id = p_week) then
    return false;
  end if;
  v_here := private.known_by_card(p_week) || v_by;
  v_others := array(select one from unnest(p_contributors) one where one <> all (v_here));
  v_half := least(4, cardinality(v_others) / 2);
  -- At most one of the others is missing there, so of two groups of them one is there as a whole. That is what the index of contributors
  -- finds, and it has to come first: by their subject alone there are as many cells as teams ever had weeks.
  return exists (
    with near as materialized (
      select c.* from public.digest_cells c
       where c.contributors @> v_others[1 : v_half] or c.contributors @> v_others[v_half + 1 : 2 * v_half])
    select from near c join public.team_weeks w on w.id = c.team_week
     where c.kind = p_kind and c.subject = p_subject and (c.hidden is null or c.hidden in ('erased', 'expired'))
       and c.team_week <> p_week and w.state = 'told' and c.contributors <> p_contributors
       and (p_by is null or (p_by = any (p_contributors)) <> (p_by = any (c.contributors)))
       and case when private.how_many_besides(v_others, c.contributors) < 2
                then private.how_many_besides(v_others, c.contributors)
                   + private.how_many_besides(c.contributors, p_contributors || private.known_by_card(w.id) || v_by) < 2
                else false end);
end $$;

-- How many of these people are none of those.
create function private.how_many_besides(p_people uuid[], p_those uuid[]) returns int
language sql immutable set search_path = '' as $$
  select count(*)::int from unnest(p_people) as one (learner) where one.learner <> all (p_those)
$$;

-- Those who are known by a card in a week: one that goes out with its digest or later, or was sent since it began. Of all who could be in the
-- week, whether they are or not: a number must be told alike whether the one who sent the card is counted or took themselves out.
create function private.known_by_card(p_week uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select array(select p.learner
                 from public.team_weeks w
                cross join lateral (select unnest(w.people) as learner
                                    union
                                    select unnest(c.contributors) from public.digest_cells c where c.team_week = w.id) p
                where w.id = p_week
                  and (exists (select from public.shared_cards k
                                where k.learner_id = p.learner and k.workspace_id = w.workspace_id and k.week is null)
                       or exists (select from public.cards_seen k
                                   where k.learner_id = p.learner and k.workspace_id = w.workspace_id
                                     and (k.week >= w.week or k.shared_at >= w.starts_at))
                       or exists (select from public.left_out o where o.learner_id = p.learner and o.card_at >= w.starts_at))));
end $$;

-- Whether a card of this session would, beside what was told of a week that the session is part of, tell something of others: it would leave
-- all of a team, a cell, or the difference of two, with too few people whom nobody knows by a card. That can be a cell that the sender is no
-- part of: whoever is known to have done something else leaves fewer who could be in it. Or it would tell of its sender that they are not
-- in an exact count, which with them among others would be too few. What was told stays told, so the card must stay here. It must whether the
-- sender is counted in that week or took themselves out: a card that comes would tell which.
create function private.card_tells_of_others(p_workspace text, p_learner uuid, p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  with weeks as (
    select w.id, w.minimum, coalesce(w.could_have, w.team_size) as could_have,
           array_remove(private.known_by_card(w.id), p_learner) || p_learner as known
      from public.team_weeks w
     where w.id in (select c.team_week from public.digest_cells c where c.contributors @> array[p_learner]
                    union
                    select o.id from public.team_weeks o where o.people @> array[p_learner])
       and w.workspace_id = p_workspace and w.state = 'told'
       and (exists (select from public.coaching_sessions r
                     where r.session_id = p_session::text and r.created_at >= w.starts_at and r.created_at < w.ends_at)
            or exists (select from public.dimension_levels d where d.session_id = p_session and d.at >= w.starts_at and d.at < w.ends_at)))
  select exists (
    select from weeks w join public.digest_cells c on c.team_week = w.id and (c.hidden is null or c.hidden in ('erased', 'expired'))
     where w.could_have - cardinality(w.known) <= w.minimum
        or c.says ? 'count' and cardinality(c.contributors) - cardinality(w.known) < w.minimum
        or c.contributors @> array[p_learner]
           and (private.how_many_besides(c.contributors, w.known) < w.minimum
                or private.isolates_one(w.id, c.kind, c.subject, c.contributors, p_learner)
                or c.kind = 'practised' and exists (
                     select from public.digest_cells d
                      where d.team_week = w.id and d.kind = 'domain' and (d.hidden is null or d.hidden in ('erased', 'expired'))
                        and p_learner <> all (d.contributors) and private.how_many_besides(c.contributors, d.contributors || w.known) < 2)))
$$;

-- How many, as it may be told: exactly only where at least two others could have been among them and are not, so that nobody is singled out, and
-- where it is more than the minimum and all whom the reader knows by a card: then it says of none of these whether they are among them.
-- Who never counts, as those who manage a team themselves, is no such other.
create function private.told_count(p_count int, p_counted int, p_minimum int, p_known int) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_counted - p_count >= 2 and (p_known = 0 or p_count > p_minimum + p_known)
              then jsonb_build_object('count', p_count) else jsonb_build_object('atLeast', p_minimum) end
$$;

-- What a manager is told of one week of a team: what may be shown, and which coaches are not; a level with its line over four weeks, of weeks
-- that rest on one rubric version and judge, and whether this one rests on more, or on sample history. No level rests on a mark by wording.
create function private.digest_of_week(p_week uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select jsonb_build_object(
           'team', w.team, 'week', w.week, 'size', w.team_size, 'minimum', w.minimum,
           'practised', (select c.says from public.digest_cells c where c.team_week = w.id and c.kind = 'practised' and c.hidden is null),
           'domains', (select coalesce(jsonb_agg(c.says || jsonb_build_object('domain', d.name) order by d.name), '[]')
                         from public.digest_cells c join public.coaching_domains d on d.id = c.subject
                        where c.team_week = w.id and c.kind = 'domain' and c.hidden is null),
           'dimensions', (select coalesce(jsonb_agg(c.says || jsonb_build_object('dimension', c.subject, 'domain', d.name, 'isMixed', c.basis like '%; %',
                             'isSample', c.basis || ';' like '%, sample;%', 'history',
                             (select jsonb_agg(was.says ->> 'level' order by back.weeks desc)
                                from generate_series(0, 3) as back (weeks)
                                left join lateral (
                                  select p.says from public.team_weeks e join public.digest_cells p on p.team_week = e.id
                                   where e.workspace_id = w.workspace_id and e.manager = w.manager and e.team = w.team
                                     and e.week = w.week - 7 * back.weeks and (e.id = w.id or e.state = 'told')
                                     and p.kind = 'dimension' and p.subject = c.subject and p.hidden is null
                                     and (e.id = w.id or p.basis = c.basis and c.basis not like '%; %')) was on true)) order by d.name, c.subject), '[]')
                            from public.digest_cells c join public.coaching_domains d on d.id = c.domain_id
                           where c.team_week = w.id and c.kind = 'dimension' and c.hidden is null),
           'notShown', (select coalesce(jsonb_agg(d.name order by d.name), '[]') from public.coaching_domains d
                         where d.is_active is not false
                           and not exists (select from public.digest_cells c
                                            where c.team_week = w.id and c.kind = 'domain' and c.subject = d.id and c.hidden is null)))
    from public.team_weeks w where w.id = p_week);
end $$;

-- What this manager was told last, or of that week: {week, teams}. Null where it is nothing. Only the one week is put together.
create function private.last_digest(p_workspace text, p_actor text, p_week date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  with told as materialized (
    select w.* from public.team_weeks w
     where w.workspace_id = p_workspace and w.manager = p_actor and w.state = 'told' and w.week = coalesce(p_week, w.week)
       and exists (select from public.team_managers g
                    where g.workspace_id = p_workspace and g.team = w.team and g.manager = p_actor and g.until is null))
  select jsonb_build_object('week', w.week, 'teams', jsonb_agg(private.digest_of_week(w.id) order by w.team))
    from told w where w.week = (select max(week) from told) group by w.week
$$;

-- What this learner is part of in the week that is closed and not told yet: {id, week, team, manager, minimum, leftOut, domains, dimensions}, their
-- own and no numbers. Null where they are no part of it, object to the manager, or the team is too small for anything to be told.
create function public.digest_preview(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select jsonb_build_object(
           'id', w.id, 'week', w.week, 'team', w.team, 'manager', w.manager, 'minimum', w.minimum,
           'leftOut', exists (select from public.team_week_withdrawals x where x.team_week = w.id and x.learner_id = l.id),
           'domains', (select coalesce(jsonb_agg(d.name order by d.name), '[]') from public.week_parts p join public.coaching_domains d on d.id = p.subject
                        where p.team_week = w.id and p.learner_id = l.id and p.kind = 'domain'),
           'dimensions', (select coalesce(jsonb_agg(distinct p.label), '[]') from public.week_parts p
                           where p.team_week = w.id and p.learner_id = l.id and p.kind = 'dimension'))
    from public.learners l
    join public.team_members m on m.learner_id = l.id and m.until is null
    join public.team_weeks w on w.workspace_id = p_workspace and w.team = m.team and w.state = 'open' and coalesce(w.could_have, w.team_size) > w.minimum
   where l.workspace_id = p_workspace and l.slack_user_id = p_actor
     and exists (select from public.week_parts p where p.team_week = w.id and p.learner_id = l.id)
     and not exists (select from public.manager_objections o where o.learner_id = l.id and o.manager = w.manager)
   order by w.week desc limit 1);
end $$;

-- Who is set as the learner's manager, what that person was told last of the team, or that there is nothing yet, and what the learner is part of
-- in the week that is told next. It is never computed for whoever asks: who could ask at any moment would see numbers change when one person
-- practises. Null where nobody is set as their manager.
create function public.manager_sees(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  with mine as materialized (select private.my_manager(p_workspace, p_actor) as my) -- asked once
  select jsonb_build_object(
           'manager', jsonb_build_object('actor', g.my ->> 'manager', 'name', coalesce(l.name, g.my ->> 'manager')),
           'objected', g.my -> 'objected',
           'leftOut', o.learner_id is not null,
           'forGood', coalesce(o.for_good, false),
           'ahead', public.digest_preview(p_workspace, p_actor),
           'state', case when told.told is not null then 'told' else 'nothing' end,
           'team', coalesce(told.told, jsonb_build_object(
             'team', g.my ->> 'team', 'week', (now() at time zone 'UTC')::date, 'minimum', private.digest_minimum(p_workspace, now(), now()),
             'size', (select count(*) from public.team_members m join public.learners one on one.id = m.learner_id
                       where m.workspace_id = p_workspace and m.team = g.my ->> 'team' and m.until is null and one.slack_user_id <> g.my ->> 'manager'),
             'practised', null, 'domains', '[]'::jsonb, 'dimensions', '[]'::jsonb, 'notShown', '[]'::jsonb)))
    from mine g
    left join public.learners l on l.workspace_id = p_workspace and l.slack_user_id = g.my ->> 'manager'
    left join public.learners me on me.workspace_id = p_workspace and me.slack_user_id = p_actor
    left join public.left_out o on o.learner_id = me.id
    left join lateral (
      select private.digest_of_week(w.id) from public.team_weeks w
       where w.workspace_id = p_workspace and w.manager = g.my ->> 'manager' and w.team = g.my ->> 'team' and w.state = 'told'
       order by w.week desc limit 1) as told (told) on true
   where g.my is not null
$$;


-- sharing

-- A learner sends a scorecard to their manager, and takes it back.

-- A scorecard that its learner sent to their manager, as it was when they sent it. Taking it back removes it from what the manager sees.
create table public.shared_cards (
  session_id   uuid primary key references public.sessions (id) on delete cascade,
  workspace_id text not null references public.workspaces (id),
  learner_id   uuid not null references public.learners (id) on delete cascade,
  manager      text not null,
  domain_name  text not null,
  levels       jsonb not null, -- [{label, level}] in words
  says         text not null,  -- a sentence that the learner added, '' for none
  week         date,           -- the digest that it went out with
  shared_at    timestamptz not null
);
create index shared_cards_by_manager on public.shared_cards (workspace_id, manager, week);
create index shared_cards_by_learner on public.shared_cards (learner_id);

-- Whom a digest has shown by a card. It stays when the card is taken back, as whoever read it may remember it.
create table public.cards_seen (
  workspace_id text not null references public.workspaces (id),
  learner_id   uuid not null, -- or who stands for them since they erased everything
  week         date not null, -- of the digest
  shared_at    timestamptz not null,
  primary key (workspace_id, learner_id, week)
);

-- What would be sent of a session's scorecard: the domain, level words, and the learner's own words only where they ask for it.
-- {outcome: 'ready' | 'shared' | 'too-late' | 'no-manager' | 'off-record' | 'nothing'}. 'too-late' where the week of that session was told
-- already and the card would tell something of others beside it, 'nothing' too where the session is somebody else's.
create function public.card_to_share(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_my      jsonb := private.my_manager(p_workspace, p_actor);
  v_session public.sessions%rowtype;
  v_levels  jsonb;
begin
  select s.* into v_session from public.sessions s join public.learners l on l.id = s.learner_id
   where s.workspace_id = p_workspace and s.id = p_session and l.slack_user_id = p_actor;
  select jsonb_agg(jsonb_build_object('label', m.mark ->> 'label', 'level', private.level_word((m.mark ->> 'score')::numeric),
           'quotes', (select coalesce(jsonb_agg(q ->> 'text'), '[]') from jsonb_array_elements(m.mark -> 'quotes') q)) order by m.place)
    into v_levels
    from public.scorecards c, jsonb_array_elements(c.marks) with ordinality as m (mark, place)
   where c.session_id = v_session.id and jsonb_typeof(m.mark -> 'score') = 'number';
  if v_levels is null then
    return jsonb_build_object('outcome', 'nothing');
  elsif v_session.off_record then
    return jsonb_build_object('outcome', 'off-record');
  elsif exists (select from public.shared_cards c where c.session_id = p_session) then
    return jsonb_build_object('outcome', 'shared');
  elsif v_my is null or v_my -> 'objected' = 'true' then
    return jsonb_build_object('outcome', 'no-manager');
  elsif private.card_tells_of_others(p_workspace, v_session.learner_id, p_session) then
    return jsonb_build_object('outcome', 'too-late');
  end if;
  return jsonb_build_object('outcome', 'ready', 'levels', v_levels,
    'domainName', (select d.name from public.coaching_domains d where d.id = v_session.domain_id),
    'manager', jsonb_build_object('actor', v_my ->> 'manager', 'name', coalesce(
      (select l.name from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = v_my ->> 'manager'), v_my ->> 'manager')));
end $$;

-- Sends it to p_manager, who must be the one that the learner was shown: {outcome: 'changed'} when it is somebody else now. It goes out with
-- that person's next digest. Not while a week of the workspace is being told: either that reckons with the card, or the card with that.
-- {outcome: 'shared' | 'changed' | 'too-late' | 'no-manager' | 'off-record' | 'nothing'}.
create function public.share_card(p_workspace text, p_actor text, p_session uuid, p_manager text, p_quotes boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_card    jsonb;
  v_session public.sessions%rowtype;
begin
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  select * into v_session from public.sessions where workspace_id = p_workspace and id = p_session for no key update;
  v_card := public.card_to_share(p_workspace, p_actor, p_session);
  if v_card ->> 'outcome' <> 'ready' then
    return jsonb_build_object('outcome', v_card ->> 'outcome');
  elsif v_card -> 'manager' ->> 'actor' <> p_manager then
    return jsonb_build_object('outcome', 'changed');
  end if;
  insert into public.shared_cards (session_id, workspace_id, learner_id, manager, domain_name, levels, says, shared_at)
  select p_session, p_workspace, v_session.learner_id, p_manager, v_card ->> 'domainName',
         (select jsonb_agg(case when p_quotes then l else l - 'quotes' end) from jsonb_array_elements(v_card -> 'levels') l), '', p_now;
  insert into public.inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, about)
  values (p_workspace, 'shared:' || p_session || ':' || p_now, 'shared', p_actor, p_session,
          case when v_session.channel like 'D%' then v_session.channel end, case when v_session.channel like 'D%' then v_session.thread_ts end,
          jsonb_build_object('manager', v_card -> 'manager', 'quotes', p_quotes))
  on conflict do nothing;
  return jsonb_build_object('outcome', 'shared');
end $$;

-- The cards of a manager's digest, in one order however often it is drawn: as they were sent, and those of one moment by name and by what
-- they say. The first look gives each new card its week, so that it is told once; a later look, when one was taken back, gives what is left
-- of it. A card that is sent once it was decided what is told goes out with the next digest: this one did not reckon with it.
create function public.cards_for(p_workspace text, p_actor text, p_week date) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  update public.shared_cards set week = p_week
   where workspace_id = p_workspace and manager = p_actor and week is null
     and not exists (select from public.digests d where d.workspace_id = p_workspace and d.manager = p_actor and d.week = p_week)
     and not exists (select from public.team_weeks w
                      where w.workspace_id = p_workspace and w.manager = p_actor and w.week = p_week and w.ended_at < shared_at);
  return (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'domainName', c.domain_name, 'levels', c.levels, 'says', c.says)
                                    order by c.shared_at, l.name, l.slack_user_id, c.domain_name, c.levels::text), '[]')
            from public.shared_cards c join public.learners l on l.id = c.learner_id
           where c.workspace_id = p_workspace and c.manager = p_actor and c.week = p_week);
end $$;

-- A digest shows a card: whoever sent it is known by it from now on, also when it is taken back.
create function private.see_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.cards_seen as c (workspace_id, learner_id, week, shared_at)
  values (new.workspace_id, new.learner_id, new.week, new.shared_at)
  on conflict (workspace_id, learner_id, week) do update set shared_at = greatest(c.shared_at, excluded.shared_at);
  return null;
end $$;
create trigger see_card after update of week on public.shared_cards
  for each row when (new.week is not null and new.week is distinct from old.week) execute function private.see_card();

-- "Take it back". {outcome: 'taken-back' | 'nothing'}.
create function public.withdraw_card(p_workspace text, p_actor text, p_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.shared_cards c using public.learners l
   where c.workspace_id = p_workspace and c.session_id = p_session and l.id = c.learner_id and l.slack_user_id = p_actor;
  return jsonb_build_object('outcome', case when found then 'taken-back' else 'nothing' end);
end $$;

-- Whoever says that this is not their manager takes back what they sent to them.
create function private.withdraw_cards() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.shared_cards where learner_id = new.learner_id and manager = new.manager;
  return null;
end $$;
create trigger withdraw_cards after insert on public.manager_objections for each row execute function private.withdraw_cards();

-- A reply was deleted after its session's card was sent: the learner's words leave the card too.
create function private.unquote_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.shared_cards set levels = (select jsonb_agg(l - 'quotes') from jsonb_array_elements(levels) l)
   where session_id = new.id and levels @? '$[*].quotes[*]';
  return null;
end $$;
create trigger unquote_card after update of erasures on public.sessions
  for each row when (new.erasures > old.erasures) execute function private.unquote_card();

-- A card is gone, or its quotes are: where a digest was made with it, the manager's message is to be shown again as it is now.
create function private.show_digest_again() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.inbox (workspace_id, event_id, kind, actor, about)
  select old.workspace_id, 'digest-again:' || gen_random_uuid(), 'digest-again', old.manager, jsonb_build_object('week', old.week)
    from public.workspaces w where w.id = old.workspace_id and w.uninstalled_at is null
  on conflict do nothing;
  return null;
end $$;
create trigger show_digest_again after delete or update of levels on public.shared_cards
  for each row when (old.week is not null) execute function private.show_digest_again();


-- digest_sending

-- When a digest is sent, what it says besides what the database tells, and where it stands in Slack, so that it can be shown again as it
-- was sent.

create table public.digest_settings (
  workspace_id text not null references public.workspaces (id),
  manager      text not null,
  day          int not null default 1 check (day between 1 and 4), -- Monday to Thursday: learners have the days before to look at it
  hour         int not null default 9 check (hour between 0 and 23),
  is_off       boolean not null default false,
  primary key (workspace_id, manager)
);

create table public.digests (
  workspace_id text not null references public.workspaces (id),
  manager      text not null,
  week         date not null,
  is_quiet     boolean not null, -- it says only that there is nothing new
  advice       jsonb not null,   -- by team: {first, second}
  post         text,             -- 'channel:ts' once Slack shows it
  made_at      timestamptz not null,
  primary key (workspace_id, manager, week)
);

-- Looks after the weeks: closes each team's week when its Thursday is over in the manager's time zone, puts a look at it to work for each
-- learner who is part of it at nine on Friday, whatever will be told, and the digest at the manager's own day and hour, but not before learners
-- had a day to look. What is later than p_late_hours is dropped. Nothing is put to work where the app was removed. Safe to repeat, and from
-- several instances: each of it happens once. {closed, previews, due, late}.
create function public.plan_digests(p_now timestamptz, p_late_hours int) returns jsonb
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
     cross join lateral (select private.known_zone(l.time_zone) as zone) z
     cross join lateral (select date_trunc('week', (p_now at time zone z.zone) - interval '4 days')::date + 4 as friday) f
     where g.until is null and f.friday::timestamp at time zone z.zone <= p_now -- where that midnight comes twice, the second one counts
       and not exists (select from public.team_weeks w
                        where w.workspace_id = g.workspace_id and w.manager = g.manager and w.team = g.team and w.week >= f.friday + 3)
     order by g.workspace_id, g.manager, g.team
     limit 200 -- a call ends within seconds; the next one goes on
  loop
    -- a manager who travels has a week that is some hours longer or shorter: nothing counts twice or is lost
    v_closed := v_closed + private.close_week(v_row.workspace_id, v_row.manager, v_row.team, v_row.week,
      case when v_row.before > v_row.ends_at - interval '9 days' then v_row.before else v_row.ends_at - interval '7 days' end,
      v_row.ends_at, p_now)::int;
  end loop;

  for v_row in
    select w.id, w.workspace_id, w.week, w.manager, coalesce(w.could_have, w.team_size) > w.minimum as is_told_of from public.team_weeks w
      join public.workspaces s on s.id = w.workspace_id and s.uninstalled_at is null
     where w.state = 'open' and w.previewed_at is null and w.ends_at + interval '9 hours' <= p_now
     order by w.ends_at limit 200
       for update of w skip locked
  loop
    update public.team_weeks set previewed_at = p_now where id = v_row.id;
    insert into public.inbox (workspace_id, event_id, kind, actor, about)
    select distinct v_row.workspace_id, 'preview:' || v_row.id || ':' || l.slack_user_id, 'preview', l.slack_user_id,
           jsonb_build_object('week', v_row.week)
      from public.week_parts p join public.learners l on l.id = p.learner_id
     where p.team_week = v_row.id and v_row.is_told_of
       and not exists (select from public.team_week_withdrawals x where x.team_week = p.team_week and x.learner_id = p.learner_id)
       and not exists (select from public.manager_objections o where o.manager = v_row.manager and o.learner_id = p.learner_id)
    on conflict do nothing;
    get diagnostics v_count = row_count;
    v_previews := v_previews + v_count;
  end loop;

  for v_row in
    select w.workspace_id, w.manager, w.week, coalesce(bool_or(s.is_off), false) as is_off,
           greatest(max((w.week + coalesce(s.day, 1) - 1 + make_time(coalesce(s.hour, 9), 0, 0)) at time zone private.known_zone(l.time_zone)),
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

-- The teams that a person manages today and the settings of their digest. Null where they manage none.
create function public.my_teams(p_workspace text, p_actor text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('teams', jsonb_agg(g.team order by g.team), 'day', coalesce(max(s.day), 1), 'hour', coalesce(max(s.hour), 9),
                            'isOff', coalesce(bool_or(s.is_off), false))
    from public.team_managers g
    left join public.digest_settings s on s.workspace_id = g.workspace_id and s.manager = g.manager
   where g.workspace_id = p_workspace and g.manager = p_actor and g.until is null
  having count(*) > 0
$$;

-- The manager's own settings of their digest.
create function public.set_digest(p_workspace text, p_actor text, p_day int, p_hour int, p_off boolean) returns void
language sql security definer set search_path = '' as $$
  insert into public.digest_settings (workspace_id, manager, day, hour, is_off) values (p_workspace, p_actor, p_day, p_hour, p_off)
  on conflict (workspace_id, manager) do update set day = excluded.day, hour = excluded.hour, is_off = excluded.is_off
$$;

-- Keeps what a digest says besides what the database tells. The first to keep it decides: another instance is given what is kept.
-- A quiet one is kept once in p_quiet_days at most: then this answers {outcome: 'skip'}. Else {outcome: 'kept', advice}.
create function public.keep_digest(p_workspace text, p_actor text, p_week date, p_quiet boolean, p_quiet_days int, p_advice jsonb,
                                   p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.digests%rowtype;
begin
  perform pg_advisory_xact_lock(hashtextextended('digest:' || p_workspace || ':' || p_actor, 0));
  select * into v_row from public.digests where workspace_id = p_workspace and manager = p_actor and week = p_week;
  if found then
    return jsonb_build_object('outcome', 'kept', 'advice', v_row.advice);
  end if;
  if p_quiet and exists (select from public.digests d
                          where d.workspace_id = p_workspace and d.manager = p_actor and d.is_quiet
                            and d.made_at > p_now - make_interval(days => p_quiet_days)) then
    return jsonb_build_object('outcome', 'skip');
  end if;
  insert into public.digests (workspace_id, manager, week, is_quiet, advice, made_at) values (p_workspace, p_actor, p_week, p_quiet, p_advice, p_now);
  return jsonb_build_object('outcome', 'kept', 'advice', p_advice);
end $$;

-- A digest that is being put together for somebody who is no manager any more, or erased everything meanwhile, is not kept.
create function private.keep_no_stray_digest() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.erased_people e where e.person = private.fingerprint(new.workspace_id, new.manager))
     and (exists (select from public.digest_settings s where s.workspace_id = new.workspace_id and s.manager = new.manager and s.is_off)
          or not exists (select from public.team_managers g where g.workspace_id = new.workspace_id and g.manager = new.manager)) then
    return null;
  end if;
  return new;
end $$;
create trigger keep_no_stray_digest before insert on public.digests
  for each row execute function private.keep_no_stray_digest();

-- Slack shows it there.
create function public.digest_shown(p_workspace text, p_actor text, p_week date, p_post text) returns void
language sql security definer set search_path = '' as $$
  update public.digests set post = p_post where workspace_id = p_workspace and manager = p_actor and week = p_week
$$;

-- Where a manager's digest stands in Slack, and whether it is still on its way there.
create function public.digest_place(p_workspace text, p_actor text, p_week date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'post', (select d.post from public.digests d where d.workspace_id = p_workspace and d.manager = p_actor and d.week = p_week),
    'isComing', exists (select from public.inbox i
                         where i.workspace_id = p_workspace and i.event_id = 'digest:' || p_actor || ':' || p_week and i.state in ('queued', 'answered')))
$$;

-- A digest as it was sent, less the cards that were taken back since: the latest, or that of p_week. Null where there is none.
create function public.sent_digest(p_workspace text, p_actor text, p_week date default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select t.told || jsonb_build_object('advice', d.advice, 'isQuiet', d.is_quiet, 'post', d.post, 'cards', (
           select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'domainName', c.domain_name, 'levels', c.levels, 'says', c.says)
                                     order by c.shared_at, l.name, l.slack_user_id, c.domain_name, c.levels::text), '[]')
             from public.shared_cards c join public.learners l on l.id = c.learner_id
            where c.workspace_id = p_workspace and c.manager = p_actor and c.week = d.week))
    from private.last_digest(p_workspace, p_actor, p_week) as t (told)
    join public.digests d on d.workspace_id = p_workspace and d.manager = p_actor and d.week = (t.told ->> 'week')::date
$$;


-- privacy

-- A person can be told all that is kept of them and who or what read it, and can have it erased at once. A table that holds something about
-- people belongs into gather_person and erase_person here; a test walks the catalogue and fails for one that is not.

-- Whose words from before an erasure are not kept, should they still come: by a second delivery, or from the disk of an instance. A
-- fingerprint, not an id, and forgotten when nothing can come any more.
create table public.erased_people (
  person     bytea primary key,
  until      timestamptz not null,
  forget_at  timestamptz not null
);

-- Who or what read something of a learner: no words, and one row for each thing that was read.
create table public.accesses (
  learner_id uuid not null references public.learners (id) on delete cascade,
  what       text not null check (what in ('coach', 'judge', 'digest', 'card', 'export')),
  subject    text not null, -- the session, or the week of a digest, '' for everything
  reader     text not null, -- the manager whose digest it was, '' for the bot itself
  times      int not null default 1,
  first_at   timestamptz not null default now(),
  last_at    timestamptz not null default now(),
  primary key (learner_id, what, subject, reader)
) with (fillfactor = 70); -- every answer changes one of these rows
create index accesses_by_reader on public.accesses (reader) where reader <> '';
create index accesses_by_time on public.accesses (last_at);

-- Everything that is kept of a person, as {table: [rows]}: what they said, what was made of it, where they belong, and who read it. Nothing
-- about anybody else: of a cell only that they are part of it, of what they suggested not to whom, and no number that all who write move on.
create function private.gather_person(p_workspace text, p_actor text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_learner uuid := (select id from public.learners where workspace_id = p_workspace and slack_user_id = p_actor);
begin
  return jsonb_build_object(
    'learners', (select coalesce(jsonb_agg(to_jsonb(l)), '[]') from public.learners l where l.id = v_learner),
    'sessions', (select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('domain', d.name) order by s.opened_at), '[]')
                   from public.sessions s join public.coaching_domains d on d.id = s.domain_id where s.learner_id = v_learner),
    'session_threads', (select coalesce(jsonb_agg(to_jsonb(t) order by t.thread_ts), '[]')
                          from public.session_threads t join public.sessions s on s.id = t.session_id where s.learner_id = v_learner),
    'coaching_sessions', (select coalesce(jsonb_agg(to_jsonb(r) order by r.created_at, r.round_number), '[]')
                            from public.coaching_sessions r where r.learner_id = v_learner::text),
    'scorecards', (select coalesce(jsonb_agg(to_jsonb(c) order by c.created_at), '[]')
                     from public.scorecards c join public.sessions s on s.id = c.session_id where s.learner_id = v_learner),
    'disputes', (select coalesce(jsonb_agg(to_jsonb(d) order by d.created_at, d.dimension), '[]')
                   from public.disputes d join public.sessions s on s.id = d.session_id where s.learner_id = v_learner),
    'feedback', (select coalesce(jsonb_agg(to_jsonb(f) order by f.pressed_at), '[]')
                   from public.feedback f join public.sessions s on s.id = f.session_id where s.learner_id = v_learner),
    'memories', (select coalesce(jsonb_agg(to_jsonb(m) order by m.created_at, m.kind), '[]') from public.memories m where m.learner_id = v_learner),
    'memory_settings', (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from public.memory_settings c where c.learner_id = v_learner),
    'dimension_levels', (select coalesce(jsonb_agg(to_jsonb(d) order by d.at, d.dimension), '[]')
                           from public.dimension_levels d where d.learner_id = v_learner),
    'shared_cards', (select coalesce(jsonb_agg(to_jsonb(c) order by c.shared_at), '[]')
                       from public.shared_cards c where c.learner_id = v_learner),
    'cards_seen', (select coalesce(jsonb_agg(jsonb_build_object('week', c.week, 'shared_at', c.shared_at) order by c.week), '[]')
                     from public.cards_seen c where c.workspace_id = p_workspace and c.learner_id = v_learner),
    'inbox', (select coalesce(jsonb_agg(to_jsonb(i) - '{id,joined_to,key,worker,lease_token,lease_until}'::text[] order by i.id), '[]')
                from public.inbox i where i.workspace_id = p_workspace and i.actor = p_actor),
    'usage_today', (select coalesce(jsonb_agg(to_jsonb(u)), '[]') from public.usage_today u
                     where u.workspace_id = p_workspace and u.actor = p_actor),
    'team_members', (select coalesce(jsonb_agg(to_jsonb(m) order by m.since), '[]') from public.team_members m where m.learner_id = v_learner),
    'manager_objections', (select coalesce(jsonb_agg(to_jsonb(o) order by o.at), '[]')
                             from public.manager_objections o where o.learner_id = v_learner),
    'left_out', (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from public.left_out o where o.learner_id = v_learner),
    'team_week_withdrawals', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week) order by w.week), '[]')
                                from public.team_week_withdrawals x join public.team_weeks w on w.id = x.team_week where x.learner_id = v_learner),
    'week_parts', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week, 'kind', p.kind, 'subject', p.subject, 'score', p.score)
                                             order by w.week, p.kind, p.subject), '[]')
                     from public.week_parts p join public.team_weeks w on w.id = p.team_week where p.learner_id = v_learner),
    'digest_cells', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week, 'kind', c.kind, 'subject', c.subject,
                                                                  'told', w.state = 'told' and c.hidden is null) order by w.week, c.kind, c.subject), '[]')
                       from public.digest_cells c join public.team_weeks w on w.id = c.team_week
                      where c.contributors @> array[v_learner]),
    'team_managers', (select coalesce(jsonb_agg(to_jsonb(g) order by g.since), '[]') from public.team_managers g
                       where g.workspace_id = p_workspace and g.manager = p_actor),
    'team_weeks', (select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'week', w.week, 'state', w.state) order by w.week, w.team), '[]')
                     from public.team_weeks w where w.workspace_id = p_workspace and w.manager = p_actor),
    'digest_settings', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from public.digest_settings s
                         where s.workspace_id = p_workspace and s.manager = p_actor),
    'consents', (select coalesce(jsonb_agg(to_jsonb(c) order by c.at), '[]') from public.consents c where c.learner_id = v_learner),
    'suggestions', (select coalesce(jsonb_agg(to_jsonb(s) - 'event_id' - case when s.learner_id = v_learner then '' else 'learner_id' end
                                              order by s.made_at), '[]') from public.suggestions s
                     where s.learner_id = v_learner or (s.workspace_id = p_workspace and s.manager = p_actor)),
    'digests', (select coalesce(jsonb_agg(to_jsonb(d) order by d.week), '[]') from public.digests d
                 where d.workspace_id = p_workspace and d.manager = p_actor),
    'accesses', (select coalesce(jsonb_agg(to_jsonb(a) order by a.last_at), '[]') from public.accesses a where a.learner_id = v_learner));
end $$;

-- Everything about a person, for that person: noted as read before it is handed out.
create function public.export_person(p_workspace text, p_actor text) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader)
  select l.id, 'export', '', '' from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return private.gather_person(p_workspace, p_actor);
end $$;

-- Asks for everything about a person, once for each p_event_id: it comes in their direct message.
create function public.ask_export(p_workspace text, p_actor text, p_event_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.workspaces (id) values (p_workspace) on conflict do nothing;
  insert into public.inbox (workspace_id, event_id, kind, actor, channel)
  values (p_workspace, p_event_id, 'export', p_actor,
          (select l.dm_channel from public.learners l where l.workspace_id = p_workspace and l.slack_user_id = p_actor))
  on conflict do nothing;
end $$;

-- Who or what read a person's data, the last of it first: [{what, times, lastAt, domain, models, week, manager}].
create function public.my_accesses(p_workspace text, p_actor text, p_most int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(one.said order by one.last_at desc), '[]')
    from (select a.last_at, jsonb_build_object(
                   'what', a.what, 'times', a.times, 'lastAt', a.last_at, 'manager', nullif(a.reader, ''), 'domain', d.name,
                   'week', case when a.what = 'digest' then a.subject end,
                   'models', (select coalesce(jsonb_agg(distinct case a.what when 'coach' then r.coach_model else r.judge_model end), '[]')
                                from public.coaching_sessions r
                               where r.session_id = a.subject and case a.what when 'coach' then r.coach_model else r.judge_model end is not null)) as said
            from public.accesses a
            join public.learners l on l.id = a.learner_id
            left join public.sessions s on s.id::text = a.subject
            left join public.coaching_domains d on d.id = s.domain_id
           where l.workspace_id = p_workspace and l.slack_user_id = p_actor
           order by a.last_at desc limit p_most) one
$$;

-- A model is handed what a learner said: noted in the statement that hands it out, whatever becomes of the answer.
create function private.note_reading() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader)
  select s.learner_id, case when new.kind = 'reply' then 'coach' else 'judge' end, s.id::text, '' from public.sessions s where s.id = new.session_id
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return null;
end $$;
create trigger note_reading after update of lease_token on public.inbox
  for each row when (new.lease_token is not null and new.lease_token is distinct from old.lease_token and new.state = 'queued'
                     and new.kind in ('reply', 'score', 'so-far', 'scorecard', 'dispute'))
  execute function private.note_reading();

-- A week of a team was counted: noted for everybody who is part of it.
create function private.note_counting() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader)
  select distinct l.id, 'digest', w.week::text, w.manager
    from cells c
    join public.team_weeks w on w.id = c.team_week
   cross join lateral unnest(c.contributors) as part (learner)
    join public.learners l on l.id = part.learner
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return null;
end $$;
create trigger note_counting after insert on public.digest_cells
  referencing new table as cells for each statement execute function private.note_counting();

-- A card went out to the manager whom its learner sent it to.
create function private.note_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accesses as a (learner_id, what, subject, reader) values (new.learner_id, 'card', new.session_id::text, new.manager)
  on conflict (learner_id, what, subject, reader) do update set times = a.times + 1, last_at = now();
  return null;
end $$;
create trigger note_card after update of week on public.shared_cards
  for each row when (new.week is not null and new.week is distinct from old.week) execute function private.note_card();

-- Erases a person, whole and at once: what they said and what was made of it, what waits, what they chose, and who read it. What is under way
-- with their words can be kept no more, and what they wrote before is not kept should it still come. Then kept work takes the bot's messages to
-- them away in Slack, and where they asked for it themselves tells them that it is done. Cards that they sent go as if they took them back.
-- Nothing else changes for anybody: of what was told of a group a number stays, with somebody in their place who stands for them in all of it
-- and leads back to nobody; and in the company's list of teams they stay. Returns the receipt, {id, at, counts}: it names nobody.
create function public.erase_person(p_workspace text, p_actor text, p_because text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_learner  public.learners%rowtype;
  v_sessions uuid[];
  v_stand_in uuid := gen_random_uuid();
  v_receipt  uuid := gen_random_uuid();
  v_at       timestamptz := clock_timestamp();
  v_direct   text;
  v_gone     boolean;
  v_listed   boolean; -- the company's list of teams has them
  v_manages  boolean;
  v_new      uuid;
  v_card_at  timestamptz; -- of an earlier time that they erased everything
  v_counts   jsonb;
begin
  -- in this order, as everywhere: the person, the teams, the sessions, what waits, and the person's row last
  perform private.lock_actor(p_workspace, p_actor);
  perform pg_advisory_xact_lock(hashtextextended('teams:' || p_workspace, 0));
  v_manages := exists (select from public.team_managers where workspace_id = p_workspace and manager = p_actor and until is null);
  select * into v_learner from public.learners where workspace_id = p_workspace and slack_user_id = p_actor;
  v_listed := v_learner.id is not null
    and (v_manages or exists (select from public.team_members m where m.learner_id = v_learner.id and m.until is null));
  select coalesce(array_agg(locked.id), '{}') into v_sessions
    from (select s.id from public.sessions s where s.learner_id = v_learner.id order by s.id for update) locked;
  perform 1 from public.inbox i where i.workspace_id = p_workspace and (i.actor = p_actor or i.session_id = any (v_sessions)) order by i.id for update;
  select coalesce(uninstalled_at is not null, false) into v_gone from public.workspaces where id = p_workspace;
  v_direct := coalesce(v_learner.dm_channel,
    (select max(coalesce(i.sent_channel, i.channel)) from public.inbox i
      where i.workspace_id = p_workspace and i.actor = p_actor and coalesce(i.sent_channel, i.channel) like 'D%'));

  -- two seconds more than now, as Slack's clock may be ahead of ours; nine days, as what nobody heard is looked for a week long
  insert into public.erased_people as e (person, until, forget_at)
  values (private.fingerprint(p_workspace, p_actor), v_at + interval '2 seconds', v_at + interval '9 days')
  on conflict (person) do update set until = excluded.until, forget_at = excluded.forget_at;

  v_counts := jsonb_build_object(
    'sessions', cardinality(v_sessions),
    'rounds', (select count(*) from public.coaching_sessions r where r.learner_id = v_learner.id::text),
    'scorecards', (select count(*) from public.scorecards c where c.session_id = any (v_sessions)),
    'scores', (select count(*) from public.dimension_levels d where d.learner_id = v_learner.id),
    'waiting', (select count(*) from public.inbox i
                 where i.workspace_id = p_workspace and (i.actor = p_actor or i.session_id = any (v_sessions))
                   and i.state in ('queued', 'paused', 'waiting', 'answered', 'stuck')),
    'sharedCards', (select count(*) from public.shared_cards c where c.learner_id = v_learner.id),
    'digestFacts', (select count(*) from public.digest_cells c join public.team_weeks w on w.id = c.team_week
                     where c.contributors @> array[v_learner.id] and w.state = 'told' and c.hidden is null),
    'teams', (select count(*) from public.team_members m where m.learner_id = v_learner.id and m.until is not null)
             + (select count(*) from public.team_managers g where g.workspace_id = p_workspace and g.manager = p_actor and g.until is not null),
    'listed', v_listed::int,
    'accesses', (select count(*) from public.accesses a where a.learner_id = v_learner.id));
  insert into public.receipts (id, workspace_id, kind, counts, at)
  values (v_receipt, p_workspace, case when p_because = 'learner' then 'erased' else p_because end, v_counts, v_at);

  if not coalesce(v_gone, false) then
    -- the direct message as a whole, and each thread elsewhere; what is being posted just now is looked for by its key
    insert into public.inbox (workspace_id, event_id, kind, actor, channel, thread_ts, about, run_at)
    select p_workspace, 'take-down:' || v_receipt || ':' || places.place, 'take-down', '', places.channel, places.thread_ts,
           jsonb_build_object('until', extract(epoch from v_at)::numeric(16, 6)::text,
             'tell', case when p_because = 'learner' then v_direct end, 'keys', -- where to say what Slack does not let go
             (select coalesce(jsonb_agg(i.key), '[]') from public.inbox i
               where i.workspace_id = p_workspace and (i.actor = p_actor or i.session_id = any (v_sessions))
                 and (i.lease_token is not null or i.look))),
           now() + places.place * interval '2 seconds'
      from (select p.channel, p.thread_ts, row_number() over (order by p.thread_ts nulls first) - 1 as place
              from (select v_direct as channel, null as thread_ts where v_direct is not null
                    union
                    select t.channel, t.thread_ts from public.session_threads t
                     where t.session_id = any (v_sessions) and t.channel is distinct from v_direct) p) places;
  end if;

  -- Somebody who manages a team stays in the list as who does, and what was told of it stays. What others were suggested, sent them or said of
  -- them is of those others.
  if v_manages then
    insert into public.digest_settings as s (workspace_id, manager, is_off) values (p_workspace, p_actor, true)
    on conflict (workspace_id, manager) do update set day = default, hour = default, is_off = true;
  else
    update public.team_weeks
       set manager = 'erased:' || v_stand_in, state = case when state = 'open' then 'off' else state end
     where workspace_id = p_workspace and manager = p_actor;
    delete from public.digest_settings where workspace_id = p_workspace and manager = p_actor;
  end if;
  delete from public.team_managers where workspace_id = p_workspace and manager = p_actor and until is not null;
  delete from public.digests where workspace_id = p_workspace and manager = p_actor;
  update public.cards_seen set learner_id = v_stand_in where workspace_id = p_workspace and learner_id = v_learner.id;

  -- what is still to be taken away where it must not stand, is: as nobody's. Their direct message goes as a whole.
  update public.inbox i set actor = '', session_id = null, thread_ts = null, body = '', round_id = null
   where i.workspace_id = p_workspace and i.kind = 'erase' and i.state = 'queued' and not coalesce(v_gone, false)
     and (i.actor = p_actor or i.session_id = any (v_sessions)) and i.channel is not null and i.channel is distinct from v_direct and i.ts is null;
  delete from public.inbox i
   where i.workspace_id = p_workspace and i.kind not in ('take-down', 'digest-again')
     and (i.actor = p_actor or i.session_id = any (v_sessions) or i.channel = v_direct
          or exists (select from public.session_threads t
                      where t.session_id = any (v_sessions) and t.channel = i.channel and t.thread_ts = coalesce(i.thread_ts, i.ts)));
  delete from public.inbox i where i.workspace_id = p_workspace and i.kind = 'digest-again' and i.actor = p_actor;
  delete from public.coaching_sessions r where r.learner_id = v_learner.id::text or r.session_id = any (v_sessions::text[]);
  delete from public.usage_today u where u.workspace_id = p_workspace and u.actor = p_actor;
  delete from public.sessions s where s.id = any (v_sessions); -- and with them their threads, scorecards and levels
  -- What the list says stays, as of somebody of whom nothing else is known: in it there is nobody less than before. They count in no week any
  -- more, as somebody else stands for them in those that were told, and the two could not be compared.
  if v_listed then
    select card_at into v_card_at from public.left_out where learner_id = v_learner.id and card_at > v_at - interval '9 days';
    update public.learners set slack_user_id = null where id = v_learner.id;
    insert into public.learners (workspace_id, slack_user_id, name, team, position, time_zone, deactivated_at)
    values (p_workspace, p_actor, v_learner.name, v_learner.team, v_learner.position, case when v_manages then v_learner.time_zone end,
            case when p_because = 'deactivated' then 'infinity'::timestamptz end) -- gone, and there is nothing left to go
    returning id into v_new;
    update public.team_members set learner_id = v_new where learner_id = v_learner.id and until is null;
    -- one who was suggested a session lately is suggested none for as long as before
    update public.suggestions set learner_id = v_new where learner_id = v_learner.id and made_at > v_at - interval '7 days';
    insert into public.left_out (learner_id, since, for_good, card_at)
    select v_new, v_at, true, greatest(
             (select max(k.shared_at) from public.cards_seen k
               where k.workspace_id = p_workspace and k.learner_id = v_stand_in and k.shared_at > v_at - interval '9 days'), v_card_at);
  end if;
  delete from public.learners l where l.id = v_learner.id; -- and with them what they chose, what they are part of, and who read it
  -- What was told stays as it was told. Last, so that a week which was being told meanwhile is seen.
  update public.team_weeks set people = array_replace(people, v_learner.id, v_stand_in)
   where workspace_id = p_workspace and people @> array[v_learner.id];
  update public.digest_cells c
     set hidden = case when w.state = 'told' then c.hidden else 'few' end,
         contributors = case when w.state = 'told' then
           array(select case when part = v_learner.id then v_stand_in else part end from unnest(c.contributors) part order by 1)
           else '{}' end
    from public.team_weeks w
   where w.id = c.team_week and c.contributors @> array[v_learner.id];

  if p_because = 'learner' and not coalesce(v_gone, false) then
    insert into public.inbox (workspace_id, event_id, kind, actor, channel, about)
    values (p_workspace, 'receipt:' || v_receipt, 'receipt', p_actor, v_direct,
            jsonb_build_object('id', v_receipt, 'at', v_at, 'counts', v_counts));
  end if;
  return jsonb_build_object('id', v_receipt, 'at', v_at, 'counts', v_counts);
end $$;

-- What stands for a person who erased everything.
create function private.fingerprint(p_workspace text, p_actor text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(p_workspace || ':' || p_actor, 'UTF8'))
$$;

-- Whether somebody erased everything a little while ago and has not come back: what was under way with them then is kept no more.
create function private.is_erased(p_workspace text, p_actor text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
  select exists (select from public.erased_people e where e.person = private.fingerprint(p_workspace, p_actor))
     and not exists (select from public.sessions s join public.learners l on l.id = s.learner_id
                      where l.workspace_id = p_workspace and l.slack_user_id = p_actor));
end $$;

-- Words from before an erasure are not kept, whichever way they come.
create function private.not_erased() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.erased_people e
              where e.person = private.fingerprint(new.workspace_id, new.actor) and e.until >= to_timestamp(new.ts::float8)) then
    return null;
  end if;
  return new;
end $$;
create trigger not_erased before insert on public.inbox
  for each row when (new.ts is not null and new.actor is not null) execute function private.not_erased();

-- Empties every text of a session: what was said, what was made of it, better wordings, reasons of disputes, and what waits. Levels stay as
-- numbers. What is under way with its words can be kept no more.
create function private.blank_session(p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.coaching_sessions
     set learner_message = '', coach_response = '', feedback = null, marks = null
   where session_id = p_session::text;
  update public.sessions set summary = null, erasures = erasures + 1 where id = p_session;
  update public.scorecards c
     set closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb),
         marks = (select coalesce(jsonb_agg(private.without_words(m.mark) order by m.place), '[]')
                    from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.session_id = p_session;
  update public.disputes set reason = '' where session_id = p_session and reason <> '';
  update public.inbox set body = '' where session_id = p_session and body <> '';
  update public.inbox set state = 'settled', because = 'off the record', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where session_id = p_session and kind in ('reply', 'score', 'so-far', 'dispute') and state in ('queued', 'paused', 'answered', 'stuck');
end $$;

-- Off the record the text goes as soon as the session is closed and its scorecard shown, or given up; and at once where none comes.
create function private.forget_off_record() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row     jsonb := to_jsonb(new); -- of either table
  v_session uuid := coalesce(v_row ->> 'session_id', v_row ->> 'id');
begin
  if exists (select from public.sessions s where s.id = v_session and s.off_record) then
    perform private.blank_session(v_session);
  end if;
  return null;
end $$;
create trigger forget_off_record after update of state on public.inbox
  for each row when (new.kind = 'scorecard' and new.state in ('sent', 'settled', 'stuck') and old.state <> new.state)
  execute function private.forget_off_record();
create trigger forget_off_record after update of closed_because on public.sessions
  for each row when (new.off_record and not new.awaits_consent and new.closed_because in ('uninstalled', 'unopened'))
  execute function private.forget_off_record();


-- retention

-- Nothing is kept for ever: each sort of data has a time, after which it is blanked or deleted by kept work; and what belongs to somebody
-- who left, or to a workspace that removed the app, goes after a while. Each run leaves a receipt of counts.

-- That something was deleted, when, and how much of it. It names nobody, and it outlives its workspace.
create table public.receipts (
  id           uuid primary key default gen_random_uuid(),
  workspace_id text not null,
  kind         text not null check (kind in ('erased', 'deactivated', 'uninstalled', 'retention')),
  counts       jsonb not null,
  at           timestamptz not null
);
create index receipts_by_workspace on public.receipts (workspace_id, at);

-- Puts to work what time asks for: once a day what is old in each workspace, and p_purge_days after they left everything about a person, or
-- all of a workspace that removed the app. Safe to repeat, and from several instances. Returns how much became due.
create function public.plan_upkeep(p_now timestamptz, p_purge_days int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_before timestamptz := p_now - make_interval(days => p_purge_days);
  v_done   int;
  v_due    int := 0;
begin
  insert into public.inbox (workspace_id, event_id, kind, actor)
  select w.id, 'retention:' || (p_now at time zone 'UTC')::date, 'retention', '' from public.workspaces w
   where not exists (select from public.inbox i
                      where i.workspace_id = w.id and i.event_id = 'retention:' || (p_now at time zone 'UTC')::date)
  on conflict do nothing;
  get diagnostics v_done = row_count;
  v_due := v_due + v_done;
  insert into public.inbox (workspace_id, event_id, kind, actor)
  select l.workspace_id, 'purge:' || l.id || ':' || extract(epoch from l.deactivated_at), 'purge', l.slack_user_id
    from public.learners l where l.deactivated_at < v_before
  on conflict do nothing;
  get diagnostics v_done = row_count;
  v_due := v_due + v_done;
  insert into public.inbox (workspace_id, event_id, kind, actor)
  select w.id, 'purge:' || extract(epoch from w.uninstalled_at), 'purge', '' from public.workspaces w where w.uninstalled_at < v_before
  on conflict do nothing;
  get diagnostics v_done = row_count;
  return v_due + v_done;
end $$;

-- Blanks or deletes a batch of what is older than p_days says, {text, notes, scores, digests, inbox, accesses, receipts}, in one workspace: at
-- most p_limit rows of each sort. With the text go better wordings and what was written about a score. Returns how many of each, so that the
-- caller goes on until nothing is left. What was told of a team is blanked too, but for who it was about: that keeps later weeks from
-- singling somebody out.
create function public.retain_some(p_workspace text, p_now timestamptz, p_days jsonb, p_limit int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_text     timestamptz := p_now - make_interval(days => (p_days ->> 'text')::int);
  v_notes    timestamptz := p_now - make_interval(days => (p_days ->> 'notes')::int);
  v_scores   timestamptz := p_now - make_interval(days => (p_days ->> 'scores')::int);
  v_digests  timestamptz := p_now - make_interval(days => (p_days ->> 'digests')::int);
  v_inbox    timestamptz := p_now - make_interval(days => (p_days ->> 'inbox')::int);
  v_accesses timestamptz := p_now - make_interval(days => (p_days ->> 'accesses')::int);
  v_receipts timestamptz := p_now - make_interval(days => (p_days ->> 'receipts')::int);
  v_gone     uuid[];
  v_done     int;
  v_counts   jsonb := '{"text": 0, "notes": 0, "scores": 0, "digests": 0, "inbox": 0, "accesses": 0, "receipts": 0}';
begin
  -- sessions first, as everywhere, so that a round that is being answered just now is waited for, or left to the next batch
  perform 1 from public.sessions s
    where s.id in (select r.session_id::uuid from public.coaching_sessions r
                    where r.workspace_id = p_workspace and r.created_at < v_text and (r.learner_message <> '' or r.coach_response <> '')
                    order by r.created_at limit p_limit)
    order by s.id for no key update;
  update public.coaching_sessions set learner_message = '', coach_response = '', feedback = null, marks = null
   where id in (select r.id from public.coaching_sessions r
                 where r.workspace_id = p_workspace and r.created_at < v_text and (r.learner_message <> '' or r.coach_response <> '')
                 order by r.created_at limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb(v_done));

  update public.scorecards c
     set blanked_at = p_now, closing = jsonb_build_object('workedOut', '', 'nextSteps', '[]'::jsonb),
         marks = (select coalesce(jsonb_agg(private.without_words(m.mark) order by m.place), '[]')
                    from jsonb_array_elements(c.marks) with ordinality as m (mark, place))
   where c.id in (select k.id from public.scorecards k
                   where k.workspace_id = p_workspace and k.blanked_at is null and k.created_at < v_text order by k.created_at limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb((v_counts ->> 'text')::int + v_done));

  update public.shared_cards set says = '', levels = (select coalesce(jsonb_agg(l - 'quotes'), '[]') from jsonb_array_elements(levels) l)
   where session_id in (select c.session_id from public.shared_cards c
                         where c.workspace_id = p_workspace and (c.says <> '' or c.levels @? '$[*].quotes') and c.shared_at < v_text limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb((v_counts ->> 'text')::int + v_done));

  update public.inbox set body = ''
   where id in (select i.id from public.inbox i
                 where i.workspace_id = p_workspace and i.body <> '' and i.created_at < v_text
                   and (i.lease_until is null or i.lease_until < now()) limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb((v_counts ->> 'text')::int + v_done));

  update public.disputes set reason = ''
   where id in (select d.id from public.disputes d
                 where d.workspace_id = p_workspace and d.reason <> '' and d.created_at < v_text limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{text}', to_jsonb((v_counts ->> 'text')::int + v_done));

  update public.sessions set summary = null
   where id in (select s.id from public.sessions s
                 where s.workspace_id = p_workspace and s.closed_at < v_notes and s.summary is not null limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{notes}', to_jsonb(v_done));

  -- with its scores a session goes as a whole
  select coalesce(array_agg(old.id), '{}') into v_gone
    from (select s.id from public.sessions s
           where s.workspace_id = p_workspace and s.closed_at < v_scores order by s.closed_at limit p_limit for update skip locked) old;
  delete from public.coaching_sessions where session_id = any (v_gone::text[]);
  delete from public.sessions where id = any (v_gone);
  delete from public.suggestions where id in (select g.id from public.suggestions g
                                               where g.workspace_id = p_workspace and g.made_at < v_scores limit p_limit);
  delete from public.dimension_levels d
   where (d.session_id, d.dimension) in (select o.session_id, o.dimension from public.dimension_levels o
                                          where o.workspace_id = p_workspace and o.at < v_scores order by o.at limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{scores}', to_jsonb(cardinality(v_gone) + v_done));

  update public.digest_cells c
     set says = '{}', hidden = case when w.state = 'told' and c.hidden is null then 'expired' else c.hidden end,
         contributors = case when w.state = 'told' then c.contributors else '{}' end
    from public.team_weeks w
   where w.id = c.team_week
     and (c.team_week, c.kind, c.subject) in (
       select o.team_week, o.kind, o.subject from public.digest_cells o join public.team_weeks t on t.id = o.team_week
        where t.workspace_id = p_workspace and t.week < v_digests::date and t.state <> 'open' and o.says <> '{}' limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{digests}', to_jsonb(v_done));
  delete from public.digests
   where (workspace_id, manager, week) in (select d.workspace_id, d.manager, d.week from public.digests d
                                            where d.workspace_id = p_workspace and d.week < v_digests::date limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{digests}', to_jsonb((v_counts ->> 'digests')::int + v_done));

  delete from public.inbox
   where id in (select i.id from public.inbox i where i.workspace_id = p_workspace and i.ended_at < v_inbox order by i.ended_at limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{inbox}', to_jsonb(v_done));
  delete from public.usage_today u
   where (u.workspace_id, u.actor) in (select o.workspace_id, o.actor from public.usage_today o
                                        where o.workspace_id = p_workspace and o.day < v_inbox::date limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{inbox}', to_jsonb((v_counts ->> 'inbox')::int + v_done));

  delete from public.accesses a
   where (a.learner_id, a.what, a.subject, a.reader) in (
     select o.learner_id, o.what, o.subject, o.reader from public.accesses o join public.learners l on l.id = o.learner_id
      where l.workspace_id = p_workspace and o.last_at < v_accesses limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{accesses}', to_jsonb(v_done));

  delete from public.receipts
   where id in (select r.id from public.receipts r where r.workspace_id = p_workspace and r.at < v_receipts limit p_limit);
  get diagnostics v_done = row_count;
  v_counts := jsonb_set(v_counts, '{receipts}', to_jsonb(v_done));
  delete from public.erased_people where forget_at < p_now;
  return v_counts;
end $$;

-- A run is done: what it blanked and deleted, in counts. The work is ended with it, so that a run has one receipt.
-- Raises PT409 where the lease is lost.
create function public.end_retention(p_id bigint, p_token uuid, p_counts jsonb, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inbox%rowtype;
begin
  v_row := private.held_row(p_id, p_token);
  insert into public.receipts (workspace_id, kind, counts, at) values (v_row.workspace_id, 'retention', p_counts, p_now);
  update public.inbox set state = 'settled', because = 'done', ended_at = now(), worker = null, lease_token = null, lease_until = null
   where id = p_id;
end $$;

-- Deletes a part of a workspace that removed the app before p_before, for the worker that holds the work: {outcome: 'more'}; the last part
-- with a receipt: 'done'. One where it is there again is left alone: 'here'.
-- Raises PT409 where the lease is lost.
create function public.purge_some(p_id bigint, p_token uuid, p_before timestamptz, p_limit int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row       public.inbox%rowtype;
  v_workspace text;
  v_table     text;
  v_done      int;
begin
  v_row := private.held_row(p_id, p_token);
  v_workspace := v_row.workspace_id;
  perform 1 from public.workspaces where id = v_workspace and uninstalled_at < p_before for update;
  if not found then
    return jsonb_build_object('outcome', 'here');
  end if;
  if not v_row.about ? 'counts' then
    v_row.about := v_row.about || jsonb_build_object('counts', jsonb_build_object(
      'people', (select count(*) from public.learners where workspace_id = v_workspace),
      'sessions', (select count(*) from public.sessions where workspace_id = v_workspace),
      'rounds', (select count(*) from public.coaching_sessions where workspace_id = v_workspace),
      'scorecards', (select count(*) from public.scorecards where workspace_id = v_workspace),
      'waiting', (select count(*) from public.inbox where workspace_id = v_workspace),
      'weeks', (select count(*) from public.team_weeks where workspace_id = v_workspace)));
    update public.inbox set about = v_row.about where id = p_id;
  end if;

  -- the long tables in parts, each row with all that hangs on it
  delete from public.inbox where id in (select i.id from public.inbox i where i.workspace_id = v_workspace and i.id <> p_id limit p_limit);
  get diagnostics v_done = row_count;
  if v_done = p_limit then
    return jsonb_build_object('outcome', 'more');
  end if;
  foreach v_table in array array['coaching_sessions', 'sessions']
  loop
    execute format('delete from public.%I where id in (select t.id from public.%I t where t.workspace_id = $1 limit $2)', v_table, v_table)
      using v_workspace, p_limit;
    get diagnostics v_done = row_count;
    if v_done = p_limit then
      return jsonb_build_object('outcome', 'more');
    end if;
  end loop;
  -- whatever else of ours names the workspace
  for v_table in
    select c.table_name from information_schema.columns c
     where c.table_schema = 'public' and c.column_name = 'workspace_id' and c.table_name = any (private.our_tables())
       and c.table_name not in ('receipts', 'inbox', 'learners')
     order by 1
  loop
    execute format('delete from public.%I where workspace_id = $1', v_table) using v_workspace;
  end loop;
  delete from public.learners where id in (select l.id from public.learners l where l.workspace_id = v_workspace limit p_limit);
  get diagnostics v_done = row_count;
  if v_done = p_limit then
    return jsonb_build_object('outcome', 'more');
  end if;
  insert into public.receipts (workspace_id, kind, counts, at) values (v_workspace, 'uninstalled', v_row.about -> 'counts', clock_timestamp());
  delete from public.inbox where workspace_id = v_workspace;
  delete from public.workspaces where id = v_workspace;
  return jsonb_build_object('outcome', 'done');
end $$;


-- grants

-- Loaded last: who may do what. Nobody reads a table; the functions are the one door, and service_role alone may call those of `public`.
-- What is ours there is named, since others may have tables and functions of their own beside it, of which nothing here touches anything.
-- A test holds the names to what there is, so that nothing of ours is forgotten.

-- The tables of `public` that are ours.
create function private.our_tables() returns text[] language sql immutable set search_path = '' as $$
  select array[
    'workspaces', 'learners', 'memory_settings', 'coaching_domains', 'domain_details', 'coaching_personas', 'persona_versions', 'rubric_versions',
    'prompt_versions', 'team_members', 'team_managers', 'manager_objections', 'suggestions', 'consents', 'sessions', 'session_threads',
    'coaching_sessions', 'inbox', 'usage_today', 'presence', 'scorecards', 'disputes', 'dimension_levels', 'feedback', 'memories',
    'digest_minimums', 'left_out', 'team_weeks', 'team_week_withdrawals', 'week_parts', 'digest_cells', 'shared_cards', 'cards_seen',
    'digest_settings', 'digests', 'erased_people', 'accesses', 'receipts']
$$;

do $$
declare
  v_name     text;
  v_sequence text;
begin
  foreach v_name in array private.our_tables()
  loop
    execute format('alter table public.%I enable row level security', v_name);
    execute format('revoke all on public.%I from public, anon, authenticated, service_role', v_name);
  end loop;

  -- not even a sequence: whoever could read the one behind `inbox` would see how much is being said
  for v_sequence in
    select d.objid::regclass from pg_catalog.pg_depend d join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
      join pg_catalog.pg_class t on t.oid = d.refobjid
     where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
       and t.relnamespace = 'public'::regnamespace and t.relname = any (private.our_tables())
  loop
    execute format('revoke all on sequence %s from public, anon, authenticated, service_role, threadcoach_digest', v_sequence);
  end loop;

  -- what the application calls: a name that is not there, or is there twice, is an error
  foreach v_name in array array[
    'know_learner', 'note_member', 'members_to_look_at', 'my_language', 'my_settings', 'save_settings', 'domains', 'coach',
    'current_content', 'publish_content', 'retire_domain', 'keep_prompts', 'prompts_of', 'object_to_manager', 'set_teams', 'teams_of_others',
    'my_members', 'suggest_session', 'my_suggestion', 'start_session', 'consent_asked', 'give_consent', 'open_session', 'end_session',
    'session_state', 'session_label', 'sweep', 'move_thread', 'keep_round', 'press_wish', 'own_rounds', 'sent_replies', 'keep_summary',
    'claim_work', 'held_leases', 'recover_work', 'extend_leases', 'hand_back', 'release_work', 'put_back', 'settle', 'forget_work',
    'pause_reply', 'try_again', 'hurry_work', 'hurry_replies', 'work_waiting', 'stuck_causes', 'applied_migrations', 'claim_suspect',
    'give_floor', 'used_today', 'add_usage', 'wait_for_day', 'turn_day', 'keep_incoming', 'note_presence', 'note_silence', 'catch_up',
    'mark_sent', 'erase_left', 'keep_settled', 'ask_score', 'keep_score', 'note_no_score', 'keep_scorecard',
    'note_cut', 'card_about', 'open_scorecard', 'dispute_score', 'dispute_of', 'keep_dispute', 'withdraw_dispute', 'dispute_counts',
    'my_progress', 'my_last_card', 'give_feedback', 'feedback_counts', 'propose_memory', 'memory_proposals',
    'propose_day', 'keep_memory', 'my_memory', 'edit_memory', 'forget_memory', 'plan_reminders', 'reminder_of', 'answer_commitment',
    'set_digest_minimum', 'leave_out', 'count_in', 'tell_week', 'digest_preview', 'manager_sees', 'card_to_share', 'share_card',
    'cards_for', 'withdraw_card', 'plan_digests', 'my_teams', 'set_digest', 'keep_digest', 'digest_shown', 'digest_place',
    'sent_digest', 'export_person', 'ask_export', 'my_accesses', 'erase_person', 'plan_upkeep', 'retain_some', 'end_retention',
    'purge_some']
  loop
    execute format('revoke execute on function public.%I from public, anon, authenticated, service_role', v_name);
    execute format('grant execute on function public.%I to service_role', v_name);
  end loop;
end $$;
revoke execute on all functions in schema private from public, anon, authenticated, service_role;

-- What the digest's functions may see, to the column. No text, no quote, no setting, no time of a single reply but its date.
grant select (id, workspace_id, slack_user_id, time_zone) on public.learners to threadcoach_digest;
grant select (workspace_id, learner_id, session_id, domain_id, created_at) on public.coaching_sessions to threadcoach_digest;
grant select (id, off_record) on public.sessions to threadcoach_digest;
grant select (id, name, is_active) on public.coaching_domains to threadcoach_digest;
grant select (workspace_id, learner_id, manager, week, shared_at) on public.shared_cards to threadcoach_digest;
grant select on public.dimension_levels, public.team_members, public.team_managers, public.manager_objections, public.digest_minimums,
  public.left_out, public.cards_seen to threadcoach_digest;
grant select, insert on public.week_parts to threadcoach_digest;
grant select, insert, update on public.team_weeks, public.team_week_withdrawals, public.digest_cells to threadcoach_digest;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['learners', 'coaching_sessions', 'sessions', 'coaching_domains', 'dimension_levels', 'team_members',
    'team_managers', 'manager_objections', 'digest_minimums', 'left_out', 'team_weeks', 'team_week_withdrawals', 'digest_cells', 'week_parts']
  loop
    execute format('create policy digest on public.%I to threadcoach_digest using (true) with check (true)', v_table);
  end loop;
  foreach v_table in array array['shared_cards', 'cards_seen']
  loop
    execute format('create policy digest on public.%I for select to threadcoach_digest using (true)', v_table);
  end loop;
end $$;

-- What is told of a team is computed by the role that can read nothing else. It may create here for this moment only: handing over needs that.
do $$
declare
  v_function text;
begin
  grant create on schema public, private to threadcoach_digest;
  foreach v_function in array array[
    'private.card_tells_of_others', 'private.close_week', 'private.counted_members', 'private.decide_cells', 'private.digest_minimum',
    'private.digest_of_week', 'public.digest_preview', 'private.gather_parts', 'private.how_many_besides', 'private.isolates_one',
    'private.known_by_card', 'private.last_digest', 'private.level_word', 'private.make_cells', 'public.tell_week', 'private.told_count']
  loop
    execute format('alter function %s owner to threadcoach_digest', v_function);
  end loop;
  revoke create on schema public, private from threadcoach_digest;
end $$;
