import type { WebClient } from '@slack/web-api'
import { slackFault } from './slack-fault.ts'

const PAGE = 200
const PAGES_AT_MOST = 5 // a thread of a thousand messages is not a coaching session

/** Looks for our post with this key, in a thread or among a channel's newest messages. Its ts, or undefined: then it is not there. */
export async function findPost(
  web: WebClient,
  at: { channel: string; threadTs?: string },
  key: string,
): Promise<string | undefined> {
  let cursor: string | undefined
  for (let page = 0; page < PAGES_AT_MOST; page++) {
    const common = { channel: at.channel, include_all_metadata: true, limit: PAGE, ...(cursor ? { cursor } : {}) }
    try {
      const { messages = [], response_metadata } = at.threadTs
        ? await web.conversations.replies({ ...common, ts: at.threadTs })
        : await web.conversations.history(common)
      const found = messages.find((message) => payloadKey(message.metadata) === key)
      if (found) return found.ts
      cursor = response_metadata?.next_cursor || undefined
      if (!cursor || !at.threadTs) return undefined
    } catch (error) {
      throw slackFault(error)
    }
  }
  return undefined
}

function payloadKey(metadata: { event_payload?: object } | undefined): unknown {
  const payload = metadata?.event_payload
  return payload && 'key' in payload ? payload.key : undefined
}
