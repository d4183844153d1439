import { request } from 'node:http'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { manifest, quiet } from './joined-app.ts'

let playground: Playground
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log: quiet, manifest })
})
afterAll(() => playground.close())

/** A request with headers that fetch does not let a program set. */
function send(path: string, headers: Record<string, string>, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${playground.url}${path}`,
      { method: body === undefined ? 'GET' : 'POST', headers },
      (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
const act = JSON.stringify({ as: 'U08ANARIB01', act: { do: 'open-home' } })

test('the page comes with a policy that runs nothing but its own scripts', async () => {
  const page = await fetch(playground.url)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  const policy = page.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';")
  expect(policy).not.toContain('unsafe')
})

test.each(['/page/main.ts', '/page/main.js'])('%s is sent as JavaScript, without its types', async (path) => {
  const script = await fetch(playground.url + path)
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(await script.text()).not.toContain('import type')
})

test('the whole page weighs less than 250 KB as it is sent, and names no other machine', async () => {
  const fetched = new Map<string, string>()
  const load = async (path: string): Promise<void> => {
    if (fetched.has(path)) return
    fetched.set(path, '')
    const text = await (await fetch(playground.url + path)).text()
    fetched.set(path, text)
    const linked = [...text.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)].map(([, to = '']) => to)
    const imported = [...text.matchAll(/from '(\.[^']+)'/g)].map(
      ([, to = '']) => new URL(to, playground.url + path).pathname,
    )
    await Promise.all([...linked, ...imported].map(load))
  }
  await load('/')
  const all = [...fetched.values()].join('\n')
  expect(fetched.size).toBeGreaterThan(60)
  expect(Buffer.byteLength(all)).toBeLessThan(250_000)
  expect(all.match(/https?:\/\/(?!www\.w3\.org\/)[a-z0-9.-]+/g)).toBeNull()
})

test.each([
  '/page/../playground.ts',
  '/page/%2e%2e/playground.ts',
  '/page/tsconfig.json',
  '/page/',
  '/../package.json',
])('%s is not served', async (path) => {
  expect(await send(path, {})).toBe(404)
})

test('a page elsewhere cannot reach it: neither by a name that was pointed here, nor by acting from there', async () => {
  const { host } = new URL(playground.url)
  expect(await send('/', { host: 'evil.example' })).toBe(403)
  expect(await send('/playground/api/state?as=U08ANARIB01', { host: host.replace('127.0.0.1', 'evil.example') })).toBe(
    403,
  )
  expect(await send('/playground/api/act', { host, origin: 'http://evil.example' }, act)).toBe(403)
  expect(await send('/playground/api/act', { host, origin: 'null' }, act)).toBe(403)
  expect(await send('/playground/api/act', { host, origin: playground.url }, act)).toBe(200)
  expect(await send('/playground/api/act', { host: host.replace('127.0.0.1', 'localhost') }, act)).toBe(200)
})

test('what is malformed or too much is refused, and the playground stays up', async () => {
  expect(await send('/playground/api/act', {}, '{"as":')).toBe(400)
  expect(await send('/playground/api/act', {}, 'x'.repeat(4 * 1024 * 1024 + 1))).toBe(413)
  expect(await send('/playground/api/state?as=U0NOBODY', {})).toBe(404)
  expect(await send('//', {})).toBe(400)
  const strange = await fetch(`${playground.url}/playground/api/act`, {
    method: 'POST',
    body: JSON.stringify({ as: 'U08ANARIB01', act: { do: 'fly' } }),
  })
  expect(await strange.json()).toMatchObject({ ok: false })
  expect(await send('/healthz', {})).toBe(200)
})

test('a port that is taken is said to be, with what to do about it', async () => {
  const port = Number(new URL(playground.url).port)
  await expect(openPlayground({ port, log: quiet, manifest })).rejects.toThrow(
    `Port ${port} is in use by another program. Set PORT to another one.`,
  )
})

test('health is what the program says, also to who comes by another name', async () => {
  const health = async () => ({ ready: false, database: 'down' })
  const ill = await openPlayground({ port: 0, log: quiet, manifest, health })
  try {
    const answer = await fetch(`${ill.url}/healthz`)
    expect([answer.status, await answer.json()]).toEqual([503, { ready: false, database: 'down' }])
  } finally {
    await ill.close()
  }
  expect(await send('/healthz', { host: '10.0.0.7:3000' })).toBe(200)
})

test('a control of the program is a button, and what it answers is told', async () => {
  const controls = [{ name: 'week', label: 'Next week', hint: 'Moves the clock', run: () => 'It is Monday.' }]
  const other = await openPlayground({ port: 0, log: quiet, manifest, controls })
  try {
    const ana = 'U08ANARIB01'
    const state = await (await fetch(`${other.url}/playground/api/state?as=${ana}`)).text()
    expect(JSON.parse(state).controls).toEqual([{ name: 'week', label: 'Next week', hint: 'Moves the clock' }])
    const events = await fetch(`${other.url}/playground/api/events?as=${ana}`)
    const body = JSON.stringify({ as: ana, act: { do: 'control', name: 'week' } })
    await fetch(`${other.url}/playground/api/act`, { method: 'POST', body })
    let seen = ''
    for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      seen += chunk
      if (seen.includes('notice')) break
    }
    expect(seen).toContain('data: {"type":"notice","text":"It is Monday."}\n\n')
  } finally {
    await other.close()
  }
})
