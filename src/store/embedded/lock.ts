import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Keeps every other process off the data folder: PGlite takes no lock, and two of them on one folder overwrite each
 * other silently. SQLite's lock is the operating system's, so it is gone with the process, however that ended.
 */
export function lockFolder(dataDir: string): () => void {
  const pidFile = join(dataDir, 'in-use-by') // beside the lock, which nobody else can read
  const lock = new DatabaseSync(join(dataDir, 'lock'))
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw new Error(
      `The data folder ${dataDir} is in use by process ${readPid(pidFile)}: stop it first, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
  writeFileSync(pidFile, String(process.pid))
  return () => {
    rmSync(pidFile, { force: true })
    lock.close()
  }
}

function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return 'unknown' // it took the lock a moment ago and has not written its name yet
  }
}
