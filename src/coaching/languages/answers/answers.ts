import { dutchAnswers } from './dutch.ts'
import { englishAnswers } from './english.ts'
import { frenchAnswers } from './french.ts'
import { germanAnswers } from './german.ts'
import { italianAnswers } from './italian.ts'
import { portugueseAnswers } from './portuguese.ts'
import type { Answers } from './signs.ts'
import { spanishAnswers } from './spanish.ts'

/** The languages in which answers are checked by their words, by the code that their locales begin with. */
export const ANSWERS: { code: string; answers: Answers }[] = [
  { code: 'en', answers: englishAnswers },
  { code: 'de', answers: germanAnswers },
  { code: 'fr', answers: frenchAnswers },
  { code: 'es', answers: spanishAnswers },
  { code: 'it', answers: italianAnswers },
  { code: 'pt', answers: portugueseAnswers },
  { code: 'nl', answers: dutchAnswers },
]
