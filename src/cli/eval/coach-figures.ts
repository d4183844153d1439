import { z } from 'zod'
import type { Coach } from '../../coaching/model.ts'
import { round } from '../../coaching/model.ts'
import { ANSWER_CHECKS, type AnswerCheck, answerScore, checkedByCode, talkShare } from './coach-checks.ts'
import { READ_CHECKS, readChecks } from './coach-judge.ts'
import { LEARNERS } from './learners.ts'
import { mean, quantile } from './statistics.ts'

/** A session that a simulated learner had with the coach. */
export type Simulated = z.infer<typeof simulated>
export const simulated = z.object({
  learner: z.enum(LEARNERS),
  domain: z.string(),
  rounds: z.array(round),
  /** What a model says of each answer; empty where none was asked. */
  read: z.array(readChecks.shape.checks),
  ms: z.array(z.number()),
  inputTokens: z.int(),
  outputTokens: z.int(),
})

const figure = z.number().nullable()

/** All that is measured of a coach. */
export type CoachFigures = z.infer<typeof coachFigures>
export const coachFigures = z.object({
  coach: z.string(),
  sessions: z.int(),
  answers: z.int(),
  /** The weighted share of checks by code that an answer passes, 0 to 100, and that share in each group. */
  score: figure,
  learners: z.record(z.string(), figure),
  domains: z.record(z.string(), figure),
  /** Of each check by code, the share of answers that pass it, and how many do not. */
  passed: z.record(z.string(), figure),
  failed: z.record(z.string(), z.int()),
  /** Of each check by a model, the same, where it applies; null where none was asked. */
  read: z.record(z.string(), figure),
  readFailed: z.record(z.string(), z.int()),
  /** Coach's words for a word of the cooperative learner. */
  talkShare: figure,
  latency: z.object({ p50: figure, p95: figure }),
  tokens: z.object({ input: z.int(), output: z.int() }),
  cost: figure,
})

type Checked = { session: Simulated; checks: Record<AnswerCheck, boolean> }

/** What these sessions come to. */
export function coachFiguresOf(
  name: string,
  sessions: Simulated[],
  coachOf: (domain: string) => Coach,
  cost: number | null,
): CoachFigures {
  const all = sessions.flatMap((session) =>
    session.rounds.map((one, at): Checked => {
      const checks = checkedByCode(coachOf(session.domain), session.rounds.slice(0, at), one)
      return { session, checks }
    }),
  )
  const scored = (some: Checked[]) => mean(some.map(({ checks }) => answerScore(checks)))
  const passes = ({ checks }: Checked, check: string) =>
    Object.entries(checks).some(([name, is]) => name === check && is)
  const verdicts = sessions.flatMap(({ read }) => read.flat()).filter(({ verdict }) => verdict !== 'na')
  const group = (of: (one: Checked) => string) =>
    Object.fromEntries([...Map.groupBy(all, of)].map(([key, some]) => [key, scored(some)]))
  const each = <T>(checks: object, of: (check: string) => T) =>
    Object.fromEntries(Object.keys(checks).map((check) => [check, of(check)]))
  const read = (check: string) => verdicts.filter(({ id }) => id === check)
  const ms = sessions.flatMap((session) => session.ms)

  return {
    coach: name,
    sessions: sessions.length,
    answers: all.length,
    score: scored(all),
    learners: group(({ session }) => session.learner),
    domains: group(({ session }) => session.domain),
    passed: each(ANSWER_CHECKS, (check) => mean(all.map((one) => (passes(one, check) ? 1 : 0)))),
    failed: each(ANSWER_CHECKS, (check) => all.filter((one) => !passes(one, check)).length),
    read: each(READ_CHECKS, (check) => mean(read(check).map(({ verdict }) => (verdict === 'pass' ? 1 : 0)))),
    readFailed: each(READ_CHECKS, (check) => read(check).filter(({ verdict }) => verdict === 'fail').length),
    talkShare: mean(sessions.filter(({ learner }) => learner === 'cooperative').map(({ rounds }) => talkShare(rounds))),
    latency: { p50: quantile(ms, 0.5), p95: quantile(ms, 0.95) },
    tokens: {
      input: sessions.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      output: sessions.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    },
    cost,
  }
}
