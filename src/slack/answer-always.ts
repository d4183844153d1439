import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { faultName } from '../fault.ts'
import type { Log } from '../log.ts'
import { readPress } from './read-press.ts'
import { say } from './views/blocks.ts'
import { commandReply } from './views/command-reply.ts'
import { didNotWorkModal } from './views/start-modal.ts'

/** What a person sent and waits for an answer to. Events are not among them. */
const waiting = z.union([
  z.object({ command: z.string() }).transform(() => 'command' as const),
  z.object({ type: z.enum(['block_actions', 'view_submission']) }).transform(({ type }) => type),
  z
    .object({ type: z.enum(['shortcut', 'message_action', 'view_closed', 'block_suggestion']) })
    .transform(() => 'other' as const),
])

/** Whoever typed, pressed or sent something hears of it, also when a listener fails, or when there is none for what an older release showed. */
export function answerAlways(app: App, web: WebClient, log: Log): void {
  const processEvent = app.processEvent.bind(app)
  app.processEvent = async (event) => {
    const { data: kind } = waiting.safeParse(event.body)
    if (!kind) return processEvent(event)
    let isAnswered = false
    const ack: typeof event.ack = (answer) => {
      isAnswered = true
      return event.ack(answer)
    }
    try {
      await processEvent({ ...event, ack })
    } catch (error) {
      log.error('what a person sent could not be read', { kind, error: faultName(error) })
    }
    if (isAnswered) return
    log.warn('a person got no answer from any listener', { kind })
    const sentence = say(commandReply.didNotWork)
    if (kind === 'command') return event.ack({ response_type: 'ephemeral', ...sentence })
    if (kind === 'view_submission') return event.ack({ response_action: 'update', view: didNotWorkModal() })
    await event.ack()
    const press = kind === 'block_actions' ? readPress(event.body) : undefined
    if (!press?.channel) return
    const thread = press.threadTs ? { thread_ts: press.threadTs } : {}
    await web.chat.postEphemeral({ channel: press.channel, user: press.who.actor, ...thread, ...sentence })
  }
}
