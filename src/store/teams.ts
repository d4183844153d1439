import { z } from 'zod'
import type { Call } from './call.ts'
import type { Person } from './person.ts'
import {
  keptDigest,
  myTeams,
  otherTeams,
  planned,
  preview,
  sentDigest,
  sharedCard,
  type source,
  teamChange,
  tellWeek,
  type toldWeek,
} from './team-rows.ts'

export type ToldTeam = z.infer<typeof toldWeek>['teams'][number]
type ToldWeek = z.infer<typeof toldWeek>
export type DigestPreview = z.infer<typeof preview>
type Source = z.infer<typeof source>
type MyTeams = z.infer<typeof myTeams>
export type SentDigest = z.infer<typeof sentDigest>
export type SharedCard = z.infer<typeof sharedCard>
export type TeamChange = z.infer<typeof teamChange>

/** A person of a team, as a file or Slack says. `manager` is a Slack user id, '' for none. */
export type TeamPerson = { actor: string; name: string; team: string; position: string; manager: string }

/** What is kept of teams, and what of a team may be told. The database decides the latter: nothing here can ask for more. */
export type TeamStore = {
  /** Sets the teams that these people belong to, whole, from `now` on, and returns what changes; with `dry` nothing is kept. */
  setTeams(
    workspace: string,
    source: Source,
    people: TeamPerson[],
    about: { now: Date; dry: boolean },
  ): Promise<TeamChange[]>
  /** The teams of other sources that setting these people would change; with `take` those that are named are this source's from now on. */
  teamsOfOthers(
    workspace: string,
    source: Source,
    people: TeamPerson[],
    about: { take: boolean },
  ): Promise<z.infer<typeof otherTeams>>
  objectToManager(who: Person, objects: boolean, now: Date): Promise<{ outcome: 'kept' | 'no-manager' }>
  /** The teams that this person manages today, and when their digest comes; null for none. */
  myTeams(who: Person): Promise<MyTeams | null>
  setDigest(who: Person, settings: { day: number; hour: number; isOff: boolean }): Promise<void>
  setDigestMinimum(workspace: string, minimum: number, now: Date): Promise<void>
  /** What a manager is told of a week, decided for good; null where they manage none of its teams any more. */
  tellWeek(who: Person, week: string, now: Date): Promise<(ToldWeek & { outcome: 'tell' | 'nothing' }) | null>
  /** A digest as it was sent, the latest or that of a week; null where there is none, or they manage its teams no more. */
  sentDigest(who: Person, week?: string): Promise<SentDigest | null>
  /** What the learner is part of in the week that is closed and not told yet; null where they are no part of it. */
  digestPreview(who: Person): Promise<DigestPreview | null>
  leaveOut(who: Person, always: boolean, now: Date): Promise<{ outcome: 'left-out' | 'nothing' }>
  countIn(who: Person): Promise<void>
  /** The cards that learners sent to this manager since the digest before, and did not take back. */
  cardsFor(who: Person, week: string): Promise<SharedCard[]>
  /** Keeps what a digest says besides what is told, by team. The first to keep it decides; a quiet one is kept once in so many days. */
  keepDigest(
    who: Person,
    digest: {
      week: string
      isQuiet: boolean
      quietDays: number
      advice: Record<string, { first: string; second: string }>
      now: Date
    },
  ): Promise<z.infer<typeof keptDigest>>
  digestShown(who: Person, week: string, post: string): Promise<void>
  /** Closes weeks, and makes previews and digests due. Safe to repeat, from several instances. */
  planDigests(now: Date, lateHours: number): Promise<z.infer<typeof planned>>
}

const nothing = z.unknown()

/** The part of the store that is about teams, over the database's functions. */
export function openTeamStore(call: Call): TeamStore {
  const person = (who: Person) => ({ p_workspace: who.workspace, p_actor: who.actor })
  return {
    setTeams: (workspace, source, people, { now, dry }) =>
      call(
        'set_teams',
        { p_workspace: workspace, p_source: source, p_people: people, p_now: now.toISOString(), p_dry: dry },
        z.array(teamChange),
      ),
    teamsOfOthers: (workspace, source, people, { take }) =>
      call('teams_of_others', { p_workspace: workspace, p_source: source, p_people: people, p_take: take }, otherTeams),
    objectToManager: (who, objects, now) =>
      call(
        'object_to_manager',
        { ...person(who), p_objects: objects, p_now: now.toISOString() },
        z.object({ outcome: z.enum(['kept', 'no-manager']) }),
      ),
    myTeams: (who) => call('my_teams', person(who), myTeams.nullable()),
    setDigest: async (who, { day, hour, isOff }) =>
      void (await call('set_digest', { ...person(who), p_day: day, p_hour: hour, p_off: isOff }, nothing)),
    setDigestMinimum: async (workspace, minimum, now) =>
      void (await call(
        'set_digest_minimum',
        { p_workspace: workspace, p_minimum: minimum, p_now: now.toISOString() },
        nothing,
      )),
    tellWeek: (who, week, now) =>
      call('tell_week', { ...person(who), p_week: week, p_now: now.toISOString() }, tellWeek.nullable()),
    sentDigest: (who, week) => call('sent_digest', { ...person(who), p_week: week ?? null }, sentDigest.nullable()),
    digestPreview: (who) => call('digest_preview', person(who), preview.nullable()),
    leaveOut: (who, always, now) =>
      call(
        'leave_out',
        { ...person(who), p_always: always, p_now: now.toISOString() },
        z.object({ outcome: z.enum(['left-out', 'nothing']) }),
      ),
    countIn: async (who) => void (await call('count_in', person(who), nothing)),
    cardsFor: (who, week) => call('cards_for', { ...person(who), p_week: week }, z.array(sharedCard)),
    keepDigest: (who, { week, isQuiet, quietDays, advice, now }) =>
      call(
        'keep_digest',
        {
          ...person(who),
          p_week: week,
          p_quiet: isQuiet,
          p_quiet_days: quietDays,
          p_advice: advice,
          p_now: now.toISOString(),
        },
        keptDigest,
      ),
    digestShown: async (who, week, post) =>
      void (await call('digest_shown', { ...person(who), p_week: week, p_post: post }, nothing)),
    planDigests: (now, lateHours) =>
      call('plan_digests', { p_now: now.toISOString(), p_late_hours: lateHours }, planned),
  }
}
