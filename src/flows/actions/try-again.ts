import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { isTheirs } from './end-session.ts'

/** The learner pressed "Try again": what waited for them is answered now. */
export async function tryAgain(
  deps: Deps,
  who: Person,
  sessionId: string,
): Promise<'done' | 'nothing-waits' | 'not-yours'> {
  if (!(await isTheirs(deps, who, sessionId))) return 'not-yours'
  const { outcome } = await deps.store.tryAgain(who, sessionId)
  if (outcome === 'nothing-waits') return outcome
  deps.wake()
  return 'done'
}
