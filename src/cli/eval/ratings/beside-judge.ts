import { type Interval, intervalOf, mean } from '../statistics.ts'
import { aboveOthers, nonesOf, peoplePairs, saidBy } from './agreement.ts'
import { type By, byTalk, levelOf, levelPairs, meanKappa, type Rated } from './rated.ts'

const FEWEST_TALKS = 20 // fewer tell nothing of the next talk
const AS_GOOD = 0.1 // of kappa: what a judge may be worse than a second person
const LENIENCY = 0.15 // of marks; what Calderon and others take for raters who are skilled and no experts

/** A judge beside the people who rated the same. */
export type BesideJudge = {
  judge: string
  kappa: Interval
  byRater: { rater: string; marks: number; kappa: Interval }[]
  /** How much better it agrees with people than people with each other; below zero: worse. */
  difference: Interval
  above: Interval
  /** What people gave a level and it gave none, as a share. */
  missed: number | null
  nones: ReturnType<typeof nonesOf>
  /** For each rater: how much more often it is at least as near to the others as that rater is. */
  nearer: { rater: string; advantage: Interval; isBeaten: boolean }[]
  verdict: 'yes' | 'no' | 'not shown' | 'too little' | 'no agreement'
  sentence: string
}

const ofJudge: By = ({ judge }) => judge

/** Holds a judge beside people, and says whether it may stand in for a second one. */
export function besideJudge(rated: Rated[], raters: string[], judge: string, people: Interval): BesideJudge {
  const levelled = rated.filter(({ said }) => said.some((one) => typeof one === 'number'))
  const pairs = raters.map((_, at): [By, By] => [saidBy(at), ofJudge])
  const kappa = meanKappa(rated, pairs)
  const difference = meanKappa(rated, pairs, peoplePairs(raters.length))
  const both = new Set(
    rated.flatMap(({ talk, said, judge: its }) =>
      levelOf(its) !== null && said.filter((one) => typeof one === 'number').length > 1 ? [talk] : [],
    ),
  )
  const verdict = verdictOf(both.size, raters.length, people, difference)
  return {
    judge,
    kappa,
    byRater: raters.map((rater, at) => ({
      rater,
      marks: levelPairs(rated, saidBy(at), ofJudge).length,
      kappa: meanKappa(rated, [[saidBy(at), ofJudge]]),
    })),
    difference,
    above: aboveOthers(rated, ofJudge),
    missed: mean(levelled.map((row) => (levelOf(row.judge) === null ? 1 : 0))),
    nones: nonesOf(rated, pairs),
    nearer: raters.length < 3 ? [] : raters.map((rater, at) => ({ rater, ...nearerThan(rated, at) })),
    verdict,
    sentence: sentenceOf(verdict, judge, { kappa, people, difference, talks: both.size }),
  }
}

function verdictOf(talks: number, raters: number, people: Interval, difference: Interval): BesideJudge['verdict'] {
  if (talks < FEWEST_TALKS || raters < 2 || difference.low === null || difference.high === null) return 'too little'
  if (people.low === null || people.low <= 0) return 'no agreement'
  if (difference.low >= -AS_GOOD) return 'yes'
  return difference.high < -AS_GOOD ? 'no' : 'not shown'
}

type Shown = { kappa: Interval; people: Interval; difference: Interval; talks: number }

function sentenceOf(
  verdict: BesideJudge['verdict'],
  judge: string,
  { kappa, people, difference, talks }: Shown,
): string {
  const figures = `It agrees with people at ${told(kappa)}, and people with each other at ${told(people)}; the difference is ${told(difference)}.`
  const rule = `The rule: it may agree with people ${AS_GOOD} less than they do with each other, and no more, at the lower end of the interval too.`
  if (verdict === 'yes') return `${judge} may stand in for a second rater on talks like these. ${figures} ${rule}`
  if (verdict === 'no') return `${judge} may not stand in for a second rater. ${figures} ${rule}`
  if (verdict === 'not shown')
    return `That ${judge} may stand in for a second rater is not shown: it may be as good, or not. ${figures} ${rule} More talks would tell.`
  if (verdict === 'no agreement')
    return `People do not agree with each other beyond chance, so nothing can stand in for one of them. ${figures} Read the rubric together, and rate anew.`
  return `Too little was rated to say whether ${judge} may stand in for a second rater: it takes two raters and ${FEWEST_TALKS} talks that both and the judge gave a level, and there are ${talks}.`
}

const told = ({ value, low, high }: Interval) =>
  value === null ? '–' : `${value.toFixed(2)} [${low?.toFixed(2) ?? '–'} to ${high?.toFixed(2) ?? '–'}]`

/**
 * The alternative annotator test (Calderon, Reichart & Dror, The Alternative Annotator Test for LLM-as-a-Judge, ACL 2025): one rater is left
 * out, and the others are the measure. Who is at least as near to their mean wins a mark, both where they are equally near. The judge beats a
 * rater where its share of wins is not below the rater's by the leniency; here at the lower end of an interval with talks as clusters, instead
 * of by a t-test over marks, since the marks of one talk are no evidence of their own.
 */
function nearerThan(rated: Rated[], rater: number): { advantage: Interval; isBeaten: boolean } {
  const wins = rated.flatMap((row) => {
    const others = mean(row.said.flatMap((said, at) => (at === rater ? [] : (levelOf(said) ?? []))))
    const [own, judge] = [levelOf(row.said[rater]), levelOf(row.judge)]
    if (others === null || own === null || judge === null) return []
    const [ofRater, ofJudge] = [Math.abs(own - others), Math.abs(judge - others)]
    return [{ talk: row.talk, more: (ofJudge <= ofRater ? 1 : 0) - (ofRater <= ofJudge ? 1 : 0) }]
  })
  const advantage = intervalOf(byTalk(wins), (some) => mean(some.map(({ more }) => more)))
  return { advantage, isBeaten: advantage.low !== null && advantage.low > -LENIENCY }
}
