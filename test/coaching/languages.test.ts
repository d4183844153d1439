import { MISSING } from '../../src/coaching/languages/language.ts'
import { LANGUAGES, languageFor } from '../../src/coaching/languages/languages.ts'
import { LANGUAGES as SPOKEN } from '../../src/words/languages.ts'

/** What is not written yet of a language, by its place. */
function missing(known: object): string[] {
  return Object.entries(known).flatMap(([name, value]) => {
    if (value === MISSING) return [name]
    return typeof value === 'object' && !(value instanceof RegExp) ? missing(value).map((one) => `${name}.${one}`) : []
  })
}

test('what nobody is understood in yet is known, language by language', () => {
  expect(Object.fromEntries(LANGUAGES.map((language) => [language.code, missing(language)]))).toMatchInlineSnapshot(`
{
  "de": [
    "says.wantsAnswer",
    "says.upset",
    "says.finished",
    "says.asks",
    "says.toDo",
    "says.aims",
    "says.weighs",
    "says.concludes",
    "says.doubts",
    "says.scores",
  ],
  "en": [
    "times.dayAfterTomorrow",
  ],
  "es": [
    "smallWords",
    "says",
    "times",
    "wishes",
    "people",
    "debrief",
  ],
  "fr": [
    "smallWords",
    "says",
    "times",
    "wishes",
    "people",
    "debrief",
  ],
}
`)
})

test('each language that the bot speaks is one in which people are understood', () => {
  expect(SPOKEN.map(({ code }) => languageFor(code).code)).toEqual(SPOKEN.map(({ code }) => code))
})

test('a locale leads to its language, and one that nobody is understood in to the first', () => {
  expect(['de-AT', 'FR', 'es-MX', 'pt-BR', null].map((locale) => languageFor(locale).code)).toEqual([
    'de',
    'fr',
    'es',
    'en',
    'en',
  ])
})
