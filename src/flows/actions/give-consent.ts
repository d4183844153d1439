import { CONSENT_VERSION } from '../../coaching/consent.ts'
import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** The learner read who sees what and presses start: their consent is kept, and the session that waited for it opens. */
export async function giveConsent(
  { store, now, wake }: Deps,
  who: Person & { name: string },
  about: { sessionId: string; offRecord: boolean; thread: string | null },
): Promise<'opened' | 'opened-before' | 'given-up' | 'not-yours'> {
  const { outcome } = await store.giveConsent(who, { ...about, version: CONSENT_VERSION, now: now() })
  if (outcome === 'opened') wake()
  return outcome === 'kept' ? 'opened-before' : outcome
}
