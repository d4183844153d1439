const MOST = 10_000

/** Remembers what was found out for a while, the newest of it. */
export function openLately<V>(forMs: number): { get(key: string): V | undefined; set(key: string, value: V): void } {
  const found = new Map<string, { value: V; until: number }>()
  return {
    get(key) {
      const one = found.get(key)
      return one && performance.now() < one.until ? one.value : undefined
    },
    set(key, value) {
      found.delete(key) // it is the newest again
      found.set(key, { value, until: performance.now() + forMs })
      const [oldest] = found.keys()
      if (found.size > MOST && oldest !== undefined) found.delete(oldest)
    },
  }
}
