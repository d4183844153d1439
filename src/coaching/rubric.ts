import { soundWording } from './better-wording.ts'
import { foldedTalk, provenQuotes } from './evidence.ts'
import { type Coach, type Dimension, type Judgement, levelWord, type Mark, type Quote } from './model.ts'
import type { Transcript } from './transcript.ts'
import type { Verdict } from './verdict.ts'
import { coverage, folded, hasWords, stretches, words } from './wording.ts'

const FEWEST_WORDS = 15 // of the learner in the whole talk
const STRONG = 8 // a score from here on needs two different quotes
const UNCERTAIN_SPREAD = 2 // points between the samples of a judge
const ALREADY_DONE = 0.7 // of the words of a next step stand in the talk

/** The dimensions of the rubric that this persona's learners are scored on. */
export function scoredDimensions({ persona, rubric }: Coach): Dimension[] {
  const scored = rubric.dimensions.filter((dimension) => persona.dimensions.includes(dimension.id))
  return scored.length > 0 ? scored : rubric.dimensions
}

/** Why a dimension cannot be scored whatever a judge would say, so that none is asked; undefined when it can. */
export function tooLittle(dimension: Dimension, { turns }: Transcript): 'not-enough' | 'does-not-apply' | undefined {
  const replies = turns.map((turn) => turn.reply)
  if (!hasWords(replies.join(' '), FEWEST_WORDS)) return 'not-enough'
  if (replies.length < dimension.min_learner_messages) return 'not-enough'
  const { trigger } = dimension
  if (trigger && !replies.flatMap((reply) => stretches(reply)).some((read) => new RegExp(trigger, 'i').test(read)))
    return 'does-not-apply'
  return undefined
}

/** Why a dimension has no score. */
type Unscored = Exclude<Mark['because'], 'scored' | 'by-wording'>

/** A dimension without a score, and why. */
export function unscored(dimension: Dimension, because: Unscored, observation = ''): Mark {
  return {
    dimension: dimension.id,
    label: dimension.label,
    score: null,
    because,
    quotes: [],
    observation: observation || WHY[because],
    nextStep: because === 'does-not-apply' ? '' : dimension.next_step.low,
    uncertain: false,
  }
}
const WHY = {
  'not-enough': 'There was not enough about this to score it yet.',
  'does-not-apply': 'This did not come up in the talk.',
  'other-language': 'The scripted scorer reads English only.',
  'no-quote': 'None of your own words could be found to back up a score.',
  unread: 'What was answered about this could not be read.',
} satisfies Record<Unscored, string>

/** The judgement where no judge gave one that can be read. */
export function unreadJudgement(coach: Coach, judge: string): Judgement {
  const marks = scoredDimensions(coach).map((dimension) => unscored(dimension, 'unread'))
  return { marks, overall: null, judge, samples: 0 }
}

/** Whether there are no scores because no judge gave any that can be read. */
export const isUnread = (marks: Mark[]): boolean =>
  marks.length > 0 && marks.every(({ because }) => because === 'unread')

/** What a judge says of a dimension; a better wording is of the first quote that stands. */
type Claim = {
  score: number
  quotes: Quote[]
  observation: string
  nextStep: string
  betterWording: (sentence: string) => string
}

/** A dimension's score as far as its proof carries it: none without a quote, at most 7 with only one. */
function provenMark(dimension: Dimension, claim: Claim, transcript: Transcript): Mark {
  const quotes = provenQuotes(claim.quotes, transcript).slice(0, 3)
  const [best] = quotes
  if (!best) return unscored(dimension, 'no-quote')
  const betterWording = soundWording(claim.betterWording(best.text), best.text, transcript)
  const score = quotes.length < 2 ? Math.min(claim.score, STRONG - 1) : claim.score
  return {
    dimension: dimension.id,
    label: dimension.label,
    score,
    because: 'scored',
    quotes,
    observation: claim.observation,
    nextStep: openNextStep(claim.nextStep, dimension, score, transcript),
    ...(betterWording && { betterWording }),
    uncertain: false,
  }
}

/** The marks that a verdict comes to once code has checked it; dimensions that were not asked for are ignored. */
export function verifiedMarks({ judgements }: Verdict, asked: Dimension[], transcript: Transcript): Mark[] {
  return asked.map((dimension) => {
    const judged = judgements.find((judgement) => isAbout(dimension, judgement.dimension))
    if (judged?.sufficiency === 'does_not_apply') return unscored(dimension, 'does-not-apply')
    if (judged?.sufficiency !== 'enough' || judged.anchor === null) {
      return unscored(dimension, 'not-enough', shortened(judged?.observation ?? ''))
    }
    const adjust = judged.anchor === '10' ? Math.min(0, Number(judged.adjust)) : Number(judged.adjust)
    const claim = {
      score: Number(judged.anchor) + adjust,
      quotes: judged.evidence.map(({ round, quote }) => ({ round, text: quote })),
      observation: shortened(judged.observation),
      nextStep: shortened(judged.next_step),
      betterWording: () => shortened(judged.better_wording),
    }
    return provenMark(dimension, claim, transcript)
  })
}

/** Whether a judge means this dimension, which some call by its label. */
export function isAbout({ id, label }: Dimension, named: string): boolean {
  const word = (name: string) => words(folded(name)).join(' ').replaceAll('_', ' ')
  return named === id || [id, label].some((name) => word(name) === word(named))
}

/**
 * The marks of several samples as one: of the scores the middle one, the lower of two middles, as a judge errs upwards.
 * A dimension that half of the samples or more could not score has no score.
 */
export function combine(samples: Mark[][], judge: string, cut = 0): Judgement {
  const marks = (samples[0] ?? []).map((first, at) => {
    const all = samples.flatMap((sample) => sample[at] ?? [])
    const scored = all.filter((mark) => mark.score !== null).sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
    if (scored.length * 2 <= all.length) return all.find((mark) => mark.score === null) ?? first
    const middle = scored[(scored.length - 1) >> 1] ?? first
    const spread = (scored.at(-1)?.score ?? 0) - (scored[0]?.score ?? 0)
    return { ...middle, uncertain: spread > UNCERTAIN_SPREAD }
  })
  return { marks, overall: overallScore(marks), judge, samples: samples.length, ...(cut > 0 && { cut }) }
}

/** The mean of the scored dimensions, rounded half up; null where fewer than two are scored. */
export function overallScore(marks: Mark[]): number | null {
  const scores = marks.flatMap((mark) => mark.score ?? [])
  return scores.length < 2 ? null : Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length)
}

/** The short feedback that is kept with a round. */
export function feedbackText({ marks }: Judgement): string {
  const scored = marks.filter((mark) => mark.score !== null)
  const weakest = scored.toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0))[0]
  if (!weakest) return marks.some(({ cues }) => cues) ? 'By wording, without a score.' : 'Not enough to score yet.'
  const levels = scored.map((mark) => `${mark.label}: ${levelWord(mark.score ?? 0)}`).join('. ')
  return `${levels}. Next: ${weakest.nextStep}`
}

/** The next step, or the rubric's own where what was proposed is already done in the talk. */
function openNextStep(proposed: string, { next_step }: Dimension, score: number, transcript: Transcript): string {
  const { low, mid, high } = next_step
  const byLevel = score < 4 ? [low, mid, high] : score < 7 ? [mid, high] : [high]
  const done = (step: string) =>
    foldedTalk(transcript).turns.some((turn) => coverage(step, turn.words()) >= ALREADY_DONE)
  return [proposed, ...byLevel].find((step) => step !== '' && !done(step)) ?? byLevel.at(-1) ?? high
}

const shortened = (text: string) => (text.length <= 400 ? text.trim() : `${text.slice(0, 399).toWellFormed().trim()}…`)
