import { createServer, type Server, type Socket } from 'node:net'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import { Fault } from '../../src/fault.ts'
import { openLanguageModel } from '../../src/llm/openai.ts'

const MOST_SENT = 32 * 1024 * 1024 // an answer's limit, and what the system holds between two sockets
const PATIENT = { headersMs: 20_000, idleMs: 20_000, totalMs: 30_000 } // what is counted is cut off long before
const HASTY = { headersMs: 1_500, idleMs: 500, totalMs: 2_000 }
const plain = [{ role: 'user' as const, content: 'Why?' }]
const MUCH = 'x'.repeat(64 * 1024)
const event = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const many = (text: string) => text.repeat(Math.ceil(MUCH.length / text.length))

const open = new Set<Server>()
const connected = new Set<Socket>()
afterEach(() => {
  for (const server of open) server.close()
  for (const socket of connected) socket.destroy()
  open.clear()
  connected.clear()
})

/** A server that says `first` and then `more`, again and again, for as long as anybody takes it. */
async function endless(first: string, more: string, { everyMs = 0, isPacked = false, timers = PATIENT } = {}) {
  let sent = 0
  let asked = 0
  const closed = Promise.withResolvers<void>()
  const server = createServer((socket) => {
    asked += 1
    connected.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => {
      sent = socket.bytesWritten
      closed.resolve()
    })
    socket.once('data', () => {
      const head = first.indexOf('\r\n\r\n')
      if (isPacked) return void packed(socket, first.slice(0, head + 4), more)
      socket.write(first)
      if (more) pour(socket, more, everyMs)
    })
  })
  open.add(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    model: openLanguageModel({ baseUrl: `http://127.0.0.1:${port}/v1`, model: 'm', timers }),
    port,
    closed: closed.promise,
    sent: () => sent,
    asked: () => asked,
  }
}

function pour(
  socket: { write(text: string): boolean; once(name: string, then: () => void): void; destroyed: boolean },
  more: string,
  everyMs: number,
): void {
  if (socket.destroyed) return
  if (everyMs > 0) {
    socket.write(more)
    setTimeout(pour, everyMs, socket, more, everyMs)
  } else if (socket.write(more)) setImmediate(pour, socket, more, 0)
  else socket.once('drain', () => pour(socket, more, 0))
}

function packed(socket: Socket, head: string, more: string): void {
  const gzip = createGzip()
  socket.write(head)
  gzip.pipe(socket)
  socket.once('close', () => gzip.destroy())
  pour(gzip, more, 0)
}

const answered = (headers: string, status = '200 OK') => `HTTP/1.1 ${status}\r\nconnection: close\r\n${headers}\r\n\r\n`
const STREAM = answered('content-type: text/event-stream')
const JSON_BODY = answered('content-type: application/json')

async function faultOf(call: Promise<unknown>): Promise<Fault> {
  const outcome = await call.catch((error: unknown) => error)
  if (!(outcome instanceof Fault)) throw new Error('answered')
  return outcome
}

test.each([
  ['a line', STREAM, `data: ${MUCH}`, 'llm-endless'],
  ['a line of data over many', `${STREAM}data: `, many('data: {"choices":\n'), 'llm-endless'],
  ['JSON', `${JSON_BODY}{"choices":[{"message":{"content":"`, MUCH, 'llm-endless'],
  ['a page', answered('content-type: text/html'), many('<p>Sign in</p>\n'), 'llm-endless'],
  ['comments', STREAM, many(': working\n\n'), 'llm-endless'],
  ['events of nothing', STREAM, many('data: {}\n\n'), 'llm-endless'],
  ['thoughts', STREAM, many(event({ reasoning_content: 'Hm. ' })), 'llm-endless'],
  ['calls of tools', STREAM, many(event({ tool_calls: [{ index: 0, function: { arguments: 'x' } }] })), 'llm-endless'],
  ['words', STREAM, many(event({ content: 'and on ' })), 'llm-cut'],
  ['an error', `${answered('content-type: application/json', '500 Oh')}{"error":{"message":"`, MUCH, 'llm-busy'],
  ['headers', 'HTTP/1.1 200 OK\r\n', many('x-more: and more\r\n'), 'llm-unreachable'],
])('%s without an end is cut off, and a fault', async (_, first, more, code) => {
  const server = await endless(first, more)
  expect(await faultOf(server.model.write(plain, { maxTokens: 100 }))).toMatchObject({ code, retry: true })
  await server.closed
  expect(server.sent()).toBeLessThan(MOST_SENT)
})

test.each([
  ['a line', answered('content-type: text/event-stream\r\ncontent-encoding: gzip'), `data: ${MUCH}`],
  ['JSON', answered('content-type: application/json\r\ncontent-encoding: gzip'), MUCH],
])('%s without an end that comes packed a thousand to one is cut off all the same', async (_, first, more) => {
  const server = await endless(first, more, { isPacked: true })
  const fault = await faultOf(server.model.fill(plain, z.object({}), { maxTokens: 6_000, schemaName: 's' }))
  expect(fault).toMatchObject({ code: 'llm-endless', retry: true })
  await server.closed
  expect(server.sent()).toBeLessThan(MOST_SENT / 100)
})

test.each([
  ['comments', ': working\n\n'],
  ['thoughts', event({ reasoning_content: 'Hm. ' })],
  ['half an event', 'data: '],
])('%s that drip without an end are cut off when the time is up', async (_, more) => {
  const server = await endless(STREAM, more, { everyMs: 50, timers: HASTY })
  expect(await faultOf(server.model.write(plain, { maxTokens: 100 }))).toMatchObject({ code: 'llm-slow', retry: true })
  await server.closed
})

test('an answer that is whole is not held back by what drips after it', async () => {
  const whole = `${STREAM}${event({ content: 'What matters?' })}${event({}, 'stop')}`
  const server = await endless(whole, ': still here\n\n', { everyMs: 50 })
  const begun = performance.now()
  expect((await server.model.write(plain, { maxTokens: 100 })).text).toBe('What matters?')
  expect(performance.now() - begun).toBeLessThan(PATIENT.idleMs)
  await server.closed
})

test('a redirect is not followed: nobody else is told what the learner wrote', async () => {
  const other = await endless(JSON_BODY, '')
  const moved = answered(
    `location: http://127.0.0.1:${other.port}/v1/chat/completions\r\ncontent-length: 0`,
    '307 Moved',
  )
  const server = await endless(moved, '')
  expect(await faultOf(server.model.write(plain, { maxTokens: 100 }))).toMatchObject({
    code: 'llm-not-compatible',
    retry: true,
    cause: { status: 307 },
  })
  expect(other.asked()).toBe(0)
})

test('an answer that needs a megabyte of events for as many tokens as were asked for is taken', async () => {
  const thought = event({ reasoning_content: 'Hm. ' }).replace('{', `{"id":"chatcmpl-${'0'.repeat(200)}",`)
  const thoughts = thought.repeat(5_000)
  expect(thoughts.length).toBeGreaterThan(1024 * 1024)
  const server = await endless(
    `${STREAM}${thoughts}${event({ content: 'Why?' })}${event({}, 'stop')}data: [DONE]\n\n`,
    '',
  )
  expect((await server.model.write(plain, { maxTokens: 6_000 })).text).toBe('Why?')
})
