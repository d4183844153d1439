import type { Work } from '../../store/store.ts'

const REMEMBERED = 20_000 // the latest; a few megabytes

/** The threads that this process has seen to be sessions', for when the database cannot be asked. */
export type OwnThreads = {
  see(work: Work): void
  has(workspace: string, thread: string): boolean
}

export function openOwnThreads(): OwnThreads {
  const seen = new Set<string>()

  function remember(workspace: string, thread: string | null | undefined): void {
    if (!thread) return
    const key = `${workspace} ${thread}`
    seen.delete(key) // it is the newest again
    seen.add(key)
    const [oldest] = seen
    if (seen.size > REMEMBERED && oldest) seen.delete(oldest)
  }

  return {
    see(work) {
      if (!('session' in work) || !work.session) return
      remember(work.workspace, work.session.thread)
      if (work.kind === 'reply') remember(work.workspace, work.thread)
    },
    has: (workspace, thread) => seen.has(`${workspace} ${thread}`),
  }
}
