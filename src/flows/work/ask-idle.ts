import { endsInHardMoment } from '../../coaching/hard-moment.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/**
 * A session was quiet for two days: ask once, gently, unless the learner came back meanwhile. After a hard moment nobody is asked, which no
 * row tells: it ends like one whose learner came back.
 */
export async function askIdle(deps: Deps, due: WorkOf<'idle'>): Promise<Work[]> {
  const isOver = !due.session.isOpen || !due.session.isIdle
  if (isOver || endsInHardMoment(await deps.store.ownRounds(due, due.session.id))) {
    await deps.store.settle(due, 'no longer idle')
    return []
  }
  return post(deps, due, due.thread ?? due.session.thread, (to) => deps.show.idle(to, { sessionId: due.session.id }))
}
