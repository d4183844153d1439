import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { readEnvFile } from '../env-file.ts'

type Command = (env: Record<string, string | undefined>, say: (line: string) => void, args: string[]) => Promise<number>

/** Each is loaded when it is asked for. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['content', async () => (await import('./content.ts')).content],
  ['doctor', async () => (await import('./doctor.ts')).doctor],
  ['eval', async () => (await import('./eval.ts')).evaluate],
  ['export', async () => (await import('./move-data.ts')).exportTo],
  ['import', async () => (await import('./move-data.ts')).importFrom],
  ['teams', async () => (await import('./teams.ts')).teams],
])

enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/threadcoach')) // as src/main.ts does
const unreadable = readEnvFile(process.cwd(), process.env)
const [, , name = '', ...rest] = process.argv
const load = COMMANDS.get(name)
if (unreadable.length > 0) {
  process.stderr.write(`${unreadable.join('\n')}\n`)
  process.exitCode = 1
} else if (load) {
  const read = readConfig(process.env) // what is wrong with it the command says
  const proxies = 'config' in read ? read.config.proxies : undefined
  if (proxies) (await import('../proxies.ts')).leaveBy(proxies)
  const command = await load()
  process.exitCode = await command(process.env, (line) => void process.stdout.write(`${line}\n`), rest)
} else {
  const known = [...COMMANDS.keys()].join(', ')
  process.stderr.write(
    `${name ? `There is no command ${name}` : 'A command is missing'}. The commands are: ${known}.\n`,
  )
  process.exitCode = 2
}
