import { z } from 'zod'
import { wish, word } from './coaching/model.ts'

const common = { workspace: z.string(), eventId: z.string() }
const at = { channel: z.string(), ts: z.string(), threadTs: z.string().exactOptional() }

/**
 * What comes in and is kept: a message by a person, an edit or a deletion of one, the stop button, another id of a channel, the end of
 * the app in a workspace or of a person's account. What waits on this machine's disk is read back by the same.
 */
export const incoming = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    ...at,
    kind: z.literal('message'),
    actor: z.string(),
    text: z.string(),
    /** The message is nothing but this word to the bot. */
    word: word.exactOptional(),
    /** Said in the bot's direct message. */
    direct: z.boolean(),
    mention: z.boolean(),
    /** The message is nothing but this wish. */
    wish: wish.exactOptional(),
  }),
  z.object({
    ...common,
    ...at,
    kind: z.literal('edit'),
    actor: z.string(),
    text: z.string(),
    direct: z.boolean(),
    /** When it was changed, as Slack counts: of two edits the later one stands, whichever comes first. */
    editedAt: z.string(),
    wish: wish.exactOptional(),
  }),
  z.object({ ...common, ...at, kind: z.literal('deletion') }),
  z.object({ ...common, kind: z.literal('stop'), actor: z.string(), channel: z.string(), threadTs: z.string() }),
  /** A channel has another id from now on. */
  z.object({ ...common, kind: z.literal('moved'), from: z.string(), to: z.string() }),
  z.object({
    ...common,
    kind: z.literal('uninstall'),
    /** When, in seconds as Slack counts. */
    at: z.number().exactOptional(),
  }),
  /** A person was deactivated in the workspace. */
  z.object({ ...common, kind: z.literal('gone'), actor: z.string() }),
])
export type Incoming = z.infer<typeof incoming>
