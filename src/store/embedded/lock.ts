import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Keeps every other process off the data folder: PGlite takes no lock, and two of them on one folder overwrite each
 * other silently. SQLite's lock is the operating system's, so it is gone with the process, however that ended.
 */
export function lockFolder(dataDir: string): () => void {
  const pidFile = join(dataDir, 'in-use-by') // beside the lock, which nobody else can read
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(dataDir, 'lock'))
    lock.exec('begin exclusive')
    writeFileSync(pidFile, String(process.pid))
  } catch (cause) {
    lock?.close()
    throw new Error(
      isBusy(cause)
        ? `The data folder ${dataDir} is in use by process ${readPid(pidFile)}: stop it first, or set DATA_DIR to another folder.`
        : cannotWrite(dataDir),
      { cause },
    )
  }
  return () => {
    rmSync(pidFile, { force: true })
    lock.close()
  }
}

/** The sentence for a folder that is there, or could not be made. */
export const cannotWrite = (dataDir: string) =>
  `The data folder ${dataDir} cannot be written: give this user the right to all that is in it, or set DATA_DIR to another folder.`

const BUSY = 5 // SQLite's code for a lock that somebody else has
const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === BUSY

function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return 'unknown' // it took the lock a moment ago and has not written its name yet
  }
}
