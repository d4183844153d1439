import { proposedDay } from '../../coaching/commitment.ts'
import { dayIn } from '../../coaching/day.ts'
import { namedQuotes } from '../../coaching/evidence.ts'
import { endsInHardMoment, hardAnswer, hardMoment, isHardMoment } from '../../coaching/hard-moment.ts'
import { SCRIPTED_JUDGE } from '../../coaching/judges.ts'
import type { MemoryProposal } from '../../coaching/memory.ts'
import type { Round } from '../../coaching/model.ts'
import { withPlaces } from '../../coaching/proof.ts'
import { isSaid } from '../../coaching/rehearsal.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import { wishOf } from '../../coaching/wish.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps, WorkDeps } from '../deps.ts'
import { judgeTalk } from './judge-talk.ts'
import { namePeople, post } from './post.ts'

const SAMPLES = 3 // the median of three judgements is steadier than one
const WAIT_FOR_ANSWER_MS = 60_000
const LOOK_AGAIN_MS = 500

/**
 * A session was ended: judge it, keep the scorecard, show it. An answer that is being written is waited for, a minute at most.
 * Replies that no answer came for become the last round, and the scorecard is their answer. When a reply is deleted later, the
 * scorecard is shown again in its place, without what was made of that reply.
 */
export async function scoreSession(deps: WorkDeps, due: WorkOf<'scorecard'>, signal: AbortSignal): Promise<Work[]> {
  const { store, show, judge } = deps
  if (due.state === 'queued' && due.isAnswering && due.triedForMs < WAIT_FOR_ANSWER_MS) {
    await store.putBack(due, { afterMs: LOOK_AGAIN_MS, because: 'an answer is being written', isWait: true })
    return []
  }

  const hard = hardWords(deps, due)
  if (hard) await namePeople(deps, { ...due, key: `${due.key}:people`, look: true }, hard) // before anything that can fail

  const coach = await store.coach(due.session)
  const rounds = withPending(due.rounds, due.pending)
  let card = due.scorecard
  if (!card) {
    const read = await judgeTalk(deps, due, { coach, rounds, samples: SAMPLES }, signal)
    const judgement = rounds.some(isSaid) ? read : { ...read, marks: [] } // of nothing there is no scorecard, for Home and progress either
    const { closing, proposals = [] } = await judge.close({ coach, rounds, judgement }, signal)
    card = { judgement, closing }
    const answer = hard ?? closing.workedOut
    await store.proposeMemory(due, hard ? [] : withDays(deps, due, proposals), deps.now())
    const kept = await store.keepScorecard(due, { ...card, answer, pending: due.pending })
    if (kept === 'changed') {
      deps.wake()
      return []
    }
    if (judgement.cut) {
      deps.log.warn('sentences that spoke to the grader were cut', { id: due.id, count: judgement.cut })
      await store.noteCut(due, judgement.cut)
    }
  }
  const { redacts } = due.about
  const about = await store.cardAbout(due, due.session.id)
  const label = await store.sessionLabel(due.session.id)
  const { judgement, closing } = card
  const transcript = transcriptOf(coach, rounds)
  const view = {
    judgement: { ...judgement, marks: withPlaces(judgement.marks, rounds, about?.sent ?? []) },
    asksNothing: rounds.some(isHardMoment),
    leftOut: transcript.cut, // of what is there now: a deletion takes its sentences along
    closing,
    sessionId: due.session.id,
    domainName: coach.domain.name,
    scripted: judgement.judge === SCRIPTED_JUDGE,
    rounds: rounds.filter(isSaid).length,
    rubricVersion: due.session.rubricVersion,
    closedBecause: due.session.closedBecause,
    disputes: (about?.disputes ?? []).map((dispute) => ({
      ...dispute,
      isFound: namedQuotes(dispute.reason, transcript).length > 0,
    })),
    ownScore: about?.ownScore ?? null,
    isOpen: about?.isOpen ?? false,
    asks: about?.asks ?? false,
    canDispute: (about?.canDispute ?? false) && !judge.scripted, // the script reads nothing again
    isRedacted: redacts !== undefined && closing.workedOut === '', // what a deletion leaves of it
    label,
    canShare: (await store.cardToShare(due, due.session.id)).outcome === 'ready',
  }
  if (redacts) {
    const at = { workspace: due.workspace, actor: due.actor, post: redacts }
    await (due.about.why === 'redaction' ? show.redact(at, view) : show.redraw(at, view))
    return store.markSent(due, { post: redacts, thread: due.thread ?? redacts })
  }
  if (due.session.closedBecause === 'idle' && endsInHardMoment(due.rounds, due.pending)) {
    await closeThreads(deps, due, coach.domain.name)
    await store.settle(due, 'closed') // nobody wrote for a week, and the last they heard were people to turn to: that stays the last
    return []
  }
  const next = await post(deps, due, due.thread ?? due.session.thread, (to) => show.scorecard(to, view))
  await closeThreads(deps, due, coach.domain.name)
  deps.wake() // after it the learner is asked what may be remembered
  return next
}

/** The session is over in every thread that it had. Another may be open already. */
async function closeThreads({ store, show }: Deps, due: WorkOf<'scorecard'>, title: string): Promise<void> {
  const { workspace, threads, learner } = due
  for (const thread of threads) show.closed({ workspace, thread, title })
  const open = await store.openSession(due).catch(() => null) // the card is shown: what comes of it does not wait for this
  show.prompts({ workspace, place: learner?.dmChannel ?? null }, { isOpen: open !== null })
}

/** A commitment is proposed with a day, counted from the one that it is where the learner is. */
function withDays({ now }: Deps, { learner }: WorkOf<'scorecard'>, proposals: MemoryProposal[]) {
  const today = dayIn(learner?.timeZone ?? null, now())
  return proposals.map((line) => ({
    ...line,
    dueOn: line.kind === 'commitment' ? proposedDay(line.says, today) : null,
  }))
}

/** What is said to a hard moment in the replies that no answer came for. */
function hardWords({ contacts }: Deps, { pending, learner }: WorkOf<'scorecard'>): string | undefined {
  const locale = learner?.locale ?? null
  const moment = hardMoment(pending.join('\n\n'), locale)
  return moment && hardAnswer(moment, { contacts, locale })
}

function withPending(rounds: Round[], pending: string[]): Round[] {
  const said = pending.filter((reply) => !wishOf(reply)) // a wish that nobody came to is no word about the case
  if (said.length === 0) return rounds
  return [...rounds, { number: (rounds.at(-1)?.number ?? 0) + 1, reply: said.join('\n\n'), answer: '' }]
}
