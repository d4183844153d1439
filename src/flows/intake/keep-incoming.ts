import { hardMoment } from '../../coaching/hard-moment.ts'
import { Fault } from '../../fault.ts'
import type { Incoming } from '../../incoming.ts'
import type { Store, Work } from '../../store/store.ts'
import { within } from '../../within.ts'
import type { Aside } from './set-aside.ts'

export type { Incoming } from '../../incoming.ts'

const KEPT_WITHIN_MS = 1_500 // Slack waits for three seconds, and the disk needs some of them

/**
 * Keeps what came in and goes on with the work that came of it. Once it resolves, Slack may be told "ok". Where the database
 * does not answer in time, it is kept on this machine's disk until it does.
 */
export function keepIncoming(deps: {
  store: Pick<Store, 'keepIncoming' | 'hurryReplies'>
  wake: () => void
  take: (work: Work[]) => void
  /** How many of so many pieces can begin at once. */
  roomFor: (wanted: number) => number
  aside?: Aside
}): (items: Incoming[]) => Promise<void> {
  const { store, take, roomFor, wake, aside } = deps
  const keep = async (items: Incoming[]) => {
    take(await store.keepIncoming(items, roomFor(items.length)))
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
      await within(KEPT_WITHIN_MS, keep(items), isAway) // what is late may still be done: an event is kept once, however often it comes
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'store-down')) throw error
      await aside.setAside(items)
    }
  }
}

function isAway(): never {
  throw new Fault('store-down', { retry: true, cause: 'late' })
}
