import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** The learner deleted a reply that was answered: take the answer back from where it is shown. */
export async function eraseAnswer(deps: Deps, due: WorkOf<'erase'>): Promise<Work[]> {
  await deps.show.erase({ workspace: due.workspace, post: due.about.post })
  await deps.store.settle(due, 'erased')
  return []
}
