import { progressOf, stepFor } from '../../coaching/progress.ts'
import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import type { ProgressView } from '../show.ts'

const SESSIONS = 200 // more than three years of one a week

/** How a learner is doing over their sessions, for them alone, with one thing to practise next. */
export async function myProgress(deps: Deps, who: Person): Promise<ProgressView> {
  const { store, now } = deps
  const [{ sessions, showsStreak, today }, domains] = await Promise.all([
    store.myProgress(who, SESSIONS, now()),
    store.domains(),
  ])
  const progress = progressOf(sessions, today, (domain) => domains.some(({ id }) => id === domain))
  return { progress, showsStreak, step: await stepOf(deps, progress) }
}

/** The rubric's own next step for where there is most to gain. */
async function stepOf({ store }: Deps, { next }: ProgressView['progress']): Promise<string> {
  if (!next) return ''
  const { rubric } = await store.coach(next.session)
  return rubric.dimensions.find(({ id }) => id === next.line.dimension)?.next_step[stepFor(next.line.latest)] ?? ''
}
