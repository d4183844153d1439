import { Fault } from '../fault.ts'

/** How long a model's server may take: to begin answering, between two pieces of text, and for the whole call. */
export type Timers = { headersMs: number; idleMs: number; totalMs: number }

/**
 * The clocks of one call. `signal` is aborted when one runs out or the caller stops the call; `fault` then says which.
 * A caller's own clock (`AbortSignal.timeout`) is a clock like ours: what it stops was slow, not cancelled.
 */
export type Deadlines = {
  readonly signal: AbortSignal
  readonly fault: Fault | undefined
  /** From now on, silence may last this long. */
  allowSilence(ms: number): void
  /** From now on, it has this long to be done, whatever it says. */
  allowOnly(ms: number): void
  /** The server said something: the silence starts anew. */
  heard(): void
  close(): void
}

/** Starts the clocks of one call. The SDK's own timeout ends with the headers, so a stalled stream would hang for ever. */
export function openDeadlines(totalMs: number, caller: AbortSignal | undefined): Deadlines {
  const controller = new AbortController()
  let fault: Fault | undefined
  let silence: NodeJS.Timeout | undefined
  let isEnding = false
  const stop = (code: 'llm-slow' | 'llm-cancelled') => {
    fault ??= new Fault(code, { retry: true })
    controller.abort()
  }
  const cancel = () => stop(isTimeout(caller?.reason) ? 'llm-slow' : 'llm-cancelled')
  const total = setTimeout(stop, totalMs, 'llm-slow')
  if (caller?.aborted) cancel()
  caller?.addEventListener('abort', cancel, { once: true })

  return {
    signal: controller.signal,
    get fault() {
      return fault
    },
    allowSilence(ms) {
      isEnding = false
      clearTimeout(silence)
      silence = setTimeout(stop, ms, 'llm-slow')
    },
    allowOnly(ms) {
      this.allowSilence(ms)
      isEnding = true
    },
    heard() {
      if (!isEnding) silence?.refresh()
    },
    close() {
      clearTimeout(total)
      clearTimeout(silence)
      caller?.removeEventListener('abort', cancel)
    },
  }
}

const isTimeout = (reason: unknown) => reason instanceof DOMException && reason.name === 'TimeoutError'
