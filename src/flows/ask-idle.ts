import type { Work, WorkOf } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'

/** A session was quiet for two days: ask once, gently, unless the learner came back meanwhile. */
export async function askIdle(deps: Deps, due: WorkOf<'idle'>): Promise<Work[]> {
  if (!due.session.isOpen || !due.session.isIdle) {
    await deps.store.settle(due, 'no longer idle')
    return []
  }
  return post(deps, due, due.thread ?? due.session.thread, (to) => deps.show.idle(to, { sessionId: due.session.id }))
}
