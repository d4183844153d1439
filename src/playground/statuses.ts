import type { Pages } from './pages.ts'
import type { Room } from './workspace.ts'

/**
 * What the app says it is doing in a thread ("is thinking"), until it posts there, ends it, or two minutes pass. The session of an agent
 * is at work until the app says that it is not, whatever it posts, or for an hour: https://docs.slack.dev/ai/agent-sessions
 */
export type Statuses = {
  set(room: Room, threadTs: string, text: string, of?: 'thread' | 'session'): void
  /** The app posted there. */
  posted(room: Room, threadTs: string): void
  get(room: Room, threadTs: string): string
  /** Those of the conversations that a person is in, by channel and thread. */
  of(person: string): Record<string, string>
  close(): void
}

export function openStatuses(pages: Pages, endAfterMs: { thread: number; session: number }): Statuses {
  const shown = new Map<string, { room: Room; text: string; of: 'thread' | 'session'; timer: NodeJS.Timeout }>()
  const key = (room: Room, threadTs: string) => `${room.id}:${threadTs}`

  function set(room: Room, threadTs: string, text: string, of: 'thread' | 'session' = 'thread'): void {
    const before = shown.get(key(room, threadTs))
    clearTimeout(before?.timer)
    if (text === '') shown.delete(key(room, threadTs))
    else {
      const timer = setTimeout(() => set(room, threadTs, ''), endAfterMs[of]).unref()
      shown.set(key(room, threadTs), { room, text, of, timer })
    }
    if ((before?.text ?? '') === text) return
    pages.tellSame(room.members, () => ({ type: 'status', channel: room.id, threadTs, text }))
  }

  return {
    set,
    posted(room, threadTs) {
      if (shown.get(key(room, threadTs))?.of === 'thread') set(room, threadTs, '')
    },
    get: (room, threadTs) => shown.get(key(room, threadTs))?.text ?? '',
    of: (person) =>
      Object.fromEntries(
        [...shown].filter(([, { room }]) => room.members.has(person)).map(([at, { text }]) => [at, text]),
      ),
    close() {
      for (const { timer } of shown.values()) clearTimeout(timer)
    },
  }
}
