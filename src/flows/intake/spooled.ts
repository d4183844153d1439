import { z } from 'zod'
import type { Incoming } from '../../store/store.ts'

const common = { workspace: z.string(), eventId: z.string() }
const at = { channel: z.string(), ts: z.string(), threadTs: z.string().exactOptional() }
const incoming = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    ...at,
    kind: z.literal('message'),
    actor: z.string(),
    text: z.string(),
    word: z.enum(['end', 'score', 'help', 'progress', 'settings']).exactOptional(),
    direct: z.boolean(),
    mention: z.boolean(),
  }),
  z.object({
    ...common,
    ...at,
    kind: z.literal('edit'),
    actor: z.string(),
    text: z.string(),
    direct: z.boolean(),
    editedAt: z.string(),
  }),
  z.object({ ...common, ...at, kind: z.literal('deletion') }),
  z.object({ ...common, kind: z.literal('stop'), actor: z.string(), channel: z.string(), threadTs: z.string() }),
  z.object({ ...common, kind: z.literal('uninstall'), at: z.number().exactOptional() }),
  z.object({ ...common, kind: z.literal('gone'), actor: z.string() }),
]) satisfies z.ZodType<Incoming>

/** A message in a thread that may be a session's: only where it is, so that it can be looked for. */
const place = z.object({ workspace: z.string(), channel: z.string(), threadTs: z.string(), ts: z.string() })
export type Place = z.infer<typeof place>

/** What waits on this machine's disk while the database is away. */
const spooled = z.union([z.object({ keep: incoming }), z.object({ lookAt: place })])
export type Spooled = z.infer<typeof spooled>

/**
 * What of this may be written to the disk, or nothing where it cannot be ours. Until the database says whose a thread is, only what
 * surely is meant for the bot is written with its words: its direct messages, mentions, and threads known to be sessions'.
 */
export function toSpool(item: Incoming, isOurs: (thread: Thread) => boolean): Spooled | undefined {
  if (item.kind !== 'message' && item.kind !== 'edit') return { keep: item }
  const { workspace, channel, ts, threadTs = ts } = item
  if (item.direct || (item.kind === 'message' && item.mention)) return { keep: item }
  if (isOurs({ workspace, channel, threadTs })) return { keep: item }
  if (threadTs === ts) return undefined // it begins a thread, and sessions' threads are begun by the bot, or in its direct message
  return { lookAt: { workspace, channel, threadTs, ts } }
}

type Thread = { workspace: string; channel: string; threadTs: string }

export const toLine = (one: Spooled): string => JSON.stringify(one)

/** What a line says, or undefined where it is none of ours: of another release, or torn. */
export function readLine(line: string): Spooled | undefined {
  try {
    return spooled.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
