import type { WebClient } from '@slack/web-api'
import type { Place } from '../../place.ts'
import { notFromSlack, slackFault } from './slack-fault.ts'

const PAGE = 200
const BEGINNINGS = 3 // a cursor that runs out again and again is no way through

/**
 * The messages of a thread, or of a channel from its newest on, a page at a time. Only what Slack says counts: an answer in which there
 * are no messages at all, not even none, proves nothing. Where Slack does not know its own cursor any more, reading begins again at the
 * first page, and what was read before is left out.
 */
export async function* readPages(web: WebClient, { channel, threadTs }: Place, about: object) {
  const read = new Set<string>()
  let beginnings = 1
  let cursor: string | undefined
  for (;;) {
    const common = { channel, limit: PAGE, ...about, ...(cursor ? { cursor } : {}) }
    const asked = threadTs ? web.conversations.replies({ ...common, ts: threadTs }) : web.conversations.history(common)
    const answer = await asked.catch((error: unknown) => {
      const fault = slackFault(error)
      if (fault.cause === 'invalid_cursor' && cursor && beginnings < BEGINNINGS) return undefined
      throw fault
    })
    if (!answer) {
      beginnings += 1
      cursor = undefined
      continue
    }
    const { messages, response_metadata } = answer
    if (!Array.isArray(messages)) throw notFromSlack()
    yield messages.filter(({ ts = '' }) => !read.has(ts))
    for (const { ts = '' } of messages) if (ts) read.add(ts)
    cursor = response_metadata?.next_cursor || undefined
    if (!cursor) return
  }
}
