import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** Everything about a person was asked for: gather it now, and hand it to them alone. */
export async function sendExport(deps: Deps, due: WorkOf<'export'>): Promise<Work[]> {
  const data = await deps.store.exportPerson(due)
  return post(deps, due, null, (to) => deps.handOver.export(to, data, deps.now()))
}
