import { provenQuotes } from '../../coaching/evidence.ts'
import type { Dimension, Mark, Quote } from '../../coaching/model.ts'
import type { Transcript } from '../../coaching/transcript.ts'
import { folded, stretches, weighedSentences } from '../../coaching/wording.ts'

/** Which cues of these dimensions a talk holds. Each sentence stands for one of them at most. */
export function marksByWording(
  dimensions: Dimension[],
  transcript: Transcript,
): { dimension: Dimension; mark: Mark }[] {
  const told = transcript.turns.flatMap(({ number, reply }) =>
    weighedSentences(reply).map(({ text }) => ({ round: number, text, read: folded(text) })),
  )
  const taken = new Set<unknown>()
  return dimensions.map((dimension) => {
    const cues = dimension.cues.map(({ name, says }) => {
      const holding = told.filter((one) => !taken.has(one) && holds(says, one.read))
      for (const one of holding) {
        const [quote] = provenQuotes([{ round: one.round, text: one.text }], transcript)
        if (!quote) continue
        taken.add(one)
        return { name, quote }
      }
      return { name }
    })
    return { dimension, mark: markOf(dimension, cues) }
  })
}

function markOf({ id, label, next_step }: Dimension, cues: { name: string; quote?: Quote }[]): Mark {
  return {
    dimension: id,
    label,
    score: null,
    because: 'by-wording',
    quotes: [],
    cues,
    observation: cues.length > 0 ? BY_WORDING : NO_CUES,
    nextStep: next_step.low,
    uncertain: false,
  }
}
const BY_WORDING = 'By wording alone: it finds words, and understands none.'
const NO_CUES = 'This rubric has no cues, so by wording there is nothing to look for.'

/** How many cues of a dimension a text holds, taken by itself. */
export const cuesIn = ({ cues }: Dimension, text: string): number => {
  const read = folded(text)
  return cues.filter(({ says }) => holds(says, read)).length
}

const holds = (says: string[], read: string) =>
  stretches(read).some((one) => says.some((pattern) => compiled(pattern).test(one)))

const known = new Map<string, RegExp>()

/** A pattern begins where a word begins: "stage" is not in "hostage", nor "ci" in "decide". */
function compiled(pattern: string): RegExp {
  const regex = known.get(pattern) ?? new RegExp(`\\b(?:${pattern})`, 'i')
  known.set(pattern, regex)
  return regex
}
