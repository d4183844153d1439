import type { Content } from '../coaching/content.ts'

const LAST = 100 // in lists, where nobody said
const MADE = '-- Everything below is made from supabase/content: npm run content -- seed'

/**
 * The seed with the rubrics of these files as version 1. The presets above the mark stay to the letter. What a database has is never
 * overwritten: loading it again changes nothing, and what a company published is a later version.
 */
export function writtenSeed(seed: string, contents: Content[]): string {
  const [presets = ''] = seed.split(MADE)
  const domains = contents.flatMap(({ domain, about }) =>
    about
      ? [
          `(${[domain, about.name, about.category, about.difficulty, about.description, about.scenario, about.opening].map(quoted).join(',\n ')},\n ${texts(about.knowledgeTags)})`,
        ]
      : [],
  )
  const personas = contents.flatMap(({ domain, about, persona }) =>
    about && persona
      ? [
          `(${quoted(domain)}, ${quoted(persona.systemPrompt)}, ${quotedOrNull(persona.coachingStyle)},\n ${json({ dimensions: persona.dimensions })},\n ${list(persona.interactionPatterns)},\n ${texts(persona.forbiddenTopics)}, ${quotedOrNull(persona.successConditions)})`,
        ]
      : [],
  )
  const details = contents.flatMap(({ domain, about, persona }) =>
    about || persona?.rehearsal || persona?.help
      ? [
          `(${quoted(domain)}, ${about?.place ?? LAST}, ${about?.forManagers ?? false}, ${json(persona?.rehearsal)}, ${json(persona?.help)})`,
        ]
      : [],
  )
  const rows = contents.flatMap(({ domain, rubric }) =>
    rubric ? [`(${quoted(domain)}, 1, ${list(rubric.dimensions)}, ${list(rubric.notEvidence)})`] : [],
  )
  return `${presets.trimEnd()}

${MADE}

-- The domains that the presets above do not have.
insert into public.coaching_domains (id, name, category, difficulty, description, scenario, default_opening, knowledge_tags) values
${domains.join(',\n')}
on conflict (id) do nothing;

insert into public.coaching_personas
  (domain_id, system_prompt, coaching_style, evaluation_criteria, interaction_patterns, forbidden_topics, success_conditions) values
${personas.join(',\n')}
on conflict (domain_id) do nothing;

-- Where each is in the lists, whom its coach plays in a rehearsal, and what its help says.
insert into public.domain_details (domain_id, place, for_managers, rehearsal, help) values
${details.join(',\n')}
on conflict (domain_id) do nothing;

-- What a scorecard of each domain looks at, in anchored levels. A score names the version that it was given by.
insert into public.rubric_versions (domain_id, version, dimensions, not_evidence) values
${rows.join(',\n')}
on conflict (domain_id, version) do nothing;
`
}

/** A list as JSON, a line an entry, so that a difference names what changed. */
const list = (entries: unknown[]): string => quoted(`[\n${entries.map((one) => JSON.stringify(one)).join(',\n')}]`)

const texts = (entries: string[]): string => `array[${entries.map(quoted).join(', ')}]::text[]`
const json = (value: unknown): string => (value === undefined ? 'null' : `${quoted(JSON.stringify(value))}::jsonb`)
const quotedOrNull = (text: string | null): string => (text === null ? 'null' : quoted(text))
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
