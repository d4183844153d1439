import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { listenLocally } from '../bench/listen-locally.ts'

/** What a connection meets: by default a hello. */
export type Meeting =
  | 'hello'
  | 'no-hello'
  | 'no-pong'
  | 'conflict' // HTTP 409 instead of a handshake
  | 'hang-up' // the line is cut in the middle of the handshake
  | 'crowded'

/** What `apps.connections.open` answers: by default an address. */
export type Answer = { status?: number; headers?: Record<string, string>; body: object }

/** The server's side of Socket Mode, which does what a test says. Times are of `performance.now()`. */
export async function openSocketServer() {
  const asked: number[] = []
  const sockets: WebSocket[] = []
  const server = createServer((_request, response) => {
    asked.push(performance.now())
    const address = { body: { ok: true, url: `${url}?ticket=${asked.length}` } } // never the same twice, as Slack's
    const { status = 200, headers = {}, body }: Answer = behaviour.answer?.(asked.length) ?? address
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  })
  const behaviour: {
    meeting: (number: number) => Meeting
    answer?: ((number: number) => Answer | undefined) | undefined
  } = {
    meeting: () => 'hello',
  }
  const web = new WebSocketServer({ noServer: true })
  const mute = new WebSocketServer({ noServer: true, autoPong: false })
  let met = 0
  const held = new Set<Duplex>()
  server.on('upgrade', (request, socket, head) => {
    held.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => held.delete(socket))
    met += 1
    const meeting = behaviour.meeting(met)
    if (meeting === 'hang-up') return void socket.destroy()
    if (meeting === 'conflict') return void socket.end('HTTP/1.1 409 Conflict\r\ncontent-length: 0\r\n\r\n')
    const by = meeting === 'no-pong' ? mute : web
    by.handleUpgrade(request, socket, head, (joined) => {
      joined.on('error', () => joined.terminate())
      if (meeting === 'crowded') {
        joined.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }))
        return joined.close()
      }
      sockets.push(joined)
      if (meeting !== 'no-hello') joined.send(JSON.stringify({ type: 'hello' }))
    })
  })
  const api = await listenLocally(server)
  const url = `${api.replace('http', 'ws')}/link`
  return {
    apiUrl: `${api}/api/`,
    behaviour,
    /** When addresses were asked for. */
    asked,
    /** Every connection that there was, oldest first. */
    sockets,
    open: () => sockets.filter((one) => one.readyState === one.OPEN),
    async close() {
      for (const socket of held) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
