import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp, type RunningApp } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { openLog } from '../src/log.ts'

/** A temporary folder that is gone when `done` is called. */
export function temporaryFolder(): { path: string; done(): void } {
  const path = mkdtempSync(join(tmpdir(), 'threadcoach-'))
  return { path, done: () => rmSync(path, { recursive: true, force: true }) }
}

/** The whole bot in this process: the playground on a free port, the rest as asked. Its log lines are kept in `logged`. */
export async function openBot(
  about: Partial<Config> & Pick<Config, 'dataDir'>,
): Promise<RunningApp & { said: string[]; logged: string[] }> {
  const said: string[] = []
  const logged: string[] = []
  const { dataDir, ...rest } = about
  const config: Config = {
    slack: { at: 'playground' },
    database: { at: 'embedded', dataDir },
    model: { at: 'script' },
    dataDir,
    host: '127.0.0.1',
    port: 0,
    ...rest,
  }
  const app = await openApp(
    config,
    openLog((line) => logged.push(line)),
    {
      say: (line) => said.push(line),
      onFatal: (sentence) => {
        throw new Error(sentence)
      },
    },
  )
  return { ...app, said, logged }
}
