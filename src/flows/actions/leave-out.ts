import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** A learner takes themselves out of what their manager is told: this time, or always from now on. */
export async function leaveOut({ store, now }: Deps, who: Person, always: boolean): Promise<'left-out' | 'nothing'> {
  return (await store.leaveOut(who, always, now())).outcome
}
