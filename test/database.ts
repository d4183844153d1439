import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { migrate } from '../src/store/embedded/migrate.ts'
import { openFolder } from '../src/store/embedded/open-folder.ts'
import { pgliteDatabase } from '../src/store/embedded/pglite.ts'
import { rpcFetch } from '../src/store/embedded/rpc.ts'
import { fingerprint, madeOnce, schema, temporaryFolder } from './made-once.ts'

export { schema }

const root = join(import.meta.dirname, '..')

/** The files of supabase/schemas, in the order in which they load. */
export function schemaFiles(): string[] {
  const config = readFileSync(join(root, 'supabase/config.toml'), 'utf8')
  return [...config.matchAll(/"\.\/(schemas\/\w+\.sql)"/g)].map(([, file = '']) => join(root, 'supabase', file))
}

/** What they declare. */
export const schemaText = (): string =>
  schemaFiles()
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')

export type TestDatabase = {
  /** What supabase-js is given as its `global.fetch`. */
  fetch: typeof globalThis.fetch
  /** Looks behind the door: plain SQL, as the owner of everything. */
  query(sql: string, params?: unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** A database of one's own, at the newest schema and seeded. One a test file; about a third of a second. */
export async function openTestDatabase(from = schema): Promise<TestDatabase> {
  const folder = temporaryFolder()
  await prepareDatabase(folder.path, from)
  const pg = await openFolder(join(folder.path, 'database'))
  return {
    fetch: rpcFetch(pgliteDatabase(pg)),
    query: async (sql, params) => (await pg.query<Record<string, unknown>>(sql, params)).rows,
    async close() {
      await pg.close()
      folder.done()
    },
  }
}

/** Puts the migrated and seeded database into a data folder, where a bot would else make it in its first seconds. */
export async function prepareDatabase(dataDir: string, from = schema): Promise<void> {
  const made = await madeOnce(`pglite-${fingerprint(from)}`, async (folder) => {
    const pg = await PGlite.create(folder)
    await migrate(pgliteDatabase(pg), from)
    await dropOthers(pg)
    await pg.close()
  })
  mkdirSync(dataDir, { recursive: true })
  cpSync(made, join(dataDir, 'database'), { recursive: true })
}

/** The databases that new ones would be copied from are two thirds of the files, and nobody makes new ones. */
async function dropOthers(pg: PGlite): Promise<void> {
  await pg.exec(`update pg_database set datistemplate = false where datname <> current_database()`)
  const { rows } = await pg.query<{ name: string }>(
    `select datname as name from pg_database where datname <> current_database()`,
  )
  for (const { name } of rows) await pg.exec(`drop database ${name}`)
  await pg.exec('checkpoint')
}
