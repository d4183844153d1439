import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { digestView } from './send-digest.ts'

const ON_ITS_WAY_MS = 5_000

/**
 * A card was taken back that a digest was made with: the manager's message is shown as it is now. Nothing is lost by doing it twice, and
 * it is done until what is shown is what is kept, so that of two cards taken back at once neither stays.
 */
export async function updateDigest(deps: Deps, due: WorkOf<'digest-again'>): Promise<Work[]> {
  const { store, show } = deps
  const { week } = due.about
  const { post, isComing } = await store.digestPlace(due, week)
  if (!post && isComing) {
    await store.putBack(due, { afterMs: ON_ITS_WAY_MS, because: 'the digest is on its way', isWait: true })
    return []
  }
  const at = post ? { workspace: due.workspace, post } : null
  for (let shown = ''; at; ) {
    const digest = await store.sentDigest(due, week)
    const now = JSON.stringify(digest)
    if (now === shown) break
    if (digest) await show.digestAgain(at, digestView(digest, deps))
    else await show.erase(at) // they manage the team no more: nothing of it is told anew
    shown = now
  }
  await store.settle(due, at ? 'shown as it is now' : 'it was never shown')
  return []
}
