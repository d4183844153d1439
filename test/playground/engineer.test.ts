import type { Fault, Look, Seen, WireEntry } from '../../src/playground/contract.ts'
import type { Playground } from '../../src/playground/playground.ts'
import { openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'

async function ask<Answer>(playground: Playground, path: string, body?: object): Promise<Answer> {
  const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  return JSON.parse(await (await fetch(`${playground.url}/playground/api/${path}`, sent)).text())
}
const wire = async (playground: Playground, after = 0) =>
  (await ask<{ entries: WireEntry[] }>(playground, `wire?after=${after}`)).entries
const calls = (entries: WireEntry[], method: string) =>
  entries.flatMap((one) => (one.kind === 'call' && one.method === method ? [one] : []))

/** The deliveries of one name, once there are so many. */
async function delivered(playground: Playground, name: string, count: number): Promise<WireEntry[]> {
  for (;;) {
    const found = (await wire(playground)).filter((one) => one.kind === 'delivery' && one.name === name)
    if (found.length >= count) return found
  }
}

test('a test acts as a person, waits for what they would see, and reads what was posted for it', async () => {
  const { playground, ana, close } = await openJoined((app) => {
    app.message('ping', async ({ message, say }) => {
      await say({ text: 'pong', thread_ts: message.ts, metadata: { event_type: 'pong', event_payload: { n: 1 } } })
    })
  })
  try {
    const channel = await ana.im()
    const acted = await ana.act({ do: 'say', channel, text: 'ping' })
    const ts = acted.ok ? (acted.ts ?? '') : ''
    const look: Look = { see: 'message', text: 'pong', channel, threadTs: ts }
    expect(await ask<Seen>(playground, 'wait', { as: ana.id, look })).toMatchObject({
      ok: true,
      message: { text: 'pong' },
    })
    expect(await ask(playground, `posted?channel=${channel}&thread_ts=${ts}`)).toMatchObject({
      messages: [{ text: 'pong', thread_ts: ts, channel, metadata: { event_payload: { n: 1 } } }],
    })
    expect(await ask(playground, `posted?channel=${GENERAL}`)).toEqual({ messages: [] })
  } finally {
    await close()
  }
})

test('what is not seen in time is said, with the newest that was', async () => {
  const { playground, ana, jonas, close } = await openJoined()
  try {
    await jonas.act({ do: 'say', channel: GENERAL, text: 'Good morning' })
    const missed = await ask<Seen>(playground, 'wait', { as: ana.id, look: { see: 'home' }, withinMs: 5 })
    expect(missed.ok || missed.error).toContain(
      'did not see {"see":"home"} within 5 ms. The newest messages: "Good mor',
    )
    expect(await ask(playground, 'wait', { as: ana.id, look: { see: 'pigs fly' } })).toMatchObject({ ok: false })
    expect(await ask(playground, 'wait', { as: 'U0NOBODY', look: { see: 'home' } })).toMatchObject({ ok: false })
  } finally {
    await close()
  }
})

test('a person waits for a modal, its end, a status, a whisper and a home', async () => {
  const { playground, ana, client, close } = await openJoined((app) => {
    app.command('/echo', async ({ ack, body }) => {
      await ack('Only you see this')
      const title = { type: 'plain_text' as const, text: 'Echo' }
      const blocks = [{ type: 'header' as const, text: { type: 'plain_text' as const, text: 'What to say' } }]
      await app.client.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', title, blocks } })
    })
  })
  try {
    const sees = (look: Look) => ask<Seen>(playground, 'wait', { as: ana.id, look })
    const channel = await ana.im()
    await ana.act({ do: 'command', channel, command: '/echo', text: '' })
    expect(await sees({ see: 'message', text: 'Only you' })).toMatchObject({ ok: true, message: { ephemeral: true } })
    const open = await sees({ see: 'modal', title: 'Echo', text: 'What to say' })
    expect(open).toMatchObject({ ok: true, view: { title: 'Echo' } })
    await ana.act({ do: 'close', view: open.ok ? (open.view?.id ?? '') : '' })
    expect(await sees({ see: 'no-modal' })).toEqual({ ok: true })

    const said = await ana.act({ do: 'say', channel, text: 'go' })
    const threadTs = said.ok ? (said.ts ?? '') : ''
    const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] }
    await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: threadTs, status: 'is thinking' })
    expect(await sees({ see: 'status', channel, threadTs, text: 'think' })).toEqual({ ok: true, text: 'is thinking' })
    await client.views.publish({ user_id: ana.id, view: home })
    expect(await sees({ see: 'home' })).toMatchObject({ ok: true, view: { type: 'home' } })
    await ana.act({ do: 'delete', channel, ts: threadTs })
    expect(await sees({ see: 'no-message', channel, ts: threadTs })).toEqual({ ok: true })
  } finally {
    await close()
  }
})

test('the wire shows what was delivered, what was called, and what was wrong with it, to the very part', async () => {
  const { playground, ana, client, close } = await openJoined((app) => {
    app.message('ping', ({ say }) => say('pong').then(() => undefined))
  })
  try {
    await ana.act({ do: 'say', channel: GENERAL, text: 'ping' })
    await ana.seesMessage('pong')
    const [first] = await delivered(playground, 'message', 1)
    expect(first).toMatchObject({ type: 'events_api', attempt: 0, acked: true, payload: { event: { text: 'ping' } } })
    const entries = await wire(playground)
    expect(calls(entries, 'chat.postMessage')).toMatchObject([
      { args: { text: 'pong' }, answer: { ok: true }, findings: [] },
    ])

    const blocks = [{ type: 'divider' as const }, { type: 'header' as const, text: { type: 'mrkdwn', text: 'Hello' } }]
    const last = entries.at(-1)?.n ?? 0
    const refused = client.apiCall('chat.postMessage', { channel: GENERAL, text: 'x', blocks })
    await expect(refused).rejects.toThrow('invalid_blocks')
    expect(calls(await wire(playground, last), 'chat.postMessage')).toMatchObject([
      { findings: [{ pointer: '/blocks/1/text/type', message: 'must be one of: plain_text', part: 'mrkdwn' }] },
    ])
    expect(JSON.stringify(await wire(playground))).not.toContain(playground.botToken)
  } finally {
    await close()
  }
})

test('a fault meets the next call only, or all of them, and the wire says that it was on purpose', async () => {
  const { playground, ana, client, close } = await openJoined()
  try {
    const channel = await ana.im()
    const set = (name: string, mode: string) => ask<{ faults: Fault[] }>(playground, 'faults', { name, mode })
    const post = () => client.chat.postMessage({ channel, text: 'hello' })
    const options = { rejectRateLimitedCalls: true }
    Object.assign(client, options) // else the client waits as long as it is told, and tries again
    const { faults } = await set('rate-limited', 'once')
    expect(faults.filter(({ mode }) => mode !== 'off')).toEqual([{ name: 'rate-limited', mode: 'once' }])
    await expect(post()).rejects.toThrow(/rate.?limit/i)
    await expect(post()).resolves.toMatchObject({ ok: true })

    await set('answer-lost', 'on')
    await expect(post()).rejects.toThrow()
    await expect(post()).rejects.toThrow()
    await set('answer-lost', 'off')
    await expect(post()).resolves.toMatchObject({ ok: true })
    expect((await ana.state()).messages[channel]).toHaveLength(4) // those whose answer was lost arrived all the same
    expect(calls(await wire(playground), 'chat.postMessage').map(({ fault }) => fault)).toEqual([
      'rate-limited',
      undefined,
      'answer-lost',
      'answer-lost',
      undefined,
    ])
    expect(await ask(playground, 'faults', { name: 'earthquake', mode: 'on' })).toMatchObject({ ok: false })
  } finally {
    await close()
  }
})

test('an event can come twice, and the connections can be dropped', async () => {
  const heard: unknown[] = []
  const { playground, ana, close } = await openJoined((app) => {
    app.event('message', async ({ body }) => {
      heard.push(body.event_id)
    })
  })
  try {
    playground.fault('delivered-twice', 'once')
    await ana.act({ do: 'say', channel: GENERAL, text: 'once' })
    await ana.act({ do: 'say', channel: GENERAL, text: 'and again' })
    while (heard.length < 3) await delivered(playground, 'message', 3)
    expect(new Set(heard).size).toBe(2)
    expect(heard).toHaveLength(3)

    playground.fault('socket-dropped', 'once')
    await ana.sees((change) => change.type === 'app' && change.app?.connected === false)
    expect((await ask<{ faults: Fault[] }>(playground, 'faults')).faults.every(({ mode }) => mode === 'off')).toBe(true)
  } finally {
    await close()
  }
})

test('a page elsewhere can neither wait nor make anything go wrong', async () => {
  const { playground, close } = await openJoined()
  try {
    const from = { method: 'POST', headers: { origin: 'http://evil.example' }, body: '{}' }
    for (const path of ['wait', 'faults'])
      expect((await fetch(`${playground.url}/playground/api/${path}`, from)).status).toBe(403)
  } finally {
    await close()
  }
})

test('the clock is moved where the program lets it, and every page hears of it', async () => {
  let ahead = 0
  const clock = {
    moveTo(when: Date) {
      ahead = when.getTime() - Date.now()
      return 'It is Monday.'
    },
  }
  const { ana, jonas, close } = await openJoined(undefined, { clock, now: () => new Date(Date.now() + ahead) })
  try {
    expect((await ana.state()).clock).toEqual({ aheadMs: expect.any(Number), isMovable: true })
    const to = new Date(Date.now() + 86_400_000).toISOString()
    expect(await ana.act({ do: 'move-clock', to })).toEqual({ ok: true })
    const heard = await jonas.sees((change) => change.type === 'clock' && change.clock)
    expect(Math.round(heard.aheadMs / 3_600_000)).toBe(24)
    expect(await ana.sees((change) => change.type === 'notice' && change.text)).toBe('It is Monday.')
    expect(await ana.act({ do: 'move-clock', to: 'tomorrow' })).toMatchObject({ ok: false })
  } finally {
    await close()
  }
})

test('without a clock of the program there is none to move', async () => {
  const { ana, close } = await openJoined()
  try {
    expect((await ana.state()).clock.isMovable).toBe(false)
    expect(await ana.act({ do: 'move-clock', to: new Date().toISOString() })).toMatchObject({ ok: false })
  } finally {
    await close()
  }
})
