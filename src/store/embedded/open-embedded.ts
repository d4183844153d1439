import { mkdirSync } from 'node:fs'
import type { Database } from './database.ts'
import { databaseFolder } from './folder.ts'
import { cannotWrite, lockFolder } from './lock.ts'
import { makeFolder } from './make-folder.ts'
import { migrate } from './migrate.ts'
import { rpcFetch } from './rpc.ts'
import { type SampleHistory, sampleHistory } from './sample-history.ts'
import { tooLittleSpace } from './space.ts'
import { startThread, type Thread } from './thread.ts'

export type EmbeddedDatabase = {
  /** What supabase-js is given as its `global.fetch`, with any address and any key. */
  fetch: typeof globalThis.fetch
  sample: SampleHistory
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
  /** Room the disk must have, 200 MB if not said. */
  leastFreeMegabytes?: number
  /** How long a call may take before the database counts as stuck, 20 s if not said. */
  mostSilentSeconds?: number
}

/**
 * Opens the database inside the process, under `dataDir`, at the newest schema. It survives a killed process, not a
 * power cut. What stands in the way of opening it is an Error whose message is the sentence to show.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDir, leastFreeMegabytes, onProgress, onFatal } = options
  makeDataDir(dataDir)
  const unlock = lockFolder(dataDir)
  let thread: Thread | undefined
  const close = async () => {
    await thread?.close()
    unlock()
  }
  try {
    const tooLittle = await tooLittleSpace(dataDir, leastFreeMegabytes)
    if (tooLittle) throw new Error(tooLittle)
    const { folder, isNew } = databaseFolder(dataDir)
    const what = isNew ? 'Preparing the database, first start only' : 'Bringing the database up to date'
    if (isNew) {
      onProgress(`${what}: creating it`)
      await makeFolder(folder)
    }
    thread = startThread(onFatal, options.mostSilentSeconds)
    await thread.open(folder)
    await migrate(thread, options, (step) => onProgress(`${what}: ${step}`))
    const database = whileThereIsSpace(thread, dataDir, leastFreeMegabytes)
    return { fetch: rpcFetch(database), sample: sampleHistory(database), close }
  } catch (error) {
    await close()
    throw error
  }
}

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

function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new Error(cannotWrite(dataDir), { cause })
  }
}
