import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import { lightFetch } from '../light-fetch.ts'
import { MIGRATIONS, SEED, whyNotReady } from '../open-database.ts'
import { openEmbedded } from '../store/embedded/open-embedded.ts'
import type { Store } from '../store/store.ts'
import { openStore } from '../store/supabase.ts'

/** The database that is configured, for a command. What stands in the way is an Error whose message is the sentence to show. */
export async function openConfigured(database: Config['database'], say: (line: string) => void): Promise<Store> {
  const instance = randomUUID()
  if (database.at === 'supabase') {
    const store = openStore({ url: database.url, key: database.key, instance, fetch: lightFetch })
    const why = await whyNotReady(store, database.url)
    if (why) throw new Error(why)
    return store
  }
  const embedded = await openEmbedded({
    dataDir: database.dataDir,
    migrationsDir: MIGRATIONS,
    seedFile: SEED,
    onProgress: say,
    onFatal: (sentence) => {
      throw new Error(sentence)
    },
  })
  return openStore({ ...embedded, url: 'http://embedded', key: 'embedded', instance })
}
