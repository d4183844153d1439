import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** What became of a press of a button, or of a word typed after the command. */
export type PressOutcome = 'done' | 'none-open' | 'not-yours'

/** The learner ends their session: it takes no more replies, and its scorecard is made. */
export async function endSession(deps: Deps, who: Person, sessionId?: string): Promise<PressOutcome> {
  if (sessionId && !(await isTheirs(deps, who, sessionId))) return 'not-yours'
  const { outcome } = await deps.store.endSession(who, 'learner', sessionId)
  if (outcome === 'none-open') return outcome
  deps.wake()
  return 'done'
}

/** Whether a session is this person's: rights come from Slack's signed payload and the database, never from a button. */
export async function isTheirs({ store }: Deps, who: Person, sessionId: string): Promise<boolean> {
  const session = await store.sessionState(who.workspace, sessionId)
  return session?.actor === who.actor
}
