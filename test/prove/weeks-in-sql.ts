import { z } from 'zod'
import type { TestDatabase } from '../database.ts'
import { type Deed, day, labelOf, type Practice } from './team-history.ts'

// What happens in the weeks of many teams at once, by the database's own functions.

type Queried = Pick<TestDatabase, 'query'>

const iso = (at: number) => day(at).toISOString()
/** The Monday after the week that ends then. */
export const monday = (ends: number) => iso(ends + 3).slice(0, 10)

/** Deeds of many workspaces at the same moment, each in its own order. What came of those that suggest something. */
export async function perform(database: Queried, at: number, deeds: (Deed & { workspace: string })[]) {
  const rows = await database.query(
    `select d.what ->> 'do' as did, d.what ->> 'workspace' as workspace, case d.what ->> 'do'
              when 'teams' then set_teams(d.what ->> 'workspace', 'csv', d.what -> 'people', $2, false)::text
              when 'leave-out' then leave_out(d.what ->> 'workspace', d.what ->> 'actor', (d.what ->> 'always')::boolean, $2)::text
              when 'count-in' then count_in(d.what ->> 'workspace', d.what ->> 'actor')::text
              when 'object' then object_to_manager(d.what ->> 'workspace', d.what ->> 'actor', (d.what ->> 'objects')::boolean, $2)::text
              when 'minimum' then set_digest_minimum(d.what ->> 'workspace', (d.what ->> 'minimum')::int, $2)::text
              when 'share' then share_card(d.what ->> 'workspace', d.what ->> 'actor', md5(d.what ->> 'session')::uuid, d.what ->> 'manager', false, $2)::text
              when 'take-back' then withdraw_card(d.what ->> 'workspace', d.what ->> 'actor', md5(d.what ->> 'session')::uuid)::text
              when 'erase' then erase_person(d.what ->> 'workspace', d.what ->> 'actor', d.what ->> 'because')::text
              when 'digest-off' then set_digest(d.what ->> 'workspace', d.what ->> 'actor', 1, 9, true)::text
              when 'suggest' then suggest_session(d.what ->> 'workspace', d.what ->> 'manager', d.what ->> 'actor', d.what ->> 'domain', d.what ->> 'event', $2)::text
            end as said
       from jsonb_array_elements($1::jsonb) with ordinality as d (what, place) order by d.place`,
    [JSON.stringify(deeds), iso(at)],
  )
  const read = z.array(z.object({ did: z.string(), workspace: z.string(), said: z.string().nullable() })).parse(rows)
  return read.flatMap(({ did, workspace, said }) =>
    did === 'suggest' ? [{ workspace, outcome: outcome.parse(JSON.parse(said ?? '')).outcome }] : [],
  )
}
const outcome = z.object({ outcome: z.string() })

/** Sessions with a round, a scorecard and levels. Whoever has one is met by the bot, and then it knows their name in Slack. */
export async function practise(database: Queried, practices: (Practice & { workspace: string })[]): Promise<void> {
  const rows = practices.map(({ levels, at, session, ...practice }) => ({
    ...practice,
    name: session,
    at: iso(at),
    levels: levels.map((level) => ({ ...level, label: labelOf(level.dimension) })),
  }))
  await database.query(
    `with p as materialized (
       select md5(x.name)::uuid as session, l.id as learner, x.*
         from jsonb_to_recordset($1::jsonb) as x (name text, workspace text, actor text, domain text, at timestamptz, levels jsonb, "offRecord" boolean)
         join learners l on l.workspace_id = x.workspace and l.slack_user_id = x.actor),
     s as (
       insert into sessions (id, workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, closed_at, off_record)
       select session, workspace, learner, domain, 1, 1, 1, name, at, "offRecord" from p),
     r as (
       insert into coaching_sessions (workspace_id, learner_id, domain_id, learner_message, coach_response, round_number, session_id, created_at)
       select workspace, learner::text, domain, 'said', 'answered', 1, session::text, at from p),
     c as (
       insert into scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall, marks, closing)
       select workspace, session, 1, 1, 1, 'test', 1, 5, '[{"label": "Label", "score": 5, "quotes": []}]', '{}' from p)
     insert into dimension_levels (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
     select p.session, v.dimension, v.label, p.workspace, p.learner, p.domain, 1, 'test', v.score, p.at
       from p, jsonb_to_recordset(p.levels) as v (dimension text, label text, score int) where not p."offRecord"`,
    [JSON.stringify(rows)],
  )
  await database.query(
    `select know_learner(x.workspace, x.actor, 'Slack ' || x.actor, 'UTC', 'en-US')
       from (select distinct x.workspace, x.actor
               from jsonb_to_recordset($1::jsonb) as x (workspace text, actor text)
               join learners l on l.workspace_id = x.workspace and l.slack_user_id = x.actor and l.profile_at is null) x`,
    [JSON.stringify(rows)],
  )
}

/** Looks after the weeks until there is none left to close. */
export async function closeAll(database: Queried, ends: number): Promise<void> {
  const [row] = await database.query(`select (plan_digests($1, 48) ->> 'closed')::int as closed`, [iso(ends)])
  if (Number(row?.closed) > 0) await closeAll(database, ends)
}

/** Tells each manager the week, with the cards for them, as a digest that Slack shows. */
export async function tell(
  database: Queried,
  who: { workspace: string; manager: string }[],
  ends: number,
): Promise<void> {
  await database.query(
    `with week as materialized (
       select m.*, tell_week(m.workspace, m.manager, $2::date, $3::timestamptz) as told
         from jsonb_to_recordset($1::jsonb) as m (workspace text, manager text)),
     cards as materialized (
       select w.*, cards_for(w.workspace, w.manager, $2::date) as cards from week w where w.told is not null),
     kept as materialized (
       select c.*, keep_digest(c.workspace, c.manager, $2::date, c.told ->> 'outcome' = 'nothing' and c.cards = '[]', 31, '{}', $3::timestamptz) as kept
         from cards c)
     select digest_shown(k.workspace, k.manager, $2::date, 'D1:1.1') from kept k where k.kept ->> 'outcome' = 'kept'`,
    [JSON.stringify(who), monday(ends), iso(ends + 3.4)],
  )
}

/** The cards that went out with the digests of that week, of workspaces that are still there. */
export async function cardsShown(database: Queried, ends: number) {
  const rows = await database.query(
    `select s.workspace_id as workspace, s.event_id as session, k.shared_at as at
       from shared_cards k join sessions s on s.id = k.session_id join workspaces w on w.id = s.workspace_id and w.uninstalled_at is null
      where k.week = $1::date`,
    [monday(ends)],
  )
  return z.array(z.object({ workspace: z.string(), session: z.string(), at: z.coerce.date() })).parse(rows)
}

/** By workspace, whose card has been shown to nobody yet. */
export async function cardsWaiting(database: Queried): Promise<Map<string, Set<string>>> {
  const rows = await database.query(
    `select k.workspace_id as workspace, l.slack_user_id as actor from shared_cards k join learners l on l.id = k.learner_id
      where k.week is null`,
  )
  const by = Map.groupBy(
    z.array(z.object({ workspace: z.string(), actor: z.string() })).parse(rows),
    ({ workspace }) => workspace,
  )
  return new Map([...by].map(([workspace, cards]) => [workspace, new Set(cards.map(({ actor }) => actor))]))
}
