import { flatFigures, type Held, shownFigure } from './gates.ts'
import type { Section } from './report.ts'
import type { Interval } from './statistics.ts'

export const shown = (value: number | null | undefined, digits = 2) =>
  value === null || value === undefined ? '–' : value.toFixed(digits)
/** A figure with the ends of its interval. */
export const ranged = ({ value, low, high }: Interval) =>
  value === null ? '–' : `${shown(value)} [${shown(low)} to ${shown(high)}]`
export const percent = (value: number | null) => (value === null ? '–' : `${Math.round(value * 100)} %`)

/** What must be reached, and what was. */
export const gatesSection = (held: Held[]): Section => ({
  title: 'Gates',
  table: { head: ['what', 'gate', 'measured', ''], rows: held.map(gateRow) },
})

const gateRow = (gate: Held) => [
  gate.says,
  [
    ...(gate.atLeast === undefined ? [] : [`≥ ${gate.atLeast}`]),
    ...(gate.atMost === undefined ? [] : [`≤ ${gate.atMost}`]),
  ].join(', '),
  gate.value === null || gate.outcome === 'not asked' ? '–' : shownFigure(gate, gate.value),
  gate.outcome,
]

/** Each figure that differs from an earlier run. */
export function comparison(whom: string, earlier: object, now: object): Section {
  const before = flatFigures(earlier)
  const after = flatFigures(now)
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => !name.startsWith('latency'))
  const rows = names
    .map((name) => ({ name, was: before.get(name), is: after.get(name) }))
    .filter(({ was, is }) => was !== is)
  return {
    title: `Compared with ${whom}`,
    ...(rows.length === 0
      ? { text: 'No figure differs.' }
      : {
          table: {
            head: ['figure', 'before', 'now', 'difference'],
            rows: rows.map(({ name, was, is }) => [
              name,
              shown(was, 3),
              shown(is, 3),
              was === undefined || is === undefined ? '–' : `${is > was ? '+' : ''}${shown(is - was, 3)}`,
            ]),
          },
        }),
  }
}
