import { faultName } from './fault.ts'
import type { Log } from './log.ts'
import { within } from './within.ts'

/** What is stopped, row by row. What stands in one row is stopped at the same time. */
const ORDER = [
  ['timers'], // nothing more is looked for
  ['connection', 'work'], // what runs may finish, and what still comes in meanwhile is kept, for others
  ['aside'], // what waits on the disk stays there
  ['surface'], // until now the playground, or the port of /healthz, says that we stop
  ['database'],
  ['instance'], // last: once its lock is gone, others take what we held
] as const
type Step = (typeof ORDER)[number][number]

const STOP_MS = 23_000 // whatever hangs: who stops us waits no longer than half a minute

/** What is open so far, and how it is closed: all of it, or what there is of it where a start fails. */
export type Stops = {
  add(step: Step, stop: () => unknown): void
  isStopping(): boolean
  close(): Promise<void>
}

export function openStops(log: Log): Stops {
  const added: { step: Step; stop: () => unknown }[] = []
  let isStopping = false

  async function stopAll(): Promise<void> {
    for (const row of ORDER) await Promise.all(added.filter(({ step }) => row.some((one) => one === step)).map(stopped))
  }

  async function stopped({ step, stop }: { step: Step; stop: () => unknown }): Promise<void> {
    try {
      await stop()
    } catch (error) {
      log.error('a part did not close', { step, error: faultName(error) })
    }
  }

  return {
    add: (step, stop) => void added.push({ step, stop }),
    isStopping: () => isStopping,
    async close() {
      if (isStopping) return
      isStopping = true
      await within(STOP_MS, stopAll(), () => log.error('not everything closed in time'))
    },
  }
}
