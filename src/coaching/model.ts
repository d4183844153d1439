/**
 * The words of coaching, one per thing.
 *
 * learner     a person who is coached
 * domain      what one is coached in: sales process, architecture decisions, ...
 * persona     who the coach is in a domain
 * session     one coached conversation of one learner in one domain
 * round       the learner's reply (or replies) and the coach's answer to it
 * dimension   one thing that a domain's rubric looks at
 * mark        a dimension's score with its proof, or why there is none
 * scorecard   the marks at the end of a session, with what the learner worked out and means to do
 * wish        what a learner asks of the coach by a word or a button: a hint, another question, a rehearsal
 * rehearsal   rounds in which the coach plays the other person, under a pressure that the learner picked
 * memory      what a learner confirmed to be remembered: a goal, a situation, a commitment, one line each
 * commitment  what the learner means to do, with a day
 * reminder    on that day, the question how it went
 */
import { z } from 'zod'

export type Domain = z.infer<typeof domain>
export const domain = z.object({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  difficulty: z.string(),
  description: z.string(),
  scenario: z.string(),
  opening: z.string(),
  knowledgeTags: z.array(z.string()),
  isActive: z.boolean(),
  /** The one that a manager's digest opens. */
  forManagers: z.boolean().optional(),
})

/** Whom the coach plays where the talk names nobody, and what the script has that person ask, from what comes first to what comes last. */
const partner = z.object({ partner: z.string(), asks: z.array(z.string()), stake: z.string() })
const rehearsal = partner.extend({
  /** The same in other languages, by their codes. */
  in: z.record(z.string(), partner).optional(),
})

const help = z.object({
  /** What a learner could bring. */
  bring: z.array(z.string()),
  /** What words of the field mean, as a coach may explain them. */
  terms: z.array(z.object({ term: z.string(), says: z.string() })),
})

/** All columns of a persona, with its rehearsal and help; it is fixed by its version when a session starts. */
export type Persona = z.infer<typeof persona>
export const persona = z.object({
  systemPrompt: z.string(),
  coachingStyle: z.string().nullable(),
  /** Ids of the dimensions that this persona's learners are scored on. */
  dimensions: z.array(z.string()),
  interactionPatterns: z.array(z.object({ when: z.string(), do: z.string() })),
  forbiddenTopics: z.array(z.string()),
  successConditions: z.string().nullable(),
  rehearsal: rehearsal.optional(),
  help: help.optional(),
})

/** A regular expression: a broken one is met when the rubric is read, not in the middle of a session. */
const pattern = z.string().refine((text) => {
  try {
    return new RegExp(text, 'i') instanceof RegExp
  } catch {
    return false
  }
}, 'is no regular expression')

/** A deed or a wording that a dimension's levels ask for, with a plain name, and how people say it, in English. */
const cue = z.object({ name: z.string(), says: z.array(pattern) })

/** A dimension of a rubric, with its anchored levels. The form is that of the rubric content in the database. */
export type Dimension = z.infer<typeof dimension>
export const dimension = z.object({
  id: z.string(),
  label: z.string(),
  question: z.string(),
  look_for: z.array(z.string()),
  not_evidence: z.array(z.string()),
  applies_when: z.string(),
  anchors: z.object({ '2': z.string(), '5': z.string(), '8': z.string(), '10': z.string() }),
  /** Talks of known level with what decides them: a judge is shown them beside the levels. */
  examples: z.array(z.object({ talk: z.string(), level: z.int().min(1).max(10), shows: z.string() })).optional(),
  /** Words of what the dimension is about, as patterns: a talk without two different ones holds no cue. */
  matter: z.array(pattern).optional(),
  /** What the scripted scorer looks for. It looks for nothing where there are none. */
  cues: z.array(cue).default([]),
  probes: z.array(z.string()),
  next_step: z.object({ low: z.string(), mid: z.string(), high: z.string() }),
})

const rubric = z.object({ version: z.int(), dimensions: z.array(dimension), notEvidence: z.array(z.string()) })

/** The words of a version of the prompts. */
export type Prompts = z.infer<typeof prompts>
export const prompts = z.object({
  version: z.int(),
  houseRules: z.string(),
  example: z.string(),
  judge: z.string(),
  closing: z.string(),
  /** Releases before the third version had no rehearsal. */
  rehearsal: z.string().optional(),
  debrief: z.string().optional(),
})

/** Everything that coaching in a domain needs and that stays the same for a session: fixed by its versions. */
export type Coach = z.infer<typeof coach>
export const coach = z.object({
  domain,
  persona,
  personaVersion: z.int(),
  rubric,
  /** Of a session that began with an earlier version; else those of this release. */
  prompts: prompts.optional(),
})

/** A stored round. `reply` is the learner's text (several replies are joined by a blank line); both are '' once deleted. */
export type Round = z.infer<typeof round>
export const wish = z.enum([
  'hint',
  'skip',
  'else',
  'practise',
  'practise easy',
  'practise medium',
  'practise hard',
  'pause',
  'again',
  'back',
])
export const pressure = z.enum(['easy', 'medium', 'hard'])
export const round = z.object({
  number: z.int(),
  reply: z.string(),
  answer: z.string(),
  /** The reply is no more than this wish. */
  wish: wish.optional(),
  /** It is part of a rehearsal. */
  rehearsal: pressure.optional(),
  /** It was said anew later, and counts no more. */
  retaken: z.boolean().optional(),
})

/** What a learner asks of the coach by a word or a button. */
export type Wish = z.infer<typeof wish>

/** What a message can be to the bot, where it is nothing else. */
export const word = z.enum(['end', 'stop', 'score', 'help', 'progress', 'settings'])
export type Word = z.infer<typeof word>
/** How much the other person pushes in a rehearsal; polite they always are. */
export type Pressure = z.infer<typeof pressure>

/** What came before the rounds that are told in full. */
export type Summary = z.infer<typeof summary>
export const summary = z.object({ throughRound: z.int(), text: z.string() })

/** Proof: words of the learner, and the number of the round whose reply holds them; `at` is the message where it is shown. */
export type Quote = z.infer<typeof quote>
const quote = z.object({ round: z.int(), text: z.string(), at: z.string().optional() })

/** A dimension's score with its proof, or why there is none. */
export type Mark = z.infer<typeof mark>
export const mark = z.object({
  dimension: z.string(),
  label: z.string(),
  /** 1 to 10, or null when there is not enough to go on. */
  score: z.int().min(1).max(10).nullable(),
  because: z.enum([
    'scored',
    'by-wording', // by the scripted scorer: no score, but which cues were found
    'not-enough',
    'does-not-apply',
    'other-language', // the scripted scorer reads English only
    'no-quote',
    'unread',
  ]),
  quotes: z.array(quote),
  /** All cues of the dimension in the rubric's order, each that was found with the learner's words. Of a mark by wording alone. */
  cues: z.array(z.object({ name: z.string(), quote: quote.optional() })).optional(),
  observation: z.string(),
  nextStep: z.string(),
  /** One of the learner's sentences as it could stand with what is missing in it. */
  betterWording: z.string().optional(),
  /** The samples of the judge were more than two points apart. */
  uncertain: z.boolean(),
  /** The score was adjusted by people's ratings: what the judge gave, and the day that it was held against them. */
  adjusted: z.object({ from: z.int().min(1).max(10), ratedOn: z.string() }).optional(),
  /** The judge was not measured in the learner's language here. */
  unmeasured: z.boolean().optional(),
})

/** A judgement of the learner: the marks, and an overall score where two or more dimensions are scored. */
export type Judgement = z.infer<typeof judgement>
export const judgement = z.object({
  marks: z.array(mark),
  overall: z.int().min(1).max(10).nullable(),
  judge: z.string(),
  samples: z.int(),
  /** How many sentences were left out because they spoke to the grader. */
  cut: z.int().optional(),
})

/** The short text of a closing: what the learner worked out and their one to three next steps, in their own words. */
export type Closing = z.infer<typeof closing>
export const closing = z.object({ workedOut: z.string(), nextSteps: z.array(z.string()) })

export type LevelWord = 'Starting' | 'Developing' | 'Strong' | 'Exemplary'
/** The level word of a score of 1 to 10. */
export function levelWord(score: number): LevelWord {
  if (score >= 9) return 'Exemplary'
  if (score >= 7) return 'Strong'
  if (score >= 4) return 'Developing'
  return 'Starting'
}
