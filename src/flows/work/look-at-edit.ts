import { hardAnswer, hardMoment, isHardMoment } from '../../coaching/hard-moment.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { namePeople } from './post.ts'

/**
 * A message was edited once it was answered, and stays answered. Where it is a hard moment now, people are named, once: not for each further
 * edit, and not where they were named before. All edits are settled alike.
 */
export async function lookAtEdit(deps: Deps, due: WorkOf<'edit'>): Promise<Work[]> {
  const locale = due.learner?.locale ?? null
  const moment = hardMoment(due.body, locale)
  if (moment && !(due.before && isHardMoment(due.before))) {
    const once = { ...due, key: `${due.about.message}:people`, look: true }
    await namePeople(deps, once, hardAnswer(moment, { contacts: deps.contacts, locale }))
  }
  await deps.store.settle(due, 'edited')
  return []
}
