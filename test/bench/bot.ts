import { type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '../..')
const MAIN = join(ROOT, 'src/main.ts')
const TICK_MS = 10 // Linux counts processor time in hundredths of a second
const STOPS_WITHIN_MS = 35_000 // it finishes what it is answering first

export type Bot = {
  /** Where its playground is, '' if it has none. */
  url: string
  /** From its start as a process to its line "Ready." */
  readyMs: number
  /** What it holds in memory, and the processor time that it has used, where the system says so. */
  megabytes(): number
  processorMs(): number
  /** Ends it in the middle of whatever it does. Resolves when it is gone. */
  kill(): Promise<void>
  /** Resolves when it is gone, however that came. */
  ended: Promise<unknown>
  /** Asks it to end, as an operator would. Resolves to its exit code when it is gone, null if it had to be killed. */
  stop(): Promise<number | null>
  /** The same by Ctrl+C, which a terminal sends to all that runs in it. Only of a bot that npm started. */
  interrupt(): Promise<number | null>
}

/**
 * Starts the real bot as a process of its own with these settings, and none of this process's. Whatever ends us ends it too.
 * Its log is shown, unless it is full of what we do to it, or wanted in a file that is open already.
 */
export async function startBot(
  settings: Record<string, string>,
  log: 'inherit' | 'ignore' | number = 'inherit',
  startedBy: 'node' | 'npm' = 'node',
): Promise<Bot> {
  const { PATH = '', NODE_OPTIONS = '' } = process.env
  const begun = performance.now()
  const env = { PATH, NODE_OPTIONS, PORT: '0', ...settings }
  const stdio: StdioOptions = ['ignore', 'pipe', log]
  const child =
    startedBy === 'npm'
      ? spawn('npm', ['start'], { cwd: ROOT, env, stdio, detached: true }) // a group of processes, as in a terminal
      : spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], { cwd: tmpdir(), env, stdio }) // an .env of this folder is not meant for it
  const toGroup = (signal: NodeJS.Signals) => process.kill(-(child.pid ?? Number.NaN), signal)
  const isGone = () => child.exitCode !== null || child.signalCode !== null
  const kill = () => isGone() || (startedBy === 'npm' ? toGroup('SIGKILL') : child.kill('SIGKILL'))
  process.once('exit', kill)
  const exited = once(child, 'exit').then(() => process.off('exit', kill))

  const { stdout } = child
  if (!stdout) throw new Error('the bot has nothing to say')
  let ready = ''
  for await (const line of createInterface(stdout)) {
    if (!line.startsWith('Ready.')) continue
    ready = line
    break
  }
  if (!ready) throw new Error('the bot did not start')
  const readyMs = performance.now() - begun
  stdout.resume()

  const about = (file: string) => {
    const path = `/proc/${child.pid}/${file}`
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }
  return {
    url: /http:\S+/.exec(ready)?.[0] ?? '',
    readyMs,
    megabytes: () => Number(/^VmRSS:\s+(\d+)/m.exec(about('status'))?.[1]) / 1024,
    processorMs() {
      const [user, system] = about('stat')
        .replace(/^.*\) /, '')
        .split(' ')
        .slice(11, 13) // see proc(5)
      return (Number(user) + Number(system)) * TICK_MS
    },
    ended: exited,
    async kill() {
      kill()
      await exited
    },
    stop: () => ended(() => child.kill('SIGTERM')),
    interrupt: () => ended(() => toGroup('SIGINT')),
  }

  async function ended(ask: () => void): Promise<number | null> {
    const impatient = setTimeout(kill, STOPS_WITHIN_MS)
    ask()
    await exited
    clearTimeout(impatient)
    return child.exitCode
  }
}
