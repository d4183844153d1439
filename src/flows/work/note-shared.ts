import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** The learner sent a scorecard to their manager: a word that stays, with the way to take it back. */
export function noteShared(deps: Deps, due: WorkOf<'shared'>): Promise<Work[]> {
  const { manager, quotes } = due.about
  const shared = { sessionId: due.session.id, manager, withQuotes: quotes }
  return post(deps, due, due.thread, (to) => deps.show.shared(to, shared))
}
