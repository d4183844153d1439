/** A sentence in another language; or where it counts something, one for each form that the language has. */
export type Translated = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)

/** A sentence as it stands in the source, with numbered places → the same in another language. */
export type Catalogue = Record<string, Translated>

/** What a language needs, so that the bot speaks it. How people who speak it are understood is in `src/coaching/languages/`. */
export type Language = {
  /** What locales of it begin with. */
  code: string
  /** What it calls itself. */
  name: string
  /** What it is called to a model. */
  nameForModels: string
  /** How dates and numbers are written where a person's own locale is one of another language. */
  locale: string
  /** What people type → the bot's own word for it. Everybody may use them, whatever their language. */
  typed: Record<string, string>
  /** Each sentence of the source in this language; of the one that they are written in, none. */
  sentences: Catalogue
}
