import { hasWords, withoutEnd } from '../../coaching/wording.ts'
import type { Marker } from './markers.ts'

const MOST_WORDS = 28 // a longer sentence needs none of its words more

/** Where what is missing would stand in a sentence; the learner alone knows what goes into the brackets. */
const OPEN_PLACES: Partial<Record<Marker, string>> = {
  number: 'which is [how many, or how much]',
  when: 'by [the day]',
  role: 'with [who is involved]',
  reported: 'as [name] said: “[their words]”',
  because: 'because [the reason]',
  condition: 'if [what has to be true]',
  step: 'and next I will [the first step]',
  settled: 'and I will know that it is settled when [what you would see]',
  loss: 'or else [what goes wrong]',
  price: 'which costs [what you give up]',
  trigger: 'and I look at it again when [the sign]',
  result: 'so that [what gets better for them]',
  feeling: 'and I could tell that they felt [how]',
  learned: 'and I see now that [what changed for you]',
  example: 'for example [one case]',
}

/** The learner's own sentence with an open place for what was not found, the first that the rubric asks for; '' where there is nothing to add. */
export function openWording(sentence: string, missing: Marker[]): string {
  const [place] = missing.flatMap((marker) => OPEN_PLACES[marker] ?? [])
  if (!place || hasWords(sentence, MOST_WORDS + 1) || sentence.includes('?')) return ''
  return `${withoutEnd(sentence.trim(), '.,;:!…')}, ${place}.`
}
