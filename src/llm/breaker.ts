import { Fault, isAway } from '../fault.ts'
import type { CallOptions, LanguageModel } from './llm.ts'

const FAILURES = 5 // in a row, until the server counts as away
const OPEN_MS = 30_000
const PROBE_MS = 5_000 // until the one call that was let through tells how it is, others look again

/** A model that is not asked while its server is away. */
export type GuardedModel = LanguageModel & { state(): 'ready' | 'away' }

/** A server that does not stop talking is no better than one that is silent. */
const isEndless = (error: unknown) => error instanceof Fault && error.code === 'llm-endless'

/**
 * Guards a model: after five failures in a row that say that its server is away, calls fail at once for 30 seconds. Then one call is
 * let through: if it is answered, all is well again, and else it is another 30 seconds. What is asked for the first time, as a new message
 * is, is let through in the meantime too, one at a time. Bad JSON or a refusal is an answer too.
 */
export function openBreaker(
  model: LanguageModel,
  { now, onAway, onBack }: { now: () => number; onAway?: () => void; onBack: () => void },
): GuardedModel {
  let failures = 0
  let awayUntil: number | undefined // while the server counts as away
  let isProbing = false

  async function guarded<T>({ isNew }: CallOptions, call: () => Promise<T>): Promise<T> {
    const isProbe = awayUntil !== undefined
    if (awayUntil !== undefined) {
      const afterMs = isProbing ? PROBE_MS : isNew ? 0 : awayUntil - now()
      if (afterMs > 0) throw new Fault('llm-away', { retry: true, afterMs })
      isProbing = true
    }
    try {
      const outcome = await call()
      answered()
      return outcome
    } catch (error) {
      if (isAway(error) || isEndless(error)) failed(isProbe)
      else if (error instanceof Fault && error.code !== 'llm-cancelled') answered()
      throw error
    } finally {
      if (isProbe) isProbing = false
    }
  }

  function answered(): void {
    failures = 0
    if (awayUntil === undefined) return
    awayUntil = undefined
    onBack()
  }

  /** Calls that were under way when it opened tell nothing new: only the one that was let through does. */
  function failed(isProbe: boolean): void {
    failures += 1
    if (awayUntil === undefined ? failures < FAILURES : !isProbe) return
    if (awayUntil === undefined) onAway?.()
    awayUntil = now() + OPEN_MS
  }

  return {
    name: model.name,
    state: () => (awayUntil === undefined ? 'ready' : 'away'),
    write: (messages, options) => guarded(options, () => model.write(messages, options)),
    fill: (messages, schema, options) => guarded(options, () => model.fill(messages, schema, options)),
  }
}
