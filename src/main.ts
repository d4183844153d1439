import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { readConfig } from './config.ts'
import { readEnvFile } from './env-file.ts'
import { faultName } from './fault.ts'
import { openLog } from './log.ts'
import { openInstance } from './queue/instance.ts'
import { openWatch } from './queue/watch.ts'
import { nearSettings } from './settings.ts'

// Beside the packages, as trusted as they are: a later start has less to read. Where it cannot be written, nothing changes.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/threadcoach'))
const unreadable = readEnvFile(process.cwd(), process.env)
if (unreadable.length > 0) giveUp(unreadable.join('\n'))
const log = openLog()
const say = (line: string) => void process.stdout.write(`${line}\n`)
const read = readConfig(process.env)
for (const sentence of nearSettings(process.env)) process.stderr.write(`${sentence}\n`)
if ('wrong' in read) giveUp(read.wrong.join('\n'))

process.on('unhandledRejection', (error) => {
  log.error('a promise failed unheard', { error: faultName(error) })
})
process.on('uncaughtException', (error) => {
  log.error('an error that nothing caught: this process ends', { error: faultName(error), at: placeOf(error) })
  process.exit(1)
})

/** Where an error was thrown. Never its message, which may quote what a person wrote. */
function placeOf({ stack = '' }: Error): string | undefined {
  return stack
    .split('\n')
    .find((line) => line.startsWith('    at '))
    ?.trim()
}

/** Windows has no SIGTERM to send: closing the console window is SIGHUP there, and it waits for a few seconds. */
const STOPS: NodeJS.Signals[] = process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM']
const SAME_STOP_MS = 1_000 // Ctrl+C reaches us from the terminal, and once more from npm, which passes it on

function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

try {
  const { database, dataDir, proxies } = read.config
  if (proxies) (await import('./proxies.ts')).leaveBy(proxies)
  // Before all else is loaded: what the dead may have posted is looked for five seconds after they are known to be dead.
  const instance = database.at === 'embedded' ? undefined : openInstance(dataDir, log)
  const { openApp } = await import('./app.ts') // after the cache was found
  const app = await openApp(read.config, log, { say, onFatal: giveUp, watch: openWatch(log), instance })
  say(
    read.config.slack.at === 'playground' ? `Ready. Open ${app.url} and type /coach.` : 'Ready. Type /coach in Slack.',
  )
  let askedAt = 0
  for (const signal of STOPS) {
    process.on(signal, async () => {
      if (askedAt > 0 && performance.now() - askedAt < SAME_STOP_MS) return
      if (askedAt > 0) process.exit(1) // asked twice
      askedAt = performance.now()
      say('Stopping: what is being answered is finished first.')
      await app.close()
      process.exit(0)
    })
  }
} catch (error) {
  giveUp(error instanceof Error ? error.message : 'It did not start.')
}
