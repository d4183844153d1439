import { setTimeout as after } from 'node:timers/promises'
import { Fault } from '../fault.ts'
import type { Work } from './rows.ts'

const REMEMBERED = 30_000 // leases, the latest: more than are ever held
const ASK_AFTER_MS = 250
const ASK_AGAIN_MS = 1_000

/** Calls that lease work to us, heard out: what was leased by one whose answer was lost is asked for and handed on. */
export type Hearing = {
  hear(call: () => Promise<Work[]>): Promise<Work[]>
  stop(): void
}

/**
 * When such a call gets no answer, the database may have leased work to us that nobody here knows of: it would wait until its
 * lease ran out. So our leases are asked for. One that is not known once every call under way has ended was not heard, and as
 * nobody has begun its work, we go on with it.
 */
export function openHearing(about: {
  /** The leases that this process has. */
  leases: () => Promise<{ id: number; token: string }[]>
  /** The work of these, as far as it still is leased to this process. */
  work: (ids: number[]) => Promise<Work[]>
  goOn: (work: Work[]) => void
  /** After this time a lost lease has run out by itself. */
  leaseMs: number
}): Hearing {
  const underWay = new Set<Promise<unknown>>()
  const heard = new Set<string>()
  let askUntil = 0
  let isAsking = false

  function remember(work: Work[]): void {
    for (const { token } of work) heard.add(token)
    for (const token of heard) {
      if (heard.size <= REMEMBERED) break
      heard.delete(token)
    }
  }

  async function ask(): Promise<void> {
    if (isAsking) return
    isAsking = true
    let pauseMs = ASK_AFTER_MS
    while (performance.now() < askUntil) {
      await after(pauseMs, undefined, { ref: false })
      pauseMs = ASK_AGAIN_MS
      const askedFor = askUntil
      try {
        const leases = await about.leases()
        await Promise.allSettled(underWay)
        const unheard = leases.filter(({ token }) => !heard.has(token))
        const work = unheard.length > 0 ? await about.work(unheard.map(({ id }) => id)) : []
        const ours = work.filter(({ token }) => !heard.has(token))
        remember(ours)
        about.goOn(ours)
        if (askUntil === askedFor) break // else another answer was lost meanwhile
      } catch {} // the database is still away
    }
    isAsking = false
  }

  return {
    async hear(call) {
      const run = call()
      underWay.add(run)
      try {
        const work = await run
        remember(work)
        return work
      } catch (error) {
        if (error instanceof Fault && error.code === 'store-down') {
          askUntil = performance.now() + about.leaseMs
          void ask()
        }
        throw error
      } finally {
        underWay.delete(run)
      }
    },
    stop() {
      askUntil = 0
    },
  }
}
