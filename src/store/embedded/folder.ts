import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Where under the data folder PGlite keeps its files, and whether it has any yet. A database that another PostgreSQL
 * wrote is refused with a sentence: PGlite itself would only say that it failed.
 */
export function databaseFolder(dataDir: string): { folder: string; isNew: boolean } {
  const folder = join(dataDir, 'database')
  if (!existsSync(folder)) return { folder, isNew: true }
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version === POSTGRES_VERSION) return { folder, isNew: false }
  throw new Error(
    `The data folder ${dataDir} was written by PostgreSQL ${version}, and this release has PostgreSQL ${POSTGRES_VERSION}: run npm run export in the release that wrote it, then npm run import here, or set DATA_DIR to another folder.`,
  )
}

const POSTGRES_VERSION = '18' // what the pinned PGlite is; a test notices when that changes
