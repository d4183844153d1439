import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { isTheirs, type PressOutcome } from './end-session.ts'

/** The learner asks how it goes so far: it is there in the thread, or shown in the post that says so. The same event asks once. */
export async function askScore(
  deps: Deps,
  who: Person,
  eventId: string,
  sessionId?: string,
  post?: string,
): Promise<PressOutcome> {
  if (sessionId && !(await isTheirs(deps, who, sessionId))) return 'not-yours'
  const { outcome } = await deps.store.askScore(who, eventId, sessionId, post)
  return outcome === 'asked' ? 'done' : outcome
}
