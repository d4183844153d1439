import { z } from 'zod'

const values = z.record(z.string(), z.record(z.string(), z.json()))
const at = z.object({ channel: z.string(), ts: z.string() })
const where = z.union([at, z.object({ view: z.string() })])

const file = z.object({
  name: z.string().min(1).max(255),
  mimetype: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  base64: z.base64(),
})

/** What a person can do on the page, as it comes in. */
export const acting = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('say'),
    channel: z.string(),
    text: z.string(),
    threadTs: z.string().optional(),
    broadcast: z.boolean().default(false),
    files: z.array(file).max(10).default([]),
  }),
  z.object({ do: z.literal('edit'), channel: z.string(), ts: z.string(), text: z.string() }),
  z.object({ do: z.literal('delete'), channel: z.string(), ts: z.string() }),
  z.object({ do: z.literal('command'), channel: z.string(), command: z.string(), text: z.string() }),
  z.object({
    do: z.literal('click'),
    where,
    blockId: z.string(),
    actionId: z.string(),
    value: z.record(z.string(), z.json()).default({}),
    values: values.default({}),
  }),
  z.object({
    do: z.literal('suggest'),
    where,
    blockId: z.string(),
    actionId: z.string(),
    value: z.string(),
  }),
  z.object({ do: z.literal('submit'), view: z.string(), values }),
  z.object({ do: z.literal('close'), view: z.string() }),
  z.object({ do: z.literal('shortcut'), callbackId: z.string(), message: at.optional() }),
  z.object({ do: z.literal('react'), channel: z.string(), ts: z.string(), name: z.string().regex(/^[a-z0-9_+'-]+$/) }),
  z.object({ do: z.literal('open'), conversation: z.string() }),
  z.object({ do: z.literal('open-home') }),
  z.object({ do: z.literal('open-im'), user: z.string() }),
  z.object({ do: z.literal('join'), channel: z.string() }),
  z.object({ do: z.literal('invite'), channel: z.string(), user: z.string() }),
  z.object({ do: z.literal('archive'), channel: z.string() }),
  z.object({ do: z.literal('stop'), channel: z.string(), threadTs: z.string() }),
  z.object({ do: z.literal('deactivate'), user: z.string() }),
  z.object({ do: z.literal('control'), name: z.string() }),
  z.object({ do: z.literal('move-clock'), to: z.coerce.date() }),
])
export type Acting = z.infer<typeof acting>
