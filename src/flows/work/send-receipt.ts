import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** Everything about a person is erased: they are told so, and then this is forgotten too. */
export async function sendReceipt(deps: Deps, due: WorkOf<'receipt'>): Promise<Work[]> {
  const { workspace, actor, key, look, place } = due
  await deps.handOver.receipt({ workspace, actor, key, look, thread: null, dmChannel: place }, due.about)
  await deps.store.forgetWork(due)
  return []
}
