import { isByScript } from '../../coaching/judges.ts'
import type { Mark } from '../../coaching/model.ts'
import { withPlaces } from '../../coaching/proof.ts'
import { isSaid } from '../../coaching/rehearsal.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { WorkDeps } from '../deps.ts'
import { judgeTalk } from './judge-talk.ts'
import { post } from './post.ts'

/**
 * The learner asked how it goes so far: take the latest marks, or make them now when the last round has none yet, and say that they are
 * there. Once the learner wants to see them they are shown in that post, as they are by then.
 */
export async function showScore(deps: WorkDeps, due: WorkOf<'so-far'>, signal: AbortSignal): Promise<Work[]> {
  const { store, show, judge } = deps
  const coach = await store.coach(due.session)
  const marks = due.marks ?? (await marksNow())
  const card = {
    sessionId: due.session.id,
    domainName: coach.domain.name,
    marks: withPlaces(marks, due.rounds, await store.sentReplies(due, due.session.id)),
    scripted: isByScript(marks, judge.scripted),
    rounds: due.rounds.filter(isSaid).length,
    leftOut: transcriptOf(coach, due.rounds).cut,
  }
  const { redacts } = due.about
  if (!redacts) return post(deps, due, due.thread ?? due.session.thread, (to) => show.soFar(to, card))
  await show.open({ workspace: due.workspace, actor: due.actor, post: redacts }, card)
  return store.markSent(due, { post: redacts, thread: due.thread ?? redacts })

  async function marksNow(): Promise<Mark[]> {
    return (await judgeTalk(deps, due, { coach, rounds: due.rounds, samples: 1 }, signal)).marks
  }
}
