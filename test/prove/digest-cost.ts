import { openTeamStore } from '../../src/store/teams.ts'
import { postgresPresent, startPostgres, type TestPostgres } from '../postgres.ts'
import { allOf, measure, type Proof } from './promise.ts'

/** Each team has fifty people and a manager of its own. Rounds are spread over as many weeks as there are. */
const FORMS = {
  short: { teams: 100, weeks: 10, roundsAWeek: 5_000 },
  long: { teams: 1_000, weeks: 25, roundsAWeek: 40_000 },
}
const TEAM = 50
const CARDS_SEEN_OF = 20 // one of so many people is known by a card of an earlier week
const CARDS_WAITING_OF = 50 // one of so many sessions of the week is shared by a card
const ROUNDS_A_SESSION = 4
const WORKSPACE = 'TCOST'
const MONDAY = '2026-11-30'
const CLOSES_AT = '2026-11-27T00:10:00Z'
const TOLD_AT = '2026-11-30T09:00:00Z'
const ALL_S = 60
const OURS_MB = 200
const GROWTH = 1.3 // with four times the history; what a noisy machine adds is in it
const LATE_HOURS = 48
const MB = 1024 * 1024

/** What it takes to compute every manager's digest of a week, and that it is the week that costs, not what was before. */
export const digestCost: Proof = {
  async prove({ form, say }) {
    if (!postgresPresent) return { cannot: 'there is no PostgreSQL' }
    const { teams, weeks, roundsAWeek } = FORMS[form]
    const postgres = await startPostgres()
    try {
      const runs: Run[] = []
      for (const [name, times] of [
        ['whole', 1],
        ['half', 0.5],
        ['double', 2],
      ] as const) {
        const history = Math.round(weeks * times)
        const run = await computed(postgres, name, { teams, weeks: history, roundsAWeek })
        say(
          `${teams} digests over ${run.rounds} rounds of ${history} weeks: closing ${seconds(run.closeMs)} s, telling ${seconds(run.tellMs)} s`,
        )
        runs.push(run)
      }
      const [whole, half, double] = runs
      const ms = (run?: Run) => (run ? run.closeMs + run.tellMs : Number.NaN)
      return [
        allOf('digests computed, each once', whole?.told ?? 0, teams),
        measure(`${teams} digests over ${whole?.rounds} rounds, in all`, ms(whole) / 1000, { atMost: ALL_S }, 's'),
        measure('memory that it takes of ours, at most', whole?.ourMb ?? Number.NaN, { atMost: OURS_MB }, 'MB'),
        measure('on disk for all that the digests keep', whole?.keptMb ?? Number.NaN, { atMost: OURS_MB }, 'MB'),
        measure('with four times the history it takes, times', ms(double) / ms(half), { atMost: GROWTH }, ''),
      ]
    } finally {
      await postgres.stop()
    }
  },
}

type Run = { rounds: number; closeMs: number; tellMs: number; told: number; ourMb: number; keptMb: number }
const seconds = (ms: number) => (ms / 1000).toFixed(1)

/** A database of its own with so much history, and one week of it computed for everybody. */
async function computed(
  postgres: TestPostgres,
  name: string,
  about: { teams: number; weeks: number; roundsAWeek: number },
): Promise<Run> {
  const database = await postgres.another(`cost_${name}`)
  const rounds = await fill(database.query, about)
  const gateway = await database.openGateway()
  const store = openTeamStore(async (name, args, schema) => {
    const headers = { 'content-type': 'application/json', apikey: gateway.key }
    const answer = await fetch(`${gateway.url}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(args),
    })
    return schema.parse(await answer.json())
  })
  try {
    const before = process.memoryUsage().rss
    let most = before
    const look = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 20)
    const begun = performance.now()
    while ((await store.planDigests(new Date(CLOSES_AT), LATE_HOURS)).closed > 0);
    const closed = performance.now()
    let told = 0
    for (let team = 0; team < about.teams; team += 1) {
      const week = await store.tellWeek({ workspace: WORKSPACE, actor: `m${team}` }, MONDAY, new Date(TOLD_AT))
      if (week?.outcome === 'tell') told += 1
    }
    const ended = performance.now()
    clearInterval(look)
    const [kept] = await database.query(
      `select (pg_total_relation_size('team_weeks') + pg_total_relation_size('digest_cells'))::float8 as bytes`,
    )
    return {
      rounds,
      told,
      closeMs: closed - begun,
      tellMs: ended - closed,
      ourMb: (most - before) / MB,
      keptMb: Number(kept?.bytes) / MB,
    }
  } finally {
    await gateway.close()
  }
}

type Query = TestPostgres['query']

/** Teams, their people, and so many weeks of rounds, scores and digests that were told. How many rounds there are. */
async function fill(query: Query, about: { teams: number; weeks: number; roundsAWeek: number }): Promise<number> {
  const { teams, weeks, roundsAWeek } = about
  const people = teams * TEAM
  await query('alter table coaching_sessions disable trigger user') // nobody is counted here
  await query(`insert into workspaces (id) values ('${WORKSPACE}')`)
  await query(`
    insert into learners (id, name, workspace_id, slack_user_id)
    select md5('p' || n)::uuid, 'p' || n, '${WORKSPACE}', 'p' || n from generate_series(0, ${people - 1}) n
    union all
    select md5('m' || n)::uuid, 'm' || n, '${WORKSPACE}', 'm' || n from generate_series(0, ${teams - 1}) n`)
  await query(`
    insert into team_members (workspace_id, team, learner_id, since)
    select '${WORKSPACE}', 'team' || n / ${TEAM}, md5('p' || n)::uuid, '2020-01-01' from generate_series(0, ${people - 1}) n`)
  await query(`
    insert into team_managers (workspace_id, team, manager, source, since)
    select '${WORKSPACE}', 'team' || n, 'm' || n, 'csv', '2020-01-01' from generate_series(0, ${teams - 1}) n`)
  await query(`
    create table talk as
    select gen_random_uuid() as id, md5('p' || (n * 7919) % ${people})::uuid as learner,
           (array['sales_workflow_coach', 'communication_coach', 'architecture_advisor', 'onboarding_mentor'])[1 + (n / 7) % 2 + (n / 3) % 2] as domain,
           '2026-11-26T12:00:00Z'::timestamptz - w * interval '7 days' - random() * interval '6 days' as at
      from generate_series(0, ${weeks - 1}) w, generate_series(1, ${Math.floor(roundsAWeek / ROUNDS_A_SESSION)}) n`)
  await query(`
    insert into sessions (id, workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, opened_at, closed_at)
    select id, '${WORKSPACE}', learner, domain, 1, 1, 1, id::text, at, at from talk`)
  await query(`
    insert into coaching_sessions (workspace_id, learner_id, domain_id, learner_message, coach_response, round_number, session_id, created_at)
    select '${WORKSPACE}', learner::text, domain, repeat('What a learner says. ', 15), repeat('What the coach answers. ', 20), n, id::text,
           at + n * interval '3 minutes'
      from talk, generate_series(1, ${ROUNDS_A_SESSION}) n`)
  await query(`
    insert into dimension_levels (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
    select id, domain || '-' || n, 'Label ' || n, '${WORKSPACE}', learner, domain, 1, 'judge', 1 + floor(random() * 10)::int, at
      from talk, generate_series(1, 4) n`)
  await query(`
    insert into team_weeks (workspace_id, manager, team, week, starts_at, ends_at, closed_at, team_size, minimum, state, previewed_at, ended_at)
    select '${WORKSPACE}', 'm' || t, 'team' || t, '${MONDAY}'::date - 7 * w, '2026-11-20'::timestamptz - w * interval '7 days',
           '2026-11-27'::timestamptz - w * interval '7 days', '2026-11-27'::timestamptz - w * interval '7 days', ${TEAM}, 5, 'told', now(), now()
      from generate_series(0, ${teams - 1}) t, generate_series(1, ${weeks - 1}) w`)
  await query('analyze') // or what follows is joined as if the tables were empty
  await query(`
    insert into digest_cells (team_week, kind, subject, domain_id, contributors, says, basis)
    select w.id, 'dimension', l.dimension, min(l.domain_id), array_agg(distinct l.learner_id order by l.learner_id),
           '{"label": "Label", "level": "Strong"}', 'rubric 1, judge'
      from team_weeks w
      join team_members m on m.workspace_id = w.workspace_id and m.team = w.team
      join dimension_levels l on l.learner_id = m.learner_id and l.at >= w.starts_at and l.at < w.ends_at
     group by w.id, l.dimension`)
  await query('drop table talk')
  await query(`
    insert into cards_seen (workspace_id, learner_id, week, shared_at)
    select l.workspace_id, l.id, '${MONDAY}'::date - 7 * (1 + n % ${weeks - 1}), '2026-11-26'::timestamptz - (1 + n % ${weeks - 1}) * interval '7 days'
      from (select *, (row_number() over (order by id))::int as n from learners where slack_user_id like 'p%') l where n % ${CARDS_SEEN_OF} = 0`)
  await query(`
    insert into shared_cards (session_id, workspace_id, learner_id, manager, domain_name, levels, says, shared_at)
    select s.id, s.workspace_id, s.learner_id, 'm', 'Domain', '[]', '', '2026-11-26'
      from (select *, row_number() over (order by id) as n from sessions where opened_at > '2026-11-20') s where n % ${CARDS_WAITING_OF} = 0`)
  await query('analyze')
  const [row] = await query('select count(*)::int as rounds from coaching_sessions')
  return Number(row?.rounds)
}
