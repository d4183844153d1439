import type { WebClient } from '@slack/web-api'
import { caseReply } from '../../coaching/case.ts'
import type { Domain } from '../../coaching/model.ts'
import { faultName } from '../../fault.ts'
import { startSession } from '../../flows/actions/start-session.ts'
import { isChannel, isDirect, placeOf, postAt } from '../../place.ts'
import { slackFault } from '../connection/slack-fault.ts'
import type { Press } from '../incoming/read-press.ts'
import { cleanText } from '../incoming/text.ts'
import type { Who } from '../incoming/who.ts'
import { permalink } from '../outgoing/permalink.ts'
import { commandReply } from '../views/command-reply.ts'
import { openAlreadyMessage, readReplace, SESSION_REPLACE } from '../views/open-already.ts'
import { domainList, START_PICK } from '../views/picker.ts'
import { readStart, START_DOMAIN, START_MODAL, startModal } from '../views/start-modal.ts'
import type { ListenerDeps, Said, Sent, Table } from './table.ts'

/** The ways in which a session starts: the form, a domain's button, and "End it and start". */
export const onStart: Table = {
  presses: {
    [START_PICK]: (deps, press) => {
      const { who, value: domainId, eventId } = press
      return startAndSay(deps, who, { domainId, eventId, ...directThread(press) })
    },
    [SESSION_REPLACE]: replace,
  },
  forms: { [START_MODAL]: { take: startFromForm, sayAt: START_DOMAIN } },
}

type Asked = {
  domainId: string
  eventId: string
  thread?: string
  mind?: string
  endOpen?: boolean
  offRecord?: boolean
  suggestion?: string
}

/** What is pressed in the bot's direct message starts there. */
export const directThread = ({ thread }: Press) => (thread && isDirect(thread) ? { thread } : {})

async function replace(deps: ListenerDeps, press: Press): Promise<Said> {
  const { domainId, place, suggestion, mayBeShared } = readReplace(press.value)
  const thread = place && isOpenTo(press, place) ? { thread: place } : {}
  const asked = { domainId, eventId: press.onceId, endOpen: true, ...thread, ...(suggestion ? { suggestion } : {}) }
  const readers = await readersOf(deps, asked)
  if (readers === 'shared') return commandReply.sharedChannel
  if (readers === 'unknown' && !mayBeShared) {
    // what was pressed did not say that others may read along
    const here = { channel: placeOf(asked.thread ?? '').channel, mayBeShared: true }
    const at = { triggerId: press.triggerId, here, chosen: domainId }
    return openStartForm(deps, press.who, await deps.store.domains(), at)
  }
  return startAndSay(deps, press.who, asked)
}

/** Whether a session of the presser's may open there: in a channel, or in the direct message that they pressed in. */
function isOpenTo({ place }: Press, thread: string): boolean {
  const { channel, threadTs = '' } = placeOf(thread)
  return thread === postAt(channel, threadTs) && (isChannel(channel) || channel === place?.channel)
}

/** Opens the form, or says what is open already. A trigger lives three seconds, so nothing else comes before it. */
export async function openStartForm(
  { store, web, log }: ListenerDeps,
  who: Who,
  domains: Domain[],
  at: { triggerId: string; here?: { channel: string; mayBeShared: boolean }; chosen?: string },
): Promise<Said> {
  const { triggerId, here, chosen } = at
  const open = await store.openSession(who)
  if (open) {
    const place = here && { place: postAt(here.channel), ...(here.mayBeShared && { mayBeShared: true }) }
    return openAlready(web, open, domains, chosen, place)
  }
  const view = startModal({ domains, ...(here && { here }), ...(chosen && { chosen }) })
  try {
    await web.views.open({ trigger_id: triggerId, view })
    return undefined
  } catch (error) {
    log.warn('the form was not opened: the coaches are listed instead', { error: faultName(slackFault(error)) })
    return domainList(domains)
  }
}

/** Starts a session and says what became of it, to the person alone. */
export async function startAndSay(deps: ListenerDeps, who: Who, asked: Asked): Promise<Said> {
  const started = await startSession(deps, who, asked)
  switch (started.outcome) {
    case 'consent-asked':
      return commandReply.consentAsked
    case 'started':
      return asked.thread && !isDirect(asked.thread) ? commandReply.startedHere : commandReply.started
    case 'open-already': {
      const place = asked.thread ? { place: asked.thread } : {}
      const suggestion = asked.suggestion ? { suggestion: asked.suggestion } : {}
      const domains = await deps.store.domains()
      return openAlready(deps.web, started.session, domains, asked.domainId, { ...place, ...suggestion })
    }
    case 'unknown-domain':
      return commandReply.unknownDomain
    case 'inactive-domain':
      return commandReply.inactiveDomain
  }
}

/** Who would read along: where that are people of other workspaces too, no session opens there. */
async function readersOf({ channels }: ListenerDeps, { thread = '' }: Pick<Asked, 'thread'>) {
  const { channel } = placeOf(thread)
  return isChannel(channel) ? channels.readers(channel) : 'ours'
}

async function startFromForm(deps: ListenerDeps, { who, view }: Sent): Promise<string | undefined> {
  const { domainId, mind, channel, offRecord, message, endOpen } = readStart(view)
  const asked = {
    domainId,
    offRecord,
    mind: caseReply(cleanText(message), cleanText(mind)),
    endOpen,
    eventId: `view:${view.id}`,
    ...(channel && isChannel(channel) ? { thread: postAt(channel) } : {}),
  }
  if ((await readersOf(deps, asked)) === 'shared') return commandReply.sharedChannel
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

type Open = { id: string; domainName: string; thread: string | null }
type Wanted = NonNullable<Parameters<typeof openAlreadyMessage>[0]['wanted']>

/** What is open already, and where they wanted something else that. */
async function openAlready(
  web: WebClient,
  open: Open,
  domains: Domain[],
  chosen: string | undefined,
  where: Omit<Wanted, 'domainId' | 'domainName'> | undefined,
): Promise<Said> {
  const domain = domains.find(({ id }) => id === chosen)
  return openAlreadyMessage({
    sessionId: open.id,
    domainName: open.domainName,
    ...(await linkTo(web, open)),
    ...(domain && { wanted: { domainId: domain.id, domainName: domain.name, ...where } }),
  })
}

/** The address of what has a thread, where Slack gives one. */
export async function linkTo(web: WebClient, { thread }: { thread: string | null }): Promise<{ link?: string }> {
  const link = thread ? await permalink(web, thread) : null
  return link ? { link } : {}
}
