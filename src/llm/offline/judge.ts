import { closingOf } from '../../coaching/closing.ts'
import { memoryProposals } from '../../coaching/memory.ts'
import type { Judgement } from '../../coaching/model.ts'
import { combine, provenMark, scoredDimensions, unscored } from '../../coaching/rubric.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import { sentences } from '../../coaching/wording.ts'
import type { Usage } from '../llm.ts'
import type { JudgeModel } from '../minds.ts'
import { openWording } from './better-wording.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { IN_WORDS, type Marker, marked } from './markers.ts'

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

/** From the raw estimate to the scale. Wording alone never proves more than `most`. */
export type Calibration = { slope: number; intercept: number }
const LEAST = 1
const MOST = 8

/** Fitted to the invented talks of known level that are not held out; `npm run eval -- --calibrate` fits it anew. */
const CALIBRATION: Calibration = { slope: 0.705, intercept: 3.647 }

/** A scorer that works without any AI: it estimates from wording, with the learner's sentences as proof. */
export function scriptedJudge(calibration = CALIBRATION): JudgeModel {
  return {
    name: 'scripted',
    scripted: true,
    async judge({ coach, rounds, again }) {
      const transcript = transcriptOf(coach, rounds)
      const held = marked(transcript.turns)
      const marks = scoredDimensions(coach).map((dimension) => {
        const estimate = estimateOf(dimension, transcript, held)
        return typeof estimate === 'string'
          ? unscored(dimension, estimate)
          : provenMark(dimension, claimOf(estimate, calibration, again?.missed), transcript)
      })
      return { judgement: combine([marks], 'scripted', transcript.cut), usage: NO_USAGE }
    },
    close: async ({ coach, rounds, judgement }) => ({
      closing: closingOf(coach, rounds, { worked_out: bestWords(judgement), next_steps: [] }),
      proposals: memoryProposals(coach, rounds),
      usage: NO_USAGE,
    }),
  }
}

/** The learner's own sentence behind their best mark. */
function bestWords({ marks }: Judgement): { round: number; quote: string }[] {
  const [best] = marks.filter((mark) => mark.score !== null).toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
  return (best?.quotes ?? []).slice(0, 1).map(({ round, text }) => ({ round, quote: text }))
}

/** The score that an estimate comes to, with its proof. */
function claimOf(estimate: Estimate, { slope, intercept }: Calibration, missed = '') {
  const score = Math.min(MOST, Math.max(LEAST, Math.round(slope * estimate.raw + intercept)))
  const betterWording = (sentence: string) => openWording(sentence, estimate.missing)
  const pointed = sentences(missed).map(({ text }) => ({ round: 0, text })) // what the learner points to comes first, if it is in the talk
  return {
    score,
    quotes: [...pointed, ...estimate.telling],
    observation: observed(estimate),
    nextStep: '',
    betterWording,
  }
}

/** What the estimate rests on, said so that a learner can do something with it. */
function observed({ found, missing }: Estimate): string {
  const seen = found.length === 0 ? 'nothing that this looks for' : listed(found.slice(0, MOST_NAMED))
  const open = missing.length === 0 ? '' : ` Not found: ${listed(missing.slice(0, MOST_NAMED))}.`
  return `From the wording alone. Found: ${seen}.${open}`
}
const MOST_NAMED = 3
const listed = (markers: Marker[]) => markers.map((marker) => IN_WORDS[marker]).join(', ')
