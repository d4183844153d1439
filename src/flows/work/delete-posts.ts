import { Fault } from '../../fault.ts'
import { postAt } from '../../place.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

const ARRIVED_MS = 31_000 // a post that was under way when everything was erased has arrived, or never will
const A_PAUSE_MS = 2_000
const WAITED_FOR_MS = 6.5 * 24 * 60 * 60_000 // what people must put right is not waited for any longer

/**
 * Everything about a person is erased: what the bot said to them is taken away from Slack too, a part at a time. What Slack does not let
 * go is told to them by its place, and then this is forgotten.
 */
export async function deletePosts(deps: Deps, due: WorkOf<'take-down'>): Promise<Work[]> {
  const { workspace, place, about } = due
  const thread = due.inThread ? due.thread : null
  const arriveInMs = about.keys.length > 0 ? Number(about.until) * 1_000 + ARRIVED_MS - deps.now().getTime() : 0
  const isLast = arriveInMs <= 0
  const { left, stayed } = place
    ? await deps.handOver.deletePosts({ workspace, place, thread, ...about, isLast }).catch(unlessItStays)
    : { left: 'none', stayed: [] }
  if (left === 'more' || arriveInMs > 0) {
    const afterMs = left === 'more' ? A_PAUSE_MS : arriveInMs
    await deps.store.putBack(due, { afterMs, because: 'taking messages away', isWait: true })
    return []
  }
  if (stayed.length > 0) await tell(stayed)
  await deps.store.forgetWork(due)
  return []

  /** A channel that is archived, or that the bot was removed from, gives nothing back; nor does Slack where nobody puts right what is in the way. */
  function unlessItStays(error: unknown): { left: 'none'; stayed: string[] } {
    if (!(error instanceof Fault)) throw error
    if (error.code === 'slack-gone') return { left: 'none', stayed: [] } // nobody can be told either
    const isWaitedFor = error.code === 'slack-withheld' && due.triedForMs < WAITED_FOR_MS
    if (isWaitedFor || !['slack-closed-place', 'slack-withheld'].includes(error.code)) throw error
    return { left: 'none', stayed: [thread ?? postAt(place ?? '')] }
  }

  async function tell(posts: string[]): Promise<void> {
    deps.log.warn('messages of somebody who erased everything stay in Slack', { id: due.id, count: posts.length })
    if (!about.tell) return // they left, or nobody knows their direct message
    const { key, look } = due
    const to = { workspace, actor: '', key, look, thread: null, dmChannel: about.tell }
    await deps.handOver.stayed(to, posts)
  }
}
