import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContent } from '../src/cli/content-file.ts'
import { type Coach, coach, type Round } from '../src/coaching/model.ts'

const supabase = (file: string) => readFileSync(join(import.meta.dirname, '../supabase', file), 'utf8')

/** The coach of a domain that comes with a release, read from its file, and from the seed where that has it as given: no database is needed. */
export function testCoach(domainId: string): Coach {
  const known = READ.get(domainId) ?? readCoach(domainId)
  READ.set(domainId, known)
  return structuredClone(known)
}
const READ = new Map<string, Coach>() // files and seed take long to parse, and tests ask thousands of times

function readCoach(domainId: string): Coach {
  const read = readContent(supabase(`content/${domainId}.yaml`))
  if ('wrong' in read) throw new Error(read.wrong)
  const { about = preset(domainId), persona, rubric } = read.content
  return coach.parse({
    domain: { id: domainId, ...about, isActive: true },
    persona,
    personaVersion: 1,
    rubric: { version: 1, ...rubric },
  })
}

/** The ids of the domains that come with a release. */
export const DOMAINS = readdirSync(join(import.meta.dirname, '../supabase/content'))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''))

function preset(domainId: string) {
  const [row = []] = rows(supabase('seed.sql')).filter(([id]) => id === domainId)
  const [, name, category, difficulty, description, scenario, opening, tags = ''] = row
  return { name, category, difficulty, description, scenario, opening, knowledgeTags: tags.split(',') }
}

/** Rounds with these replies and a plain answer each. */
export function roundsOf(replies: string[], answer = 'Thank you. What else do you know?'): Round[] {
  return replies.map((reply, index) => ({ number: index + 1, reply, answer }))
}

/** The values of each row of the seed's inserts, as text. */
function rows(sql: string): string[][] {
  const value = String.raw`(?:'(?:[^']|'')*'|ARRAY\[[^\]]*\])`
  const tuples = sql.matchAll(new RegExp(String.raw`\(\s*(${value}(?:\s*,\s*${value})*)\s*\)`, 'g'))
  return [...tuples].map(([, inside = '']) =>
    [...inside.matchAll(new RegExp(value, 'g'))].map(([text]) =>
      text.startsWith('ARRAY') ? text.slice(6, -1).replaceAll("'", '') : text.slice(1, -1).replaceAll("''", "'"),
    ),
  )
}
