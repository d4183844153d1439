import { faultName } from '../fault.ts'
import type { Log } from '../log.ts'

/** Runs a task now and then every `everyMs`, one run at a time. Returns what stops it. */
export function every(everyMs: number, what: string, task: () => Promise<unknown>, log: Log): () => void {
  let isRunning = false
  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    try {
      await task()
    } catch (error) {
      log.warn(`${what} failed`, { error: faultName(error) })
    }
    isRunning = false
  }
  void run()
  const timer = setInterval(() => void run(), everyMs)
  return () => clearInterval(timer)
}
