import type { Person } from '../../store/store.ts'
import type { Deps, DigestView } from '../deps.ts'
import { digestView } from '../work/send-digest.ts'

/** A manager asks for their last digest. */
export async function lastDigest({ store }: Deps, who: Person): Promise<DigestView | 'none-yet' | 'no-manager'> {
  if (!(await store.myTeams(who))) return 'no-manager'
  const sent = await store.sentDigest(who)
  return sent ? digestView(sent) : 'none-yet'
}
