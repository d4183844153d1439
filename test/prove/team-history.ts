/**
 * A made-up workspace of a few small teams, and what happens in it week by week. Everything that is true of it is kept here, in plain
 * sets, so that what the database tells can be held against it. One of its people has a secret: at some moment they erase everything, leave
 * the company, leave themselves out, object to their manager, or practise off the record.
 */

export const DOMAINS = ['sales_workflow_coach', 'communication_coach', 'architecture_advisor']
export const dimensionsOf = (domain: string) => [`${domain}-listening`, `${domain}-asking`]
/** What a dimension is called on screen. */
export const labelOf = (dimension: string) => `Skill ${DOMAINS.flatMap(dimensionsOf).indexOf(dimension)}`
const DAY_MS = 86_400_000
const FRIDAY = Date.parse('2026-11-27T00:00:00Z')
/** So many days after that Friday's first minute. The week that is numbered 0 ends with it. */
export const day = (days: number): Date => new Date(FRIDAY + days * DAY_MS)

/** Somebody practised, in a session of its own: one domain, and a score for some of its dimensions. */
export type Practice = {
  session: string
  actor: string
  domain: string
  at: number
  levels: { dimension: string; score: number }[]
  offRecord: boolean
}

/** A card that some manager was shown: of which session, when it was sent, and in the digest of which week. */
export type Card = { actor: string; practised: number; sent: number; week: number }

/** What is done to the database at one moment. */
export type Deed = (
  | { do: 'teams'; people: { actor: string; name: string; team: string; position: string; manager: string }[] }
  | { do: 'leave-out'; actor: string; always: boolean }
  | { do: 'count-in'; actor: string }
  | { do: 'object'; actor: string; objects: boolean }
  | { do: 'minimum'; minimum: number }
  | { do: 'share'; actor: string; session: string; manager: string }
  | { do: 'take-back'; actor: string; session: string }
  | { do: 'erase'; actor: string; because: 'learner' | 'deactivated' }
  | { do: 'digest-off'; actor: string }
  | { do: 'suggest'; actor: string; manager: string; domain: string; event: string }
) & {
  /**
   * Done in the world as it is, and not in the one where nobody has a secret; or only there. In that one the person with the secret did not
   * practise what counts nowhere, and takes back by hand the cards that go with the deed.
   */
  only?: World
}

/** As it is, and the same without the secret. To everybody else both must look alike. */
export type World = 'here' | 'there'

/** What a week of a team truly holds: who contributed to each thing that could be told. */
export type Truth = {
  team: string
  manager: string
  minimum: number
  /** What was practised between these is in it. */
  starts: number
  ends: number
  /** Members who could contribute, as far as anybody knows: all but those who manage a team. */
  possible: Set<string>
  practised: Set<string>
  domains: Map<string, Set<string>>
  dimensions: Map<string, { who: Set<string>; level: string }>
}

/** A week: what is done four days before it ends, what is practised in it, and what is done on Friday, and after it was told. */
export type Week = {
  moves: Deed[]
  practices: Practice[]
  second: Deed[]
  later: Deed[]
  truths: Truth[]
  /** By manager, who is in their teams as the company's list says. */
  lists: Map<string, string[]>
  /** Some who look at what they can see, and a session of theirs. */
  colleagues: { actor: string; session: string }[]
}

/** What happens in a workspace before its first week and in each, in both worlds, and what only the history knows. */
export type TeamHistory = {
  workspace: string
  begins: Deed[]
  weeks: Week[]
  /** Who has a secret, from which week on, and the sessions that nobody counts because of it. */
  secretive: string
  since: number
  uncounted: Set<string>
  /** A card of that session, sent then, was shown in the digest of that week. */
  shows(session: string, week: number, at: Date): Card
}

type Closed = Pick<Truth, 'team' | 'manager' | 'starts' | 'ends' | 'possible'> & {
  done: Practice[]
  out: Set<string> // since it was closed
}

const SECRETS = [
  'erase',
  'erase',
  'depart',
  'leave-out',
  'leave-out',
  'leave-out-once',
  'object',
  'off-record',
] as const
const MOMENTS = ['moves', 'second', 'later'] as const

/** `random` is between 0 and 1. A week is taken in steps: moves, practice, close, second thoughts, tell. Days are counted as `day` does. */
export function teamHistory(workspace: string, random: () => number, weekCount: number): TeamHistory {
  const whole = (below: number) => Math.floor(random() * below)
  const one = <T>(of: readonly T[]): T | undefined => of[whole(of.length)]
  const chance = (p: number) => random() < p

  const teamOf = new Map<string, { team: string; since: number }>()
  const managerOf = new Map<string, { manager: string; since: number }>()
  const always = new Set<string>()
  const objections = new Set<string>() // 'actor manager'
  const minimums: { minimum: number; since: number }[] = []
  const practices: Practice[] = []
  const habits = new Map<string, string[]>() // the domains that somebody practises, week after week
  const open: Closed[] = []
  const sent = new Map<string, { practice: Practice; manager: string }>() // by session, whether it is sent or was refused
  const lastEnd = new Map<string, number>()
  const counted = new Set<string>() // sessions of the one with the secret that were told
  const uncounted = new Set<string>()
  const erased = new Set<string>()
  let sessions = 0
  let people = 0
  let names = 0
  let managers = 0

  const newManager = () => `${workspace}-m${managers++}`
  const members = (team: string) => [...teamOf].filter(([, is]) => is.team === team).map(([actor]) => actor)
  const teams = () => [...new Set([...teamOf.values()].map(({ team }) => team))]
  const manages = (actor: string) => [...managerOf.values()].some(({ manager }) => manager === actor)

  function joins(team: string, at: number): void {
    const actor = `${workspace}-p${people++}`
    teamOf.set(actor, { team, since: at })
    habits.set(actor, habit())
  }
  function habit(): string[] {
    const main = chance(0.8) ? DOMAINS[0] : one(DOMAINS)
    return chance(0.8) ? [main ?? ''] : [...new Set([main ?? '', one(DOMAINS) ?? ''])]
  }
  function moves(actor: string, team: string, at: number): void {
    if (teamOf.get(actor)?.team !== team) teamOf.set(actor, { team, since: at })
  }
  function isManagedBy(team: string, manager: string, at: number): void {
    if (managerOf.get(team)?.manager !== manager) managerOf.set(team, { manager, since: at })
  }
  const listed = new Map<string, string>() // as the company's list has it: of a team that it names no more it says nothing
  const known = { teamOf: new Map(teamOf), managerOf: new Map(managerOf) }
  /**
   * All teams as they are now. What changed and changed back since the last time was never seen to change, nor was who manages a team that
   * nobody is in any more.
   */
  function asDeed(): Deed {
    for (const [actor, { team }] of teamOf) {
      const before = known.teamOf.get(actor)
      if (before?.team === team) teamOf.set(actor, before)
    }
    for (const [team, { manager }] of managerOf) {
      const before = known.managerOf.get(team)
      if (before && (before.manager === manager || members(team).length === 0)) managerOf.set(team, before)
    }
    known.teamOf = new Map(teamOf)
    known.managerOf = new Map(managerOf)
    const named = new Set(teams())
    for (const [actor, team] of listed) if (named.has(team)) listed.delete(actor)
    for (const [actor, { team }] of teamOf) listed.set(actor, team)
    const people = [...teamOf].map(([actor, { team }]) => ({
      actor,
      name: actor,
      team,
      position: '',
      manager: managerOf.get(team)?.manager ?? '',
    }))
    return { do: 'teams', people }
  }

  function begins(at: number): Deed[] {
    for (let count = 1 + whole(2); count > 0; count -= 1) {
      const team = `T${names++}`
      isManagedBy(team, newManager(), at)
      for (let size = 6 + whole(7); size > 0; size -= 1) joins(team, at)
    }
    return [asDeed()]
  }

  /** People join, leave and move; teams are named anew; managers change. */
  function reorganises(at: number): Deed[] {
    const deeds: Deed[] = []
    const team = one(teams()) ?? ''
    const somebody = one(members(team)) ?? ''
    if (chance(0.25)) joins(team, at)
    if (chance(0.2) && members(team).length > 3) teamOf.delete(somebody)
    if (chance(0.1) && teams().length > 1) {
      const mover = one([...teamOf.keys()]) ?? ''
      const from = teamOf.get(mover)?.team ?? ''
      if (members(from).length > 3) moves(mover, one(teams()) ?? from, at)
    }
    if (chance(0.06)) isManagedBy(team, newManager(), at)
    if (chance(0.06)) isManagedBy(team, one([...managerOf.values()])?.manager ?? newManager(), at)
    if (chance(0.04)) {
      const renamed = `T${names++}` // the same people under another name, and perhaps another manager
      isManagedBy(renamed, chance(0.5) ? newManager() : (managerOf.get(team)?.manager ?? newManager()), at)
      for (const actor of members(team)) moves(actor, renamed, at)
    }
    if (chance(0.05)) isManagedBy(`T${names}`, somebody, at) // a member leads a team of their own
    if (managerOf.has(`T${names}`)) joins(`T${names++}`, at)
    deeds.push(asDeed())
    if (chance(0.06)) deeds.push(minimumIs(5 + whole(4), at))
    if (chance(0.04)) deeds.push(...leavesOut(somebody, true))
    const outside = one([...always])
    if (outside && outside !== secretive && chance(0.2)) {
      always.delete(outside)
      deeds.push({ do: 'count-in', actor: outside })
    }
    if (somebody !== secretive) {
      if (chance(0.04)) deeds.push(...objects(somebody, true))
      if (chance(0.1)) deeds.push(...objects(somebody, false))
    }
    return deeds
  }

  function minimumIs(minimum: number, at: number): Deed {
    minimums.push({ minimum, since: at })
    return { do: 'minimum', minimum }
  }
  function leavesOut(actor: string, isAlways: boolean): Deed[] {
    if (actor === secretive) return []
    return [leaves(actor, isAlways)]
  }
  function leaves(actor: string, isAlways: boolean): Deed {
    if (isAlways) always.add(actor)
    for (const week of open) week.out.add(actor)
    return { do: 'leave-out', actor, always: isAlways }
  }
  function objects(actor: string, doesObject: boolean): Deed[] {
    const manager = managerOf.get(teamOf.get(actor)?.team ?? '')?.manager
    if (!manager || manager === actor) return []
    const key = `${actor} ${manager}`
    if (doesObject) objections.add(key)
    else objections.delete(key)
    return [{ do: 'object', actor, objects: doesObject }]
  }

  /** What the one with the secret does in secret, where this is the moment, and what is done there instead. */
  function keepsSecret(moment: (typeof MOMENTS)[number], week: number): Deed[] {
    const actor = secretive
    const here = (deed: Deed): Deed => ({ ...deed, only: 'here' })
    const takenBack = (of: (manager: string) => boolean): Deed[] =>
      [...sent]
        .filter(([, card]) => card.practice.actor === actor && of(card.manager))
        .map(([session]) => ({ do: 'take-back', actor, session, only: 'there' }))
    if (!(teamOf.has(actor) || manages(actor)) || moment !== secret.moment) return []
    if (week !== secret.week) return week > secret.week && chance(0.15) ? thinksBetter(actor).map(here) : []
    switch (secret.how) {
      case 'erase':
      case 'depart': {
        erased.add(actor)
        always.add(actor)
        for (const closed of open) closed.out.add(actor)
        const because = secret.how === 'erase' ? 'learner' : 'deactivated'
        const off: Deed[] = manages(actor) ? [{ do: 'digest-off', actor, only: 'there' }] : []
        return [here({ do: 'erase', actor, because }), ...takenBack(() => true), ...off]
      }
      case 'leave-out':
      case 'leave-out-once':
        return [here(leaves(actor, secret.how === 'leave-out'))]
      case 'object': {
        const manager = managerOf.get(teamOf.get(actor)?.team ?? '')?.manager
        return [...objects(actor, true).map(here), ...takenBack((one) => one === manager)]
      }
      case 'off-record':
        return []
    }
  }
  function thinksBetter(actor: string): Deed[] {
    if (secret.how === 'leave-out' && always.delete(actor)) return [{ do: 'count-in', actor }]
    return secret.how === 'object' ? objects(actor, false) : []
  }
  const isOffRecord = (actor: string, week: number) =>
    actor === secretive && secret.how === 'off-record' && week >= secret.week && week < secret.week + 2

  /** What is practised in the week that ends so: mostly what was practised the week before, by one more or one fewer. */
  function practise(ends: number, week: number): Practice[] {
    const found: Practice[] = []
    for (const actor of teamOf.keys()) {
      if (chance(0.04)) habits.set(actor, habit())
      if (chance(0.06)) continue
      for (const domain of habits.get(actor) ?? []) {
        const levels = dimensionsOf(domain)
          .filter(() => chance(0.85))
          .map((dimension) => ({ dimension, score: 1 + whole(10) }))
        const at = ends - 0.1 - 6.8 * random()
        const offRecord = isOffRecord(actor, week)
        found.push({ session: `${workspace}-s${sessions++}`, actor, domain, at, levels, offRecord })
      }
    }
    practices.push(...found)
    return found
  }

  const minimumSince = (since: number, now: number) =>
    minimums.reduce((most, { minimum, since: begun }, at) => {
      const ended = minimums[at + 1]?.since ?? Number.POSITIVE_INFINITY
      return begun <= now && ended > since ? Math.max(most, minimum) : most
    }, 5)

  /** A week is closed for each team: what it holds is known from now on, and nothing can be added to it. */
  function closes(ends: number): void {
    open.length = 0
    for (const [team, { manager, since }] of managerOf) {
      const key = `${team} ${manager}`
      const before = lastEnd.get(key)
      const starts = before !== undefined && before > ends - 9 ? before : ends - 7
      lastEnd.set(key, ends)
      const mayCount = new Set(members(team).filter((actor) => !manages(actor)))
      const counts = ({ actor, at, offRecord }: Practice) =>
        mayCount.has(actor) &&
        !always.has(actor) &&
        !objections.has(`${actor} ${manager}`) &&
        !offRecord &&
        at >= Math.max(starts, since, teamOf.get(actor)?.since ?? ends) &&
        at < ends
      open.push({
        team,
        manager,
        starts,
        ends,
        possible: mayCount,
        done: practices.filter(counts),
        out: new Set(),
      })
    }
  }

  /** Between the look on Friday and the digest on Monday. */
  function thinksAgain(at: number): Deed[] {
    const somebody = () => one([...teamOf.keys()]) ?? ''
    const deeds: Deed[] = []
    if (chance(0.12)) deeds.push(...leavesOut(somebody(), chance(0.2)))
    const objector = somebody()
    if (chance(0.05) && objector !== secretive) deeds.push(...objects(objector, true))
    if (chance(0.03)) deeds.push(minimumIs(5 + whole(5), at))
    if (chance(0.1)) deeds.push(...reorganises(at))
    if (chance(0.3)) deeds.push(...sends(one(practices.filter((p) => p.at > at - 8))))
    if (chance(0.3)) deeds.push(...sends(one(practices.filter((p) => p.at < at - 8)))) // its week was told
    if (chance(0.3)) deeds.push(...sends(one(practices.filter((p) => p.at < at - 8 && always.has(p.actor)))))
    const card = chance(0.15) ? one([...sent.values()])?.practice : undefined
    if (card) deeds.push({ do: 'take-back', actor: card.actor, session: card.session })
    return deeds
  }
  /** The one with the secret sends only what was told before: a card of what counts nowhere would give that away by itself. */
  function sends(practice: Practice | undefined): Deed[] {
    const manager = managerOf.get(teamOf.get(practice?.actor ?? '')?.team ?? '')?.manager
    if (!practice || !manager || practice.levels.length === 0 || practice.offRecord) return []
    const { actor, session } = practice
    if (actor === secretive && (!counted.has(session) || erased.has(actor) || objections.has(`${actor} ${manager}`)))
      return []
    sent.set(session, { practice, manager })
    return [{ do: 'share', actor, session, manager }]
  }
  function shows(session: string, week: number, at: Date): Card {
    const card = sent.get(session)
    if (!card) throw new Error(`nobody sent a card of ${session}`)
    return { actor: card.practice.actor, practised: card.practice.at, sent: (at.getTime() - FRIDAY) / DAY_MS, week }
  }

  /** What is told now, to whom: the weeks that are open, of those who still manage the team, without whoever took themselves out. */
  function tells(now: number, ends: number): Truth[] {
    const told = open.map(({ done, out, ...week }) => ({
      week,
      done: done.filter(({ actor }) => !out.has(actor) && !objections.has(`${actor} ${week.manager}`)),
    }))
    for (const { session, actor, at } of practices) {
      if (actor !== secretive || at < ends - 7) continue
      const isCounted = told.some(({ done }) => done.some((practice) => practice.session === session))
      ;(isCounted ? counted : uncounted).add(session)
    }
    return told
      .filter(
        ({ week: { team, manager } }) =>
          managerOf.get(team)?.manager === manager && !(erased.has(manager) && wasOff.has(manager)),
      )
      .map(({ week, done }) => ({ ...week, minimum: minimumSince(week.starts, now), ...contributed(done) }))
  }
  const wasOff = new Set<string>() // erased everything while they managed a team: their digests ended

  /** A manager suggests a session to somebody, often to one whom they asked lately. */
  function suggests(week: number): Deed[] {
    const isToThem = chance(0.7) && teamOf.has(secretive)
    const team = isToThem ? teamOf.get(secretive)?.team : one([...managerOf.keys()])
    const manager = managerOf.get(team ?? '')?.manager ?? ''
    const actor = isToThem ? secretive : one(members(team ?? ''))
    if (!actor || actor === manager) return []
    return [{ do: 'suggest', actor, manager, domain: DOMAINS[0] ?? '', event: `${workspace} suggests in ${week}` }]
  }
  function look(): Pick<Week, 'lists' | 'colleagues'> {
    const lists = new Map<string, string[]>()
    for (const [team, { manager }] of managerOf)
      lists.set(manager, [
        ...(lists.get(manager) ?? []),
        ...[...listed].filter(([actor, of]) => of === team && actor !== manager).map(([actor]) => actor),
      ])
    const colleagues = teams().flatMap((team) => {
      const actor = one(members(team).filter((actor) => actor !== secretive))
      return actor ? [{ actor, session: one(practices.filter((p) => p.actor === actor))?.session ?? '' }] : []
    })
    return { lists, colleagues }
  }

  let secretive = ''
  const start = begins(-20)
  secretive = (chance(0.15) ? one([...managerOf.values()])?.manager : one([...teamOf.keys()])) ?? ''
  const how = one(SECRETS) ?? 'erase'
  const moment = how === 'leave-out-once' ? 'second' : (one(MOMENTS) ?? 'later')
  const secret = { how, week: 1 + whole(weekCount - 2), moment }
  /** What is gone of somebody who erased everything is sent no more. */
  const forgets = (deeds: Deed[]): Deed[] => {
    for (const deed of deeds)
      if (deed.do === 'erase') {
        if (manages(deed.actor)) wasOff.add(deed.actor)
        for (const gone of practices.filter(({ actor }) => actor === deed.actor)) {
          if (!counted.has(gone.session)) uncounted.add(gone.session)
          practices.splice(practices.indexOf(gone), 1)
        }
      }
    return deeds
  }
  const weeks = Array.from({ length: weekCount }, (_, week): Week => {
    const ends = 7 * week
    const moved = [...reorganises(ends - 4), ...forgets(keepsSecret('moves', week))]
    const practised = practise(ends, week)
    closes(ends)
    const second = [...thinksAgain(ends + 1), ...forgets(keepsSecret('second', week)), ...suggests(week)]
    const truths = tells(ends + 3.4, ends)
    const later = [...forgets(keepsSecret('later', week)), ...suggests(week + 0.5)]
    return { moves: moved, practices: practised, second, truths, later, ...look() }
  })
  return { workspace, begins: start, weeks, secretive, since: secret.week, uncounted, shows }
}

function contributed(done: Practice[]): Pick<Truth, 'practised' | 'domains' | 'dimensions'> {
  const dimensions = new Map<string, { who: Set<string>; level: string }>()
  for (const dimension of DOMAINS.flatMap(dimensionsOf)) {
    const scores = new Map<string, number[]>()
    for (const { actor, levels } of done)
      for (const level of levels)
        if (level.dimension === dimension) scores.set(actor, [...(scores.get(actor) ?? []), level.score])
    if (scores.size > 0)
      dimensions.set(dimension, { who: new Set(scores.keys()), level: wordOf([...scores.values()].map(mean)) })
  }
  const who = (domain?: string) => new Set(done.filter((p) => !domain || p.domain === domain).map((p) => p.actor))
  return { practised: who(), domains: new Map(DOMAINS.map((domain) => [domain, who(domain)])), dimensions }
}

const mean = (of: number[]) => of.reduce((sum, value) => sum + value, 0) / of.length

/** The level word of the one in the middle. */
function wordOf(scores: number[]): string {
  const sorted = scores.toSorted((a, b) => a - b)
  const middle = mean([
    sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0,
  ])
  return middle >= 9 ? 'Exemplary' : middle >= 7 ? 'Strong' : middle >= 4 ? 'Developing' : 'Starting'
}
