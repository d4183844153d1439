import { adjustedScore, type Calibration } from '../../../coaching/calibration.ts'
import { type Interval, intervalOf, mean } from '../statistics.ts'
import { risingSteps } from './isotonic.ts'
import { byTalk, levelOf, type Rated } from './rated.ts'

const FEWEST = 20 // talks, before anything is adjusted; in a dimension, before it has steps of its own
const FEWEST_RATERS = 2 // who gave a level: no score becomes that of one person
const FOLDS = 5
const FEWEST_IN_LANGUAGE = 5 // talks, before a judge counts as measured in a language

/** A score by the judge and the mean of what people gave. */
type Point = { talk: string; domain: string; language: string; dimension: string; score: number; people: number }

/** How far scores are off what people gave, as they are and adjusted by steps that were made without them. */
type Error = { before: number | null; after: number | null; difference: Interval }

export type Fit = {
  /** What the adjusted scores were made without. */
  without: 'the domain' | 'a fifth of the talks'
  error: Error
  isEnough: boolean
  helps: boolean
  dimensions: {
    domain: string
    dimension: string
    talks: number
    languages: string[]
    before: number | null
    after: number | null
    /** By the steps of all dimensions, by its own, or not at all. */
    by: 'all' | 'own' | 'nothing'
    steps: [number, number][] | undefined
  }[]
}

/**
 * How a judge's scores become those of people: by isotonic regression, over all dimensions together, or in one by itself where it has ratings
 * enough. It is tried on talks of a domain that it was made without; where the errors do not get smaller, nothing is adjusted.
 */
export function fitOf(rated: Rated[]): Fit {
  const points = rated.flatMap(pointOf)
  const isByDomain = new Set(points.map(({ domain }) => domain)).size > 1
  const all = tried(points, isByDomain ? ({ domain }) => domain : inFolds(points))
  const error = errorOf(all)
  const isEnough = new Set(points.map(({ talk }) => talk)).size >= FEWEST
  const helps = isEnough && error.difference.high !== null && error.difference.high < 0
  const allSteps = stepsOf(points)
  return {
    without: isByDomain ? 'the domain' : 'a fifth of the talks',
    error,
    isEnough,
    helps,
    dimensions: [...Map.groupBy(all, ({ domain, dimension }) => `${domain} ${dimension}`).values()].map((some) => {
      const [{ domain, dimension } = { domain: '', dimension: '' }] = some
      const isOwn = new Set(some.map(({ talk }) => talk)).size >= FEWEST
      const own = isOwn ? tried(some, inFolds(some)) : []
      const before = mean(some.map((one) => Math.abs(one.score - one.people)))
      const offBy = (those: Tried[]) => mean(those.map((one) => Math.abs(one.adjusted - one.people))) ?? Infinity
      const byOwn = own.length > 0 && (errorOf(own).difference.high ?? 0) < 0 && offBy(own) < offBy(some)
      const byAll = helps && offBy(some) <= (before ?? 0)
      const by = byOwn ? 'own' : byAll ? 'all' : 'nothing'
      return {
        domain,
        dimension,
        talks: new Set(some.map(({ talk }) => talk)).size,
        languages: languagesOf(some),
        before,
        after: by === 'nothing' ? before : offBy(by === 'own' ? own : some),
        by,
        steps: by === 'nothing' ? undefined : by === 'own' ? stepsOf(some) : allSteps,
      }
    }),
  }
}

/** The file that an operator points to. */
export const calibrationOf = (
  fit: Fit,
  { judge, measuredOn, rubricOf }: { judge: string; measuredOn: string; rubricOf: (domain: string) => number },
): Calibration => ({
  judge,
  measuredOn,
  dimensions: fit.dimensions.map(({ domain, dimension, languages, steps }) => ({
    domain,
    rubric: rubricOf(domain),
    dimension,
    languages,
    ...(steps && { steps }),
  })),
})

/** What people gave a level, most of those who looked at it, and the judge too. */
function pointOf({ talk, domain, language, dimension, said, judge }: Rated): Point[] {
  const given = said.filter((one) => one !== undefined)
  const levels = given.flatMap((one) => levelOf(one) ?? [])
  const score = levelOf(judge)
  const people = mean(levels)
  if (people === null || score === null || levels.length < FEWEST_RATERS) return []
  if (levels.length * 2 <= given.length) return []
  return [{ talk, domain, language, dimension, score: Math.floor(score), people }]
}

const stepsOf = (points: Point[]): [number, number][] =>
  risingSteps(points.map(({ score, people }) => [score, people])).map(([score, people]) => [
    score,
    Math.round(people * 100) / 100,
  ])

type Tried = Point & { adjusted: number }

/** Each point, adjusted by what the points of the other folds make. */
function tried(points: Point[], foldOf: (point: Point) => string): Tried[] {
  return [...Map.groupBy(points, foldOf)].flatMap(([fold, some]) => {
    const steps = stepsOf(points.filter((point) => foldOf(point) !== fold))
    return some.map((point) => ({ ...point, adjusted: adjustedScore(steps, point.score) }))
  })
}

/** Every fifth talk, in the order in which they come. */
function inFolds(points: Point[]): (point: Point) => string {
  const talks = [...new Set(points.map(({ talk }) => talk))]
  return ({ talk }) => `${talks.indexOf(talk) % FOLDS}`
}

function errorOf(all: Tried[]): Error {
  const off = all.map(({ talk, score, people, adjusted }) => ({
    talk,
    before: Math.abs(score - people),
    after: Math.abs(adjusted - people),
  }))
  return {
    before: mean(off.map(({ before }) => before)),
    after: mean(off.map(({ after }) => after)),
    difference: intervalOf(byTalk(off), (some) => mean(some.map(({ before, after }) => after - before))),
  }
}

/** In which languages enough of these talks are. */
export const languagesOf = (some: { talk: string; language: string }[]): string[] =>
  [...Map.groupBy(some, ({ language }) => language)]
    .filter(([, those]) => new Set(those.map(({ talk }) => talk)).size >= FEWEST_IN_LANGUAGE)
    .map(([language]) => language)
    .toSorted()
