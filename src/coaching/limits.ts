import { daysIn } from './day.ts'

/** What answering uses up: rounds, and the tokens that the coach and the judge read and write for them. */
export type Used = { rounds: number; inputTokens: number; outputTokens: number }

/** How much may be used in a day, and how much was used today: by one learner, and by all of their workspace. */
export type Limits = { learner: Used; workspace: Used }
export type UsedToday = { learner: Used; workspace: Used }

/** Whether one more round may be answered today, or whose limit stands in the way until when. */
export type Room = { is: 'within' } | { is: 'over'; whose: 'learner' | 'workspace'; until: Date }

/** A learner's day is that of their time zone; a workspace, which has people everywhere, counts in UTC. */
export function roomFor(limits: Limits, used: UsedToday, now: Date, timeZone: string | null): Room {
  const over = (whose: 'learner' | 'workspace') => !fits(limits[whose], used[whose])
  // Where both are reached, the one that lasts longer is said.
  const waits = [
    ...(over('learner') ? [{ is: 'over' as const, whose: 'learner' as const, until: nextDay(now, timeZone) }] : []),
    ...(over('workspace') ? [{ is: 'over' as const, whose: 'workspace' as const, until: nextDay(now, 'UTC') }] : []),
  ]
  return waits.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0] ?? { is: 'within' }
}

const fits = (limit: Used, used: Used) =>
  used.rounds < limit.rounds && used.inputTokens < limit.inputTokens && used.outputTokens < limit.outputTokens

const QUARTER_MS = 15 * 60_000 // every zone's midnight falls on a quarter of an hour of UTC, also where the clocks change

/** When the next day begins in a time zone; in UTC where nobody knows the zone. */
function nextDay(now: Date, timeZone: string | null): Date {
  const day = daysIn(timeZone)
  const today = day(now)
  let at = Math.floor(now.getTime() / QUARTER_MS) * QUARTER_MS
  do at += QUARTER_MS
  while (day(at) === today)
  return new Date(at)
}
