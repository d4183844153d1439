import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { z } from 'zod'
import type { Database } from '../../src/store/embedded/database.ts'
import { HISTORY, migrate } from '../../src/store/embedded/migrate.ts'
import { schema, schemaFiles } from '../database.ts'
import type { Session } from './catalogue.ts'

const root = join(import.meta.dirname, '../..')
const ROLES = readFileSync(join(root, 'src/store/embedded/roles.sql'), 'utf8')

/** What a Supabase project has before its first migration. */
export async function makeProject({ run }: Session): Promise<void> {
  await run(ROLES)
  await run(HISTORY) // which a function reads
}

/** Makes an empty database as the schemas declare it. An error names the file and the line. */
export async function makeSchemas(session: Session): Promise<void> {
  const { run } = session
  await makeProject(session)
  for (const file of schemaFiles()) {
    const text = readFileSync(file, 'utf8')
    await run(text).catch((cause) => {
      const at = text.slice(0, position.parse(cause)).split('\n').length
      throw new Error(`${relative(root, file)}:${at} ${cause instanceof Error ? cause.message : ''}`, { cause })
    })
  }
}

const position = z
  .object({ position: z.coerce.number() })
  .transform(({ position }) => position - 1)
  .catch(0)

/** Makes an empty database as the migrations do. */
export function makeMigrations(session: Session): Promise<void> {
  return migrate(asDatabase(session), schema)
}

/** Does something, and undoes what it did to the database. */
export async function inside<T>(session: Session, act: () => Promise<T>): Promise<T> {
  await session.run('begin')
  try {
    return await act()
  } finally {
    await session.run('rollback')
    await session.run('reset check_function_bodies')
  }
}

function asDatabase({ run, rows }: Session): Database {
  return {
    async transaction(statements) {
      await run('begin')
      try {
        let last: (string | null)[][] = []
        for (const { text, values } of statements) {
          if (values) last = await rows(text, values)
          else await run(text)
        }
        await run('commit')
        return last
      } catch (error) {
        await run('rollback')
        throw error
      }
    },
  }
}

type Opened = Session & { close(): Promise<void> }

/** An empty database in this process. */
export async function openPglite(): Promise<Opened> {
  const lite = await PGlite.create()
  return {
    run: async (script) => void (await lite.exec(script)),
    rows: async (statement, values = []) =>
      (await lite.query<(string | null)[]>(statement, values, { rowMode: 'array' })).rows,
    close: () => lite.close(),
  }
}

/** A connection to a PostgreSQL. */
export async function openConnection(connectionString: string): Promise<Opened> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return {
    run: async (script) => void (await client.query(script)),
    rows: async (text, values = []) => (await client.query<(string | null)[]>({ text, values, rowMode: 'array' })).rows,
    close: () => client.end(),
  }
}
