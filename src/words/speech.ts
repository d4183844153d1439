import type { Language } from './language.ts'
import { LANGUAGES, spokenIn } from './languages.ts'

/** How one person is spoken to: in which language, and how dates and numbers are written for them. */
export type Speech = {
  /** Its code. */
  language: string
  /** They chose it themselves; else it follows from what is known of them. */
  isChosen: boolean
  /** As Intl takes it, such as "de-AT": of that language always. */
  locale: string
  /** Such as "Europe/Berlin"; null where it is not known. */
  timeZone: string | null
}

/** How somebody is spoken to of whom nothing is known. */
export const PLAIN_SPEECH: Speech = {
  language: LANGUAGES[0].code,
  isChosen: false,
  locale: LANGUAGES[0].locale,
  timeZone: null,
}

/** What is known of a person's language: their own choice, and Slack's locale. */
export type Known = { language: string | null; locale: string | null; timeZone: string | null }

/** How a person is spoken to: as they chose, else as Slack speaks to them where the bot can, else in the first language. */
export function speechOf({ language, locale, timeZone }: Known): Speech {
  const chosen = spokenIn(language)
  const spoken = chosen ?? spokenIn(locale) ?? LANGUAGES[0]
  return { language: spoken.code, isChosen: chosen !== undefined, locale: localeFor(spoken, locale), timeZone }
}

/** The person's own locale where it is one of that language, so that Vienna and New York get their dates as they write them. */
function localeFor(language: Language, locale: string | null): string {
  const own = locale?.replace('_', '-') ?? ''
  try {
    if (spokenIn(own) === language && Intl.getCanonicalLocales(own).length > 0) return own
  } catch {
    // no locale that Intl knows
  }
  return language.locale
}
