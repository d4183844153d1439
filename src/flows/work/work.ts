import { Fault, faultName, isAway, isPoorAnswer, isWithheld } from '../../fault.ts'
import type { Work } from '../../store/store.ts'
import type { Deps, WorkDeps } from '../deps.ts'
import { keepRetention, purge } from '../schedule/upkeep.ts'
import { answerRound, rest } from './answer-round.ts'
import { askConsent } from './ask-consent.ts'
import { askIdle } from './ask-idle.ts'
import { catchUp } from './catch-up.ts'
import { deletePosts } from './delete-posts.ts'
import { drawSettled } from './draw-settled.ts'
import { eraseAnswer } from './erase-answer.ts'
import { judgeAgain } from './judge-again.ts'
import { lookAtEdit } from './look-at-edit.ts'
import { noteShared } from './note-shared.ts'
import { openSession } from './open-session.ts'
import { isInTime, nextPause, timeForTry } from './patience.ts'
import { pickDomain } from './pick-domain.ts'
import { scoreRound } from './score-round.ts'
import { scoreSession } from './score-session.ts'
import { sendDigest } from './send-digest.ts'
import { sendExport } from './send-export.ts'
import { sendMemory } from './send-memory.ts'
import { sendNote } from './send-note.ts'
import { sendPreview } from './send-preview.ts'
import { sendReceipt } from './send-receipt.ts'
import { sendReminder } from './send-reminder.ts'
import { sendSuggestion } from './send-suggestion.ts'
import { showScore } from './show-score.ts'
import { takeWord } from './take-word.ts'
import { updateDigest } from './update-digest.ts'

const POST_ARRIVES_MS = 30_000 // a post whose answer was lost may still arrive this much later
const LOOK_AT_MOST = 5
const HOLD_FOR_MS = 24 * 60 * 60_000 // a post that Slack keeps putting off
const HELD_LONG_MS = 10 * 60_000 // then an operator is told, here and on /healthz
const SCORE_AT_MOST = 5 // tries of a score so far, which the next round makes anew
const CATCH_UP_AT_MOST = 20 // tries of a look back, without those that Slack put off
const CARD_AT_MOST = 30 // tries of a scorecard: about a day
const WITHHELD_FOR_MS = 7 * 24 * 60 * 60_000 // what people must put right in the workspace or the app: a week has all their working days
const WITHHELD_PAUSE = { shortestMs: 2_000, longestMs: 15 * 60_000 }
const SLACK_GONE_MS = 5 * 60_000 // a token is put right, or the uninstall arrives
const LATE_MS = 60_000 // the first pause of a scorecard that is late
const HOUR_MS = 60 * 60_000
const TURN_MS = 1_000 // until the same for the same learner is done
const A_MOMENT_MS = 5_000 // worth waiting for without a word

/** Does one piece of kept work. Whatever it meets is settled here: it returns what this instance goes on with, and throws only surprises. */
export async function performWork(deps: Deps, work: Work, signal: AbortSignal): Promise<Work[]> {
  const startedAt = deps.now().getTime()
  const spending = deps.allowance.begin(work)
  try {
    if (spending) return await flowOf({ ...deps, ...spending.minds, ...spending }, work, signal)
    await deps.store.putBack(work, { afterMs: TURN_MS, because: 'the same is under way', isWait: true })
    return []
  } catch (error) {
    if (work.kind === 'reply') rest(deps, work)
    const over = spending?.over()
    if (over && error instanceof Fault && error.code === 'limit-reached') {
      await deps.store
        .waitForDay(work, { ...over, afterMs: over.until.getTime() - deps.now().getTime() })
        .catch(unlessLost)
      deps.wake() // there is a word for the learner
      return []
    }
    const fault = error instanceof Fault ? error : new Fault('surprise', { retry: false, cause: faultName(error) })
    deps.log.warn('work met a fault', {
      id: work.id,
      kind: work.kind,
      fault: fault.code,
      cause: typeof fault.cause === 'string' ? fault.cause : JSON.stringify(fault.cause), // codes and ids: the borders see to it
      attempts: work.attempts,
    })
    await settleFault(deps, work, fault, work.triedForMs + deps.now().getTime() - startedAt).catch(unlessLost)
    if (fault !== error) throw error
    return []
  } finally {
    await spending?.end()
  }
}

function flowOf(deps: WorkDeps, work: Work, signal: AbortSignal): Promise<Work[]> {
  switch (work.kind) {
    case 'reply':
      return answerRound(deps, work, forThisTry(work, signal))
    case 'consent':
      return askConsent(deps, work)
    case 'suggestion':
      return sendSuggestion(deps, work)
    case 'shared':
      return noteShared(deps, work)
    case 'digest-again':
      return updateDigest(deps, work)
    case 'opening':
      return openSession(deps, work)
    case 'lead':
      return pickDomain(deps, work)
    case 'word':
      return takeWord(deps, work)
    case 'edit':
      return lookAtEdit(deps, work)
    case 'score':
      return scoreRound(deps, work, signal)
    case 'so-far':
      return showScore(deps, work, forThisTry(work, signal))
    case 'scorecard':
      return scoreSession(deps, work, forThisTry(work, signal))
    case 'dispute':
      return judgeAgain(deps, work, forThisTry(work, signal))
    case 'idle':
      return askIdle(deps, work)
    case 'memory':
      return sendMemory(deps, work)
    case 'reminder':
      return sendReminder(deps, work)
    case 'redraw':
      return drawSettled(deps, work)
    case 'note':
      return sendNote(deps, work)
    case 'erase':
      return eraseAnswer(deps, work)
    case 'catch-up':
      return catchUp(deps, work)
    case 'digest':
      return sendDigest(deps, work, signal)
    case 'preview':
      return sendPreview(deps, work)
    case 'export':
      return sendExport(deps, work)
    case 'receipt':
      return sendReceipt(deps, work)
    case 'take-down':
      return deletePosts(deps, work)
    case 'retention':
      return keepRetention(deps, work)
    case 'purge':
      return purge(deps, work)
  }
}

/** A try that somebody waits for is stopped when they must hear something. */
function forThisTry(work: Work, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeForTry(work))])
}

/** What becomes of work whose flow met a fault, `triedForMs` after its first try. */
async function settleFault(deps: Deps, work: Work, fault: Fault, triedForMs: number): Promise<void> {
  const { store } = deps
  const again = (afterMs: number, more = {}) =>
    store.putBack(work, { afterMs, because: causeOf(fault), ...(fault.look ? { look: true } : {}), ...more })
  if (fault.code === 'store-lost-lease') return // another has it, or the learner took it back
  if (fault.code.startsWith('store-')) return // nothing can be noted: the lease runs out, and the work is claimed again
  if (fault.code === 'llm-cancelled') return again(0)
  if (fault.code === 'slack-gone') return again(SLACK_GONE_MS)

  const wait = fault.afterMs ?? Math.min(1_000 * 2 ** Math.min(work.attempts - 1, 5), 30_000)
  if (work.kind === 'catch-up' && fault.cause === 'missing_scope') return store.settle(work, fault.code) // channels may be kept from the bot
  if (isWithheld(fault) && work.kind !== 'purge') return withhold(deps, work, fault, triedForMs)
  if (work.kind === 'catch-up') {
    const isPutOff = fault.code === 'slack-busy' && triedForMs < HOLD_FOR_MS // it goes on where it stopped
    if (isPutOff) return again(wait, { isWait: true })
    if (fault.retry && work.attempts < CATCH_UP_AT_MOST) return again(wait)
    return fault.retry ? giveUp(deps, work, fault) : store.settle(work, fault.code) // a place that is gone has nothing to tell
  }
  if (work.kind === 'purge') return again(Math.max(wait, LATE_MS)) // whatever keeps it: what is to go goes in the end
  const mayPass =
    ['slack-unclear', 'slack-stale'].includes(fault.code) || (fault.code === 'slack-refused' && fault.retry)
  const isHeld = fault.code === 'slack-busy' || (mayPass && isRepeatable(work))
  if (mayPass && !isHeld && work.looks < LOOK_AT_MOST) return again(POST_ARRIVES_MS, { look: true })
  if (isHeld && triedForMs < HOLD_FOR_MS) {
    if (triedForMs > HELD_LONG_MS) tellHeld(deps, work, triedForMs)
    const atItsWord = fault.afterMs ?? Math.min(Math.max(1_000, triedForMs), 60_000) // it did not say how long
    return again(atItsWord, { isWait: true })
  }
  if (fault.code.startsWith('slack-') && work.kind === 'redraw') return store.forgetWork(work) // its card stays, and the log says so
  if (fault.code === 'slack-done' && work.kind === 'erase') return store.settle(work, 'erased')
  if (fault.code === 'slack-no-person') return leave(deps, work, fault)
  if (fault.code.startsWith('slack-')) return giveUp(deps, work, fault)

  const isWait = fault.code === 'llm-away' // nobody was asked, so it was no attempt
  const mayPassSoon = fault.retry || (work.kind !== 'reply' && isPoorAnswer(fault))
  const isSoon = mayPassSoon && isInTime({ ...work, triedForMs }, wait) && (!isWait || wait <= A_MOMENT_MS)
  switch (work.kind) {
    case 'reply':
      if (isSoon) return again(wait, { isWait })
      // A model that is away comes back, and then what waits is answered by itself. What will not pass so is the learner's to decide.
      if (isAway(fault)) await again(nextPause(triedForMs, fault.afterMs), { note: 'trouble', isWait })
      else await store.pauseReply(work, fault.code)
      return deps.wake() // there is a word for the learner
    case 'scorecard': // kept until it can be made; the learner hears once that it is late
    case 'so-far':
    case 'dispute':
      if (isSoon) return again(wait, { isWait })
      if (work.attempts >= CARD_AT_MOST) return giveUp(deps, work, fault)
      await again(Math.min(LATE_MS * 2 ** Math.min(work.attempts, 6), HOUR_MS), { note: 'score-later', isWait })
      return deps.wake()
    case 'score':
      if (!isWait) await store.noteNoScore(work)
      if (isWait) return again(nextPause(triedForMs, wait), { isWait })
      return fault.retry && work.attempts < SCORE_AT_MOST ? again(wait) : store.settle(work, fault.code)
    default:
      return giveUp(deps, work, fault)
  }
}

/** What shows nothing new: done twice it is done once, so nothing need be looked for before it is tried again. */
function isRepeatable(work: Work): boolean {
  if (work.kind === 'scorecard') return work.about.redacts !== undefined
  return ['erase', 'take-down', 'digest-again', 'redraw'].includes(work.kind)
}

/** It was settled while we worked on it, as when the app is removed: there is nothing left to note. */
function unlessLost(error: unknown): void {
  if (!(error instanceof Fault && error.code === 'store-lost-lease')) throw error
}

/** What keeps work from being done, as an operator reads it on /healthz: the fault, and Slack's own code for it. */
function causeOf({ code, cause }: Fault): string {
  const isSlacks = code.startsWith('slack-') && typeof cause === 'string' && cause !== 'ratelimited'
  return isSlacks ? `${code}: ${cause}` : code
}

function tellHeld({ log }: Deps, { id, kind }: Work, triedForMs: number): void {
  log.error('Slack holds a post back: it is kept and tried on', { id, kind, minutes: Math.round(triedForMs / 60_000) })
}

/** Kept, and tried ever less often, for a week. Who waits for it hears that it takes longer; the operator heard of it where Slack said so. */
async function withhold(deps: Deps, work: Work, fault: Fault, triedForMs: number): Promise<void> {
  const { store } = deps
  if (triedForMs >= WITHHELD_FOR_MS) return giveUp(deps, work, fault)
  const { shortestMs, longestMs } = WITHHELD_PAUSE
  const isLong = triedForMs > HELD_LONG_MS && isAwaited(work)
  await store.putBack(work, {
    afterMs: Math.min(Math.max(fault.afterMs ?? triedForMs, shortestMs), longestMs),
    because: causeOf(fault),
    look: fault.look,
    isWait: true,
    ...(isLong ? { note: 'withheld' } : {}),
  })
  if (isLong) deps.wake() // there is a word for the learner
}

/** Nobody can be reached, and nobody has to do anything about it. */
async function leave({ log, store }: Deps, work: Work, fault: Fault): Promise<void> {
  log.info('somebody cannot be written to', { id: work.id, kind: work.kind, cause: String(fault.cause) })
  if (work.kind === 'receipt') await store.forgetWork(work)
  else await store.settle(work, causeOf(fault))
}

/** A word about work that goes its own way: no operator looks for it. */
function isByTheWay(work: Work): boolean {
  return work.kind === 'note' && (work.about.note === 'withheld' || work.about.note === 'given-up')
}

/** Somebody asked for it, and waits. */
function isAwaited(work: Work): boolean {
  return AWAITED.includes(work.kind) && !isRepeatable(work)
}
const AWAITED: readonly Work['kind'][] = [
  'reply',
  'consent',
  'opening',
  'lead',
  'word',
  'so-far',
  'scorecard',
  'dispute',
  'memory',
  'export',
  'preview',
]

/** An operator must look: Slack will never show this, or nobody knows whether it did. Who was told that it comes hears that it does not. */
async function giveUp({ log, store, wake }: Deps, work: Work, fault: Fault): Promise<void> {
  if (isByTheWay(work)) return store.settle(work, causeOf(fault))
  log.error('given up: an operator must look', { id: work.id, kind: work.kind, key: work.key, fault: causeOf(fault) })
  const isTold = isWithheld(fault) && isAwaited(work)
  await store.settle(work, causeOf(fault), true, isTold ? 'given-up' : undefined)
  if (isTold) wake()
}
