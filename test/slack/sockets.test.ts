import { App } from '@slack/bolt'
import { openLog } from '../../src/log.ts'
import { openSockets } from '../../src/slack/connection/sockets.ts'
import { clientOptions, quietLogger } from '../../src/slack/connection/web-client.ts'
import { until } from '../person.ts'
import { type Answer, type Meeting, openSocketServer } from './socket-server.ts'

const unheard: unknown[] = []
const hear = (error: unknown) => unheard.push(error)
beforeAll(() => process.on('unhandledRejection', hear))
afterAll(() => process.off('unhandledRejection', hear))

/** Two connections to a server that does what the test says. */
async function openPool() {
  const server = await openSocketServer()
  const log = openLog(() => undefined)
  const options = clientOptions(server.apiUrl, log)
  const silences: number[] = []
  const onSilence = (quietMs: number) => silences.push(quietMs)
  const sockets = openSockets({ appToken: 'xapp-test', options, logger: quietLogger(log), onSilence, log })
  const heard: string[] = []
  const app = new App({
    receiver: sockets,
    authorize: async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'U1' }),
    clientOptions: options,
    logger: quietLogger(log),
    convoStore: false,
  })
  let isHolding = false
  const held: (() => void)[] = []
  app.processEvent = async (event) => {
    heard.push(String(event.body.name))
    if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
    await event.ack()
  }
  return {
    server,
    sockets,
    heard,
    silences,
    hold() {
      isHolding = true
    },
    letGo() {
      isHolding = false
      for (const go of held.splice(0)) go()
    },
    whole: () =>
      until('there are two connections', async () => server.open().length === 2 && sockets.connections() === 2),
    async close() {
      await sockets.stop()
      await server.close()
    },
  }
}

const envelope = (id: string) =>
  JSON.stringify({ envelope_id: id, type: 'interactive', payload: { name: id }, accepts_response_payload: true })

describe('a connection is replaced', () => {
  let pool: Awaited<ReturnType<typeof openPool>>
  beforeEach(async () => {
    pool = await openPool()
    await pool.sockets.start()
  })
  afterEach(async () => {
    await pool.close()
    expect(unheard).toEqual([])
  })

  test.each(['warning', 'refresh_requested', 'link_disabled', 'something new'])(
    'asked to leave (%s), it serves until the new one is there, and acknowledges what it took',
    async (reason) => {
      const [first, second] = pool.server.sockets
      const closed = new Promise((resolve) => first?.once('close', resolve))
      const acknowledged: string[] = []
      first?.on('message', (data) => acknowledged.push(JSON.parse(String(data)).envelope_id))
      pool.hold()
      first?.send(envelope('one'))
      await until('it is taken', async () => pool.heard.includes('one'))
      first?.send(JSON.stringify({ type: 'disconnect', reason }))
      first?.send(envelope('two'))
      await until('a new connection is there', async () => pool.server.sockets.length === 3)
      await until('the last one is taken', async () => pool.heard.includes('two'))
      pool.letGo()
      await closed
      expect(acknowledged).toEqual(['one', 'two'])
      expect(pool.server.open()).toEqual([second, pool.server.sockets[2]])
      await pool.whole()
    },
  )

  test.each([
    ['its line is cut', (pool: Pool) => pool.server.sockets[0]?.terminate()],
    ['Slack closes it', (pool: Pool) => pool.server.sockets[0]?.close(1001)],
    ['both lines are cut', (pool: Pool) => pool.server.sockets.map((socket) => socket.terminate())],
    ['nonsense arrives, and then its line is cut', nonsense],
  ])('when %s', async (_, happens) => {
    const before = pool.server.sockets.length
    happens(pool)
    await until('a new one is there', async () => pool.server.sockets.length > before)
    await pool.whole()
    pool.server.open()[0]?.send(envelope('after'))
    await until('it is taken', async () => pool.heard.includes('after'))
  })

  test('when Slack is too crowded: not at once, as long as the other one lives', async () => {
    const asked = pool.server.asked.length
    const lost = pool.server.sockets[0]
    lost?.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }))
    lost?.close()
    await until('it is noticed', async () => pool.sockets.connections() === 1)
    const since = performance.now()
    await pool.whole()
    expect(pool.server.asked).toHaveLength(asked + 1)
    expect((pool.server.asked.at(-1) ?? 0) - since).toBeGreaterThan(1_000)
  })

  test('but not any more once we stop: what was taken is acknowledged, and nothing new is taken', async () => {
    const [first] = pool.server.sockets
    const acknowledged: string[] = []
    first?.on('message', (data) => acknowledged.push(JSON.parse(String(data)).envelope_id))
    pool.hold()
    first?.send(envelope('one'))
    await until('it is taken', async () => pool.heard.includes('one'))
    const stopped = pool.sockets.stop()
    first?.send(envelope('two'))
    await until('the other one is closed', async () => pool.server.open().length === 1)
    pool.letGo()
    await stopped
    await until('all are closed', async () => pool.server.open().length === 0)
    expect(acknowledged).toEqual(['one'])
    expect(pool.heard).toEqual(['one'])
    expect(pool.server.sockets).toHaveLength(2)
  })
})

describe('what does not open is tried again', () => {
  test.concurrent.each<[string, Meeting]>([
    ['the handshake is refused', 'conflict'],
    ['the line is cut in the handshake', 'hang-up'],
    ['Slack allows no more connections', 'crowded'],
  ])('when %s', async (_, meeting) => {
    const pool = await openPool()
    try {
      await pool.sockets.start()
      pool.server.behaviour.meeting = (number) => (number < 6 ? meeting : 'hello')
      pool.server.sockets[0]?.terminate()
      await until('it is tried again', async () => pool.server.asked.length >= 4)
      expect(pool.sockets.connections()).toBe(1)
      pool.server.behaviour.meeting = () => 'hello'
      await pool.whole()
      expect(unheard).toEqual([])
    } finally {
      await pool.close()
    }
  })

  test.concurrent.each<[string, Answer, RegExp]>([
    ['Slack refuses the token', { body: { ok: false, error: 'invalid_auth' } }, /refuses the app token/],
    ['Slack is broken', { status: 500, body: {} }, /no connection to us since 20/],
    ['Slack gives no address', { body: { ok: true } }, /no connection to us since 20/],
    ['Slack gives a wrong address', { body: { ok: true, url: 'nowhere' } }, /no connection to us since 20/],
  ])('when %s', async (_, answer, why) => {
    const pool = await openPool()
    try {
      await pool.sockets.start()
      pool.server.behaviour.answer = () => answer
      for (const socket of pool.server.open()) socket.terminate()
      await until('both are tried again', async () => pool.server.asked.length >= 6)
      expect(pool.sockets.connections()).toBe(0)
      expect(pool.sockets.whyNone()).toMatch(why)
      pool.server.behaviour.answer = undefined
      await pool.whole()
      expect(pool.sockets.whyNone()).toBeUndefined()
      expect(unheard).toEqual([])
    } finally {
      await pool.close()
    }
  })

  test.concurrent('and not before Slack allows it', async () => {
    const pool = await openPool()
    try {
      await pool.sockets.start()
      const limited: Answer = {
        status: 429,
        headers: { 'retry-after': '2' },
        body: { ok: false, error: 'ratelimited' },
      }
      pool.server.behaviour.answer = (number) => (number === 3 ? limited : undefined)
      pool.server.sockets[0]?.terminate()
      await pool.whole()
      const [, , refused = 0, again = 0] = pool.server.asked
      expect(again - refused).toBeGreaterThan(1_900)
    } finally {
      await pool.close()
    }
  })

  test.concurrent('but at the start the first failure is told', async () => {
    const pool = await openPool()
    pool.server.behaviour.answer = () => ({ body: { ok: false, error: 'invalid_auth' } })
    await expect(pool.sockets.start()).rejects.toThrow('invalid_auth')
    await pool.close()
  })
})

test.concurrent('a server that goes away and comes back finds both connections again', async () => {
  const pool = await openPool()
  try {
    await pool.sockets.start()
    pool.server.behaviour.answer = () => ({ status: 503, body: {} })
    pool.server.behaviour.meeting = () => 'hang-up'
    for (const socket of pool.server.open()) socket.terminate()
    await until('it is away for a while', async () => pool.server.asked.length >= 8)
    pool.server.behaviour.answer = undefined
    pool.server.behaviour.meeting = () => 'hello'
    await pool.whole()
    expect(unheard).toEqual([])
  } finally {
    await pool.close()
  }
})

test.concurrent.each<[string, Meeting]>([
  ['never says hello', 'no-hello'],
  ['answers no ping', 'no-pong'],
])('a connection that %s is replaced, though it never closes', async (_, meeting) => {
  const pool = await openPool()
  try {
    pool.server.behaviour.meeting = (number) => (number === 2 ? meeting : 'hello')
    void pool.sockets.start()
    await until('a third one is there', async () => pool.server.sockets.length === 3)
    await pool.whole()
    if (meeting === 'no-pong') expect(pool.silences[0]).toBeGreaterThan(2_500)
    else expect(pool.silences).toEqual([])
    expect(unheard).toEqual([])
  } finally {
    await pool.close()
  }
})

type Pool = Awaited<ReturnType<typeof openPool>>

function nonsense({ server }: Pool): void {
  const [socket] = server.sockets
  for (const frame of [
    'null',
    '5',
    '{',
    '[]',
    '"disconnect"',
    '{"type":"events_api"}',
    '{"type":"events_api","payload":{}}',
  ]) {
    socket?.send(frame)
  }
  socket?.send(Buffer.from([0, 1, 2]))
  setImmediate(() => socket?.terminate())
}
