import { z } from 'zod'
import { Fault, faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { within } from '../../within.ts'
import { commandReply } from '../views/command-reply.ts'

const SLACK_WAITS_MS = 2_500 // of Slack's 3 s, so that our sentence arrives before Slack's own

/**
 * The answer to a person who waits: what `work` says, or a plain sentence when it fails: when the database does not answer in time, when
 * what was sent cannot be read, or when anything else does not work.
 */
export async function inTime<T>(log: Log, work: Promise<T>): Promise<T | string> {
  try {
    return await within(SLACK_WAITS_MS, work, isAway)
  } catch (error) {
    log.error('a person could not be served', { error: faultName(error) })
    return commandReply[whyNot(error)]
  }
}

/** Whether it is one of the sentences that say that nothing, or nobody knows what, was done. */
export const isFailure = (what: unknown): boolean =>
  [commandReply.databaseAway, commandReply.notReadable, commandReply.didNotWork].some((sentence) => sentence === what)

function isAway(): never {
  throw new Fault('store-down', { retry: true, cause: 'late' })
}

function whyNot(error: unknown): 'databaseAway' | 'notReadable' | 'didNotWork' {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 'notReadable'
  if (!(error instanceof Fault) || !error.code.startsWith('store-')) return 'didNotWork'
  if (error.code !== 'store-refused') return 'databaseAway'
  return NO_VALUE.test(String(error.cause)) ? 'notReadable' : 'didNotWork'
}
const NO_VALUE = /^400 22/ // what should be an id, say, is none: PostgreSQL's class "data exception"
