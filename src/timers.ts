import type { Deps } from './flows/deps.ts'
import type { openPresence } from './flows/intake/presence.ts'
import { planDigests } from './flows/schedule/plan-digests.ts'
import { planReminders } from './flows/schedule/plan-reminders.ts'
import { lookAtMembers, planUpkeep } from './flows/schedule/upkeep.ts'
import { every } from './queue/schedule.ts'

const MINUTE_MS = 60_000
const REMINDERS_MS = 20_000 // a reminder comes within a minute of its time
const PRESENCE_MS = 15_000 // a third of what counts as a gap
const IDLE_DAYS = { ask: 2, close: 7 } // after two quiet days one question, after a week the session is closed

const sweep = ({ store, wake }: Deps, now: Date) => store.sweep(now, IDLE_DAYS).then(wake)

/** What is looked for from time to time. Returns what stops it. */
export function startTimers(deps: Deps, presence: ReturnType<typeof openPresence>): () => void {
  const { log } = deps
  const timers = [
    every(MINUTE_MS, 'sweep', () => sweep(deps, new Date()), log), // a session that begins once the clock was moved is not old
    every(MINUTE_MS, 'planning digests', () => planDigests(deps), log),
    every(REMINDERS_MS, 'planning reminders', () => planReminders(deps), log),
    every(MINUTE_MS, 'upkeep', () => planUpkeep(deps), log),
    every(MINUTE_MS, 'looking at members', () => lookAtMembers(deps), log),
    every(PRESENCE_MS, 'noting our presence', presence.note, log),
  ]
  return () => {
    for (const stop of timers) stop()
  }
}

/** Has what became due looked for once the playground's clock was moved: each time from where it was before. */
export function openPassing(now: () => Date, deps: () => Deps): () => Promise<void> {
  let passed = now()
  return async () => {
    const from = passed
    passed = now()
    await deps().store.turnDay(from, passed)
    await sweep(deps(), now())
    await planDigests(deps())
    await planReminders(deps())
    await planUpkeep(deps())
  }
}
