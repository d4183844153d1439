/** Every sense. */
export const EVERY_SENSE = [
  'scorer', // a person or a program that scores: "grader"
  'machine', // what may be one: "model"
  'who', // begins "whoever reads this"
  'reads', // what a scorer does with a talk
  'this',
  'talk', // what was written here
  'learner',
  'me',
  'i',
  'you',
  'give', // puts a score down
  'rate',
  'score',
  'level', // a score that is also many other things
  'top',
  'ten',
  'kind', // what a scorer is asked to be
  'ignore',
  'orders', // what a scorer goes by
  'earlier',
  'must',
  'right', // what is due: "it would be fair"
  'meets',
  'all',
  'verdict', // the words of our own scoring
  'note',
  'to',
  'if',
  'role', // who speaks, as a label: "System:"
  'new',
  'reveals',
  'secret', // what is only a program's
  'others', // people and things of work
  'told', // speech that is reported
  'topic', // talk about programs that are spoken to so
  'of',
  'small', // words that stand between
] as const

/**
 * What a word can mean in talk that is addressed to whoever scores. No word of these is suspicious by itself: only together, pointed at
 * the reader of this very talk, do they ask for something (`../injection.ts`).
 */
export type Sense = (typeof EVERY_SENSE)[number]

/**
 * The words of one language, in plain small letters without accents, between spaces. "two_words" are words in a
 * row. A German umlaut stands as such, and is read in both its spellings.
 */
export type GraderTalk = Record<Sense, string>
