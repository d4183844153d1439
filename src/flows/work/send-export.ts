import { Fault } from '../../fault.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** Everything about a person was asked for: gather it now, and hand it to them alone. */
export async function sendExport(deps: Deps, due: WorkOf<'export'>): Promise<Work[]> {
  const data = await deps.store.exportPerson(due)
  return post(deps, due, null, async (to) => {
    try {
      return await deps.handOver.export(to, data, deps.now())
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'slack-no-files')) throw error
      const because = String(error.cause)
      deps.log.error('everything about a person cannot be handed over: Slack takes no files', { id: due.id, because })
      return deps.show.note(to, { note: 'no-export', because })
    }
  })
}
