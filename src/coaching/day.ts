/** Says of a moment which day it is in a time zone, as 'YYYY-MM-DD'; in UTC where nobody knows the zone. */
export function daysIn(timeZone: string | null): (at: Date | number) => string {
  const written = formatIn(timeZone)
  return (at) => written.format(at)
}

/** The day that it is there. */
export const dayIn = (timeZone: string | null, now: Date): string => daysIn(timeZone)(now)

function formatIn(timeZone: string | null): Intl.DateTimeFormat {
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone: timeZone ?? 'UTC' })
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone: 'UTC' })
  }
}
