import { AsyncLocalStorage } from 'node:async_hooks'
import { GERMAN } from './german.ts'
import { type Catalogue, type Language, PLAIN_ENGLISH, type Speech, type Translated } from './language.ts'

const CATALOGUES: Record<Exclude<Language, 'en'>, Catalogue> = { de: GERMAN }

/**
 * Follows what is done for one person, over every await, and nobody else's: a listener speaks long after it began, and two people are
 * served at once. Outside it, English is spoken.
 */
const speaking = new AsyncLocalStorage<Speech>()

/** Whatever `draw` says, also later, is said like this. */
export const inSpeech = <T>(speech: Speech, draw: () => T): T => speaking.run(speech, draw)

/** How is spoken just now. */
export const speechNow = (): Speech => speaking.getStore() ?? PLAIN_ENGLISH

type Value = string | number

/** A sentence in the language in force: t`Round ${number}`. Where the catalogue lacks it, in English. */
export function t(english: TemplateStringsArray, ...values: Value[]): string {
  return said(keyOf(english), values)
}

/** A sentence that is kept in English, as it is compared or stored; `spoken` reads it in the language in force where it is shown. */
export const kept = (english: TemplateStringsArray): string => keyOf(english)
export const spoken = (english: string): string => said(english, [])

/** A sentence that counts something, which is its place {0}: plural(2, { one: 'one round', other: '{0} rounds' }). */
export function plural(count: number, english: { one: string; other: string }, ...more: Value[]): string {
  const translated = translation(english.other)
  const forms = typeof translated === 'object' ? translated : english
  const language = typeof translated === 'object' ? speechNow().language : 'en'
  const form = new Intl.PluralRules(language).select(count)
  return filled(forms[form === 'one' ? 'one' : 'other'] ?? forms.other, [count, ...more])
}

/** A table of sentences as they are written in English, each of which reads in the language in force. What is no text stays as it is. */
export function sentences<T extends Record<string, unknown>>(table: T): T {
  const read: T = Object.assign(Object.create(null), table) // "constructor" is a word like any other
  for (const [name, english] of Object.entries(table)) {
    if (typeof english === 'string')
      Object.defineProperty(read, name, { get: () => said(english, []), enumerable: true })
  }
  return read
}

/** The English of a sentence, with its places numbered: what catalogues are read by. */
const keyOf = (english: TemplateStringsArray): string =>
  english.reduce((key, part, at) => `${key}${at > 0 ? `{${at - 1}}` : ''}${part}`, '')

function said(key: string, values: Value[]): string {
  const translated = translation(key)
  return filled(typeof translated === 'string' ? translated : key, values)
}

function translation(key: string): Translated | undefined {
  const { language } = speechNow()
  return language === 'en' ? undefined : CATALOGUES[language][key]
}

/** Only places of the sentence are filled: what stands in a value is left as it is. */
const filled = (sentence: string, values: Value[]): string =>
  sentence.replace(/\{(\d)\}/g, (place, at: string) => {
    const value = values[Number(at)]
    return typeof value === 'number' ? new Intl.NumberFormat(speechNow().locale).format(value) : (value ?? place)
  })
