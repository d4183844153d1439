import { faultName } from '../fault.ts'
import type { Log } from '../log.ts'
import { commandReply } from './views/command-reply.ts'

const SLACK_WAITS_MS = 2_500 // of Slack's 3 s, so that our sentence arrives before Slack's own

/** The answer to a person who waits: what `work` says, or a plain sentence when the database fails or does not answer in time. */
export async function inTime<T>(log: Log, work: Promise<T>, away: (sentence: string) => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), SLACK_WAITS_MS)
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    log.error('a person could not be served', { error: faultName(error) })
    return away(commandReply.databaseAway)
  } finally {
    clearTimeout(timer)
  }
}
