import { progressOf, stepFor } from '../../coaching/progress.ts'
import type { Person, Work, WorkOf } from '../../store/store.ts'
import type { Deps, ProgressView } from '../deps.ts'
import { post } from './post.ts'

const SESSIONS = 200 // more than three years of one a week

/** The learner asks how they are doing: it comes in their direct message. */
export async function askProgress({ store, wake }: Deps, who: Person, eventId: string): Promise<void> {
  await store.askProgress(who, eventId)
  wake()
}

/** How a learner is doing over their sessions, for them alone, with one thing to practise next. */
export async function showProgress(deps: Deps, due: WorkOf<'word'>): Promise<Work[]> {
  const { store, show, now } = deps
  const { sessions, showsStreak, today } = await store.progress(due, SESSIONS, now())
  const progress = progressOf(sessions, today)
  const view = { progress, showsStreak, step: await stepOf(deps, progress) }
  return post(deps, due, due.thread, (to) => show.progress(to, view))
}

/** The rubric's own next step for where there is most to gain. */
async function stepOf({ store }: Deps, { next }: ProgressView['progress']): Promise<string> {
  if (!next) return ''
  const { rubric } = await store.coach(next.session)
  return rubric.dimensions.find(({ id }) => id === next.line.dimension)?.next_step[stepFor(next.line.latest)] ?? ''
}
