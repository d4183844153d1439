import { dayIn } from '../../coaching/day.ts'
import { isDirect, placeOf } from '../../place.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import type { To } from '../show.ts'
import { post } from './post.ts'

const PROFILE_IS_FRESH_MS = 24 * 60 * 60 * 1_000 // people travel and rename themselves, but not within a day

/** A session was started: learn who the learner is, and open it where it was asked for. */
export async function openSession(deps: Deps, due: WorkOf<'opening'>): Promise<Work[]> {
  const { store, show, now } = deps
  const knownSince = due.learner?.profileAt
  if (!knownSince || now().getTime() - knownSince.getTime() > PROFILE_IS_FRESH_MS) {
    const profile = await show.profile(due)
    if (profile) await store.knowLearner(due, profile)
  }
  const opening = {
    sessionId: due.session.id,
    coach: await store.coach(due.session),
    mind: due.body,
    scripted: deps.coach.scripted,
    label: await store.sessionLabel(due.session.id),
    commitment: await openCommitment(deps, due),
  }
  const open = async (to: To) => {
    const shown = await show.opening(to, opening)
    const place = isDirect(shown.thread) ? placeOf(shown.thread).channel : (due.learner?.dmChannel ?? null)
    show.prompts({ workspace: due.workspace, place }, { isOpen: true })
    return shown
  }
  return post(deps, due, due.thread, open, due.place)
}

/** What the learner meant to do since an earlier session, the newest of it. */
async function openCommitment({ store, now }: Deps, due: WorkOf<'opening'>) {
  if (!due.learner?.remembers || due.session.label === 'shared') return null // others can read it
  const { lines, choices } = await store.myMemory(due)
  if (!choices.kinds.includes('commitment')) return null
  const line = lines.find(({ kind, isOpen }) => kind === 'commitment' && isOpen)
  const today = dayIn(due.learner.timeZone, now())
  return line ? { id: line.id, isAhead: line.dueOn !== null && line.dueOn > today } : null
}
