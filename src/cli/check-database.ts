import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import { lightFetch } from '../light-fetch.ts'
import { whyNotReady } from '../open-database.ts'
import { openStore } from '../store/supabase.ts'
import { checkDataFolder } from './check-data-folder.ts'
import type { Finding } from './finding.ts'

const LONGEST_MS = 10_000

/** Whether the database answers, knows this version's functions, and holds coaches. */
export async function* checkDatabase(database: Config['database']): AsyncGenerator<Finding> {
  if (database.at === 'embedded') yield* checkDataFolder(database.dataDir)
  else yield* checkSupabase(database.url, database.key)
}

async function* checkSupabase(url: string, key: string): AsyncGenerator<Finding> {
  const inTime: typeof fetch = (input, init) => lightFetch(input, { ...init, signal: AbortSignal.timeout(LONGEST_MS) })
  const store = openStore({ url, key, instance: randomUUID(), fetch: inTime })
  const about = 'Database'
  const why = await whyNotReady(store, url)
  if (why) {
    yield { mark: '✗', about, says: why }
    return
  }
  try {
    const { due, delayed, stuck } = await store.workWaiting()
    const domains = await store.domains()
    yield { mark: '✓', about, says: `the Supabase project at ${url} answers and is up to date.` }
    yield { mark: '✓', about: 'Database key', says: `the project takes it: ${keyKind(key)}.` }
    yield domainsFinding(domains.map(({ name }) => name))
    yield { mark: '✓', about: 'Work', says: `${due} due, ${delayed} delayed, ${stuck} stuck.` }
  } catch {
    yield { mark: '✗', about, says: `the Supabase project at ${url} stopped answering. Run this again in a minute.` }
  }
}

function keyKind(key: string): string {
  return key.startsWith('sb_secret_') ? 'a secret key' : 'a service_role key, the older kind'
}

function domainsFinding(names: string[]): Finding {
  const about = 'Coaches'
  if (names.length > 0) return { mark: '✓', about, says: `${names.join(', ')}.` }
  return {
    mark: '✗',
    about,
    says: 'no active coach is in the database. Load the ones that come with it: npx supabase@3 db push --remote --include-seed',
  }
}
