import { speechNow } from '../../words/words.ts'
import { folded, words } from '../wording.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { type Language, MISSING, type Says, type Times, type Wishes } from './language.ts'
import { spanish } from './spanish.ts'

/** The languages that people are understood in, each as far as it is written. Rules go over all of them: people mix them. */
export const LANGUAGES: [Language, ...Language[]] = [english, german, spanish, french]

const written = <T>(of: (language: Language) => T | typeof MISSING): T[] =>
  LANGUAGES.flatMap((language) => {
    const known = of(language)
    return known === MISSING ? [] : [known]
  })

const SAYS = written(({ says }) => says)

/** What is known of time, and of wishes, in the languages in which it is. */
export const TIMES: Times[] = written(({ times }) => times)
export const WISHES: Wishes[] = written(({ wishes }) => wishes)

/** Whether a text, folded, says something in any language. */
export const says = (what: keyof Says, text: string): boolean =>
  SAYS.some(({ [what]: how }) => how !== MISSING && how.test(text))

/** How often it does. */
export const timesSaid = (what: keyof Says, text: string): number =>
  SAYS.reduce((sum, { [what]: how }) => sum + (how === MISSING ? 0 : (text.match(how)?.length ?? 0)), 0)

/** Whether a text, folded, says when; or means that day. */
export const saysTime = (what: Exclude<keyof Times, 'weekdays' | 'within'>, text: string): boolean =>
  TIMES.some(({ [what]: how }) => how !== MISSING && how.test(text))

/** Whether a text, folded, says in the present what somebody does, and when: "Am Montag rufe ich sie an". */
export const saysWhatIsDone = (text: string): boolean =>
  LANGUAGES.some(
    ({ says: how, times }) =>
      how !== MISSING && times !== MISSING && how.does !== MISSING && how.does.test(text) && times.when.test(text),
  )

/** The language that a text is written in, among those whose small words are known; where none tells, the one in force. */
export function languageOf(text: string): Language {
  const all = words(folded(text))
  const share = ({ smallWords }: Language) =>
    smallWords === MISSING ? 0 : all.filter((word) => smallWords.test(word)).length / Math.max(1, all.length)
  const [best] = LANGUAGES.toSorted((a, b) => share(b) - share(a))
  return best && share(best) >= TELLS ? best : languageFor(speechNow().language)
}
const TELLS = 0.14 // of the words

/** The language of a locale, or of a language's code; the first one where it is none of these. */
export const languageFor = (locale: string | null): Language =>
  LANGUAGES.find(({ code }) => locale?.toLowerCase().startsWith(code)) ?? LANGUAGES[0]
