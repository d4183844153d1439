import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { faultName } from '../../fault.ts'
import type { Deps } from '../../flows/deps.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { plainText } from '../incoming/text.ts'
import { type Who, whoSent } from '../incoming/who.ts'
import { permalink } from '../outgoing/permalink.ts'
import { type Message, say } from '../views/blocks.ts'
import { domainList } from '../views/picker.ts'
import { startModal } from '../views/start-modal.ts'
import { inTime } from './in-time.ts'

const COACH_ON_MESSAGE = 'coach_on_message'
const COACH_START = 'coach_start'

/** What Slack says of a shortcut that was used: of a message its text alone. */
const used = z.object({
  trigger_id: z.string(),
  message: z.object({ text: z.string().default('') }).optional(),
})
type Used = z.infer<typeof used>

/** The doors that need no command: a session begins from anywhere, or from a message, which becomes its case. */
export function listenToShortcuts(app: App, deps: Deps, web: WebClient): void {
  for (const callback of [COACH_START, COACH_ON_MESSAGE]) {
    app.shortcut(callback, async ({ ack, body, context }) => {
      const { data } = used.safeParse(body)
      if (!data) return
      const who = whoSent(context)
      const instead = await inTime(deps.log, openForm(deps, web, who, data), say)
      await ack()
      if (instead) await sayInDirect(web, who.actor, instead)
    })
  }
}

/** Opens the form, or returns what is said instead. A trigger lives three seconds. */
async function openForm(
  deps: Deps,
  web: WebClient,
  who: Who,
  { trigger_id, message }: Used,
): Promise<Message | undefined> {
  const [domains, session] = await Promise.all([deps.store.domains(), deps.store.openSession(who)])
  const link = session?.thread ? await permalink(web, session.thread) : null
  const open = session && { sessionId: session.id, domainName: session.domainName, ...(link ? { link } : {}) }
  const view = startModal({
    domains,
    ...(message ? { message: plainText(message.text, '') } : {}),
    ...(open ? { open } : {}),
  })
  try {
    await web.views.open({ trigger_id, view })
    return undefined
  } catch (error) {
    deps.log.warn('the form was not opened: the coaches are listed instead', { error: faultName(slackFault(error)) })
    return domainList(domains)
  }
}

async function sayInDirect(web: WebClient, person: string, message: Message): Promise<void> {
  const { channel } = await web.conversations.open({ users: person })
  if (channel?.id) await web.chat.postEphemeral({ channel: channel.id, user: person, ...message })
}
