import { WebSocket } from 'ws'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { manifest, openJoined, quiet, sit } from './joined-app.ts'

type Envelope = {
  type: string
  reason?: string
  envelope_id: string
  retry_attempt: number
  retry_reason: string
  num_connections: number
}

/** A Socket Mode connection that does what its test says: nothing is acknowledged by itself. */
async function connect(playground: Playground) {
  const headers = { authorization: `Bearer ${playground.appToken}` }
  const opened = await (await fetch(`${playground.apiUrl}apps.connections.open`, { method: 'POST', headers })).text()
  const url: string = JSON.parse(opened).url
  const socket = new WebSocket(url)
  const frames: Envelope[] = []
  let look = () => {}
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)))
    look()
  })
  const frame = (at: number): Promise<Envelope> =>
    new Promise((resolve) => {
      look = () => {
        const found = frames[at]
        if (found) resolve(found)
      }
      look()
    })
  await frame(0)
  return { url, socket, frame, frames }
}

async function opened(ackMs = 3000) {
  const playground = await openPlayground({ port: 0, log: quiet, manifest, timing: { ackMs } })
  const ana = await sit(playground, 'ana')
  const say = (text: string) => ana.act({ do: 'say', channel: 'C08GENERAL1', text })
  const close = async () => {
    ana.leave()
    await playground.close()
  }
  return { playground, say, close }
}

test('an event that is not acknowledged comes three times more, and says why', async () => {
  const { playground, say, close } = await opened(20)
  try {
    const { frame, frames } = await connect(playground)
    await say('hello')
    const again = [await frame(1), await frame(2), await frame(3), await frame(4)]
    expect(again.map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
      [3, 'timeout'],
    ])
    await say('another')
    expect(await frame(5)).toMatchObject({ retry_attempt: 0 })
    expect(frames.filter(({ type }) => type === 'events_api')).toHaveLength(5)
  } finally {
    await close()
  }
})

test('an event comes again over another connection when its own closes before the acknowledgement', async () => {
  const { playground, say, close } = await opened()
  try {
    const first = await connect(playground)
    await say('hello')
    const lost = await first.frame(1)
    const second = await connect(playground)
    first.socket.terminate()
    expect(await second.frame(1)).toMatchObject({ envelope_id: lost.envelope_id, retry_attempt: 1 })
  } finally {
    await close()
  }
})

test('an event waits for an app that is not there yet', async () => {
  const { playground, say, close } = await opened(500)
  try {
    await say('hello')
    const { frame } = await connect(playground)
    expect(await frame(1)).toMatchObject({ type: 'events_api' })
  } finally {
    await close()
  }
})

test('connections take turns, an eleventh is sent away, and an address opens one connection only', async () => {
  const { playground, say, close } = await opened()
  try {
    const ten = await Promise.all(Array.from({ length: 10 }, () => connect(playground)))
    for (let n = 0; n < 10; n += 1) await say(`${n}`)
    await Promise.all(ten.map(({ frame }) => frame(1)))
    expect(ten.map(({ frames }) => frames.length)).toEqual(Array.from({ length: 10 }, () => 2)) // hello, and one event each

    const eleventh = await connect(playground)
    expect(await eleventh.frame(0)).toEqual({ type: 'disconnect', reason: 'too_many_websockets' })

    const again = new WebSocket(ten[0]?.url ?? '')
    const error = await new Promise<Error>((resolve) => again.on('error', resolve))
    expect(error.message).toContain('401')
  } finally {
    await close()
  }
})

test('the page shows when the app is there and when it is gone', async () => {
  const { playground, close } = await opened()
  const ana = await sit(playground, 'ana')
  try {
    expect((await ana.state()).app).toBeNull()
    const { socket } = await connect(playground)
    expect(await ana.sees((change) => change.type === 'app' && change.app)).toMatchObject({
      name: 'echo',
      connected: true,
    })
    socket.close()
    await ana.sees((change) => change.type === 'app' && change.app?.connected === false)
  } finally {
    ana.leave()
    await close()
  }
})

test('the real Bolt client comes back after it was asked to leave, and misses nothing', async () => {
  const heard: string[] = []
  const { playground, ana, close } = await openJoined((app) => {
    app.message(async ({ message, say }) => {
      if (message.subtype !== undefined) return
      heard.push(message.text ?? '')
      await say(`heard ${message.text}`)
    })
  })
  try {
    playground.drop({ reason: 'refresh_requested' })
    await ana.act({ do: 'say', channel: 'C08GENERAL1', text: 'are you there?' })
    await ana.seesMessage('heard are you there?')
    expect(heard).toEqual(['are you there?'])
  } finally {
    await close()
  }
}, 20_000)
