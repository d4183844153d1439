import { setTimeout as after } from 'node:timers/promises'
import { startBot } from './bot.ts'
import { embedded } from './database.ts'
import type { Measurement } from './figure.ts'
import { quantile } from './quantile.ts'

const SETTLES_MS = 60_000
const STARTS = 3

/** What it takes to have it running: the time until it is ready, and the memory when nobody writes. */
export const footprint: Measurement = {
  title: 'Start, and memory at rest: embedded database, playground, no model',
  async measure() {
    const database = embedded()
    try {
      const first = await startBot(database.settings)
      await after(SETTLES_MS)
      const megabytes = first.megabytes()
      await first.stop()
      const starts: number[] = []
      for (let start = 0; start < STARTS; start += 1) {
        const again = await startBot(database.settings)
        starts.push(again.readyMs)
        await again.stop()
      }
      return [
        { what: 'first start', value: first.readyMs / 1000, unit: 's', target: { atMost: 8 } },
        { what: 'start with data', value: quantile(starts, 0.5) / 1000, unit: 's', target: { atMost: 2 } },
        { what: 'memory after a minute', value: megabytes, unit: 'MB', target: { atMost: 350 } },
      ]
    } finally {
      await database.close()
    }
  },
}
