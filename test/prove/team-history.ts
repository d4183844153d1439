/**
 * A made-up workspace of a few small teams, and what happens in it week by week. Everything that is true of it is kept here, in plain
 * sets, so that what the database tells can be held against it.
 */

export const DOMAINS = ['sales_workflow_coach', 'communication_coach', 'architecture_advisor']
export const dimensionsOf = (domain: string) => [`${domain}-listening`, `${domain}-asking`]
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
}

/** A card that some manager was shown: of which session, when it was sent, and in the digest of which week. */
export type Card = { actor: string; practised: number; sent: number; week: number }

/** What is done to the database at one moment. */
export type Deed =
  | { do: 'teams'; people: { actor: string; name: string; team: string; position: string; manager: string }[] }
  | { do: 'leave-out'; actor: string; always: boolean }
  | { do: 'count-in'; actor: string }
  | { do: 'object'; actor: string; objects: boolean }
  | { do: 'minimum'; minimum: number }
  | { do: 'share'; actor: string; session: string; manager: string }
  | { do: 'take-back'; actor: string; session: string }

/** What a week of a team truly holds: who contributed to each thing that could be told. */
export type Truth = {
  team: string
  manager: string
  minimum: number
  /** What was practised between these is in it. */
  starts: number
  ends: number
  /** Members who could contribute, as far as anybody knows: all but those who manage a team. */
  possible: number
  practised: Set<string>
  domains: Map<string, Set<string>>
  dimensions: Map<string, { who: Set<string>; level: string }>
  /** They took themselves out, or objected to this manager, after the week was closed and before it was told. */
  out: Set<string>
}

export type TeamHistory = ReturnType<typeof openTeamHistory>

/** `random` is between 0 and 1. A week is taken in steps: moves, practice, close, second thoughts, tell. Days are counted as `day` does. */
export function openTeamHistory(workspace: string, random: () => number) {
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
  const open = new Map<string, Truth>() // by team and manager
  const sent = new Map<string, { practice: Practice; at: number }>() // by session, whether it is sent or was refused
  const lastEnd = new Map<string, number>()
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
    if (chance(0.04)) deeds.push(leavesOut(somebody, true, at))
    const outside = one([...always])
    if (outside && chance(0.2)) {
      always.delete(outside)
      deeds.push({ do: 'count-in', actor: outside })
    }
    if (chance(0.04)) deeds.push(...objects(somebody, true))
    if (chance(0.1)) deeds.push(...objects(somebody, false))
    return deeds
  }

  function minimumIs(minimum: number, at: number): Deed {
    minimums.push({ minimum, since: at })
    return { do: 'minimum', minimum }
  }
  function leavesOut(actor: string, isAlways: boolean, _at: number): Deed {
    if (isAlways) always.add(actor)
    for (const week of open.values()) if (week.practised.has(actor)) week.out.add(actor)
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

  /** What is practised in the week that ends so: mostly what was practised the week before, by one more or one fewer. */
  function practise(ends: number): Practice[] {
    const found: Practice[] = []
    for (const actor of teamOf.keys()) {
      if (chance(0.04)) habits.set(actor, habit())
      if (chance(0.06)) continue
      for (const domain of habits.get(actor) ?? []) {
        const levels = dimensionsOf(domain)
          .filter(() => chance(0.85))
          .map((dimension) => ({ dimension, score: 1 + whole(10) }))
        found.push({
          session: `${workspace}-s${practices.length + found.length}`,
          actor,
          domain,
          at: ends - 0.1 - 6.8 * random(),
          levels,
        })
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
    open.clear()
    for (const [team, { manager, since }] of managerOf) {
      const key = `${team} ${manager}`
      const before = lastEnd.get(key)
      const starts = before !== undefined && before > ends - 9 ? before : ends - 7
      lastEnd.set(key, ends)
      const mayCount = new Set(members(team).filter((actor) => !manages(actor)))
      const counted = new Set(
        [...mayCount].filter((actor) => !always.has(actor) && !objections.has(`${actor} ${manager}`)),
      )
      const counts = ({ actor, at }: Practice) =>
        counted.has(actor) && at >= Math.max(starts, since, teamOf.get(actor)?.since ?? ends) && at < ends
      const done = practices.filter(counts)
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
      open.set(key, {
        team,
        manager,
        starts,
        ends,
        minimum: 5,
        possible: mayCount.size,
        practised: who(),
        domains: new Map(DOMAINS.map((domain) => [domain, who(domain)])),
        dimensions,
        out: new Set(),
      })
    }
  }

  /** Between the look on Friday and the digest on Monday. */
  function thinksAgain(at: number): Deed[] {
    const somebody = () => one([...teamOf.keys()]) ?? ''
    const deeds: Deed[] = []
    if (chance(0.12)) deeds.push(leavesOut(somebody(), chance(0.2), at))
    if (chance(0.05)) deeds.push(...objects(somebody(), true))
    if (chance(0.03)) deeds.push(minimumIs(5 + whole(5), at))
    if (chance(0.1)) deeds.push(...reorganises(at))
    if (chance(0.3)) deeds.push(...sends(one(practices.filter((p) => p.at > at - 8)), at))
    if (chance(0.3)) deeds.push(...sends(one(practices.filter((p) => p.at < at - 8)), at)) // its week was told
    const card = chance(0.15) ? one([...sent.values()])?.practice : undefined
    if (card) deeds.push({ do: 'take-back', actor: card.actor, session: card.session })
    return deeds
  }
  function sends(practice: Practice | undefined, at: number): Deed[] {
    const manager = managerOf.get(teamOf.get(practice?.actor ?? '')?.team ?? '')?.manager
    if (!practice || !manager || practice.levels.length === 0) return []
    sent.set(practice.session, { practice, at })
    return [{ do: 'share', actor: practice.actor, session: practice.session, manager }]
  }
  /** A card of that session was shown in the digest of that week. */
  function shows(session: string, week: number): Card {
    const card = sent.get(session)
    if (!card) throw new Error(`nobody sent a card of ${session}`)
    return { actor: card.practice.actor, practised: card.practice.at, sent: card.at, week }
  }

  /** What is told now, to whom: the weeks that are open, of those who still manage the team. */
  function tells(now: number): Truth[] {
    return [...open.values()]
      .filter(({ team, manager }) => managerOf.get(team)?.manager === manager)
      .map((week) => ({
        ...week,
        minimum: minimumSince(week.starts, now),
        out: new Set([
          ...week.out,
          ...[...week.practised].filter((actor) => objections.has(`${actor} ${week.manager}`)),
        ]),
      }))
  }

  return { workspace, begins, reorganises, practise, closes, thinksAgain, tells, shows }
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
