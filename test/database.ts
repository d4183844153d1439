import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PGlite } from '@electric-sql/pglite'
import { migrate } from '../src/store/embedded/migrate.ts'
import { pgliteDatabase } from '../src/store/embedded/pglite.ts'
import { rpcFetch } from '../src/store/embedded/rpc.ts'

const root = join(import.meta.dirname, '..')

/** The project's own schema and seed. */
export const schema = { migrationsDir: join(root, 'supabase/migrations'), seedFile: join(root, 'supabase/seed.sql') }

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

/** A database of one's own, in memory, at the newest schema and seeded. One a test file; about half a second. */
export async function openTestDatabase(from = schema): Promise<TestDatabase> {
  const pg = await PGlite.create({ loadDataDir: new Blob([await dump(from)]) })
  return {
    fetch: rpcFetch(pgliteDatabase(pg)),
    query: async (sql, params) => (await pg.query<Record<string, unknown>>(sql, params)).rows,
    close: () => pg.close(),
  }
}

/** The migrated database as a file, made once for each state of the schema, by whichever test asks first. */
async function dump(from: typeof schema): Promise<Buffer<ArrayBuffer>> {
  const file = join(tmpdir(), `threadcoach-test-${fingerprint(from)}.tar`)
  if (!existsSync(file)) {
    const lock = new DatabaseSync(`${file}.lock`, { timeout: 60_000 })
    lock.exec('begin exclusive') // the others wait here, and find the file
    if (!existsSync(file)) {
      const pg = await PGlite.create()
      await migrate(pgliteDatabase(pg), from)
      const tar = await pg.dumpDataDir('none')
      await pg.close()
      writeFileSync(`${file}.unfinished`, Buffer.from(await tar.arrayBuffer()))
      renameSync(`${file}.unfinished`, file)
    }
    lock.close()
  }
  return readFileSync(file)
}

function fingerprint({ migrationsDir, seedFile }: typeof schema): string {
  const migrations = readdirSync(migrationsDir).toSorted()
  const embedded = join(root, 'src/store/embedded')
  const files = [
    ...migrations.map((file) => join(migrationsDir, file)),
    seedFile,
    join(embedded, 'roles.sql'),
    join(embedded, 'migrate.ts'),
    join(root, 'node_modules/@electric-sql/pglite/package.json'),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
