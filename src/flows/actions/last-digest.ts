import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import type { DigestView } from '../show.ts'
import { digestView } from '../work/send-digest.ts'

/** A manager asks for their last digest, or for that of a week. */
export async function lastDigest(
  deps: Deps,
  who: Person,
  week?: string,
): Promise<DigestView | 'none-yet' | 'no-manager'> {
  const { store } = deps
  if (!(await store.myTeams(who))) return 'no-manager'
  const sent = await store.sentDigest(who, week)
  return sent ? digestView(sent, deps) : 'none-yet'
}
