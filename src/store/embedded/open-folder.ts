import { PGlite } from '@electric-sql/pglite'

/** The system caches the same files anyway, so the process may stay small; and old log is not kept for ever. */
const SMALL = ['-c', 'shared_buffers=8MB', '-c', 'min_wal_size=32MB', '-c', 'max_wal_size=64MB']

/** Opens the database in a folder that has one. */
export function openFolder(folder: string): Promise<PGlite> {
  return PGlite.create(folder, { startParams: [...PGlite.defaultStartParams, ...SMALL] })
}
