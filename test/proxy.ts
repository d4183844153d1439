import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request as ask, createServer, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { TLSSocket } from 'node:tls'
import { temporaryFolder } from './made-once.ts'

/** A company's proxy: what has these names is reached through it, and by nobody else. What is encrypted it opens, with its own certificate. */
export type Proxy = {
  url: string
  /** The file that makes its certificate known. */
  certificate: string
  /** What it was asked for: a method, and a host, or an address. */
  seen: Set<string>
  close(): Promise<void>
}

/** `names` are hosts that nothing else knows, each with where it really is. What is there speaks of itself by its name. */
export async function openProxy(names: Record<string, string>): Promise<Proxy> {
  const folder = temporaryFolder()
  const [key, certificate] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')]
  const subject = ['-subj', '/CN=proxy', '-addext', `subjectAltName=${Object.keys(names).map((name) => `DNS:${name}`)}`]
  const made = ['req', '-x509', '-nodes', '-days', '2', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  execFileSync('openssl', [...made, ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  const own = { isServer: true, key: readFileSync(key), cert: readFileSync(certificate) }

  const seen = new Set<string>()
  const sockets = new Set<Duplex>()
  const realOf = (name: string) => (names[name] === undefined ? undefined : new URL(names[name]))
  const isOpened = ({ socket }: IncomingMessage) => socket instanceof TLSSocket
  const wantedBy = (request: IncomingMessage) =>
    new URL(request.url ?? '/', `${isOpened(request) ? 'https' : 'http'}://${request.headers.host}`)
  const keep = (...both: Duplex[]) => {
    for (const one of both) {
      sockets.add(one)
      one.on('error', () => one.destroy()).on('close', () => both.forEach((end) => void end.destroy()))
    }
  }

  const server = createServer(async (request, response) => {
    const { method = 'GET', headers } = request
    const wanted = wantedBy(request)
    const real = realOf(wanted.hostname)
    seen.add(`${method} ${wanted.origin}`)
    if (!real) return void response.writeHead(502).end()
    const body = await buffer(request)
    const at = new URL(`${wanted.pathname}${wanted.search}`, real)
    const passed = ask(at, { method, headers: { ...headers, host: real.host }, agent: false })
    passed.on('error', () => response.destroy())
    passed.on('response', async (answer) => {
      const told = (await buffer(answer)).toString()
      const socket = isOpened(request) ? `wss://${wanted.host}` : `ws://${wanted.host}`
      const { 'content-length': _, 'transfer-encoding': __, ...others } = answer.headers
      response.writeHead(answer.statusCode ?? 502, others).end(told.replaceAll(`ws://${real.host}`, socket))
    })
    passed.end(body)
  })
  server.on('connect', (request, socket: Socket) => {
    seen.add(`CONNECT ${request.url}`)
    const opened = new TLSSocket(socket, own)
    keep(socket, opened)
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    server.emit('connection', opened)
  })
  server.on('upgrade', (request, socket) => {
    const wanted = wantedBy(request)
    const real = realOf(wanted.hostname)
    seen.add(`UPGRADE ${wanted.origin}`)
    if (!real) return void socket.destroy()
    const there = connect(Number(real.port), real.hostname)
    keep(socket, there)
    const headers = Object.entries({ ...request.headers, host: real.host }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    )
    there.write(`GET ${wanted.pathname}${wanted.search} HTTP/1.1\r\n${headers.join('')}\r\n`)
    there.pipe(socket).pipe(there)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    certificate,
    seen,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      folder.done()
    },
  }
}
