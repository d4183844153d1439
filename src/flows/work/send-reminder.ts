import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** A commitment is due: ask how it went. Whether there is still something to ask is looked at now. */
export async function sendReminder(deps: Deps, due: WorkOf<'reminder'>): Promise<Work[]> {
  const asked = await deps.store.reminderOf(due, deps.now())
  if (!asked) {
    await deps.store.settle(due, 'nothing to ask now')
    return []
  }
  return post(deps, due, null, (to) => deps.show.reminder(to, asked))
}
