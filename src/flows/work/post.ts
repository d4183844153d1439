import { begun, Fault } from '../../fault.ts'
import type { Work } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import type { Shown, To } from '../show.ts'

/**
 * Shows a piece of work once, and marks it sent. Where its thread takes no posts any more (an archived channel, one that the bot was
 * removed from, a first message that was deleted), the session moves to the direct message with the learner, after a word about why.
 */
export async function post(
  deps: Deps,
  work: Work,
  thread: string | null,
  show: (to: To) => Promise<Shown>,
  place: string | null = null,
): Promise<Work[]> {
  const to: To = {
    workspace: work.workspace,
    actor: work.actor,
    key: work.key,
    look: work.look,
    after: work.kind === 'reply' ? work.lastMessage : null,
    thread,
    place,
    dmChannel: work.learner?.dmChannel ?? null,
  }
  try {
    return await deps.store.markSent(work, await show(to))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    for (const left of error.left) await deps.store.eraseLeft(work, left)
    const from = thread ?? place
    if (error.code !== 'slack-closed-place' || !from) throw error
    return await move(deps, work, to, from, String(error.cause), show).catch(lookFirst)
  }
}

async function move(
  deps: Deps,
  work: Work,
  to: To,
  from: string,
  because: string,
  show: (to: To) => Promise<Shown>,
): Promise<Work[]> {
  deps.log.warn('a thread takes no posts any more: moved to the direct message', {
    id: work.id,
    kind: work.kind,
    because,
  })
  const away = { ...to, thread: null, place: null }
  const home = await deps.show.note({ ...away, key: `${work.key}:moved`, look: true }, { note: 'moved', from, because })
  if (to.thread) await deps.store.moveThread(work, { from: to.thread, to: home.thread })
  return deps.store.markSent(work, await show({ ...away, thread: home.thread }))
}

/** The place that it was meant for is not tried blindly again: what is posted there may be seen by others before it is taken back. */
function lookFirst(error: unknown): never {
  throw error instanceof Fault ? begun(error) : error
}

/** Shows somebody in a hard moment whom to turn to where no coach answers them: in the direct message, whichever place they wrote in. */
export async function namePeople(
  { show }: Deps,
  { workspace, actor, key, look, learner }: Pick<Work, 'workspace' | 'actor' | 'key' | 'look' | 'learner'>,
  text: string,
): Promise<void> {
  const to = { workspace, actor, key, look, thread: null, dmChannel: learner?.dmChannel ?? null }
  await show.note(to, { note: 'hard-moment', text, isDiscreet: learner?.isDiscreet ?? false })
}

/** Where a word to one person is seen: in their thread, or beside a message that has none. */
export function besides(work: Work): To {
  const { workspace, actor, key, look, place } = work
  return { workspace, actor, key, look, place, thread: work.inThread ? work.thread : null }
}
