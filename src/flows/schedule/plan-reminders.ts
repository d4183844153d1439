import type { Deps } from '../deps.ts'

/** Looks whom to ask how it went, by the clock where they are. Safe to repeat. */
export async function planReminders({
  store,
  log,
  now,
  wake,
}: Pick<Deps, 'store' | 'log' | 'now' | 'wake'>): Promise<void> {
  const due = await store.planReminders(now())
  if (due === 0) return
  log.info('reminders', { due })
  wake()
}
