import { Fault } from '../../fault.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

const ARRIVED_MS = 31_000 // a post that was under way when everything was erased has arrived, or never will
const A_PAUSE_MS = 2_000

/** Everything about a person is erased: what the bot said to them is taken away from Slack too, a part at a time, and then this is forgotten. */
export async function deletePosts(deps: Deps, due: WorkOf<'take-down'>): Promise<Work[]> {
  const { workspace, place, about } = due
  const thread = due.inThread ? due.thread : null
  const arriveInMs = about.keys.length > 0 ? Number(about.until) * 1_000 + ARRIVED_MS - deps.now().getTime() : 0
  const at = { workspace, place: place ?? '', thread, ...about, isLast: arriveInMs <= 0 }
  const left = place ? await deps.handOver.deletePosts(at).catch(unlessClosed) : 'all'
  if (left === 'more' || arriveInMs > 0) {
    const afterMs = left === 'more' ? A_PAUSE_MS : arriveInMs
    await deps.store.putBack(due, { afterMs, because: 'taking messages away', isWait: true })
  } else await deps.store.forgetWork(due)
  return []
}

/** A channel that is archived, or that the bot was removed from, gives nothing back. */
function unlessClosed(error: unknown): 'all' {
  if (error instanceof Fault && ['slack-closed-place', 'slack-gone'].includes(error.code)) return 'all'
  throw error
}
