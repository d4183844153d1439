import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** A scorecard is shown: ask its learner what may be remembered. What they deleted meanwhile is not among it. */
export async function sendMemory(deps: Deps, due: WorkOf<'memory'>): Promise<Work[]> {
  const { store, show } = deps
  const lines = await store.memoryProposals(due, due.session.id)
  if (!lines) {
    await store.settle(due, 'nothing to propose any more')
    return []
  }
  const about = { sessionId: due.session.id }
  return post(deps, due, due.thread ?? due.session.thread, (to) => show.memory(to, about))
}
