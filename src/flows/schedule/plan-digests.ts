import type { Deps } from '../deps.ts'

const LATE_HOURS = 48 // what is later than this is of no use, and comes as a surprise

/** Looks after the weeks of all teams: closes them, and puts previews and digests to work when they are due. Safe to repeat. */
export async function planDigests({
  store,
  log,
  now,
  wake,
}: Pick<Deps, 'store' | 'log' | 'now' | 'wake'>): Promise<void> {
  const { closed, previews, due, late } = await store.planDigests(now(), LATE_HOURS)
  if (late > 0) log.warn('digests were dropped: they could not go out for two days', { digests: late })
  if (closed + previews + due > 0) {
    log.info('weeks of teams', { closed, previews, due })
    wake()
  }
}
