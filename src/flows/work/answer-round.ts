import { createHash } from 'node:crypto'
import { hasUnread } from '../../coaching/case.ts'
import { hardAnswer, hardMoment, isHardMoment, quietAnswer, unnamedMoment } from '../../coaching/hard-moment.ts'
import { type Remembered, toldMemory } from '../../coaching/memory.ts'
import { type Part, type Turn, turnOf } from '../../coaching/rehearsal.ts'
import { toRead } from '../../coaching/reply.ts'
import { stuckReplies } from '../../coaching/stuck.ts'
import { isDirect } from '../../place.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps, WorkDeps } from '../deps.ts'
import { namePeople, post } from './post.ts'

type Queued = Extract<WorkOf<'reply'>, { state: 'queued' }>
type Answered = { text: string; usage: Usage; shortened: boolean; unread?: boolean; part: Part }
type Usage = { inputTokens: number; cachedTokens: number; outputTokens: number }
const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

/** The next kept replies of a session are due: have the coach answer them, keep the round, show it. */
export async function answerRound(deps: WorkDeps, due: WorkOf<'reply'>, signal: AbortSignal): Promise<Work[]> {
  const { store, now } = deps
  if (due.state === 'answered') {
    if (due.answer === '') return takeBack(deps, due)
    return showAnswer(deps, due, { text: due.answer, shortened: false, part: due.about })
  }

  const startedAt = now()
  const answer = answeredByPeople(deps, due) ?? (await coached(deps, due, signal))

  const kept = await store.keepRound(due, {
    text: answer.text,
    responseMs: now().getTime() - startedAt.getTime(),
    coachModel: deps.coach.name,
    ...answer.usage,
    part: answer.part,
  })
  if (kept === 'changed') {
    rest(deps, due)
    deps.wake() // a reply was edited or deleted meanwhile: the newest words are answered
    return []
  }
  deps.countedWithRound(answer.usage)
  return showAnswer(deps, due, { ...answer, unread: due.replies.some(hasUnread) })
}

/** Where others read along, whom to turn to in a hard moment is for the learner alone: the thread says only where to find it. */
async function showAnswer(
  deps: Deps,
  due: WorkOf<'reply'>,
  { text, shortened, unread = false, part }: Omit<Answered, 'usage'>,
): Promise<Work[]> {
  const thread = due.thread ?? due.session.thread
  const isHard = isHardMoment({ reply: '', answer: text })
  const isElsewhere = thread !== null && !isDirect(thread) && isHard
  if (isElsewhere) await namePeople(deps, { ...due, key: `${due.key}:people`, look: true }, text)
  const round = isHard ? {} : { round: due.round } // people are no coach's answer
  const answer = {
    sessionId: due.session.id,
    ...round,
    part,
    text,
    shortened,
    unread,
    isElsewhere,
    isDiscreet: due.learner?.isDiscreet ?? false,
  }
  return post(deps, due, thread, async (to) => {
    const shown = await deps.show.answer(to, answer)
    rest(deps, due)
    return shown
  })
}

/** Nobody is at work on it now: it is the learner's turn, or it will be tried again. */
export function rest({ show }: Pick<Deps, 'show'>, due: WorkOf<'reply'>): void {
  const thread = due.thread ?? due.session.thread
  if (thread) show.rested({ workspace: due.workspace, thread }, { mayBeEarlier: due.state === 'answered' })
}

/**
 * A hard moment needs people: no model is asked, no limit holds it back, and nothing that comes of it is noted anywhere else. After it
 * nothing is asked of somebody who says no more than "stop".
 */
function answeredByPeople({ contacts }: Deps, { replies, rounds, learner }: Queued): Answered | undefined {
  const locale = learner?.locale ?? null
  const reply = replies.join('\n\n')
  const moment = hardMoment(reply, locale)
  const text = moment ? hardAnswer(moment, { contacts, locale }) : quietAnswer(rounds, reply)
  return text === undefined ? undefined : { text, usage: NO_USAGE, shortened: false, part: {} } // a rehearsal ends with it
}

async function coached(deps: WorkDeps, due: Queued, signal: AbortSignal): Promise<Answered> {
  const { store, show, contacts } = deps
  const { session } = due
  const thread = due.thread ?? session.thread
  await deps.withinLimits()
  const reply = toRead(due.replies.join('\n\n'))
  const [coach, memory] = await Promise.all([store.coach(session), memoryFor(deps, due, thread)])
  const about = { workspace: due.workspace, title: coach.domain.name, lastMessage: due.lastMessage }
  if (thread && !due.isTold) show.thinking({ ...about, thread })
  const safetyId = createHash('sha256').update(`${deps.safetySalt}:${due.workspace}:${due.actor}`).digest('hex')
  const request = {
    coach,
    memory,
    summary: due.summary,
    rounds: due.rounds,
    roundNumber: due.round,
    reply: reply.text,
    sessionId: session.id,
  }
  const { turn, part } = turnOf({ ...request, wish: due.about.wish })
  if (turn.is === 'said') return { text: turn.text, usage: NO_USAGE, shortened: false, part }
  const { text, usage, stops } = await deps.coach.answer({ ...request, turn, safetyId }, signal)
  const locale = due.learner?.locale ?? null
  return {
    text: stops ? hardAnswer(unnamedMoment(locale), { contacts, locale, said: text }) : text,
    usage,
    shortened: reply.shortened,
    part: stops ? {} : { ...part, ...offersHelp(turn, due, reply.text) },
  }
}

/** Who is stuck is offered help, and so is who asked for some. */
function offersHelp(turn: Turn, { rounds }: Queued, reply: string): Part {
  return turn.is === 'coaching' && (turn.wish || stuckReplies(rounds, reply) > 0) ? { helps: true } : {}
}

/** What the coach may know of earlier sessions. Where others read along, nothing: an answer could tell them of it. */
async function memoryFor({ store }: Deps, due: Queued, thread: string | null): Promise<Remembered[]> {
  if (!due.learner?.remembers || due.session.label === 'shared' || (thread !== null && !isDirect(thread))) return []
  const { lines, choices } = await store.myMemory(due)
  return toldMemory(lines, choices.kinds)
}

/** The learner took the reply back before its answer was known to be shown. If it is there all the same, it is erased like any other. */
async function takeBack({ store, show }: Deps, due: WorkOf<'reply'>): Promise<Work[]> {
  const { workspace, actor, key, look, lastMessage: after } = due
  const thread = due.thread ?? due.session.thread
  const found = look ? await show.find({ workspace, actor, key, look, after, thread }) : null
  if (found) return store.markSent(due, found)
  await store.settle(due, 'deleted')
  return []
}
