import { readFileSync } from 'node:fs'
import type { Database } from './database.ts'

/** Somebody invented, as the history of their practice needs them. `manager` is '' for who manages a team. */
export type SamplePerson = {
  actor: string
  name: string
  team: string
  manager: string
  zone: string
  locale: string
}

/** Invented history, marked as such, for people who want to see what is made of many sessions. */
export type SampleHistory = {
  /** Two weeks of it until now, with scores as a judge that is an AI gives them. Their teams must be known already. */
  load(workspace: string, people: SamplePerson[], now: Date): Promise<void>
  /** Takes it away again, with their teams and what was told of them. */
  clear(workspace: string, people: SamplePerson[]): Promise<void>
}

/** Sample history in the embedded database. A Supabase project never gets any. */
export function sampleHistory(database: Database): SampleHistory {
  const run = async (call: string, values: string[]) => {
    const text = readFileSync(new URL('./sample-history.sql', import.meta.url), 'utf8')
    await database.transaction([{ text }, { text: call, values }])
  }
  return {
    load: (workspace, people, now) =>
      run('select pg_temp.load_sample_history($1, $2::jsonb, $3::timestamptz)', [
        workspace,
        JSON.stringify(people),
        now.toISOString(),
      ]),
    clear: (workspace, people) =>
      run('select pg_temp.clear_sample_history($1, $2::jsonb)', [workspace, JSON.stringify(people)]),
  }
}
