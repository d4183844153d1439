import type { Change, Conversation, Message, Person, State } from '../contract.ts'

/** The state after a change. What did not change stays the same object. */
export function applied(state: State, change: Change): State {
  switch (change.type) {
    case 'message': {
      const { channel } = change.message
      return {
        ...state,
        messages: { ...state.messages, [channel]: withMessage(state.messages[channel] ?? [], change.message) },
      }
    }
    case 'gone': {
      const left = (state.messages[change.channel] ?? []).filter((message) => message.ts !== change.ts)
      return { ...state, messages: { ...state.messages, [change.channel]: left } }
    }
    case 'status': {
      const { [`${change.channel}:${change.threadTs}`]: _, ...others } = state.statuses
      const statuses = change.text ? { ...others, [`${change.channel}:${change.threadTs}`]: change.text } : others
      return { ...state, statuses }
    }
    case 'views':
      return { ...state, views: change.views }
    case 'home':
      return { ...state, home: change.view }
    case 'prompts':
      return { ...state, prompts: change.prompts }
    case 'conversation': {
      const known = state.conversations.some(({ id }) => id === change.conversation.id)
      const conversations = known
        ? state.conversations.map((one) => (one.id === change.conversation.id ? change.conversation : one))
        : [...state.conversations, change.conversation]
      return { ...state, conversations }
    }
    case 'app':
      return { ...state, app: change.app, commands: change.commands, shortcuts: change.shortcuts }
    case 'clock':
      return { ...state, clock: change.clock }
    case 'notice':
      return state
  }
}

function withMessage(messages: Message[], message: Message): Message[] {
  const at = messages.findIndex(({ ts }) => ts === message.ts)
  if (at >= 0) return messages.with(at, message)
  const before = messages.findLastIndex(({ ts }) => Number(ts) < Number(message.ts))
  return messages.toSpliced(before + 1, 0, message)
}

/** What stands in a conversation itself: thread replies only when they were also sent to it. */
export function topLevel(state: State, channel: string): Message[] {
  return (state.messages[channel] ?? []).filter((message) => !inThread(message) || message.broadcast)
}

/** A thread's first message and its replies. */
export function threadOf(state: State, channel: string, rootTs: string): Message[] {
  return (state.messages[channel] ?? []).filter(({ ts, threadTs }) => ts === rootTs || threadTs === rootTs)
}

/** Whether a message is a reply in a thread. */
export const inThread = ({ ts, threadTs }: Message): boolean => threadTs !== undefined && threadTs !== ts

export const personOf = (state: State, id: string): Person | undefined =>
  state.people.find((person) => person.id === id)

export const conversationOf = (state: State, id: string): Conversation | undefined =>
  state.conversations.find((conversation) => conversation.id === id)

/** The person's conversation with the app, once there is one. */
export const appConversation = ({ app, conversations }: State): Conversation | undefined =>
  app ? conversations.find((one) => one.kind === 'im' && one.with === app.user) : undefined
