import type { TestPostgres } from '../postgres.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const TEAM = 6

/**
 * Gives each of these people a team that practised, and a week of it that is due now, whatever day it is: it was closed late, as after
 * a time in which nobody was there, and the day in which learners can look at it has just gone by.
 */
export async function makeDigestsDue(
  query: TestPostgres['query'],
  workspace: string,
  managers: string[],
): Promise<void> {
  const now = Date.now()
  const closedAt = now - 25 * HOUR_MS
  const monday = mondayBefore(closedAt)
  const iso = (at: number) => new Date(at).toISOString()
  const ends = monday - 3 * DAY_MS
  const teams = managers.map((manager) => `Team of ${manager}`)
  const people = managers.flatMap((manager) =>
    Array.from({ length: TEAM }, (_, at) => ({
      actor: `${manager}-${at}`,
      name: 'Somebody',
      team: `Team of ${manager}`,
      position: '',
      manager,
    })),
  )
  await query(`select set_teams($1, 'csv', $2::jsonb, $3::timestamptz, false)`, [
    workspace,
    JSON.stringify(people),
    iso(ends - 30 * DAY_MS),
  ])
  await query(
    `with p as materialized (
       select gen_random_uuid() as session, m.learner_id as learner from team_members m where m.workspace_id = $1 and m.team = any ($3::text[])),
     s as (
       insert into sessions (id, workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, closed_at)
       select session, $1, learner, 'sales_workflow_coach', 1, 1, 1, session::text, $2::timestamptz from p),
     r as (
       insert into coaching_sessions (workspace_id, learner_id, domain_id, learner_message, coach_response, round_number, session_id, created_at)
       select $1, learner::text, 'sales_workflow_coach', 'said', 'answered', 1, session::text, $2::timestamptz from p)
     insert into dimension_levels (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
     select session, 'listening', 'Listening', $1, learner, 'sales_workflow_coach', 1, 'test', 8, $2::timestamptz from p`,
    [workspace, iso(ends - 2 * DAY_MS), teams],
  )
  await query(
    `select private.close_week(workspace_id, manager, team, $2::date, $3::timestamptz, $4::timestamptz, $5::timestamptz)
       from team_managers where workspace_id = $1 and team = any ($6::text[])`,
    [workspace, iso(monday).slice(0, 10), iso(ends - 7 * DAY_MS), iso(ends), iso(closedAt), teams],
  )
  await query('update team_weeks set previewed_at = now() where workspace_id = $1', [workspace])
  await query('select plan_digests(now(), 48)')
}

/** The latest Monday whose nine o'clock is past by then; its midnight. */
function mondayBefore(at: number): number {
  const day = new Date(at - 9 * HOUR_MS)
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
}
