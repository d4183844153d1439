import type { Coach } from '../../../coaching/model.ts'
import { askAll } from '../ask.ts'
import { figuresOf } from '../figures.ts'
import { measureFilter } from '../filter.ts'
import { type Gate, type Held, heldAgainst } from '../gates.ts'
import type { Talk } from '../golden.ts'
import { PLANTED_JUDGES, plantedJudge } from './planted.ts'
import { tagsOf } from './tags.ts'

/** A planted judge, and how the gates take it. */
export type PlantedOutcome = { name: string; says: string; own: Held[]; others: Held[]; isTold: boolean }

const REPEATS = 2
const RESAMPLES = 500 // the planted judges are far from the gates, and there are twenty

/** Has the planted judges score the talks: the good one must miss no gate, each other one its own. */
export async function plantedOutcomes(
  talks: Talk[],
  gates: Gate[],
  coachOf: (domain: string) => Coach,
  resamples = RESAMPLES,
): Promise<PlantedOutcome[]> {
  const outcomes: PlantedOutcome[] = []
  const real = measureFilter()
  for (const [name, planted] of PLANTED_JUDGES) {
    const judge = plantedJudge(name, planted, talks)
    const asking = { talks, coachOf, judgeOf: () => judge, repeats: REPEATS, samples: 1, atOnce: 1 }
    const answers = await askAll(asking)
    const filter = planted.filter ? measureFilter(planted.filter) : real
    const about = { judge: name, repeats: REPEATS, samples: 1, cost: null, filter }
    const figures = figuresOf(talks, answers, about, resamples)
    const held = heldAgainst(gates, figures, tagsOf(talks, REPEATS), false)
    const missed = held.filter(({ outcome }) => outcome === 'missed')
    const own = held.filter(({ figure, outcome }) => planted.misses.includes(figure) && outcome !== 'not asked')
    const others = missed.filter((gate) => !own.includes(gate))
    const isGood = planted.misses.length === 0
    const isTold = isGood ? missed.length === 0 : own.every(({ outcome }) => outcome === 'missed')
    outcomes.push({ name, says: planted.says, own, others, isTold })
  }
  return outcomes
}

/** Gates that no planted judge is made to miss: nobody knows whether they can fail. */
export const untried = (gates: Gate[]): Gate[] =>
  gates.filter(({ figure }) => !PLANTED_JUDGES.some(([, { misses }]) => misses.includes(figure)))

export function plantedLine({ name, says, own, others, isTold }: PlantedOutcome): string {
  const values = own.map(({ says: gate, value, outcome }) => `${gate} ${value?.toFixed(2) ?? 'none'}, ${outcome}`)
  const met = others.length === 0 ? 'meets every gate' : `misses ${others.map((gate) => gate.says).join('; ')}`
  const rest = others.length === 0 ? '' : ` (and ${others.length} more)`
  return `${isTold ? '✓' : '✗'} planted: ${name}, ${says}: ${own.length === 0 ? met : `${values.join('; ')}${rest}`}`
}
