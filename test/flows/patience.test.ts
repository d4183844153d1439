import { isInTime, nextPause, timeForTry } from '../../src/flows/work/patience.ts'

const MINUTE = 60_000

test.each([
  ['the first try has a minute', 0, 60_000],
  ['a later one has what is left of it', 45_000, 15_000],
  ['one that begins late has ten seconds all the same', 3 * MINUTE, 10_000],
])('%s', (_, triedForMs, has) => {
  expect(timeForTry({ isTold: false, triedForMs })).toBe(has)
})

test('whoever was told that it takes longer no longer waits in silence: a try may take its time', () => {
  expect(timeForTry({ isTold: true, triedForMs: MINUTE })).toBeGreaterThan(MINUTE)
})

test.each([
  [0, 1_000, true],
  [40_000, 10_000, true],
  [40_000, 10_001, false], // not even ten seconds would be left for the try
  [0, MINUTE, false],
])('after %i ms, to wait for %i ms is in time: %s', (triedForMs, waitMs, inTime) => {
  expect(isInTime({ isTold: false, triedForMs }, waitMs)).toBe(inTime)
  expect(isInTime({ isTold: true, triedForMs }, waitMs)).toBe(false)
})

test('pauses grow from half a minute to five minutes, and are never shorter than the server asked for', () => {
  expect([MINUTE, 2 * MINUTE, 6 * MINUTE, 100 * MINUTE].map((triedForMs) => nextPause(triedForMs))).toEqual([
    30_000, 60_000, 180_000, 300_000,
  ])
  expect(nextPause(MINUTE, 45_000)).toBe(45_000)
})
