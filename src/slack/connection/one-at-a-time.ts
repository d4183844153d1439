import { within } from '../../within.ts'

/** Runs what has the same key one after the other. Whose turn does not come within `atMostMs` is not run, and gets undefined. */
export function openOneAtATime(): <T>(key: string, atMostMs: number, run: () => Promise<T>) => Promise<T | undefined> {
  const lasts = new Map<string, Promise<unknown>>()

  return (key, atMostMs, run) => {
    const before = lasts.get(key) ?? Promise.resolve()
    const isMyTurn = before.then(() => true)
    const mine = within(atMostMs, isMyTurn, () => false).then((isIt) => (isIt ? run() : undefined))
    const ended = Promise.allSettled([before, mine]).then(() => {
      if (lasts.get(key) === ended) lasts.delete(key)
    })
    lasts.set(key, ended)
    return mine
  }
}
