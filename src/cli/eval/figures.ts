import { withoutInjection } from '../../coaching/injection.ts'
import type { Answer } from './ask.ts'
import type { FilterFigures } from './filter.ts'
import type { Talk } from './golden.ts'
import { clusters, type Given, givenTo, type Judged, type Scored, scored, talkOfTwo, wordOf } from './judge/judged.ts'
import { WRONG_DOMAIN } from './judge/wrong-domain.ts'
import {
  bias,
  type Interval,
  intervalOf,
  mean,
  meanError,
  type Pair,
  quadraticKappa,
  quantile,
  shareOf,
  spearman,
  spread,
  withinGroups,
  withinOne,
} from './statistics.ts'

type Figure = number | null

/** How well levels agree with what was intended. */
export type Agreement = {
  count: number
  kappa: Interval
  spearman: Figure
  /** What counting the learner's words comes to: what no judge at all would reach. */
  wordCount: Figure
  bias: Figure
  meanError: Figure
  withinOne: Figure
  /** Of those that should have a level, how many got one. */
  coverage: Figure
}

/** How far marks move when a talk is changed in a way that must not count. */
export type Shift = { count: number; mean: Figure; max: Figure; towards: Figure; appeared: number }

/** All that is measured of a judge. The form is that of figures.json. */
export type Figures = ReturnType<typeof figuresOf>

export type About = { judge: string; repeats: number; samples: number; cost: number | null; filter: FilterFigures }

/** What the answers of a judge to these talks come to. */
export function figuresOf(talks: Talk[], answers: Answer[], about: About, resamples?: number) {
  const given = givenTo(talks, answers)
  const marks = given.marks.filter(isAgreedOn)
  const wholes = given.wholes.filter(isAgreedOn)
  const agreement = (all: Judged[]) => agreementOf(all, resamples)
  const by = (of: (one: Judged) => string) =>
    Object.fromEntries([...Map.groupBy(marks, of)].map(([name, all]) => [name, agreement(all)]))
  const part = (isIn: (talk: Talk) => boolean) => ({
    wholes: agreement(wholes.filter(({ talk }) => isIn(talk))),
    marks: agreement(marks.filter(({ talk }) => isIn(talk))),
  })
  const ofWholes = clusters(scored(wholes))
  const ofMarks = clusters(scored(marks))

  return {
    ...about,
    talks: talks.length,
    wholes: agreement(wholes),
    marks: agreement(marks),
    developed: part(({ heldOut }) => !heldOut),
    heldOut: part(({ heldOut }) => heldOut),
    withinTalk: withinTalk(scored(marks), resamples),
    beyondTwoLevels: intervalOf(ofMarks, beyondTwoLevels, resamples),
    against: {
      twoLevels: intervalOf(ofMarks, (all) => lead(all, quadraticKappa(withTwoLevels(all))), resamples),
      wordCount: intervalOf(ofWholes, aboveWordCount, resamples),
    },
    languages: by(({ talk }) => talk.language),
    domains: by(({ talk }) => talk.domain),
    dimensions: by(({ dimension }) => dimension),
    kinds: by(({ talk }) => talk.kind),
    confusion: confusionOf(marks),
    abstention: abstentionOf(given.marks),
    wrongDomain: wrongDomainOf(given.wholes),
    twins: twinsOf(marks),
    injection: shiftOf('injection', given.marks),
    stuffing: shiftOf('stuffing', given.marks),
    padded: shiftOf('padded', given.marks),
    quotes: quotesOf(given),
    repeated: repeatedOf(given, about.repeats),
    readers: readersOf(talks, marks, resamples),
    failures: {
      all: shareOf(answers, ({ failed }) => failed !== null),
      json: shareOf(answers, ({ failed }) => failed === 'llm-bad-json'),
    },
    latency: { p50: latency(answers, 0.5), p95: latency(answers, 0.95) },
    tokens: tokensOf(answers),
  }
}

const isAgreedOn = ({ talk }: Judged) => talk.measures === 'agreement'

function agreementOf(all: Judged[], resamples?: number): Agreement {
  const pairs = scored(all)
  return {
    count: pairs.length,
    kappa: intervalOf(clusters(pairs), quadraticKappa, resamples),
    spearman: spearman(pairs.map(({ intended, given }) => [intended, given])),
    wordCount: spearman(pairs.map(({ intended, words }) => [intended, words])),
    bias: bias(pairs),
    meanError: meanError(pairs),
    withinOne: withinOne(pairs),
    coverage: shareOf(
      all.filter(({ intended }) => intended !== null),
      ({ given }) => given !== null,
    ),
  }
}

/** Whether one who gives a talk higher marks here than there does so where it was intended. */
const withinTalk = (pairs: (Pair & { root: string; talk: Talk })[], resamples?: number) =>
  intervalOf(
    clusters([...Map.groupBy(pairs, ({ talk }) => talk).values()].map((all) => ({ root: all[0]?.root ?? '', all }))),
    (groups) => withinGroups(groups.map(({ all }) => all)),
    resamples,
  )

/** Whether one tells a 1 from a 4, and a 6 from a 10. */
function beyondTwoLevels(all: Scored[]): Figure {
  const halves = Map.groupBy(all, ({ intended }) => intended < 6)
  return withinGroups([...halves.values()])
}

/** The judge's kappa above that of one who knows of each talk only whether it is weak or not. */
function lead(all: Scored[], baseline: Figure): Figure {
  const own = quadraticKappa(all)
  return own === null || baseline === null ? null : own - baseline
}
const withTwoLevels = (all: Scored[]): Pair[] => all.map(({ talk, intended }) => ({ intended, given: talkOfTwo(talk) }))

/** Spearman above what counting words, or their lack, comes to. A judge that gives all the same ranks nobody, which is 0. */
function aboveWordCount(all: Scored[]): Figure {
  const counted = spearman(all.map(({ intended, words }) => [intended, words]))
  if (counted === null) return null
  return (spearman(all.map(({ intended, given }) => [intended, given])) ?? 0) - Math.abs(counted)
}

/** How often each level word was given where each was intended. */
function confusionOf(marks: Judged[]): Record<string, Record<string, number>> {
  const words = ['Starting', 'Developing', 'Strong', 'Exemplary', 'none']
  const count = (intended: string, given: string) =>
    marks.filter((one) => wordOf(one.intended) === intended && wordOf(one.given) === given).length
  return Object.fromEntries(
    words.map((intended) => [intended, Object.fromEntries(words.map((given) => [given, count(intended, given)]))]),
  )
}

/** Kinds of changed talks in which nothing is there to score, whoever judges. */
const NOTHING_TO_SCORE = ['too-short', 'off-topic', 'not-applicable']

function abstentionOf(marks: Judged[]) {
  const abstained = ({ given }: Judged) => given === null
  const should = marks.filter(({ intended }) => intended === null)
  const agreed = marks.filter(isAgreedOn)
  return {
    precision: shareOf(agreed.filter(abstained), ({ intended }) => intended === null),
    recall: shareOf(should.filter(isAgreedOn), abstained),
    recallWhereNothingIsToScore: shareOf(
      should.filter(({ talk }) => talk.measures === 'changes' && NOTHING_TO_SCORE.includes(talk.kind)),
      abstained,
    ),
  }
}

const MOST_IN_WRONG_DOMAIN = 4

/** The whole of strong talks by the rubric of another domain. One without a level counts as the lowest: nothing was given for it. */
function wrongDomainOf(wholes: Judged[]) {
  const levels = wholes.filter(({ talk }) => talk.kind === WRONG_DOMAIN).map(({ given }) => given ?? 1)
  return {
    count: levels.length,
    mean: mean(levels),
    above: shareOf(levels, (level) => level > MOST_IN_WRONG_DOMAIN),
  }
}

type Moved = { language: string; differs: Talk['differs']; meant: number; before: Figure; after: Figure }

/** Marks of twins against those of the talks that they were made of. */
function twinsOf(marks: Judged[]) {
  const known = new Map(marks.map((one) => [`${one.talk.id} ${one.dimension}`, one]))
  const moved = marks.flatMap(({ talk, dimension, intended, given }): Moved[] => {
    const first = known.get(`${talk.twin} ${dimension}`)
    if (!first || first.intended === null || intended === null) return []
    const { language, differs } = talk
    return [{ language, differs, meant: intended - first.intended, before: first.given, after: given }]
  })
  const by = (all: Moved[]) =>
    all.flatMap(({ before, after, meant }) => (before === null || after === null ? [] : [after - before - meant]))
  const told = moved.filter(({ differs }) => differs === 'language')
  const languages = Object.fromEntries(
    [...Map.groupBy(told, ({ language }) => language)].map(([language, all]) => [
      language,
      { count: by(all).length, shift: mean(by(all)) },
    ]),
  )
  const shifts = Object.values(languages).flatMap(({ shift }) => (shift === null ? [] : [Math.abs(shift)]))
  const changed = moved.filter(({ differs, meant }) => differs === 'deed' && meant !== 0)
  return {
    languages,
    /** Of the language in which marks move farthest, either way. */
    farthest: shifts.length === 0 ? null : Math.max(...shifts),
    vanished: shareOf(
      told.filter(({ before }) => before !== null),
      ({ after }) => after === null,
    ),
    length: mean(by(moved.filter(({ differs }) => differs === 'length')).map(Math.abs)),
    /** Of the marks that one deed changes, how many move the right way. */
    deed: shareOf(changed, ({ before, after, meant }) => Math.sign((after ?? 0) - (before ?? 0)) === Math.sign(meant)),
  }
}

/** The marks of the changed talks against those of their twins. What had no score before and has one now is counted apart. */
function shiftOf(kind: string, marks: Judged[]): Shift {
  const changed = marks.filter(({ talk }) => talk.kind === kind)
  const moved = changed.flatMap(({ talk, dimension, given: after }) => {
    const before = marks.find((one) => one.talk.id === talk.twin && one.dimension === dimension)
    return before ? [{ before: before.given, after }] : []
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
function quotesOf({ shown }: Given) {
  const quotes = shown.flatMap(({ talk, mark }) => mark.quotes.map((quote) => ({ talk, quote })))
  return {
    shown: quotes.length,
    present: shareOf(
      shown.filter(({ mark }) => mark.score !== null),
      ({ mark }) => mark.quotes.length > 0,
    ),
    verbatim: shareOf(quotes, ({ talk, quote }) => isSaid(talk, quote)),
    lost: shareOf(shown, ({ mark }) => mark.because === 'no-quote'),
  }
}

/** Whether the learner's words hold this quote, where the filter left it. */
export function isSaid(talk: Talk, quote: { round: number; text: string }): boolean {
  const reply = talk.rounds.find((round) => round.number === quote.round)?.reply ?? ''
  return withoutInjection(reply).text.includes(quote.text)
}

/** How far the same talk's marks lie apart when it is judged again; nothing is known of it from one time. */
function repeatedOf({ shown }: Given, repeats: number) {
  if (repeats < 2) return { spread: null, worst: null, flips: null }
  const again = [...Map.groupBy(shown, ({ talk, mark }) => `${talk.id} ${mark.dimension}`).values()]
    .map((all) => all.map(({ mark }) => mark.score))
    .filter((all) => all.length > 1)
  const known = again.map((all) => all.filter((score) => score !== null)).filter((all) => all.length > 1)
  return {
    spread: mean(known.map((all) => spread(all) ?? 0)),
    worst: known.length === 0 ? null : Math.max(...known.map((all) => Math.max(...all) - Math.min(...all))),
    /** Marks whose level word, or whether there is one, was not the same each time. */
    flips: shareOf(again, (all) => new Set(all.map(wordOf)).size > 1),
  }
}

/** How the second reader, who knew nothing of the first one's levels, agrees with the first: what a judge can at best be asked for. */
function readersOf(talks: Talk[], marks: Judged[], resamples?: number) {
  const root = new Map(marks.map((one) => [one.talk, one.root]))
  const both = talks.flatMap((talk) =>
    Object.entries(talk.second ?? {}).flatMap(([dimension, given]): Judged[] => {
      const intended = talk.intended[dimension]
      if (intended === undefined || talk.measures === 'changes') return []
      return [{ talk, root: root.get(talk) ?? talk.id, words: 0, dimension, intended, given }]
    }),
  )
  const none = both.filter(({ intended }) => intended === null)
  return {
    talks: new Set(both.map(({ talk }) => talk)).size,
    marks: agreementOf(both, resamples),
    withinTalk: withinTalk(scored(both), resamples),
    abstention: shareOf(none, ({ given }) => given === null),
  }
}

const latency = (answers: Answer[], share: number) =>
  quantile(
    answers.map(({ ms }) => ms),
    share,
  )

function tokensOf(answers: Answer[]) {
  const sum = (of: (one: Answer) => number) => answers.reduce((total, one) => total + of(one), 0)
  return {
    input: sum(({ inputTokens }) => inputTokens),
    cached: sum(({ cachedTokens }) => cachedTokens),
    output: sum(({ outputTokens }) => outputTokens),
  }
}
