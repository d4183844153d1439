import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { certificateCure, Fault, projectCure } from './fault.ts'
import { lightFetch } from './light-fetch.ts'
import type { Log } from './log.ts'
import { isFolded } from './store/embedded/migrate.ts'
import { openEmbedded } from './store/embedded/open-embedded.ts'
import type { SampleHistory } from './store/embedded/sample-history.ts'
import type { Store, Work } from './store/store.ts'
import { openStore } from './store/supabase.ts'

const SUPABASE = join(import.meta.dirname, '../supabase')
/** The schema that this release comes with. */
export const MIGRATIONS = join(SUPABASE, 'migrations')
export const SEED = join(SUPABASE, 'seed.sql')

/** Opens the database that this configuration names. What stands in the way is an Error whose message is the sentence to show. */
export async function openDatabase(
  config: Config['database'],
  instance: string,
  onUnheard: (work: Work[]) => void,
  log: Log,
  told: { say: (line: string) => void; onFatal: (sentence: string) => void },
): Promise<{ store: Store; sample?: SampleHistory }> {
  const common = {
    instance,
    onUnheard,
    onUnreadable: (why: string) => log.error('kept work of another release was passed over', { why }),
  }
  if (config.at === 'supabase') {
    const store = openStore({ ...common, url: config.url, key: config.key, fetch: lightFetch })
    const why = await whyNotReady(store, config.url)
    if (why) throw new Error(why)
    return { store }
  }
  const { sample, ...embedded } = await openEmbedded({
    dataDir: config.dataDir,
    migrationsDir: MIGRATIONS,
    seedFile: SEED,
    onProgress: told.say,
    onFatal: told.onFatal,
  })
  return { store: openStore({ ...common, ...embedded, url: 'http://embedded', key: 'embedded' }), sample }
}

/** What keeps a Supabase project from serving this release, with the cure, or undefined when it is ready. */
export async function whyNotReady(store: Store, url: string): Promise<string | undefined> {
  const notMigrated = `The Supabase project at ${url} does not have this version's tables and functions. Run: npx supabase@3 link, then npx supabase@3 db push --remote --include-seed`
  try {
    const applied = await store.appliedMigrations()
    if (isFolded(applied, MIGRATIONS))
      return `The Supabase project at ${url} was made by version 0.1.0 or before, which this version cannot bring up to date by itself. Nothing in it was changed. docs/rollout.md says under "From version 0.1.0" how its data moves to a new project.`
    const ours = readdirSync(MIGRATIONS).flatMap((file) => file.match(/^\d{14}(?=_.+\.sql$)/) ?? [])
    return ours.every((version) => applied.includes(version)) ? undefined : notMigrated
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'store-down'
    if (code === 'store-not-migrated') return notMigrated
    const said = error instanceof Fault ? String(error.cause) : ''
    const project = projectCure(said)
    if (project) return `The Supabase project at ${url} ${project}`
    const certificate = certificateCure(said)
    if (certificate) return `The Supabase project at ${url} cannot be reached. ${certificate}`
    return code === 'store-key'
      ? `The Supabase project at ${url} refused SUPABASE_SECRET_KEY. Take the secret key (sb_secret_… or service_role) under "Project Settings", "API Keys".`
      : `The Supabase project at ${url} cannot be reached. Is SUPABASE_URL right, and is the project not paused?`
  }
}

/** Which database is in use. */
export function databaseLine(config: Config['database']): string {
  return config.at === 'supabase' ? `Supabase at ${config.url}` : `embedded, in ${config.dataDir}`
}
