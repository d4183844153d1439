import type { Coach, Mark } from '../../../coaching/model.ts'
import type { JudgeModel } from '../../../llm/minds.ts'
import { type Answer, askAll } from '../ask.ts'
import { isSaid } from '../figures.ts'
import { agreedOn, type Talk } from '../golden.ts'
import {
  intervalOf,
  lineThrough,
  mean,
  type Pair,
  quadraticKappa,
  shareOf,
  spearman,
  withinGroups,
} from '../statistics.ts'
import { clusters, rootOf } from './judged.ts'
import { WRONG_DOMAIN } from './wrong-domain.ts'

const LEAST = 1
const MOST = 10
const FEWEST_CUED = 2 // dimensions, as for a level of the whole
const MAY_SHOW = 0.4 // the lower end of kappa, from which the product may show an estimate

/** All that is measured of a scorer by wording. The form is that of figures.json. */
export type CueFigures = ReturnType<typeof cueFiguresOf>

/** A dimension of a talk with the share of its cues that were found. */
type Cued = { talk: Talk; root: string; dimension: string; level: number; share: number }

/** What the marks by wording come to: whether more cues stand where levels are higher, and none where there is nothing. */
function cueFiguresOf(talks: Talk[], answers: Answer[], judge: string, resamples?: number) {
  const byId = new Map(talks.map((talk) => [talk.id, talk]))
  const first = answers.filter(({ repeat }) => repeat === 1)
  const marksOf = new Map(first.map(({ talk, judgement }) => [talk, judgement?.marks ?? []]))
  const english = agreedOn(talks).filter(({ language }) => language === 'en')
  const cued = english.flatMap((talk) =>
    (marksOf.get(talk.id) ?? []).flatMap((mark): Cued[] => {
      const share = shareFound([mark])
      const level = talk.intended[mark.dimension] ?? null
      if (share === null || level === null) return []
      return [{ talk, root: rootOf(talk, byId).id, dimension: mark.dimension, level, share }]
    }),
  )
  const rank = (all: Cued[]) =>
    intervalOf(clusters(all), (some) => spearman(some.map(({ share, level }) => [share, level])), resamples)
  const part = (all: Cued[]) => ({ count: all.length, rank: rank(all), withinTalk: within(all, resamples) })
  const of = (kind: string) => talks.filter((talk) => talk.kind === kind)
  const shares = (some: Talk[]) => mean(some.flatMap(({ id }) => shareFound(marksOf.get(id) ?? []) ?? []))
  const wrong = of(WRONG_DOMAIN)
  const inWrong = shares(wrong)
  const inOwn = shares(wrong.flatMap(({ twin }) => byId.get(twin ?? '') ?? []))

  return {
    judge,
    talks: talks.length,
    all: part(cued),
    developed: part(cued.filter(({ talk }) => !talk.heldOut)),
    heldOut: part(cued.filter(({ talk }) => talk.heldOut)),
    dimensions: Object.fromEntries(
      [...Map.groupBy(cued, ({ dimension }) => dimension)].map(([name, all]) => [name, part(all)]),
    ),
    quotes: quotesOf(talks, marksOf),
    meaningless: foundIn(of(MEANINGLESS), marksOf),
    otherLanguages: foundIn(
      talks.filter(({ language }) => language !== 'en'),
      marksOf,
    ),
    wrongDomain: {
      count: wrong.length,
      share: inWrong,
      own: inOwn,
      ofOwn: inWrong !== null && inOwn ? inWrong / inOwn : null,
    },
    repeated: sameAgain(answers),
    estimate: estimateOf(english, marksOf, byId, resamples),
  }
}

const within = (all: Cued[], resamples?: number) =>
  intervalOf(
    clusters(
      [...Map.groupBy(all, ({ talk }) => talk).values()].map((some) => ({
        root: some[0]?.root ?? '',
        pairs: some.map(({ level, share }): Pair => ({ intended: level, given: share })),
      })),
    ),
    (groups) => withinGroups(groups.map(({ pairs }) => pairs)),
    resamples,
  )

const found = ({ cues = [] }: Mark) => cues.flatMap(({ quote }) => quote ?? [])

/** Of all cues of these marks, how many were found; null where none was looked for. */
function shareFound(marks: Mark[]): number | null {
  const all = marks.reduce((sum, { cues = [] }) => sum + cues.length, 0)
  return all === 0 ? null : marks.reduce((sum, mark) => sum + found(mark).length, 0) / all
}

const foundIn = (talks: Talk[], marksOf: Map<string, Mark[]>) =>
  talks.reduce((sum, { id }) => sum + (marksOf.get(id) ?? []).flatMap(found).length, 0)

/** Quotes that stand under two cues of a talk, whole or in part, and those that are in the talk. */
function quotesOf(talks: Talk[], marksOf: Map<string, Mark[]>) {
  const shown = talks.flatMap((talk) => {
    const all = (marksOf.get(talk.id) ?? []).flatMap(found)
    return all.map((quote, at) => ({
      isSaid: isSaid(talk, quote),
      isTwice: all.some(
        (other, index) => index !== at && other.round === quote.round && other.text.includes(quote.text),
      ),
    }))
  })
  return {
    shown: shown.length,
    twice: shareOf(shown, ({ isTwice }) => isTwice),
    verbatim: shareOf(shown, ({ isSaid: isThere }) => isThere),
  }
}

/** The share of talks that come out the same when they are judged again. */
function sameAgain(answers: Answer[]) {
  const again = [...Map.groupBy(answers, ({ talk }) => talk).values()].filter((all) => all.length > 1)
  return { same: shareOf(again, (all) => new Set(all.map(({ judgement }) => JSON.stringify(judgement))).size === 1) }
}

/** The level of the whole by a straight line from the share of all cues found: fitted on the developed talks, measured on those held out. */
function estimateOf(english: Talk[], marksOf: Map<string, Mark[]>, byId: Map<string, Talk>, resamples?: number) {
  const points = english.flatMap((talk) => {
    const marks = (marksOf.get(talk.id) ?? []).filter(({ cues }) => cues !== undefined)
    const share = shareFound(marks)
    if (talk.overall === null || share === null || marks.length < FEWEST_CUED) return []
    return [{ talk, root: rootOf(talk, byId).id, intended: talk.overall, share }]
  })
  const fittedOn = points.filter(({ talk }) => !talk.heldOut)
  const line = lineThrough(fittedOn.map(({ share, intended }) => [share, intended]))
  const measured = points
    .filter(({ talk }) => talk.heldOut)
    .map((point) => ({
      ...point,
      given: Math.min(MOST, Math.max(LEAST, Math.round((line?.slope ?? 0) * point.share + (line?.intercept ?? 0)))),
    }))
  const kappa = intervalOf(clusters(line ? measured : []), quadraticKappa, resamples)
  return {
    fittedOn: fittedOn.length,
    measuredOn: measured.length,
    slope: line?.slope ?? null,
    intercept: line?.intercept ?? null,
    kappa,
    mayShow: kappa.low !== null && kappa.low > MAY_SHOW,
  }
}

/** Whether the product may show an estimate of the whole, in a sentence. */
export function estimateSentence({ estimate: { kappa, fittedOn, measuredOn, mayShow } }: CueFigures): string {
  const measured =
    kappa.value === null
      ? `on ${measuredOn} held-out talks nothing can be said of it`
      : `fitted on ${fittedOn} developed English talks, it reaches kappa ${kappa.value.toFixed(2)} [${kappa.low?.toFixed(2) ?? '–'} to ${kappa.high?.toFixed(2) ?? '–'}] on ${measuredOn} held-out ones`
  return `An estimate of the whole talk from the share of cues found: ${measured}. ${mayShow ? `The lower end is above ${MAY_SHOW}: the product may show it.` : `The lower end is not above ${MAY_SHOW}: the product must not show it.`}`
}

const MEANINGLESS = 'meaningless'
/** Says nothing in any domain: what a scorer finds in it, it finds in words and not in sense. */
const NOTHING = [
  'On Monday the seven whys of the blue quarter were as clear as 40 %, because the table is a table, and so the number 12 was in the room.',
  'Then 3 of 5 windows by Friday, which is the reason of the reason, and everyone and nobody at 14:30, as one says, in the sense of the whole.',
  'So all in all 250 and the two of them, step by step of the step, which means what it means until the end of the week.',
]

/** The text that says nothing, as a talk of each domain. */
const meaninglessTalks = (domains: string[]): Talk[] =>
  domains.map((domain) => ({
    id: `${MEANINGLESS} ${domain}`,
    domain,
    language: 'en',
    kind: MEANINGLESS,
    twin: undefined,
    differs: undefined,
    heldOut: false,
    measures: 'changes',
    overall: null,
    intended: {},
    quotes: {},
    second: undefined,
    rounds: NOTHING.map((reply, at) => ({ number: at + 1, reply, answer: 'What happened then?' })),
  }))

/** Has a scorer by wording look at these talks twice, and says what it comes to. */
export async function measuredCues(
  talks: Talk[],
  judge: JudgeModel,
  coachOf: (domain: string) => Coach,
  resamples?: number,
): Promise<CueFigures> {
  const domains = [...new Set(talks.map(({ domain }) => domain))]
  const all = [...talks, ...meaninglessTalks(domains)]
  const answers = await askAll({ talks: all, coachOf, judgeOf: () => judge, repeats: 2, samples: 1, atOnce: 1 })
  return cueFiguresOf(all, answers, judge.name, resamples)
}
