import { Fault } from '../fault.ts'

/**
 * How long a server is waited for that has not said a word yet. One that loads a model first, as Ollama does, begins anew when its caller
 * hangs up: each time that it stays silent it is given twice the time, and one call at a time has it for itself until it has answered.
 */
export type Patience = {
  /** Milliseconds that the first byte may take. */
  waitMs(): number
  /** Milliseconds that it took the last time, in which it came. */
  tookMs(): number
  /** Runs a call that ends with the first byte; `isOver` tells whether its time was up. Rejects with `llm-slow` where its turn never comes. */
  firstByte<T>(call: () => Promise<T>, signal: AbortSignal, isOver: () => boolean): Promise<T>
}

const LONGEST_WAIT_MS = 4 * 60_000
const SPARE = 2 // times as long as it has taken before
const FORGETS = 0.99 // of the longest that it took, each time that it is quicker

export function openPatience(leastMs: number): Patience {
  let granted = leastMs
  let longest = 0
  let took = 0
  let isSilent = false // since it was last hung up on
  let underWay = 0
  const waiting = new Set<() => void>()

  const waitMs = () => Math.min(Math.max(granted, longest * SPARE, leastMs), Math.max(LONGEST_WAIT_MS, leastMs))

  /** Until nobody else waits for a server that was silent before. */
  async function turn(signal: AbortSignal): Promise<void> {
    while (isSilent && underWay > 0) {
      if (signal.aborted) throw new Fault('llm-slow', { retry: true })
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.add(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
      await promise
      waiting.delete(resolve)
    }
    underWay += 1 // before anybody else who was woken looks
  }

  return {
    waitMs,
    tookMs: () => took,
    async firstByte(call, signal, isOver) {
      await turn(signal)
      const [given, begun] = [waitMs(), performance.now()]
      try {
        const said = await call()
        took = performance.now() - begun
        longest = Math.max(took, longest * FORGETS)
        granted = leastMs
        isSilent = false
        return said
      } catch (error) {
        if (isOver()) {
          isSilent = true
          granted = Math.max(granted, 2 * given)
        }
        throw error
      } finally {
        underWay -= 1
        for (const next of waiting) next()
      }
    },
  }
}
