import { once } from 'node:events'
import { request as ask, createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A proxy of a company: what has these names is reached through it, and by nobody else. */
export type Proxy = {
  url: string
  /** What it was asked for: a method and a host. */
  seen: Set<string>
  close(): Promise<void>
}

/** `names` are hosts that nothing else knows, each with where it really is. What is there speaks of itself by its name. */
export async function openProxy(names: Record<string, string>): Promise<Proxy> {
  const seen = new Set<string>()
  const sockets = new Set<Socket>()
  const realOf = (name: string) => (names[name] === undefined ? undefined : new URL(names[name]))

  const server = createServer(async (request, response) => {
    const { method = 'GET', headers } = request
    const wanted = URL.parse(request.url ?? '')
    const real = wanted && realOf(wanted.hostname)
    seen.add(`${method} ${wanted?.hostname}`)
    if (!wanted || !real) return void response.writeHead(502).end()
    const body = await buffer(request)
    const passed = ask(new URL(`${wanted.pathname}${wanted.search}`, real), {
      method,
      headers: { ...headers, host: real.host },
      agent: false,
    })
    passed.on('error', () => response.destroy())
    passed.on('response', async (answer) => {
      const told = (await buffer(answer)).toString()
      const byName = Object.entries(names).reduce((text, [name, at]) => text.replaceAll(new URL(at).host, name), told)
      const { 'content-length': _, 'transfer-encoding': __, ...others } = answer.headers
      response.writeHead(answer.statusCode ?? 502, others).end(byName)
    })
    passed.end(body)
  })
  server.on('connect', (request, socket: Socket) => {
    const [name = '', port] = (request.url ?? '').split(':')
    seen.add(`CONNECT ${name}:${port}`)
    const real = realOf(name)
    if (!real) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    const there = connect(Number(real.port), real.hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      there.pipe(socket).pipe(there)
    })
    for (const one of [socket, there]) {
      sockets.add(one)
      one.on('error', () => one.destroy())
      one.on('close', () => {
        socket.destroy()
        there.destroy()
      })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    seen,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
