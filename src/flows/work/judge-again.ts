import { decideAgain } from '../../coaching/dispute.ts'
import { hardAnswer, hardMoment } from '../../coaching/hard-moment.ts'
import { isUnread } from '../../coaching/rubric.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { WorkDeps } from '../deps.ts'
import type { To } from '../show.ts'
import { judgeTalk } from './judge-talk.ts'
import { namePeople, post } from './post.ts'

const SAMPLES = 3 // as many as the scorecard had

/**
 * The learner saw a dimension differently: judge it again with what they say was missed, keep both scores, show what became of it.
 * Where what they say is a hard moment they are told whom to turn to instead, and no judge reads it.
 */
export async function judgeAgain(deps: WorkDeps, due: WorkOf<'dispute'>, signal: AbortSignal): Promise<Work[]> {
  const { store, show } = deps
  const { dimension } = due.about
  const dispute = await store.disputeOf(due)
  const mark = dispute?.marks.find((one) => one.dimension === dimension)
  if (!dispute || !mark) {
    await store.settle(due, 'nothing to judge again')
    return []
  }
  const locale = due.learner?.locale ?? null
  const hard = hardMoment(dispute.reason, locale)
  if (hard) {
    await namePeople(deps, due, hardAnswer(hard, { contacts: deps.contacts, locale }))
    await store.withdrawDispute(due)
    return []
  }
  if (dispute.outcome === 'open') {
    const coach = await store.coach(due.session)
    const again = { dimension, missed: dispute.reason }
    const judgement = await judgeTalk(deps, due, { coach, rounds: dispute.rounds, samples: SAMPLES, again }, signal)
    if (isUnread(judgement.marks)) {
      await show.note(inThread(due), { note: 'not-read-again', label: mark.label })
      await store.withdrawDispute(due) // it can be asked for once more
      return []
    }
    const decided = decideAgain(dispute.marks, mark, judgement)
    if ((await store.keepDispute(due, { ...decided, judge: judgement.judge })) === 'changed') {
      deps.wake()
      return []
    }
    deps.wake() // the scorecard is shown anew
  }
  return post(deps, due, due.thread ?? due.session.thread, (to) =>
    show.note(to, { note: 'judged-again', label: mark.label }),
  )
}

/** Where the session is; the work ends with it, so whether it was said already is looked for first. */
function inThread({ workspace, actor, key, thread, session, learner }: WorkOf<'dispute'>): To {
  return { workspace, actor, key, look: true, thread: thread ?? session.thread, dmChannel: learner?.dmChannel ?? null }
}
