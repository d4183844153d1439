import { CONSENT_VERSION } from '../../coaching/consent.ts'
import { PROMPT_VERSION } from '../../coaching/prompt.ts'
import type { OpenSession, Start } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

export type StartOutcome =
  | { outcome: 'started' | 'consent-asked' }
  | { outcome: 'open-already'; session: OpenSession; domainId: string }
  | { outcome: 'unknown-domain' | 'inactive-domain' }

/**
 * Somebody wants to be coached in a domain: keep the start, and have it opened, or for the first time have them asked before it is.
 * One session a learner is open at a time.
 */
export async function startSession(
  { store, wake }: Deps,
  who: { workspace: string; actor: string; name: string },
  start: Omit<Start, 'promptVersion' | 'consentVersion'>,
): Promise<StartOutcome> {
  const started = await store.startSession(who, {
    ...start,
    promptVersion: PROMPT_VERSION,
    consentVersion: CONSENT_VERSION,
  })
  if (started.outcome === 'started' || started.outcome === 'consent-asked') wake()
  if (started.outcome === 'open-already' && started.session) {
    return { outcome: 'open-already', session: started.session, domainId: start.domainId }
  }
  return { outcome: started.outcome === 'open-already' ? 'started' : started.outcome }
}
