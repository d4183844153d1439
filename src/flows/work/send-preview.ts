import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** A week is closed that the learner is part of: let them see what their manager will be told, and take themselves out. */
export async function sendPreview(deps: Deps, due: WorkOf<'preview'>): Promise<Work[]> {
  const preview = await deps.store.digestPreview(due)
  if (!preview || preview.week !== due.about.week || preview.leftOut) {
    await deps.store.settle(due, 'nothing to look at any more')
    return []
  }
  return post(deps, due, null, (to) => deps.show.preview(to, preview))
}
