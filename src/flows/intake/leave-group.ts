import { hardMoment } from '../../coaching/hard-moment.ts'
import { faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { placeOf } from '../../place.ts'
import type { Store, Work } from '../../store/store.ts'
import type { Outsiders } from './turn-away.ts'

/** What a place is. A border of its own, as what Slack delivers of a mention does not say it. */
export type Places = {
  /** Whether it is a direct message of several people, as far as Slack says. Never fails. */
  isGroup(channel: string): Promise<boolean>
}

/**
 * Ends a mention in a direct message of several people, where nobody is coached: a polite word, and nothing of it is kept. In a hard moment
 * whom to turn to goes before.
 */
export async function leaveGroup(
  about: { store: Pick<Store, 'forgetWork'>; outsiders: Pick<Outsiders, 'decline'>; places: Places; log: Log },
  due: Work,
): Promise<boolean> {
  const { store, outsiders, places, log } = about
  if (due.kind !== 'lead' || !due.about.mention || hardMoment(due.body, due.learner?.locale)) return false
  const { channel, threadTs } = placeOf(due.thread ?? due.place ?? '')
  if (!(await places.isGroup(channel))) return false
  await outsiders.decline(due.actor, { channel, ...(due.inThread && threadTs ? { threadTs } : {}) }, 'group')
  try {
    await store.forgetWork(due)
  } catch (error) {
    // the lease runs out, and the work is claimed again
    log.error('a mention in a group was not forgotten yet', { id: due.id, error: faultName(error) })
  }
  return true
}
