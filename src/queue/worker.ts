import { faultName } from '../fault.ts'
import type { Log } from '../log.ts'

/** A piece of kept work, as far as the queue knows it. */
type Claimed = { id: number; kind: string }

/** Where work comes from. `performing` never throws for what the work itself met: that is settled before it returns. */
export type WorkSource<W extends Claimed> = {
  /** Up to so many pieces of each sort. */
  claim: (room: { hurried: number; unhurried: number }) => Promise<W[]>
  extend: (ids: number[]) => Promise<void>
  /** Work that was handed over and is not begun: others may have it at once. */
  handBack: (ids: number[]) => Promise<void>
  /** Does the work and returns what the same instance goes on with, leased already. */
  perform: (work: W, signal: AbortSignal) => Promise<W[]>
  /** Kinds that nobody waits for: done beside the others, a few at a time. */
  unhurried: (kind: string) => boolean
}

export type Worker<W> = {
  start(): void
  /** Goes on with work that is leased to this instance already. */
  take(work: W[]): void
  /** How many pieces can begin at once, at most `wanted`: when that is fewer, the rest is claimed as soon as there is room. */
  roomFor(wanted: number): number
  /** There may be due work: look now. */
  wake(): void
  running(): number
  /** Claims nothing more, finishes what runs, and after `graceMs` tells the rest to stop. */
  stop(graceMs: number): Promise<void>
}

const AT_ONCE = 128 // answers under way; each mostly waits for its model
const UNHURRIED_AT_ONCE = 16
const UNHURRIED_A_CLAIM = 4 // a few, so that a reply that comes in meanwhile hardly waits for the database
const ROOM_FOR_A_CLAIM = 16 // free places that are worth a claim, while more is due
const POLL_MS = 1_000 // finds delayed and abandoned work; new work does not wait for it
const POLL_SOON_MS = 50 // while there is more that nobody waits for
const POLL_AFTER_FAULT_MS = 5_000
const EXTEND_MS = 8_000 // a third of a lease

/** Performs kept work, many pieces at once. What is new is handed over by `take`; what is delayed or abandoned is found by polling. */
export function openWorker<W extends Claimed>(source: WorkSource<W>, log: Log): Worker<W> {
  const lanes = {
    hurried: { waiting: [] as W[], free: AT_ONCE },
    unhurried: { waiting: [] as W[], free: UNHURRIED_AT_ONCE },
  }
  const held = new Set<number>()
  const runs = new Set<Promise<void>>()
  const abort = new AbortController()
  let polling: NodeJS.Timeout | undefined
  let extending: NodeJS.Timeout | undefined
  let looking = false
  let lookAgain = false
  let isMoreDue = false // the last claim came back full
  let isMoreHurried = false // the same of what somebody waits for
  let isStopping = false
  let faults = 0

  function take(work: W[]): void {
    if (isStopping) return void handBack(work)
    for (const piece of work) {
      held.add(piece.id)
      lanes[source.unhurried(piece.kind) ? 'unhurried' : 'hurried'].waiting.push(piece)
    }
    begin()
  }

  /** How many more pieces that somebody waits for can begin at once. */
  function room(): number {
    return Math.max(0, lanes.hurried.free - lanes.hurried.waiting.length)
  }

  function begin(): void {
    for (const lane of Object.values(lanes)) {
      while (lane.free > 0) {
        const piece = lane.waiting.shift()
        if (!piece) break
        lane.free--
        const run = perform(piece).finally(() => {
          lane.free++
          runs.delete(run)
          begin()
          if (isMoreHurried && room() >= ROOM_FOR_A_CLAIM) void look()
        })
        runs.add(run)
      }
    }
  }

  async function perform(piece: W): Promise<void> {
    try {
      const next = await source.perform(piece, abort.signal)
      held.delete(piece.id)
      take(next)
    } catch (error) {
      held.delete(piece.id) // its lease runs out, and it is claimed again
      log.error('work failed', {
        id: piece.id,
        kind: piece.kind,
        error: faultName(error),
        at:
          error instanceof Error
            ? error.stack
                ?.split('\n')
                .find((line) => line.includes(' at '))
                ?.trim()
            : undefined,
      })
    }
  }

  async function handBack(work: W[]): Promise<void> {
    try {
      if (work.length > 0) await source.handBack(work.map(({ id }) => id))
    } catch (error) {
      log.warn('work was not handed back: its leases run out', { error: faultName(error) })
    }
  }

  async function look(): Promise<void> {
    if (isStopping) return
    if (looking) {
      lookAgain = true
      return
    }
    looking = true
    clearTimeout(polling)
    try {
      const places = { hurried: room(), unhurried: Math.min(lanes.unhurried.free, UNHURRIED_A_CLAIM) }
      if (faults > 0 && held.size > 0) await source.extend([...held]) // before it can be claimed as abandoned
      const claimed = places.hurried > 0 ? await source.claim(places) : []
      const unhurried = claimed.filter(({ kind }) => source.unhurried(kind)).length
      isMoreDue = places.unhurried > 0 && unhurried === places.unhurried
      isMoreHurried = claimed.length - unhurried >= places.hurried
      take(claimed)
      if (faults > 0) log.info('work is claimed again', { faults })
      faults = 0
    } catch (error) {
      if (faults++ === 0) log.error('work cannot be claimed', { error: faultName(error) })
    }
    looking = false
    if (lookAgain && faults === 0) {
      lookAgain = false
      return look()
    }
    if (!isStopping) polling = setTimeout(look, faults > 0 ? POLL_AFTER_FAULT_MS : isMoreDue ? POLL_SOON_MS : POLL_MS)
  }

  async function extend(): Promise<void> {
    try {
      if (held.size > 0) await source.extend([...held])
    } catch (error) {
      log.warn('leases were not extended', { error: faultName(error) })
    }
  }

  return {
    start() {
      void look()
      extending = setInterval(() => void extend(), EXTEND_MS)
    },
    take,
    roomFor(wanted) {
      const free = room()
      if (free < wanted) isMoreHurried = true
      return Math.min(free, wanted)
    },
    wake: () => void look(),
    running: () => runs.size,
    async stop(graceMs) {
      isStopping = true
      clearTimeout(polling)
      const notBegun = Object.values(lanes).flatMap((lane) => lane.waiting.splice(0))
      for (const { id } of notBegun) held.delete(id)
      await handBack(notBegun)
      const timer = setTimeout(() => abort.abort(), graceMs)
      while (runs.size > 0) await Promise.all(runs)
      clearTimeout(timer)
      clearInterval(extending)
    },
  }
}
