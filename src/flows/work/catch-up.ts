import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** Nobody listened for a while: take in what people wrote meanwhile. What is known already changes nothing. */
export async function catchUp({ store, readThread, log }: Deps, due: WorkOf<'catch-up'>): Promise<Work[]> {
  const { workspace, inThread, place } = due
  const items = place
    ? await readThread({ workspace, place, thread: inThread ? due.thread : null, oldest: due.about.oldest })
    : []
  const work = items.length > 0 ? await store.keepIncoming(items) : []
  await store.settle(due, 'caught up')
  if (work.length > 0) log.info('caught up with what nobody heard', { id: due.id, pieces: work.length })
  return work
}
