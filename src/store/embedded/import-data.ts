import { createReadStream, mkdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { z } from 'zod'
import { databaseFolder } from './folder.ts'
import { lockFolder } from './lock.ts'
import { makeFolder } from './make-folder.ts'
import { migrateTo } from './migrate.ts'
import { openFolder } from './open-folder.ts'
import { pgliteDatabase } from './pglite.ts'

const ROWS_AT_ONCE = 500

/** The first line of an exported file. */
const schema = z.object({
  migrations: z.array(z.string()),
  seeds: z.array(z.tuple([z.string(), z.string()])),
  sequences: z.array(z.tuple([z.string(), z.string()])),
})

/**
 * Makes the database of a data folder that has none from an exported file: the schema as it was when the file was
 * written, then its rows. The next start applies what the schema has gained since.
 */
export async function importData(dataDir: string, migrationsDir: string, file: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(dataDir)
  try {
    const { folder, isNew } = databaseFolder(dataDir)
    if (!isNew) throw new Error(`The data folder ${dataDir} already holds a database: set DATA_DIR to an empty folder.`)
    const importing = join(dataDir, 'importing') // it becomes the database when the last row is in
    await rm(importing, { recursive: true, force: true })
    await makeFolder(importing)
    const pg = await openFolder(importing)
    await load(pg, migrationsDir, file).finally(() => pg.close())
    await rename(importing, folder)
  } finally {
    unlock()
  }
}

async function load(pg: PGlite, migrationsDir: string, file: string): Promise<void> {
  await pipeline(createReadStream(file), createGunzip().setEncoding('utf8'), async (chunks: AsyncIterable<string>) => {
    const lines = linesOf(chunks)
    const { migrations, seeds, sequences } = schema.parse(JSON.parse((await lines.next()).value ?? '{}'))
    await migrateTo(migrations, pgliteDatabase(pg), migrationsDir)
    await pg.transaction(async (transaction) => {
      await transaction.exec(BLANK)
      for await (const { table, rows } of tablesOf(lines)) await insert(transaction, table, rows)
      for (const seed of seeds) await transaction.query(SEED, seed)
      for (const sequence of sequences) await transaction.query('select setval($1::regclass, $2::bigint)', sequence)
    })
  })
}

/** Rows come table by table in the order of names: foreign keys and triggers had their say when they were written. */
const BLANK = `
set local session_replication_role = 'replica';
do $$
declare
  kept record;
begin
  for kept in select schemaname, tablename from pg_tables where schemaname = 'public' loop
    execute format('delete from %I.%I', kept.schemaname, kept.tablename);
  end loop;
end
$$`

const SEED = 'insert into supabase_migrations.seed_files (path, hash) values ($1, $2)'

/** What a column that the file does not know yet holds is its default. */
async function insert(transaction: Transaction, table: string, rows: string[]): Promise<void> {
  const { rows: columns } = await transaction.query<{ name: string }>(
    `select format('%I', attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and $2::jsonb ? attname`,
    [table, rows[0]],
  )
  const names = columns.map(({ name }) => name).join(', ')
  await transaction.query(
    `insert into ${table} (${names}) overriding system value
      select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [`[${rows.join(',')}]`],
  )
}

/** Lines end at a line feed only: what people write may hold every other character that ends one somewhere. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const chunk of chunks) {
    const pieces = chunk.split('\n')
    const last = pieces.pop() ?? ''
    const [first, ...others] = pieces
    if (first !== undefined) yield rest + first
    yield* others
    rest = first === undefined ? rest + last : last // a long line is not searched again with each chunk of it
  }
}

/** The rows of one table together, though not too many at once. */
async function* tablesOf(lines: AsyncIterable<string>): AsyncGenerator<{ table: string; rows: string[] }> {
  let next: { table: string; rows: string[] } | undefined
  for await (const line of lines) {
    const [table = '', row = ''] = line.split('\t')
    if (next && (next.table !== table || next.rows.length === ROWS_AT_ONCE)) {
      yield next
      next = undefined
    }
    next ??= { table, rows: [] }
    next.rows.push(row)
  }
  if (next) yield next
}
