import { type HardMoment, hardAnswer, hardMoment } from '../coaching/hard-moment.ts'
import type { Work, WorkOf } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { besides, namePeople, post } from './post.ts'

/** Somebody wrote to the bot with no session open: offer the domains. Their words are kept and become the first reply. */
export async function pickDomain(deps: Deps, due: WorkOf<'lead'>): Promise<Work[]> {
  const moment = hardMoment(due.body, due.learner?.locale)
  if (moment) return nameThePeople(deps, due, moment)
  const domains = await deps.store.domains()
  if (!due.about.mention) return post(deps, due, due.thread, (to) => deps.show.picker(to, domains))
  await deps.show.privately(besides(due), { note: 'picked-in-private' })
  return post(deps, due, null, (to) => deps.show.picker(to, domains)) // said in public, answered in private
}

/** No coaching is offered to somebody in a hard moment, and their words wait for no session. */
async function nameThePeople(deps: Deps, due: WorkOf<'lead'>, moment: HardMoment): Promise<Work[]> {
  const once = { ...due, key: `${due.key}:people` }
  await namePeople(deps, once, hardAnswer(moment, { contacts: deps.contacts, locale: due.learner?.locale ?? null }))
  await deps.store.settle(due, 'deleted') // as the words are
  return []
}
