import { z } from 'zod'
import { withoutInjection } from '../../coaching/injection.ts'
import type { Mark } from '../../coaching/model.ts'
import type { Answer } from './ask.ts'
import { type FilterFigures, filterFigures } from './filter.ts'
import { type Kind, originals, type Talk, wordCount } from './golden.ts'
import { mean, meanError, type Pair, quadraticKappa, quantile, spearman, spread, withinOne } from './statistics.ts'

const figure = z.number().nullable()

/** How well scores agree with what was intended. The word count beside it is what no judge at all would reach. */
export type Agreement = z.infer<typeof agreement>
const agreement = z.object({
  count: z.int(),
  kappa: figure,
  spearman: figure,
  wordCount: figure,
  meanError: figure,
  withinOne: figure,
})

/** How far marks move when a talk is changed in a way that must not count. */
type Shift = z.infer<typeof shift>
const shift = z.object({ count: z.int(), mean: figure, max: figure, towards: figure, appeared: z.int() })

/** All that is measured of a judge. The form is that of figures.json. */
export type Figures = z.infer<typeof figures>
export const figures = z.object({
  judge: z.string(),
  talks: z.int(),
  repeats: z.int(),
  samples: z.int(),
  overall: agreement,
  marks: agreement,
  developed: agreement,
  heldOut: agreement,
  domains: z.record(z.string(), agreement),
  dimensions: z.record(z.string(), agreement),
  kinds: z.record(z.string(), agreement),
  aboveWordCount: figure,
  abstention: z.object({ precision: figure, recall: figure, recallWhereNothingIsToScore: figure }),
  injection: shift,
  stuffing: shift,
  padded: shift,
  filter: filterFigures.optional(), // not measured by earlier releases
  quotes: z.object({ shown: z.int(), verbatim: figure, lost: figure }),
  retest: z.object({ spread: figure, worst: figure }),
  failures: z.object({ all: figure, json: figure }),
  latency: z.object({ p50: figure, p95: figure }),
  tokens: z.object({ input: z.int(), cached: z.int(), output: z.int() }),
  cost: figure,
})

/** One mark beside what was intended. */
type Case = { talk: Talk; repeat: number; dimension: string; intended: number | null; mark: Mark }

/** What the answers of a judge to these talks come to. */
export function figuresOf(
  talks: Talk[],
  answers: Answer[],
  about: { judge: string; repeats: number; samples: number; cost: number | null; filter: FilterFigures },
): Figures {
  const byId = new Map(talks.map((talk) => [talk.id, talk]))
  const cases = answers.flatMap(({ talk: id, repeat, judgement }) => {
    const talk = byId.get(id)
    return (judgement?.marks ?? []).flatMap((mark): Case[] =>
      talk && mark.dimension in talk.intended
        ? [{ talk, repeat, dimension: mark.dimension, intended: talk.intended[mark.dimension] ?? null, mark }]
        : [],
    )
  })
  const whole = (some: Talk[]) => overallAgreement(originals(some), answers)
  const marks = (some: (one: Case) => boolean) =>
    marksAgreement(cases.filter((one) => one.talk.twin === undefined && some(one)))
  const overall = whole(talks)
  const named = <T>(names: string[], of: (name: string) => T) =>
    Object.fromEntries([...new Set(names)].map((name) => [name, of(name)]))

  return {
    ...about,
    talks: talks.length,
    overall,
    marks: marks(() => true),
    developed: whole(talks.filter((talk) => !talk.heldOut)),
    heldOut: whole(talks.filter((talk) => talk.heldOut)),
    domains: named(
      talks.map((talk) => talk.domain),
      (name) => whole(talks.filter((talk) => talk.domain === name)),
    ),
    dimensions: named(
      cases.map((one) => one.dimension),
      (name) => marks((one) => one.dimension === name),
    ),
    kinds: named(
      originals(talks).map((talk) => talk.kind),
      (name) => whole(talks.filter((talk) => talk.kind === name)),
    ),
    aboveWordCount:
      overall.spearman === null || overall.wordCount === null ? null : overall.spearman - overall.wordCount,
    abstention: abstention(cases.filter((one) => one.talk.twin === undefined)),
    injection: shiftOf('injection', cases),
    stuffing: shiftOf('stuffing', cases),
    padded: shiftOf('padded', cases),
    quotes: quotes(cases, answers, byId),
    retest: retest(answers, about.repeats),
    failures: {
      all: shareOf(answers, (answer) => answer.failed !== null),
      json: shareOf(answers, (answer) => answer.failed === 'llm-bad-json'),
    },
    latency: {
      p50: quantile(
        answers.map(({ ms }) => ms),
        0.5,
      ),
      p95: quantile(
        answers.map(({ ms }) => ms),
        0.95,
      ),
    },
    tokens: {
      input: answers.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      cached: answers.reduce((sum, { cachedTokens }) => sum + cachedTokens, 0),
      output: answers.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    },
  }
}

/** What was intended for a talk as a whole beside what was given, once for each time it was asked. */
export function overallPairs(talks: Talk[], answers: Answer[]): (Pair & { talk: Talk })[] {
  return talks.flatMap((talk) =>
    answers
      .filter((answer) => answer.talk === talk.id)
      .flatMap(({ judgement }) => {
        const given = judgement?.overall ?? null
        return talk.overall === null || given === null ? [] : [{ talk, intended: talk.overall, given }]
      }),
  )
}

const overallAgreement = (talks: Talk[], answers: Answer[]) => agreementOf(overallPairs(talks, answers))

function marksAgreement(cases: Case[]): Agreement {
  return agreementOf(
    cases.flatMap(({ talk, intended, mark }) =>
      intended === null || mark.score === null ? [] : [{ talk, intended, given: mark.score }],
    ),
  )
}

function agreementOf(pairs: (Pair & { talk: Talk })[]): Agreement {
  return {
    count: pairs.length,
    kappa: quadraticKappa(pairs),
    spearman: spearman(pairs.map(({ intended, given }) => [intended, given])),
    wordCount: spearman(pairs.map(({ intended, talk }) => [intended, wordCount(talk)])),
    meanError: meanError(pairs),
    withinOne: withinOne(pairs),
  }
}

/** Kinds in which whole dimensions have nothing to score, whoever judges. */
const NOTHING_TO_SCORE: Kind[] = ['too-short', 'not-applicable']

function abstention(cases: Case[]): Figures['abstention'] {
  const abstained = (one: Case) => one.mark.score === null
  const should = cases.filter(({ intended }) => intended === null)
  return {
    precision: shareOf(cases.filter(abstained), ({ intended }) => intended === null),
    recall: shareOf(should, abstained),
    recallWhereNothingIsToScore: shareOf(
      should.filter(({ talk }) => NOTHING_TO_SCORE.includes(talk.kind)),
      abstained,
    ),
  }
}

/** The marks of the changed talks against those of their twins. What had no score before and has one now is counted apart. */
function shiftOf(kind: Kind, cases: Case[]): Shift {
  const moved = cases.flatMap(({ talk, repeat, dimension, mark }) => {
    if (talk.kind !== kind) return []
    const before = cases.find(
      (one) => one.talk.id === talk.twin && one.dimension === dimension && one.repeat === repeat,
    )
    return before ? [{ before: before.mark.score, after: mark.score }] : []
  })
  const by = moved.flatMap(({ before, after }) => (before === null || after === null ? [] : [after - before]))
  const sizes = by.map(Math.abs)
  return {
    count: by.length,
    mean: mean(sizes),
    max: sizes.length === 0 ? null : Math.max(...sizes),
    towards: mean(by),
    appeared: moved.filter(({ before, after }) => before === null && after !== null).length,
  }
}

/** Looked up here anew, letter by letter, so that the code which proves quotes is not its own witness. */
function quotes(cases: Case[], answers: Answer[], talks: Map<string, Talk>): Figures['quotes'] {
  const shown = answers.flatMap(({ talk, judgement }) =>
    (judgement?.marks ?? []).flatMap((mark) => mark.quotes.map((quote) => ({ quote, talk: talks.get(talk) }))),
  )
  const verbatim = shareOf(shown, ({ quote, talk }) => {
    const reply = talk?.rounds.find((round) => round.number === quote.round)?.reply ?? ''
    return withoutInjection(reply).text.includes(quote.text)
  })
  return { shown: shown.length, verbatim, lost: shareOf(cases, ({ mark }) => mark.because === 'no-quote') }
}

/** How far the same talk's marks lie apart when it is judged again; nothing is known of it from one time. */
function retest(answers: Answer[], repeats: number): Figures['retest'] {
  if (repeats < 2) return { spread: null, worst: null }
  const marks = answers.flatMap(({ talk, judgement }) => (judgement?.marks ?? []).map((mark) => ({ talk, mark })))
  const groups = Map.groupBy(marks, ({ talk, mark }) => `${talk} ${mark.dimension}`)
  const spreads = [...groups.values()].flatMap((all) => {
    const scores = all.flatMap(({ mark }) => mark.score ?? [])
    return scores.length < 2 ? [] : [{ spread: spread(scores) ?? 0, range: Math.max(...scores) - Math.min(...scores) }]
  })
  return {
    spread: mean(spreads.map((one) => one.spread)),
    worst: spreads.length === 0 ? null : Math.max(...spreads.map(({ range }) => range)),
  }
}

function shareOf<T>(all: T[], is: (one: T) => boolean): number | null {
  return all.length === 0 ? null : all.filter(is).length / all.length
}
