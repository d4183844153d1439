import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { learner } from '../bench/line.ts'
import { postgresPresent, startPostgres, type TestPostgres } from '../postgres.ts'
import { type Lane, type Moment, openLane } from './lane.ts'
import { allOf, atMost, measure, type Proof } from './promise.ts'

const HOUR_MS = 3_600_000
const LEAD_MS = 12_000 // the bot is up by then, as a rule; a later one only makes the reminder later
const COMES_WITHIN_MS = 60_000
const PATIENCE_MS = 90_000
const LOOK_MS = 50
const LATE_S = 60
const PEOPLE = 3 // who are all to be reminded in the same moment

/** A change of clocks, when somebody is to be reminded by the clock on their wall, and which moment that is. */
type Change = { zone: string; asks: string; wanted: string }

const CHANGES: Change[] = [
  { zone: 'Europe/Berlin', asks: '2026-03-29 02:30', wanted: '2026-03-29T01:00:00Z' }, // does not exist: as soon as it is over
  { zone: 'Europe/Berlin', asks: '2026-10-25 02:30', wanted: '2026-10-25T00:30:00Z' }, // comes twice: the first time
  { zone: 'Australia/Sydney', asks: '2026-10-04 02:30', wanted: '2026-10-03T16:00:00Z' },
  { zone: 'Australia/Sydney', asks: '2026-04-05 02:30', wanted: '2026-04-04T15:30:00Z' },
]

/** When the bot is ended: at a call, never, or so that it is not there at the time of the reminder. */
type Point = Moment | 'never' | 'before its time'

const POINTS: Point[] = [
  'after plan_reminders',
  'post received',
  'before its time',
  'before mark_sent',
  'before reminder_of',
  'post answered',
  'before plan_reminders',
  'after mark_sent',
  'after reminder_of',
  'never',
]
const RUNS = { short: 3, long: POINTS.length } // of each change; in the short form they take turns

type Run = { name: string; reminded: number; wrong: string[]; latestS: number }

/** Clocks change while bots are ended by SIGKILL around the time of a reminder: Slack receives each once, within a minute of its time. */
export const reminders: Proof = {
  async prove({ form, say }) {
    if (!postgresPresent) return { cannot: 'there is no PostgreSQL' }
    const postgres = await startPostgres()
    try {
      const lanes = CHANGES.map((change, at) => {
        const points = Array.from({ length: RUNS[form] }, (_, turn) => POINTS[(at * RUNS[form] + turn) % POINTS.length])
        return inLane(
          postgres,
          change,
          points.filter((point) => point !== undefined),
          `reminders_${at}`,
          say,
        )
      })
      const done = await Promise.all(lanes)
      const runs = done.flatMap(({ runs }) => runs)
      for (const { name, wrong } of runs) if (wrong.length > 0) say(`${name}: ${wrong.join('; ')}`)
      return [
        allOf(
          'reminders across changes of clocks, the bot killed around their time: Slack received one each',
          runs.reduce((all, { reminded }) => all + reminded, 0),
          runs.length * PEOPLE,
        ),
        atMost(
          'reminders an hour later, when the same time comes again',
          done.reduce((all, { again }) => all + again, 0),
        ),
        atMost('reminders before their time', runs.filter(({ wrong }) => wrong.includes('too early')).length),
        measure(
          'from its time to the post that Slack received, at the latest',
          Math.max(...runs.map(({ latestS }) => latestS)),
          { atMost: LATE_S },
          's',
        ),
      ]
    } finally {
      await postgres.stop()
    }
  },
}

/** One change of clocks, lived through again for each point. */
async function inLane(
  postgres: TestPostgres,
  change: Change,
  points: Point[],
  name: string,
  say: (progress: string) => void,
): Promise<{ runs: Run[]; again: number }> {
  const database = await postgres.another(name)
  let looks = 0
  const onDone = (name: string) => {
    if (name === 'plan_reminders') looks += 1
  }
  const lane = await openLane({ database, people: PEOPLE, bots: 1, zone: change.zone, onDone })
  const wanted = Date.parse(change.wanted)
  /** The bot looked once more whom to remind, from beginning to end. */
  const looksAgain = async () => {
    const before = looks
    await holds(async () => looks >= before + 2)
  }
  try {
    await lane.start()
    const channels = await Promise.all(Array.from({ length: PEOPLE }, (_, number) => opens(lane, number)))
    await lane.end(0)
    await promised(database)
    const received = () =>
      channels.map((channel) => lane.posts(channel).filter(({ text }) => /^How did it go/.test(text)))
    const runs: Run[] = []
    let aheadMs = 0
    const starts = () => lane.start(0, clockAhead(aheadMs))
    for (const point of points) {
      const known = received().map((posts) => posts.length)
      await promisedAgain(database, change.asks)
      aheadMs = wanted - LEAD_MS - Date.now()
      await starts()
      await endedAt(lane, point, { starts, untilTime: () => wanted - (Date.now() + aheadMs) })
      const news = () => received().map((posts, at) => posts.slice(known[at]))
      await holds(async () => news().every((posts) => posts.length > 0) && (await isDone(database)))
      await looksAgain()
      await lane.end(0)
      const lates = news().flatMap((posts) =>
        posts.map(({ at }) => (performance.timeOrigin + at + aheadMs - wanted) / 1000),
      )
      const counts = news().map((posts) => posts.length)
      runs.push({
        name: `${change.zone}, ${change.asks}, "${point}"`,
        reminded: counts.filter((count) => count === 1).length,
        latestS: Math.max(...lates),
        wrong: [
          ...(counts.some((count) => count !== 1) ? [`${counts.join(', ')} reminders`] : []),
          ...(lates.some((late) => late < 0) ? ['too early'] : []),
        ],
      })
      say(`${change.zone}, "${point}": ${lates.map((late) => late.toFixed(0)).join(', ')} s after its time`)
    }
    const before = received().flat().length
    aheadMs = wanted + HOUR_MS - Date.now()
    await starts()
    await looksAgain()
    return { runs, again: received().flat().length - before }
  } finally {
    await lane.close()
  }
}

/** Ends the bot at this point and starts it again. */
async function endedAt(
  lane: Lane,
  point: Point,
  { starts, untilTime }: { starts: () => Promise<void>; untilTime: () => number },
): Promise<void> {
  if (point === 'never') return
  if (point === 'before its time') {
    await lane.end(0)
    await after(Math.max(0, untilTime()) + LEAD_MS)
  } else {
    if (point.endsWith('plan_reminders')) await after(Math.max(0, untilTime())) // that look which finds it
    if ((await lane.endAt(point, COMES_WITHIN_MS)) === undefined) return
  }
  await starts()
}

const clockAhead = (ms: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=${join(import.meta.dirname, 'moved-clock.ts')}`,
  MOVED_CLOCK_MS: `${ms}`,
})

/** Somebody opens a session and replies once. Their direct message. */
async function opens(lane: Lane, number: number): Promise<string> {
  const person = learner(number).id
  const channel = await lane.direct(person)
  await lane.types(person, channel, 'sales')
  await lane.has(person, { sessions: 1 }, PATIENCE_MS)
  const [opening] = await lane.threads(channel)
  await lane.says(person, channel, opening?.ts ?? '', `(${number}-1) On Thursday I will ask the director.`)
  await lane.has(person, { rounds: 1 }, PATIENCE_MS)
  return channel
}

type Database = Pick<TestPostgres, 'query'>

/** Each of them means to do something, and may be asked at any hour. */
async function promised({ query }: Database): Promise<void> {
  await query(`insert into memories (workspace_id, learner_id, session_id, round_id, kind, says, created_at)
    select s.workspace_id, s.learner_id, s.id, r.id, 'commitment', 'On Thursday I will ask the director.', now()
      from sessions s join coaching_sessions r on r.session_id = s.id::text`)
  await query('insert into memory_settings (learner_id, from_hour, until_hour) select learner_id, 0, 24 from memories')
}

/** As if no reminder had been yet: each of them is to be asked then, by the clock on their wall. */
async function promisedAgain({ query }: Database, asks: string): Promise<void> {
  await query(`delete from inbox where kind = 'reminder'`)
  await query(`update memory_settings set asked_at = '{}', unanswered = 0`)
  await query(`update memories set state = 'open', due_on = $1::timestamp::date, ask_at = $1::timestamp`, [asks])
}

const isDone = async ({ query }: Database): Promise<boolean> => {
  const [row] = await query(
    `select count(*)::int as n from inbox where kind = 'reminder' and state in ('queued', 'answered')`,
  )
  return row?.n === 0
}

/** Waits for it; what never comes is counted in the end. */
async function holds(is: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await after(LOOK_MS))
    if (await is()) return
}
