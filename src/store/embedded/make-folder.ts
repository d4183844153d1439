import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'

const HASTY = '--liftoff-only' // compiles what runs once without polishing it: a third of the work is saved
const LONGEST_MS = 120_000 // about five seconds on a laptop

/**
 * Makes a new, empty database. It is made beside its folder and renamed when whole, so that no half-made one is ever
 * met; and in a process of its own, because making one takes memory that would not be given back.
 */
export async function makeFolder(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished-`
  for (const left of await readdir(dirname(folder)))
    if (left.startsWith(basename(unfinished))) await rm(join(dirname(folder), left), { recursive: true, force: true })

  const own = await mkdtemp(unfinished) // a maker that outlived its killed parent may still be writing to another
  await promisify(execFile)(process.execPath, [HASTY, import.meta.filename, own], { timeout: LONGEST_MS })
  await rename(own, folder)
}

if (import.meta.main) {
  const [, , folder = ''] = process.argv
  const pg = await PGlite.create(folder)
  await pg.close()
}
