import { openRateLimits } from '../../src/playground/rate-limits.ts'
import { openJoined } from './joined-app.ts'

function open() {
  const clock = { ms: 0 }
  return { clock, limits: openRateLimits(() => new Date(clock.ms)) }
}

test('a channel takes a short burst, then a post a second', () => {
  const { clock, limits } = open()
  const post = () => limits('chat.postMessage', { channel: 'C1' })
  expect([post(), post(), post(), post()]).toEqual([undefined, undefined, undefined, undefined])
  expect(post()).toBe(1)
  clock.ms += 1_000
  expect([post(), post()]).toEqual([undefined, 1])
  expect(limits('chat.postMessage', { channel: 'C2' })).toBeUndefined()
})

test.each([
  ['chat.postMessage', 300],
  ['assistant.threads.setStatus', 300],
  ['agents.sessions.setStatus', 50],
  ['conversations.replies', 50],
  ['reactions.add', 50],
  ['users.info', 100],
  ['chat.startStream', 20],
])('%s is taken %i times a minute, and refused until the first of them is a minute old', (method, calls) => {
  const { clock, limits } = open()
  for (let call = 0; call < calls; call++) expect(limits(method, { channel: `C${call}` })).toBeUndefined()
  clock.ms += 45_000
  expect(limits(method, { channel: 'C-new' })).toBe(15)
  clock.ms += 15_000
  expect(limits(method, { channel: 'C-new' })).toBeUndefined()
})

test('a workspace that keeps the limits answers 429 with Retry-After, does nothing, and notes the call', async () => {
  const answered: string[] = []
  const { playground, close } = await openJoined(undefined, {
    limits: 'published',
    onAnswered: ({ method, answer }) => answered.push(`${method} ${answer.ok}`),
  })
  try {
    const headers = { authorization: `Bearer ${playground.botToken}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ channel: 'C08GENERAL1', text: 'x' })
    const post = () => fetch(`${playground.apiUrl}chat.postMessage`, { method: 'POST', headers, body })
    for (let call = 0; call < 4; call++) expect((await post()).status).toBe(200)
    const refused = await post()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(await refused.json()).toEqual({ ok: false, error: 'ratelimited' })
    expect(answered.slice(-2)).toEqual(['chat.postMessage true', 'chat.postMessage false'])
  } finally {
    await close()
  }
})
