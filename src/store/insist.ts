import { setTimeout as after } from 'node:timers/promises'
import { Fault } from '../fault.ts'

export const QUICK_MS = 400 // while Slack or a person waits
export const PATIENT_MS = 5 * 60_000 // for work in hand: what a model wrote is not thrown away because the database is away
const FIRST_PAUSE_MS = 50 // a connection that was closed while it was idle is opened anew at once
const LONGEST_PAUSE_MS = 2_000
const LAST_WORDS_MS = 10_000 // of the time in which a process that was told to stop has to end

/** Repeats calls that got no answer: the database may be away for a moment, or may have done it and the answer was lost. */
export type Insisting = {
  /** For calls that may be made twice: at least once more, and until `patienceMs` after the first try. */
  insist<T>(patienceMs: number, call: () => Promise<T>): Promise<T>
  /** We are stopping: from now on nothing is insisted on for long. */
  hurry(): void
}

export function openInsisting(): Insisting {
  let endsAt = Number.POSITIVE_INFINITY
  return {
    async insist(patienceMs, call) {
      const patientUntil = performance.now() + patienceMs
      for (let tries = 1, pauseMs = FIRST_PAUSE_MS; ; tries++, pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
        try {
          return await call()
        } catch (error) {
          if (!(error instanceof Fault && error.code === 'store-down')) throw error
          const nextTry = performance.now() + pauseMs
          if (nextTry > endsAt || (tries > 1 && nextTry > patientUntil)) throw error
          await after(pauseMs * (0.75 + Math.random() / 2)) // so that not all come back in the same moment
        }
      }
    },
    hurry() {
      endsAt = Math.min(endsAt, performance.now() + LAST_WORDS_MS)
    },
  }
}
