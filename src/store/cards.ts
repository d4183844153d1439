import { z } from 'zod'
import { type Mark, mark, round } from '../coaching/model.ts'
import type { Call } from './call.ts'
import type { Person } from './person.ts'

/** The messages that a round's reply is made of, in order. A post is an opaque word. */
const sentRound = z.object({
  round: z.int(),
  messages: z.array(z.object({ post: z.string(), characters: z.int().nullish() })),
})
/** A dimension that the learner saw differently: both scores, why, and what became of it. */
export type Dispute = z.infer<typeof dispute>
export const disputeOutcome = z.enum(['open', 'raised', 'lowered', 'unchanged'])
const dispute = z.object({
  dimension: z.string(),
  reason: z.string(),
  before: z.int().nullable(),
  after: z.int().nullable(),
  outcome: disputeOutcome,
})
const cardAbout = z.object({
  marks: z.array(mark),
  domainId: z.string(),
  personaVersion: z.int(),
  rubricVersion: z.int(),
  promptVersion: z.int(),
  /** What the learner gave themselves before they saw the scores. */
  ownScore: z.int().nullable(),
  /** The learner looked at it: it shows what it says. */
  isOpen: z.boolean(),
  /** They are asked how they see themselves before. */
  asks: z.boolean(),
  /** A dimension can be judged again: the words that it was judged by are still there. */
  canDispute: z.boolean(),
  sent: z.array(sentRound),
  disputes: z.array(dispute),
})
const disputed = dispute.omit({ dimension: true }).extend({ marks: z.array(mark), rounds: z.array(round) })
const disputeCount = z.object({
  domain: z.string(),
  dimension: z.string(),
  rubricVersion: z.int(),
  disputes: z.int(),
  raised: z.int(),
  lowered: z.int(),
  unchanged: z.int(),
})

/** What is kept of scorecards beside their marks. */
export type CardStore = {
  /** What a session's scorecard is shown with, for its learner; null where there is none. */
  cardAbout(who: Person, sessionId: string): Promise<z.infer<typeof cardAbout> | null>
  /** Where the words of a session's rounds stand, for its learner. */
  sentReplies(who: Person, sessionId: string): Promise<z.infer<typeof sentRound>[]>
  /** What was said in a session, for its learner. */
  ownRounds(who: Person, sessionId: string): Promise<z.infer<typeof round>[]>
  /** The learner looks at it, with what they give themselves or null: it is shown where it stands. Only the first look counts. */
  openScorecard(
    who: Person,
    sessionId: string,
    own: number | null,
  ): Promise<{ outcome: 'opened' | 'open-already' | 'none' }>
  /** The learner sees a dimension differently: it becomes due to be judged again, once. */
  disputeScore(
    who: Person,
    sessionId: string,
    about: { dimension: string; reason: string },
  ): Promise<{ outcome: 'taken' | 'taken-already' | 'none' }>
  /** What is needed to judge again; null where there is nothing left to judge. */
  disputeOf(work: Held): Promise<z.infer<typeof disputed> | null>
  keepDispute(
    work: Held & { session: { erasures: number } },
    decided: {
      mark: Mark
      overall: number | null
      after: number | null
      outcome: 'raised' | 'lowered' | 'unchanged'
      judge: string
    },
  ): Promise<'kept' | 'changed'>
  /** What the learner wrote is nothing for a judge: nothing of it is kept, and the work is done. */
  withdrawDispute(work: Held): Promise<void>
  /** Counts what was cut before a scorecard was made, because it spoke to the grader. */
  noteCut(work: Held, cut: number): Promise<void>
  /** The judge gave a round no score: it says so until one comes. */
  noteNoScore(work: Held): Promise<void>
  /** How often scores were seen differently, by dimension and rubric version. */
  disputeCounts(): Promise<z.infer<typeof disputeCount>[]>
}
type Held = { id: number; token: string }

/** That part of the store. `patiently` is for work in hand, `quickly` while a person waits. */
export function openCardStore(patiently: Call, quickly: Call): CardStore {
  const person = ({ workspace, actor }: Person) => ({ p_workspace: workspace, p_actor: actor })
  return {
    cardAbout: (who, sessionId) =>
      patiently('card_about', { ...person(who), p_session: sessionId }, cardAbout.nullable()),
    sentReplies: (who, sessionId) =>
      patiently('sent_replies', { ...person(who), p_session: sessionId }, z.array(sentRound)),
    ownRounds: (who, sessionId) => quickly('own_rounds', { ...person(who), p_session: sessionId }, z.array(round)),
    openScorecard: (who, sessionId, own) =>
      quickly(
        'open_scorecard',
        { ...person(who), p_session: sessionId, p_own: own },
        z.object({ outcome: z.enum(['opened', 'open-already', 'none']) }),
      ),
    disputeScore: (who, sessionId, { dimension, reason }) =>
      quickly(
        'dispute_score',
        { ...person(who), p_session: sessionId, p_dimension: dimension, p_reason: reason },
        z.object({ outcome: z.enum(['taken', 'taken-already', 'none']) }),
      ),
    disputeOf: ({ id, token }) => patiently('dispute_of', { p_id: id, p_token: token }, disputed.nullable()),
    keepDispute: async ({ id, token, session }, { mark, overall, after, outcome, judge }) => {
      const args = { p_mark: mark, p_overall: overall, p_outcome: outcome, p_after: after, p_judge: judge }
      const kept = z.object({ outcome: z.enum(['kept', 'changed']) })
      const held = { p_id: id, p_token: token, p_erasures: session.erasures }
      return (await patiently('keep_dispute', { ...held, ...args }, kept)).outcome
    },
    withdrawDispute: async ({ id, token }) =>
      void (await patiently('withdraw_dispute', { p_id: id, p_token: token }, z.unknown())),
    noteCut: async ({ id, token }, cut) =>
      void (await patiently('note_cut', { p_id: id, p_token: token, p_cut: cut }, z.unknown())),
    noteNoScore: async ({ id, token }) =>
      void (await patiently('note_no_score', { p_id: id, p_token: token }, z.unknown())),
    disputeCounts: () => patiently('dispute_counts', {}, z.array(disputeCount)),
  }
}
