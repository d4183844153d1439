import { PGlite } from '@electric-sql/pglite'
import { CONSENT_VERSION } from '../../coaching/consent.ts'
import type { Coach } from '../../coaching/model.ts'
import { MIGRATIONS, SEED } from '../../open-database.ts'
import { migrate } from '../../store/embedded/migrate.ts'
import { pgliteDatabase } from '../../store/embedded/pglite.ts'
import { rpcFetch } from '../../store/embedded/rpc.ts'
import { openStore } from '../../store/supabase.ts'

/** The coach of each domain; asking for one that there is not is an Error. */
type Coaches = { domains: string[]; coachOf: (domain: string) => Coach }

const WORKSPACE = 'T0EVAL'

/**
 * The coaches of this release, with the rubrics that a new session would be given. They come out of a database in memory that is
 * made of the migrations and the seed: what is measured is what the bot would use, and nobody's data is opened.
 */
export async function openCoaches(): Promise<Coaches> {
  const pg = await PGlite.create()
  const database = pgliteDatabase(pg)
  await migrate(database, { migrationsDir: MIGRATIONS, seedFile: SEED })
  const store = openStore({
    instance: 'eval',
    url: 'http://embedded',
    key: 'embedded',
    fetch: rpcFetch(database),
    onUnreadable: () => undefined,
  })
  const domains = await store.domains()
  for (const { id } of domains) {
    const person = { workspace: WORKSPACE, actor: `U${id}`, name: 'Eval' } // one open session each
    await store.giveConsent(person, { version: CONSENT_VERSION, now: new Date() })
    await store.startSession(person, { domainId: id, eventId: id, promptVersion: 1 })
  }
  const work = await store.claimWork({ hurried: domains.length, unhurried: 0 })
  const sessions = work.flatMap((one) => (one.kind === 'opening' ? [one.session] : []))
  const coaches = new Map<string, Coach>()
  for (const session of sessions) coaches.set(session.domainId, await store.coach(session))
  await store.close()
  await pg.close()

  const coachOf = (domain: string) => {
    const coach = coaches.get(domain)
    if (!coach) throw new Error(`There is no domain ${domain}. There are: ${[...coaches.keys()].join(', ')}.`)
    return coach
  }
  return { domains: [...coaches.keys()].toSorted(), coachOf }
}
