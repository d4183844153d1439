import type { Who } from '../incoming/who.ts'
import { commandReply } from '../views/command-reply.ts'
import { PROGRESS_OPEN } from '../views/progress.ts'
import type { ListenerDeps, Said, Table } from './table.ts'

/** A learner's own progress, by a button. */
export const onProgress: Table = {
  presses: { [PROGRESS_OPEN]: (deps, { who, eventId }) => sayProgress(deps, who, eventId) },
}

/** It comes in the direct message, wherever it was asked for. */
export async function sayProgress({ store }: ListenerDeps, who: Who, eventId: string): Promise<Said> {
  await store.askProgress(who, eventId)
  return commandReply.progressComes
}
