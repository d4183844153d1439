import { createServer, type OutgoingHttpHeaders } from 'node:http'
import { isAway } from '../../src/fault.ts'
import { openLanguageModel } from '../../src/llm/openai.ts'
import { listenLocally } from '../bench/listen-locally.ts'

type Answer = { status: number; headers: OutgoingHttpHeaders; body: string }

let answer: Answer
const server = createServer((_, response) => response.writeHead(answer.status, answer.headers).end(answer.body))
let baseUrl = ''
beforeAll(async () => {
  baseUrl = `${await listenLocally(server)}/v1`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const PAGE = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>Please sign in</html>' }
const NOTHING = { headers: {}, body: '' }

test.each<[string, Answer]>([
  ['a sign-in page', { status: 200, ...PAGE }],
  ['a sign-in page that says who one is not', { status: 401, ...PAGE }],
  ['a page that forbids', { status: 403, ...PAGE }],
  ['a proxy that wants to know who', { status: 407, ...PAGE }],
  ['a network that wants a sign-in', { status: 511, ...PAGE }],
  ['a gateway’s page', { status: 502, ...PAGE }],
  ['the way to a sign-in page', { status: 302, headers: { location: 'https://login.example/' }, body: '' }],
  ['nothing', { status: 200, ...NOTHING }],
  ['words', { status: 200, headers: { 'content-type': 'text/plain' }, body: 'Too many requests. Please relax.' }],
  ['another program’s JSON', { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' }],
])('%s in the place of the model is an outage: it is asked again', async (_, given) => {
  answer = given
  const model = openLanguageModel({ baseUrl, model: 'm' })
  const failure: unknown = await model.write([{ role: 'user', content: 'Hello' }], { maxTokens: 10 }).catch((e) => e)
  expect(failure).toMatchObject({ name: 'Fault', retry: true })
  expect(isAway(failure)).toBe(true)
})

test('a server that itself refuses the key is no outage', async () => {
  answer = {
    status: 401,
    headers: { 'content-type': 'application/json' },
    body: '{"error":{"code":"invalid_api_key"}}',
  }
  const model = openLanguageModel({ baseUrl, model: 'm' })
  await expect(model.write([{ role: 'user', content: 'Hello' }], { maxTokens: 10 })).rejects.toMatchObject({
    code: 'llm-key',
    retry: false,
  })
})
