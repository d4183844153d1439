import type { App, ReceiverEvent } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { t } from '../../words/words.ts'
import { readPlace } from '../incoming/read-press.ts'
import { whoIn } from '../incoming/who.ts'
import { say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { saidModal } from '../views/start-modal.ts'

/** What a person sent and waits for an answer to. Events are not among them. */
const sent = z.union([
  z.object({ command: z.string() }).transform(() => 'command' as const),
  z
    .object({
      type: z.enum([
        'block_actions',
        'view_submission',
        'shortcut',
        'message_action',
        'view_closed',
        'block_suggestion',
      ]),
    })
    .transform(({ type }) => type),
])

/** Whoever typed, pressed or sent something hears of it, also when a listener fails, or when there is none for what an older release showed. */
export function answerAlways(app: App, web: WebClient, log: Log): void {
  const processEvent = app.processEvent.bind(app)
  app.processEvent = async (event) => {
    const { data: kind } = sent.safeParse(event.body)
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
    const actor = whoIn(event.customProperties)?.actor
    await answerWith(event, commandReply.didNotWork, {
      whisper: async (channel, thread) => {
        if (actor) await web.chat.postEphemeral({ channel, user: actor, ...thread, ...say(commandReply.didNotWork) })
      },
      open: async (trigger_id, view) => void (await web.views.open({ trigger_id, view })),
    })
  }
}

type Ways = {
  whisper: (channel: string, thread: { thread_ts?: string }) => Promise<void>
  open: (triggerId: string, view: ModalView) => Promise<void>
}

const shortcut = z.object({ type: z.literal('shortcut'), trigger_id: z.string() })

/** Answers what a person sent with one sentence, in the way that Slack has for it; what has none is whispered where it was pressed. */
export async function answerWith(event: ReceiverEvent, sentence: string, { whisper, open }: Ways): Promise<void> {
  const { data: kind } = sent.safeParse(event.body)
  const modal = () => saidModal(t`Start coaching`, sentence)
  if (kind === 'command') return event.ack({ response_type: 'ephemeral', ...say(sentence) })
  if (kind === 'view_submission') return event.ack({ response_action: 'update', view: modal() })
  if (kind === 'block_suggestion') return event.ack({ options: [] })
  await event.ack()
  const { channel, threadTs } = readPlace(event.body)
  const fromAnywhere = shortcut.safeParse(event.body).data
  if (channel) await whisper(channel, threadTs ? { thread_ts: threadTs } : {})
  else if (fromAnywhere) await open(fromAnywhere.trigger_id, modal())
}
