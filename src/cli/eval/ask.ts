import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { judgePrompt } from '../../coaching/judge-prompt.ts'
import { type Coach, judgement, type Round } from '../../coaching/model.ts'
import { scoredDimensions } from '../../coaching/rubric.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import { Fault } from '../../fault.ts'
import type { JudgeModel } from '../../llm/minds.ts'
import type { Talk } from './golden.ts'
import type { KeptAnswers } from './kept-answers.ts'

/** What a judge made of a talk, once. */
export type Answer = z.infer<typeof answer>
export const answer = z.object({
  talk: z.string(),
  /** From 1 to as often as it was asked. */
  repeat: z.int(),
  ms: z.number(),
  inputTokens: z.int(),
  cachedTokens: z.int(),
  outputTokens: z.int(),
  /** Null where there was none, and the code of why. */
  judgement: judgement.nullable(),
  failed: z.string().nullable(),
})

/** Failures that are the model's own: they are counted. With any other, the run stops and can be taken up again. */
const ITS_OWN = ['llm-bad-json', 'llm-refused', 'llm-filtered', 'llm-empty', 'llm-cut']

export type Asking = {
  talks: Talk[]
  coachOf: (domain: string) => Coach
  judgeOf: (domain: string) => JudgeModel
  repeats: number
  /** Samples of one judgement, of which the middle counts. */
  samples: number
  /** How many talks are judged at the same time. */
  atOnce: number
  /** Answers of earlier runs; without it, each is asked for. */
  kept?: KeptAnswers<Answer>
  onAnswer?: (done: number, all: number) => void
}

/** Has each talk judged as often as asked for. What was kept of an earlier run is not asked again. */
export async function askAll(asking: Asking): Promise<Answer[]> {
  const { talks, repeats, kept, onAnswer } = asking
  const due = talks.flatMap((talk) => Array.from({ length: repeats }, (_, at) => ({ talk, repeat: at + 1 })))
  const answers: Answer[] = []
  const waiting = [...due]
  const askNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { talk, repeat } = next
      const key = kept ? keyOf(asking, talk, repeat) : ''
      const given = kept?.find(key) ?? (await ask(asking, talk, repeat))
      kept?.keep(key, given)
      answers.push({ ...given, talk: talk.id })
      onAnswer?.(answers.length, due.length)
    }
  }
  // When one fails, the others end with what they are at: it was paid for, and is kept.
  const ended = await Promise.allSettled(
    Array.from({ length: asking.atOnce }, () =>
      askNext().catch((failure: unknown) => {
        waiting.length = 0
        throw failure
      }),
    ),
  )
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return answers.toSorted((a, b) => a.repeat - b.repeat)
}

async function ask({ coachOf, judgeOf, samples }: Asking, talk: Talk, repeat: number): Promise<Answer> {
  const started = performance.now()
  const about = () => ({ talk: talk.id, repeat, ms: performance.now() - started })
  try {
    const request = { coach: coachOf(talk.domain), rounds: talk.rounds, samples }
    const { judgement, usage } = await judgeOf(talk.domain).judge(request)
    return { ...about(), ...usage, judgement, failed: null }
  } catch (failure) {
    if (!(failure instanceof Fault) || !ITS_OWN.includes(failure.code)) throw failure
    return { ...about(), inputTokens: 0, cachedTokens: 0, outputTokens: 0, judgement: null, failed: failure.code }
  }
}

/** An answer is the same one only for the same judge, prompt and talk; the prompt holds the rubric. */
function keyOf({ coachOf, judgeOf, samples }: Asking, talk: Talk, repeat: number): string {
  const { name: judge, calls } = judgeOf(talk.domain)
  const about = [
    judge,
    samples,
    repeat,
    promptOf(coachOf(talk.domain), talk.rounds),
    ...(calls === 'dimension' ? [calls] : []),
  ]
  return createHash('sha256').update(JSON.stringify(about)).digest('hex')
}

/** What one call asks a model for a talk. */
export function promptOf(coach: Coach, rounds: Round[]): { role: string; content: string }[] {
  return judgePrompt(coach, transcriptOf(coach, rounds), scoredDimensions(coach))
}
