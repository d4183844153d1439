import { z } from 'zod'
import { Fault, faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { commandReply } from '../views/command-reply.ts'

const SLACK_WAITS_MS = 2_500 // of Slack's 3 s, so that our sentence arrives before Slack's own

/**
 * The answer to a person who waits: what `work` says, or a plain sentence when it fails: when the database does not answer in time, when
 * what was sent cannot be read, or when anything else does not work.
 */
export async function inTime<T>(log: Log, work: Promise<T>, away: (sentence: string) => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Fault('store-down', { retry: true, cause: 'late' })), SLACK_WAITS_MS)
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    log.error('a person could not be served', { error: faultName(error) })
    return away(commandReply[whyNot(error)])
  } finally {
    clearTimeout(timer)
  }
}

function whyNot(error: unknown): 'databaseAway' | 'notReadable' | 'didNotWork' {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 'notReadable'
  if (!(error instanceof Fault) || !error.code.startsWith('store-')) return 'didNotWork'
  if (error.code !== 'store-refused') return 'databaseAway'
  return NO_VALUE.test(String(error.cause)) ? 'notReadable' : 'didNotWork'
}
const NO_VALUE = /^400 22/ // what should be an id, say, is none: PostgreSQL's class "data exception"
