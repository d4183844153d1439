import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'

/** The Supabase CLI's own history tables, so that either may take over where the other stopped. */
const HISTORY = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key, statements text[], name text);
create table if not exists supabase_migrations.seed_files (path text not null primary key, hash text not null);`

const SEED_PATH = 'supabase/seed.sql' // as the CLI names it in its history

/** Brings a database to the newest schema, one transaction a file, and seeds it once. Safe to repeat. */
export async function migrate(
  database: Database,
  from: { migrationsDir: string; seedFile: string },
  onProgress: (line: string) => void = () => {},
): Promise<void> {
  await applyMigrations(database, migrationFiles(from.migrationsDir), onProgress)
  await seed(database, from.seedFile, onProgress)
}

/** Brings a new database to an older schema, exactly these versions of it, for rows that were written under it. */
export async function migrateTo(versions: string[], database: Database, migrationsDir: string): Promise<void> {
  const files = migrationFiles(migrationsDir)
  refuseUnknown(versions, files)
  const wanted = files.filter(({ version }) => versions.includes(version))
  await applyMigrations(database, wanted, () => {})
}

async function applyMigrations(
  database: Database,
  files: Migration[],
  onProgress: (line: string) => void,
): Promise<void> {
  const roles = readFileSync(new URL('./roles.sql', import.meta.url), 'utf8')
  await database.transaction([{ text: roles }])
  await database.transaction([{ text: HISTORY }])
  const rows = await database.transaction([
    { text: 'select version from supabase_migrations.schema_migrations', values: [] },
  ])
  const applied = rows.map(([version]) => String(version))
  refuseUnknown(applied, files)
  const pending = files.filter(({ version }) => !applied.includes(version))
  for (const [done, { path, version, name }] of pending.entries()) {
    onProgress(`${name.replaceAll('_', ' ')}, ${done + 1} of ${pending.length}`)
    const text = readFileSync(path, 'utf8')
    await database.transaction([{ text }, { text: RECORD_MIGRATION, values: [version, name, text] }])
  }
}

const RECORD_MIGRATION =
  'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])'
const RECORD_SEED = 'insert into supabase_migrations.seed_files (path, hash) values ($1, $2)'

type Migration = { path: string; version: string; name: string }

function migrationFiles(folder: string): Migration[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const [, version, name] = /^(\d{14})_(.+)\.sql$/.exec(file) ?? []
      return version && name ? [{ path: join(folder, file), version, name }] : []
    })
}

function refuseUnknown(versions: string[], files: Migration[]): void {
  const unknown = versions.find((version) => !files.some((file) => file.version === version))
  if (unknown)
    throw new Error(
      `This data was last used by a newer release: it has the migration ${unknown}, which this release does not know. Use that release or a later one, or set DATA_DIR to another folder.`,
    )
}

/** As `supabase db push --include-seed` does it: what is recorded, changed or not, is not loaded again. */
async function seed(database: Database, file: string, onProgress: (line: string) => void): Promise<void> {
  const [recorded] = await database.transaction([
    { text: 'select hash from supabase_migrations.seed_files where path = $1', values: [SEED_PATH] },
  ])
  if (recorded) return
  onProgress('the coaches that come with it')
  const text = readFileSync(file, 'utf8')
  const hash = createHash('sha256').update(text).digest('hex')
  await database.transaction([{ text }, { text: RECORD_SEED, values: [SEED_PATH, hash] }])
}
