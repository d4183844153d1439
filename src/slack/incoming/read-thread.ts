import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { ReadThread } from '../../flows/deps.ts'
import type { Incoming } from '../../flows/intake/keep-incoming.ts'
import { placeOf, postAt } from '../../place.ts'
import type { Bot } from '../connection/bot.ts'
import { openReader } from '../connection/read-pages.ts'
import { readIncoming } from './read-incoming.ts'

const MESSAGES_AT_MOST = 1_000 // more of them in one thread while nobody listened are no coaching session

const message = z.looseObject({
  ts: z.string(),
  thread_ts: z.string().optional(),
  edited: z.object({ ts: z.string() }).optional(),
})
type Message = z.infer<typeof message>

/** Reads what people said, as if Slack delivered it now: each message once, and again as an edit where it was changed since. */
export function openReadThread(web: WebClient, bot: Bot): ReadThread {
  const readOn = openReader<Message[]>(web)

  return async ({ workspace, place: channel, thread, oldest }) => {
    const { found } = await readOn({
      name: oldest,
      at: thread ? placeOf(thread) : { channel },
      about: { oldest, inclusive: true },
      messagesAtMost: MESSAGES_AT_MOST,
      begin: () => [],
      add: (found, messages) => void found.push(...messages.flatMap((one) => message.safeParse(one).data ?? [])),
    })
    return found
      .filter(({ ts }) => Number(ts) >= Number(oldest)) // Slack gives the first message of a thread whenever it was
      .sort((a, b) => Number(a.ts) - Number(b.ts))
      .flatMap((said) => read(workspace, channel, said, oldest, bot))
  }
}

function read(workspace: string, channel: string, said: Message, oldest: string, bot: Bot): Incoming[] {
  const { thread_ts, ...rest } = said
  const inThread = thread_ts && thread_ts !== said.ts ? { thread_ts } : {} // on the first message of a thread an event has none
  const event = { ...rest, ...inThread, channel }
  const eventId = `seen:${postAt(channel, said.ts)}`
  const delivered = (of: object, id: string) => {
    const reading = readIncoming({ type: 'event_callback', team_id: workspace, event_id: id, event: of }, bot)
    return reading.do === 'keep' ? [reading.item] : []
  }
  const items = delivered(event, eventId)
  if (items.length === 0 || !said.edited || Number(said.edited.ts) < Number(oldest)) return items
  const change = {
    type: 'message',
    subtype: 'message_changed',
    ts: said.edited.ts,
    channel,
    message: { ...rest, ...inThread },
  }
  return [...items, ...delivered(change, `${eventId}:${said.edited.ts}`)]
}
