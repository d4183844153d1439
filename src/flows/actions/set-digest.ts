import type { Person, Store } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** A manager says when their digest comes, or whether it does. Whoever manages nobody sets nothing. */
export async function setDigest(
  { store }: Deps,
  who: Person,
  change: Partial<Parameters<Store['setDigest']>[1]>,
): Promise<'set' | 'no-manager'> {
  const settings = await store.myTeams(who)
  if (!settings) return 'no-manager'
  await store.setDigest(who, { ...settings, ...change })
  return 'set'
}
