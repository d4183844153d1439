import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { lightFetch } from '../src/light-fetch.ts'
import { listenLocally } from './bench/listen-locally.ts'

const server = createServer(async (request, response) => {
  const body = await text(request)
  if (request.url === '/empty') return void response.writeHead(204).end()
  if (request.url === '/nothing') return void response.writeHead(200, { 'content-type': 'application/json' }).end()
  if (request.url === '/never') return
  if (request.url === '/endless') {
    const part = Buffer.alloc(1024 * 1024, 'x')
    const pour = () => {
      while (!response.destroyed && response.write(part));
    }
    response.on('drain', pour).on('close', () => {
      sent = request.socket.bytesWritten
      left.resolve()
    })
    return pour()
  }
  if (request.url === '/cut') {
    response.writeHead(200, { 'content-length': '10' }).write('half')
    return void setTimeout(() => request.socket.destroy(), 20)
  }
  const { method, headers } = request
  response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7', 'set-cookie': ['a=1', 'b=2'] })
  response.end(JSON.stringify({ method, type: headers['content-type'], key: headers['x-key'], body }))
})
let url = ''
let sent = 0
let left = Promise.withResolvers<void>()
beforeAll(async () => {
  url = await listenLocally(server)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('says what it was given, and what was answered', async () => {
  const headers = new Headers({ 'Content-Type': 'application/json', 'X-Key': 'k' })
  const answer = await lightFetch(new URL(`${url}/any`), { method: 'POST', headers, body: '{"ä":1}' })
  expect([answer.status, answer.ok, answer.headers.get('retry-after')]).toEqual([429, false, '7'])
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(await answer.json()).toEqual({ method: 'POST', type: 'application/json', key: 'k', body: '{"ä":1}' })
})

test('takes an answer without a body, and asks without one', async () => {
  expect(await (await lightFetch(`${url}/empty`)).text()).toBe('')
  expect(await (await lightFetch(`${url}/any`)).json()).toMatchObject({ method: 'GET', body: '' })
})

test('an answer that holds nothing has no body, also where it may have one', async () => {
  expect((await lightFetch(`${url}/nothing`)).body).toBeNull()
})

test('sends a form as fetch does', async () => {
  const body = new FormData()
  body.set('name', 'value')
  const answer = await lightFetch(`${url}/any`, { method: 'POST', body })
  expect(await answer.json()).toMatchObject({ type: expect.stringContaining('multipart/form-data; boundary=') })
})

test.each([
  ['is cut in the middle', '/cut', undefined],
  ['never comes', '/never', 50],
])('rejects when the answer %s', async (_, path, ms) => {
  const signal = ms === undefined ? null : AbortSignal.timeout(ms)
  await expect(lightFetch(`${url}${path}`, { method: 'POST', body: '{}', signal })).rejects.toThrow()
})

test.each([
  ['JSON', '{}'],
  ['a form', new FormData()],
])('an answer to %s that never ends is cut off', async (_, body) => {
  left = Promise.withResolvers()
  await expect(lightFetch(`${url}/endless`, { method: 'POST', body }).then((answer) => answer.text())).rejects.toThrow(
    'more than any answer has',
  )
  await left.promise
  expect(sent).toBeLessThan(96 * 1024 * 1024)
})

test('rejects where nobody listens', async () => {
  await expect(lightFetch('http://127.0.0.1:1/any')).rejects.toThrow('ECONNREFUSED')
})
