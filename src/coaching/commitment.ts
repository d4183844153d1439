import type { Times } from './languages/language.ts'
import { says, saysTime, saysWhatIsDone, TIMES } from './languages/languages.ts'
import { folded } from './wording.ts'

/** Whether a text says when. */
export const tellsWhen = (text: string): boolean => saysTime('when', folded(text))

/** Whether a text says what the learner means to do. */
export function tellsAction(text: string): boolean {
  const said = folded(text)
  return meansTo(said) || (says('toDo', said) && saysTime('when', said))
}

/** The same of a text that is folded, and leaves out what only names a thing to do. */
export const meansTo = (said: string): boolean => says('willDo', said) || saysWhatIsDone(said)

const DAY_MS = 86_400_000
const A_WEEK = 7
const DAYS = [0, 1, 2, 3, 4, 5, 6] as const // from Sunday on

const anyOf = (of: (within: Times['within']) => string[]) => TIMES.flatMap(({ within }) => of(within)).join('|')
const MANY = new Map(TIMES.flatMap(({ within }) => Object.entries(within.many)))
const WEEKS = TIMES.map(({ within }) => within.week)
const WITHIN = new RegExp(
  `\\b(?:${anyOf((one) => one.in)}) (${[...MANY.keys()].join('|')}|\\d{1,2}) (${anyOf(({ day, week }) => [day, week])})(?:${anyOf(({ endings }) => endings)})?\\b`,
)

/** The day on which to ask how a commitment went, proposed from its own words: the day that they name, else a week from today, no weekend. */
export function proposedDay(commitment: string, today: string): string {
  const text = folded(commitment)
  if (saysTime('today', text)) return working(inDays(today, 1))
  if (saysTime('dayAfterTomorrow', text)) return inDays(today, 2)
  if (saysTime('tomorrow', text)) return inDays(today, 1)
  const named = DAYS.findIndex((day) => TIMES.some(({ weekdays }) => weekdays[day].test(text)))
  if (named >= 0) {
    const ahead = (named - weekday(today) + A_WEEK) % A_WEEK || A_WEEK
    return inDays(today, saysTime('nextWeek', text) && ahead < daysToMonday(today) ? ahead + A_WEEK : ahead)
  }
  const [, count = '', unit = ''] = WITHIN.exec(text) ?? []
  if (unit) return working(inDays(today, (MANY.get(count) ?? Number(count)) * (WEEKS.includes(unit) ? A_WEEK : 1)))
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
