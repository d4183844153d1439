import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../../flows/deps.ts'
import { askProgress } from '../../flows/work/show-progress.ts'
import { readPress } from '../incoming/read-press.ts'
import { type Message, say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { PROGRESS_OPEN } from '../views/progress.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'

/** A learner's own progress, by a button. */
export function listenToProgress(app: App, deps: Deps, web: WebClient): void {
  app.action(PROGRESS_OPEN, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, sayProgress(deps, press.who, press.eventId), say)
    await ack()
    await sayTo(web, press, respond, reply)
  })
}

/** It comes in the direct message, wherever it was asked for. */
export async function sayProgress(
  deps: Deps,
  who: { workspace: string; actor: string },
  eventId: string,
): Promise<Message> {
  await askProgress(deps, who, eventId)
  return say(commandReply.progressComes)
}
