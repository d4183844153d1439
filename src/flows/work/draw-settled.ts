import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** A learner answered a card or a reminder: what came of it stands in its place. It holds their words, so it is forgotten then. */
export async function drawSettled({ store, show }: Deps, due: WorkOf<'redraw'>): Promise<Work[]> {
  const { workspace, actor, about } = due
  await show.settled({ workspace, actor, post: about.post }, about.what)
  await store.forgetWork(due)
  return []
}
