import { foldedTalk } from './evidence.ts'
import type { Transcript } from './transcript.ts'
import { coverage, folded, hasWords } from './wording.ts'

const MOST_WORDS = 45
const MOST_CHARACTERS = 600
const STILL_THEIRS = 0.4 // of the telling words of the learner's sentence stand in the better one

/**
 * A wording that was proposed for a learner's sentence, or '' where it cannot be shown: it must still be that sentence, say something
 * more, and hold no number that the learner never wrote. What is not known stands [in brackets].
 */
export function soundWording(proposed: string, sentence: string, transcript: Transcript): string {
  const text = proposed.replace(/\s+/g, ' ').trim()
  if (
    text === '' ||
    text.length > MOST_CHARACTERS ||
    hasWords(text, MOST_WORDS + 1) ||
    folded(text) === folded(sentence)
  )
    return ''
  if (coverage(sentence, text) < STILL_THEIRS) return ''
  const { turns } = foldedTalk(transcript)
  const claimed = text.replace(/\[[^[\]]*\]/g, ' ').match(/\d+/g) ?? []
  return claimed.every((number) => turns.some(({ said }) => said.text.includes(number))) ? text : ''
}
