import type { WebClient } from '@slack/web-api'
import { Fault } from '../../fault.ts'
import { type Place, postAt } from '../../place.ts'
import { notFromSlack, slackFault } from './slack-fault.ts'

const PAGE = 200 // what we ask for; Slack gives fewer than it was asked for, and to some apps never more than 15
const KEPT_AT_MOST = 500 // readings that were broken off
const RESTARTS_AT_MOST = 2 // of a reading whose cursor Slack does not take any more

/** The messages of a thread from its first on, or of a channel from its newest on. */
export type Reading<Found> = {
  /** What it is read for. Under the same name a later try goes on where this one stopped. */
  name: string
  at: Place
  about?: { oldest?: string; inclusive?: boolean; include_all_metadata?: boolean }
  /** What lies beyond so many messages is not read. */
  messagesAtMost?: number
  begin: () => Found
  /** Takes a page in; what it throws leaves the page to be read again. With 'pause' the rest of it is left for a later try. */
  add: (found: Found, messages: { ts?: string }[]) => Promise<'pause' | undefined> | 'pause' | undefined
}

type Read<Found> = {
  found: Found
  cursor?: string | undefined
  /** Instead of what was asked for: only what is newer is still to be read. */
  after?: string | undefined
  newest: string
  count: number
  /** A try stopped between its pages, so that something newer may stand above them. */
  isOld: boolean
  restarts: number
}

/**
 * Reads page by page. Slack gives some apps fifteen messages a page and one page a minute (docs.slack.dev/apis/web-api/rate-limits), so a
 * try that is stopped loses nothing: the next one goes on from the cursor. A thread grows at its end, where a reading arrives last; a
 * channel grows where a reading began, so after a stop what came meanwhile is read too. In memory: after a restart it begins anew, and
 * ends all the same, since each try reads a page.
 */
export function openReader<Found>(
  web: WebClient,
): (reading: Reading<Found>) => Promise<{ found: Found; isWhole: boolean }> {
  const kept = new Map<string, Read<Found>>()

  function keep(key: string, read: Read<Found>): void {
    kept.set(key, { ...read, isOld: read.isOld || read.cursor !== undefined })
    const [oldest] = kept.keys()
    if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest)
  }

  return async (reading) => {
    const { at, messagesAtMost = Number.POSITIVE_INFINITY } = reading
    const key = `${reading.name} ${postAt(at.channel, at.threadTs ?? '')}`
    const anew = (restarts: number) => ({ found: reading.begin(), newest: '', count: 0, isOld: false, restarts })
    let read: Read<Found> = kept.get(key) ?? anew(0)
    kept.delete(key)
    for (;;) {
      try {
        const { messages, next } = await page(web, reading, read)
        const pause = await reading.add(read.found, messages)
        if (pause) {
          keep(key, read)
          return { found: read.found, isWhole: false }
        }
        read.count += messages.length
        read.newest = newestOf(messages, read.newest)
        read.cursor = read.count < messagesAtMost ? next : undefined
        if (read.cursor) continue
        if (at.threadTs || !read.isOld) return { found: read.found, isWhole: true }
        read = { ...read, after: read.newest, count: 0, isOld: false }
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        if (error.cause !== 'invalid_cursor') {
          if (error.retry) keep(key, read)
          throw error
        }
        if (read.restarts === RESTARTS_AT_MOST) throw error
        read = anew(read.restarts + 1)
      }
    }
  }
}

/** One page. Only what Slack says counts: an answer in which there are no messages at all, not even none, proves nothing. */
async function page(
  web: WebClient,
  { at, about }: Pick<Reading<unknown>, 'at' | 'about'>,
  { cursor, after }: Pick<Read<unknown>, 'cursor' | 'after'>,
) {
  const common = {
    channel: at.channel,
    limit: PAGE,
    ...about,
    ...(after ? { oldest: after, inclusive: false } : {}),
    ...(cursor ? { cursor } : {}),
  }
  const asked = at.threadTs
    ? web.conversations.replies({ ...common, ts: at.threadTs })
    : web.conversations.history(common)
  const { messages, response_metadata } = await asked.catch((error: unknown) => {
    throw slackFault(error)
  })
  if (!Array.isArray(messages)) throw notFromSlack()
  return { messages, next: response_metadata?.next_cursor || undefined }
}

function newestOf(messages: { ts?: string }[], before: string): string {
  return messages.reduce((newest, { ts = '' }) => (Number(ts) > Number(newest) ? ts : newest), before)
}
