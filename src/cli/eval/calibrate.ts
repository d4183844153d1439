import type { Coach } from '../../coaching/model.ts'
import { scoredDimensions } from '../../coaching/rubric.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import { estimateOf } from '../../llm/offline/estimate.ts'
import type { Calibration } from '../../llm/offline/judge.ts'
import { originals, type Talk } from './golden.ts'
import { mean, spread } from './statistics.ts'

const HIGHEST = 8 // the scripted judge gives no more, so it is not stretched towards more
const FEWEST_POINTS = 20

/**
 * The calibration that these talks ask for: it gives the raw estimates the middle and the spread of the intended levels. Talks
 * that are held out, and twins, have no say in it. Undefined where there is too little to fit to.
 */
export function fitCalibration(talks: Talk[], coachOf: (domain: string) => Coach): Calibration | undefined {
  const points = originals(talks)
    .filter((talk) => !talk.heldOut)
    .flatMap((talk) => {
      const coach = coachOf(talk.domain)
      const transcript = transcriptOf(coach, talk.rounds)
      return scoredDimensions(coach).flatMap((dimension) => {
        const intended = talk.intended[dimension.id] ?? null
        const estimate = estimateOf(dimension, transcript)
        if (intended === null || typeof estimate === 'string') return []
        return [{ raw: estimate.raw, level: Math.min(intended, HIGHEST) }]
      })
    })
  if (points.length < FEWEST_POINTS) return undefined
  const raws = points.map(({ raw }) => raw)
  const levels = points.map(({ level }) => level)
  const slope = (spread(levels) ?? 0) / (spread(raws) || 1)
  return { slope, intercept: (mean(levels) ?? 0) - slope * (mean(raws) ?? 0) }
}

/** For each domain the calibration fitted without it, so that no domain is measured by what it was fitted to. */
export function leaveOneDomainOut(talks: Talk[], coachOf: (domain: string) => Coach): Map<string, Calibration> {
  const domains = [...new Set(talks.map((talk) => talk.domain))]
  return new Map(
    domains.flatMap((domain) => {
      const others = talks.filter((talk) => talk.domain !== domain)
      const fitted = fitCalibration(others, coachOf)
      return fitted ? [[domain, fitted] as const] : []
    }),
  )
}
