import type { Person } from '../contract.ts'
import { el } from './element.ts'
import { icon } from './icon.ts'
import { type Choice, menu } from './menu.ts'
import type { Page } from './page.ts'
import { personOf } from './state.ts'
import { localTime, momentIn, nowOf, shortMoment } from './time.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MONDAY = 1
const UTC = { tz: 'UTC', locale: 'en' }

/** The workspace's time, and where it can be moved to, for what is due later. Nothing where it cannot be moved. */
export function clock(page: Page): HTMLElement | undefined {
  const { state } = page
  if (!state.clock.isMovable) return undefined
  const now = nowOf(state)
  const moved =
    Math.abs(state.clock.aheadMs) < HOUR_MS / 60 ? 'The time here. It can be moved.' : 'The clock was moved.'
  const face = [
    el(
      'span',
      { class: 'item-name' },
      icon('clock'),
      ` ${shortMoment(String(now / 1000), personOf(state, state.me) ?? UTC)}`,
    ),
    el('span', { class: 'item-note' }, moved),
  ]
  return el(
    'li',
    {},
    menu('clock', { class: 'item control' }, face, () => choices(page)),
  )
}

function choices(page: Page): Choice[] {
  const { state } = page
  const { tz } = personOf(state, state.me) ?? UTC
  const now = nowOf(state)
  const days = (MONDAY + 7 - weekdayOf(now, tz)) % 7 || 7
  return [
    to(page, 'In an hour', now + HOUR_MS),
    to(page, 'Tomorrow, 9:00', atNine(now + DAY_MS, tz)),
    to(page, 'Next Monday, 9:00', atNine(now + days * DAY_MS, tz)),
    to(page, 'In two weeks', now + 14 * DAY_MS),
    to(page, 'In 100 days', now + 100 * DAY_MS),
    to(page, 'Back to today', Date.now()),
  ]
}

function to(page: Page, label: string, when: number): Choice {
  const clock = personOf(page.state, page.state.me) ?? UTC
  const move = () => page.act({ do: 'move-clock', to: new Date(when).toISOString() }, 'clock')
  return {
    label,
    hint: shortMoment(String(when / 1000), clock),
    choose: () => void move().then((acted) => acted.ok || page.notify(acted.error)),
  }
}

function weekdayOf(ms: number, tz: Person['tz']): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: tz, weekday: 'short' }).format(ms)
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(name)
}

/** Nine in the morning of the day that a moment is in, where a person lives. */
const atNine = (ms: number, tz: Person['tz']) => momentIn(`${localTime(ms, tz).slice(0, 10)}T09:00`, tz)
