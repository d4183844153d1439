import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Delivery, Handed, Transport } from './deliveries.ts'
import { type Field, isFields, parsed } from './fields.ts'
import { APP_ID } from './sample-workspace.ts'

export type SocketMode = Transport & {
  /** A path with a ticket that opens one connection, once. */
  ticket(): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** How many can be used: those that are silent cannot, though nobody knows yet. */
  connections(): number
  /** Ends so many connections, the oldest first, and returns how many: those that were asked to leave already do not count. */
  drop(how: Drop, many: number): number
  close(): Promise<void>
}

/** How a connection ends: the line is cut, nothing is heard on it any more, or the app is asked to leave, as when Slack restarts. */
export type Drop = 'cut' | 'silence' | { reason: string }

const MAX_CONNECTIONS = 10
const MAX_TICKETS = 1000
const PING_MS = 10_000
const GOODBYE_MS = 500
const LEAVE_MS = 2_000 // from being asked to leave to the end

const MOST_BYTES = 4 * 1024 * 1024 // as much as any request may have

/**
 * Slack's Socket Mode: each payload goes to one of the open connections, and is acknowledged by its envelope id. With `copies` each
 * event goes to so many at once, as if its retries overtook each other.
 */
export function openSocketMode(
  { ackMs, tries, copies }: { ackMs: number; tries: number; copies: number },
  changed: () => void,
): SocketMode {
  const server = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES })
  const tickets = new Set<string>()
  const open = new Set<WebSocket>()
  const pending = new Map<string, { socket: WebSocket; settle: (handed: Handed) => void }>()
  const alive = new WeakSet<WebSocket>()
  const leaving = new WeakSet<WebSocket>()
  const silent = new WeakSet<WebSocket>()
  const usable = () => [...open].filter((socket) => !silent.has(socket)).length
  const tried = new WeakMap<WebSocket, WeakSet<Delivery>>() // what was not acknowledged goes to another one next
  let turn = 0

  const pings = setInterval(() => {
    for (const socket of open) {
      if (!alive.delete(socket)) socket.terminate()
      else if (!silent.has(socket)) socket.ping()
    }
  }, PING_MS).unref()

  function join(socket: WebSocket): void {
    socket.on('error', () => socket.terminate())
    if (open.size >= MAX_CONNECTIONS) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }))
      socket.close()
      return
    }
    open.add(socket)
    alive.add(socket)
    socket.on('pong', () => alive.add(socket))
    socket.on('message', (data) => acknowledge(parsed(String(data))))
    socket.on('close', () => leave(socket))
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.size, connection_info: { app_id: APP_ID } }))
    changed()
  }

  function leave(socket: WebSocket): void {
    open.delete(socket)
    for (const waiting of [...pending.values()]) {
      if (waiting.socket === socket) waiting.settle(LATE)
    }
    changed()
  }

  function acknowledge(frame: Field): void {
    if (!isFields(frame) || typeof frame.envelope_id !== 'string') return
    pending.get(frame.envelope_id)?.settle({ acked: true, answer: frame.payload })
  }

  function hand(delivery: Delivery, attempt: number, reason: string): Promise<Handed> {
    const sockets = [...open].filter((one) => one.readyState === one.OPEN)
    const fresh = sockets.filter((one) => tried.get(one)?.has(delivery) !== true)
    const from = fresh.length > 0 ? fresh : sockets
    const first = from[turn++ % from.length]
    if (!first) return nobody(delivery)
    tried.set(first, (tried.get(first) ?? new WeakSet()).add(delivery))
    return new Promise((resolve) => {
      const settle = (handed: Handed) => {
        clearTimeout(timer)
        pending.delete(delivery.id)
        resolve(handed)
      }
      const timer = setTimeout(() => settle(LATE), ackMs)
      pending.set(delivery.id, { socket: first, settle })
      for (const [copy, socket] of spread(sockets, first, delivery.type === 'events_api' ? copies : 1).entries())
        if (!silent.has(socket)) send(socket, delivery, attempt + copy, reason)
    })
  }

  /** So many of them, from the first one on, as far from each other as can be. */
  function spread(sockets: WebSocket[], first: WebSocket, many: number): WebSocket[] {
    const count = Math.min(many, sockets.length)
    const begin = sockets.indexOf(first)
    return Array.from({ length: count }, (_, copy) => begin + Math.floor((copy * sockets.length) / count)).flatMap(
      (at) => sockets[at % sockets.length] ?? [],
    )
  }

  /** Without a connection an event waits as if it had not been acknowledged; a person is told at once. */
  function nobody(delivery: Delivery): Promise<Handed> {
    if (delivery.type !== 'events_api') return Promise.resolve(ABSENT)
    return new Promise((resolve) => setTimeout(() => resolve(LATE), ackMs).unref())
  }

  function end(socket: WebSocket, how: Drop): void {
    if (how === 'cut') socket.terminate()
    else if (how === 'silence') {
      silent.add(socket)
      socket.pause() // no ping of the app's is answered
      changed()
    } else {
      socket.send(JSON.stringify({ type: 'disconnect', reason: how.reason }))
      setTimeout(() => socket.close(1000), LEAVE_MS).unref()
    }
  }

  return {
    hand,
    waits: Array.from({ length: tries }, () => 0), // the wait for the acknowledgement is the pause
    ticket() {
      if (tickets.size >= MAX_TICKETS) tickets.clear()
      const ticket = randomUUID()
      tickets.add(ticket)
      return ticket
    },
    upgrade(request, socket, head) {
      const ticket = URL.parse(request.url ?? '/', 'ws://playground')?.searchParams.get('ticket') ?? ''
      socket.on('error', () => socket.destroy())
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, join)
    },
    connections: usable,
    drop(how, many) {
      const dropped = [...open].filter((one) => !leaving.has(one)).slice(0, many)
      for (const socket of dropped) {
        leaving.add(socket)
        end(socket, how)
      }
      return dropped.length
    },
    async close() {
      clearInterval(pings)
      server.close()
      for (const waiting of [...pending.values()]) waiting.settle(ABSENT)
      const leaving = [...open].map((socket) => once(socket, 'close'))
      const impatient = setTimeout(() => {
        for (const socket of open) socket.terminate()
      }, GOODBYE_MS)
      for (const socket of open) socket.close(1001)
      await Promise.all(leaving)
      clearTimeout(impatient)
    },
  }
}

function send(socket: WebSocket, delivery: Delivery, attempt: number, reason: string): void {
  const { id, type, payload, acceptsAnswer } = delivery
  const retry = type === 'events_api' ? { retry_attempt: attempt, retry_reason: reason } : {}
  socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: acceptsAnswer, ...retry }))
}

const LATE: Handed = { acked: false, reason: 'timeout', mayRetry: true }
const ABSENT: Handed = { acked: false, reason: 'not_connected', mayRetry: false }
