import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPlayground } from '../../src/playground/playground.ts'
import { WORKSPACE } from '../../src/playground/sample-workspace.ts'
import { openFolder } from '../../src/store/embedded/open-folder.ts'
import { startBot } from './bot.ts'
import { embedded } from './database.ts'
import type { Measurement } from './figure.ts'
import { learner } from './line.ts'
import { quantile } from './quantile.ts'

const SESSIONS = 200
const ROUNDS = 6
const TIMES = 50
const TEAM = 8
const PATIENCE_MS = 10_000

/** How long somebody with years of practice waits for their Home, from its opening until Slack has the new one. */
export const home: Measurement = {
  title: `Home of a learner with ${SESSIONS} sessions of ${ROUNDS} rounds and one open: embedded database`,
  async measure() {
    const database = embedded()
    await (await startBot(database.settings)).stop() // makes the tables
    await fill(database.dataDir)

    let published: (() => void) | undefined
    const playground = await openPlayground({
      port: 0,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      manifest: JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')),
      people: Array.from({ length: TEAM }, (_, number) => learner(number)),
      onAnswered({ method, args, answer }) {
        if (method !== 'views.publish' || !answer.ok) return
        if (!JSON.stringify(args).includes('Your last scorecard')) throw new Error('Home is not that of the learner')
        published?.()
      },
    })
    const bot = await startBot({
      ...database.settings,
      SLACK_BOT_TOKEN: playground.botToken,
      SLACK_APP_TOKEN: playground.appToken,
      SLACK_API_URL: playground.apiUrl,
    })
    const open = async () => {
      const begun = performance.now()
      const shown = new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('Home did not come')), PATIENCE_MS)
        published = () => {
          clearTimeout(timer)
          resolve(performance.now() - begun)
        }
      })
      await playground.act(learner(0).id, { do: 'open-home' })
      return shown
    }
    try {
      const first = await open()
      const later: number[] = []
      for (let at = 0; at < TIMES; at += 1) later.push(await open())
      return [
        { what: 'the first after a start', value: first, unit: 'ms' },
        { what: `of ${TIMES}, half within`, value: quantile(later, 0.5), unit: 'ms' },
        { what: '95 of 100 within', value: quantile(later, 0.95), unit: 'ms', target: { atMost: 300 } },
      ]
    } finally {
      await bot.stop()
      await playground.close()
      await database.close()
    }
  },
}

/** A team of eight, and one of them with all those sessions. */
async function fill(dataDir: string): Promise<void> {
  const pg = await openFolder(join(dataDir, 'database'))
  try {
    await pg.query(`insert into workspaces (id) values ($1)`, [WORKSPACE.id])
    await pg.query(
      `insert into learners (workspace_id, slack_user_id, name, time_zone)
       select $1, who, who, 'Europe/Berlin' from unnest($2::text[]) who`,
      [WORKSPACE.id, Array.from({ length: TEAM }, (_, number) => learner(number).id)],
    )
    await pg.query(
      `insert into team_members (workspace_id, team, learner_id, since)
       select workspace_id, 'Sales', id, '2026-01-01' from learners`,
    )
    await pg.query(
      `insert into team_managers (workspace_id, team, manager, source, since) values ($1, 'Sales', $2, 'csv', '2026-01-01')`,
      [WORKSPACE.id, learner(TEAM - 1).id],
    )
    await pg.query(
      `insert into sessions (workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, channel,
                             thread_ts, opened_at, closed_at, closed_because, quoted_in)
       select $1, l.id, d.id, 1, 1, 1, 'bench:' || n, 'D08BENCH', n || '.000100', now() - n * interval '3 days',
              case when n > 0 then now() - n * interval '3 days' end, case when n > 0 then 'learner' end,
              case when n > 0 then jsonb_build_array(jsonb_build_object('kind', 'scorecard', 'post', 'D08BENCH:' || n || '.000200')) else '[]' end
         from generate_series(0, $3::int) n, learners l,
              lateral (select id from coaching_domains order by id offset n % 4 limit 1) d
        where l.slack_user_id = $2`,
      [WORKSPACE.id, learner(0).id, SESSIONS],
    )
    await pg.query(
      `insert into coaching_sessions (workspace_id, learner_id, domain_id, learner_message, coach_response, session_id, round_number)
       select workspace_id, learner_id::text, domain_id, repeat('What the learner wrote. ', 12), repeat('What else? ', 8), id::text, r
         from sessions, generate_series(1, $1::int) r`,
      [ROUNDS],
    )
    await pg.query(
      `insert into scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall,
                               marks, closing, created_at, opened_at, own_score)
       select workspace_id, id, 1, 1, 1, 'scripted', 1, 6,
              (select jsonb_agg(jsonb_build_object('dimension', 'd' || m, 'label', 'Dimension ' || m, 'score', 6, 'quotes', '[]'::jsonb))
                 from generate_series(1, 4) m),
              '{"workedOut": "", "nextSteps": []}', closed_at, closed_at, 7
         from sessions where closed_at is not null`,
    )
  } finally {
    await pg.close()
  }
}
