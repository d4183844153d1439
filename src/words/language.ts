/** The languages that the bot speaks. Each but English, in which sentences are written, has a catalogue. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** What each calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch' }

/** What each is called to a model. */
export const LANGUAGE_IN_ENGLISH: Record<Language, string> = { en: 'English', de: 'German' }

/** How one person is spoken to: in which language, and how dates and numbers are written for them. */
export type Speech = {
  language: Language
  /** They chose it themselves; else it follows from what is known of them. */
  isChosen: boolean
  /** As Intl takes it, such as "de-AT": of that language always. */
  locale: string
  /** Such as "Europe/Berlin"; null where it is not known. */
  timeZone: string | null
}

/** How somebody is spoken to of whom nothing is known. */
export const PLAIN_ENGLISH: Speech = {
  language: 'en',
  isChosen: false,
  locale: 'en-GB',
  timeZone: null,
}

/** What is known of a person's language: their own choice, and Slack's locale. */
export type Known = { language: string | null; locale: string | null; timeZone: string | null }

/** How a person is spoken to: as they chose, else as Slack speaks to them where the bot can, else in English. */
export function speechOf({ language, locale, timeZone }: Known): Speech {
  const chosen = spokenOf(language)
  const spoken = chosen ?? spokenOf(locale) ?? 'en'
  return { language: spoken, isChosen: chosen !== undefined, locale: localeFor(spoken, locale), timeZone }
}

/** The language of a locale or of a choice, where the bot speaks it. */
const spokenOf = (of: string | null): Language | undefined =>
  LANGUAGES.find((language) => of?.toLowerCase().split(/[-_]/)[0] === language)

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' }

/** The person's own locale where it is one of that language, so that Vienna and New York get their dates as they write them. */
function localeFor(language: Language, locale: string | null): string {
  const own = locale?.replace('_', '-') ?? ''
  try {
    if (spokenOf(own) === language && Intl.getCanonicalLocales(own).length > 0) return own
  } catch {
    // no locale that Intl knows
  }
  return LOCALES[language]
}

/** A sentence in another language; or where it counts something, one for each form that the language has. */
export type Translated = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)

/** English as it stands in the source, with numbered places → another language. */
export type Catalogue = Record<string, Translated>
