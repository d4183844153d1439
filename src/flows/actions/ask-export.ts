import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** A person asks for everything that is kept of them: it comes in their direct message. */
export async function askExport({ store, wake }: Deps, who: Person, eventId: string): Promise<void> {
  await store.askExport(who, eventId)
  wake()
}
