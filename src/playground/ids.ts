import { createHash, randomInt } from 'node:crypto'

/** Makes Slack's identifiers: `ts` texts that only grow, and ids of a letter and capitals. */
export type Ids = {
  ts(): string
  /** A new one, which no other run of the playground gives again. */
  next(prefix: string): string
  /** The same one in every run, so that what an app keeps about a conversation still fits after a restart. */
  stable(prefix: string, about: string): string
}

const WIDTH = 8
const MICROS = 1_000_000

/** Each `ts` is after `lastTs`, also when the clock was put back. */
export function openIds(now: () => Date, lastTs: string): Ids {
  const run = randomInt(36 ** 5, 36 ** 6)
    .toString(36)
    .toUpperCase()
  let count = 0
  let last = Number(lastTs.replace('.', ''))
  return {
    ts() {
      last = Math.max(last + 1, now().getTime() * 1000)
      return `${Math.floor(last / MICROS)}.${String(last % MICROS).padStart(6, '0')}`
    },
    next: (prefix) => `${prefix}${run}${(count++).toString(36).toUpperCase().padStart(5, '0')}`,
    stable: (prefix, about) => prefix + capitals(createHash('sha256').update(about).digest()),
  }
}

/** A `ts` argument in a form that compares as text: "0", "1700000000" and "1700000000.5" are all allowed. */
export function comparableTs(ts: string): string {
  const [seconds = '0', fraction = ''] = ts.split('.')
  return `${seconds.padStart(10, '0')}.${fraction.padEnd(6, '0')}`
}

const capitals = (bytes: Buffer) =>
  BigInt(`0x${bytes.subarray(0, 8).toString('hex')}`)
    .toString(36)
    .toUpperCase()
    .padStart(WIDTH, '0')
    .slice(-WIDTH)
