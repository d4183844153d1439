import { type Advice, checkedAdvice, scriptedAdvice } from '../../coaching/digest.ts'
import type { SentDigest, ToldTeam, Work, WorkOf } from '../../store/store.ts'
import type { Deps, WorkDeps } from '../deps.ts'
import type { DigestView } from '../show.ts'
import { post } from './post.ts'

const QUIET_DAYS = 31 // so that no month has two words that there is nothing new

/**
 * A manager's week is due: decide what may be told, put it together, show it. Managers and what may be told are looked at now, not
 * when it was planned. A week in which nothing may be told is passed over, or said to be quiet, whoever did or did not practise.
 */
export async function sendDigest(deps: WorkDeps, due: WorkOf<'digest'>, signal: AbortSignal): Promise<Work[]> {
  const { store, show, now } = deps
  const { week } = due.about
  const told = await store.tellWeek(due, week, now())
  if (!told) {
    await store.settle(due, 'manages none of these teams any more')
    return []
  }
  const cards = await store.cardsFor(due, week)
  const isQuiet = told.outcome === 'nothing' && cards.length === 0
  const advice: Record<string, Advice> = {}
  for (const { team, dimensions } of told.teams) {
    const proposed = await deps.coach.advise(dimensions, signal)
    advice[team] = checkedAdvice(proposed, dimensions, weekNumber(week))
  }
  const kept = await store.keepDigest(due, { week, isQuiet, quietDays: QUIET_DAYS, advice, now: now() })
  if (kept.outcome === 'skip') {
    await store.settle(due, 'nothing new')
    return []
  }
  const view = digestView({ ...told, advice: kept.advice, cards, isQuiet }, deps)
  return post(deps, due, null, async (to) => {
    const shown = await show.digest(to, view)
    await store.digestShown(due, week, shown.post)
    return shown
  })
}

/** A digest as its reader sees it. */
export function digestView(
  { week, teams, advice, cards, isQuiet }: Omit<SentDigest, 'post'>,
  { judge }: Pick<Deps, 'judge'>,
): DigestView {
  const adviceOf = ({ team, dimensions }: ToldTeam) => advice[team] ?? scriptedAdvice(dimensions, weekNumber(week))
  return {
    week,
    teams: teams.map((team) => ({ ...team, advice: adviceOf(team) })),
    cards,
    isQuiet,
    scripted: judge.scripted,
  }
}

/** Weeks since some Monday long ago, so that one week's suggestions are not those of the week before. */
const weekNumber = (week: string): number => Math.floor(Date.parse(week) / (7 * 24 * 3_600_000))
