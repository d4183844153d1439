import { AsyncLocalStorage } from 'node:async_hooks'
import type { Translated } from './language.ts'
import { LANGUAGES, languageOf } from './languages.ts'
import { PLAIN_SPEECH, type Speech } from './speech.ts'

/**
 * Follows what is done for one person, over every await, and nobody else's: a listener speaks long after it began, and two people are
 * served at once. Outside it, the first language is spoken.
 */
const speaking = new AsyncLocalStorage<Speech>()

/** Whatever `draw` says, also later, is said like this. */
export const inSpeech = <T>(speech: Speech, draw: () => T): T => speaking.run(speech, draw)

/** How is spoken just now. */
export const speechNow = (): Speech => speaking.getStore() ?? PLAIN_SPEECH

type Value = string | number

/** A sentence in the language in force: t`Round ${number}`. Where the catalogue lacks it, as it is written. */
export function t(written: TemplateStringsArray, ...values: Value[]): string {
  return said(keyOf(written), values)
}

/** A sentence that is kept as it is written, since it is compared or stored; `spoken` reads it in the language in force where it is shown. */
export const kept = (written: TemplateStringsArray): string => keyOf(written)
export const spoken = (written: string): string => said(written, [])

/** A sentence that counts something, which is its place {0}: plural(2, { one: 'one round', other: '{0} rounds' }). */
export function plural(count: number, written: { one: string; other: string }, ...more: Value[]): string {
  const translated = translation(written.other)
  const forms = typeof translated === 'object' ? translated : written
  const language = typeof translated === 'object' ? speechNow().language : LANGUAGES[0].code
  const form = new Intl.PluralRules(language).select(count)
  return filled(forms[form === 'one' ? 'one' : 'other'] ?? forms.other, [count, ...more])
}

/** A table of sentences, each of which reads in the language in force. What is no text stays as it is. */
export function sentences<T extends Record<string, unknown>>(table: T): T {
  const read: T = Object.assign(Object.create(null), table) // "constructor" is a word like any other
  for (const [name, written] of Object.entries(table)) {
    if (typeof written === 'string')
      Object.defineProperty(read, name, { get: () => said(written, []), enumerable: true })
  }
  return read
}

/** A sentence as it is written, with its places numbered: what catalogues are read by. */
const keyOf = (written: TemplateStringsArray): string =>
  written.reduce((key, part, at) => `${key}${at > 0 ? `{${at - 1}}` : ''}${part}`, '')

function said(key: string, values: Value[]): string {
  const translated = translation(key)
  return filled(typeof translated === 'string' ? translated : key, values)
}

function translation(key: string): Translated | undefined {
  return languageOf(speechNow().language).sentences[key]
}

/** Only places of the sentence are filled: what stands in a value is left as it is. */
const filled = (sentence: string, values: Value[]): string =>
  sentence.replace(/\{(\d)\}/g, (place, at: string) => {
    const value = values[Number(at)]
    return typeof value === 'number' ? new Intl.NumberFormat(speechNow().locale).format(value) : (value ?? place)
  })
