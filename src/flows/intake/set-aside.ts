import { setTimeout as after } from 'node:timers/promises'
import { Fault, faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import type { Spool } from '../../queue/spool.ts'
import type { Incoming } from '../../store/store.ts'
import type { OwnThreads } from './own-threads.ts'
import { type Place, readLine, type Spooled, toLine, toSpool } from './spooled.ts'

const AT_ONCE = 200 // lines a call
const FIRST_PAUSE_MS = 200
const PAUSE_MS = 1_000 // between looks whether the database is back

/** Where what came in waits while the database is away. */
export type Aside = {
  /** Nothing waits: what comes in may go to the database itself. Else it waits behind what came before it. */
  isEmpty(): boolean
  /** Resolves once all of it is on this machine's disk. */
  setAside(items: Incoming[]): Promise<void>
  /** Keeps what earlier processes left, and stops with what waits still on the disk. */
  start(): void
  stop(): Promise<void>
}

/** Sets what came in aside on this machine's disk, and keeps it in order as soon as the database answers. */
export function openAside(deps: {
  spool: Spool
  /** Of processes that have ended. */
  left: Spool[]
  keep: (items: Incoming[]) => Promise<void>
  /** Has what was said in a thread since then read again, if it is a session's. */
  catchUp?: (place: Place) => Promise<void>
  threads: OwnThreads
  /** Hears of each item that waits, and that nothing waits any more. */
  onWaits: (item: Incoming) => void
  onOver: () => void
  log: Log
}): Aside {
  const { spool, left, keep, catchUp, threads, log } = deps
  const isOurs = (thread: { workspace: string; channel: string; threadTs: string }) =>
    threads.has(thread.workspace, `${thread.channel}:${thread.threadTs}`)
  let draining: Promise<void> | undefined
  let isStopped = false

  async function setAside(items: Incoming[]): Promise<void> {
    const spooled = items.flatMap((item) => toSpool(item, isOurs) ?? [])
    // what could not be looked for later is not acknowledged: Slack delivers it again, and the others are tried without it
    if (!catchUp && spooled.some((one) => 'lookAt' in one)) throw new Fault('store-down', { retry: false })
    if (spooled.length > 0) {
      await spool.add(spooled.map(toLine))
      if (!draining) log.warn('the database is away: what comes in waits on the disk')
      draining ??= drainAll()
    }
    for (const one of spooled) if ('keep' in one) deps.onWaits(one.keep)
  }

  async function drainAll(): Promise<void> {
    for (const other of left.splice(0)) await drain(other)
    await drain(spool)
    draining = undefined
    if (isStopped) return
    if (spool.isEmpty()) deps.onOver()
    else draining = drainAll() // something was added in this very moment
  }

  async function drain(from: Spool): Promise<void> {
    let count = 0
    for (let pauseMs = FIRST_PAUSE_MS; !isStopped && !from.isEmpty(); ) {
      await after(pauseMs, undefined, { ref: false })
      pauseMs = 0
      try {
        const { lines, taken } = await from.oldest(AT_ONCE)
        await keepLines(lines)
        await taken()
        count += lines.length
      } catch (error) {
        if (!(error instanceof Fault)) log.error('what waits on the disk cannot be read', { error: faultName(error) })
        pauseMs = PAUSE_MS
      }
    }
    if (isStopped) await from.close()
    if (count > 0) log.info('what waited on the disk is kept', { count })
  }

  async function keepLines(lines: string[]): Promise<void> {
    const spooled = lines.flatMap((line) => readLine(line) ?? [])
    if (spooled.length < lines.length)
      log.error('lines on the disk cannot be read', { count: lines.length - spooled.length })
    await keepAll(spooled.flatMap((one) => ('keep' in one ? one.keep : [])))
    for (const place of oldestByThread(spooled)) await catchUp?.(place)
  }

  /** One that the database refuses for what it is does not hold up the others: it would be refused every time. */
  async function keepAll(items: Incoming[]): Promise<void> {
    if (items.length === 0) return
    try {
      await keep(items)
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'store-refused')) throw error
      if (items.length === 1) {
        log.error('the database does not take what waited on the disk', { error: faultName(error) })
        return
      }
      const middle = Math.ceil(items.length / 2)
      await keepAll(items.slice(0, middle))
      await keepAll(items.slice(middle))
    }
  }

  return {
    isEmpty: spool.isEmpty,
    setAside,
    start() {
      if (left.length > 0) draining ??= drainAll()
    },
    async stop() {
      isStopped = true
      await draining
      await Promise.all([spool, ...left].map((one) => one.close()))
    },
  }
}

/** Each thread once, from its first message that waits. */
function oldestByThread(spooled: Spooled[]): Place[] {
  const places = new Map<string, Place>()
  for (const one of spooled) {
    if (!('lookAt' in one)) continue
    const { workspace, channel, threadTs, ts } = one.lookAt
    const key = `${workspace} ${channel} ${threadTs}`
    if (ts < (places.get(key)?.ts ?? 'z')) places.set(key, one.lookAt)
  }
  return [...places.values()]
}
