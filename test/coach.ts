import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContent } from '../src/cli/content-file.ts'
import { type Coach, coach, type Round } from '../src/coaching/model.ts'

const supabase = (file: string) => readFileSync(join(import.meta.dirname, '../supabase', file), 'utf8')

/** The coach of a preset domain, read from the seed and its file: no database is needed for pure rules. */
export function testCoach(domainId: string): Coach {
  const [row = []] = rows(supabase('seed.sql')).filter(([id]) => id === domainId)
  const [id, name, category, difficulty, description, scenario, opening, tags = ''] = row
  const read = readContent(supabase(`content/${domainId}.yaml`))
  if ('wrong' in read) throw new Error(read.wrong)
  return coach.parse({
    domain: {
      id,
      name,
      category,
      difficulty,
      description,
      scenario,
      opening,
      knowledgeTags: tags.split(','),
      isActive: true,
    },
    persona: read.content.persona,
    personaVersion: 1,
    rubric: { version: 1, ...read.content.rubric },
  })
}

export const DOMAINS = ['sales_workflow_coach', 'architecture_advisor', 'communication_coach', 'onboarding_mentor']

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
