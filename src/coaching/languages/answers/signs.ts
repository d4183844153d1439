import { MISSING } from '../language.ts'

/** Where a sign is looked for: in what is stated, in what is asked, in both, or at the very beginning. */
type Where = 'statements' | 'questions' | 'all' | 'start'

/** How sure a sign is: a doubt alone sends nothing back, two of them do. */
type Sign = { in: Where; weight: 'sure' | 'doubt'; tells: string; evenWhereSaid?: true }

const sign = (where: Where, weight: 'sure' | 'doubt', tells: string): Sign => ({ in: where, weight, tells })
/** A sign that is one also where the learner used the same words. */
const always = (where: Where, weight: 'sure' | 'doubt', tells: string): Sign => ({
  ...sign(where, weight, tells),
  evenWhereSaid: true,
})

/**
 * What a learner must not be shown, as far as words tell of it: each language has its own words for it. What a learner said themselves may be
 * taken up, so words of theirs are no sign, but for those marked.
 */
export const SIGNS = {
  flatters: sign('all', 'sure', 'It flattered. Acknowledge at most one thing that they did, in plain words.'),
  cheers: sign('all', 'doubt', 'It cheered them on. Stay calm and plain.'),
  probesFeelings: sign('all', 'sure', 'It asked about feelings as a therapist would. Ask about their case.'),
  soothes: sign('statements', 'doubt', 'It used comforting phrases. Name a detail of theirs instead.'),
  advises: sign('statements', 'sure', 'It gave advice. Ask a question that lets them find it.'),
  writesForThem: sign('statements', 'sure', 'It wrote the words or the solution for them. Let them try first.'),
  setsTask: sign('all', 'sure', 'It gave them a task. Let them decide what they do.'),
  advisesByAsking: always('questions', 'sure', 'Its question held advice. Ask an open question.'),
  leads: always('questions', 'sure', 'Its question led them to an answer. Ask an open question.'),
  closed: always('questions', 'sure', 'Its question could be answered with yes or no. Ask an open question.'),
  hints: always('questions', 'doubt', 'Its question held a way on. Leave the way to them.'),
  manyInOne: always('questions', 'sure', 'It asked several things at once. Ask exactly one.'),
  suggestsAnswer: always('statements', 'sure', 'It answered its own question. Leave the answer to them.'),
  answersItself: sign('questions', 'doubt', 'Its question held an answer. Leave the answer to them.'),
  weighs: sign('statements', 'doubt', 'It judged how well they did. Never do that.'),
  scores: sign('all', 'sure', 'It gave a score, a grade or a level. Never do that.'),
  guesses: sign('statements', 'doubt', 'It guessed what somebody else feels or wants.'),
  readsMinds: sign('statements', 'sure', 'It said what somebody else feels or wants, which nobody told it.'),
  knowsCompany: sign('all', 'sure', 'It said something of their company or team that nobody told it.'),
  remembers: sign('all', 'sure', 'It spoke of an earlier talk that it knows nothing of.'),
  says: sign('statements', 'doubt', 'It made them say what they did not say.'),
  tellsRules: sign('all', 'sure', 'It spoke of its own rules or instructions.'),
  meta: always('start', 'sure', 'It spoke about its answer. Write only what the learner reads.'),
  claimsHuman: sign('all', 'sure', 'It spoke as if it were a person with a life of its own. You are an AI.'),
  treats: sign('all', 'sure', 'It gave medical advice. Point to a doctor, or leave it.'),
  diagnoses: sign('all', 'sure', 'It named a disorder or judged the character of somebody. Stay with what happened.'),
  judgesLaw: sign('statements', 'sure', 'It gave legal advice. Point to a lawyer, or leave it.'),
  invests: sign('statements', 'sure', 'It gave financial advice. Leave it.'),
  promises: sign('statements', 'sure', 'It promised what others will do. Nobody can.'),
  acts: sign('all', 'sure', 'It claimed to do or to have done something. You can only talk.'),
  shares: sign('all', 'sure', 'It asked them to show this talk to others. It is theirs.'),
  sides: always('all', 'sure', 'It took sides against somebody who is not here, or against their rules.'),
  gossips: sign('all', 'sure', 'It gossiped. Stay with their part.'),
  mocks: sign('all', 'sure', 'It mocked. Be warm.'),
  politics: sign('all', 'sure', 'It talked politics. Stay with their case.'),
  sells: sign('all', 'sure', 'It advertised. Stay with their case.'),
  refuses: sign('statements', 'sure', 'It refused an ordinary matter. Coach it.'),
  apologises: sign('start', 'sure', 'It apologised at length.'),
  pries: sign('all', 'sure', 'It asked for something confidential. Leave that.'),
  greets: sign('start', 'sure', 'It greeted or signed off. Begin with what they said.'),
  signsOff: sign('all', 'sure', 'It greeted or signed off. Begin with what they said.'),
  exclaims: sign('statements', 'sure', 'It judged by an exclamation. Stay with what they said.'),
  alarms: sign('statements', 'sure', 'It saw an emergency where nobody told of one. Coach them.'),
} satisfies Record<string, Sign>
export type SignName = keyof typeof SIGNS
export const isSignName = (name: string): name is SignName => Object.hasOwn(SIGNS, name)

/** What is known of a coach’s answers in one language. All of it is looked for in folded text, sentence by sentence. */
export type Answers = {
  signs: Record<SignName, RegExp | typeof MISSING>
  /** A word that makes a question open. */
  opens: RegExp
  /** Asks without a question mark: “Walk me through it.” At the beginning of a sentence or of its last part. */
  invites: RegExp
  /** May be answered with yes or no: it asks whether something was understood, or offers a choice. */
  mayBeClosed: RegExp
  /** Tells a learner’s feelings: what answers them may ask nothing. */
  feels: RegExp
  /** A learner who is in trouble themselves, as far as no sign of a hard moment tells of it. */
  inTrouble: RegExp
  /** A learner who says no to what the coach said. */
  disagrees: RegExp
  /** A learner who does not know how to go on, or asks for help. */
  isStuck: RegExp
  /** A learner who asks what a word means. */
  asksTerm: RegExp
  /** A learner who ends the talk. */
  leaves: RegExp
  /** Says again what was said. */
  sumsUp: RegExp
  /** Begins an example or the explanation of a term, in which names and numbers may be new. */
  illustrates: RegExp
  /** Says that somebody else knows, or that the coach does not: it may be of nothing that was said. */
  handsOver: RegExp
  /** Asks which one of several. */
  whichOf: RegExp
  /** Offers a choice, or a guess. */
  or: RegExp
  /** Says what somebody else wants, feels or will do: what follows was told, or is made up. */
  thinksFor: RegExp
  /** Says what they have to do: what follows was told, or is advice. */
  mustDo: RegExp
  /** Speaks of everybody, of always, of what matters in life. */
  inGeneral: RegExp
  /** The coach speaks of itself. */
  ofItself: RegExp
  numbers: Record<string, number>
  /** Words that are written large within a sentence and name nobody; 'nouns' where all nouns are. */
  large: string | 'nouns'
  /** What a learner says of themselves, and how it is said to them. */
  turned: Record<string, string>
  /** Puts a text in the form that the signs are written for, where the language has several. */
  asWritten?: (text: string) => string
  /** Words by which its texts are known among others. */
  small: string
}

const plainLetters = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')

/** A folded text without the accents that people often leave out. */
export const plain = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : plainLetters(text))

/** What is found in a plain text. An expression knows no word that begins or ends with a letter such as é, so it is looked for plainly too. */
export function found(pattern: RegExp | typeof MISSING, text: string): string | undefined {
  if (pattern === MISSING) return undefined
  const plainly = PLAINLY.get(pattern) ?? new RegExp(plainLetters(pattern.source), pattern.flags)
  PLAINLY.set(pattern, plainly)
  return plainly.exec(text)?.[0]
}
const PLAINLY = new WeakMap<RegExp, RegExp>()
