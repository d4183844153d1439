import type { Mark } from '../../coaching/model.ts'
import { withPlaces } from '../../coaching/proof.ts'
import { isSaid } from '../../coaching/rehearsal.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { WorkDeps } from '../deps.ts'
import { judgeTalk } from './judge-talk.ts'
import { post } from './post.ts'

/** The learner asked how it goes so far: show the latest marks, or make them now when the last round has none yet. */
export async function showScore(deps: WorkDeps, due: WorkOf<'so-far'>, signal: AbortSignal): Promise<Work[]> {
  const { store, show, judge } = deps
  const coach = await store.coach(due.session)
  const marks = due.marks ?? (await marksNow())
  const card = {
    sessionId: due.session.id,
    domainName: coach.domain.name,
    marks: withPlaces(marks, due.rounds, await store.sentReplies(due, due.session.id)),
    scripted: judge.scripted,
    rounds: due.rounds.filter(isSaid).length,
    leftOut: transcriptOf(coach, due.rounds).cut,
  }
  return post(deps, due, due.thread ?? due.session.thread, (to) => show.soFar(to, card))

  async function marksNow(): Promise<Mark[]> {
    return (await judgeTalk(deps, due, { coach, rounds: due.rounds, samples: 1 }, signal)).marks
  }
}
