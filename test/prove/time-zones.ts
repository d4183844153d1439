import { z } from 'zod'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { allOf, atMost, type Proof } from './promise.ts'

/** The short form has the days on which the date line moved, and most changes of clocks in both directions. */
const FORMS = {
  short: { from: '2011-09-20T00:00:00Z', to: '2012-04-20T00:00:00Z' },
  long: { from: '2009-01-01T00:00:00Z', to: '2019-01-01T00:00:00Z' },
}
const HOUR_MS = 3_600_000
const QUIET_HOURS = 6 // nowhere on earth is it Friday midnight or Monday morning: the clock moves faster
const LATE_HOURS = 48
const WORKSPACE = 'TZONES'

/** With half and quarter hours, midnights that do not exist or come twice, days that were left out, and rules that changed. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Moscow',
  'Europe/Istanbul',
  'Europe/Volgograd',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Tripoli',
  'Africa/Windhoek',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Damascus',
  'Asia/Tehran',
  'Asia/Kabul',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
  'Asia/Tokyo',
  'Asia/Dhaka',
  'Asia/Ulaanbaatar',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Australia/Eucla',
  'Pacific/Apia',
  'Pacific/Fakaofo',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Pacific/Fiji',
  'Pacific/Honolulu',
  'Pacific/Pago_Pago',
  'America/New_York',
  'America/St_Johns',
  'America/Caracas',
  'America/Havana',
  'America/Sao_Paulo',
  'America/Asuncion',
  'America/Santiago',
]
const TRAVELLERS = 8
const MOVES_EVERY = 60 // steps of the clock, on average

/** What was due to whom, and when by the moved clock. */
type Due = { manager: string; week: string; at: number }

/** Years go by, an hour at a time where it matters, for managers in many zones: every week of each is told once, on their Monday at nine. */
export const timeZones: Proof = {
  async prove({ form, say }) {
    const from = Date.parse(FORMS[form].from)
    const to = Date.parse(FORMS[form].to)
    const database = await openTestDatabase()
    try {
      const residents = ZONES.map((zone, at) => ({ manager: `m${at}`, zone }))
      const travellers = Array.from({ length: TRAVELLERS }, (_, at) => `t${at}`)
      await settle(database, residents, travellers, from)
      const { dues, lates } = await passed(database, { from, to, travellers, say })
      const weeks = mondays(from, to)
      const managers = [...residents.map(({ manager }) => manager), ...travellers]
      const counts = new Map<string, number>()
      for (const { manager, week } of dues) count(counts, `${manager} ${week}`)
      const wanted = managers.flatMap((manager) => weeks.map((week) => `${manager} ${week}`))
      const missing = wanted.filter((key) => !counts.has(key))
      const doubled = [...counts.values()].filter((times) => times > 1).length
      for (const key of missing.slice(0, 5)) say(`missing: ${key}`)
      const zoneOf = new Map(residents.map(({ manager, zone }) => [manager, zone]))
      const atHome = dues.filter(({ manager, week }) => zoneOf.has(manager) && weeks.includes(week))
      const wrong = atHome.filter(({ manager, week, at }) => !isNineOn(week, at, zoneOf.get(manager) ?? 'UTC'))
      for (const { manager, at } of wrong.slice(0, 5))
        say(`${zoneOf.get(manager)}: due at ${new Date(at).toISOString()}`)
      const [gaps] = await database.query(`
        select count(*)::int as n
          from (select starts_at, lag(ends_at) over (partition by manager order by week) as before from team_weeks) w
         where starts_at <> before`)
      return [
        allOf(
          `${weeks.length} weeks of ${ZONES.length} zones and ${TRAVELLERS} people who move between them: told`,
          wanted.length - missing.length,
          wanted.length,
        ),
        atMost('weeks told twice', doubled),
        atMost('weeks dropped as late', lates),
        atMost('told at another time than Monday between nine and ten, by the clock there', wrong.length),
        atMost('an hour of practice between two weeks that counts in none, or in both', Number(gaps?.n)),
      ]
    } finally {
      await database.close()
    }
  },
}

/** A manager with a team of one in each zone, and some who will move. */
async function settle(
  database: TestDatabase,
  residents: { manager: string; zone: string }[],
  travellers: string[],
  from: number,
): Promise<void> {
  const managers = [...residents, ...travellers.map((manager) => ({ manager, zone: 'UTC' }))]
  const people = managers.map(({ manager }) => ({
    actor: `of-${manager}`,
    name: 'Somebody',
    team: `team of ${manager}`,
    position: '',
    manager,
  }))
  await database.query(`select set_teams($1, 'csv', $2::jsonb, $3::timestamptz, false)`, [
    WORKSPACE,
    JSON.stringify(people),
    new Date(from - 30 * 24 * HOUR_MS).toISOString(),
  ])
  await move(database, managers)
}

async function move(database: TestDatabase, to: { manager: string; zone: string }[]): Promise<void> {
  await database.query(
    `update learners l set time_zone = m.zone from jsonb_to_recordset($1::jsonb) as m (manager text, zone text)
      where l.workspace_id = '${WORKSPACE}' and l.slack_user_id = m.manager`,
    [JSON.stringify(to)],
  )
}

/** Moves the clock from one moment to another, looks after the weeks each hour, and tells what is due. */
async function passed(
  database: TestDatabase,
  about: { from: number; to: number; travellers: string[]; say: (progress: string) => void },
): Promise<{ dues: Due[]; lates: number }> {
  const { from, to, travellers, say } = about
  const due = z.array(z.object({ actor: z.string(), week: z.string() }))
  const dues: Due[] = []
  let lates = 0
  let random = 1
  let year = new Date(from).getUTCFullYear()
  for (let at = from; at < to; at += stepFrom(at)) {
    const now = new Date(at).toISOString()
    const moving: { manager: string; zone: string }[] = []
    for (const manager of travellers) {
      random = (Math.imul(random, 48_271) >>> 0) % 2_147_483_647
      const zone = ZONES[random % ZONES.length] ?? 'UTC'
      if (random % MOVES_EVERY === 0) moving.push({ manager, zone })
    }
    if (moving.length > 0) await move(database, moving)
    const [plan] = await database.query('select plan_digests($1, $2) as done', [now, LATE_HOURS])
    const { due: count, late } = z.object({ due: z.int(), late: z.int() }).parse(plan?.done)
    lates += late
    if (count > 0) {
      const rows = due.parse(
        await database.query(
          `with due as (delete from inbox where kind = 'digest' returning workspace_id, actor, about ->> 'week' as week)
           select actor, week, tell_week(workspace_id, actor, week::date, $1) is not null as told from due`,
          [now],
        ),
      )
      dues.push(...rows.map(({ actor: manager, week }) => ({ manager, week, at })))
    }
    if (new Date(at).getUTCFullYear() !== year) say(`${year++} has gone by`)
  }
  return { dues, lates }
}

/** An hour while it is Thursday's midnight somewhere, or nine on Monday; else more. */
function stepFrom(at: number): number {
  const now = new Date(at)
  const hour = now.getUTCDay() * 24 + now.getUTCHours() // of a week that begins on Sunday
  const isNear = (hour >= 4 * 24 + 6 && hour < 5 * 24 + 14) || hour >= 6 * 24 + 18 || (hour >= 12 && hour < 24 + 24)
  return isNear ? HOUR_MS : Math.min(QUIET_HOURS, 6 - (now.getUTCHours() % 6)) * HOUR_MS
}

/** The Mondays on which something should be told, whole weeks away from both ends. */
function mondays(from: number, to: number): string[] {
  const day = 24 * HOUR_MS
  const first = from + ((8 - new Date(from).getUTCDay()) % 7) * day + 14 * day
  const found: string[] = []
  for (let at = first; at < to - 7 * day; at += 7 * day) found.push(new Date(at).toISOString().slice(0, 10))
  return found
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether it is that date there, and between nine and ten: by the calendar of this process, not by the database's. */
function isNineOn(week: string, at: number, zone: string): boolean {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  return format.format(at).startsWith(`${week} 09:`)
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
