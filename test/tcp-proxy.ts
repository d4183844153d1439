import { once } from 'node:events'
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'

/** What happens to connections just now. `delayMs` holds every answer back; `loses` says which answers are never heard. */
type Weather = {
  is: 'passing' | 'cut' | 'stalled'
  delayMs: number
  loses: (answer: string, question: string) => boolean
}

/** A stretch of wire between two processes of a test: it passes everything on, until it is told not to. */
export type TcpProxy = {
  port: number
  /** How many answers were lost: what was asked was done, and whoever asked lost the connection instead. */
  readonly lost: number
  /** Changes what happens from now on; what is not named is as it should be again. */
  set(weather: Partial<Weather>): void
  close(): Promise<void>
}

const BEGINNING = 500 // bytes of a question: enough to tell what is asked

const FAIR: Weather = { is: 'passing', delayMs: 0, loses: () => false }

export async function openTcpProxy(to: NetConnectOpts): Promise<TcpProxy> {
  let weather = FAIR
  let lost = 0
  const ends = new Set<Socket>()
  const stalled: (() => void)[] = []

  function set(changed: Partial<Weather>): void {
    weather = { ...FAIR, ...changed }
    if (weather.is === 'cut') end(...ends)
    for (const go of stalled.splice(0)) go()
  }

  function end(...sockets: Socket[]): void {
    for (const socket of sockets) socket.destroy()
  }

  /** Waits while the wire is stalled. Nothing is thrown away: a stall is not a cut. */
  async function untilItPasses(): Promise<void> {
    while (weather.is === 'stalled') await new Promise<void>((resolve) => stalled.push(resolve))
  }

  async function pass(from: Socket, into: Socket, hold: (bytes: Buffer) => Promise<boolean>): Promise<void> {
    try {
      for await (const bytes of from) {
        await untilItPasses()
        if (!(await hold(bytes))) return end(from, into)
        if (!into.write(bytes)) await once(into, 'drain')
      }
    } catch {} // one end is gone
    into.end()
  }

  const server = createServer({ noDelay: true }, (asking) => {
    if (weather.is === 'cut') return end(asking)
    const answering = connect(to)
    answering.setNoDelay(true)
    for (const socket of [asking, answering]) {
      ends.add(socket)
      socket.on('error', () => end(asking, answering))
      socket.on('close', () => {
        ends.delete(socket)
        end(asking, answering)
      })
    }
    let question = ''
    void pass(asking, answering, async (bytes) => {
      question = bytes.toString('latin1', 0, BEGINNING)
      return true
    })
    void pass(answering, asking, async (bytes) => {
      if (weather.delayMs > 0) await after(weather.delayMs)
      if (!weather.loses(bytes.toString('latin1'), question)) return true
      lost += 1
      return false
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    get lost() {
      return lost
    },
    set,
    async close() {
      set({ is: 'cut' })
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
