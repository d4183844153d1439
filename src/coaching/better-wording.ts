import type { Transcript } from './transcript.ts'
import { coverage, folded, words } from './wording.ts'

const MOST_WORDS = 45
const STILL_THEIRS = 0.4 // of the telling words of the learner's sentence stand in the better one

/**
 * A wording that was proposed for a learner's sentence, or '' where it cannot be shown: it must still be that sentence, say something
 * more, and hold no number that the learner never wrote. What is not known stands [in brackets].
 */
export function soundWording(proposed: string, sentence: string, { turns }: Transcript): string {
  const text = proposed.replace(/\s+/g, ' ').trim()
  if (text === '' || words(text).length > MOST_WORDS || folded(text) === folded(sentence)) return ''
  if (coverage(sentence, text) < STILL_THEIRS) return ''
  const said = turns.map(({ reply }) => folded(reply)).join('\n')
  const claimed = text.replace(/\[[^[\]]*\]/g, ' ').match(/\d+/g) ?? []
  return claimed.every((number) => said.includes(number)) ? text : ''
}
