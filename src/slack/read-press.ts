import { z } from 'zod'

/** A button that somebody pressed. Who it was is what Slack signed; the value says only which thing the button stands for. */
export type Press = {
  who: { workspace: string; actor: string; name: string }
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

const pressed = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    name: z.string().optional(),
    username: z.string().optional(),
  }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ thread_ts: z.string().optional(), is_ephemeral: z.boolean().optional() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
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

/** Reads the payload of a pressed button, or undefined when it is none. */
export function readPress(body: unknown): Press | undefined {
  const { data } = pressed.safeParse(body)
  if (!data) return undefined
  const { user, team, channel, container, message, view, actions, trigger_id: triggerId } = data
  const [action] = actions
  const at = message?.ts ?? view?.id ?? ''
  const isDirect = channel?.id.startsWith('D') === true
  // In the direct message each message begins a thread; in a channel a word in a thread that is not open is not seen.
  const begun = isDirect && !container?.is_ephemeral ? message?.ts : undefined
  const threadTs =
    container?.thread_ts ?? (message?.thread_ts !== message?.ts ? message?.thread_ts : undefined) ?? begun
  return {
    who: { workspace: team?.id ?? user.team_id ?? '', actor: user.id, name: user.username ?? user.name ?? user.id },
    value: action.selected_option?.value ?? action.value,
    eventId: `press:${at}:${action.action_id}:${action.action_ts}:${user.id}`,
    at: action.action_ts || '0',
    onceId: `press:${at}:${action.action_id}:${user.id}`,
    onMessage: message !== undefined || container?.is_ephemeral === true,
    triggerId,
    modalId: view?.type === 'modal' ? view.id : null,
    threadTs: threadTs ?? null,
    channel: channel?.id ?? null,
    blockId: action.block_id,
    date: action.selected_date ?? null,
    messageTs: message?.ts ?? null,
    directThread: isDirect && threadTs ? `${channel?.id}:${threadTs}` : null,
  }
}

/** The message that a button stands in, as the post that it is. */
export const postOf = ({ channel, messageTs }: Press): string | null =>
  channel && messageTs ? `${channel}:${messageTs}` : null
