import { closingOf } from '../../coaching/closing.ts'
import { memoryProposals } from '../../coaching/memory.ts'
import { combine, saysTooLittle, scoredDimensions, unscored } from '../../coaching/rubric.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import type { Usage } from '../llm.ts'
import type { JudgeModel } from '../minds.ts'
import { marksByWording } from './cues.ts'

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

/** A demonstration of a scorer, without any AI: it gives no scores, and says which cues of the rubric it found in the learner's words. */
export function scriptedJudge(): JudgeModel {
  return {
    name: 'scripted',
    scripted: true,
    async judge({ coach, rounds }) {
      const transcript = transcriptOf(coach, rounds)
      const dimensions = scoredDimensions(coach)
      const marks = saysTooLittle(transcript)
        ? dimensions.map((dimension) => unscored(dimension, 'not-enough'))
        : marksByWording(dimensions, transcript)
      return { judgement: combine([marks], 'scripted', transcript.cut), usage: NO_USAGE }
    },
    close: async ({ coach, rounds }) => ({
      closing: closingOf(coach, rounds),
      proposals: memoryProposals(coach, rounds),
      usage: NO_USAGE,
    }),
  }
}
