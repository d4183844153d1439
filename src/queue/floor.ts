const FLOOR_MS = 150 // longer than what runs between two waits; what has not ended its process by then mostly waits for Slack or the database

/**
 * Whose code may run, of pieces of work that are suspected of ending their process: one at a time, while the others wait for something
 * outside. So an end is somebody's doing. Whoever waits keeps the floor until another wants it.
 */
export type Floor = {
  /** Whether somebody new may have it now: those that come back from a wait go first. */
  isFree(): boolean
  /** A piece has it from the beginning. It was noted as the one already. */
  give(id: number): void
  /** Waits for something outside without the floor, and comes back to it. */
  outside<T>(id: number, wait: () => Promise<T>): Promise<T>
  leave(id: number): void
}

/** `onTake` notes a new holder where it outlives this process; `onFree` hears that the floor is free, or will be in so many milliseconds. */
export function openFloor(onTake: (id: number) => Promise<void>, onFree: () => void): Floor {
  let holder: { id: number; until: number } | undefined
  let timer: NodeJS.Timeout | undefined
  const coming: (() => void)[] = []

  const isUp = () => holder === undefined || performance.now() >= holder.until

  function next(): void {
    clearTimeout(timer)
    if (holder && !isUp()) {
      timer = setTimeout(next, Math.ceil(holder.until - performance.now()))
      return
    }
    const one = coming.shift()
    if (one) one()
    else onFree()
  }

  function hold(id: number): void {
    holder = { id, until: performance.now() + FLOOR_MS }
    clearTimeout(timer)
    timer = setTimeout(next, FLOOR_MS)
  }

  async function comeBack(id: number): Promise<void> {
    if (holder?.id === id) return hold(id) // nobody wanted it
    await new Promise<void>((resolve) => {
      coming.push(() => {
        hold(id)
        resolve()
      })
      if (isUp()) next()
    })
    await onTake(id)
  }

  return {
    isFree: () => isUp() && coming.length === 0,
    give: hold,
    async outside(id, wait) {
      const waiting = wait()
      waiting.catch(() => undefined) // it is heard below
      await new Promise((resolve) => setImmediate(resolve)) // what begins the wait is still its doing
      if (holder?.id === id) {
        holder.until = 0
        next()
      }
      try {
        return await waiting
      } finally {
        await comeBack(id)
      }
    },
    leave(id) {
      if (holder?.id !== id) return
      holder = undefined
      next()
    },
  }
}
