import type { Coach } from '../../../coaching/model.ts'
import { type Gate, type Held, heldAgainst } from '../gates.ts'
import { type CheckFigures, coachFiguresOf } from './figures.ts'
import { PLANTED, type PlantedName } from './planted.ts'
import type { plantedRun } from './planted-run.ts'
import type { Simulated } from './talk.ts'

/** A planted coach, what it is bad at, and the gates that it misses. */
export type Planted = { name: string; axis: string; missed: Held[]; isTold: boolean }

/** Whether the measure tells each planted coach: the good one misses nothing, each other one gates of its own axis and no others. */
export function plantedTable(
  { good, bad, checks }: Awaited<ReturnType<typeof plantedRun>>,
  gates: Gate[],
  coachOf: (domain: string) => Coach,
): Planted[] {
  const row = (name: string, axis: string, talks: Simulated[]): Planted => {
    const missed = missedBy(talks, checks)
    const isTold = axis === '' ? missed.length === 0 : missed.length > 0 && missed.every((one) => one.axis === axis)
    return { name, axis, missed, isTold }
  }
  const missedBy = (talks: Simulated[], found: CheckFigures) =>
    heldAgainst(
      gates.filter(({ axis }) => axis !== undefined),
      coachFiguresOf('planted', talks, coachOf, { checks: found, cost: null }),
      [],
      false,
    ).filter(({ outcome }) => outcome === 'missed')
  const axisOf = (name: PlantedName): string => PLANTED[name].axis
  return [row('good', '', good), ...bad.map(([name, talks]) => row(name, axisOf(name), talks))]
}

/** Gates of an axis that no planted coach misses: nobody knows whether they can fail. */
export const untried = (planted: Planted[], gates: Gate[]): Gate[] =>
  gates.filter(
    ({ axis, says }) => axis !== undefined && !planted.some(({ missed }) => missed.some((one) => one.says === says)),
  )
