/** One line of the table: what is promised, what came out, what should, and whether it holds. */
export type Line = {
  promise: string
  measured: string
  goal: string
  holds: boolean
  /** It is a time, a rate or a size, which depends on the machine. */
  timed?: boolean
}

/** Short enough for every change, or long enough to find what is rare. */
export type Form = 'short' | 'long'

/** Proves one promise from outside: by what Slack received and what the database holds, never by the bot's own words. */
export type Proof = {
  /** The lines, or why it cannot be proved on this machine. `say` hears how far it is. */
  prove(about: { form: Form; say: (progress: string) => void }): Promise<Line[] | { cannot: string }>
}

/** So many of all did as promised. */
export const allOf = (promise: string, held: number, all: number): Line => ({
  promise,
  measured: `${held} of ${all}`,
  goal: `${all} of ${all}`,
  holds: held === all,
})

/** A count of what must not be, or may be so often at most. */
export const atMost = (promise: string, count: number, most = 0): Line => ({
  promise,
  measured: `${count}`,
  goal: most === 0 ? '0' : `at most ${most}`,
  holds: count <= most,
})

/** A time, a rate or a size and its limit. What could not be measured does not hold. */
export function measure(
  promise: string,
  value: number,
  limit: { atMost: number } | { atLeast: number },
  unit: string,
): Line {
  const [words, edge, holds] =
    'atMost' in limit
      ? ['at most', limit.atMost, value <= limit.atMost]
      : ['at least', limit.atLeast, value >= limit.atLeast]
  return {
    promise,
    measured: `${shown(value)} ${unit}`.trim(),
    goal: `${words} ${shown(edge)} ${unit}`.trim(),
    holds,
    timed: true,
  }
}

function shown(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2)
}
