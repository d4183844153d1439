import { faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import type { Store } from '../../store/store.ts'

export type Presence = {
  /** To be called time and again, several times within what counts as a gap. What the database could not be told before is told now. */
  note(): Promise<void>
  /** A connection died in silence: nothing was heard on it for so many milliseconds. */
  silence(quietMs: number): void
}

/**
 * Tells the database that Slack reaches us, and when it may not have: after a gap, or where a connection died in silence, somebody looks
 * into the threads of open sessions for what was written meanwhile.
 */
export function openPresence(about: {
  store: Pick<Store, 'notePresence' | 'noteSilence'>
  connections: () => number
  log: Log
}): Presence {
  const { store, connections, log } = about
  let quietSince: number | undefined // on one of the connections that are gone

  async function noteSilence(): Promise<void> {
    const since = quietSince
    if (since === undefined) return
    quietSince = undefined
    try {
      const looks = await store.noteSilence(performance.now() - since)
      log.warn('a connection to Slack died in silence: what it may have swallowed is looked for', { looks })
    } catch (error) {
      quietSince = Math.min(since, quietSince ?? since)
      throw error
    }
  }

  return {
    async note() {
      await noteSilence()
      if (connections() === 0) return
      const looks = await store.notePresence()
      if (looks > 0) log.warn('nobody was connected for a while: what was written meanwhile is looked for', { looks })
    },
    silence(quietMs) {
      quietSince = Math.min(quietSince ?? Number.POSITIVE_INFINITY, performance.now() - quietMs)
      noteSilence().catch((error) => log.warn('the silence was not noted yet', { error: faultName(error) }))
    },
  }
}
