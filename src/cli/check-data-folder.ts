import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import { MIGRATIONS } from '../open-database.ts'
import { databaseFolder } from '../store/embedded/folder.ts'
import { lockFolder } from '../store/embedded/lock.ts'
import { FOLDED_FOLDER, isFolded } from '../store/embedded/migrate.ts'
import { rpcFetch } from '../store/embedded/rpc.ts'
import { tooLittleSpace } from '../store/embedded/space.ts'
import { startThread } from '../store/embedded/thread.ts'
import { openStore } from '../store/supabase.ts'
import type { Finding } from './finding.ts'

/** Whether the embedded database has a folder, room and peace. One that is in use is left alone, and nothing is changed. */
export async function* checkDataFolder(dataDir: string): AsyncGenerator<Finding> {
  yield { mark: '–', about: 'Database', says: `nothing is set, so the embedded one is used, in ${dataDir}.` }
  const room = existing(dataDir)
  const tooLittle = await tooLittleSpace(room)
  yield tooLittle
    ? { mark: '✗', about: 'Disk', says: tooLittle }
    : { mark: '✓', about: 'Disk', says: 'it has room enough.' }

  const about = 'Data folder'
  if (!isWritable(room)) {
    const says = `${room} cannot be written by this user. Give the user that right, or set DATA_DIR to another folder.`
    yield { mark: '✗', about, says }
  } else if (room !== dataDir) {
    yield { mark: '✓', about, says: 'it is made at the first start.' }
  } else {
    yield await checkFolder(dataDir)
  }
}

/** The folder, or the nearest one above it: where the disk can be asked before the first start. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder))
}

/** By trying it: what the system says of rights is not all that stands in the way. */
function isWritable(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(join(folder, '.doctor-')))
    return true
  } catch {
    return false
  }
}

async function checkFolder(dataDir: string): Promise<Finding> {
  const about = 'Data folder'
  let unlock: (() => void) | undefined
  try {
    unlock = lockFolder(dataDir)
    const { folder, isNew } = databaseFolder(dataDir)
    if (isNew) return { mark: '✓', about, says: 'the database in it is made at the first start.' }
    return { mark: '✓', about, says: await lookInto(folder) }
  } catch (error) {
    return failedFolder(error, dataDir)
  } finally {
    unlock?.()
  }
}

const withCode = z.object({ code: z.string() })

/** Our own errors are sentences to show; those of the system and of the store are codes. */
function failedFolder(error: unknown, dataDir: string): Finding {
  const about = 'Data folder'
  const { data: failure } = withCode.safeParse(error)
  if (failure || !(error instanceof Error)) {
    const says = `${dataDir} cannot be used (${failure?.code}). Give this user the right to all that is in it, restore a backup, or set DATA_DIR to another folder.`
    return { mark: '✗', about, says }
  }
  const [, owner] = /is in use by process (\w+):/.exec(error.message) ?? []
  if (!owner) return { mark: '✗', about, says: error.message }
  return { mark: '✓', about, says: `process ${owner} uses it: the bot is running, so it is not opened here.` }
}

/** Opens the database as it is, without bringing it up to date: that is for the bot's next start. */
async function lookInto(folder: string): Promise<string> {
  const thread = startThread(() => undefined)
  try {
    await thread.open(folder)
  } catch (cause) {
    await thread.close()
    throw new Error(
      `the database in ${folder} does not open. Keep a copy of the folder and restore a backup, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
  const store = openStore({ url: 'http://embedded', key: 'embedded', instance: randomUUID(), fetch: rpcFetch(thread) })
  try {
    if (isFolded(await store.appliedMigrations(), MIGRATIONS)) throw new Error(FOLDED_FOLDER)
    const domains = await store.domains()
    return `the database in it opens and has ${domains.length} coaches.`
  } catch (error) {
    if (error instanceof Fault && error.code === 'store-not-migrated') {
      return 'the database in it opens, and is brought up to date at the next start.'
    }
    throw error
  } finally {
    await thread.close()
  }
}
