import type { WebClient } from '@slack/web-api'
import { notFromSlack, slackFault } from './slack-fault.ts'

const PAGE = 200

/** Where a post goes: into a thread, or as a new one into a channel. */
export type Place = { channel: string; threadTs?: string }

/**
 * The messages of a thread, or of a channel from its newest on, a page at a time. Only what Slack says counts: an answer in which there
 * are no messages at all, not even none, proves nothing.
 */
export async function* readPages(web: WebClient, { channel, threadTs }: Place, about: object) {
  let cursor: string | undefined
  do {
    const common = { channel, limit: PAGE, ...about, ...(cursor ? { cursor } : {}) }
    const asked = threadTs ? web.conversations.replies({ ...common, ts: threadTs }) : web.conversations.history(common)
    const { messages, response_metadata } = await asked.catch((error: unknown) => {
      throw slackFault(error)
    })
    if (!Array.isArray(messages)) throw notFromSlack()
    yield messages
    cursor = response_metadata?.next_cursor || undefined
  } while (cursor)
}
