import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** The learner looks at their scorecard, after saying how they see themselves, or without. */
export async function openScorecard(
  deps: Deps,
  who: Person,
  sessionId: string,
  own: number | null,
): Promise<'opened' | 'open-already' | 'none'> {
  const { outcome } = await deps.store.openScorecard(who, sessionId, own)
  deps.wake()
  return outcome
}
