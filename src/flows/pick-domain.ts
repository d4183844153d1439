import type { Work, WorkOf } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { besides, post } from './post.ts'

/** Somebody wrote to the bot with no session open: offer the domains. Their words are kept and become the first reply. */
export async function pickDomain(deps: Deps, due: WorkOf<'lead'>): Promise<Work[]> {
  const domains = await deps.store.domains()
  if (!due.about.mention) return post(deps, due, due.thread, (to) => deps.show.picker(to, domains))
  await deps.show.privately(besides(due), { note: 'picked-in-private' })
  return post(deps, due, null, (to) => deps.show.picker(to, domains)) // said in public, answered in private
}
