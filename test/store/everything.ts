/** Plain SQL behind the door. */
type Query = (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>

/** Tables that hold nothing about a person, and why that is so. Every other one is looked at by the tests of erasing and exporting. */
export const ABOUT_NOBODY: Record<string, string> = {
  coaching_domains: 'content',
  coaching_personas: 'content',
  domain_details: 'content',
  persona_versions: 'content',
  rubric_versions: 'content',
  prompt_versions: 'content',
  workspaces: 'a company',
  digest_minimums: 'a setting of a company',
  presence: 'an instance',
  receipts: 'counts without a name',
  erased_people: 'a fingerprint that nobody can turn back into an id, forgotten after nine days',
}

export async function tablesAboutPeople(query: Query): Promise<string[]> {
  const rows = await query(
    `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  return rows.map(({ table_name: name }) => String(name)).filter((name) => !(name in ABOUT_NOBODY))
}

/** Rows that hold somebody of `fillEverything` who erased everything, while the company's list has them in a team and managing another. */
export const LISTED = { digest_settings: 1, learners: 1, team_managers: 1, team_weeks: 1 }

/** How many rows of each table hold one of these words, an id say, anywhere. Tables without any are left out. */
export async function rowsWith(query: Query, words: string[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  const tables = await query(
    `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  for (const { table_name: name } of tables) {
    const [row] = await query(
      `select count(*)::int as many from public."${name}" t
        where exists (select from unnest($1::text[]) word where position(word in to_jsonb(t)::text) > 0)`,
      [words],
    )
    if (Number(row?.many) > 0) found[String(name)] = Number(row?.many)
  }
  return found
}

/**
 * A person of whom something is kept in every table, as a learner and as a manager, with `words` in every text that people or a model
 * fill. Their team has eight others, and its week before this one was told. Returns the ids that stand for them.
 */
export async function fillEverything(query: Query, workspace: string, words: string) {
  const actor = `${workspace}-me`
  const boss = `${workspace}-boss`
  const dm = `D${workspace}`
  const name = `Name of ${actor}`
  const ids = await query(
    `with w as (insert into workspaces (id) values ($1) on conflict do nothing),
     l as (insert into learners (workspace_id, slack_user_id, name, team, position, time_zone, locale, dm_channel)
           values ($1, $2, $3, 'Sales', $3, 'Europe/Berlin', 'de-DE', $4) returning id),
     s as (insert into sessions (workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, channel, thread_ts, summary, closed_at)
           select $1, l.id, 'sales_workflow_coach', 1, 1, 1, $1 || ':start', $4, '1700000000.000100', jsonb_build_object('throughRound', 1, 'text', $3), now() from l
           returning id)
     select l.id as learner, s.id as session from l, s`,
    [workspace, actor, name, dm],
  )
  const learner = String(ids[0]?.learner)
  const session = String(ids[0]?.session)
  const run = (sql: string, params: unknown[] = []) => query(sql, params)
  const marks = JSON.stringify([
    {
      dimension: 'd',
      label: 'D',
      score: 6,
      because: 'scored',
      observation: words,
      nextStep: words,
      betterWording: words,
      quotes: [{ round: 1, text: words }],
    },
    {
      dimension: 'e',
      label: 'E',
      score: null,
      because: 'by-wording',
      observation: words,
      nextStep: words,
      quotes: [],
      cues: [{ name: 'named a day', quote: { round: 1, text: words } }, { name: 'asked why' }],
    },
  ])

  await run(
    `insert into session_threads (workspace_id, channel, thread_ts, session_id) values ($1, $2, '1700000000.000100', $3), ($1, 'C1', '1700000001.000100', $3)`,
    [workspace, dm, session],
  )
  const [round] = await run(
    `insert into coaching_sessions (workspace_id, learner_id, domain_id, learner_message, coach_response, session_id, feedback, coach_model, judge_model, replies, answer_channel, answer_ts)
     values ($1, $2, 'sales_workflow_coach', $3, $3, $4, $3, 'coach-model', 'judge-model', $5, $6, '1700000003.000100') returning id`,
    [workspace, learner, words, session, JSON.stringify([{ channel: dm, ts: '1700000002.000100' }]), dm],
  )
  await run(`update coaching_sessions set marks = $2::jsonb, score = 6 where id = $1`, [round?.id, marks])
  await run(
    `insert into scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall, marks, closing)
     values ($1, $2, 1, 1, 1, 'judge-model', 1, 6, $3, jsonb_build_object('workedOut', $4::text, 'nextSteps', jsonb_build_array($4::text)))`,
    [workspace, session, marks, words],
  )
  await run(`update scorecards set own_score = 7, opened_at = now() where session_id = $1`, [session])
  await run(
    `insert into disputes (workspace_id, session_id, dimension, rubric_version, reason, before_score, after_score, judge_model, outcome)
     values ($1, $2, 'd', 1, $3, 6, 7, 'judge-model', 'raised')`,
    [workspace, session, words],
  )
  await run(
    `insert into feedback (session_id, round_number, workspace_id, verdict, pressed_at) values ($1, 1, $2, 'up', 1)`,
    [session, workspace],
  )
  await run(
    `insert into memories (workspace_id, learner_id, session_id, round_id, kind, says, due_on, ask_at, created_at)
     values ($1, $2, $3, $4, 'commitment', $5, '2026-12-08', '2026-12-08 09:00', now())`,
    [workspace, learner, session, round?.id, words],
  )
  await run(`insert into memory_settings (learner_id) values ($1)`, [learner])
  await run(
    `insert into inbox (workspace_id, event_id, kind, actor, session_id, state, about)
     values ($1, 'memory:' || $3, 'memory', $2, $3::uuid, 'paused', jsonb_build_object('at', now(), 'rounds', '[1]'::jsonb, 'lines',
             jsonb_build_array(jsonb_build_object('kind', 'goal', 'says', $4::text, 'round', 1))))`,
    [workspace, actor, session, words],
  )
  await run(
    `insert into inbox (workspace_id, event_id, kind, actor, session_id, channel, thread_ts, ts, body, state)
     values ($1, $1 || ':waits', 'reply', $2, $3, $4, '1700000000.000100', '1700000004.000100', $5, 'paused'),
            ($1, $1 || ':lead', 'lead', $2, null, $4, null, '1700000005.000100', $5, 'waiting'),
            ($1, $1 || ':old', 'word', $2, null, $4, null, '1700000006.000100', '', 'settled')`,
    [workspace, actor, session, dm, words],
  )
  await run(
    `insert into usage_today (workspace_id, actor, day, rounds, input_tokens, output_tokens) values ($1, $2, now(), 1, 1, 1) on conflict do nothing`,
    [workspace, actor],
  )
  await run(`insert into manager_objections (learner_id, manager, at) values ($1, $2, now())`, [learner, boss])
  await run(
    `insert into shared_cards (session_id, workspace_id, learner_id, manager, domain_name, levels, says, shared_at)
     values ($1, $2, $3, $4, 'Sales', '[]', $5, now())`,
    [session, workspace, learner, boss, words],
  )
  await run(`update shared_cards set week = '2026-11-23' where session_id = $1`, [session])
  await run(`insert into team_members (workspace_id, team, learner_id, since) values ($1, 'Sales', $2, '2026-01-01')`, [
    workspace,
    learner,
  ])
  await run(
    `insert into team_managers (workspace_id, team, manager, source, since) values ($1, 'Sales', $2, 'csv', '2026-01-01'), ($1, $4, $3, 'csv', '2026-01-01')`,
    [workspace, boss, actor, `Team ${workspace}`],
  )
  await run(`insert into consents (learner_id, version, at) values ($1, 1, now())`, [learner])
  await run(
    `insert into suggestions (workspace_id, event_id, manager, learner_id, domain_id, made_at)
     values ($1, $1 || ':suggests', $2, $3, 'sales_workflow_coach', now())`,
    [workspace, boss, learner],
  )
  await run(`insert into left_out (learner_id, since) values ($1, now())`, [learner])
  await run(`insert into digest_settings (workspace_id, manager) values ($1, $2)`, [workspace, actor])
  await run(
    `insert into digests (workspace_id, manager, week, is_quiet, advice, post, made_at)
     values ($1, $2, '2026-11-23', false, jsonb_build_object('Team', jsonb_build_object('first', $4::text, 'second', $4::text)), 'D9:1.1', now()),
            ($1, $3, '2026-11-23', false, '{"Sales": {"first": "Ask.", "second": "Listen."}}', $5, now())`,
    [workspace, actor, boss, words, `B${workspace}:1.1`],
  )
  const weeks = await run(
    `insert into team_weeks (workspace_id, manager, team, week, starts_at, ends_at, closed_at, team_size, minimum, state)
     values ($1, $2, 'Sales', '2026-11-23', '2026-11-13', '2026-11-20', '2026-11-20', 9, 5, 'told'),
            ($1, $2, 'Sales', '2026-11-30', '2026-11-20', '2026-11-27', '2026-11-27', 9, 5, 'open'),
            ($1, $3, $4, '2026-11-23', '2026-11-13', '2026-11-20', '2026-11-20', 9, 5, 'told') returning id, week`,
    [workspace, boss, actor, `Team ${workspace}`],
  )
  const [told, open] = weeks
  await run(
    `insert into digest_cells (team_week, kind, subject, contributors, says)
     select w, 'practised', '', array(select x from unnest($2::uuid[] || array_fill(gen_random_uuid(), array[1]) || gen_random_uuid() || gen_random_uuid() || gen_random_uuid() || gen_random_uuid()) x order by x), '{"count": 6}'
       from unnest($1::uuid[]) w`,
    [[told?.id], [learner]],
  )
  await run(
    `insert into week_parts (team_week, learner_id, kind, subject, domain_id) values ($1, $2, 'domain', 'sales_workflow_coach', 'sales_workflow_coach')`,
    [open?.id, learner],
  )
  await run(`insert into team_week_withdrawals (team_week, learner_id) values ($1, $2)`, [open?.id, learner])
  await run(
    `insert into accesses (learner_id, what, subject, reader) values ($1, 'coach', $2, ''), ($1, 'judge', $2, '')
     on conflict do nothing`,
    [learner, session],
  )
  return {
    workspace,
    actor,
    boss,
    name,
    leads: `Team ${workspace}`,
    learner,
    session,
    dm,
    told: String(told?.id),
    open: String(open?.id),
    all: [words, actor, learner, session, dm],
  }
}
