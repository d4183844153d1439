import { Fault, type FaultCode, faultName, isAwayCode } from '../../fault.ts'
import { isDirect } from '../../place.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import type { Note, Trouble } from '../show.ts'
import { besides, post } from './post.ts'

/** Something is to be said that is not the coach's: in the thread, or to one person alone. */
export async function sendNote(deps: Deps, due: WorkOf<'note'>): Promise<Work[]> {
  const note = noteOf(due)
  if (due.about.note === 'withheld' || due.about.note === 'given-up') return sayInAnyWay(deps, due, note)
  if (!due.about.private) {
    const thread = due.thread ?? due.session?.thread ?? null
    const work = await post(deps, due, thread, (to) => deps.show.note(to, note))
    // what kept the coach from answering may have ended its process, or was told to stop
    const isOpen = thread && due.session?.isOpen && (note.note === 'trouble' || note.note === 'set-aside')
    if (isOpen) deps.show.rested({ workspace: due.workspace, thread }, { mayBeEarlier: true })
    return work
  }
  if (note.note === 'open-elsewhere') return sayItStays(deps, due, note)
  await deps.show.privately(besides(due), note)
  await deps.store.settle(due, 'shown')
  return []
}

/** What Slack does not let be shown may pass on another way: in the direct message, else to the person alone. */
async function sayInAnyWay(deps: Deps, due: WorkOf<'note'>, note: Note): Promise<Work[]> {
  const thread = due.thread ?? due.session?.thread ?? null
  try {
    return await post(deps, due, thread && isDirect(thread) ? thread : null, (to) => deps.show.note(to, note))
  } catch (error) {
    const isRefused = error instanceof Fault && error.code.startsWith('slack-') && !UNSURE.includes(error.code)
    if (!isRefused || !due.place) throw error
    await deps.show.privately(besides(due), note)
  }
  await deps.store.settle(due, 'shown')
  return []
}
const UNSURE: readonly string[] = ['slack-busy', 'slack-unclear', 'slack-gone'] satisfies FaultCode[]

/** What they wrote is no part of their session, so that is said where it stays too: a word to one person can be missed, and goes on reload. */
async function sayItStays(deps: Deps, due: WorkOf<'note'>, note: Note): Promise<Work[]> {
  const work = await post(deps, due, null, (to) => deps.show.note(to, note))
  await deps.show
    .privately(besides(due), note)
    .catch((error) => deps.log.warn('a hint was not shown', { id: due.id, error: faultName(error) }))
  return work
}

function noteOf(due: WorkOf<'note'>): Note {
  const { about } = due
  if (about.note === 'limit') return { ...about, timeZone: due.learner?.timeZone ?? null }
  const { note, because = '' } = about
  if (note === 'trouble') {
    return { note, because: trouble(because), sessionId: due.session?.id ?? '', reference: due.key.slice(0, 8) }
  }
  if (note === 'set-aside') return { note, isMessage: ['reply', 'lead', 'edit'].includes(because) }
  if (note === 'open-elsewhere') return { note, thread: due.session?.thread ?? null }
  return { note }
}

function trouble(code: string): Trouble {
  if (code === 'stopped') return 'stopped'
  if (['llm-key', 'llm-quota', 'llm-unknown-model', 'llm-rejected'].includes(code)) return 'set-up'
  return isAwayCode(code) ? 'away' : 'failed'
}
