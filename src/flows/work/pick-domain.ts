import { type HardMoment, hardAnswer, hardMoment } from '../../coaching/hard-moment.ts'
import type { Domain } from '../../coaching/model.ts'
import { Fault, type FaultCode, faultName } from '../../fault.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { besides, namePeople, post } from './post.ts'

/** Somebody wrote to the bot with no session open: offer the domains. Their words are kept and become the first reply. */
export async function pickDomain(deps: Deps, due: WorkOf<'lead'>): Promise<Work[]> {
  const moment = hardMoment(due.body, due.learner?.locale)
  if (moment) return nameThePeople(deps, due, moment)
  const domains = await deps.store.domains()
  if (!due.about.mention) return post(deps, due, due.thread, (to) => deps.show.picker(to, domains, hasWords(due)))
  return answerInPrivate(deps, due, domains) // said in public
}

const CANNOT: readonly FaultCode[] = ['slack-refused', 'slack-closed-place', 'slack-no-person', 'slack-lacks']
const hasWords = ({ body }: WorkOf<'lead'>) => ({ hasWords: body !== '' })

/** That something was written is said once it was; where Slack does not let us write to them, that is said instead. */
async function answerInPrivate(deps: Deps, due: WorkOf<'lead'>, domains: Domain[]): Promise<Work[]> {
  const { store, show, log } = deps
  let work: Work[]
  try {
    work = await post(deps, due, null, (to) => show.picker(to, domains, hasWords(due)))
  } catch (error) {
    if (!(error instanceof Fault && CANNOT.includes(error.code)) || error.retry) throw error // what may pass is tried again, and their words wait for it
    log[error.code === 'slack-no-person' ? 'info' : 'error']('a person cannot be written to', {
      id: due.id,
      cause: String(error.cause),
    })
    await show.privately(besides(due), { note: 'no-private' })
    await store.settle(due, `${error.code}: ${String(error.cause)}`)
    return []
  }
  await show
    .privately(besides(due), { note: 'picked-in-private' })
    .catch((error) =>
      log.warn('a person was not told that they were answered', { id: due.id, error: faultName(error) }),
    )
  return work
}

/** No coaching is offered to somebody in a hard moment, and their words wait for no session. */
async function nameThePeople(deps: Deps, due: WorkOf<'lead'>, moment: HardMoment): Promise<Work[]> {
  const once = { ...due, key: `${due.key}:people` }
  await namePeople(deps, once, hardAnswer(moment, { contacts: deps.contacts, locale: due.learner?.locale ?? null }))
  await deps.store.settle(due, 'deleted') // as the words are
  return []
}
