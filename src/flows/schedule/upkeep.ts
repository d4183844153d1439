import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

const AT_ONCE = 500 // rows of each sort: what waits for a person is never held up for long
const DAY_MS = 86_400_000
const LOOKS_A_MINUTE = 30 // of the hundred that Slack answers

/** Puts to work what time asks for: what is old, and what belongs to those who left. Safe to repeat. */
export async function planUpkeep({ store, wake, now, retention }: Deps): Promise<void> {
  if ((await store.planUpkeep(now(), retention.afterLeaving)) > 0) wake()
}

/** Asks Slack whether people are still there of whom it was not asked for a day: an event that says so may have been missed. */
export async function lookAtMembers({ store, handOver, now }: Deps): Promise<void> {
  for (const who of await store.membersToLookAt(now(), LOOKS_A_MINUTE)) {
    if ((await handOver.whereabouts(who)) === 'gone') await store.noteMember(who, true, now())
  }
}

/** A day's look at what is old: blanked or deleted in small batches, with a receipt. */
export async function keepRetention({ store, now, retention }: Deps, due: WorkOf<'retention'>): Promise<Work[]> {
  const total: Record<string, number> = {}
  for (let left = true; left; ) {
    const counts = await store.retainSome(due.workspace, now(), retention, AT_ONCE)
    for (const [sort, count] of Object.entries(counts)) total[sort] = (total[sort] ?? 0) + count
    left = Object.values(counts).some((count) => count > 0)
  }
  await store.endRetention(due, total, now())
  return []
}

/** Somebody left a while ago, or a workspace removed the app: everything about them goes, unless they are there again. */
export async function purge(deps: Deps, due: WorkOf<'purge'>): Promise<Work[]> {
  const { store, handOver, now, log, retention } = deps
  if (due.actor) {
    if ((await handOver.whereabouts(due)) === 'here') {
      await store.noteMember(due, false, now())
      await store.settle(due, 'there again')
      return []
    }
    const { id } = await store.erasePerson(due, 'deactivated')
    log.info('everything about a person who left was erased', { receipt: id })
    deps.wake()
    return []
  }
  const before = new Date(now().getTime() - retention.afterLeaving * DAY_MS)
  for (let left = true; left; ) {
    const outcome = await store.purgeSome(due, before, AT_ONCE)
    left = outcome === 'more'
    if (outcome === 'here') await store.settle(due, 'there again')
    if (outcome === 'done') log.info('a workspace that removed the app was purged')
  }
  return []
}
