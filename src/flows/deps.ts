import type { Contacts } from '../coaching/contacts.ts'
import type { Minds } from '../llm/minds.ts'
import type { Log } from '../log.ts'
import type { Incoming, Store } from '../store/store.ts'
import type { Allowance, Spending } from './allowance.ts'
import type { HandOver, Retention } from './own-data.ts'
import type { Show } from './show.ts'

/** Everything that a flow may do to the world. Whoever coaches and judges is only named here: they are asked in `WorkDeps`. */
export type Deps = {
  store: Store
  coach: Named
  judge: Named
  allowance: Allowance
  show: Show
  handOver: HandOver
  /** The people that the workspace names for hard moments. */
  contacts: Contacts
  /** How long each sort of data is kept. */
  retention: Retention
  readThread: ReadThread
  log: Log
  now: () => Date
  /** There may be due work: look now rather than at the next poll. */
  wake: () => void
  /** Salts the hash that stands for a person at the model's provider. */
  safetySalt: string
}

type Named = Pick<Minds['coach' | 'judge'], 'name' | 'scripted'>

/** What the flow of a piece of kept work has besides: who coaches and who judges, as far as the limits of the day allow it. */
export type WorkDeps = Deps & Minds & Pick<Spending, 'withinLimits' | 'countedWithRound'>

/** What people said since then in a thread, or without one at the top of a place: to be kept like what the surface delivers. */
export type ReadThread = (at: {
  workspace: string
  place: string
  thread: string | null
  oldest: string
}) => Promise<Incoming[]>
