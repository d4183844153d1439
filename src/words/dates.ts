import { speechNow } from './words.ts'

type Form = Intl.DateTimeFormatOptions

/** A day as the person in front of us writes it. A day of the calendar, such as '2026-11-03', is the same everywhere. */
export const dayWords = (day: Date | string, form: Form = { day: 'numeric', month: 'short' }): string =>
  typeof day === 'string' ? written(new Date(day), { ...form, timeZone: 'UTC' }) : written(day, form)

/** A day of the calendar, said in full: 'Thursday, 3 December'. */
export const fullDayWords = (day: string): string => dayWords(day, { weekday: 'long', day: 'numeric', month: 'long' })

/** A moment, such as 'Thursday, 00:00'. Where the time zone is not known or is none, in UTC, and says so. */
export function momentWords(at: Date, timeZone: string | null): string {
  const form: Form = { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const { locale } = speechNow()
  try {
    if (timeZone) return at.toLocaleString(locale, { ...form, timeZone })
  } catch {
    // a zone that this machine does not know
  }
  return `${at.toLocaleString(locale, { ...form, timeZone: 'UTC' })} UTC`
}

function written(at: Date, form: Form): string {
  const { locale, timeZone } = speechNow()
  try {
    return new Intl.DateTimeFormat(locale, { timeZone: timeZone ?? 'UTC', ...form }).format(at)
  } catch {
    return new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(at)
  }
}
