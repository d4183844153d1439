import { closingOf } from '../../coaching/closing.ts'
import type { Dimension, Judgement, Mark, Quote } from '../../coaching/model.ts'
import { combine, provenMark, scoredDimensions, tooLittle, unscored } from '../../coaching/rubric.ts'
import { type Transcript, transcriptOf } from '../../coaching/transcript.ts'
import { sentences, words } from '../../coaching/wording.ts'
import type { Usage } from '../llm.ts'
import type { JudgeModel } from '../minds.ts'
import { signs } from './cues.ts'

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

/** Each quote is looked for in every reply: a few of the best are proof enough, however long somebody writes. */
const QUOTES_LOOKED_AT = 8
/** Raw estimate by the number of distinct strong cues; more than five count as five. */
const BY_SIGNS = [2, 4, 5, 6, 7, 8]
/** Fitted to talks of known level: the raw estimate lies too close to the middle. Wording alone never proves more than 8. */
const CALIBRATION = { slope: 2, intercept: -1.6, least: 1, most: 8 }

/** A scorer that works without any AI: it estimates from wording, with the learner's sentences as proof. */
export function scriptedJudge(): JudgeModel {
  return {
    name: 'scripted',
    scripted: true,
    async judge({ coach, rounds }) {
      const transcript = transcriptOf(coach, rounds)
      const marks = scoredDimensions(coach).map((dimension) => {
        const because = tooLittle(dimension, transcript)
        return because ? unscored(dimension, because) : estimate(dimension, transcript)
      })
      return { judgement: combine([marks], 'scripted'), usage: NO_USAGE }
    },
    close: async ({ coach, rounds, judgement }) => ({
      closing: closingOf(coach, rounds, { worked_out: bestWords(judgement), next_steps: [] }),
      usage: NO_USAGE,
    }),
  }
}

/** The learner's own sentence behind their best mark. */
function bestWords({ marks }: Judgement): { round: number; quote: string }[] {
  const [best] = marks.filter((mark) => mark.score !== null).toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
  return (best?.quotes ?? []).slice(0, 1).map(({ round, text }) => ({ round, quote: text }))
}

function estimate(dimension: Dimension, transcript: Transcript): Mark {
  const said = transcript.turns.map((turn) => turn.reply).join('\n')
  const { strong, weak } = signs(dimension, said)
  if (strong + weak === 0) return unscored(dimension, 'not-enough')

  const raw = (BY_SIGNS[Math.min(strong, BY_SIGNS.length - 1)] ?? 2) - (weak > strong ? 1 : 0)
  const { slope, intercept, least, most } = CALIBRATION
  const score = Math.min(most, Math.max(least, Math.round(slope * raw + intercept)))
  return provenMark(
    dimension,
    {
      score,
      quotes: telling(dimension, strong > 0 ? 'strong' : 'weak', transcript),
      observation: observed(dimension, strong, weak),
      nextStep: '',
    },
    transcript,
  )
}

/** The learner's sentences with the most cues. */
function telling(dimension: Dimension, kind: 'strong' | 'weak', { turns }: Transcript): Quote[] {
  return turns
    .flatMap((turn) => sentences(turn.reply).map(({ text }) => ({ round: turn.number, text })))
    .map((quote) => ({ quote, hits: signs(dimension, quote.text)[kind] }))
    .filter(({ quote, hits }) => hits > 0 && words(quote.text).length >= 3)
    .toSorted((a, b) => b.hits - a.hits)
    .slice(0, QUOTES_LOOKED_AT)
    .map(({ quote }) => quote)
}

function observed({ look_for }: Dimension, strong: number, weak: number): string {
  const signs = strong === 0 ? 'no sign of it' : strong === 1 ? 'one sign of it' : `${strong} signs of it`
  const against = weak === 0 ? '' : weak === 1 ? ', one of the opposite' : `, ${weak} of the opposite`
  return `From the wording alone: ${signs}${against}. What counts here: ${look_for.join('; ')}.`
}
