/** How long somebody waits before they hear a word, and how it goes on after that. */

const SILENCE_MS = 60_000 // then the learner hears that it did not work
const SHORTEST_TRY_MS = 10_000 // less is no try: most models have not begun to write by then
const LONGEST_TRY_MS = 4 * 60_000 // of what nobody waits for in silence any more
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 5 * 60_000

type Tried = { isTold: boolean; triedForMs: number }

/** What a try may take: what is left of the time in which the learner must hear something. */
export function timeForTry({ isTold, triedForMs }: Tried): number {
  return isTold ? LONGEST_TRY_MS : Math.max(SILENCE_MS - triedForMs, SHORTEST_TRY_MS)
}

/** Whether another try after this wait can still end before the learner must hear something. */
export function isInTime({ isTold, triedForMs }: Tried, waitMs: number): boolean {
  return !isTold && triedForMs + waitMs + SHORTEST_TRY_MS <= SILENCE_MS
}

/** How long to wait for the next try once the learner was told: the longer it has lasted already, the longer. */
export function nextPause(triedForMs: number, askedMs = 0): number {
  return Math.max(askedMs, Math.min(Math.max(Math.round(triedForMs / 2), FIRST_PAUSE_MS), LONGEST_PAUSE_MS))
}
