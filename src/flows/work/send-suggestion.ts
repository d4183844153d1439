import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** A manager suggested a session: say so to the learner, who decides. Whether it still holds is looked at now. */
export async function sendSuggestion(deps: Deps, due: WorkOf<'suggestion'>): Promise<Work[]> {
  const suggestion = await deps.store.mySuggestion(due, due.about.suggestion)
  if (!suggestion) {
    await deps.store.settle(due, 'holds no more')
    return []
  }
  return post(deps, due, null, (to) => deps.show.suggestion(to, suggestion))
}
