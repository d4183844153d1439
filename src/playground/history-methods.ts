import { type Fields, flagOf, textOf } from './fields.ts'
import { comparableTs } from './ids.ts'
import { inRoom, limitOf, type Method, refusal } from './method.ts'
import { slackMessage } from './slack-message.ts'
import { indexFrom, type Post } from './workspace.ts'

/** Reading what was said. Metadata is answered only to those who ask for it. */
export const historyMethods: Record<string, Method> = {
  'conversations.history': inRoom((room, args, parts) => {
    if (!isCursor(args)) return refusal('invalid_cursor')
    const { from, to } = range(room.posts, args)
    const limit = limitOf(args, parts.reads.most())
    const page: Post[] = []
    let at = to
    while (at > from && page.length <= limit) {
      at -= 1
      const post = room.posts[at]
      if (post && (post.threadTs === undefined || post.broadcast)) page.push(post)
    }
    return answer(page, limit, args)
  }),

  'conversations.replies': inRoom((room, args, parts) => {
    if (!isCursor(args)) return refusal('invalid_cursor')
    const asked = room.byTs.get(textOf(args.ts) ?? '')
    const root = asked?.threadTs ? room.byTs.get(asked.threadTs) : asked
    if (!root) return refusal('thread_not_found')
    const { from, to } = range(root.replies, args)
    const limit = limitOf(args, parts.reads.most())
    const after = cursorOf(args)
    const start = after === undefined ? from : Math.max(from, indexFrom(root.replies, after))
    const replies = root.replies.slice(start, Math.min(to, start + limit + 1))
    return answer(after === undefined ? [root, ...replies] : replies, limit, args)
  }),
}

/** One more than the limit was gathered, to know whether there is a next page. */
function answer(gathered: Post[], limit: number, args: Fields): Fields {
  const page = gathered.slice(0, limit)
  const next = gathered[limit]
  return {
    ok: true,
    messages: page.map((post) => slackMessage(post, flagOf(args.include_all_metadata))),
    has_more: next !== undefined,
    ...(next && { response_metadata: { next_cursor: Buffer.from(`next_ts:${next.ts}`).toString('base64') } }),
  }
}

/** The posts between `oldest` and `latest`, which themselves count only with `inclusive`. */
function range(posts: Post[], args: Fields): { from: number; to: number } {
  const inclusive = flagOf(args.inclusive)
  const oldest = textOf(args.oldest)
  const latest = textOf(args.latest)
  const cursor = args.ts === undefined ? cursorOf(args) : undefined // history goes back in time
  const from = oldest === undefined ? 0 : edge(posts, oldest, !inclusive)
  const to = latest === undefined ? posts.length : edge(posts, latest, inclusive)
  return { from, to: cursor === undefined ? to : Math.min(to, edge(posts, cursor, true)) }
}

/** Where the posts begin that stand at `ts` or later, or with `after` only later. */
function edge(posts: Post[], ts: string, after: boolean): number {
  const at = indexFrom(posts, ts)
  return after && posts[at]?.ts === comparableTs(ts) ? at + 1 : at
}

function cursorOf(args: Fields): string | undefined {
  const cursor = Buffer.from(textOf(args.cursor) ?? '', 'base64').toString()
  return cursor.startsWith('next_ts:') ? cursor.slice('next_ts:'.length) : undefined
}

/** Whether it is none, or one that was handed out here. */
const isCursor = (args: Fields): boolean => textOf(args.cursor) === undefined || cursorOf(args) !== undefined
