import { z } from 'zod'
import { tellWeek } from '../../src/store/team-rows.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { attack, type Leak, type Told } from './attacker.ts'
import { allOf, atMost, type Proof } from './promise.ts'
import { type Card, type Deed, day, openTeamHistory, type Practice, type TeamHistory } from './team-history.ts'

const HISTORIES = { short: 100, long: 10_000 }
const TOGETHER = 50 // histories whose weeks pass together
const A_DATABASE = 500 // histories that share one
const WEEKS = 7
const TAMPERED = 20 // histories in which the attacker must find something, with a rule taken away

/** What the rules would be without one of them: the attacker must then find that way in. */
const WITHOUT: { rule: string; finds: Leak['by']; sql: string }[] = [
  {
    rule: 'difference of two',
    finds: 'pair',
    sql: `create or replace function isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null)
          returns boolean language sql stable as 'select false'`,
  },
  {
    rule: 'difference of two who sent no card',
    finds: 'named-pair',
    sql: `create or replace function isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null)
          returns boolean language sql stable security definer as $$
            select exists (select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
                            where w.id <> p_week and w.state = 'told' and c.hidden is null and c.kind = p_kind and c.subject = p_subject
                              and public.how_many_besides(c.contributors, p_contributors) + public.how_many_besides(p_contributors, c.contributors) = 1) $$`,
  },
  {
    rule: 'cards within a cell',
    finds: 'few',
    sql: `create or replace function known_by_card(p_week uuid) returns uuid[] language sql stable as $$ select '{}'::uuid[] $$`,
  },
  {
    rule: 'cards of a week that was told',
    finds: 'few',
    sql: `create or replace function card_tells_of_others(p_workspace text, p_learner uuid, p_session uuid) returns boolean
          language sql stable as 'select false'`,
  },
  {
    rule: 'counts that leave two',
    finds: 'rest',
    sql: `create or replace function told_count(p_count int, p_counted int, p_minimum int) returns jsonb
          language sql immutable as $$ select jsonb_build_object('count', p_count) $$`,
  },
  {
    rule: 'hidden cells',
    finds: 'few',
    sql: `create or replace function decide_cells(p_week uuid) returns void language sql security definer as 'select'`,
  },
]

/** Random histories of teams, told by the database itself, and somebody who holds all digests and wants to know of one person. */
export const differencing: Proof = {
  async prove({ form, say }) {
    const all: Seen[] = []
    const embedded = await openTestDatabase()
    const awake = await waysIn(embedded).finally(embedded.close)
    const server = postgresPresent ? await startPostgres() : undefined // where one is, as in production
    for (let first = 0; first < HISTORIES[form]; first += A_DATABASE) {
      const end = Math.min(first + A_DATABASE, HISTORIES[form])
      const database = server ? await server.another(`from_${first}`) : await openTestDatabase()
      try {
        for (let from = first; from < end; from += TOGETHER) {
          const seen = await played(database, from, TOGETHER)
          all.push(...seen)
          for (const { workspace, leaks } of seen.filter(({ leaks }) => leaks.length > 0).slice(0, 3))
            say(`${workspace}: ${leaks.map(({ by, about }) => `${by}, ${about}`).join('; ')}`)
          if (from === first) await database.query('analyze') // as a database does by itself, now and then
        }
      } finally {
        if ('close' in database) await database.close()
      }
      const told = all.reduce((sum, { shown }) => sum + shown, 0)
      const cards = all.reduce((sum, { cards }) => sum + cards, 0)
      const leaky = all.filter(({ leaks }) => leaks.length > 0)
      say(
        `${all.length} of ${HISTORIES[form]} histories, ${told} cells and ${cards} cards shown, ${leaky.length} histories with a leak`,
      )
    }
    await server?.stop()
    const leaky = (...ways: Leak['by'][]) => all.filter(({ leaks }) => leaks.some(({ by }) => ways.includes(by))).length
    return [
      atMost(
        `of ${all.length} histories: two shown cells isolate fewer than two learners without a card`,
        leaky('pair', 'named-pair'),
      ),
      atMost(
        'a shown cell has fewer than five contributors without a card, or than the minimum',
        leaky('few', 'below'),
      ),
      atMost('a count leaves fewer than two of those who could be in it', leaky('rest')),
      atMost('a hidden cell can be computed from the others of its digest', leaky('alone', 'sum')),
      atMost('somebody who took themselves out, or objected, is in a shown cell', leaky('withdrawn')),
      atMost(
        'a shown cell is not true of exactly its contributors, or was not told before',
        leaky('untrue', 'history'),
      ),
      allOf('with a rule taken away, the attacker finds the way in', awake.length, WITHOUT.length),
    ]
  },
}

type Queried = Pick<TestDatabase, 'query'>
type Seen = { workspace: string; shown: number; cards: number; leaks: Leak[] }

/** The rules whose absence the attacker notices. Nothing of it is kept. */
async function waysIn(database: TestDatabase): Promise<string[]> {
  const found: string[] = []
  for (const { rule, finds, sql } of WITHOUT) {
    await database.query('begin')
    await database.query(sql)
    const seen = await played(database, 0, TAMPERED)
    await database.query('rollback')
    if (seen.some(({ leaks }) => leaks.some(({ by }) => by === finds))) found.push(rule)
  }
  return found
}

/** Plays so many histories, all of a week at once. */
async function played(database: Queried, first: number, count: number): Promise<Seen[]> {
  const domains = await database.query('select id, name from coaching_domains')
  const domainIds = new Map(domains.map(({ id, name }) => [String(name), String(id)]))
  const all = Array.from({ length: count }, (_, at) => ({
    history: openTeamHistory(`W${first + at}`, randomOf(first + at)),
    told: [] as Told[],
    cards: [] as Card[],
  }))
  const byWorkspace = new Map(all.map((one) => [one.history.workspace, one]))
  await database.query('alter table scorecards disable trigger keep_levels') // levels are those of the practice
  const each = (deeds: (history: TeamHistory) => Deed[], at: number) =>
    perform(
      database,
      at,
      all.flatMap(({ history }) => deeds(history).map((deed) => ({ workspace: history.workspace, ...deed }))),
    )
  await each((history) => history.begins(-20), -20)
  for (let week = 0; week < WEEKS; week += 1) {
    const ends = 7 * week
    await each((history) => history.reorganises(ends - 4), ends - 4)
    const practices = all.flatMap(({ history }) =>
      history.practise(ends).map((practice) => ({ workspace: history.workspace, ...practice })),
    )
    await practise(database, practices)
    await closeAll(database, ends)
    for (const { history } of all) history.closes(ends)
    await each((history) => history.thinksAgain(ends + 1), ends + 1)
    const weeks = all.map((one) => ({ ...one, truths: one.history.tells(ends + 3.4) }))
    const asked = weeks.flatMap(({ history, truths }) =>
      [...new Set(truths.map(({ manager }) => manager))].map((manager) => ({
        workspace: history.workspace,
        manager,
      })),
    )
    const shown = await tell(database, asked, ends)
    for (const { truths, told } of weeks)
      for (const truth of truths) {
        const team = shown.get(truth.manager)?.find(({ team }) => team === truth.team)
        if (team) told.push({ week, shown: team, truth })
      }
    for (const { workspace, session } of await cardsShown(database, ends)) {
      const one = byWorkspace.get(workspace)
      one?.cards.push(one.history.shows(session, week))
    }
  }
  await database.query('update workspaces set uninstalled_at = now() where uninstalled_at is null')
  return all.map(({ history, told, cards }) => ({
    workspace: history.workspace,
    shown: told.reduce(
      (sum, { shown }) => sum + Number(shown.practised !== null) + shown.domains.length + shown.dimensions.length,
      0,
    ),
    cards: cards.length,
    leaks: attack(told, cards, domainIds),
  }))
}

const iso = (at: number) => day(at).toISOString()
const monday = (ends: number) => iso(ends + 3).slice(0, 10)

/** Deeds of many workspaces at the same moment, each in its own order. */
async function perform(database: Queried, at: number, deeds: (Deed & { workspace: string })[]): Promise<void> {
  await database.query(
    `insert into scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall, marks, closing)
     select d.what ->> 'workspace', md5(d.what ->> 'session')::uuid, 1, 1, 1, 'test', 1, 5, '[{"label": "Label", "score": 5, "quotes": []}]', '{}'
       from jsonb_array_elements($1::jsonb) as d (what) where d.what ->> 'do' = 'share'
     on conflict do nothing`,
    [JSON.stringify(deeds)],
  )
  await database.query(
    `select case d.what ->> 'do'
              when 'teams' then set_teams(d.what ->> 'workspace', 'csv', d.what -> 'people', $2, false)::text
              when 'leave-out' then leave_out(d.what ->> 'workspace', d.what ->> 'actor', (d.what ->> 'always')::boolean, $2)::text
              when 'count-in' then count_in(d.what ->> 'workspace', d.what ->> 'actor')::text
              when 'object' then object_to_manager(d.what ->> 'workspace', d.what ->> 'actor', (d.what ->> 'objects')::boolean, $2)::text
              when 'minimum' then set_digest_minimum(d.what ->> 'workspace', (d.what ->> 'minimum')::int, $2)::text
              when 'share' then share_card(d.what ->> 'workspace', d.what ->> 'actor', md5(d.what ->> 'session')::uuid, d.what ->> 'manager', false, $2)::text
              when 'take-back' then take_card_back(d.what ->> 'workspace', d.what ->> 'actor', md5(d.what ->> 'session')::uuid)::text
            end
       from jsonb_array_elements($1::jsonb) with ordinality as d (what, place) order by d.place`,
    [JSON.stringify(deeds), iso(at)],
  )
}

async function practise(database: Queried, practices: (Practice & { workspace: string })[]): Promise<void> {
  const rows = practices.map((practice) => ({ ...practice, name: practice.session, at: iso(practice.at) }))
  await database.query(
    `with p as materialized (
       select md5(x.name)::uuid as session, l.id as learner, x.*
         from jsonb_to_recordset($1::jsonb) as x (name text, workspace text, actor text, domain text, at timestamptz, levels jsonb)
         join learners l on l.workspace_id = x.workspace and l.slack_user_id = x.actor),
     s as (
       insert into sessions (id, workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, closed_at)
       select session, workspace, learner, domain, 1, 1, 1, name, at from p),
     r as (
       insert into coaching_sessions (workspace_id, learner_id, domain_id, learner_message, coach_response, round_number, session_id, created_at)
       select workspace, learner::text, domain, 'said', 'answered', 1, session::text, at from p)
     insert into dimension_levels (session_id, dimension, label, workspace_id, learner_id, domain_id, rubric_version, judge, score, at)
     select p.session, v.dimension, 'Label', p.workspace, p.learner, p.domain, 1, 'test', v.score, p.at
       from p, jsonb_to_recordset(p.levels) as v (dimension text, score int)`,
    [JSON.stringify(rows)],
  )
}

/** Looks after the weeks until there is none left to close. */
async function closeAll(database: Queried, ends: number): Promise<void> {
  const [row] = await database.query(`select (plan_digests($1, 48) ->> 'closed')::int as closed`, [iso(ends)])
  if (Number(row?.closed) > 0) await closeAll(database, ends)
}

/** What each manager is told of the week, by manager. */
async function tell(database: Queried, who: { workspace: string; manager: string }[], ends: number) {
  const rows = await database.query(
    `with week as materialized (
       select m.*, tell_week(m.workspace, m.manager, $2::date, $3::timestamptz) as told
         from jsonb_to_recordset($1::jsonb) as m (workspace text, manager text))
     select manager, told, case when told is not null then cards_for(workspace, manager, $2::date) end as cards from week`,
    [JSON.stringify(who), monday(ends), iso(ends + 3.4)],
  )
  const parsed = z.array(z.object({ manager: z.string(), told: tellWeek.nullable() })).parse(rows)
  return new Map(parsed.map(({ manager, told }) => [manager, told?.teams ?? []]))
}

/** The cards that went out with the digests of that week, of workspaces that are still there. */
async function cardsShown(database: Queried, ends: number) {
  const rows = await database.query(
    `select s.workspace_id as workspace, s.event_id as session
       from shared_cards k join sessions s on s.id = k.session_id join workspaces w on w.id = s.workspace_id and w.uninstalled_at is null
      where k.week = $1::date`,
    [monday(ends)],
  )
  return z.array(z.object({ workspace: z.string(), session: z.string() })).parse(rows)
}

/** Numbers that are the same in every run: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed + 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
