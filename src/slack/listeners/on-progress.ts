import { myProgress } from '../../flows/actions/my-progress.ts'
import type { Who } from '../incoming/who.ts'
import { PROGRESS_OPEN, PROGRESS_SHOW, progressInForm, progressMessage } from '../views/progress.ts'
import { messageModal } from '../views/start-modal.ts'
import { openInPlace } from './open-in-place.ts'
import type { ListenerDeps, Said, Table } from './table.ts'

/** A learner's own progress, by a button. */
export const onProgress: Table = {
  presses: {
    [PROGRESS_OPEN]: (deps, { who, triggerId }) => openProgress(deps, who, triggerId),
    [PROGRESS_SHOW]: async (deps, press) =>
      openInPlace(deps, press, progressMessage(await myProgress(deps, press.who))),
  },
}

/** In a form of its own. A trigger lives three seconds. */
export async function openProgress(deps: ListenerDeps, who: Who, trigger_id: string): Promise<Said> {
  const view = messageModal(progressInForm(await myProgress(deps, who)))
  await deps.web.views.open({ trigger_id, view })
  return undefined
}
