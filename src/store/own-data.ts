import { z } from 'zod'
import type { Call } from './call.ts'
import type { Person } from './person.ts'

/** Everything that is kept of a person: the rows of each table that are theirs. */
const personData = z.record(z.string(), z.array(z.record(z.string(), z.unknown())))
export type PersonData = z.infer<typeof personData>

/** That everything was erased: how much of it, and not a word of what it was. */
export const receipt = z.object({
  id: z.string(),
  at: z.coerce.date(),
  /** How much of each sort was erased. */
  counts: z.record(z.string(), z.int()),
})
export type Receipt = z.infer<typeof receipt>

export const accessed = z.enum(['coach', 'judge', 'digest', 'card', 'export'])
const access = z.object({
  what: accessed,
  times: z.int(),
  lastAt: z.coerce.date(),
  /** Whose digest counted it, or who was sent the card. */
  manager: z.string().nullable(),
  domain: z.string().nullable(),
  week: z.iso.date().nullable(),
  models: z.array(z.string()),
})
export type Access = z.infer<typeof access>

/** After how many days each sort of data is blanked or deleted, and after how many everything about somebody who left. */
export type Retention = {
  text: number
  notes: number
  scores: number
  digests: number
  inbox: number
  accesses: number
  receipts: number
  afterLeaving: number
}

/** What a person may do with all that is kept of them. */
export type OwnDataStore = {
  /** Everything comes in their direct message; once for each event. */
  askExport(who: Person, eventId: string): Promise<void>
  /** Everything that is kept of them. That it was read is noted. */
  exportPerson(who: Person): Promise<PersonData>
  /** Who or what read their data, the last of it first. */
  myAccesses(who: Person, most: number): Promise<Access[]>
  /** Erases everything at once. What must still be done in Slack is put to work. */
  erasePerson(who: Person, because: 'learner' | 'deactivated'): Promise<Receipt>
  /** Slack says that somebody is gone, or there again. */
  noteMember(who: Person, gone: boolean, now: Date): Promise<void>
  /** Of whom Slack was not asked for a day whether they are still there; each is returned once. */
  membersToLookAt(now: Date, most: number): Promise<Person[]>
  /** Puts to work what is old, and what belongs to those who left so many days ago. How much became due. */
  planUpkeep(now: Date, purgeDays: number): Promise<number>
  /** Blanks or deletes some of what is old, and how much of each sort: until nothing is left. */
  retainSome(workspace: string, now: Date, days: Retention, most: number): Promise<Record<string, number>>
  /** A run is done: its receipt is kept, and the work is ended. */
  endRetention(work: Held, counts: Record<string, number>, now: Date): Promise<void>
  /** Deletes some of a workspace that removed the app before then, unless it is there again. */
  purgeSome(work: Held, before: Date, most: number): Promise<'more' | 'done' | 'here'>
  /** Ends a piece of work and leaves nothing of it. */
  forgetWork(work: Held): Promise<void>
}

type Held = { id: number; token: string }

const nothing = z.unknown()

/** The part of the store that is about a person's own data, over the database's functions. */
export function openOwnDataStore(call: Call): OwnDataStore {
  const person = (who: Person) => ({ p_workspace: who.workspace, p_actor: who.actor })
  return {
    askExport: async (who, eventId) =>
      void (await call('ask_export', { ...person(who), p_event_id: eventId }, nothing)),
    exportPerson: (who) => call('export_person', person(who), personData),
    myAccesses: (who, most) => call('my_accesses', { ...person(who), p_most: most }, z.array(access)),
    erasePerson: (who, because) => call('erase_person', { ...person(who), p_because: because }, receipt),
    noteMember: async (who, gone, now) =>
      void (await call('note_member', { ...person(who), p_gone: gone, p_now: now.toISOString() }, nothing)),
    membersToLookAt: (now, most) =>
      call(
        'members_to_look_at',
        { p_now: now.toISOString(), p_most: most },
        z.array(z.object({ workspace: z.string(), actor: z.string() })),
      ),
    planUpkeep: (now, purgeDays) => call('plan_upkeep', { p_now: now.toISOString(), p_purge_days: purgeDays }, z.int()),
    retainSome: (workspace, now, days, most) =>
      call(
        'retain_some',
        { p_workspace: workspace, p_now: now.toISOString(), p_days: days, p_limit: most },
        z.record(z.string(), z.int()),
      ),
    endRetention: async ({ id, token }, counts, now) =>
      void (await call(
        'end_retention',
        { p_id: id, p_token: token, p_counts: counts, p_now: now.toISOString() },
        nothing,
      )),
    purgeSome: async ({ id, token }, before, most) =>
      (
        await call(
          'purge_some',
          { p_id: id, p_token: token, p_before: before.toISOString(), p_limit: most },
          z.object({ outcome: z.enum(['more', 'done', 'here']) }),
        )
      ).outcome,
    forgetWork: async ({ id, token }) => void (await call('forget_work', { p_id: id, p_token: token }, nothing)),
  }
}
