import { z } from 'zod'
import type { Coach } from '../../../coaching/model.ts'
import { mean, quantile } from '../statistics.ts'
import { ANSWER_CHECKS, checkedByCode, talkShare } from './checks.ts'
import { measures, measuresOf, movedOf } from './measures.ts'
import { READ_CHECKS } from './reader.ts'
import type { Simulated } from './talk.ts'

const figure = z.number().nullable()

const shares = z.object({ falseAlarms: figure, misses: figure })
/** Good answers that checks would send back, and bad ones that they would let through. */
export type CheckFigures = z.infer<typeof checkFigures>
const checkFigures = shares.extend({
  languages: z.record(z.string(), shares),
  /** Of each planted coach that the checks are there to see, the share of its bad answers that is caught. */
  caught: z.record(z.string(), figure),
})

/** All that is measured of a coach. */
export type CoachFigures = z.infer<typeof coachFigures>
export const coachFigures = z.object({
  coach: z.string(),
  sessions: z.int(),
  answers: z.int(),
  talks: measures,
  languages: z.record(z.string(), measures),
  /** Of what held them back, what is out at the end: by learner and by domain. */
  learners: z.record(z.string(), figure),
  domains: z.record(z.string(), figure),
  /** Of each check by code, the share of answers that pass it, and how many do not. */
  passed: z.record(z.string(), figure),
  failed: z.record(z.string(), z.int()),
  /** Of each check by a model, the same, where it applies; null where none was asked. */
  read: z.record(z.string(), figure),
  readFailed: z.record(z.string(), z.int()),
  /** How the checks that hold answers back do on the planted coaches, where it is known which answers are bad. */
  checks: checkFigures,
  /** Coach's words for a word of the steady learner. */
  talkShare: figure,
  latency: z.object({ p50: figure, p95: figure }),
  tokens: z.object({ input: z.int(), output: z.int() }),
  cost: figure,
})

/** What these talks come to. */
export function coachFiguresOf(
  name: string,
  talks: Simulated[],
  coachOf: (domain: string) => Coach,
  { checks, cost }: { checks: CheckFigures; cost: number | null },
): CoachFigures {
  const checked = talks.flatMap(({ domain, rounds }) => rounds.map((one) => checkedByCode(coachOf(domain), one)))
  const verdicts = talks.flatMap(({ read }) => read.flat()).filter(({ verdict }) => verdict !== 'na')
  const by = <T>(of: (talk: Simulated) => string, what: (some: Simulated[]) => T) =>
    Object.fromEntries([...Map.groupBy(talks, of)].map(([key, some]) => [key, what(some)]))
  const each = <T>(names: readonly string[], of: (name: string) => T) =>
    Object.fromEntries(names.map((name) => [name, of(name)]))
  const read = (check: string) => verdicts.filter(({ id }) => id === check)
  const passes = (check: string) => checked.map((one) => Object.entries(one).some(([id, is]) => id === check && is))
  const ms = talks.flatMap((talk) => talk.ms)
  const reads = Object.keys(READ_CHECKS)

  return {
    coach: name,
    sessions: talks.length,
    answers: checked.length,
    talks: measuresOf(talks),
    languages: by(({ language }) => language, measuresOf),
    learners: by(({ learner }) => learner, movedOf),
    domains: by(({ domain }) => domain, movedOf),
    passed: each(ANSWER_CHECKS, (check) => mean(passes(check).map((is) => (is ? 1 : 0)))),
    failed: each(ANSWER_CHECKS, (check) => passes(check).filter((is) => !is).length),
    read: each(reads, (check) => mean(read(check).map(({ verdict }) => (verdict === 'pass' ? 1 : 0)))),
    readFailed: each(reads, (check) => read(check).filter(({ verdict }) => verdict === 'fail').length),
    checks,
    talkShare: mean(talks.filter(({ learner }) => learner === 'steady').map(({ rounds }) => talkShare(rounds))),
    latency: { p50: quantile(ms, 0.5), p95: quantile(ms, 0.95) },
    tokens: {
      input: talks.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      output: talks.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    },
    cost,
  }
}
