import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Calibration } from '../../../coaching/calibration.ts'
import type { Coach } from '../../../coaching/model.ts'
import type { Answer } from '../ask.ts'
import { agreedOn, type Talk } from '../golden.ts'
import { givenTo, scored } from '../judge/judged.ts'
import { languagesOf } from './fit.ts'

/** Writes the file that SCORE_CALIBRATION points to. */
export function keepCalibration(file: string, known: Calibration): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(known, undefined, 2)}\n`)
}

export const today = () => new Date().toISOString().slice(0, 10)

/** In which languages a judge was measured on talks of known level. How to adjust its scores, only people's ratings can say. */
export function measuredOn(
  talks: Talk[],
  answers: Answer[],
  judge: string,
  coachOf: (domain: string) => Coach,
): Calibration {
  const marks = scored(givenTo(agreedOn(talks), answers).marks).map(({ talk, dimension }) => ({
    talk: talk.id,
    language: talk.language,
    domain: talk.domain,
    dimension,
  }))
  return {
    judge,
    measuredOn: today(),
    dimensions: [...Map.groupBy(marks, ({ domain, dimension }) => `${domain} ${dimension}`).values()].flatMap((some) =>
      some.slice(0, 1).map(({ domain, dimension }) => ({
        domain,
        rubric: coachOf(domain).rubric.version,
        dimension,
        languages: languagesOf(some),
      })),
    ),
  }
}
