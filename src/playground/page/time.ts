import type { Person, State } from '../contract.ts'

type Clock = Pick<Person, 'locale' | 'tz'>

/** The workspace's time, which people may have moved. */
export const nowOf = ({ clock }: State): number => Date.now() + clock.aheadMs

/** The time of day of a message, as the person reads clocks. */
export const timeOf = (ts: string, { locale, tz }: Clock): string =>
  written(ts, locale, tz, { hour: 'numeric', minute: '2-digit' })

/** Date and time in full, for the pointer that rests on a short time. */
export const momentOf = (ts: string, { locale, tz }: Clock): string =>
  written(ts, locale, tz, { dateStyle: 'full', timeStyle: 'short' })

/** Day and time in a few letters, in the words of the page. */
export const shortMoment = (ts: string, { tz }: Pick<Clock, 'tz'>): string =>
  written(ts, 'en-GB', tz, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** A calendar day in the person's zone, for telling days apart. */
export function dayOf(ts: string, { tz }: Clock): string {
  const key = `${tz} ${Math.floor(Number(ts) / QUARTER_S)}`
  const day = days.get(key) ?? written(ts, 'en-CA', tz, { dateStyle: 'short' })
  if (days.size > DAYS_MAX) days.clear()
  days.set(key, day)
  return day
}

const QUARTER_S = 900 // no zone begins its day within one
const DAYS_MAX = 10_000
const days = new Map<string, string>()

/** A day as a divider says it: today and yesterday by name. */
export function dayName(ts: string, clock: Clock, now: number): string {
  const day = dayOf(ts, clock)
  if (day === dayOf(String(now / 1000), clock)) return 'Today'
  if (day === dayOf(String(now / 1000 - 86_400), clock)) return 'Yesterday'
  return written(ts, 'en-US', clock.tz, { weekday: 'long', month: 'long', day: 'numeric' })
}

/** A moment as clocks show it somewhere: 2026-11-30T09:00. */
export const localTime = (ms: number, timeZone: string): string =>
  new Date(ms).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T').slice(0, 16)

/** The moment at which clocks somewhere show a time. */
export function momentIn(local: string, timeZone: string): number {
  const utc = Date.parse(`${local}Z`)
  return utc - (Date.parse(`${localTime(utc, timeZone)}Z`) - utc)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Formats are kept: to make one takes longer than to draw the message that it is for. */
function written(ts: string, locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${timeZone} ${Object.keys(options)}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
  formats.set(key, format)
  return format.format(Number(ts) * 1000)
}
