import type { CallFault } from './call.ts'
import type { Fault, FaultMode, FaultName } from './contract.ts'
import type { Fields } from './fields.ts'
import type { Wire } from './wire.ts'

/** What goes wrong on purpose, for an engineer who wants to see it: each fault is off, next time only, or always on. */
export type Faults = {
  list(): Fault[]
  /** `error` is what a call is refused with: any that the method's page names. */
  set(name: FaultName, mode: FaultMode, method?: string, error?: string): void
  /** What is wrong with this call of the Web API, if anything. */
  onCall(method: string, args: Fields): CallFault | undefined
  /** Whether this event is to be delivered a second time. */
  deliversTwice(): boolean
  /** Whether a reply to a first message that is gone is posted for everybody to see, as by some reports, rather than refused. */
  goesAstray(): boolean
}

const SLOW_MS = 4000 // longer than Slack waits for an acknowledgement
const RETRY_AFTER_S = 5
const JOINING = ['apps.connections.open', 'auth.test'] // without these there would be no app to watch

/** Each fault of a call: which calls it meets when no method is named, and what it does to them. */
const CALLS = {
  'rate-limited': {
    meets: (method) => !JOINING.includes(method),
    does: { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': String(RETRY_AFTER_S) } },
  },
  slow: { meets: (method) => !JOINING.includes(method), does: { delayMs: SLOW_MS } },
  'answer-lost': { meets: (method) => method.startsWith('chat.'), does: { dropAnswer: true } },
  'page-instead': {
    meets: (method) => !JOINING.includes(method),
    does: { page: '<!doctype html><title>Sign in</title><p>Please sign in to go on.' },
  },
  // as a company's settings do: https://docs.slack.dev/reference/methods/files.getUploadURLExternal
  refused: {
    meets: (method) => method === 'files.getUploadURLExternal',
    does: { body: { ok: false, error: 'file_uploads_disabled' } },
  },
} satisfies Partial<Record<FaultName, { meets: (method: string) => boolean; does: CallFault }>>

const OF_CALLS: (keyof typeof CALLS)[] = ['rate-limited', 'slow', 'answer-lost', 'page-instead', 'refused']

export function openFaults(wire: Wire, dropConnections: () => void): Faults {
  const set = new Map<FaultName, { mode: FaultMode; method: string | undefined; error: string | undefined }>()
  const isOn = (name: FaultName) => (set.get(name)?.mode ?? 'off') !== 'off'
  const used = (name: FaultName) => {
    if (set.get(name)?.mode === 'once') set.delete(name)
  }

  return {
    list: () => FAULTS.map((name) => ({ name, mode: set.get(name)?.mode ?? 'off' })),
    set(name, mode, method, error) {
      if (name !== 'socket-dropped') set.set(name, { mode, method, error })
      else if (mode !== 'off') dropConnections()
    },
    onCall(method, args) {
      const name = OF_CALLS.find((one) => {
        const wanted = set.get(one)?.method
        return isOn(one) && (wanted === undefined ? CALLS[one].meets(method) : wanted === method)
      })
      if (!name) return undefined
      const error = name === 'refused' ? set.get(name)?.error : undefined
      used(name)
      wire.faulted(name)
      const does: CallFault = error ? { body: { ok: false, error } } : CALLS[name].does
      const answer = does.body ?? (does.page && { page: does.page })
      if (answer) wire.answered({ method, args, answer }) // it is not done, so nobody else writes it down
      return does
    },
    deliversTwice() {
      const twice = isOn('delivered-twice')
      used('delivered-twice')
      return twice
    },
    goesAstray() {
      const astray = isOn('reply-astray')
      used('reply-astray')
      return astray
    },
  }
}

/** In the order in which the panel shows them. */
export const FAULTS: FaultName[] = [
  'rate-limited',
  'slow',
  'answer-lost',
  'page-instead',
  'refused',
  'reply-astray',
  'delivered-twice',
  'socket-dropped',
]
