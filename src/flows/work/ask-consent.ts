import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** Somebody starts for the first time: tell them who sees what, and have them decide before the coach speaks. */
export async function askConsent(deps: Deps, due: WorkOf<'consent'>): Promise<Work[]> {
  const { store, show, retention } = deps
  const { domain } = await store.coach(due.session)
  const consent = {
    sessionId: due.session.id,
    domainName: domain.name,
    scripted: deps.coach.scripted,
    keptDays: retention.text,
  }
  const ask = async (to: Parameters<typeof show.consent>[0]) => {
    const shown = await show.consent(to, consent)
    await store.consentAsked(due, shown.thread)
    return shown
  }
  return post(deps, due, due.thread, ask, due.place)
}
