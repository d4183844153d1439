import { AsyncLocalStorage } from 'node:async_hooks'
import type { Deps } from './flows/deps.ts'
import { leaveGroup, type Places } from './flows/intake/leave-group.ts'
import type { OwnThreads } from './flows/intake/own-threads.ts'
import { type Outsiders, turnAway } from './flows/intake/turn-away.ts'
import { performWork } from './flows/work/work.ts'
import type { Instance } from './queue/instance.ts'
import type { Watch } from './queue/watch.ts'
import { type Outside, openWorker, type Worker } from './queue/worker.ts'
import type { Speeches } from './slack/incoming/speech.ts'
import type { Store, Work } from './store/store.ts'
import { inSpeech } from './words/words.ts'

const UNHURRIED = ['score', 'catch-up', 'digest', 'preview'] // nobody waits for these

/** Waits for something outside on behalf of the piece of work that asks, whichever that is. */
const waits = new AsyncLocalStorage<Outside>()
const atOnce: Outside = (wait) => wait()
export const outside: Outside = (wait) => (waits.getStore() ?? atOnce)(wait)

/** The worker over this database: each piece is looked at for whose it is, and performed in that person's language. */
export function wireWorker(about: {
  deps: Deps
  threads: OwnThreads
  outsiders: Outsiders
  places: Places
  speeches: Speeches
  watch: Watch | undefined
}): Worker<Work> {
  const { deps, threads, outsiders, places, speeches, watch } = about
  const { store, log } = deps
  return openWorker<Work>(
    {
      claim: store.claimWork,
      extend: store.extendLeases,
      handBack: store.handBack,
      claimSuspect: store.claimSuspect,
      giveFloor: store.giveFloor,
      perform: async (work, signal, outside) => {
        threads.see(work)
        if (await turnAway({ store, outsiders, log }, work)) return []
        const speech = await speeches.speechFor(work)
        return waits.run(outside, () =>
          inSpeech(speech, async () =>
            (await leaveGroup({ store, outsiders, places, log }, work)) ? [] : performWork(deps, work, signal),
          ),
        )
      },
      ...watch,
      unhurried: (kind) => UNHURRIED.includes(kind),
      whose: ({ workspace, actor }) => `${workspace} ${actor}`,
    },
    log,
  )
}

/** Frees what processes held that have died: the worker finds it once it is due. */
export async function releaseDead(about: {
  store: Store
  instance: Instance
  /** The database is this process's alone: whoever held something else is dead. */
  isAlone: boolean
  deadSince: number
}): Promise<void> {
  const { store, instance, isAlone, deadSince } = about
  const dead = isAlone ? 'everybody else' : instance.dead
  if (dead !== 'everybody else' && dead.length === 0) return
  await store.releaseWork({ dead, forMs: performance.now() - deadSince })
  instance.bury()
}
