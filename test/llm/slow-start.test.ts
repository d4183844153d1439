import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkModel } from '../../src/cli/check-model.ts'
import { Fault } from '../../src/fault.ts'
import { openLanguageModel } from '../../src/llm/openai.ts'

const LOADS_MS = 700
const HEADERS_MS = 200
const A_MOMENT_MS = 60 // until a server has seen that its caller hung up
const ANSWER = JSON.stringify({ choices: [{ message: { content: 'What matters most?' }, finish_reason: 'stop' }] })

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/**
 * A server that loads its model when it is first asked, and begins anew when whoever waits hangs up: "client connection closed before server
 * finished loading, aborting load" (ollama).
 */
async function openLoading() {
  const self = { loaded: false, asked: 0, atOnce: 0, together: false }
  server = createServer((request, response) => {
    self.asked += 1
    self.atOnce += 1
    setTimeout(() => {
      if (self.atOnce > 1) self.together = true
    }, A_MOMENT_MS)
    const answer = () => {
      self.loaded = true
      response.setHeader('content-type', 'application/json').end(ANSWER)
    }
    const loading = setTimeout(answer, self.loaded ? 0 : LOADS_MS)
    request.resume()
    response.on('close', () => {
      clearTimeout(loading)
      self.atOnce -= 1
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const model = openLanguageModel({
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'm',
    timers: { headersMs: HEADERS_MS, totalMs: 60_000 },
  })
  const write = (signal?: AbortSignal) =>
    model.write([{ role: 'user', content: 'Hello' }], { maxTokens: 10, ...(signal ? { signal } : {}) }).then(
      ({ text }) => text,
      (error: unknown) => (error instanceof Fault ? error.code : String(error)),
    )
  return { self, write, baseUrl: `http://127.0.0.1:${port}/v1` }
}

test('a server that loads first is waited for twice as long each time, until it has answered', async () => {
  const { self, write } = await openLoading()
  expect([await write(), await write(), await write()]).toEqual([
    'llm-slow', // 200 ms
    'llm-slow', // 400
    'What matters most?', // 800
  ])
  self.loaded = false
  expect(await write()).toBe('What matters most?') // it is known to take so long
})

test('while it is silent one call has it for itself, and the others follow once it has answered', async () => {
  const { self, write } = await openLoading()
  await write()
  const all = await Promise.all([write(), write(), write(), write()])
  expect(all).toContain('What matters most?')
  expect(self.together).toBe(false)
  expect(new Set(await Promise.all([write(), write(), write()]))).toEqual(new Set(['What matters most?']))
})

test('whoever cannot wait for their turn is told that it was slow, and stops nobody else', async () => {
  const { self, write } = await openLoading()
  await write()
  const first = write()
  expect(await write(AbortSignal.timeout(30))).toBe('llm-slow')
  await first
  expect(self.asked).toBe(2)
})

test('the doctor waits for it, and says how long its first word took and what to set', async () => {
  const { baseUrl } = await openLoading()
  const model = { at: 'server' as const, apiKey: '', baseUrl, coach: 'm', judge: 'm', extraBody: {} }
  const findings = checkModel(model, LOADS_MS / 2)
  expect((await findings.next()).value).toMatchObject({ mark: '✓', says: expect.stringContaining('it writes') })
  expect((await findings.next()).value).toMatchObject({
    mark: '–',
    says: expect.stringMatching(/after 1 s.*KEEP_ALIVE/s),
  })
  await findings.return(undefined)
})
