import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { Fault } from '../../fault.ts'
import { type Place, readPages } from '../connection/read-pages.ts'

const PAGES_AT_MOST = 5 // a thread of a thousand messages is not a coaching session

/** Our posts with a key. */
export type Found = {
  /** Those that stand where they belong: the `ts` of each part by its name. Empty: none is there. */
  parts: Map<string, string>
  /** Those that were meant for a thread and stand in the channel for everybody to read, as its first message was deleted. */
  astray: string[]
  /** The thread takes no posts any more. */
  isGone: boolean
}

/** Looks for our posts with this key, in a thread or among a channel's newest messages. Where a thread's first message is gone, in both. */
export async function findPosts(web: WebClient, at: Place, key: string): Promise<Found> {
  if (!at.threadTs) return { parts: (await look(web, at, key, 1)).parts, astray: [], isGone: false }
  const { parts, first } = await look(web, at, key, PAGES_AT_MOST).catch(nothingThere)
  if (first === 'there') return { parts, astray: [], isGone: false }
  const top = await look(web, { channel: at.channel }, key, PAGES_AT_MOST)
  const astray = [...top.parts.values()]
  return { parts, astray, isGone: first === 'deleted' || astray.length > 0 }
}

type Looked = { parts: Map<string, string>; first: 'there' | 'deleted' | 'unseen' }

const message = z.object({
  ts: z.string(),
  subtype: z.string().optional(),
  metadata: z
    .object({ event_payload: z.object({ key: z.string(), part: z.string().default('1') }).optional() })
    .optional()
    .catch(undefined), // another app's
})

async function look(web: WebClient, at: Place, key: string, pagesAtMost: number): Promise<Looked> {
  const parts: Looked['parts'] = new Map()
  let first: Looked['first'] = 'unseen'
  let pages = 0
  for await (const messages of readPages(web, at, { include_all_metadata: true })) {
    for (const { ts, subtype, metadata } of messages.flatMap((said) => message.safeParse(said).data ?? [])) {
      if (ts === at.threadTs) first = subtype === 'tombstone' ? 'deleted' : 'there'
      const post = metadata?.event_payload
      if (post?.key === key) parts.set(post.part, ts)
    }
    pages += 1
    if (pages === pagesAtMost) break
  }
  return { parts, first }
}

function nothingThere(error: unknown): Looked {
  if (!(error instanceof Fault && error.cause === 'thread_not_found')) throw error
  return { parts: new Map(), first: 'deleted' }
}
