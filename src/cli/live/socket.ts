import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { notFromSlack } from '../../slack/connection/slack-fault.ts'
import { within } from '../../within.ts'

const HELLO_MS = 10_000

/** What Slack delivers to the app while nobody else takes it. */
export type Heard = {
  /** How many connections Slack counts for this app, ours among them. */
  connections: number
  /** Whether an event of this type comes about this thread, in time. */
  next(type: string, about: { channel: string; threadTs: string }, ms: number): Promise<boolean>
  close(): void
}

const frame = z.object({
  type: z.string(),
  num_connections: z.number().optional(),
  envelope_id: z.string().optional(),
  payload: z
    .object({ event: z.looseObject({ type: z.string() }).optional() })
    .optional()
    .catch(undefined),
})
const aboutThread = z.object({
  type: z.string(),
  channel: z.string().optional(),
  thread_ts: z.string().optional(),
})

/**
 * A connection of Socket Mode that takes nothing but what it waits for: whatever else comes in is not acknowledged, so Slack delivers it
 * again, and the bot looks for the rest when it starts.
 */
export async function openSocket(web: WebClient, signal: AbortSignal): Promise<Heard> {
  const { url } = await web.apps.connections.open()
  if (!url) throw notFromSlack()
  const socket = new WebSocket(url)
  const hello = Promise.withResolvers<number>()
  const waiting = new Set<(event: z.infer<typeof aboutThread>) => boolean>()
  const late = setTimeout(() => hello.reject(notFromSlack()), HELLO_MS)
  socket.addEventListener('close', () => hello.reject(notFromSlack()))
  socket.addEventListener('message', ({ data }) => {
    const { data: read } = frame.safeParse(parsed(String(data)))
    if (read?.type === 'hello') hello.resolve(read.num_connections ?? 1)
    const { data: event } = aboutThread.safeParse(read?.payload?.event)
    if (!read?.envelope_id || !event) return
    if ([...waiting].some((isIt) => isIt(event))) socket.send(JSON.stringify({ envelope_id: read.envelope_id }))
  })
  const connections = await hello.promise.finally(() => clearTimeout(late))

  return {
    connections,
    async next(type, { channel, threadTs }, ms) {
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const isIt = (event: z.infer<typeof aboutThread>) => {
        const is = event.type === type && event.channel === channel && event.thread_ts === threadTs
        if (is) resolve(true)
        return is
      }
      const stop = () => resolve(false)
      waiting.add(isIt)
      signal.addEventListener('abort', stop)
      const came = await within(ms, promise, () => false)
      signal.removeEventListener('abort', stop)
      waiting.delete(isIt)
      signal.throwIfAborted()
      return came
    },
    close: () => socket.close(),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
