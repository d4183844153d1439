import { GERMAN } from './german-wording.ts'
import { folded } from './wording.ts'

const DAY_MS = 86_400_000
const A_WEEK = 7
/** In English and German. */
const WEEKDAYS = [
  /\b(sunday|sonntag)s?\b/,
  /\b(monday|montag)s?\b/,
  /\b(tuesday|dienstag)s?\b/,
  /\b(wednesday|mittwoch)s?\b/,
  /\b(thursday|donnerstag)s?\b/,
  /\b(friday|freitag)s?\b/,
  /\b(saturday|samstag|sonnabend)s?\b/,
]
const TODAY = /\b(today|tonight|this (morning|afternoon|evening)|end of (the )?day|heute)\b/
const NEXT_WEEK = /\b(next week|(nächste|nächster|kommende|kommender) woche)\b/
const WITHIN =
  /\b(?:in|within|binnen) (a|an|one|two|three|ein|einem|einer|zwei|drei|\d{1,2}) (day|week|tag|woche)(?:s|en|n)?\b/
const MANY: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, ...GERMAN.many }

/** The day that it is there, as 'YYYY-MM-DD'; in UTC where nobody knows the zone. */
export function dayIn(timeZone: string | null, now: Date): string {
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone: timeZone ?? 'UTC' }).format(now)
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone: 'UTC' }).format(now)
  }
}

/** The day on which to ask how a commitment went, proposed from its own words: the day that they name, else a week from today, no weekend. */
export function proposedDay(says: string, today: string): string {
  const text = folded(says)
  if (TODAY.test(text)) return working(inDays(today, 1))
  if (GERMAN.dayAfterTomorrow.test(text)) return inDays(today, 2)
  if (/\btomorrow\b/.test(text) || GERMAN.tomorrow.test(text)) return inDays(today, 1)
  const named = WEEKDAYS.findIndex((name) => name.test(text))
  if (named >= 0) {
    const ahead = (named - weekday(today) + A_WEEK) % A_WEEK || A_WEEK
    return inDays(today, NEXT_WEEK.test(text) && ahead < daysToMonday(today) ? ahead + A_WEEK : ahead)
  }
  const [, count = '', unit = ''] = WITHIN.exec(text) ?? []
  if (unit) return working(inDays(today, (MANY[count] ?? Number(count)) * (/^w/.test(unit) ? A_WEEK : 1)))
  return working(inDays(today, A_WEEK))
}

function inDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

const weekday = (day: string) => new Date(Date.parse(day)).getUTCDay()
const daysToMonday = (day: string) => (1 - weekday(day) + A_WEEK) % A_WEEK || A_WEEK

/** A day of work: from a weekend the Monday after it. */
function working(day: string): string {
  const at = weekday(day)
  return at === 6 ? inDays(day, 2) : at === 0 ? inDays(day, 1) : day
}
