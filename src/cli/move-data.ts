import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { MIGRATIONS } from '../open-database.ts'
import { exportData } from '../store/embedded/export-data.ts'
import { importData } from '../store/embedded/import-data.ts'
import { readArguments } from './arguments.ts'

type Env = Record<string, string | undefined>
type Say = (line: string) => void

/** `export FILE`: writes the embedded data to a new file that any later release can read. Returns the exit code. */
export function exportTo(env: Env, say: Say, args: string[] = []): Promise<number> {
  return withFolder(env, say, args, 'export', async (dataDir, to) => {
    if (existsSync(to)) throw new Error(`${to} is there already: name a new file.`)
    await exportData(dataDir, to)
    say(`All data of ${dataDir} is in ${to}. It holds what people wrote: keep it where only you can read it.`)
  })
}

/** `import FILE`: fills an empty data folder with what `export` wrote. Returns the exit code. */
export function importFrom(env: Env, say: Say, args: string[] = []): Promise<number> {
  return withFolder(env, say, args, 'import', async (dataDir, from) => {
    if (!existsSync(from)) throw new Error(`${from} is not there: name a file that export wrote.`)
    await importData(dataDir, MIGRATIONS, from)
    say(`${dataDir} holds the data of ${from}. Start the bot with npm start.`)
  })
}

async function withFolder(
  env: Env,
  say: Say,
  args: string[],
  verb: string,
  move: (dataDir: string, file: string) => Promise<void>,
): Promise<number> {
  const read = readConfig(env)
  try {
    if ('wrong' in read) throw new Error(read.wrong.join('\n'))
    const { database } = read.config
    if (database.at === 'supabase')
      throw new Error('A Supabase project is set: its data is exported and imported there.')
    const usage = `Name the file: npm run ${verb} -- threadcoach-data.gz`
    const given = readArguments(args, { options: {}, words: 1, usage })
    if ('wrong' in given) throw new Error(given.wrong)
    const [file] = given.positionals
    if (!file) throw new Error(usage)
    await move(database.dataDir, resolve(file))
    return 0
  } catch (error) {
    say(error instanceof Error ? error.message : `It did not ${verb}.`)
    return 1
  }
}
