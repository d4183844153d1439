import { z } from 'zod'

/** A figure that must be reached. */
export type Gate = z.infer<typeof gate>
const gate = z.object({
  /** The figure's place, as in "overall.kappa". */
  figure: z.string(),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
  /** What the scripted coach is held to instead. */
  floor: z.number().optional(),
  /** What it is a part of: a planted coach misses the gates of one axis alone. */
  axis: z.string().optional(),
  /** Asked for only where the set has talks of one of these kinds. */
  needs: z.array(z.string()).default([]),
  /** Of how many, where it is a count. */
  of: z.int().optional(),
  says: z.string(),
})
const gateFile = z.object({ note: z.string().default(''), gates: z.array(gate) })

/** A gate's figure as it is shown. */
export const shownFigure = ({ of }: Gate, value: number) => (of === undefined ? value.toFixed(3) : `${value} of ${of}`)

export const readGates = (text: string): Gate[] => gateFile.parse(JSON.parse(text)).gates

/** A gate beside what was measured. */
export type Held = Gate & { value: number | null; outcome: 'met' | 'missed' | 'not asked' }

/** Holds the figures against the gates, for a set that has these kinds of talks. A figure that could have been measured and was not is missed. */
export function heldAgainst(gates: Gate[], figures: object, kinds: string[], scripted: boolean): Held[] {
  const flat = flatFigures(figures)
  return gates.map((given) => {
    const one = scripted ? toFloor(given) : given
    const value = flat.get(one.figure) ?? null
    const isAsked = one.needs.length === 0 || kinds.some((kind) => one.needs.includes(kind))
    return { ...one, value, outcome: !isAsked ? 'not asked' : isMet(one, value) ? 'met' : 'missed' }
  })
}

function toFloor({ floor, ...one }: Gate): Gate {
  if (floor === undefined) return one
  return { ...one, ...(one.atLeast === undefined ? { atMost: floor } : { atLeast: floor }) }
}

function isMet({ atLeast, atMost }: Gate, value: number | null): boolean {
  if (value === null) return false
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity)
}

/** Every figure by its place, as in "overall.kappa". */
export function flatFigures(figures: object, under = ''): Map<string, number> {
  return new Map(
    Object.entries(figures).flatMap(([name, value]: [string, unknown]): [string, number][] => {
      const place = under === '' ? name : `${under}.${name}`
      if (typeof value === 'number') return [[place, value]]
      return typeof value === 'object' && value !== null ? [...flatFigures(value, place)] : []
    }),
  )
}
