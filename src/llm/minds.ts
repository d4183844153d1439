import type { Advice, TeamDimension } from '../coaching/digest.ts'
import type { MemoryProposal, Remembered } from '../coaching/memory.ts'
import type { Closing, Coach, Judgement, Round, Summary } from '../coaching/model.ts'
import type { Turn } from '../coaching/rehearsal.ts'
import type { Usage } from './llm.ts'

/** All that a coach is told when it is asked to answer a reply. */
export type AnswerRequest = {
  coach: Coach
  /** What the learner confirmed to be remembered of earlier sessions. */
  memory?: Remembered[]
  /** What came before `rounds`, or null when `rounds` tell the session from its start. */
  summary: Summary | null
  /** The rounds after the summary, oldest first. */
  rounds: Round[]
  /** The number of the round that is being answered. */
  roundNumber: number
  /** What the learner wrote; several replies are joined by a blank line. */
  reply: string
  sessionId: string
  /** Who speaks, and to what end; the coach, unless there is a rehearsal. */
  turn?: Turn
  /** A salted hash of the learner's id, for the provider's abuse checks. */
  safetyId?: string
}

/** Who coaches: a language model, or the script that works without one. */
export type CoachModel = {
  readonly name: string
  /** No AI is behind it, and every message must say so. */
  readonly scripted: boolean
  /** With `stops` the coach noticed a hard moment and left coaching: its text is said first, and people are shown after it. */
  answer(request: AnswerRequest, signal?: AbortSignal): Promise<{ text: string; usage: Usage; stops?: boolean }>
  /** Folds rounds that are no longer told in full into the summary of what came before them. */
  summarise(request: SummaryRequest, signal?: AbortSignal): Promise<{ text: string; usage: Usage }>
  /** Two things that a manager can do, from levels in words alone; undefined where it has none to offer. */
  advise(dimensions: TeamDimension[], signal?: AbortSignal): Promise<Advice | undefined>
}
type SummaryRequest = { coach: Coach; summary: Summary | null; rounds: Round[] }

/** Who coaches and who scores. */
export type Minds = { coach: CoachModel; judge: JudgeModel }

/** Who scores. It sees the rubric and what was said, never the persona, the learner's name or earlier scores. */
export type JudgeModel = {
  readonly name: string
  /** No AI is behind it: it gives no scores, and finds cues in wording. */
  readonly scripted: boolean
  /** What one call asks about, where it asks a model. */
  readonly calls?: 'talk' | 'dimension'
  judge(request: JudgeRequest, signal?: AbortSignal): Promise<{ judgement: Judgement; usage: Usage }>
  /** What the learner worked out and their next steps, in their own words, and what could be remembered should they want it. */
  close(
    request: CloseRequest,
    signal?: AbortSignal,
  ): Promise<{ closing: Closing; proposals?: MemoryProposal[]; usage: Usage }>
}
type JudgeRequest = {
  coach: Coach
  rounds: Round[]
  samples: number
  /** Only this dimension, read again with what the learner says was missed. */
  again?: { dimension: string; missed: string }
}
type CloseRequest = { coach: Coach; rounds: Round[]; judgement: Judgement }
