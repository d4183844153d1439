import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Transaction } from '@electric-sql/pglite'
import { databaseFolder } from './folder.ts'
import { lockFolder } from './lock.ts'
import { openFolder } from './open-folder.ts'

/**
 * Writes the whole embedded database to a new file that its owner alone may read: a line about the schema, then a line
 * a row. It is text, not PostgreSQL's own files, so that any later release can read it.
 */
export async function exportData(dataDir: string, file: string): Promise<void> {
  const { folder, isNew } = databaseFolder(dataDir)
  if (isNew) throw new Error(`The data folder ${dataDir} holds no database yet: set DATA_DIR to the folder that does.`)
  const unlock = lockFolder(dataDir)
  try {
    const pg = await openFolder(folder)
    const target = createWriteStream(file, { flags: 'wx', mode: 0o600 })
    await pg
      .transaction((transaction) => pipeline(Readable.from(lines(transaction)), createGzip(), target))
      .finally(() => pg.close())
  } finally {
    unlock()
  }
}

async function* lines(transaction: Transaction): AsyncGenerator<string> {
  const ask = async (sql: string) => (await transaction.query<{ line: string }>(sql)).rows.map(({ line }) => line)
  for (const line of await ask(SCHEMA)) yield `${line}\n`
  for (const table of await ask(TABLES)) {
    await transaction.exec(`declare kept cursor for select to_jsonb(t)::text as line from ${table} t`)
    for (let rows = await ask(NEXT); rows.length > 0; rows = await ask(NEXT))
      yield rows.map((row) => `${table}\t${row}\n`).join('')
    await transaction.exec('close kept')
  }
}

const NEXT = 'fetch 500 from kept'

const SCHEMA = `
select jsonb_build_object(
  'migrations', (select jsonb_agg(version order by version) from supabase_migrations.schema_migrations),
  'seeds', (select coalesce(jsonb_agg(jsonb_build_array(path, hash)), '[]') from supabase_migrations.seed_files),
  'sequences', (select coalesce(jsonb_agg(jsonb_build_array(format('%I.%I', schemaname, sequencename), last_value::text)), '[]')
    from pg_sequences where schemaname = 'public' and last_value is not null)
)::text as line`

const TABLES = `
select format('%I.%I', schemaname, tablename) as line from pg_tables where schemaname = 'public' order by 1`
