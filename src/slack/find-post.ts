import type { WebClient } from '@slack/web-api'
import { slackFault } from './slack-fault.ts'

const PAGE = 200
const PAGES_AT_MOST = 5 // a thread of a thousand messages is not a coaching session

/** Where a post goes: into a thread, or as a new one into a channel. */
export type Place = { channel: string; threadTs?: string }

/** Our posts with this key, in a thread or among a channel's newest messages: the `ts` of each part by its name. Empty: none is there. */
export async function findPosts(web: WebClient, at: Place, key: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let cursor: string | undefined
  for (let page = 0; page < PAGES_AT_MOST; page++) {
    const common = { channel: at.channel, include_all_metadata: true, limit: PAGE, ...(cursor ? { cursor } : {}) }
    try {
      const { messages = [], response_metadata } = at.threadTs
        ? await web.conversations.replies({ ...common, ts: at.threadTs })
        : await web.conversations.history(common)
      for (const { metadata, ts } of messages) {
        const payload = payloadOf(metadata)
        if (payload.key === key && ts) found.set(payload.part, ts)
      }
      cursor = response_metadata?.next_cursor || undefined
      if (!cursor || !at.threadTs) break
    } catch (error) {
      throw slackFault(error)
    }
  }
  return found
}

function payloadOf(metadata: { event_payload?: object } | undefined): { key: unknown; part: string } {
  const payload = metadata?.event_payload
  return {
    key: payload && 'key' in payload ? payload.key : undefined,
    part: payload && 'part' in payload ? String(payload.part) : '1',
  }
}
