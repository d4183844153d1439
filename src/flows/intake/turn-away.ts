import { Fault, faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { placeOf } from '../../place.ts'
import type { Store, Work } from '../../store/store.ts'

/** Who is of another company, as far as Slack says. A border of its own: what is kept asks it before anything is made of it. */
export type Outsiders = {
  /**
   * Whether this person is one. Asks Slack at most once a day for a person, and only where what they wrote did not say; `isKnown` is
   * whether they are a learner here already. Failures that pass are Faults.
   */
  isOne(actor: string, isKnown: boolean): Promise<boolean>
  /** Tells them where they are that nothing is kept, once for each place: as an outsider, or as this is a group's. Never fails. */
  decline(
    actor: string,
    at: { channel: string; threadTs?: string | undefined },
    because?: 'outsider' | 'group',
  ): Promise<void>
}

const BY_PEOPLE: readonly Work['kind'][] = ['lead', 'word', 'note', 'reply', 'edit'] // what comes of a message
const AGAIN_MS = 10_000

/**
 * Ends work that came of a message by somebody of another company, and leaves nothing of it. Mostly their messages are not even kept; but
 * where Slack does not say whose they are, keeping comes first.
 */
export async function turnAway(
  { store, outsiders, log }: { store: Pick<Store, 'forgetWork' | 'putBack'>; outsiders: Outsiders; log: Log },
  due: Work,
): Promise<boolean> {
  if (!BY_PEOPLE.includes(due.kind)) return false
  try {
    if (!(await outsiders.isOne(due.actor, due.learner !== null))) return false
    const { channel, threadTs } = placeOf(due.thread ?? due.place ?? '')
    await outsiders.decline(due.actor, { channel, ...(due.inThread && threadTs ? { threadTs } : {}) })
    await store.forgetWork(due)
    log.info('somebody of another company was turned away', { id: due.id, kind: due.kind })
  } catch (error) {
    const about = { id: due.id, kind: due.kind, error: faultName(error) }
    if (!(error instanceof Fault && error.code.startsWith('slack-'))) {
      log.error('somebody was not turned away', about) // nothing can be noted: the lease runs out, and the work is claimed again
      return true
    }
    log.warn('Slack does not say yet whose work this is', about)
    const afterMs = error.afterMs ?? AGAIN_MS
    await store.putBack(due, { afterMs, because: error.code, isWait: true }).catch(unlessLost)
  }
  return true
}

/** It was settled meanwhile, as when the app is removed. */
function unlessLost(error: unknown): void {
  if (!(error instanceof Fault && error.code.startsWith('store-'))) throw error
}
