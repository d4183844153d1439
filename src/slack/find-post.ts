import type { WebClient } from '@slack/web-api'
import { type Place, readPages } from './read-pages.ts'

const PAGES_AT_MOST = 5 // a thread of a thousand messages is not a coaching session

/** Our posts with this key, in a thread or among a channel's newest messages: the `ts` of each part by its name. Empty: none is there. */
export async function findPosts(web: WebClient, at: Place, key: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let pages = 0
  for await (const messages of readPages(web, at, { include_all_metadata: true })) {
    for (const { metadata, ts } of messages) {
      const payload = payloadOf(metadata)
      if (payload.key === key && ts) found.set(payload.part, ts)
    }
    pages += 1
    if (!at.threadTs || pages === PAGES_AT_MOST) break
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
