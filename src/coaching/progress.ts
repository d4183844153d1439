import { z } from 'zod'
import { SAMPLE_JUDGE, SCRIPTED_JUDGE } from './judges.ts'

/** A session with a scorecard, as its learner may see it: closed to them it has no scores yet. */
export type PastSession = z.infer<typeof pastSession>
export const pastSession = z.object({
  sessionId: z.string(),
  domainId: z.string(),
  domainName: z.string(),
  personaVersion: z.int(),
  rubricVersion: z.int(),
  promptVersion: z.int(),
  /** Who scored it. */
  judge: z.string(),
  /** In the learner's own time zone. */
  day: z.iso.date(),
  /** What the learner gave themselves before they saw the scores. */
  own: z.int().nullable(),
  overall: z.int().nullable(),
  marks: z.array(
    z.object({
      dimension: z.string(),
      label: z.string(),
      /** null of a mark by wording. */
      score: z.int().nullable(),
      /** Who scored this one: another, where the learner had it read again after a change of judges. */
      judge: z.string(),
      /** By wording: how many cues were found. */
      cues: z.object({ found: z.int(), of: z.int() }).optional(),
    }),
  ),
})

/** A dimension over the shown sessions of its domain; a session in which it was not scored has null. */
type Line = {
  dimension: string
  label: string
  scores: (number | null)[]
  first: number
  latest: number
  /** How many sessions scored it. */
  times: number
}
export type DomainProgress = { domainId: string; domainName: string; sessions: PastSession[]; lines: Line[] }
/** A dimension over the shown sessions of its domain by wording: how many of its cues were found. It is no score, and no line of scores. */
type CueLine = {
  dimension: string
  label: string
  found: (number | null)[]
  first: number
  latest: number
  of: number
  times: number
}
export type CuesFound = { domainId: string; domainName: string; sessions: PastSession[]; lines: CueLine[] }
export type Moved = { label: string; domainName: string; from: number; to: number }

export type Progress = {
  /** How many sessions have a scorecard, and the day of the first of them. */
  count: number
  since: string | null
  /** With how many coaches. */
  coaches: number
  /** By scores. The one that was practised last comes first. */
  domains: DomainProgress[]
  /** By wording, where the script looked at a talk. The two are never one line. */
  byWording: CuesFound[]
  /** The script looked at the newest talk. */
  isByScript: boolean
  /** With which of these coaches the scores are those of sample history. */
  samples: string[]
  /** Sessions in which the learner rated themselves, and the reading beside it; and how far apart the two are on average. */
  own: { sessions: { day: string; domainName: string; own: number; overall: number }[]; apart: number } | null
  up: Moved | null
  down: Moved | null
  /** Where there is most to gain: the lowest line of the domain that was practised last, of those whose coach is not retired. */
  next: { session: PastSession; line: Line } | null
  /** Weeks in a row with a session, this one or the last included. */
  streak: number
}

const SHOWN = 8 // sessions of a domain
const MOVED = 2 // points: less is what two readings of the same talk can differ by

/**
 * How a learner is doing, from their sessions, oldest first. Scores are compared only where one judge read one version of a rubric.
 * A domain that `mayStart` refuses is told of, and not proposed.
 */
export function progressOf(
  kept: PastSession[],
  today: string,
  mayStart: (domainId: string) => boolean = () => true,
): Progress {
  const sessions = kept.map(byOneJudge)
  const isScripted = ({ judge }: PastSession) => judge === SCRIPTED_JUDGE
  const domains = byDomain(sessions.filter((one) => !isScripted(one))).map(domainProgress)
  const byWording = byDomain(sessions.filter(isScripted)).flatMap(cuesFound)
  const moves = domains.flatMap(({ domainName, lines }) =>
    lines
      .filter(({ times }) => times >= 2)
      .map(({ label, first, latest }) => ({ label, domainName, from: first, to: latest })),
  )
  const by = ({ from, to }: Moved) => to - from
  const sorted = moves.toSorted((a, b) => by(b) - by(a))
  const [most, least] = [sorted[0], sorted.at(-1)]
  return {
    count: sessions.length,
    since: sessions[0]?.day ?? null,
    coaches: new Set(sessions.map(({ domainId }) => domainId)).size,
    domains,
    byWording,
    isByScript: sessions.at(-1)?.judge === SCRIPTED_JUDGE,
    samples: domains.flatMap(({ domainName, sessions }) => (sessions.at(-1)?.judge === SAMPLE_JUDGE ? domainName : [])),
    own: ownView(sessions),
    up: most && by(most) >= MOVED ? most : null,
    down: least && by(least) <= -MOVED ? least : null,
    next: nextOf(domains.filter(({ domainId }) => mayStart(domainId))),
    streak: weeksInARow(
      sessions.map(({ day }) => day),
      today,
    ),
  }
}

/** A session without the scores that somebody else than its judge gave, and without what all of them together came to. */
function byOneJudge(session: PastSession): PastSession {
  const marks = session.marks.filter(({ judge }) => judge === session.judge)
  return marks.length === session.marks.length ? session : { ...session, marks, overall: null }
}

/** The sessions of each domain, the domain that was practised last first. */
function byDomain(sessions: PastSession[]): PastSession[][] {
  const newestFirst = [...new Set(sessions.toReversed().map(({ domainId }) => domainId))]
  return newestFirst.map((id) => sessions.filter(({ domainId }) => domainId === id))
}

/** How many cues were found, session by session, of the newest version of the rubric. */
function cuesFound(all: PastSession[]): CuesFound[] {
  const newest = all.findLast(({ marks }) => marks.length > 0)
  if (!newest) return []
  const { domainId, domainName, rubricVersion } = newest
  const sessions = all.filter((one) => one.rubricVersion === rubricVersion && one.marks.length > 0).slice(-SHOWN)
  const labels = new Map(sessions.flatMap(({ marks }) => marks.map(({ dimension, label }) => [dimension, label])))
  const lines = [...labels].map(([dimension, label]) => {
    const cues = sessions.map(({ marks }) => marks.find((mark) => mark.dimension === dimension)?.cues)
    const known = cues.filter((one) => one !== undefined)
    const [first, latest] = [known[0], known.at(-1)]
    return {
      dimension,
      label,
      found: cues.map((one) => one?.found ?? null),
      first: first?.found ?? 0,
      latest: latest?.found ?? 0,
      of: latest?.of ?? 0,
      times: known.length,
    }
  })
  return [{ domainId, domainName, sessions, lines }]
}

function domainProgress(all: PastSession[]): DomainProgress {
  const newest = all.at(-1)
  const comparable = all.filter(
    ({ rubricVersion, judge, marks }) =>
      rubricVersion === newest?.rubricVersion && judge === newest.judge && marks.length > 0,
  )
  const sessions = comparable.slice(-SHOWN)
  const labels = new Map(sessions.flatMap(({ marks }) => marks.map((mark) => [mark.dimension, mark.label])))
  const lines = [...labels].map(([dimension, label]) => {
    const scores = sessions.map(({ marks }) => marks.find((mark) => mark.dimension === dimension)?.score ?? null)
    const known = scores.filter((score) => score !== null)
    return { dimension, label, scores, first: known[0] ?? 0, latest: known.at(-1) ?? 0, times: known.length }
  })
  return { domainId: newest?.domainId ?? '', domainName: newest?.domainName ?? '', sessions, lines }
}

function ownView(all: PastSession[]): Progress['own'] {
  const judge = all.findLast(({ overall }) => overall !== null)?.judge
  const rubricOf = new Map(all.map(({ domainId, rubricVersion }) => [domainId, rubricVersion])) // the newest of each
  const sessions = all.flatMap(({ day, domainName, own, overall, ...one }) =>
    own === null || overall === null || one.judge !== judge || one.rubricVersion !== rubricOf.get(one.domainId)
      ? []
      : [{ day, domainName, own, overall }],
  )
  if (sessions.length === 0) return null
  const apart = sessions.reduce((sum, { own, overall }) => sum + own - overall, 0) / sessions.length
  return { sessions: sessions.slice(-SHOWN), apart }
}

function nextOf(domains: DomainProgress[]): Progress['next'] {
  for (const { sessions, lines } of domains) {
    const [line] = lines.toSorted((a, b) => a.latest - b.latest)
    const session = sessions.at(-1)
    if (line && session) return { session, line }
  }
  return null
}

const DAY_MS = 24 * 60 * 60 * 1_000

/** The number of a day's week; weeks begin on Monday. */
const weekOf = (day: string) => Math.floor((Date.parse(day) / DAY_MS + 3) / 7) // 1 January 1970 was a Thursday

/** Weeks with a session, one after the other, up to this week or the last: this one is not over yet. */
export function weeksInARow(days: string[], today: string): number {
  const weeks = new Set(days.map(weekOf))
  const now = weekOf(today)
  const last = weeks.has(now) ? now : now - 1
  let count = 0
  while (weeks.has(last - count)) count += 1
  return count
}

/** Which of a dimension's next steps fits a score. */
export const stepFor = (score: number): 'low' | 'mid' | 'high' => (score >= 7 ? 'high' : score >= 4 ? 'mid' : 'low')
