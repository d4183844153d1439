import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { type App, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from '@slack/web-api'
import { z } from 'zod'
import { faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { openWayOut, type Proxies } from '../../proxies.ts'
import { within } from '../../within.ts'
import type { clientOptions } from './web-client.ts'

/** One connection of Socket Mode, from asking for its address to its end. It never comes back: another one takes its place. */
export type Socket = {
  /** Resolves when Slack has said hello; rejects when it cannot, or does not in time. */
  opened: Promise<void>
  /** Resolves once it is not to be relied on any more, with the reason. Slack may still use it until it is hung up. */
  lost: Promise<Loss>
  /** Whether Slack can reach us over it. */
  isOpen(): boolean
  /** For how many milliseconds nothing was heard on it, not even an answer to a ping of ours. */
  quietMs(): number
  /** It is silent: another one takes its place. */
  giveUp(): void
  /** From now on takes nothing new. */
  refuse(): void
  /** Lets what is being taken be acknowledged, then closes. */
  hangUp(): Promise<void>
}

/** What Slack gave as the reason when it asked us to leave, or what we saw. */
export type Loss = 'closed' | 'silent' | 'left' | `told: ${string}`

export type SocketOptions = {
  appToken: string
  proxies?: Proxies | undefined
  options: ReturnType<typeof clientOptions>
  logger: Logger
  log: Log
}

const HELLO_MS = 10_000
const PONG_MS = 4_500 // the client pings three times as often
const FINISH_MS = 3_000 // Slack waits no longer for an acknowledgement
const CLOSE_MS = 500

const frame = z.object({ type: z.string(), reason: z.string().optional() })
const authenticated = z.object({ url: z.string() })
const beat = z.object({ websocket: z.object({ url: z.string() }) })
const sent = z.object({ envelope_id: z.string() })

/**
 * Opens a connection on this app. Slack's client would hang up in the middle of whatever it takes as soon as it is asked to leave, and
 * would reconnect seconds later: here the request is heard before the client sees it, and its reconnecting is switched off.
 */
export function openSocket(app: App, { appToken, proxies, options, logger, log }: SocketOptions): Socket {
  const wayOut = proxies && openWayOut(proxies)
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    clientPingTimeout: PONG_MS,
    ...(wayOut ? { dispatcher: wayOut.dispatcher } : {}),
    installerOptions: { clientOptions: { ...options } },
  })
  receiver.init(app)
  const { client } = receiver
  const taken = new Set<string>() // and not acknowledged yet
  const lost = Promise.withResolvers<Loss>()
  const happened = new EventTarget()
  let address = ''
  let heardAt = performance.now()
  let isRefusing = false
  let isOver = false

  const onBeat = (message: unknown) => {
    if (beat.safeParse(message).data?.websocket.url === address) heardAt = performance.now()
  }
  const beats = ['undici:websocket:ping', 'undici:websocket:pong']
  for (const name of beats) subscribe(name, onBeat)

  const [read] = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', async (data: unknown, isBinary: unknown) => {
    heardAt = performance.now()
    const reason = reasonToLeave(data)
    if (reason !== undefined) return lost.resolve(`told: ${reason}`)
    if (isRefusing && client.websocket?.isActive()) return
    try {
      await read?.(data, isBinary)
    } catch (error) {
      log.warn('a frame of Socket Mode was not understood', { error: faultName(error) })
    }
  })
  const receive = client.listeners('slack_event')
  client.removeAllListeners('slack_event')
  client.on('slack_event', (event: unknown) => {
    const { data } = sent.safeParse(event)
    if (data) taken.add(data.envelope_id)
  })
  for (const listener of receive) client.on('slack_event', listener) // after ours: it may acknowledge at once
  client.on('outgoing_message', (message: unknown) => {
    taken.delete(sent.safeParse(message).data?.envelope_id ?? '')
    if (taken.size === 0) queueMicrotask(() => happened.dispatchEvent(new Event('idle'))) // once it is sent
  })
  client.on('authenticated', (answer: unknown) => {
    const { data } = authenticated.safeParse(answer)
    if (data && URL.canParse(data.url)) address = new URL(data.url).href
  })
  client.on('connecting', () => {
    if (isOver) setImmediate(close) // the address came after we had given up
  })
  client.on('close', () => {
    if (client.websocket?.isActive()) return
    lost.resolve('closed')
    for (const what of ['idle', 'closed']) happened.dispatchEvent(new Event(what))
  })
  client.on('error', () => lost.resolve('closed'))

  const gone = lost.promise.then((loss) => {
    throw new Error(loss)
  })
  const opened = within(HELLO_MS, Promise.race([client.start(), gone]), noHello).then(() => undefined)
  for (const promise of [opened, gone]) promise.catch(() => undefined) // whoever waits for it hears of it

  /** The client closes with a handshake that a dead peer never ends; asked again, it cuts the line. */
  function close(): void {
    const ask = () => client.disconnect().catch(() => undefined)
    if (client.websocket) void ask()
    setTimeout(() => ask().then(() => wayOut?.cut()), CLOSE_MS)
  }

  return {
    opened,
    lost: lost.promise,
    isOpen: () => !isOver && client.websocket?.isActive() === true,
    quietMs: () => performance.now() - heardAt,
    giveUp: () => lost.resolve('silent'),
    refuse() {
      isRefusing = true
    },
    async hangUp() {
      if (isOver) return
      if (taken.size > 0 && client.websocket?.isActive()) await soon(happened, 'idle', FINISH_MS)
      isOver = true
      for (const name of beats) unsubscribe(name, onBeat)
      lost.resolve('left')
      const closed = client.websocket?.isActive() ? soon(happened, 'closed', 2 * CLOSE_MS) : undefined
      close()
      await closed
    },
  }
}

/** Why Slack asks us to leave, or undefined when the frame is something else. */
function reasonToLeave(data: unknown): string | undefined {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined
  try {
    const { data: read } = frame.safeParse(JSON.parse(data))
    return read?.type === 'disconnect' ? (read.reason ?? 'unknown') : undefined
  } catch {
    return undefined
  }
}

/** Waits for an event, but not for long. */
const soon = (target: EventTarget, name: string, ms: number) => within(ms, once(target, name), () => undefined)

function noHello(): never {
  throw new Error('no hello')
}
