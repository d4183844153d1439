import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const root = join(import.meta.dirname, '..')
const LONGEST_MS = 300_000 // for another to make it, on a machine that does much else

/** The project's own schema and seed. */
export const schema = { migrationsDir: join(root, 'supabase/migrations'), seedFile: join(root, 'supabase/seed.sql') }

/** A temporary folder that is gone when `done` is called. */
export function temporaryFolder(): { path: string; done(): void } {
  const path = mkdtempSync(join(tmpdir(), 'threadcoach-'))
  return { path, done: () => rmSync(path, { recursive: true, force: true }) }
}

/** A folder that is made by whoever asks first, and is there for all who ask later: of this run, and of the next ones. */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(tmpdir(), `threadcoach-test-${process.getuid?.() ?? 0}-${name}`) // each user their own
  if (existsSync(folder)) return folder
  const lock = new DatabaseSync(`${folder}.lock`, { timeout: LONGEST_MS })
  lock.exec('begin exclusive') // the others wait here, and find the folder
  if (!existsSync(folder)) {
    const unfinished = mkdtempSync(`${folder}.unfinished-`)
    await make(unfinished)
    renameSync(unfinished, folder)
  }
  lock.close()
  return folder
}

/** What a database with this schema and seed depends on, as a short name. */
export function fingerprint({ migrationsDir, seedFile }: typeof schema): string {
  const embedded = join(root, 'src/store/embedded')
  const files = [
    ...readdirSync(migrationsDir)
      .toSorted()
      .map((file) => join(migrationsDir, file)),
    seedFile,
    join(embedded, 'roles.sql'),
    join(embedded, 'migrate.ts'),
    join(root, 'node_modules/@electric-sql/pglite/package.json'),
    join(import.meta.dirname, 'database.ts'),
    join(import.meta.dirname, 'postgres.ts'),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(basename(file)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
