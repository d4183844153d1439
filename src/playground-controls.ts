import { setTimeout as wait } from 'node:timers/promises'
import type { MovableClock } from './clock.ts'
import type { Clock, Control } from './playground/parts.ts'
import { SAMPLE_PEOPLE } from './playground/sample-people.ts'
import { WORKSPACE } from './playground/sample-workspace.ts'
import type { SampleHistory, SamplePerson } from './store/embedded/sample-history.ts'
import type { Store } from './store/store.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FRIDAY = 5 // a digest's week ends with Thursday
const STEP_MS = 6 * HOUR_MS // a day has a morning in it, so that what is due on one day comes before what is due on the next
const STEPS = 80 // twenty days; further away the steps are longer
const LONGEST_STEP_MS = 8 * HOUR_MS // none jumps over the hours from nine to five, in which people are asked things
const TEAMS_SINCE_DAYS = 28 // before the history begins
const DONE_WITHIN_MS = 10_000 // a slow model is not waited for

/** Buttons that whoever starts the bot brings, beside those that are always there. */
export type MoreControls = (store: Store) => Control[]

type About = {
  store: Store
  more: MoreControls
  /** Absent where the database is not ours to fill. */
  sample: SampleHistory | undefined
  clock: MovableClock
  /** Does what is due by the clock. */
  passTime: () => Promise<void>
  /** Whether all work that is due was done. */
  isDone: () => Promise<boolean>
}

/** What the playground's people can do besides what Slack lets them: fill in some history, and move the clock. */
export function openControls({ store, more, sample, clock, passTime, isDone }: About): {
  controls: Control[]
  clock: Clock
} {
  const people = samplePeople()
  const doDue = async () => {
    await passTime()
    await allDone(isDone)
  }
  const load: Control = {
    name: 'load-sample-history',
    label: 'Load sample history',
    hint: 'Two weeks of invented sessions, and two teams',
    async run() {
      await sample?.clear(WORKSPACE.id, people)
      const now = clock.now()
      const begun = Date.now()
      const since = new Date(now.getTime() - TEAMS_SINCE_DAYS * DAY_MS)
      const members = people.filter(({ manager }) => manager).map((person) => ({ ...person, position: '' }))
      await store.setTeams(WORKSPACE.id, 'profile-field', members, { now: since, dry: false })
      await sample?.load(WORKSPACE.id, people, now)
      try {
        clock.moveTo(afterWeek(now)) // what is due since the last week ended comes now, as if this had been here before
        await move(clock, now, doDue)
      } finally {
        clock.moveTo(new Date(now.getTime() + Date.now() - begun))
      }
      return 'Two weeks of sample history are here, every text of it marked as a sample. The scores in it show what an AI judge gives: nobody gave them. Move the clock to next Monday, 9:00: Priya’s team of seven has numbers to tell then, and Tom’s team of three has none.'
    },
  }
  const clear: Control = {
    name: 'clear-sample-history',
    label: 'Clear sample history',
    hint: 'Takes it away again; what was posted stays',
    async run() {
      await sample?.clear(WORKSPACE.id, people)
      return 'The sample history is gone. What was posted stays, and so do your own sessions.'
    },
  }
  return {
    controls: [...(sample ? [load, clear] : []), ...more(store)],
    clock: {
      async moveTo(when) {
        await move(clock, when, doDue)
        return undefined
      },
    },
  }
}

/** Lets time pass until then rather than jump, so that what is due in between comes, and in its order. */
async function move(clock: MovableClock, to: Date, passTime: () => Promise<void>): Promise<void> {
  const from = clock.now().getTime()
  const step = Math.min(LONGEST_STEP_MS, Math.max(STEP_MS, (to.getTime() - from) / STEPS))
  for (let at = from + step; at < to.getTime(); at += step) {
    clock.moveTo(new Date(at))
    await passTime()
  }
  clock.moveTo(to)
  await passTime()
}

/** Noon on the Friday with which the running week began, or now, where that is yet to come. */
function afterWeek(now: Date): Date {
  const days = (now.getUTCDay() - FRIDAY + 7) % 7
  const friday = now.getTime() - (now.getTime() % DAY_MS) - days * DAY_MS + 12 * HOUR_MS
  return new Date(Math.min(friday, now.getTime()))
}

/** What is due at one time is posted at that time, unless it takes too long. */
async function allDone(isDone: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + DONE_WITHIN_MS; Date.now() < end; await wait(20)) if (await isDone()) return
}

/** Everyone of a team, and who manages it. */
function samplePeople(): SamplePerson[] {
  return SAMPLE_PEOPLE.flatMap(({ id: actor, realName: name, team, manager = '', tz: zone, locale }) =>
    team ? [{ actor, name, team, manager, zone, locale }] : [],
  )
}
