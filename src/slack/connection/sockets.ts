import { setTimeout as wait } from 'node:timers/promises'
import type { App, Receiver } from '@slack/bolt'
import { slackFault } from './slack-fault.ts'
import { type Loss, openSocket, type Socket, type SocketOptions } from './socket.ts'

/** Socket Mode as one receiver of Bolt's, over several connections. */
export type Sockets = Receiver & {
  /** How many connections Slack has to us just now. */
  connections(): number
  /** Why there is none, in a sentence, or undefined when there is one. */
  whyNone(): string | undefined
}

/**
 * Hears of a connection that died without a word, and for how many milliseconds nothing had been heard on it: what Slack handed to it
 * meanwhile, and hands to it until it notices too, may be lost.
 */
export type OnSilence = (quietMs: number) => void

const SOCKETS = 2 // Slack recycles a connection from time to time; meanwhile the other one serves
const LOOK_MS = 1_000
const SILENT_MS = 4_000 // two pings without an answer
const SOUND_MS = 2_500 // who answered the last ping is alive
const STEADY_MS = 300 // a connection that lives shorter counts as one that did not open
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
const CROWDED_WAIT_MS = 2_000 // other processes hold all the connections that Slack allows

/** What came of opening a connection. */
type Opened = { socket: Socket } | { error: unknown }

/**
 * Keeps two connections on one app. One that closes, goes silent or is asked to leave is replaced at once, and serves on until the new
 * one is there. What does not open is tried again at once the first time, then ever more slowly, and never before Slack allows it.
 */
export function openSockets({ onSilence, ...options }: SocketOptions & { onSilence: OnSilence }): Sockets {
  const { log } = options
  const opening = new Set<Socket>()
  const open = new Set<Socket>()
  const lost = new WeakSet<Socket>() // though Slack may still be using them
  const stopping = new AbortController()
  let app: App | undefined
  let isRefused = false // the app token
  let noneSince = new Date()
  let looking: NodeJS.Timeout | undefined

  async function attempt(): Promise<Opened> {
    if (!app) throw new Error('not joined to an app')
    const socket = openSocket(app, options)
    opening.add(socket)
    try {
      await socket.opened
      stopping.signal.throwIfAborted()
      isRefused = false
      open.add(socket)
      return { socket }
    } catch (error) {
      isRefused = slackFault(error).code === 'slack-gone'
      void socket.hangUp()
      return { error }
    } finally {
      opening.delete(socket)
    }
  }

  /** Keeps one connection for as long as we run. */
  async function keep(first: Opened): Promise<void> {
    const leaving = new Set<Socket>()
    let quick = 0 // losses in a row, each soon after its connection opened, or instead of it
    for (let now = first; !stopping.signal.aborted; now = await attempt()) {
      if ('error' in now) {
        quick += 1
        const { code, cause, afterMs = 0 } = slackFault(now.error)
        if (quick < 3) log.warn('a connection to Slack did not open', { code, cause: String(cause), tries: quick })
        await pause(Math.max(afterMs, isCrowded(now.error) ? CROWDED_WAIT_MS : 0, backOff(quick)))
        continue
      }
      for (const socket of leaving) void retire(socket)
      leaving.clear()
      const { socket } = now
      const since = performance.now()
      const loss = await socket.lost
      if (stopping.signal.aborted) return
      quick = performance.now() - since < STEADY_MS ? quick + 1 : 0
      log.info('a connection to Slack is replaced', { because: loss })
      lost.add(socket)
      const quietMs = socket.quietMs()
      if (quietMs > SOUND_MS) onSilence(quietMs) // whoever noticed it first
      const others = [...open].some((one) => !lost.has(one) && one.quietMs() <= SOUND_MS)
      if (socket.isOpen() && loss !== 'silent') leaving.add(socket)
      else void retire(socket)
      await pause(loss === CROWDED && others ? jittered(CROWDED_WAIT_MS) : quick > 1 ? backOff(quick - 1) : 0)
    }
  }
  function retire(socket: Socket): Promise<void> {
    open.delete(socket)
    return socket.hangUp()
  }

  const connections = () => [...open].filter((socket) => socket.isOpen()).length
  const pause = (ms: number) => wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined)

  /** Finds the connections that died without a word. When we were busy or asleep ourselves, what came meanwhile is read first. */
  function look(lookedAt: number): void {
    const now = performance.now()
    if (connections() > 0) noneSince = new Date()
    if (now - lookedAt < 2 * LOOK_MS) for (const socket of open) if (socket.quietMs() > SILENT_MS) socket.giveUp()
    looking = setTimeout(look, LOOK_MS, now)
  }

  return {
    init(joined) {
      app = joined
    },
    async start() {
      const first = await Promise.all(Array.from({ length: SOCKETS }, attempt))
      const [failed] = first.flatMap((one) => ('error' in one ? [one.error] : []))
      if (open.size === 0) throw failed
      for (const one of first) void keep(one)
      look(performance.now())
    },
    async stop() {
      stopping.abort()
      clearTimeout(looking)
      for (const socket of open) socket.refuse()
      await Promise.all([...opening, ...open].map(retire))
    },
    connections,
    whyNone() {
      if (connections() > 0) return undefined
      if (isRefused) return 'Slack refuses the app token.'
      return `Slack has had no connection to us since ${noneSince.toISOString().slice(0, 19)}Z.`
    },
  }
}

const CROWDED: Loss = 'told: too_many_websockets'
const isCrowded = (error: unknown) => error instanceof Error && error.message === CROWDED

/** Longer after each failure in a row, and never the same for two processes. */
const backOff = (failures: number) => jittered(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS))
const jittered = (ms: number) => ms * (0.5 + Math.random() / 2)
