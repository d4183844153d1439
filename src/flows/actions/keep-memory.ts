import type { Person, Proposal } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** The learner decides what may be remembered of a session: as proposed, in their own words, or nothing. That stands in place of the card. */
export async function keepMemory(
  { store, now }: Deps,
  who: Person,
  { sessionId, post, lines }: { sessionId: string; post: string | null; lines: Proposal[] | null },
): Promise<'kept' | 'past' | 'gone'> {
  const kept = await store.keepMemory(who, sessionId, lines, now())
  if (kept.outcome === 'kept' && post) await store.keepSettled(who, post, { of: 'memory', lines: kept.lines })
  return kept.outcome
}
