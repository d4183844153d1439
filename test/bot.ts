import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openApp, type RunningApp } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { openLog } from '../src/log.ts'
import { prepareDatabase } from './database.ts'

export { temporaryFolder } from './made-once.ts'

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
  const isFirstStart = config.database.at === 'embedded' && !existsSync(join(dataDir, 'database'))
  if (isFirstStart) await prepareDatabase(dataDir)
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
