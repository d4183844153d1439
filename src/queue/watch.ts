import inspector from 'node:inspector'
import { getHeapStatistics } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Log } from '../log.ts'

/** Watches this process's event loop, which everybody shares: what holds it up keeps everything waiting. */
export type Watch = {
  /** A piece of work is let run, for the first time or after a wait. */
  runs(id: number, kind: string): void
  ends(id: number): void
  /** The loop falls behind, or memory is short: nothing should be begun that can wait. */
  isBusy(): boolean
  /** How often the loop was blocked for more than a second since the start, and for how long at most. */
  told(): { blockedOverASecond: number; longestBlockedMs: number }
  close(): Promise<void>
}

export const BEAT_MS = 250
const BLOCKED_MS = 1_000
const BUSY_MS = 1_000
const HEAP_FULL = 0.8
const KIND_BYTES = 16
const PLACES = 1_024 // pieces of work whose kinds can be named; more are not counted

/** What the loop and the thread that watches it share. A place with id 0 is free. */
export type Shared = {
  /** Beats of the loop, ticks of the thread, whether a debugger may stop the loop, and the place of what was let run last. */
  counts: Int32Array<SharedArrayBuffer>
  ids: Float64Array<SharedArrayBuffer>
  kinds: Uint8Array<SharedArrayBuffer>
}
export const BEATS = 0
export const TICKS = 1
export const DEBUGGED = 2
const LATEST = 3

/** The kinds of the work that is in flight, how many of each, and the piece that was let run last. */
export function inFlight({ counts, ids, kinds }: Shared): { kinds: string; latest: string } {
  const named = new Map<string, number>()
  const kindAt = (place: number) =>
    Buffer.from(kinds.slice(place * KIND_BYTES, (place + 1) * KIND_BYTES))
      .toString()
      .replaceAll('\0', '')
  for (const [place, id] of ids.entries()) {
    if (id !== 0) named.set(kindAt(place), (named.get(kindAt(place)) ?? 0) + 1)
  }
  const latest = counts[LATEST] ?? 0
  return {
    kinds: [...named].map(([kind, many]) => `${many} ${kind}`).join(', ') || 'none',
    latest: ids[latest] ? `${kindAt(latest)} ${ids[latest]}` : 'none',
  }
}

/**
 * Begins to watch. A block of more than a second is a line in the log; one of half a minute ends the process, by a thread of its own,
 * so that whatever started it starts it again.
 */
export function openWatch(log: Log): Watch {
  const shared: Shared = {
    counts: new Int32Array(new SharedArrayBuffer(4 * 4)),
    ids: new Float64Array(new SharedArrayBuffer(PLACES * 8)),
    kinds: new Uint8Array(new SharedArrayBuffer(PLACES * KIND_BYTES)),
  }
  const { counts, ids, kinds } = shared
  const places = new Map<number, number>()
  const free = Array.from({ length: PLACES }, (_, place) => place)
  const encoder = new TextEncoder()
  const blocked = { times: 0, longestMs: 0 }
  let beatAt = performance.now()
  let ticksAtBeat = 0
  let lateMs = 0

  function beat(): void {
    const now = performance.now()
    lateMs = now - beatAt - BEAT_MS
    beatAt = now
    Atomics.add(counts, BEATS, 1)
    Atomics.store(counts, DEBUGGED, inspector.url() === undefined ? 0 : 1)
    const ticks = Atomics.load(counts, TICKS)
    const seenMs = (ticks - ticksAtBeat) * BEAT_MS // a machine that slept saw nothing of it
    ticksAtBeat = ticks
    if (lateMs < BLOCKED_MS || seenMs < lateMs / 2) return
    blocked.times += 1
    blocked.longestMs = Math.max(blocked.longestMs, Math.round(lateMs))
    log.warn('the event loop was blocked', { ms: Math.round(lateMs), ...inFlight(shared) })
  }

  const beating = setInterval(beat, BEAT_MS).unref()
  const thread = new Worker(new URL('./watchdog.ts', import.meta.url), { workerData: shared, execArgv: [] })
  thread.unref()
  thread.on('error', (error) => log.error('nobody watches the event loop', { error: error.name }))

  return {
    runs(id, kind) {
      const place = places.get(id) ?? free.pop()
      if (place === undefined) return
      if (!places.has(id)) {
        kinds.fill(0, place * KIND_BYTES, (place + 1) * KIND_BYTES)
        encoder.encodeInto(kind, kinds.subarray(place * KIND_BYTES, (place + 1) * KIND_BYTES))
        ids[place] = id
        places.set(id, place)
      }
      Atomics.store(counts, LATEST, place)
    },
    ends(id) {
      const place = places.get(id)
      if (place === undefined) return
      ids[place] = 0
      places.delete(id)
      free.push(place)
    },
    isBusy: () => lateMs > BUSY_MS || isHeapFull(),
    told: () => ({ blockedOverASecond: blocked.times, longestBlockedMs: blocked.longestMs }),
    async close() {
      clearInterval(beating)
      await thread.terminate()
    },
  }
}

function isHeapFull(): boolean {
  const { used_heap_size, heap_size_limit } = getHeapStatistics()
  return used_heap_size > HEAP_FULL * heap_size_limit
}
