import { soundWording } from './better-wording.ts'
import { foldedTalk, provenQuotes } from './evidence.ts'
import { type Coach, type Dimension, type Judgement, levelWord, type Mark, type Quote } from './model.ts'
import type { Transcript } from './transcript.ts'
import type { Verdict } from './verdict.ts'
import { coverage, folded, hasWords, words } from './wording.ts'

const FEWEST_WORDS = 3 // of the learner in the whole talk: fewer hold no quote, so there can be no score
const UNCERTAIN_SPREAD = 2 // points between the samples of a judge
const ALREADY_DONE = 0.7 // of the words of a next step stand in the talk

/** The dimensions of the rubric that this persona's learners are scored on. */
export function scoredDimensions({ persona, rubric }: Coach): Dimension[] {
  const scored = rubric.dimensions.filter((dimension) => persona.dimensions.includes(dimension.id))
  return scored.length > 0 ? scored : rubric.dimensions
}

/** Whether nothing could be proved whatever a judge would say, so that none is asked. What a talk is about, a judge says. */
export const saysTooLittle = ({ turns }: Transcript): boolean =>
  !hasWords(turns.map((turn) => turn.reply).join(' '), FEWEST_WORDS)

/** Why a dimension has no score. */
type Unscored = Exclude<Mark['because'], 'scored' | 'by-wording'>
/** A dimension without a score, and why; the observation is a judge's reason. */
export function unscored(dimension: Dimension, because: Unscored, observation = ''): Mark {
  return {
    dimension: dimension.id,
    label: dimension.label,
    score: null,
    because,
    quotes: [],
    observation,
    nextStep: because === 'does-not-apply' ? '' : dimension.next_step.low,
    uncertain: false,
  }
}

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

/** A dimension's score with its proof: none without a quote. One is enough: who says a thing once and well said it. */
function provenMark(dimension: Dimension, claim: Claim, transcript: Transcript): Mark {
  const quotes = provenQuotes(claim.quotes, transcript).slice(0, 3)
  const [best] = quotes
  if (!best) return unscored(dimension, 'no-quote')
  const betterWording = soundWording(claim.betterWording(best.text), best.text, transcript)
  const { score } = claim
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
    if (!judged) return unscored(dimension, 'unread')
    const reason = shortened(judged.observation)
    if (judged.sufficiency === 'does_not_apply') return unscored(dimension, 'does-not-apply', reason)
    if (judged.sufficiency !== 'enough' || judged.anchor === null) return unscored(dimension, 'not-enough', reason)
    const adjust = judged.anchor === '10' ? Math.min(0, Number(judged.adjust)) : Number(judged.adjust)
    const claim = {
      score: Number(judged.anchor) + adjust,
      quotes: judged.evidence.map(({ round, quote }) => ({ round, text: quote })),
      observation: reason,
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
 * The marks of several samples as one: of the scores the middle one, and between two middles the whole number below. A dimension that
 * half of the samples or more could not score has no score, for the reason that most of them gave; what could not be read has no say.
 *
 * This is all the care that is taken of a judge's levels. Simulated (40,000 talks, levels 1 to 10, noise of one level), the median of three is
 * right in 59 % and 0.43 levels off on average, without a bias. With at most 7 for one quote: 51 %, 0.65 off and 0.28 too low; with "the
 * lower level in doubt": 56 %, 0.47 and 0.23 too low; with both, and the lower of two middles: 49 %, 0.67 and 0.47 too low. Between two
 * middles, rounding down is 0.51 off; rounding up 0.52, and 0.74 instead of 0.50 with a judge who gives half a level too much.
 */
export function combine(samples: Mark[][], judge: string, cut = 0): Judgement {
  const marks = (samples[0] ?? []).map((first, at) => {
    const given = samples.flatMap((sample) => sample[at] ?? [])
    const read = given.filter(({ because }) => because !== 'unread')
    const all = read.length > 0 ? read : given
    const scored = all.filter((mark) => mark.score !== null).sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
    if (scored.length * 2 <= all.length) return commonReason(all) ?? first
    const [lower = first, upper = first] = [scored[(scored.length - 1) >> 1], scored[scored.length >> 1]]
    const score = Math.ceil(((lower.score ?? 0) + (upper.score ?? 0) - 1) / 2)
    const spread = (scored.at(-1)?.score ?? 0) - (scored[0]?.score ?? 0)
    return { ...(score === lower.score ? lower : upper), score, uncertain: spread > UNCERTAIN_SPREAD }
  })
  return { marks, overall: overallScore(marks), judge, samples: samples.length, ...(cut > 0 && { cut }) }
}

/** Of the marks without a score one that gives the reason of most. */
function commonReason(marks: Mark[]): Mark | undefined {
  const without = marks.filter((mark) => mark.score === null)
  const alike = (mark: Mark) => without.filter(({ because }) => because === mark.because).length
  return without.toSorted((one, other) => alike(other) - alike(one))[0]
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
