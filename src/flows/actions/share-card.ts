import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** A learner sends a scorecard to the manager whom they were shown. It goes out with that person's next digest. */
export async function shareCard(
  { store, now, wake }: Deps,
  who: Person,
  card: { sessionId: string; manager: string; withQuotes: boolean },
): Promise<'shared' | 'changed' | 'no-manager' | 'off-record' | 'too-late' | 'nothing'> {
  const { outcome } = await store.shareCard(who, { ...card, now: now() })
  if (outcome === 'shared') wake()
  return outcome
}

/** They take it back: it is gone from what the manager sees, and where a digest has shown it, that is shown again without it. */
export async function takeCardBack(
  { store, wake }: Deps,
  who: Person,
  sessionId: string,
): Promise<'taken-back' | 'nothing'> {
  const { outcome } = await store.takeCardBack(who, sessionId)
  if (outcome === 'taken-back') wake()
  return outcome
}
