import { z } from 'zod'
import type { Block } from './contract.ts'
import { type Fields, isBlocks, isFields } from './fields.ts'
import { sharedFile } from './shared-files.ts'

/** Raised when a shape below changes: what another version kept is put aside. */
export const KEPT_VERSION = 1

/** The first line of the file. The last `ts` stands here too, because its message may have been deleted. */
export const keptHead = z.object({ playground: z.literal(KEPT_VERSION), lastTs: z.string() })

const fields = z.custom<Fields>(isFields)

const room = z.object({
  kind: z.literal('room'),
  id: z.string(),
  members: z.array(z.string()),
  isArchived: z.boolean(),
  created: z.number(),
  unread: z.array(z.tuple([z.string(), z.number()])),
})

const post = z.object({
  kind: z.literal('post'),
  room: z.string(),
  ts: z.string(),
  threadTs: z.string().optional(),
  user: z.string(),
  text: z.string(),
  blocks: z.custom<Block[]>(isBlocks).optional(),
  metadata: fields.optional(),
  files: z.array(sharedFile).optional(),
  byApp: z.boolean(),
  username: z.string().optional(),
  icon: z.string().optional(),
  clientMsgId: z.string().optional(),
  edited: z.object({ user: z.string(), ts: z.string() }).optional(),
  broadcast: z.boolean(),
  isTombstone: z.boolean(),
  reactions: z.array(z.tuple([z.string(), z.array(z.string())])),
  stream: z.object({ startedAt: z.number(), state: z.enum(['open', 'done', 'stopped']) }).optional(),
})

const gone = z.object({ kind: z.literal('gone'), room: z.string(), ts: z.string() })

const home = z.object({ kind: z.literal('home'), person: z.string(), id: z.string(), given: fields, hash: z.string() })

/** One thing of the workspace as it is from now on, on a line of its own. */
export const keptEntry = z.discriminatedUnion('kind', [room, post, gone, home])
export type KeptEntry = z.infer<typeof keptEntry>

/** What an earlier run of the playground left: each thing once, messages in the order of `ts`. */
export type Kept = {
  lastTs: string
  rooms: z.infer<typeof room>[]
  posts: z.infer<typeof post>[]
  homes: z.infer<typeof home>[]
}
