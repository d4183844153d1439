import { join } from 'node:path'
import { readTalks, type Talk } from '../../../src/cli/eval/golden.ts'
import { talksIn } from '../../../src/cli/eval/sets.ts'
import type { Coach, Mark } from '../../../src/coaching/model.ts'
import { combine, scoredDimensions, unscored } from '../../../src/coaching/rubric.ts'
import type { JudgeModel } from '../../../src/llm/minds.ts'
import { DOMAINS, testCoach } from '../../coach.ts'

const transcripts = join(import.meta.dirname, '../../transcripts')
export const GOLDEN = join(transcripts, 'golden')

const coaches = new Map(DOMAINS.map((domain) => [domain, testCoach(domain)]))
export const coachOf = (domain: string): Coach => coaches.get(domain) ?? testCoach(domain)

export const golden = (): Talk[] => talksIn(GOLDEN)
export const changed = (): Talk[] => talksIn(join(transcripts, 'changed'))

/** Talks of onboarding with these levels of the four dimensions. */
export function talksOf(levels: Record<string, (number | null)[]>, about: Record<string, object> = {}): Talk[] {
  const dimensions = scoredDimensions(coachOf('onboarding_mentor')).map(({ id }) => id)
  const items = Object.entries(levels).map(([id, given]) => ({
    id,
    domain: 'onboarding_mentor',
    learner: [
      `I began with ${id} on Monday.`,
      'Then I read the log of the worker and saw why it stops.',
      'So I asked.',
    ],
    marks: Object.fromEntries(
      dimensions.map((dimension, at) => [dimension, given[at] ? { level: given[at] } : { none: 'not-enough' }]),
    ),
    ...about[id],
  }))
  return readTalks(JSON.stringify({ items }))
}

type Rule = (talk: Talk, dimension: string, at: number, repeat: number) => number | null

/** A judge that gives what this rule says, with the first words of the talk as proof. */
export function judgeBy(rule: Rule, talks: Talk[]): JudgeModel {
  const asked = new Map<Talk, number>()
  return {
    name: 'by rule',
    scripted: false,
    async judge({ coach, rounds }) {
      const talk = talks.find((one) => one.rounds === rounds)
      const repeat = talk ? (asked.get(talk) ?? 0) + 1 : 0
      if (talk) asked.set(talk, repeat)
      const marks = scoredDimensions(coach).map((dimension, at): Mark => {
        const score = talk ? rule(talk, dimension.id, at, repeat) : null
        if (score === null) return unscored(dimension, 'not-enough')
        const quotes = [{ round: 1, text: rounds[0]?.reply.slice(0, 12) ?? '' }]
        return { ...unscored(dimension, 'not-enough'), score, because: 'scored', quotes }
      })
      return {
        judgement: combine([marks], 'by rule'),
        usage: { inputTokens: 100, cachedTokens: 0, outputTokens: 10 },
      }
    },
    close: async () => ({
      closing: { workedOut: '', nextSteps: [] },
      usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0 },
    }),
  }
}
