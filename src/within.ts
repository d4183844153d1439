const LATE = Symbol('late')

/**
 * What `work` comes to, or what `late` says where it takes longer than `ms`. Nothing is stopped by that: what is late goes on, and how it
 * ends is nobody's affair then. The clock ends with the wait, so that it keeps no process alive.
 */
export async function within<W, L>(ms: number, work: Promise<W>, late: () => L): Promise<W | L> {
  const { promise: clock, resolve } = Promise.withResolvers<typeof LATE>()
  const timer = setTimeout(resolve, ms, LATE)
  try {
    const first = await Promise.race([work, clock])
    return first === LATE ? late() : first
  } finally {
    clearTimeout(timer)
  }
}
