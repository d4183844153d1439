import type { Content } from '../coaching/content.ts'

const MADE = '-- Everything below is made from supabase/content: npm run content -- seed'

/**
 * The seed with the rubrics of these files as version 1. The presets above the mark stay to the letter. What a database has is never
 * overwritten: loading it again changes nothing, and what a company published is a later version.
 */
export function writtenSeed(seed: string, contents: Content[]): string {
  const [presets = ''] = seed.split(MADE)
  const rows = contents.flatMap(({ domain, rubric }) =>
    rubric ? [`(${quoted(domain)}, 1, ${list(rubric.dimensions)}, ${list(rubric.notEvidence)})`] : [],
  )
  return `${presets.trimEnd()}

${MADE}

-- What a scorecard of each domain looks at, in anchored levels. A score names the version that it was given by.
insert into public.rubric_versions (domain_id, version, dimensions, not_evidence) values
${rows.join(',\n')}
on conflict (domain_id, version) do nothing;
`
}

/** A list as JSON, a line an entry, so that a difference names what changed. */
const list = (entries: unknown[]): string => quoted(`[\n${entries.map((one) => JSON.stringify(one)).join(',\n')}]`)

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
