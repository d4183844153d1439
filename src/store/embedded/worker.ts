import { parentPort } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import type { Database, Row } from './database.ts'
import { openFolder } from './open-folder.ts'
import { pgliteDatabase } from './pglite.ts'
import type { Answer, Call, DatabaseError } from './thread.ts'

// The thread that PGlite lives in. PGlite computes while it answers: anywhere else the whole process would wait for it.

const HOUSEKEEPING_MS = 10 * 60_000

let open: { pg: PGlite; database: Database } | undefined

parentPort?.on('message', async ({ id, call }: { id: number; call: Call }) => {
  parentPort?.postMessage(await answer(id, call))
})

async function answer(id: number, call: Call): Promise<Answer> {
  try {
    return { id, rows: await run(call) }
  } catch (error) {
    return { id, error: sendable(error) }
  }
}

/** Between threads an error keeps its message only: what PostgreSQL says beside it goes along. */
function sendable(error: unknown): DatabaseError {
  const text = (name: string): string | undefined => {
    const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined
    return typeof value === 'string' ? value : undefined
  }
  return {
    message: text('message') ?? 'an error without words',
    code: text('code'),
    detail: text('detail'),
    hint: text('hint'),
  }
}

async function run(call: Call): Promise<Row[]> {
  if (call.kind === 'open') {
    const pg = await openFolder(call.folder)
    open = { pg, database: pgliteDatabase(pg) }
    setInterval(() => void keepHouse(pg), HOUSEKEEPING_MS).unref()
  } else if (call.kind === 'close') {
    await open?.pg.close()
  } else if (open) {
    return open.database.transaction(call.statements, { first: call.first })
  }
  return []
}

/**
 * PGlite has no background processes: without this its log grows without end and deleted rows keep their space.
 * A table at a time, so that no call waits for more than one.
 */
async function keepHouse(pg: PGlite): Promise<void> {
  const { rows } = await pg.query<{ task: string }>(
    `select format('vacuum (analyze) %I.%I', schemaname, tablename) as task from pg_tables where schemaname = 'public'`,
  )
  for (const { task } of rows) await pg.exec(task)
  await pg.exec('checkpoint')
}
