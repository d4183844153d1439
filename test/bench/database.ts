import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

export type Database = { settings: Record<string, string>; close(): Promise<void> }

/** A new data folder for the database inside the bot. */
export function embedded(): Database & { dataDir: string } {
  const dataDir = mkdtempSync(join(tmpdir(), 'threadcoach-bench-'))
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  process.once('exit', remove)
  return {
    dataDir,
    settings: { DATA_DIR: dataDir },
    async close() {
      process.off('exit', remove)
      remove()
    },
  }
}

/** A PostgreSQL of its own behind a Supabase-like address, in processes of its own, which end with us. */
export async function postgres(): Promise<Database> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'postgres.ts')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const [line] = await once(createInterface(child.stdout), 'line')
  const folder = embedded() // what the bot keeps on its machine
  return {
    settings: { ...folder.settings, ...z.record(z.string(), z.string()).parse(JSON.parse(line)) },
    async close() {
      const exited = once(child, 'exit')
      child.stdin.end()
      await exited
      await folder.close()
    },
  }
}
