import { openReads } from '../../src/playground/reads.ts'
import { openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'

test('where an app may read little, each method answers once a minute, and says when the next time is', () => {
  const clock = { ms: 0 }
  const reads = openReads(() => new Date(clock.ms), 60_000)
  expect([reads.waits('conversations.replies'), reads.waits('conversations.replies')]).toEqual([undefined, undefined])
  reads.are('few')
  expect(reads.waits('conversations.replies')).toBeUndefined()
  clock.ms += 15_000
  expect(reads.waits('conversations.replies')).toBe(45)
  expect(reads.waits('conversations.history')).toBeUndefined()
  expect(reads.waits('chat.postMessage')).toBeUndefined()
  clock.ms += 45_000
  expect(reads.waits('conversations.replies')).toBeUndefined()
})

test('a page has fifteen messages then, whatever is asked for, as a test or an engineer may switch on', async () => {
  const { playground, client, close } = await openJoined()
  try {
    for (let n = 0; n < 20; n++) await client.chat.postMessage({ channel: GENERAL, text: `${n}` })
    expect((await client.conversations.history({ channel: GENERAL, limit: 200 })).messages?.length).toBeGreaterThan(15)
    const switched = await fetch(`${playground.url}/playground/api/reads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ are: 'few' }),
    })
    expect(switched.status).toBe(200)
    const page = await client.conversations.history({ channel: GENERAL, limit: 200 })
    expect(page.messages).toHaveLength(15)
    expect(page.response_metadata?.next_cursor).toBeTruthy()
    const body = new URLSearchParams({ token: playground.botToken, channel: GENERAL })
    const held = await fetch(`${playground.apiUrl}conversations.history`, { method: 'POST', body })
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, '60'])
  } finally {
    await close()
  }
})
