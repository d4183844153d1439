import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { caseReply } from '../../coaching/case.ts'
import type { Domain } from '../../coaching/model.ts'
import { faultName } from '../../fault.ts'
import { startSession } from '../../flows/actions/start-session.ts'
import type { Deps } from '../../flows/deps.ts'
import { slackFault } from '../connection/slack-fault.ts'
import type { Channels } from '../incoming/channels.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import { cleanText } from '../incoming/text.ts'
import { type Who, whoSent } from '../incoming/who.ts'
import { permalink } from '../outgoing/permalink.ts'
import { type Message, say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { openAlreadyMessage, readReplace, SESSION_REPLACE } from '../views/open-already.ts'
import { domainList, START_PICK } from '../views/picker.ts'
import { messageModal, readStart, START_MODAL, startModal } from '../views/start-modal.ts'
import { inTime } from './in-time.ts'

type Asked = {
  domainId: string
  eventId: string
  thread?: string
  mind?: string
  endOpen?: boolean
  offRecord?: boolean
  suggestion?: string
}

/** The ways in which a session starts: the form, a domain's button, and "End it and start". */
export function listenToStart(app: App, deps: Deps, web: WebClient, channels: Channels): void {
  app.view(START_MODAL, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const { domainId, mind, channel, offRecord, message, endOpen } = readStart(view)
    const asked = {
      domainId,
      offRecord,
      mind: caseReply(cleanText(message), cleanText(mind)),
      endOpen,
      eventId: `view:${view.id}`,
      ...(channel && CHANNEL.test(channel) ? { thread: `${channel}:` } : {}),
    }
    const refusal = await inTime(deps.log, refusalOf(deps, channels, who, asked), (sentence) => sentence)
    await (refusal ? ack({ response_action: 'errors', errors: { domain: refusal } }) : ack())
  })

  app.action(START_PICK, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const thread = press.directThread ? { thread: press.directThread } : {}
    const asked = { domainId: press.value, eventId: press.eventId, ...thread }
    const reply = await inTime(deps.log, startAndSay(deps, web, press.who, asked), say)
    await ack()
    await sayTo(web, press, respond, reply)
  })

  app.action(SESSION_REPLACE, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, replace(deps, web, channels, press), say)
    await ack()
    if (reply) await sayTo(web, press, respond, reply)
  })
}

async function replace(deps: Deps, web: WebClient, channels: Channels, press: Press): Promise<Message | undefined> {
  const { domainId, place, suggestion, mayBeShared } = readReplace(press.value)
  const thread = place && isOpenTo(press, place) ? { thread: place } : {}
  const asked = { domainId, eventId: press.onceId, endOpen: true, ...thread, ...(suggestion ? { suggestion } : {}) }
  const [channel = ''] = asked.thread?.split(':') ?? []
  const readers = await readersOf(channels, asked)
  if (readers === 'shared') return say(commandReply.sharedChannel)
  if (readers === 'unknown' && !mayBeShared) {
    // what was pressed did not say that others may read along
    const at = { triggerId: press.triggerId, here: { channel, mayBeShared: true }, chosen: domainId }
    return openStartForm(deps, web, press.who, await deps.store.domains(), at)
  }
  return startAndSay(deps, web, press.who, asked)
}

const CHANNEL = /^[CG][A-Z0-9]+$/

/** Whether a session of the presser's may open there: in a channel, or in the direct message that they pressed in. */
function isOpenTo({ channel }: Press, place: string): boolean {
  const [at = '', ...rest] = place.split(':')
  return rest.length === 1 && (CHANNEL.test(at) || at === channel)
}

/** Opens the form, or says what is open already. A trigger lives three seconds, so nothing else comes before it. */
export async function openStartForm(
  deps: Deps,
  web: WebClient,
  who: Who,
  domains: Domain[],
  at: { triggerId: string; here?: { channel: string; mayBeShared: boolean }; chosen?: string },
): Promise<Message | undefined> {
  const open = await deps.store.openSession(who)
  if (open) {
    const wanted = domains.find(({ id }) => id === at.chosen)
    return openAlready(web, {
      sessionId: open.id,
      domainName: open.domainName,
      thread: open.thread,
      ...(wanted && { wanted: { domainId: wanted.id, domainName: wanted.name, ...placeOf(at.here) } }),
    })
  }
  const { triggerId, ...chosen } = at
  const view = startModal({ domains, ...chosen })
  try {
    await web.views.open({ trigger_id: triggerId, view })
    return undefined
  } catch (error) {
    deps.log.warn('the form was not opened: the coaches are listed instead', { error: faultName(slackFault(error)) })
    return domainList(domains)
  }
}

/** A channel as the place of a session, and that others may read along in it. */
function placeOf(here: { channel: string; mayBeShared: boolean } | undefined) {
  return here && { place: `${here.channel}:`, ...(here.mayBeShared && { mayBeShared: true }) }
}

/** Starts a session and says what became of it, to the person alone. */
export async function startAndSay(deps: Deps, web: WebClient, who: Who, asked: Asked): Promise<Message> {
  const started = await startSession(deps, who, asked)
  switch (started.outcome) {
    case 'consent-asked':
      return say(commandReply.consentAsked)
    case 'started':
      return say(asked.thread && !asked.thread.startsWith('D') ? commandReply.startedHere : commandReply.started)
    case 'open-already': {
      const { session } = started
      const wanted = (await deps.store.domains()).find(({ id }) => id === asked.domainId)
      return openAlready(web, {
        sessionId: session.id,
        domainName: session.domainName,
        thread: session.thread,
        ...(wanted
          ? {
              wanted: {
                domainId: wanted.id,
                domainName: wanted.name,
                ...(asked.thread ? { place: asked.thread } : {}),
                ...(asked.suggestion ? { suggestion: asked.suggestion } : {}),
              },
            }
          : {}),
      })
    }
    case 'unknown-domain':
      return say(commandReply.unknownDomain)
    case 'inactive-domain':
      return say(commandReply.inactiveDomain)
  }
}

/** Who would read along: where that are people of other workspaces too, no session opens there. */
async function readersOf(channels: Channels, { thread = '' }: Pick<Asked, 'thread'>): ReturnType<Channels['readers']> {
  const [channel = ''] = thread.split(':')
  return CHANNEL.test(channel) ? channels.readers(channel) : 'ours'
}

async function refusalOf(deps: Deps, channels: Channels, who: Who, asked: Asked): Promise<string | undefined> {
  if ((await readersOf(channels, asked)) === 'shared') return commandReply.sharedChannel
  const started = await startSession(deps, who, asked)
  switch (started.outcome) {
    case 'consent-asked':
    case 'started':
      return undefined
    case 'open-already':
      return commandReply.openAlready(started.session.domainName)
    case 'unknown-domain':
      return commandReply.unknownDomain
    case 'inactive-domain':
      return commandReply.inactiveDomain
  }
}

async function openAlready(
  web: WebClient,
  about: Omit<Parameters<typeof openAlreadyMessage>[0], 'link'> & { thread: string | null },
): Promise<Message> {
  const { thread, ...rest } = about
  const link = thread ? await permalink(web, thread) : null
  return openAlreadyMessage({ ...rest, ...(link ? { link } : {}) })
}

type Respond = (
  message: Message & { response_type: 'ephemeral'; replace_original: boolean; thread_ts?: string },
) => Promise<unknown>

/** Answers a press where it happened: beside its message, over its form, and for Home in the direct message. */
export async function sayTo(
  web: WebClient,
  press: Press,
  respond: Respond | undefined,
  message: Message,
): Promise<void> {
  if (press.onMessage && respond) {
    const thread = press.threadTs ? { thread_ts: press.threadTs } : {}
    await respond({ ...message, ...thread, response_type: 'ephemeral', replace_original: false })
    return
  }
  if (press.modalId) {
    await web.views.push({ trigger_id: press.triggerId, view: messageModal(message) })
    return
  }
  const { channel } = await web.conversations.open({ users: press.who.actor })
  if (channel?.id) await web.chat.postEphemeral({ channel: channel.id, user: press.who.actor, ...message })
}
