import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { lockFolder } from './lock.ts'
import { migrate } from './migrate.ts'
import { rpcFetch } from './rpc.ts'
import { tooLittleSpace } from './space.ts'
import { startThread, type Thread } from './thread.ts'

export type EmbeddedDatabase = {
  /** What supabase-js is given as its `global.fetch`, with any address and any key. */
  fetch: typeof globalThis.fetch
  close(): Promise<void>
}

export type EmbeddedOptions = {
  dataDir: string
  migrationsDir: string
  seedFile: string
  /** Hears, in a line for people, what a start that takes longer is doing. */
  onProgress(line: string): void
  /** Hears, in a sentence for people, why the database can no longer be used. The process should end then. */
  onFatal(sentence: string): void
  leastFreeMegabytes?: number
}

/**
 * Opens the database inside the process, under `dataDir`, at the newest schema. It survives a killed process, not a
 * power cut. What stands in the way of opening it is an Error whose message is the sentence to show.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDir, leastFreeMegabytes, onProgress, onFatal } = options
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(dataDir)
  let thread: Thread | undefined
  const close = async () => {
    await thread?.close()
    unlock()
  }
  try {
    const tooLittle = await tooLittleSpace(dataDir, leastFreeMegabytes)
    if (tooLittle) throw new Error(tooLittle)
    const folder = databaseFolder(dataDir)
    const isNew = !existsSync(folder)
    const what = isNew ? 'Preparing the database, first start only' : 'Bringing the database up to date'
    if (isNew) onProgress(`${what}: creating it`)

    thread = startThread(onFatal)
    await thread.open(folder)
    await migrate(thread, options, (step) => onProgress(`${what}: ${step}`))
    return { fetch: rpcFetch(whileThereIsSpace(thread, dataDir, leastFreeMegabytes)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where under the data folder PGlite keeps its files. One that another PostgreSQL wrote is refused with a sentence. */
function databaseFolder(dataDir: string): string {
  const folder = join(dataDir, 'database')
  if (!existsSync(folder)) return folder
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version === POSTGRES_VERSION) return folder
  throw new Error(
    `The data folder ${dataDir} was written by PostgreSQL ${version}, and this release has PostgreSQL ${POSTGRES_VERSION}: export it with the release that wrote it and import the file here, or set DATA_DIR to another folder.`,
  )
}

const POSTGRES_VERSION = '18' // what the pinned PGlite is; its tests notice when that changes

const SPACE_IS_CHECKED_EVERY_MS = 1000

function whileThereIsSpace(thread: Thread, dataDir: string, leastFreeMegabytes: number | undefined): Database {
  let checkedAt = 0
  return {
    async transaction(statements) {
      if (Date.now() - checkedAt > SPACE_IS_CHECKED_EVERY_MS) {
        checkedAt = Date.now()
        const tooLittle = await tooLittleSpace(dataDir, leastFreeMegabytes)
        if (tooLittle) thread.giveUp(tooLittle)
      }
      return thread.transaction(statements)
    },
  }
}
