import { levelWord, type Mark } from '../../../coaching/model.ts'
import type { Answer } from '../ask.ts'
import { type Talk, wordCount } from '../golden.ts'
import { mean, median, type Pair } from '../statistics.ts'

/** A mark, or a talk as a whole: what was intended beside what was given, once for all repeats. */
export type Judged = {
  talk: Talk
  /** The id of the talk that it and its twins come from. */
  root: string
  words: number
  dimension: string
  intended: number | null
  given: number | null
}
export type Scored = Judged & Pair

/** All that a judge gave, by talk: repeats are no talks of their own, so the middle of them counts. */
export type Given = { marks: Judged[]; wholes: Judged[]; shown: Shown[]; answers: Answer[] }
/** A mark as it was shown, once for each repeat. */
type Shown = { talk: Talk; repeat: number; mark: Mark }

export function givenTo(talks: Talk[], answers: Answer[]): Given {
  const byId = new Map(talks.map((talk) => [talk.id, talk]))
  const byTalk = Map.groupBy(answers, ({ talk }) => talk)
  const about = talks.map((talk) => ({ talk, root: rootOf(talk, byId).id, words: wordCount(talk) }))
  const shown = answers.flatMap(({ talk: id, repeat, judgement }) => {
    const talk = byId.get(id)
    return talk ? (judgement?.marks ?? []).map((mark): Shown => ({ talk, repeat, mark })) : []
  })
  const judgementsOf = ({ id }: Talk) => (byTalk.get(id) ?? []).map(({ judgement }) => judgement)
  return {
    marks: about.flatMap((one) =>
      Object.entries(one.talk.intended).map(([dimension, intended]) => {
        const scores = judgementsOf(one.talk).map(
          (judgement) => judgement?.marks.find((mark) => mark.dimension === dimension)?.score ?? null,
        )
        return { ...one, dimension, intended, given: middleOf(scores) }
      }),
    ),
    wholes: about.map((one) => ({
      ...one,
      dimension: '',
      intended: one.talk.overall,
      given: middleOf(judgementsOf(one.talk).map((judgement) => judgement?.overall ?? null)),
    })),
    shown,
    answers,
  }
}

/** The middle of what was given over the repeats; none where half of them or more gave none, as in a judgement of several samples. */
function middleOf(scores: (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null)
  return known.length * 2 <= scores.length ? null : median(known)
}

/** Those that should have a level and got one. */
export const scored = (all: Judged[]): Scored[] =>
  all.flatMap((one) =>
    one.intended === null || one.given === null ? [] : [{ ...one, intended: one.intended, given: one.given }],
  )

/** A talk and its twins are one cluster: they stand and fall together. */
export const clusters = <T extends { root: string }>(all: T[]): T[][] => [
  ...Map.groupBy(all, ({ root }) => root).values(),
]

const NONE = 'none'
/** The level word of what may lie between two levels, or that there is none. */
export const wordOf = (level: number | null) => (level === null ? NONE : levelWord(Math.round(level)))

const WEAK_BELOW = 5.5 // the middle of the scale
const WEAK = 3
const NOT_WEAK = 8

/** What one gives who only tells weak from not weak. */
export const oneOfTwo = (level: number) => (level < WEAK_BELOW ? WEAK : NOT_WEAK)

/** The same of a whole talk, exactly: the mean of its levels is not rounded. */
export const talkOfTwo = ({ intended }: Talk) =>
  oneOfTwo(mean(Object.values(intended).filter((level) => level !== null)) ?? 0)

/** The talk that a talk and all its twins come from. */
export function rootOf(talk: Talk, byId: Map<string, Talk>): Talk {
  const before = talk.twin === undefined ? undefined : byId.get(talk.twin)
  return before ? rootOf(before, byId) : talk
}
