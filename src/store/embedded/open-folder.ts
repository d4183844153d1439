import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'

const startParams = [
  ...PGlite.defaultStartParams,
  ...['-c', 'shared_buffers=8MB'], // the operating system caches the same files once more anyway
  ...['-c', 'min_wal_size=32MB', '-c', 'max_wal_size=64MB'],
]

/** Opens PGlite on a folder. A new one is made beside it and renamed when whole, so that no half-made one is ever met. */
export async function openFolder(folder: string, options: PGliteOptions = {}): Promise<PGlite> {
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    const unfinished = `${folder}.unfinished`
    await rm(unfinished, { recursive: true, force: true })
    const made = await PGlite.create(unfinished, options)
    await made.close()
    await rename(unfinished, folder)
  }
  return PGlite.create(folder, { startParams })
}
