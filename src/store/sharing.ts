import { z } from 'zod'
import type { Call } from './call.ts'
import type { Person } from './person.ts'
import { cardToShare, managerSees, suggestion } from './sharing-rows.ts'

export type ManagerSees = z.infer<typeof managerSees>
export type CardToShare = Extract<z.infer<typeof cardToShare>, { outcome: 'ready' }>
export type Suggestion = z.infer<typeof suggestion>
export type NamedPerson = ManagerSees['manager']

/** What passes between a learner and their manager by the learner's own choice, and what a manager can suggest. */
export type SharingStore = {
  /** Who is set as the learner's manager and what that person was told last of the team; null where nobody is. */
  managerSees(who: Person): Promise<ManagerSees | null>
  /** Who belongs to the teams that this person manages. */
  myMembers(who: Person): Promise<NamedPerson[]>
  suggestSession(
    who: Person,
    about: { member: string; domainId: string; eventId: string; now: Date },
  ): Promise<{ outcome: 'noted' | 'too-soon' | 'not-theirs' | 'unknown-domain' }>
  /** A suggestion to this learner, or null where it holds no more. */
  mySuggestion(who: Person, id: string): Promise<Suggestion | null>
  /** What would be sent of a session's scorecard. */
  cardToShare(who: Person, sessionId: string): Promise<z.infer<typeof cardToShare>>
  shareCard(
    who: Person,
    about: { sessionId: string; manager: string; withQuotes: boolean; now: Date },
  ): Promise<{ outcome: 'shared' | 'changed' | 'no-manager' | 'off-record' | 'too-late' | 'nothing' }>
  withdrawCard(who: Person, sessionId: string): Promise<{ outcome: 'taken-back' | 'nothing' }>
  /** Where a manager's digest stands, and whether it is still on its way. */
  digestPlace(who: Person, week: string): Promise<{ post: string | null; isComing: boolean }>
}

/** The part of the store that is about sharing, over the database's functions. */
export function openSharingStore({ quickly, patiently }: { quickly: Call; patiently: Call }): SharingStore {
  const person = (who: Person) => ({ p_workspace: who.workspace, p_actor: who.actor })
  const outcome = <const T extends string>(...names: T[]) => z.object({ outcome: z.enum(names) })
  return {
    managerSees: (who) => quickly('manager_sees', person(who), managerSees.nullable()),
    myMembers: (who) => quickly('my_members', person(who), z.array(managerSees.shape.manager)),
    suggestSession: (who, { member, domainId, eventId, now }) =>
      quickly(
        'suggest_session',
        { ...person(who), p_member: member, p_domain: domainId, p_event_id: eventId, p_now: now.toISOString() },
        outcome('noted', 'too-soon', 'not-theirs', 'unknown-domain'),
      ),
    mySuggestion: (who, id) => quickly('my_suggestion', { ...person(who), p_suggestion: id }, suggestion.nullable()),
    cardToShare: (who, sessionId) => quickly('card_to_share', { ...person(who), p_session: sessionId }, cardToShare),
    shareCard: (who, { sessionId, manager, withQuotes, now }) =>
      quickly(
        'share_card',
        {
          ...person(who),
          p_session: sessionId,
          p_manager: manager,
          p_quotes: withQuotes,
          p_now: now.toISOString(),
        },
        outcome('shared', 'changed', 'no-manager', 'off-record', 'too-late', 'nothing'),
      ),
    withdrawCard: (who, sessionId) =>
      quickly('withdraw_card', { ...person(who), p_session: sessionId }, outcome('taken-back', 'nothing')),
    digestPlace: (who, week) =>
      patiently(
        'digest_place',
        { ...person(who), p_week: week },
        z.object({ post: z.string().nullable(), isComing: z.boolean() }),
      ),
  }
}
