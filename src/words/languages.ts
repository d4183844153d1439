import { english } from './english.ts'
import { german } from './german.ts'
import type { Language } from './language.ts'

/** The languages that the bot speaks. Sentences are written in the first, which is spoken where nothing else is known. */
export const LANGUAGES: [Language, ...Language[]] = [english, german]

/** The language of a code or a locale, where the bot speaks it. */
export const spokenIn = (of: string | null): Language | undefined =>
  LANGUAGES.find(({ code }) => of?.toLowerCase().split(/[-_]/)[0] === code)

/** The language of a code, or the first. */
export const languageOf = (code: string): Language => spokenIn(code) ?? LANGUAGES[0]
