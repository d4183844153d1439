import { isAwayCode } from '../../fault.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import type { Note, Trouble } from '../show.ts'
import { besides, post } from './post.ts'

/** Something is to be said that is not the coach's: in the thread, or to one person alone. */
export async function sendNote(deps: Deps, due: WorkOf<'note'>): Promise<Work[]> {
  const note = noteOf(due)
  if (!due.about.private)
    return post(deps, due, due.thread ?? due.session?.thread ?? null, (to) => deps.show.note(to, note))
  await deps.show.privately(besides(due), note)
  await deps.store.settle(due, 'shown')
  return []
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
