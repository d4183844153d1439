import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { textLanguage } from '../../../coaching/text-language.ts'
import { readNamed } from '../named-file.ts'
import { withoutNames } from './without-names.ts'

/** A talk as raters read it: nothing of its level, nor of why it was written. */
export type TalkToRate = {
  id: string
  /** The talk that it was made of, if it was. */
  root: string
  domain: string
  language: string
  rounds: { learner: string; coach: string }[]
}

const said = z.object({ learner: z.string(), coach: z.string().default('') })
const item = z
  .object({
    id: z.string(),
    twin: z.string().optional(),
    domain: z.string(),
    language: z.string().optional(),
    rounds: z.array(said).optional(),
    learner: z.array(z.string()).optional(),
  })
  .refine(({ rounds, learner }) => (rounds ?? learner ?? []).length > 0, 'needs "rounds" or "learner"')
/** Talks in the form of test/transcripts, with the names of real people in them if there are some. */
const set = z.object({ people: z.array(z.string()).default([]), items: z.array(item) })

/** What somebody exported of their own, as far as talks go. */
const exported = z.object({
  exportedAt: z.string(),
  tables: z.object({
    learners: z.array(z.object({ name: z.string().nullish() })).default([]),
    sessions: z.array(z.object({ id: z.union([z.string(), z.number()]), domain_id: z.string() })).default([]),
    coaching_sessions: z
      .array(
        z.object({
          session_id: z.union([z.string(), z.number()]),
          round_number: z.number(),
          learner_message: z.string(),
          coach_response: z.string(),
        }),
      )
      .default([]),
  }),
})

/** The talks of a file or of all JSON files of a folder, without names: in our form, or as learners export their own. */
export function talksToRate(path: string): TalkToRate[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return readNamed(path, (text) => read(text, ''))
  const files = readdirSync(path).filter((file) => file.endsWith('.json') && file !== 'held-out.json')
  return files.toSorted().flatMap((file) => readNamed(join(path, file), (text) => read(text, `${file} `)))
}

function read(text: string, from: string): TalkToRate[] {
  const value: unknown = JSON.parse(text)
  const own = exported.safeParse(value)
  if (own.success) return ownTalks(own.data, from)
  const { people, items } = set.parse(value)
  const clean = withoutNames(people)
  return items.map(({ id, twin, domain, language, rounds, learner = [] }) => {
    const turns = rounds ?? learner.map((reply) => ({ learner: reply, coach: '' }))
    return talk({ id, root: twin ?? id, domain, language, rounds: turns, clean })
  })
}

function ownTalks({ tables }: z.infer<typeof exported>, from: string): TalkToRate[] {
  const clean = withoutNames(tables.learners.flatMap(({ name }) => name ?? []))
  const rounds = Map.groupBy(tables.coaching_sessions, (round) => String(round.session_id))
  return tables.sessions.flatMap(({ id, domain_id: domain }) => {
    const said = (rounds.get(String(id)) ?? []).toSorted((a, b) => a.round_number - b.round_number)
    const turns = said.map((round) => ({ learner: round.learner_message, coach: round.coach_response }))
    if (turns.every(({ learner }) => learner === '')) return [] // deleted, or past its time
    const name = `${from}${id}`
    return [talk({ id: name, root: name, domain, language: undefined, rounds: turns, clean })]
  })
}

function talk({
  clean,
  language,
  rounds,
  ...about
}: Omit<TalkToRate, 'language'> & { language: string | undefined; clean: (text: string) => string }): TalkToRate {
  const all = rounds.map(({ learner, coach }) => ({ learner: clean(learner), coach: clean(coach) }))
  const written = all.map(({ learner }) => learner).join('\n')
  return { ...about, language: language ?? textLanguage(written) ?? 'und', rounds: all }
}
