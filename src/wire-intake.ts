import { keepIncoming } from './flows/intake/keep-incoming.ts'
import type { OwnThreads } from './flows/intake/own-threads.ts'
import { type Aside, openAside } from './flows/intake/set-aside.ts'
import type { Incoming } from './incoming.ts'
import type { Log } from './log.ts'
import { openBatch } from './queue/batch.ts'
import { leftSpools, openSpool } from './queue/spool.ts'
import type { Worker } from './queue/worker.ts'
import type { OutboundCalls } from './slack/connection/outbound-calls.ts'
import type { openTellKept } from './slack/outgoing/tell-kept.ts'
import type { Store, Work } from './store/store.ts'

/** What keeps what comes in: in groups, in the database, or on this machine's disk while that is away. */
export function wireIntake(about: {
  store: Store
  worker: Worker<Work>
  outbound: OutboundCalls
  threads: OwnThreads
  telling: ReturnType<typeof openTellKept>
  /** Where it waits on the disk, and under which name; nowhere where the database is on the same disk. */
  spool: { folder: string; name: string } | undefined
  /** Somebody pressed stop there: the surface leaves it to us to show that. */
  onStop: (stop: Extract<Incoming, { kind: 'stop' }>) => void
  log: Log
}): { keep: (item: Incoming) => Promise<void>; aside: Aside | undefined } {
  const { store, worker, outbound, threads, telling, spool, onStop, log } = about
  const aside =
    spool &&
    openAside({
      spool: openSpool(spool.folder, spool.name),
      left: leftSpools(spool.folder, log),
      keep: keepIncoming({ store, ...worker }),
      catchUp: ({ ts: oldest, ...at }) => store.catchUp({ ...at, oldest }),
      threads,
      onWaits: telling.waits,
      onOver: telling.over,
      log,
    })
  const keepAll = keepIncoming({ store, ...worker, ...(aside ? { aside } : {}) })
  const keep = openBatch<Incoming>({
    keep: async (items) => {
      for (const item of items) if (item.kind === 'uninstall') outbound.leave(item.at) // an answer under way has nowhere to go
      await keepAll(items)
      for (const item of items) {
        if (item.kind === 'stop') onStop(item)
      }
    },
    waitMs: 3,
    most: 100,
    atOnce: 4,
    whose: (item) => `${item.workspace} ${'actor' in item ? item.actor : 'channel' in item ? item.channel : ''}`,
    mostOfOne: 10,
  })
  return { keep, aside }
}
