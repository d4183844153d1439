import { createHmac } from 'node:crypto'
import { connect } from 'node:net'

/** A request as it goes over the line: nothing is put right. */
export type RawRequest = { method?: string; path?: string; headers: [string, string][]; body: string | Buffer }

/** What Slack would sign, at this time in seconds. */
export function signature(secret: string, body: string, at: number | string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`
}

export const nowInSeconds = () => Math.floor(Date.now() / 1_000)

/** The headers that Slack sends with this body. */
export function signed(secret: string, body: string, at = nowInSeconds()): [string, string][] {
  return [
    ['content-type', 'application/json'],
    ['x-slack-request-timestamp', `${at}`],
    ['x-slack-signature', signature(secret, body, at)],
  ]
}

/** The bytes of a request. Its length is right unless the headers give another. */
export function bytesOf({ method = 'POST', path = '/slack/events', headers, body }: RawRequest): Buffer {
  const content = Buffer.from(body)
  const length: [string, string][] = headers.some(([name]) => name.toLowerCase() === 'content-length')
    ? []
    : [['content-length', `${content.length}`]]
  const lines = [...headers, ...length].map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n${lines}\r\n`, 'latin1'),
    content,
  ])
}

const ANSWERED_MS = 15_000

/**
 * Sends these bytes over a connection of their own, and with `end` nothing more ever. The status of the answer, 0 when the line was
 * cut instead.
 */
export async function sendRaw(url: string, bytes: Buffer, then?: 'end'): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.setTimeout(ANSWERED_MS, () => socket.destroy(new Error('no answer')))
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString()
  })
  let failure: NodeJS.ErrnoException | undefined
  socket.on('error', (error) => {
    failure = error
  })
  socket.write(bytes)
  if (then) socket.end()
  await new Promise((resolve) => socket.on('close', resolve))
  if (failure?.message === 'no answer') throw failure
  const [, status = '0'] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? []
  return { status: Number(status), body: answer.split('\r\n\r\n').slice(1).join('\r\n\r\n') }
}
