import { type Field, type Fields, isFields, textOf } from './fields.ts'
import { inRoom, type Method, refusal } from './method.ts'
import type { AgentSession, Parts } from './parts.ts'
import type { Prompt } from './prompts.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { otherIn, type Room, startsThread } from './workspace.ts'

const MOST_PROMPTS = 4
const MOST_TITLE = 200
const STATES = ['processing', 'active', 'suspended', 'closed']

/**
 * What an AI app says about its work: a status under a thread, suggested prompts, and the session's state and title. The errors:
 * github.com/slack-ruby/slack-api-ref, methods/agents and methods/assistant; how a session goes: https://docs.slack.dev/ai/agent-sessions
 */
export const agentMethods: Record<string, Method> = {
  // "a non-empty status string sets the session to processing, an empty one to active": https://docs.slack.dev/ai/migrating-to-agent-messaging
  'assistant.threads.setStatus': inRoom((room, args, parts) => {
    const threadTs = textOf(args.thread_ts) ?? ''
    const text = textOf(args.status) ?? ''
    if (!startsThread(room, threadTs)) return refusal('invalid_thread_ts')
    parts.statuses.set(room, threadTs, text, isAgent(parts) ? 'session' : 'thread')
    if (isAgent(parts)) move(parts, room, threadTs, text === '' ? 'active' : 'processing')
    return { ok: true }
  }),

  'assistant.threads.setTitle': inRoom((room, args, parts) => {
    const title = textOf(args.title)
    if (!startsThread(room, textOf(args.thread_ts) ?? '')) return refusal('invalid_thread_ts')
    if (!title) return refusal('invalid_arguments')
    const session = parts.sessions.get(keyOf(room, textOf(args.thread_ts) ?? ''))
    if (session) session.title = title
    return { ok: true }
  }),

  'assistant.threads.setSuggestedPrompts': inRoom((room, args, parts) => {
    const prompts = readPrompts(args.prompts)
    if (!isAgent(parts)) return refusal('feature_disabled')
    if (!prompts || prompts.length > MOST_PROMPTS) return refusal('invalid_arguments')
    // "Including thread_ts in a call for an agent app will cause the call to silently fail": its own page
    if (room.kind === 'im' && args.thread_ts === undefined) parts.prompts.set(otherIn(room, BOT_USER_ID), prompts)
    return { ok: true }
  }),

  'agents.sessions.setStatus': inSession((room, threadTs, args, parts) => {
    const status = textOf(args.status) ?? ''
    const person = textOf(args.initiator_user_id)
    if (!STATES.includes(status)) return refusal('invalid_status')
    if ((textOf(args.title) ?? '').length > MOST_TITLE) return refusal('invalid_arguments')
    if (person && !room.members.has(person)) return refusal('user_not_found')
    const shown = parts.statuses.get(room, threadTs)
    parts.statuses.set(room, threadTs, status === 'processing' ? shown || 'is thinking…' : '', 'session')
    const { title } = move(parts, room, threadTs, status, textOf(args.title))
    const isHeard = parts.manifest.settings?.event_subscriptions?.bot_events.includes('agent_session_stopped') ?? true
    const warning = 'missing_agent_session_stopped_event_subscription'
    return { ok: true, agent_status: status, status, title: title ?? null, ...(!isHeard && { warning }) }
  }),

  'agents.sessions.rename': inSession((room, threadTs, args, parts) => {
    const title = textOf(args.title) ?? ''
    const session = parts.sessions.get(keyOf(room, threadTs))
    if (!session) return refusal('session_not_found')
    if (title.length === 0 || title.length > MOST_TITLE) return refusal('invalid_arguments')
    session.title = title
    return { ok: true, title }
  }),
}

const keyOf = (room: Room, threadTs: string) => `${room.id}:${threadTs}`
const isAgent = ({ manifest }: Parts) => manifest.features.agent_view !== undefined

/** A title counts when the session is made, and never after. It is at work until the app says that it is not, whatever it posts. */
function move({ sessions }: Parts, room: Room, threadTs: string, state: string, title?: string): AgentSession {
  const moved = {
    state,
    title: sessions.has(keyOf(room, threadTs)) ? sessions.get(keyOf(room, threadTs))?.title : title,
  }
  sessions.set(keyOf(room, threadTs), moved)
  return moved
}

function inSession(method: (room: Room, threadTs: string, args: Fields, parts: Parts) => Fields): Method {
  return inRoom((room, args, parts) => {
    const threadTs = textOf(args.thread_ts)
    if (!isAgent(parts)) return refusal('feature_disabled')
    if (threadTs === undefined) return refusal('thread_ts_required')
    return startsThread(room, threadTs) ? method(room, threadTs, args, parts) : refusal('channel_not_found')
  })
}

function readPrompts(value: Field): Prompt[] | undefined {
  if (!Array.isArray(value)) return undefined
  const prompts = value
    .filter(isFields)
    .map(({ title, message }) => ({ title: textOf(title) ?? '', message: textOf(message) ?? '' }))
  const isWhole = prompts.length === value.length && prompts.every(({ title, message }) => title && message)
  return isWhole ? prompts : undefined
}
