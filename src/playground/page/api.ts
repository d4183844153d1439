import type { Act, Acted, Change, Fault, FaultMode, FaultName, State, WireEntry } from '../contract.ts'

/** How long to wait before the server is tried again. */
export const RETRY_MS = 1500

/** Does something as a person. What keeps it from reaching the playground is an error like any other. */
export async function act(as: string, what: Act): Promise<Acted> {
  try {
    const response = await fetch('/playground/api/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, act: what }),
    })
    return await response.json()
  } catch {
    return { ok: false, error: UNREACHABLE }
  }
}

type Hear = { state: (state: State) => void; change: (change: Change) => void; lost: () => void }

/**
 * Follows what one person sees, until the returned function is called. Changes that arrive while the state is read
 * wait for it, and each new connection reads the state again: nothing that happened in between is missed.
 */
export function follow(as: string, hear: Hear): () => void {
  let stream: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let closed = false

  function connect(): void {
    const mine = new EventSource(`/playground/api/events?as=${encodeURIComponent(as)}`)
    let waiting: Change[] | undefined = []
    stream = mine
    mine.onopen = async () => {
      waiting = []
      const state = await readState(as)
      if (closed || stream !== mine) return
      if (!state || state === 'nobody') return again()
      hear.state(state)
      for (const change of waiting ?? []) hear.change(change)
      waiting = undefined
    }
    mine.onmessage = (event) => {
      const change: Change = JSON.parse(event.data)
      if (waiting) waiting.push(change)
      else hear.change(change)
    }
    mine.onerror = again
  }

  function again(): void {
    stream?.close()
    if (closed) return
    hear.lost()
    clearTimeout(retry)
    retry = setTimeout(connect, RETRY_MS)
  }

  connect()
  return () => {
    closed = true
    clearTimeout(retry)
    stream?.close()
  }
}

/** Everything that a person sees now; 'nobody' when there is no such person. */
export async function readState(as: string): Promise<State | 'nobody' | undefined> {
  try {
    const response = await fetch(`/playground/api/state?as=${encodeURIComponent(as)}`)
    if (response.status === 404) return 'nobody'
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}

/** What crossed the wire after an entry, and what goes wrong on purpose. Undefined when the playground does not answer. */
export async function readWire(after: number): Promise<{ entries: WireEntry[]; faults: Fault[] } | undefined> {
  try {
    const [wire, faults] = await Promise.all([
      fetch(`/playground/api/wire?after=${after}`),
      fetch('/playground/api/faults'),
    ])
    return wire.ok && faults.ok ? { ...(await wire.json()), ...(await faults.json()) } : undefined
  } catch {
    return undefined
  }
}

/** Sets what is to go wrong; a sentence when that did not work. */
export async function setFault(name: FaultName, mode: FaultMode): Promise<string | undefined> {
  try {
    const { ok } = await fetch('/playground/api/faults', { method: 'POST', body: JSON.stringify({ name, mode }) })
    return ok ? undefined : 'That cannot be set.'
  } catch {
    return UNREACHABLE
  }
}

const UNREACHABLE = 'The playground cannot be reached. Is it still running?'
