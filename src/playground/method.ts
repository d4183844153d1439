import { type Fields, textOf } from './fields.ts'
import type { Parts } from './parts.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { isPublic, type Post, type Room } from './workspace.ts'

/** One method of Slack's Web API: arguments in, answer out. */
export type Method = (args: Fields, parts: Parts) => Fields

/** The answer that says why not, with a line for each thing that is wrong where there are several. */
export const refusal = (error: string, messages: string[] = []): Fields => ({
  ok: false,
  error,
  ...(messages.length > 0 && { errors: messages, response_metadata: { messages } }),
})

/** A method about a conversation that the app can see: channels, and its own ims. Some call it `channel_id`. */
export const aboutRoom =
  (method: (room: Room, args: Fields, parts: Parts) => Fields): Method =>
  (args, parts) => {
    const room = parts.workspace.rooms.get(textOf(args.channel ?? args.channel_id) ?? '')
    if (!room || !(isPublic(room) || room.members.has(BOT_USER_ID))) return refusal('channel_not_found')
    return method(room, args, parts)
  }

/** A method that reads or writes in a conversation, which only members do. */
export const inRoom = (method: (room: Room, args: Fields, parts: Parts) => Fields): Method =>
  aboutRoom((room, args, parts) =>
    room.members.has(BOT_USER_ID) ? method(room, args, parts) : refusal('not_in_channel'),
  )

/** A method about one message, whose `ts` has this name. */
export const aboutPost = (ts: string, method: (post: Post, args: Fields, parts: Parts) => Fields): Method =>
  inRoom((room, args, parts) => {
    const post = room.byTs.get(textOf(args[ts]) ?? '')
    return post ? method(post, args, parts) : refusal('message_not_found')
  })

/** A page of a list: `limit` items from where the cursor says, and the cursor of the next. */
export function pageOf<Item>(items: Item[], args: Fields, most: number): { page: Item[]; next: string } {
  const from = Number(Buffer.from(textOf(args.cursor) ?? '', 'base64url').toString()) || 0
  const size = limitOf(args, most)
  const end = from + size
  return {
    page: items.slice(from, end),
    next: end < items.length ? Buffer.from(String(end)).toString('base64url') : '',
  }
}

/** The `limit` argument: 100 when it is missing, and never above what the method allows now. */
export function limitOf(args: Fields, most: number): number {
  const limit = Number(textOf(args.limit) ?? 100)
  return Math.min(Number.isInteger(limit) && limit > 0 ? limit : 100, most)
}
