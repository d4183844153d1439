import type { Person } from '../contract.ts'

type Clock = Pick<Person, 'locale' | 'tz'>

const dateOf = (ts: string) => new Date(Number(ts) * 1000)

/** The time of day of a message, as the person reads clocks. */
export const timeOf = (ts: string, { locale, tz }: Clock): string =>
  dateOf(ts).toLocaleTimeString(locale, { timeZone: tz, hour: 'numeric', minute: '2-digit' })

/** Date and time in full, for the pointer that rests on a short time. */
export const momentOf = (ts: string, { locale, tz }: Clock): string =>
  dateOf(ts).toLocaleString(locale, { timeZone: tz, dateStyle: 'full', timeStyle: 'short' })

/** A calendar day in the person's zone, for telling days apart. */
export const dayOf = (ts: string, { tz }: Clock): string => dateOf(ts).toLocaleDateString('en-CA', { timeZone: tz })

/** A day as a divider says it: today and yesterday by name. */
export function dayName(ts: string, clock: Clock, now: number): string {
  const day = dayOf(ts, clock)
  if (day === dayOf(String(now / 1000), clock)) return 'Today'
  if (day === dayOf(String(now / 1000 - 86_400), clock)) return 'Yesterday'
  return dateOf(ts).toLocaleDateString('en-US', { timeZone: clock.tz, weekday: 'long', month: 'long', day: 'numeric' })
}
