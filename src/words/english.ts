import type { Language } from './language.ts'

/** English: what sentences and the bot's own words are written in, so it needs neither here. */
export const english: Language = {
  code: 'en',
  name: 'English',
  nameForModels: 'English',
  locale: 'en-GB',
  typed: {},
  sentences: {},
}
