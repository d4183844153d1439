import { isHardMoment } from '../../coaching/hard-moment.ts'
import { roundsToSummarise } from '../../coaching/prompt.ts'
import { isSaid } from '../../coaching/rehearsal.ts'
import { feedbackText } from '../../coaching/rubric.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { WorkDeps } from '../deps.ts'

const ROUNDS_JUDGED = 12 // "so far" looks at the recent rounds, so that a round late in a long session costs no more than one early

/** A round was answered: keep how the learner does so far, and fold old rounds into the summary. Nobody waits for this. */
export async function scoreRound(deps: WorkDeps, due: WorkOf<'score'>, signal: AbortSignal): Promise<Work[]> {
  const { store, judge } = deps
  const rounds = due.rounds.filter((round) => due.round !== null && round.number <= due.round)
  const coach = await store.coach(due.session)

  const old = roundsToSummarise(due.summary, rounds)
  const last = old.at(-1)
  if (last) {
    const { text } = await deps.coach.summarise({ coach, summary: due.summary, rounds: old }, signal)
    await store.keepSummary(due, last.number, text)
  }

  const [newest] = rounds.slice(-1)
  if (newest && (isHardMoment(newest) || !isSaid(newest))) {
    await store.settle(due, 'scored') // as any other: no row tells which round was hard
    return []
  }
  const { judgement } = await judge.judge(
    { coach, rounds: rounds.filter(isSaid).slice(-ROUNDS_JUDGED), samples: 1 },
    signal,
  )
  await store.keepScore(due, {
    score: judgement.overall,
    feedback: feedbackText(judgement),
    marks: judgement.marks,
    judge: judgement.judge,
  })
  return []
}
