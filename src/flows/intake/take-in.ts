import { hardMoment } from '../../coaching/hard-moment.ts'
import { Fault } from '../../fault.ts'
import type { Incoming, Store, Work } from '../../store/store.ts'
import type { Aside } from './set-aside.ts'

export type { Incoming, Word } from '../../store/store.ts'

const KEPT_WITHIN_MS = 1_500 // Slack waits for three seconds, and the disk needs some of them

/**
 * Keeps what came in and goes on with the work that came of it. Once it resolves, Slack may be told "ok". Where the database
 * does not answer in time, it is kept on this machine's disk until it does.
 */
export function takeIn(deps: {
  store: Pick<Store, 'takeIn' | 'hurryReplies'>
  wake: () => void
  take: (work: Work[]) => void
  /** How many of so many pieces can begin at once. */
  roomFor: (wanted: number) => number
  aside?: Aside
}): (items: Incoming[]) => Promise<void> {
  const { store, take, roomFor, wake, aside } = deps
  const keep = async (items: Incoming[]) => {
    take(await store.takeIn(items, roomFor(items.length)))
    for (const item of items) {
      if (!('text' in item) || !hardMoment(item.text)) continue
      await store.hurryReplies(item) // not behind a limit, nor a model that is away: people answer it
      wake()
    }
  }
  if (!aside) return keep
  return async (items) => {
    if (!aside.isEmpty()) return aside.setAside(items)
    try {
      await inTime(keep(items))
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'store-down')) throw error
      await aside.setAside(items)
    }
  }
}

/** What is late may still be done: the same event is kept once, however often it comes. */
async function inTime(kept: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Fault('store-down', { retry: true, cause: 'late' })), KEPT_WITHIN_MS)
  try {
    await Promise.race([kept, late])
  } finally {
    clearTimeout(timer)
    kept.catch(() => undefined)
  }
}
