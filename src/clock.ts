/** What time it is for the whole program: the machine's time, unless somebody moved it to see what is due later. */
export type MovableClock = { now(): Date; moveTo(when: Date): void }

/** Opens a clock that shows the machine's time until it is moved, and runs on from there. */
export function openClock(): MovableClock {
  let aheadMs = 0
  return {
    now: () => new Date(Date.now() + aheadMs),
    moveTo(when) {
      aheadMs = when.getTime() - Date.now()
    },
  }
}
