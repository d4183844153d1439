import { join } from 'node:path'
import { talksIn } from '../../../src/cli/eval/eval-judge.ts'
import type { Talk } from '../../../src/cli/eval/golden.ts'
import type { Coach, Mark } from '../../../src/coaching/model.ts'
import { combine, scoredDimensions, unscored } from '../../../src/coaching/rubric.ts'
import type { JudgeModel } from '../../../src/llm/minds.ts'
import { DOMAINS, testCoach } from '../../coach.ts'

export const golden = talksIn(join(import.meta.dirname, '../../transcripts/golden'))

const coaches = new Map(DOMAINS.map((domain) => [domain, testCoach(domain)]))
export const coachOf = (domain: string): Coach => coaches.get(domain) ?? testCoach(domain)

/** A judge that gives what this rule says, with the first words of the talk as proof. */
export function judgeBy(rule: (talk: Talk, dimension: string) => number | null, talks = golden): JudgeModel {
  return {
    name: 'by rule',
    scripted: false,
    async judge({ coach, rounds }) {
      const talk = talks.find((one) => one.rounds === rounds)
      const marks = scoredDimensions(coach).map((dimension): Mark => {
        const score = talk ? rule(talk, dimension.id) : null
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
