import { folded } from './wording.ts'

const DAY_MS = 86_400_000
const A_WEEK = 7
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

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
  if (/\b(today|tonight|this (morning|afternoon|evening)|end of (the )?day)\b/.test(text))
    return working(inDays(today, 1))
  if (/\btomorrow\b/.test(text)) return inDays(today, 1)
  const named = WEEKDAYS.findIndex((name) => new RegExp(`\\b${name}s?\\b`).test(text))
  if (named >= 0) {
    const ahead = (named - weekday(today) + A_WEEK) % A_WEEK || A_WEEK
    return inDays(today, /\bnext week\b/.test(text) && ahead < daysToMonday(today) ? ahead + A_WEEK : ahead)
  }
  const within = /\b(?:in|within) (a|an|one|two|three|\d{1,2}) (day|week)s?\b/.exec(text)
  if (within) {
    const [, count = '', unit] = within
    const many = { a: 1, an: 1, one: 1, two: 2, three: 3 }[count] ?? Number(count)
    return working(inDays(today, many * (unit === 'week' ? A_WEEK : 1)))
  }
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
