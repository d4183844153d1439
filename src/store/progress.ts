import { z } from 'zod'
import { pastSession } from '../coaching/progress.ts'
import type { Call } from './call.ts'
import type { MemoryChoices } from './memories.ts'
import type { Person } from './person.ts'

const myProgress = z.object({
  showsStreak: z.boolean(),
  /** Today, where the learner is. */
  today: z.iso.date(),
  sessions: z.array(pastSession),
})
/** The learner's last scorecard. Before they looked at it, it tells no score. */
export type LastCard = z.infer<typeof lastCard>
const lastCard = z.object({
  domainName: z.string(),
  at: z.coerce.date(),
  /** Who scored it. */
  judge: z.string(),
  isOpen: z.boolean(),
  overall: z.int().nullable(),
  /** Where it is shown. */
  post: z.string().nullable(),
})
/** What a learner set for themselves. */
export type OwnSettings = z.infer<typeof ownSettings>
const ownSettings = z.object({
  showsStreak: z.boolean(),
  /** null is the language of the surface. */
  language: z.string().nullable(),
  /** The coach's answer is a line first, and filled by an edit: no notification tells what it says. */
  discreet: z.boolean(),
})

/** What is known of a person's language: their own choice, and what the surface says of them. */
const knownLanguage = z.object({
  language: z.string().nullable(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
})

/** What a learner says of an answer, or of a session as a whole. */
export type Verdict = z.infer<typeof feedbackVerdict>
export const feedbackVerdict = z.enum(['up', 'down', 'yes', 'partly', 'no'])
const feedbackCount = z.object({
  domain: z.string(),
  personaVersion: z.int(),
  /** null where too few learners said something. */
  counts: z
    .object({
      learners: z.int(),
      up: z.int(),
      down: z.int(),
      yes: z.int(),
      partly: z.int(),
      no: z.int(),
    })
    .nullable(),
})

/** A learner's progress, their settings, and what they think of the coach. */
export type ProgressStore = {
  /** The learner's newest sessions with a scorecard, oldest first, without those off the record. */
  myProgress(who: Person, most: number, now: Date): Promise<z.infer<typeof myProgress>>
  myLastCard(who: Person): Promise<LastCard | null>
  mySettings(who: Person): Promise<OwnSettings>
  /** null for somebody of whom nothing is kept. */
  myLanguage(who: Person): Promise<z.infer<typeof knownLanguage> | null>
  /** All of it or none: what they set, what may be remembered, and when they may be asked. Saying so begins anew where reminders had stopped by themselves. */
  saveSettings(who: Person & { name: string }, settings: OwnSettings & Omit<MemoryChoices, 'isPaused'>): Promise<void>
  /** Round 0 is the session as a whole. `at` is the surface's time of the press: the last one stands; the same again takes it back. */
  giveFeedback(
    who: Person,
    about: { sessionId: string; round: number; verdict: Verdict; at: string },
  ): Promise<{ outcome: 'kept' | 'taken-back' | 'off-record' | 'none' }>
  /** What learners think of each version of each coach. */
  feedbackCounts(): Promise<z.infer<typeof feedbackCount>[]>
}

/** That part of the store. `quickly` is for while a person waits. */
export function openProgressStore({ quickly, call }: { quickly: Call; call: Call }): ProgressStore {
  const person = ({ workspace, actor }: Person) => ({ p_workspace: workspace, p_actor: actor })
  return {
    myProgress: (who, most, now) =>
      quickly('my_progress', { ...person(who), p_most: most, p_now: now.toISOString() }, myProgress),
    myLastCard: (who) => quickly('my_last_card', person(who), lastCard.nullable()),
    mySettings: (who) => quickly('my_settings', person(who), ownSettings),
    myLanguage: (who) => quickly('my_language', person(who), knownLanguage.nullable()),
    saveSettings: async (who, { showsStreak, language, discreet, kinds, reminds, fromHour, untilHour }) =>
      void (await quickly(
        'save_settings',
        {
          ...person(who),
          p_name: who.name,
          p_shows_streak: showsStreak,
          p_language: language,
          p_discreet: discreet,
          p_kinds: kinds,
          p_reminds: reminds,
          p_from_hour: fromHour,
          p_until_hour: untilHour,
        },
        z.unknown(),
      )),
    giveFeedback: (who, { sessionId, round, verdict, at }) =>
      call(
        'give_feedback',
        { ...person(who), p_session: sessionId, p_round: round, p_verdict: verdict, p_at: at },
        z.object({ outcome: z.enum(['kept', 'taken-back', 'off-record', 'none']) }),
      ),
    feedbackCounts: () => call('feedback_counts', {}, z.array(feedbackCount)),
  }
}
