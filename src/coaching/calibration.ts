import { z } from 'zod'
import type { Coach, Judgement, Mark, Round } from './model.ts'
import { overallScore } from './rubric.ts'
import { textLanguage, writtenIn } from './text-language.ts'
import { transcriptOf } from './transcript.ts'

const level = z.int().min(1).max(10)

/** A judge's score, and what people gave on average where it gave that. */
const step = z.tuple([level, z.number().min(1).max(10)])

/** What is known of a judge in one dimension of one version of a rubric. */
const dimension = z.object({
  domain: z.string(),
  rubric: z.int(),
  dimension: z.string(),
  /** The languages of the talks that it was measured on, by their codes. */
  languages: z.array(z.string()),
  /** How its scores become those of people; without them they stay as they are. */
  steps: z
    .array(step)
    .min(1)
    .refine((steps) => steps.every(([score, mean], at) => rises(steps[at - 1], score, mean)), 'do not rise')
    .optional(),
})
const rises = (before: [number, number] | undefined, score: number, mean: number) =>
  before === undefined || (score > before[0] && mean >= before[1])

/** How a judge was measured against people, as `npm run eval -- --ratings … --calibration FILE` writes it. */
export type Calibration = z.infer<typeof calibration>
const calibration = z.object({
  judge: z.string().min(1),
  /** The day that it was measured. */
  measuredOn: z.iso.date(),
  dimensions: z.array(dimension),
})

/** A file of that form, or why it is none, in a sentence. */
export function readCalibration(text: string): { calibration: Calibration } | { wrong: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { wrong: `is no JSON. ${MADE_BY}` }
  }
  const read = calibration.safeParse(value)
  if (read.success) return { calibration: read.data }
  const [first] = read.error.issues
  return { wrong: `is no calibration: ${first?.path.join(', ') || 'the file'}: ${first?.message}. ${MADE_BY}` }
}
const MADE_BY = 'Have it written by: npm run eval -- --ratings FILE… --calibration FILE'

/**
 * A judgement, with what is known of its judge. Where people rated talks as it did, in this dimension, this version of the rubric and this
 * language, its scores become theirs. A mark in which it was not measured in the learner's language says so; where that cannot be told,
 * nothing is said. Who gives adjusted scores is named as another judge: they cannot be compared with those before.
 */
export function calibrated(
  judgement: Judgement,
  coach: Coach,
  rounds: Round[],
  known: Calibration | undefined,
): Judgement {
  const language = languageOf(coach, rounds)
  const its = known?.judge === judgement.judge ? known : undefined
  const measured = (its?.dimensions ?? []).filter(
    (one) =>
      one.domain === coach.domain.id &&
      one.rubric === coach.rubric.version &&
      (language === undefined || one.languages.includes(language)),
  )
  const marks = judgement.marks.map((mark): Mark => {
    if (mark.score === null) return mark
    const here = measured.find(({ dimension }) => dimension === mark.dimension)
    if (!here) return language === undefined ? mark : { ...mark, unmeasured: true }
    if (!its || !here.steps) return mark
    const adjusted = { from: mark.score, ratedOn: its.measuredOn }
    return { ...mark, score: adjustedScore(here.steps, mark.score), adjusted }
  })
  if (!its || !measured.some(({ steps }) => steps)) return { ...judgement, marks }
  const judge = `${judgement.judge} (adjusted ${its.measuredOn})` // also where just this talk has no score to adjust
  return { ...judgement, marks, overall: overallScore(marks), judge }
}

/** Between two known scores on the straight line, beyond them as far off as the last; on the scale again, rounded half up. */
export function adjustedScore(steps: [number, number][], score: number): number {
  return Math.min(10, Math.max(1, Math.round(adjustedMean(steps, score))))
}

/** The same, not rounded. */
function adjustedMean(steps: [number, number][], score: number): number {
  const below = steps.findLast(([known]) => known <= score)
  const above = steps.find(([known]) => known >= score)
  if (below && above) {
    const share = above[0] === below[0] ? 0 : (score - below[0]) / (above[0] - below[0])
    return below[1] + share * (above[1] - below[1])
  }
  const nearest = below ?? above
  return nearest ? nearest[1] + score - nearest[0] : score
}

/** The language that the learner writes in: by its words, or by a script that tells it from the languages that are known by words. */
function languageOf(coach: Coach, rounds: Round[]): string | undefined {
  const text = transcriptOf(coach, rounds)
    .turns.map(({ reply }) => reply)
    .join('\n')
  const script = writtenIn(text)
  return script === undefined || script === 'Latin' ? textLanguage(text) : script
}
