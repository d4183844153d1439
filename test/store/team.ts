import type { Store, TeamPerson } from '../../src/store/store.ts'

/** Plain SQL behind the door. */
type Query = (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>

const FRIDAY = new Date('2026-11-27T00:00:00Z') // the week before it is told on Monday, 30 November
const DAY_MS = 86_400_000
/** So many days after that Friday's first minute. */
export const day = (days: number) => new Date(FRIDAY.getTime() + days * DAY_MS)
/** The Monday on which the week that ended so many weeks after FRIDAY is told. */
export const monday = (weeks: number) =>
  day(7 * weeks + 3)
    .toISOString()
    .slice(0, 10)

let counter = 0

/** A workspace of its own with one team, whose people practise as a test says. Everybody's clock is UTC. */
export async function openTeam(store: Store, query: Query, size: number) {
  const workspace = `TT${++counter}`
  const manager = `${workspace}-boss`
  const actors = Array.from({ length: size }, (_, at) => `${workspace}-${at}`)
  const person = (actor: string, team = 'Sales'): TeamPerson => ({ actor, name: actor, team, position: '', manager })
  const boss = { workspace, actor: manager }
  const setTeam = (named: string[], now: Date) =>
    store.setTeams(
      workspace,
      'csv',
      named.map((actor) => person(actor)),
      { now, dry: false },
    )
  await setTeam(actors, day(-60))

  /** These people have a round and a level on that day, in a session of their own. */
  async function practise(
    who: string[],
    about: { at?: Date; score?: number; domain?: string; offRecord?: boolean; rubric?: number; judge?: string } = {},
  ) {
    const {
      at = day(-2),
      score = 5,
      domain = 'sales_workflow_coach',
      offRecord = false,
      rubric = 1,
      judge = 'test',
    } = about
    await query(
      `with s as (
         insert into sessions (workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, closed_at, off_record)
         select $1, l.id, $3, 1, 1, 1, gen_random_uuid()::text, $4::timestamptz, $6 from learners l
          where l.workspace_id = $1 and l.slack_user_id = any ($2::text[])
         returning id, learner_id),
       r as (
         insert into coaching_sessions (workspace_id, learner_id, domain_id, learner_message, coach_response, round_number, session_id, created_at)
         select $1, s.learner_id::text, $3, 'Canary Xylophon', 'Canary Quokka', 1, s.id::text, $4::timestamptz from s)
       insert into dimension_levels (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
       select s.id, $3 || '-listening', 'Listening', $1, s.learner_id, $3, $7::int, $8, $5::int, $4::timestamptz from s where not $6`,
      [workspace, who, domain, at.toISOString(), score, offRecord, rubric, judge],
    )
  }
  /** This person has a session with a scorecard: its id. */
  async function scorecard(actor: string, at = day(-2), domain = 'sales_workflow_coach'): Promise<string> {
    await practise([actor], { at, domain })
    const mark = (label: string, score: number | null, ...quotes: string[]) => ({
      dimension: label,
      label,
      score,
      quotes: quotes.map((text) => ({ round: 1, text })),
    })
    const marks = [mark('Listening', 8, 'I asked her first.'), mark('Value', 4), mark('Clarity', null)]
    const [row] = await query(
      `insert into scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall, marks, closing)
       select $1, s.id, 1, 1, 1, 'test', 1, 7, $3, '{"workedOut": "Canary Quokka", "nextSteps": []}'
         from sessions s join learners l on l.id = s.learner_id
        where l.workspace_id = $1 and l.slack_user_id = $2 order by s.opened_at desc limit 1
       returning session_id`,
      [workspace, actor, JSON.stringify(marks)],
    )
    return String(row?.session_id)
  }
  const setManager = (other: string, now: Date) =>
    store.setTeams(
      workspace,
      'csv',
      actors.map((actor) => ({ ...person(actor), manager: other })),
      { now, dry: false },
    )
  /** Closes the week that ended so many weeks after FRIDAY, and tells it. */
  async function tell(weeks = 0) {
    await store.planDigests(day(7 * weeks), 48)
    return store.tellWeek(boss, monday(weeks), day(7 * weeks + 3))
  }
  /** Why each cell of that week is not told, by its kind. */
  async function hidden(weeks = 0) {
    const rows = await query(
      'select c.kind, c.hidden from digest_cells c join team_weeks w on w.id = c.team_week where w.workspace_id = $1 and w.week = $2',
      [workspace, monday(weeks)],
    )
    return Object.fromEntries(rows.map(({ kind, hidden: why }) => [String(kind), why]))
  }
  return {
    hidden,
    workspace,
    manager,
    boss,
    actors,
    person,
    setTeam,
    setManager,
    practise,
    scorecard,
    tell,
    who: (actor: string) => ({ workspace, actor }),
  }
}
