import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { Fault } from '../../fault.ts'
import type { Place } from '../../place.ts'
import { openReader } from '../connection/read-pages.ts'

const AT_MOST = { inThread: 1_000, atTheTop: 200 } // messages: a thread of a thousand is not a coaching session

/** Our posts with a key. */
export type Found = {
  /** Those that stand where they belong: the `ts` of each part by its name. Empty: none is there. */
  parts: Map<string, string>
  /** Those that were meant for a thread and stand in the channel for everybody to read, as its first message was deleted. */
  astray: string[]
  /** The thread takes no posts any more. */
  isGone: boolean
}

/**
 * Looks for our posts with this key, in a thread or among a channel's newest messages, and not before `after`. Where a thread's first
 * message is gone, in both. Only a look that came to its end proves that none is there; one that was stopped goes on at the next try.
 */
export type FindPosts = (at: Place, key: string, after?: string) => Promise<Found>

type Looked = { parts: Map<string, string>; first: 'there' | 'deleted' | 'unseen' }

const message = z.object({
  ts: z.string(),
  subtype: z.string().optional(),
  metadata: z
    .object({ event_payload: z.object({ key: z.string(), part: z.string().default('1') }).optional() })
    .optional()
    .catch(undefined), // another app's
})

export function openFindPosts(web: WebClient): FindPosts {
  const read = openReader<Looked>(web)

  async function look(at: Place, key: string, after: string | undefined, messagesAtMost: number): Promise<Looked> {
    const { found } = await read({
      name: key,
      at,
      about: { include_all_metadata: true, ...(after ? { oldest: after } : {}) },
      messagesAtMost,
      begin: () => ({ parts: new Map(), first: 'unseen' }),
      add(found, messages) {
        for (const { ts, subtype, metadata } of messages.flatMap((said) => message.safeParse(said).data ?? [])) {
          if (ts === at.threadTs) found.first = subtype === 'tombstone' ? 'deleted' : 'there'
          const post = metadata?.event_payload
          if (post?.key === key) found.parts.set(post.part, ts)
        }
        return undefined
      },
    })
    return found
  }

  return async (at, key, after) => {
    if (!at.threadTs) return { parts: (await look(at, key, after, AT_MOST.atTheTop)).parts, astray: [], isGone: false }
    const { parts, first } = await look(at, key, after, AT_MOST.inThread).catch(nothingThere)
    if (first === 'there') return { parts, astray: [], isGone: false }
    const top = await look({ channel: at.channel }, key, after, AT_MOST.inThread)
    const astray = [...top.parts.values()]
    return { parts, astray, isGone: first === 'deleted' || astray.length > 0 }
  }
}

function nothingThere(error: unknown): Looked {
  if (!(error instanceof Fault && error.cause === 'thread_not_found')) throw error
  return { parts: new Map(), first: 'deleted' }
}
