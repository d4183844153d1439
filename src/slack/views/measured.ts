import type { Mark } from '../../coaching/model.ts'
import { dayWords } from '../../words/dates.ts'
import { t } from '../../words/words.ts'
import { safeLine } from './safe-text.ts'

/** What is known of the judge behind these scores, in a line or two: that people's ratings adjusted them, and where nobody measured it. */
export const measuredWords = (marks: Mark[]): string =>
  [adjustedWords(marks), unmeasuredWords(marks)].filter((line) => line).join(' ')

function adjustedWords(marks: Mark[]): string {
  const some = marks.filter(({ adjusted }) => adjusted)
  const day = some[0]?.adjusted?.ratedOn
  if (day === undefined) return ''
  const on = dayWords(day, { day: 'numeric', month: 'long', year: 'numeric' })
  return isAll(some, marks)
    ? t`Adjusted by your company’s ratings of ${on}.`
    : t`Adjusted by your company’s ratings of ${on}: ${names(some)}.`
}

function unmeasuredWords(marks: Mark[]): string {
  const some = marks.filter(({ unmeasured }) => unmeasured)
  if (some.length === 0) return ''
  return isAll(some, marks)
    ? t`How well this AI scores talks in this language has not been measured here.`
    : t`How well this AI scores talks in this language has not been measured here for: ${names(some)}.`
}

const isAll = (some: Mark[], marks: Mark[]) => some.length === marks.filter(({ score }) => score !== null).length
const names = (marks: Mark[]) => marks.map(({ label }) => safeLine(label)).join(', ')
