import type { Judgement } from '../../coaching/model.ts'
import { unreadJudgement } from '../../coaching/rubric.ts'
import { faultName, isPoorAnswer } from '../../fault.ts'
import type { JudgeModel } from '../../llm/minds.ts'
import type { Work } from '../../store/store.ts'
import type { WorkDeps } from '../deps.ts'

const TRIES = 3

/**
 * The judgement that a learner waits for. A judge that answers, and a third time nothing that can be read, is waited for no longer:
 * then there are no scores, and what is shown says so.
 */
export async function judgeTalk(
  { judge, log }: WorkDeps,
  due: Work,
  talk: Parameters<JudgeModel['judge']>[0],
  signal: AbortSignal,
): Promise<Judgement> {
  try {
    return (await judge.judge(talk, signal)).judgement
  } catch (failure) {
    if (due.attempts < TRIES || !isPoorAnswer(failure)) throw failure
    log.error('a judge gave nothing that can be read: shown without scores', {
      id: due.id,
      kind: due.kind,
      judge: judge.name,
      fault: faultName(failure),
    })
    return unreadJudgement(talk.coach, judge.name)
  }
}
