import type { Field, Fields } from './fields.ts'

/** One thing to hand to the app, in the form that Socket Mode and HTTP share. */
export type Delivery = {
  id: string
  type: 'events_api' | 'slash_commands' | 'interactive'
  payload: Fields
  acceptsAnswer: boolean
}

/** What came of handing it over once. */
export type Handed = { acked: true; answer: Field } | { acked: false; reason: string; mayRetry: boolean }

/** A way to the app. `waits` are the pauses before each try of an event. */
export type Transport = {
  hand(delivery: Delivery, attempt: number, reason: string): Promise<Handed>
  waits: readonly number[]
}

/** Hears of everything that was handed over, what came of it, how long that took, and which try it was. */
export type OnHanded = (delivery: Delivery, handed: Handed, tookMs: number, attempt: number) => void

export type Deliveries = {
  use(transport: Transport): void
  /** An event: tried again until the app acknowledges it, or the tries are used up. */
  event(id: string, payload: Fields): void
  /** A command or an interaction: a person waits, so it is tried once. */
  ask(id: string, type: 'slash_commands' | 'interactive', payload: Fields): Promise<Handed>
  close(): void
}

/**
 * Hands events, commands and interactions to the app over the transport in use, as often as Slack does; an event once
 * more than that when `isTwice` says so.
 */
export function openDeliveries(first: Transport, onHanded: OnHanded, isTwice: () => boolean): Deliveries {
  let transport = first
  const closing = new AbortController()

  async function hand(delivery: Delivery, attempt: number, reason: string): Promise<Handed> {
    const begun = performance.now()
    const handed = await transport.hand(delivery, attempt, reason)
    onHanded(delivery, handed, performance.now() - begun, attempt)
    return handed
  }

  async function deliver(delivery: Delivery): Promise<void> {
    let reason = ''
    for (const [attempt, wait] of transport.waits.entries()) {
      if (wait > 0) await pause(wait, closing.signal)
      if (closing.signal.aborted) return
      const handed = await hand(delivery, attempt, reason)
      if (handed.acked && isTwice()) await hand(delivery, attempt, reason)
      if (handed.acked || !handed.mayRetry) return
      reason = handed.reason
    }
  }

  return {
    use(other) {
      transport = other
    },
    event(id, payload) {
      void deliver({ id, type: 'events_api', payload, acceptsAnswer: false })
    },
    ask: (id, type, payload) => hand({ id, type, payload, acceptsAnswer: true }, 0, ''),
    close: () => closing.abort(),
  }
}

/** Waits, but not beyond the end of the playground. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
