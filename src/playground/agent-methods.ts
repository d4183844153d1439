import { type Field, type Fields, isFields, textOf } from './fields.ts'
import { inRoom, type Method, refusal } from './method.ts'
import type { Parts } from './parts.ts'
import type { Prompt } from './prompts.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { otherIn, type Room, startsThread } from './workspace.ts'

const MOST_PROMPTS = 4
const MOST_TITLE = 200
const STATES = ['processing', 'active', 'suspended', 'closed']

/** What an AI app says about its work: a status under a thread, suggested prompts, and the session's state and title. */
export const agentMethods: Record<string, Method> = {
  'assistant.threads.setStatus': inThread((room, threadTs, args, parts) => {
    parts.statuses.set(room, threadTs, textOf(args.status) ?? '')
    return { ok: true }
  }),

  'assistant.threads.setTitle': inThread((_room, _threadTs, args) =>
    textOf(args.title) ? { ok: true } : refusal('invalid_arguments'),
  ),

  'assistant.threads.setSuggestedPrompts': inRoom((room, args, parts) => {
    const prompts = readPrompts(args.prompts)
    if (!parts.manifest.features.agent_view) return refusal('not_agent_app')
    if (!prompts || prompts.length > MOST_PROMPTS) return refusal('invalid_arguments')
    // Slack answers ok and shows nothing when an agent app names a thread.
    if (room.kind === 'im' && args.thread_ts === undefined) parts.prompts.set(otherIn(room, BOT_USER_ID), prompts)
    return { ok: true }
  }),

  'agents.sessions.setStatus': inThread((room, threadTs, args, parts) => {
    const status = textOf(args.status) ?? ''
    if (!parts.manifest.features.agent_view) return refusal('not_agent_app')
    if (!STATES.includes(status)) return refusal('invalid_arguments')
    const shown = parts.statuses.get(room, threadTs)
    parts.statuses.set(room, threadTs, status === 'processing' ? shown || 'is thinking…' : '')
    parts.sessions.set(`${room.id}:${threadTs}`, status)
    return { ok: true, agent_status: status, status, title: textOf(args.title) ?? null }
  }),

  'agents.sessions.rename': inThread((room, threadTs, args, parts) => {
    const title = textOf(args.title) ?? ''
    if (!parts.sessions.has(`${room.id}:${threadTs}`)) return refusal('not_authorized')
    return title.length > 0 && title.length <= MOST_TITLE ? { ok: true, title } : refusal('invalid_arguments')
  }),
}

function inThread(method: (room: Room, threadTs: string, args: Fields, parts: Parts) => Fields): Method {
  return inRoom((room, args, parts) => {
    const threadTs = textOf(args.thread_ts) ?? ''
    return startsThread(room, threadTs) ? method(room, threadTs, args, parts) : refusal('thread_not_found')
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
