import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { isTheirs, type PressOutcome } from './end-session.ts'

/** The learner asks how it goes so far: it is shown in the thread. The same event asks once. */
export async function askScore(deps: Deps, who: Person, eventId: string, sessionId?: string): Promise<PressOutcome> {
  if (sessionId && !(await isTheirs(deps, who, sessionId))) return 'not-yours'
  const { outcome } = await deps.store.askScore(who, eventId, sessionId)
  if (outcome === 'none-open') return outcome
  deps.wake()
  return 'done'
}
