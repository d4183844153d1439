import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** A manager suggests a session to somebody of their team. What becomes of it they are never told. */
export async function suggestSession(
  { store, now, wake }: Deps,
  who: Person,
  suggestion: { member: string; domainId: string; eventId: string },
): Promise<'noted' | 'too-soon' | 'not-theirs' | 'unknown-domain'> {
  const { outcome } = await store.suggestSession(who, { ...suggestion, now: now() })
  if (outcome === 'noted') wake()
  return outcome
}
