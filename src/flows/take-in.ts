import type { Incoming, Store, Work } from '../store/store.ts'

export type { Incoming, Word } from '../store/store.ts'

/** Keeps what came in and goes on with the work that came of it. Once it resolves, Slack may be told "ok". */
export function takeIn(deps: { store: Store; take: (work: Work[]) => void }): (items: Incoming[]) => Promise<void> {
  return async (items) => deps.take(await deps.store.takeIn(items))
}
