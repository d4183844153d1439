import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { openTestDatabase, schemaText, type TestDatabase } from '../database.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { attack, type Leak, type Told } from './attacker.ts'
import { allOf, atMost, type Proof } from './promise.ts'
import { look, readDigest, type Screen, suggested } from './rendered.ts'
import {
  type Card,
  type Deed,
  day,
  labelOf,
  type Practice,
  type TeamHistory,
  teamHistory,
  type Week,
  type World,
} from './team-history.ts'

const HISTORIES = { short: 100, long: 10_000 }
const TOGETHER = 50 // histories whose weeks pass together
const A_DATABASE = 250 // histories that share one at most
const LANES = 2 // databases in use at once
const WEEKS = 7
const TAMPERED = 60 // histories in which the attacker must find something, with a rule taken away
const TAMPERED_TOGETHER = 10 // and so many at once, until they do

const former = readFileSync(join(import.meta.dirname, 'former.sql'), 'utf8')

/** A function as it is, or as it was, ready to take the place of what is there. */
function written(name: string, sql = schemaText()): string {
  const [found] =
    sql.match(
      new RegExp(`create (or replace )?function (public|private)\\.${name}\\([\\s\\S]*?\\$\\$[\\s\\S]*?\\$\\$;?`),
    ) ?? []
  if (!found) throw new Error(`there is no ${name}`)
  return found.replace(/^create function/, 'create or replace function')
}
/** It, with something in it taken out or put otherwise. */
function changed(name: string, ...changes: [string | RegExp, string][]): string {
  return changes.reduce((sql, [from, to]) => {
    const next = sql.replace(from, () => to)
    if (next === sql) throw new Error(`${name} has no ${from}`)
    return next
  }, written(name))
}

/** What the rules would be without one of them: the attacker must then find that way in. */
const WITHOUT: { rule: string; finds: Leak['by']; sql: () => string }[] = [
  {
    rule: 'difference of two',
    finds: 'pair',
    sql: () => `create or replace function private.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null)
          returns boolean language sql stable as 'select false'`,
  },
  {
    rule: 'difference of two who sent no card',
    finds: 'named-pair',
    sql: () => `create or replace function private.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null)
          returns boolean language sql stable security definer as $$
            select exists (select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
                            where w.id <> p_week and w.state = 'told' and c.hidden is null and c.kind = p_kind and c.subject = p_subject
                              and private.how_many_besides(c.contributors, p_contributors) + private.how_many_besides(p_contributors, c.contributors) = 1) $$`,
  },
  {
    rule: 'cards within a cell',
    finds: 'few',
    sql: () =>
      `create or replace function private.known_by_card(p_week uuid) returns uuid[] language sql stable as $$ select '{}'::uuid[] $$`,
  },
  {
    rule: 'cards of a week that was told',
    finds: 'few',
    sql: () => `create or replace function private.card_tells_of_others(p_workspace text, p_learner uuid, p_session uuid) returns boolean
          language sql stable as 'select false'`,
  },
  {
    rule: 'counts that leave two',
    finds: 'rest',
    sql: () => `create or replace function private.told_count(p_count int, p_counted int, p_minimum int, p_known int) returns jsonb
          language sql immutable as $$ select jsonb_build_object('count', p_count) $$`,
  },
  {
    rule: 'counts beside cards',
    finds: 'out',
    sql: () => changed('told_count', [/and \(p_known = 0 or [^)]*\)/, '']),
  },
  {
    rule: 'cards beside a count that was told',
    finds: 'out',
    sql: () => changed('card_tells_of_others', [/or c\.says \? 'count' and .*\n/, '\n']),
  },
  {
    rule: 'hidden cells',
    finds: 'few',
    sql: () =>
      `create or replace function private.decide_cells(p_week uuid) returns void language sql security definer as 'select'`,
  },
  {
    rule: 'counts by what is displayed',
    finds: 'wording',
    sql: () =>
      changed('close_week', [
        'count(*) filter (where not l.manages),',
        '(select count(*) from private.counted_members(p_workspace, p_manager, p_team, p_starts)),',
      ]),
  },
  {
    rule: 'all of a team by its list',
    finds: 'twin',
    sql: () =>
      changed('close_week', [
        'count(*) filter (where not l.manages),',
        '(select count(*) from private.counted_members(p_workspace, p_manager, p_team, p_starts)),',
      ]),
  },
  {
    rule: 'whoever leaves themselves out is not counted',
    finds: 'twin',
    sql: () => `${changed('make_cells', [/\n +where not exists \(select from public\.team_week_withdrawals[\s\S]*?o\.learner_id = p\.learner_id\)\)/, ')'])}
      ${written('decide_cells', former)}`,
  },
  {
    rule: 'a closed week shows no number',
    finds: 'change',
    sql: () => `${changed('close_week', ['perform private.gather_parts(v_id);', 'perform private.gather_parts(v_id); perform private.make_cells(v_id); perform private.decide_cells(v_id);'])}
      ${changed('make_cells', ['$$\n  with week', '$$\n  delete from public.digest_cells where team_week = p_week;\n  with week'])}
      ${changed('manager_sees', ["w.state = 'told'", "w.state in ('open', 'told')"])}
      grant delete on digest_cells to threadcoach_digest`,
  },
  { rule: 'what was told stays told', finds: 'change', sql: formerErasure },
  { rule: 'lists are the company’s', finds: 'list', sql: formerErasure },
  {
    rule: 'names are the list’s',
    finds: 'list',
    sql: () => written('know_learner', former),
  },
  {
    rule: 'suggested lately is suggested lately',
    finds: 'twin',
    sql: () => changed('erase_person', [/update public\.suggestions set learner_id = v_new[^;]*;/, '']),
  },
  {
    rule: 'whoever erased everything is counted no more',
    finds: 'pair',
    sql: () => changed('erase_person', [/insert into public\.left_out[^;]*;/, '']),
  },
]
function formerErasure(): string {
  return `${written('add_digest_again', former)}; ${written('erase_person', former)}`
}

/**
 * Random histories of teams, told by the database itself, and somebody who holds all that a manager and a colleague can see, as it is rendered,
 * and wants to know of one person. Each history is played twice at once: as it is, and as it would be if one person had no secret.
 */
export const differencing: Proof = {
  async prove({ form, say }) {
    const all: Seen[] = []
    const server = postgresPresent ? await startPostgres() : undefined // where one is, as in production
    const open = (name: string) => (server ? server.another(name) : openTestDatabase())
    const awake = await waysIn(open, say)
    const size = Math.min(A_DATABASE, HISTORIES[form] / LANES)
    await inLanes(
      Array.from({ length: HISTORIES[form] / size }, (_, nth) => nth * size),
      async (first) => {
        const database = await open(`from_${first}`)
        try {
          for (let from = first; from < first + size; from += TOGETHER) {
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
        const screens = all.reduce((sum, { screens }) => sum + screens, 0)
        const leaky = all.filter(({ leaks }) => leaks.length > 0)
        say(
          `${all.length} of ${HISTORIES[form]} histories, ${told} cells, ${cards} cards and ${screens} screens shown, ${leaky.length} histories with a leak`,
        )
      },
    )
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
      atMost('a count is exact or not for a reason that is not displayed', leaky('wording')),
      atMost('a count says that somebody who sent a card is not in it', leaky('out')),
      atMost(
        'a shown cell is not true of exactly those who left themselves in, or was not told before',
        leaky('untrue', 'history'),
      ),
      atMost('what was told looks otherwise later, to a manager or a colleague', leaky('change')),
      atMost('a list that a manager sees is not the company’s', leaky('list')),
      atMost(
        'a screen differs from what it is where nobody erased, left, left themselves out, objected or was off the record',
        leaky('twin'),
      ),
      allOf('with a rule taken away, the attacker finds the way in', awake.length, WITHOUT.length),
    ]
  },
}

/** Does it for each of these, some at once. */
async function inLanes<T>(all: T[], one: (of: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  const lane = async () => {
    for (const of of waiting) await one(of)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

type Queried = Pick<TestDatabase, 'query'>
type Seen = { workspace: string; shown: number; cards: number; screens: number; leaks: Leak[] }

/** The rules whose absence the attacker notices, each in a database of its own. */
async function waysIn(
  open: (name: string) => Promise<Queried & { close?: () => Promise<void> }>,
  say: (progress: string) => void,
): Promise<string[]> {
  const found: string[] = []
  await inLanes([...WITHOUT.entries()], async ([nth, { rule, finds, sql }]) => {
    const database = await open(`without_${nth}`)
    for (const one of statements(sql())) await database.query(one)
    let isFound = false
    for (let from = 0; from < TAMPERED && !isFound; from += TAMPERED_TOGETHER) {
      const seen = await played(database, from, TAMPERED_TOGETHER, finds)
      isFound = seen.some(({ leaks }) => leaks.some(({ by }) => by === finds))
    }
    await database.close?.()
    if (isFound) found.push(rule)
    else say(`without the rule "${rule}" the attacker does not find "${finds}"`)
  })
  say(`with a rule taken away: ${found.length} of ${WITHOUT.length} ways in were found`)
  return found
}

/** One statement after the other: each ends with its body, or has none. */
const statements = (sql: string): string[] =>
  sql.split(/(?<=\$\$);?\s*(?=create|grant)/g).filter((one) => one.trim() !== '')

type Playing = { told: Told[]; cards: Card[]; leaks: Leak[]; first: Map<string, string>; screens: number }
type Both = Record<World, TeamHistory> & { playing: Playing }
const NOTHING: Week = { moves: [], practices: [], second: [], later: [], truths: [], lists: new Map(), colleagues: [] }

/** Plays so many histories in both worlds, all of a week at once; with `finds`, no more than shows that. */
async function played(database: Queried, first: number, count: number, finds?: Leak['by']): Promise<Seen[]> {
  const isTwice = finds === undefined || finds === 'twin'
  const isWatched = isTwice || finds === 'change' || finds === 'list'
  const domains = await database.query('select id, name from coaching_domains')
  const domainIds = new Map(domains.map(({ id, name }) => [String(name), String(id)]))
  const all = Array.from({ length: count }, (_, at): Both => {
    const of = (world: World) =>
      teamHistory(`W${first + at}${world === 'here' ? 'a' : 'b'}`, randomOf(first + at), WEEKS)
    return {
      here: of('here'),
      there: of('there'),
      playing: { told: [], cards: [], leaks: [], first: new Map(), screens: 0 },
    }
  })
  const worlds = all.flatMap(({ here, there }) => [
    { world: 'here' as const, history: here },
    ...(isTwice ? [{ world: 'there' as const, history: there }] : []),
  ])
  const byWorkspace = new Map(all.map((both) => [both.here.workspace, both]))
  await database.query('alter table scorecards disable trigger keep_levels') // levels are those of the practice
  const each = (deeds: (history: TeamHistory) => Deed[], at: number) =>
    perform(
      database,
      at,
      worlds.flatMap(({ world, history }) =>
        deeds(history)
          .filter(({ only = world }) => only === world)
          .map((deed) => ({ workspace: history.workspace, ...deed })),
      ),
    )
  await each(({ begins }) => begins, -20)
  for (let week = 0; week < WEEKS; week += 1) {
    const ends = 7 * week
    const now = ({ weeks }: TeamHistory) => weeks[week] ?? NOTHING
    await each((history) => now(history).moves, ends - 4)
    await practise(
      database,
      worlds.flatMap(({ world, history }) =>
        now(history)
          .practices.filter(({ session }) => world === 'here' || !history.uncounted.has(session))
          .map((practice) => ({ workspace: history.workspace, ...practice })),
      ),
    )
    await closeAll(database, ends)
    const looks = (when: string, isLast = false) => lookAll(database, all, { week, when, isTwice, isLast })
    heard(all, await each((history) => now(history).second, ends + 1), week, isTwice)
    if (isWatched) await looks('before it was told')
    const managers = worlds.flatMap(({ history }) =>
      [...new Set(now(history).truths.map(({ manager }) => manager))].map((manager) => ({
        workspace: history.workspace,
        manager,
      })),
    )
    await tell(database, managers, ends)
    const waiting = await cardsWaiting(database)
    const screens = await looks(TOLD)
    for (const { here, playing } of all)
      for (const truth of now(here).truths) {
        const message = screens.get(here.workspace)?.get(managing(truth.manager))?.digests.get(monday(ends))
        const shown = message && readDigest(message).find(({ team }) => team === truth.team)
        if (shown) playing.told.push({ week, shown, truth, waiting: waiting.get(here.workspace) ?? new Set() })
      }
    for (const { workspace, session, at } of await cardsShown(database, ends)) {
      const one = byWorkspace.get(workspace)
      one?.playing.cards.push(one.here.shows(session, week, at))
    }
    heard(all, await each((history) => now(history).later, ends + 3.6), week, isTwice)
    if (isWatched) await looks('later', week === WEEKS - 1)
  }
  await database.query('update workspaces set uninstalled_at = now() where uninstalled_at is null')
  return all.map(({ here, playing: { told, cards, leaks, screens } }) => ({
    workspace: here.workspace,
    shown: told.reduce(
      (sum, { shown }) => sum + Number(shown.practised !== null) + shown.domains.length + shown.dimensions.length,
      0,
    ),
    cards: cards.length,
    screens,
    leaks: [...leaks, ...attack(told, cards, domainIds)],
  }))
}

const TOLD = 'when it was told'
const managing = (actor: string) => `${actor} as a manager`

/** Everybody's screens, in both worlds: what they tell by themselves, over time, and beside each other. By workspace and by who looks. */
async function lookAll(
  database: Queried,
  all: Both[],
  about: { week: number; when: string; isTwice: boolean; isLast: boolean },
) {
  const { week, when, isTwice, isLast } = about
  const looking = all.flatMap(({ here, there }) =>
    (isTwice ? [here, there] : [here]).flatMap(({ workspace, weeks, since }) => {
      const { lists, colleagues } = weeks[week] ?? NOTHING
      if (week < since && (when !== TOLD || workspace === there.workspace)) return [] // both worlds are the same
      if (week > since + 1 && when !== TOLD && !isLast) return [] // what the secret can change by itself has changed
      return [
        ...[...lists.keys()].map((actor) => ({ workspace, actor, isManager: true, session: '' })),
        ...colleagues.map((colleague) => ({ workspace, isManager: false, ...colleague })),
      ]
    }),
  )
  const screens = new Map(
    all.flatMap(({ here, there }) => [here, there].map(({ workspace }) => [workspace, new Map<string, Screen>()])),
  )
  for (const [at, screen] of (await look(database, looking, isLast)).entries()) {
    const { workspace = '', actor = '', isManager = false } = looking[at] ?? {}
    screens.get(workspace)?.set(isManager ? managing(actor) : actor, screen)
  }
  for (const { here, there, playing } of all) {
    const found = (by: Leak['by'], about: string) => playing.leaks.push({ by, about: `week ${week} ${when}, ${about}` })
    for (const [actor, list] of here.weeks[week]?.lists ?? []) {
      const names = screens.get(here.workspace)?.get(managing(actor))?.names
      if (names && names.toSorted().join() !== list.toSorted().join()) found('list', actor)
    }
    for (const [who, screen] of screens.get(here.workspace) ?? []) {
      playing.screens += 1
      for (const [what, numbers] of screen.numbers) {
        if ((playing.first.get(what) ?? numbers) !== numbers) found('change', `${what} to ${who}`)
        else playing.first.set(what, numbers)
      }
      if (!isTwice || who === managing(here.secretive) || week < here.since) continue // they know, and both are the same
      const twin = screens.get(there.workspace)?.get(who.replace(here.workspace, there.workspace))
      const [seen, other] = [plain(screen.all, here), plain(twin?.all ?? '', there)]
      if (seen !== other) found('twin', `${who}, ${here.secretive}: ${difference(seen, other)}`)
    }
  }
  return screens
}
const plain = (text: string, { workspace }: TeamHistory) => text.replaceAll(workspace, 'W')
/** The first place where they differ, as both have it. */
function difference(one: string, other: string): string {
  const at = [...one].findIndex((char, at) => char !== other[at])
  return [one, other].map((text) => text.slice(Math.max(at - 40, 0), at + 60)).join(' | ')
}

/** What managers read when they suggested a session to somebody, in both worlds. */
function heard(all: Both[], said: { workspace: string; outcome: string }[], week: number, isTwice: boolean): void {
  if (!isTwice) return
  const by = Map.groupBy(said, ({ workspace }) => workspace)
  const words = ({ workspace }: TeamHistory) =>
    by
      .get(workspace)
      ?.map(({ outcome }) => suggested[outcome] ?? outcome)
      .join()
  for (const { here, there, playing } of all)
    if (words(here) !== words(there))
      playing.leaks.push({ by: 'twin', about: `week ${week}: ${words(here)}, ${here.secretive}` })
}

const iso = (at: number) => day(at).toISOString()
const monday = (ends: number) => iso(ends + 3).slice(0, 10)

/** Deeds of many workspaces at the same moment, each in its own order. What came of those that suggest something. */
async function perform(database: Queried, at: number, deeds: (Deed & { workspace: string })[]) {
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
async function practise(database: Queried, practices: (Practice & { workspace: string })[]): Promise<void> {
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
async function closeAll(database: Queried, ends: number): Promise<void> {
  const [row] = await database.query(`select (plan_digests($1, 48) ->> 'closed')::int as closed`, [iso(ends)])
  if (Number(row?.closed) > 0) await closeAll(database, ends)
}

/** Tells each manager the week, with the cards for them, as a digest that Slack shows. */
async function tell(database: Queried, who: { workspace: string; manager: string }[], ends: number): Promise<void> {
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
async function cardsShown(database: Queried, ends: number) {
  const rows = await database.query(
    `select s.workspace_id as workspace, s.event_id as session, k.shared_at as at
       from shared_cards k join sessions s on s.id = k.session_id join workspaces w on w.id = s.workspace_id and w.uninstalled_at is null
      where k.week = $1::date`,
    [monday(ends)],
  )
  return z.array(z.object({ workspace: z.string(), session: z.string(), at: z.coerce.date() })).parse(rows)
}

/** By workspace, whose card has been shown to nobody yet. */
async function cardsWaiting(database: Queried): Promise<Map<string, Set<string>>> {
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
