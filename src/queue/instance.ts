import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { faultName } from '../fault.ts'
import type { Log } from '../log.ts'
import { isBusy } from './sqlite-errors.ts'

/** This process among those that share a database: the name that work is leased to, and whom it has outlived. */
export type Instance = {
  id: string
  /** Instances of this machine that died without a word. Nobody else can speak for them now. */
  dead: readonly string[]
  /** The moment, by this process's clock, since when they surely are. */
  deadSince: number
  /** What the dead held is free: they are forgotten. */
  bury(): void
  close(): void
}

const PATIENCE_MS = 5_000 // for another process that starts in the same moment
const GATE = 'gate'

/**
 * Names this process and finds those of its machine that died. Each holds a file of its own under `dataDir` by a lock of the operating
 * system's, which is gone with the process, however that ended: what can be locked belonged to a dead one. Where the folder cannot
 * be written, nobody is found, and what a dead process held waits until its lease runs out.
 */
export function openInstance(dataDir: string | undefined, log: Log): Instance {
  const id = randomUUID()
  const alone = { id, dead: [], deadSince: performance.now(), bury: () => undefined, close: () => undefined }
  if (dataDir === undefined) return alone
  try {
    return openIn(join(dataDir, 'instances'), id)
  } catch (error) {
    log.warn('DATA_DIR cannot be written: after a crash, work waits until its lease runs out', {
      error: faultName(error),
    })
    return alone
  }
}

function openIn(folder: string, id: string): Instance {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // one start at a time: between a file and its lock nobody else may look at it
  const gate = new DatabaseSync(join(folder, GATE), { timeout: PATIENCE_MS })
  const graves: { name: string; lock: DatabaseSync }[] = []
  const leave = (name: string, lock: DatabaseSync) => {
    lock.close()
    rmSync(join(folder, name), { force: true })
  }
  const bury = () => {
    for (const { name, lock } of graves.splice(0)) leave(name, lock)
  }
  try {
    gate.exec('begin exclusive')
    for (const name of namesIn(folder)) {
      const lock = tryLock(join(folder, name))
      if (lock) graves.push({ name, lock })
    }
    const own = tryLock(join(folder, id))
    if (!own) throw new Error('a new file is locked')
    const dead = graves.map(({ name }) => name)
    return { id, dead, deadSince: performance.now(), bury, close: () => leave(id, own) }
  } catch (error) {
    for (const { lock } of graves) lock.close()
    throw error
  } finally {
    gate.close()
  }
}

/** How many processes of this machine share this folder just now. Nothing is changed. */
export function livingInstances(dataDir: string): number {
  const folder = join(dataDir, 'instances')
  if (!existsSync(folder)) return 0
  const gate = new DatabaseSync(join(folder, GATE), { timeout: PATIENCE_MS })
  try {
    gate.exec('begin exclusive')
    return namesIn(folder).filter((name) => {
      const lock = tryLock(join(folder, name))
      lock?.close()
      return !lock
    }).length
  } finally {
    gate.close()
  }
}

const namesIn = (folder: string) => readdirSync(folder).filter((name) => /^[0-9a-f-]{36}$/.test(name))

/** The lock on a file, or undefined while a living process has it. */
function tryLock(file: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(file)
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if (isBusy(error)) return undefined
    throw error
  }
}
