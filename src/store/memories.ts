import { z } from 'zod'
import { MEMORY_KINDS, type MemoryKind, remembered } from '../coaching/memory.ts'
import type { Call } from './call.ts'
import type { Person } from './person.ts'

type Held = { id: number; token: string }

const day = z.iso.date()
const proposal = z.object({
  kind: z.enum(MEMORY_KINDS),
  says: z.string(),
  dueOn: day.nullish().transform((on) => on ?? null),
})
export type Proposal = z.infer<typeof proposal>

const choices = z.object({
  kinds: z.array(z.enum(MEMORY_KINDS)),
  reminds: z.boolean(),
  fromHour: z.int(),
  untilHour: z.int(),
  /** Three reminders in a row went without an answer: none comes until the learner says something. */
  isPaused: z.boolean(),
})
export type MemoryChoices = z.infer<typeof choices>

const memory = z.object({
  lines: z.array(
    remembered.extend({
      id: z.string(),
      /** When they are asked next. */
      asksOn: day.nullable(),
      domainName: z.string(),
    }),
  ),
  choices,
})
export type Memory = z.infer<typeof memory>
export type MemoryLine = Memory['lines'][number]

const asked = z.object({ memory: z.string(), says: z.string(), dueOn: day.nullable() })
export type AskedCommitment = z.infer<typeof asked>

const answered = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['done', 'let-go']), says: z.string() }),
  z.object({ outcome: z.literal('later'), says: z.string(), asksOn: day }),
  z.object({ outcome: z.enum(['past', 'gone']) }),
])
export type AnsweredCommitment = z.infer<typeof answered>

const commitmentAnswer = z.enum(['done', 'not-yet', 'snooze', 'move', 'let-go'])
export type CommitmentAnswer = z.infer<typeof commitmentAnswer>

/** What came of a card or a reminder once its learner answered. */
export const settled = z.discriminatedUnion('of', [
  z.object({ of: z.literal('memory'), lines: z.array(proposal) }),
  z.object({ of: z.literal('reminder'), answer: commitmentAnswer, answered }),
])
export type Settled = z.infer<typeof settled>

/** What is remembered of learners, and reminders of what they mean to do. Nobody but the learner themselves is told any of it. */
export type MemoryStore = {
  /** What could be remembered of a session that is being judged; it waits for the scorecard to be shown. The last proposal counts. */
  proposeMemory(
    work: Held & { session: { erasures: number } },
    lines: { kind: MemoryKind; says: string; round: number; dueOn: string | null }[],
    now: Date,
  ): Promise<void>
  /** What is proposed to them of a session; null where nothing is any more. */
  memoryProposals(who: Person, sessionId: string): Promise<Proposal[] | null>
  proposeDay(who: Person, sessionId: string, on: string, now: Date): Promise<'noted' | 'past' | 'gone'>
  /** The learner confirmed: as proposed (null), or in their own words; with no lines nothing is remembered. */
  keepMemory(
    who: Person,
    sessionId: string,
    lines: Proposal[] | null,
    now: Date,
  ): Promise<{ outcome: 'kept' | 'past' | 'gone'; lines: Proposal[] }>
  myMemory(who: Person): Promise<Memory>
  editMemory(
    who: Person,
    line: { id: string; says: string; dueOn: string | null },
    now: Date,
  ): Promise<'edited' | 'past' | 'gone'>
  forgetMemory(who: Person, id: string): Promise<'forgotten' | 'gone'>
  /** Puts to work what learners are to be asked by the clock where they are. How much became due. */
  planReminders(now: Date): Promise<number>
  /** What a reminder is about as it is now; null where nothing is to be asked any more. */
  reminderOf(work: Held, now: Date): Promise<AskedCommitment | null>
  answerCommitment(
    who: Person,
    about: { id: string; answer: CommitmentAnswer; on: string | null },
    now: Date,
  ): Promise<AnsweredCommitment>
  /** What came of a card or a reminder is to stand in its place: kept until it is shown. Of one post the newest counts. */
  keepSettled(who: Person, post: string, what: Settled): Promise<void>
}

/** The part of the store that is about memory, over the database's functions. */
export function openMemoryStore({ quickly, patiently }: { quickly: Call; patiently: Call }): MemoryStore {
  const person = (who: Person) => ({ p_workspace: who.workspace, p_actor: who.actor })
  const at = (now: Date) => ({ p_now: now.toISOString() })
  const outcome = <const T extends string>(...names: T[]) => z.object({ outcome: z.enum(names) })
  const nothing = z.unknown()
  return {
    proposeMemory: async ({ id, token, session }, lines, now) =>
      void (await patiently(
        'propose_memory',
        { p_id: id, p_token: token, p_erasures: session.erasures, p_lines: lines, ...at(now) },
        nothing,
      )),
    memoryProposals: (who, sessionId) =>
      quickly('memory_proposals', { ...person(who), p_session: sessionId }, z.array(proposal).nullable()),
    proposeDay: async (who, sessionId, on, now) =>
      (
        await quickly(
          'propose_day',
          { ...person(who), p_session: sessionId, p_due: on, ...at(now) },
          outcome('noted', 'past', 'gone'),
        )
      ).outcome,
    keepMemory: (who, sessionId, lines, now) =>
      quickly(
        'keep_memory',
        { ...person(who), p_session: sessionId, p_lines: lines, ...at(now) },
        outcome('kept', 'past', 'gone').extend({ lines: z.array(proposal) }),
      ),
    myMemory: (who) => quickly('my_memory', person(who), memory),
    editMemory: async (who, { id, says, dueOn }, now) =>
      (
        await quickly(
          'edit_memory',
          { ...person(who), p_memory: id, p_says: says, p_due: dueOn, ...at(now) },
          outcome('edited', 'past', 'gone'),
        )
      ).outcome,
    forgetMemory: async (who, id) =>
      (await quickly('forget_memory', { ...person(who), p_memory: id }, outcome('forgotten', 'gone'))).outcome,
    planReminders: (now) => quickly('plan_reminders', at(now), z.int()),
    reminderOf: ({ id, token }, now) =>
      patiently('reminder_of', { p_id: id, p_token: token, ...at(now) }, asked.nullable()),
    answerCommitment: (who, { id, answer, on }, now) =>
      quickly('answer_commitment', { ...person(who), p_memory: id, p_answer: answer, p_on: on, ...at(now) }, answered),
    keepSettled: async (who, post, what) =>
      void (await quickly('keep_settled', { ...person(who), p_post: post, p_what: what }, nothing)),
  }
}
