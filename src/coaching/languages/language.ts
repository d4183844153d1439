/** Stands where nobody has written yet how something is said in a language: whoever says it in that language alone is not understood. */
export const MISSING = 'missing'
type Missing = typeof MISSING

/** What a language needs, so that people who speak it are understood. The bot's own sentences are in `src/words/`. */
export type Language = {
  /** What locales of it begin with. */
  code: string
  /** Words that it cannot do without, and that its neighbours do not have: what a text in it is known by. */
  smallWords: RegExp | Missing
  says: Says | Missing
  times: Times | Missing
  wishes: Wishes | Missing
  hardMoments: HardMoments
  people: People | Missing
  debrief: Debrief | Missing
  graderTalk: GraderTalk
}

/** How something is said. All of it is looked for in folded text: small letters, single spaces, plain quotes and dashes. */
export type Says = Record<
  | 'hint' // asks for one, and for nothing else
  | 'wantsAnswer' // asks the coach to decide or to write it
  | 'stuck' // does not know how to go on; what is not known of the case is no way of being stuck
  | 'greets'
  | 'upset' // with the coach, not with a customer
  | 'finished' // says goodbye
  | 'asks' // asks for a fact, in the last sentence
  | 'willDo' // means to do something
  | 'does' // says so in the present, which means it only where a time is named
  | 'toDo' // names a thing to do, which means it only where a time is named
  | 'wants' // has a goal
  | 'aims' // says what the talk is to be about
  | 'weighs' // looks for ways on
  | 'concludes' // says what they found out
  | 'doubts' // says that they do not know
  | 'definite' // gives somebody something to answer; each time counts
  | 'scores', // an answer of a coach that gives a score
  RegExp | Missing
>

/** Whom people prepare to talk with. The first that a talk names wins where two fit the same words. */
export type Role = 'boss' | 'report' | 'colleague' | 'buyer' | 'customer' | 'head' | 'supplier' | 'mentor' | 'other'

/** What is said when a rehearsal is over, beside the learner's own sentences. */
export type Debrief = {
  worked: string
  toTry: string
  /** In its quotation marks. */
  quoted: (text: string) => string
  whyWorked: string
  moreReason: string
  moreFact: string
  questions: [string, ...string[]]
  nothing: string
}

/** How people of a talk are told of. All of it is looked for in the text as it is typed, with its capitals. */
export type People = {
  /** The words for a role, without the one before it; `he` and `she` are how it is named to the learner. */
  roles: Record<Role, { words: string; he: string; she: string }>
  /** What stands between a role and a name: "my boss Karin", "Petra, our customer". */
  mine: string
  /** Who is spoken of, where no role stands beside the name: "I told Sam". A piece before and one after it. */
  named: { before: string; after: string }
  /** A word that begins with a capital and is no name. */
  noName: RegExp
  /** Tells that the person is a woman. */
  isShe: RegExp
  /** Tells of the learner instead. */
  ofMe: RegExp
  /** How the person is, from what is told. */
  moods: Record<'easy' | 'hard', RegExp>
}

/** How people say when, and which day they mean. */
export type Times = {
  /** Whether a time is named at all. */
  when: RegExp
  today: RegExp
  tomorrow: RegExp
  dayAfterTomorrow: RegExp | Missing
  nextWeek: RegExp
  /** From Sunday on. */
  weekdays: [RegExp, RegExp, RegExp, RegExp, RegExp, RegExp, RegExp]
  /** "within two days": each a piece of an expression. */
  within: { in: string[]; many: Record<string, number>; day: string; week: string; endings: string[] }
}

/** What is typed to the coach as a word, and nothing else. */
export type Wishes = {
  /** Ends the session; `stop` as well, but where people were named to turn to: there it is met with quiet. */
  end: RegExp
  stop: RegExp
  hint: RegExp
  skip: RegExp
  else: RegExp
  pause: RegExp
  again: RegExp
  back: RegExp
  /** "practise it hard": the verb, what may follow it, and how hard it is to be. */
  practise: string[]
  it: string[]
  pressures: Record<string, 'easy' | 'medium' | 'hard'>
  /** Agrees to what was proposed. */
  yes: RegExp
  /** What learners call what is theirs, and what it is called to them. */
  mine: [RegExp, string]
  /** What may stand before or after a word out of politeness, each a piece of an expression. */
  please: string
}

/** What a hard moment is about; 'other' where only a model saw that it is one. */
type Trouble = 'crisis' | 'harassment' | 'medical' | 'legal'
export type HardKind = Trouble | 'other'

/** Stands in a sign where a sentence or its clause ends: "I can't do this any more", not "… any more cheaply". */
export const AND_NO_MORE = '(?=<and no more>)'

/**
 * What is known of hard moments in one language. Signs are looked for in a plain form of what was said: lower case, without accents and
 * apostrophes ("I don’t" is "i dont", "ß" is "ss"), with single spaces. Each is a piece of a regular expression between whole words,
 * without a repetition inside a repetition, so that a long text is read once.
 */
export type HardMoments = {
  /** Ways to write something else than the signs have it, and how they have it. */
  respelled: [RegExp, string][]
  /** What begins a new clause, as pieces of an expression: after a comma all but `notBy`, after a space only `by`. */
  clauses: { by: string; notBy: string[] }
  /** Who is exhausted is answered as in medical trouble, unless the text tells of something else too. */
  signs: Record<Trouble | 'exhausted', string[]>
  /** Figures of speech and talk of work that look like a sign: taken out before signs are looked for. */
  notMeant: string[]
  /** What is said first. It was weighed once, and no model is asked to find it. */
  words: Record<HardKind, string>
  /** The numbers to call when somebody is in danger. */
  emergency: string
  /** Whom to turn to where the workspace named nobody. */
  people: Record<HardKind, string[]>
  /** A farewell, a thank you, a plain yes: after a hard moment it asks for nothing more. Pieces of a regular expression, as signs are. */
  farewells: string[]
  /** What is answered to one. */
  quiet: string
  /** What is said last. A round whose answer holds it is a hard moment for good, so it is never changed, only followed by another. */
  closing: string
}

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

/** Words that count as they stand, in one form. */
export const EVERY_EXACT = [
  'scoring', // what a note may be for: "to the scoring"
  'it', // "whoever reads it"
  'the',
  'of', // and nothing between it and what follows
  'beforeTime', // "at ten"
  'partOf', // "10 out of 12"
  'rangeTo', // "1 to 10"
  'number', // that a range begins with
  'maximum',
  'question', // begins one
  'learner', // and no other person who learns
] as const
export type Exact = (typeof EVERY_EXACT)[number]

/** The words of one language, in plain small letters without accents, between spaces. */
export type GraderTalk = {
  /** "two_words" are words in a row. A German umlaut stands as such, and is read in both its spellings. */
  senses: Record<Sense, string>
  exact: Record<Exact, string>
  /** Pieces of expressions: who speaks, before a colon; what a heading of a prompt begins with; "you are now", and then a mode without rules. */
  speakers: string
  headings: string
  becomes: string
  modes: string
}
