import { Fault } from '../fault.ts'
import type { Work } from '../store/store.ts'
import { answerRound } from './answer-round.ts'
import { askIdle } from './ask-idle.ts'
import type { Deps } from './deps.ts'
import { eraseAnswer } from './erase-answer.ts'
import { openSession } from './open-session.ts'
import { pickDomain } from './pick-domain.ts'
import { scoreRound } from './score-round.ts'
import { scoreSession } from './score-session.ts'
import { sendNote } from './send-note.ts'
import { showScore } from './show-score.ts'
import { takeWord } from './take-word.ts'

const POST_ARRIVES_MS = 30_000 // a post whose answer was lost may still arrive this much later
const LOOK_AT_MOST = 5
const TRY_FOR_MS = 60_000 // then the learner hears that it did not work
const SHOW_AT_MOST = 20 // tries of a post that Slack keeps putting off
const SCORE_AT_MOST = 5

/** Does one piece of kept work. Whatever it meets is settled here: it returns what this instance goes on with, and throws only surprises. */
export async function performWork(deps: Deps, work: Work, signal: AbortSignal): Promise<Work[]> {
  try {
    return await flowOf(deps, work, signal)
  } catch (error) {
    if (!(error instanceof Fault)) {
      if (work.kind === 'reply' && work.state === 'queued')
        await deps.store.pauseReply(work, 'surprise') // never silence
      else await deps.store.settle(work, 'surprise', true)
      throw error
    }
    deps.log.warn('work met a fault', {
      id: work.id,
      kind: work.kind,
      fault: error.code,
      cause: typeof error.cause === 'string' ? error.cause : JSON.stringify(error.cause), // codes and ids: the borders see to it
      attempts: work.attempts,
    })
    await settleFault(deps, work, error)
    return []
  }
}

function flowOf(deps: Deps, work: Work, signal: AbortSignal): Promise<Work[]> {
  switch (work.kind) {
    case 'reply':
      return answerRound(deps, work, signal)
    case 'opening':
      return openSession(deps, work)
    case 'lead':
      return pickDomain(deps, work)
    case 'word':
      return takeWord(deps, work)
    case 'score':
      return scoreRound(deps, work, signal)
    case 'so-far':
      return showScore(deps, work, signal)
    case 'scorecard':
      return scoreSession(deps, work, signal)
    case 'idle':
      return askIdle(deps, work)
    case 'note':
      return sendNote(deps, work)
    case 'erase':
      return eraseAnswer(deps, work)
  }
}

/** What becomes of work whose flow met a fault. */
async function settleFault(deps: Deps, work: Work, fault: Fault): Promise<void> {
  const { store } = deps
  const wait = fault.afterMs ?? Math.min(1_000 * 2 ** Math.min(work.attempts - 1, 5), 30_000)
  if (fault.code === 'store-lost-lease') return // another has it, or the learner took it back
  if (fault.code.startsWith('store-')) return // nothing can be noted: the lease runs out, and the work is claimed again
  if (fault.code === 'llm-cancelled') return store.putBack(work, { afterMs: 0, because: fault.code })

  if (fault.code === 'slack-unclear') {
    if (work.looks < LOOK_AT_MOST)
      return store.putBack(work, { afterMs: POST_ARRIVES_MS, because: fault.code, look: true })
    deps.log.error('an operator must look: nobody knows whether this was posted', {
      id: work.id,
      kind: work.kind,
      key: work.key,
    })
    return store.settle(work, fault.code, true)
  }
  if (fault.code.startsWith('slack-')) {
    if (fault.retry && work.attempts < SHOW_AT_MOST) return store.putBack(work, { afterMs: wait, because: fault.code })
    deps.log.error('Slack will not show this', { id: work.id, kind: work.kind, fault: fault.code })
    return store.settle(work, fault.code, true)
  }

  switch (work.kind) {
    case 'reply':
      if (fault.retry && work.triedForMs + wait < TRY_FOR_MS)
        return store.putBack(work, { afterMs: wait, because: fault.code })
      return store.pauseReply(work, fault.code)
    case 'scorecard': // kept until it can be made; the learner hears once that it is late
      if (work.triedForMs + wait < TRY_FOR_MS) return store.putBack(work, { afterMs: wait, because: fault.code })
      return store.putBack(work, { afterMs: Math.max(wait, TRY_FOR_MS), because: fault.code, note: 'score-later' })
    case 'so-far':
      if (fault.retry && work.triedForMs + wait < TRY_FOR_MS)
        return store.putBack(work, { afterMs: wait, because: fault.code })
      return store.putBack(work, { afterMs: TRY_FOR_MS, because: fault.code, note: 'score-later' })
    default:
      if (fault.retry && work.attempts < SCORE_AT_MOST)
        return store.putBack(work, { afterMs: wait, because: fault.code })
      return store.settle(work, fault.code)
  }
}
