import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** A person has everything about them erased. It is gone when this resolves; what Slack shows of it is taken away by kept work. */
export async function eraseEverything({ store, wake, log }: Deps, who: Person): Promise<void> {
  const { id } = await store.erasePerson(who, 'learner')
  log.info('everything about a person was erased', { receipt: id })
  wake()
}
