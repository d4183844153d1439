import { faultName } from '../fault.ts'
import type { Log } from '../log.ts'
import { openFloor } from './floor.ts'

/** A piece of kept work, as far as the queue knows it. `suspicion`: how far it may be what ended a process; see claim_work. */
type Claimed = { id: number; kind: string; suspicion: number }

/** Waits for something outside this process: nothing of ours runs for this piece meanwhile. */
export type Outside = <T>(wait: () => Promise<T>) => Promise<T>

/** Where work comes from. `performing` never throws for what the work itself met: that is settled before it returns. */
export type WorkSource<W extends Claimed> = {
  /** Up to so many pieces of each sort, and no suspects. */
  claim: (room: { hurried: number; unhurried: number }) => Promise<W[]>
  /** One suspect, up to this suspicion; how suspect the next one is that is due; when another will be; and what ended its process too often. */
  claimSuspect: (about: { suspicion: number; isSteady: boolean }) => Promise<{
    work: W[]
    suspicion: number | null
    dueInMs: number | null
    setAside: { id: number; kind: string }[]
  }>
  /** Of the suspects that are leased to us, this one's code may run. */
  giveFloor: (id: number) => Promise<void>
  extend: (ids: number[]) => Promise<void>
  /** Work that was handed over and is not begun: others may have it at once. */
  handBack: (ids: number[]) => Promise<void>
  /** Does the work and returns what the same instance goes on with, leased already. */
  perform: (work: W, signal: AbortSignal, outside: Outside) => Promise<W[]>
  /** Kinds that nobody waits for: done beside the others, a few at a time. */
  unhurried: (kind: string) => boolean
  /** Whose work it is: when not all can begin, those go first who have the least under way. */
  whose: (work: W) => string
  /** The process has as much to do as it can: no more is begun than in any case. */
  isBusy?: () => boolean
  /** Hear what is let run, and what has ended. */
  runs?: (id: number, kind: string) => void
  ends?: (id: number) => void
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

const AT_ONCE = { least: 128, step: 32, most: 1_000 } // each mostly waits for its model, which costs a socket and some kilobytes
const PACE_MS = 20 // between two steps,
const LATE_MS = 50 // unless the loop is so late for the next one: what comes in is kept first
const UNHURRIED_AT_ONCE = 16
const UNHURRIED_A_CLAIM = 4 // a few, so that a reply that comes in meanwhile hardly waits for the database
const MOST_A_CLAIM = 128 // a crowd of work is read in pieces
const ROOM_FOR_A_CLAIM = 16 // free places that are worth a claim, while more is due
const POLL_MS = 1_000 // finds delayed and abandoned work; new work does not wait for it
const POLL_SOON_MS = 50 // while there is more that nobody waits for
const POLL_AFTER_FAULT_MS = 5_000
const SUSPECTS_POLL_MS = 5_000
const EXTEND_MS = 8_000 // a third of a lease
const STEADY_MS = 40_000 // whoever lives and lost a lease while the database was away has it back by then

/** How suspicious a piece may be that is tried now. */
const SUSPICION = { none: 0, inTurns: 1, withFew: 2, alone: 3 }
const IN_TURNS_AT_ONCE = 32 // should one end us while it only waits, which of these is found out
const FEW_AT_ONCE = 8 // among so few, and then alone
const DRAIN_MS = 10_000 // what has run for so long mostly waits: no suspect waits for it any longer
const CALM_MS = 10_000 // a process that has lived for so long does not end of something else: before, an end alone is no proof
const SUSPECTS_MS = 15_000 // then others get their turn,
const OTHERS_MS = 3_000 // for so long at least

/**
 * Performs kept work, many pieces at once. What is new is handed over by `take`; what is delayed or abandoned is found by polling.
 * What may have ended a process runs apart: nothing else is begun meanwhile, and of several suspects one has the floor.
 */
export function openWorker<W extends Claimed>(source: WorkSource<W>, log: Log): Worker<W> {
  const lanes = {
    hurried: openLane<W>(() => atOnce, source.whose),
    unhurried: openLane<W>(() => UNHURRIED_AT_ONCE, source.whose),
  }
  const suspects = new Map<number, W>()
  const held = new Set<number>()
  const runs = new Set<Promise<void>>()
  const abort = new AbortController()
  const floor = openFloor(noteFloor, () => {
    if (isApart) void look()
  })
  const startedAt = performance.now()
  let isApart = false // suspects run, or wait until they can
  let apartSince = 0
  let othersUntil = 0
  let dueSuspicion: number | null = SUSPICION.inTurns // what is due is not known yet
  let atOnce = AT_ONCE.least
  let pacing: NodeJS.Timeout | undefined
  let polling: NodeJS.Timeout | undefined
  let extending: NodeJS.Timeout | undefined
  let looking = false
  let lookAgain = false
  let isMoreDue = false // the last claim came back full
  let isMoreHurried = false // the same of what somebody waits for
  let isStopping = false
  let faults = 0
  let askAt = 0
  let claimedAt = 0
  let steadySince = 0 // since then no claim failed, and none was late

  function take(work: W[]): void {
    if (isStopping) return void handBack(work)
    for (const piece of work) {
      held.add(piece.id)
      lanes[source.unhurried(piece.kind) ? 'unhurried' : 'hurried'].add(piece)
    }
    begin()
  }

  /** How many more pieces that somebody waits for can begin at once. */
  function room(): number {
    return isApart ? 0 : lanes.hurried.room()
  }

  function begin(): void {
    if (isApart) return
    for (const lane of Object.values(lanes)) {
      for (let piece = lane.next(); piece; piece = lane.next()) void run(piece, lane.end)
    }
    pace()
  }

  /** Lets more run at once, step by step, for as long as there is more and the loop is not late. */
  function pace(): void {
    const isMore = !isApart && !isStopping && (isMoreHurried || lanes.hurried.waits() > 0)
    if (!isMore) atOnce = AT_ONCE.least
    if (!isMore || pacing) return
    const begun = performance.now()
    pacing = setTimeout(() => {
      pacing = undefined
      const isLate = performance.now() - begun > PACE_MS + LATE_MS
      if (!isLate && !source.isBusy?.()) atOnce = Math.min(atOnce + AT_ONCE.step, AT_ONCE.most)
      begin()
      if (isMoreHurried && room() >= ROOM_FOR_A_CLAIM) void look()
    }, PACE_MS)
  }

  async function run(piece: W, end: (piece: W) => void, outside: Outside = (wait) => wait()): Promise<void> {
    const done = perform(piece, outside)
    runs.add(done)
    await done
    runs.delete(done)
    source.ends?.(piece.id)
    end(piece)
    begin()
    if (isApart ? suspicionToTry() > 0 || suspects.size === 0 : isMoreHurried && room() >= ROOM_FOR_A_CLAIM) void look()
  }

  async function perform(piece: W, outside: Outside): Promise<void> {
    source.runs?.(piece.id, piece.kind)
    try {
      const next = await source.perform(piece, abort.signal, (wait) =>
        outside(wait).finally(() => source.runs?.(piece.id, piece.kind)),
      )
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

  /** Begins a suspect. One that is tried in turns leaves the floor to the next while it waits for something outside. */
  function tryOut(piece: W): void {
    held.add(piece.id)
    suspects.set(piece.id, piece)
    floor.give(piece.id)
    const end = () => {
      suspects.delete(piece.id)
      floor.leave(piece.id)
    }
    if (piece.suspicion >= SUSPICION.alone) void run(piece, end)
    else void run(piece, end, (wait) => floor.outside(piece.id, wait))
  }

  async function noteFloor(id: number): Promise<void> {
    try {
      await source.giveFloor(id)
    } catch (error) {
      log.warn('who has the floor was not noted', { error: faultName(error) })
    }
  }

  /** How suspicious a piece may be that is tried beside what runs now. */
  function suspicionToTry(): number {
    const now = performance.now()
    if (
      dueSuspicion === null ||
      now < othersUntil ||
      Object.values(lanes).some((lane) => lane.youngest() > now - DRAIN_MS)
    )
      return SUSPICION.none
    if (isApart && isTurnOver()) return SUSPICION.none
    if (suspects.size === 0) return now - startedAt > CALM_MS ? SUSPICION.alone : SUSPICION.withFew
    if (!floor.isFree()) return SUSPICION.none
    const most = Math.max(...[...suspects.values()].map(({ suspicion }) => suspicion))
    if (most === SUSPICION.inTurns && suspects.size < IN_TURNS_AT_ONCE) return SUSPICION.inTurns
    return most === SUSPICION.withFew && suspects.size < FEW_AT_ONCE ? SUSPICION.withFew : SUSPICION.none
  }

  const isTurnOver = () => performance.now() > apartSince + SUSPECTS_MS && (isMoreHurried || lanes.hurried.waits() > 0)

  /** Suspects are due, or run: others wait. Or the other way round. */
  function choosePart(): void {
    const now = performance.now()
    const isDue = dueSuspicion !== null && (dueSuspicion < SUSPICION.alone || now - startedAt > CALM_MS)
    const wasApart = isApart
    isApart = suspects.size > 0 || (isDue && now >= othersUntil && !(wasApart && isTurnOver()))
    if (isApart && !wasApart) apartSince = now
    if (isApart || !wasApart) return
    if (isDue) othersUntil = now + OTHERS_MS
    begin()
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
      if (faults > 0 && held.size > 0) await source.extend([...held]) // before it can be claimed as abandoned
      await claim()
      if (faults > 0) log.info('work is claimed again', { faults })
      faults = 0
    } catch (error) {
      steadySince = performance.now()
      if (faults++ === 0) log.error('work cannot be claimed', { error: faultName(error) })
    }
    looking = false
    if (lookAgain && faults === 0) {
      lookAgain = false
      return look()
    }
    if (isStopping) return
    const isMore = isMoreDue || (isMoreHurried && room() >= ROOM_FOR_A_CLAIM)
    const soon = Math.min(isMore ? POLL_SOON_MS : POLL_MS, Math.max(askAt - performance.now(), 0))
    polling = setTimeout(look, faults > 0 ? POLL_AFTER_FAULT_MS : soon)
  }

  async function claim(): Promise<void> {
    const now = performance.now()
    if (now - claimedAt > 2 * POLL_AFTER_FAULT_MS) steadySince = now
    if (dueSuspicion !== null || now >= askAt) await claimSuspect()
    else choosePart()
    const hurried = Math.min(room(), MOST_A_CLAIM)
    const unhurried = isApart ? 0 : Math.min(lanes.unhurried.room(), UNHURRIED_A_CLAIM)
    if (hurried > 0) {
      const work = await source.claim({ hurried, unhurried })
      const claimed = work.filter(({ kind }) => source.unhurried(kind)).length
      isMoreDue = unhurried > 0 && claimed === unhurried
      isMoreHurried = work.length - claimed >= hurried
      take(work)
    }
    claimedAt = performance.now()
  }

  /** Looks for suspects, and begins one if it may: then others wait until there is none left, or until it is their turn. */
  async function claimSuspect(): Promise<void> {
    choosePart()
    const isSteady = performance.now() - steadySince > STEADY_MS
    const tried = suspicionToTry()
    const { work, suspicion, dueInMs, setAside } = await source.claimSuspect({ suspicion: tried, isSteady })
    for (const { id, kind } of setAside)
      log.error('set aside: its process ended three times, and an operator must look', { id, kind })
    dueSuspicion = suspicion
    askAt = performance.now() + Math.min(dueInMs || SUSPECTS_POLL_MS, SUSPECTS_POLL_MS)
    const [first] = work
    if (first && isStopping) await handBack(work)
    else if (first) tryOut(first)
    choosePart()
    const isNews = first !== undefined || tried === SUSPICION.none // that one is due was not known before
    if (isNews && suspicionToTry() > SUSPICION.none) lookAgain = true
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
      if (free < wanted) {
        isMoreHurried = true
        pace()
      }
      return Math.min(free, wanted)
    },
    wake: () => void look(),
    running: () => runs.size,
    async stop(graceMs) {
      isStopping = true
      clearTimeout(polling)
      clearTimeout(pacing)
      const notBegun = Object.values(lanes).flatMap((lane) => lane.empty())
      for (const { id } of notBegun) held.delete(id)
      await handBack(notBegun)
      const timer = setTimeout(() => abort.abort(), graceMs)
      while (runs.size > 0) await Promise.all(runs)
      clearTimeout(timer)
      clearInterval(extending)
    },
  }
}

/** Pieces that wait to begin, and those that run, at most so many at once. Whoever has the least under way goes first. */
function openLane<W extends Claimed>(atOnce: () => number, whose: (piece: W) => string) {
  const waiting: W[] = []
  const running = new Map<W, number>() // and since when
  const underWay = new Map<string, number>()

  /** The place of the piece that is next: where all can begin, the first. */
  function placeOfNext(free: number): number {
    let [place, fewest] = [0, Number.POSITIVE_INFINITY]
    if (waiting.length <= free) return place
    for (const [at, piece] of waiting.entries()) {
      const count = underWay.get(whose(piece)) ?? 0
      if (count < fewest) [place, fewest] = [at, count]
      if (count === 0) break
    }
    return place
  }

  return {
    add: (piece: W) => void waiting.push(piece),
    room: () => Math.max(0, atOnce() - running.size - waiting.length),
    waits: () => waiting.length,
    /** When the last one of those that run began. */
    youngest: () => Math.max(...running.values()),
    /** The next one begins. */
    next(): W | undefined {
      const free = atOnce() - running.size
      if (free <= 0) return undefined
      const [piece] = waiting.splice(placeOfNext(free), 1)
      if (!piece) return undefined
      running.set(piece, performance.now())
      underWay.set(whose(piece), (underWay.get(whose(piece)) ?? 0) + 1)
      return piece
    },
    end(piece: W): void {
      running.delete(piece)
      const left = (underWay.get(whose(piece)) ?? 1) - 1
      if (left > 0) underWay.set(whose(piece), left)
      else underWay.delete(whose(piece))
    },
    empty: () => waiting.splice(0),
  }
}
