import { z } from 'zod'
import type { Call } from './call.ts'
import type { Person } from './person.ts'
import { label } from './rows.ts'
import { namedPerson } from './sharing-rows.ts'

type Held = { id: number; token: string }
export type SessionLabel = z.infer<typeof sessionLabel>

/** Who consented to being coached, and what each session is labelled as. */
export type ConsentStore = {
  /**
   * The learner read this version of the text and agrees; the session that waited for it opens, if they want off the record. `thread` is
   * where they agreed: it opens there, also where nobody noted yet that the question stands there.
   */
  giveConsent(
    who: Person & { name: string },
    about: { version: number; sessionId?: string; offRecord?: boolean; now: Date; thread?: string | null },
  ): Promise<{ outcome: 'opened' | 'opened-before' | 'given-up' | 'not-yours' | 'kept' }>
  /** The question stands there: what is written there belongs to the session, and it opens there. */
  consentAsked(work: Held, thread: string): Promise<void>
  sessionLabel(sessionId: string): Promise<SessionLabel>
}

const sessionLabel = z.object({
  label,
  offRecord: z.boolean(),
  /** The manager who suggested it. */
  suggestedBy: namedPerson.nullable(),
})

/** The part of the store that is about consent, over the database's functions. */
export function openConsentStore({ quickly, patiently }: { quickly: Call; patiently: Call }): ConsentStore {
  return {
    giveConsent: (who, { version, sessionId, offRecord = false, now, thread = null }) =>
      quickly(
        'give_consent',
        {
          p_workspace: who.workspace,
          p_actor: who.actor,
          p_name: who.name,
          p_version: version,
          p_session: sessionId ?? null,
          p_off_record: offRecord,
          p_now: now.toISOString(),
          p_thread: thread,
        },
        z.object({ outcome: z.enum(['opened', 'opened-before', 'given-up', 'not-yours', 'kept']) }),
      ),
    consentAsked: async (h, thread) =>
      void (await patiently('consent_asked', { p_id: h.id, p_token: h.token, p_thread: thread }, z.unknown())),
    sessionLabel: (sessionId) => patiently('session_label', { p_session: sessionId }, sessionLabel),
  }
}
