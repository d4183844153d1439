import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'

/** The Supabase CLI's own history tables, so that either may take over where the other stopped. */
export const HISTORY = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key, statements text[], name text);
create table if not exists supabase_migrations.seed_files (path text not null primary key, hash text not null);`

const SEED_PATH = 'supabase/seed.sql' // as the CLI names it in its history

/** The migrations of version 0.1.0 became one, the baseline. It makes the same tables, so what they held fits in there. */
const FOLDED = { last: '20261130190020', into: '20261201000000', tag: 'v0.1.0' }

/** Brings a database to the newest schema, one transaction a file, and loads the seed where it is new. Safe to repeat. */
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
  const wasFolded = versions.includes(FOLDED.last)
  if (!wasFolded) refuseUnknown(versions, files)
  const wanted = files.filter(({ version }) => (wasFolded ? version <= FOLDED.into : versions.includes(version)))
  await applyMigrations(database, wanted, () => {})
}

async function applyMigrations(
  database: Database,
  files: Migration[],
  onProgress: (line: string) => void,
): Promise<void> {
  await database.transaction([{ text: HISTORY }])
  const rows = await database.transaction([
    { text: 'select version from supabase_migrations.schema_migrations', values: [] },
  ])
  const applied = rows.map(([version]) => String(version))
  refuseUnknown(applied, files)
  const roles = readFileSync(new URL('./roles.sql', import.meta.url), 'utf8')
  await database.transaction([{ text: roles }])
  const pending = files.filter(({ version }) => !applied.includes(version))
  for (const [done, { path, version, name }] of pending.entries()) {
    onProgress(`${name.replaceAll('_', ' ')}, ${done + 1} of ${pending.length}`)
    const text = readFileSync(path, 'utf8')
    await database.transaction([{ text }, { text: RECORD_MIGRATION, values: [version, name, text] }])
  }
}

const RECORD_MIGRATION =
  'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])'
const RECORD_SEED =
  'insert into supabase_migrations.seed_files (path, hash) values ($1, $2) on conflict (path) do update set hash = excluded.hash'

type Migration = { path: string; version: string; name: string }

function migrationFiles(folder: string): Migration[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const [, version, name] = /^(\d{14})_(.+)\.sql$/.exec(file) ?? []
      return version && name ? [{ path: join(folder, file), version, name }] : []
    })
}

/** Whether a database that has these migrations is older than the ones here reach back. */
export function isFolded(applied: string[], migrationsDir: string): boolean {
  const files = migrationFiles(migrationsDir)
  const unknown = unknownOf(applied, files)
  return unknown !== undefined && isOlder(unknown, files)
}
const unknownOf = (versions: string[], files: Migration[]) =>
  versions.find((version) => !files.some((file) => file.version === version))
const isOlder = (unknown: string, files: Migration[]) => unknown < (files.at(-1)?.version ?? '')

/** What to do with a data folder that is older than the migrations here reach back. */
export const FOLDED_FOLDER = `This data was written by version 0.1.0 or before, which this version cannot bring up to date by itself. Nothing in it was changed. Move it over: check out the tag ${FOLDED.tag} and run npm run export -- threadcoach-data.gz there, then set DATA_DIR to an empty folder and run npm run import -- threadcoach-data.gz here.`

function refuseUnknown(versions: string[], files: Migration[]): void {
  const unknown = unknownOf(versions, files)
  if (!unknown) return
  if (isOlder(unknown, files)) throw new Error(FOLDED_FOLDER)
  throw new Error(
    `This data was last used by a newer release: it has the migration ${unknown}, which this release does not know. Use that release or a later one, or set DATA_DIR to another folder.`,
  )
}

/** What comes with a release is loaded again when it changed: it adds what is not there, and leaves what is. */
async function seed(database: Database, file: string, onProgress: (line: string) => void): Promise<void> {
  const [recorded] = await database.transaction([
    { text: 'select hash from supabase_migrations.seed_files where path = $1', values: [SEED_PATH] },
  ])
  const text = readFileSync(file, 'utf8')
  const hash = createHash('sha256').update(text).digest('hex')
  if (recorded?.[0] === hash) return
  onProgress('the coaches that come with it')
  await database.transaction([{ text }, { text: RECORD_SEED, values: [SEED_PATH, hash] }])
}
