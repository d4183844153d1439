/** Runs what has the same key one after the other. Whose turn does not come within `atMostMs` is not run, and gets undefined. */
export function openOneAtATime(): <T>(key: string, atMostMs: number, run: () => Promise<T>) => Promise<T | undefined> {
  const lasts = new Map<string, Promise<void>>()

  return async (key, atMostMs, run) => {
    const before = lasts.get(key)
    const { promise: late, resolve: giveUp } = Promise.withResolvers<undefined>()
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      giveUp(undefined)
    }, atMostMs)
    const mine = (before ?? Promise.resolve()).then(() => {
      clearTimeout(timer)
      return isLate ? undefined : run()
    })
    const ended = mine
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (lasts.get(key) === ended) lasts.delete(key)
      })
    lasts.set(key, ended)
    return Promise.race([mine, late])
  }
}
