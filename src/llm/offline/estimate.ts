import type { Dimension, Quote } from '../../coaching/model.ts'
import type { Transcript } from '../../coaching/transcript.ts'
import { folded, hasWords } from '../../coaching/wording.ts'
import { signs } from './cues.ts'
import { type Marked, type Marker, marked } from './markers.ts'
import { profileOf } from './profiles.ts'

/** What a marker is worth by how many sentences hold it: said twice is firmer than once, and more is only longer. */
const WORTH = [0, 0.75, 1]
const MOST_EMPTY = 5 // with more empty words, all is lost that can be
const COST_OF_EMPTY = 3 // of the ten points

const FEWEST_WORDS = 15 // of the learner in the whole talk

/** Each quote is looked for in every reply: a few of the best are proof enough, however long somebody writes. */
const QUOTES_LOOKED_AT = 8

/** A dimension before calibration: from about 0 to 10, with the sentences behind it, and what was found and what was not. */
export type Estimate = { raw: number; telling: Quote[]; found: Marker[]; missing: Marker[] }

/** What the wording of a talk says about a dimension; where it does not come up, why there is no estimate. */
export function estimateOf(
  dimension: Dimension,
  { turns }: Transcript,
  all: Marked[] = marked(turns),
): Estimate | 'does-not-apply' | 'not-enough' {
  if (!hasWords(turns.map((turn) => turn.reply).join(' '), FEWEST_WORDS)) return 'not-enough'
  const { markers, comesUp } = profileOf(dimension.id)
  const told = all.map((sentence) => ({ ...sentence, cues: signs(dimension, sentence.text) }))
  if (comesUp && !comesUp.test(folded(turns.map((turn) => turn.reply).join('\n')))) return 'does-not-apply'
  if (!comesUp && told.every(({ cues }) => cues.strong + cues.weak === 0)) return 'not-enough'

  const holding = (marker: Marker) => told.filter(({ holds }) => holds.has(marker)).length
  const cued = told.filter(({ cues, holds }) => cues.strong > 0 && holds.size > 0).length
  const worth = [cued, ...markers.map(holding)].map((count) => WORTH[Math.min(count, WORTH.length - 1)] ?? 0)
  const empty = told.reduce((sum, sentence) => sum + Math.max(sentence.empty, sentence.cues.weak), 0)
  const share = worth.reduce((sum, value) => sum + value, 0) / worth.length
  return {
    raw: 10 * share - COST_OF_EMPTY * (Math.min(empty, MOST_EMPTY) / MOST_EMPTY),
    telling: told
      .filter(({ text }) => hasWords(text, 3))
      .map((sentence) => ({
        sentence,
        weight: sentence.cues.strong + markers.filter((marker) => sentence.holds.has(marker)).length,
      }))
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, QUOTES_LOOKED_AT)
      .map(({ sentence: { round, text } }) => ({ round, text })),
    found: markers.filter((marker) => holding(marker) > 0),
    missing: markers.filter((marker) => holding(marker) === 0),
  }
}
