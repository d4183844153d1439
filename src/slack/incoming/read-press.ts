import { z } from 'zod'
import { type Who, whoIn } from './who.ts'

/** A button that somebody pressed. Who it was is what Slack signed; the value says only which thing the button stands for. */
export type Press = {
  who: Who
  value: string
  /** The same press, delivered twice, has the same id. */
  eventId: string
  /** The same for all presses of this button by this person: for what may be done once only. */
  onceId: string
  onMessage: boolean
  /** When, by Slack's clock. */
  at: string
  /** Opens a form, within three seconds. */
  triggerId: string
  /** The form that the button stands in. */
  modalId: string | null
  /** The thread that the button stands in, or begins. */
  threadTs: string | null
  /** Where the button stands, unless that is Home. */
  channel: string | null
  /** The block that it stands in. */
  blockId: string
  /** The day that was picked, of a calendar. */
  date: string | null
  /** The message that the button stands in, if the bot may draw it anew. */
  messageTs: string | null
  /** The same as a thread, where that is the bot's direct message. */
  directThread: string | null
}

const place = z.object({
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ thread_ts: z.string().optional(), is_ephemeral: z.boolean().optional() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
})
const pressed = place.extend({
  trigger_id: z.string().default(''),
  view: z.object({ id: z.string(), type: z.string().optional() }).optional(),
  actions: z.tuple(
    [
      z.object({
        action_id: z.string(),
        action_ts: z.string().default(''),
        block_id: z.string().default(''),
        value: z.string().default(''),
        selected_option: z.object({ value: z.string() }).nullish(), // of a list
        selected_date: z.iso.date().nullish(), // of a calendar
      }),
    ],
    z.unknown(),
  ),
})

/** Reads the payload of a pressed button, or undefined when it is none, or nobody of ours pressed it. `context` is Bolt's. */
export function readPress(body: unknown, context: unknown): Press | undefined {
  const { data } = pressed.safeParse(body)
  const who = whoIn(context)
  if (!data || !who) return undefined
  const { container, message, view, actions, trigger_id: triggerId } = data
  const [action] = actions
  const at = message?.ts ?? view?.id ?? ''
  const { channel, threadTs } = placeOf(data)
  return {
    who,
    value: action.selected_option?.value ?? action.value,
    eventId: `press:${at}:${action.action_id}:${action.action_ts}:${who.actor}`,
    at: action.action_ts || '0',
    onceId: `press:${at}:${action.action_id}:${who.actor}`,
    onMessage: message !== undefined || container?.is_ephemeral === true,
    triggerId,
    modalId: view?.type === 'modal' ? view.id : null,
    threadTs,
    channel,
    blockId: action.block_id,
    date: action.selected_date ?? null,
    messageTs: message?.ts ?? null,
    directThread: channel?.startsWith('D') && threadTs ? `${channel}:${threadTs}` : null,
  }
}

type Place = { channel: string | null; threadTs: string | null }

function placeOf({ channel, container, message }: z.infer<typeof place>): Place {
  // In the direct message each message begins a thread; in a channel a word in a thread that is not open is not seen.
  const begun = channel?.id.startsWith('D') && !container?.is_ephemeral ? message?.ts : undefined
  const threadTs =
    container?.thread_ts ?? (message?.thread_ts !== message?.ts ? message?.thread_ts : undefined) ?? begun
  return { channel: channel?.id ?? null, threadTs: threadTs ?? null }
}

/** Where something was pressed or used, as far as that was in a conversation. */
export const readPlace = (body: unknown): Place => placeOf(place.safeParse(body).data ?? {})

/** The message that a button stands in, as the post that it is. */
export const postOf = ({ channel, messageTs }: Press): string | null =>
  channel && messageTs ? `${channel}:${messageTs}` : null
