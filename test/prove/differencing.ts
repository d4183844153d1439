import { openTestDatabase, type TestDatabase } from '../database.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { attack, type Leak, type Told } from './attacker.ts'
import { allOf, atMost, type Proof } from './promise.ts'
import { look, readDigest, type Screen, suggested } from './rendered.ts'
import { statements, WITHOUT } from './rules-taken-away.ts'
import { type Card, type Deed, type TeamHistory, teamHistory, type Week, type World } from './team-history.ts'
import { cardsShown, cardsWaiting, closeAll, monday, perform, practise, tell } from './weeks-in-sql.ts'

const HISTORIES = { short: 100, long: 10_000 }
const TOGETHER = 50 // histories whose weeks pass together
const A_DATABASE = 250 // histories that share one at most
const LANES = 2 // databases in use at once
const WEEKS = 7
const TAMPERED = 60 // histories in which the attacker must find something, with a rule taken away
const TAMPERED_TOGETHER = 10 // and so many at once, until they do

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
