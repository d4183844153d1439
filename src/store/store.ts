import type { z } from 'zod'
import type { UsedToday } from '../coaching/limits.ts'
import type { Closing, Coach, Domain, Judgement, Mark, Wish } from '../coaching/model.ts'
import type { Part } from '../coaching/rehearsal.ts'
import type { CardStore } from './cards.ts'
import type { ConsentStore } from './consents.ts'
import type { ContentStore } from './content.ts'
import type { Held, WorkStore } from './kept-work.ts'
import type { MemoryStore } from './memories.ts'
import type { OwnDataStore } from './own-data.ts'
import type { Person } from './person.ts'
import type { ProgressStore } from './progress.ts'
import type { PromptStore } from './prompts.ts'
import type { openSession, sessionState, Work } from './rows.ts'
import type { SharingStore } from './sharing.ts'
import type { TeamStore } from './teams.ts'

export type { Incoming } from '../incoming.ts'
export type { Dispute } from './cards.ts'
export type { SessionLabel } from './consents.ts'
export type {
  AnsweredCommitment,
  AskedCommitment,
  CommitmentAnswer,
  Memory,
  MemoryChoices,
  MemoryLine,
  Proposal,
  Settled,
} from './memories.ts'
export type { Access, PersonData, Receipt, Retention } from './own-data.ts'
export type { Person } from './person.ts'
export type { LastCard, OwnSettings, Verdict } from './progress.ts'
export type { Work } from './rows.ts'
export type { CardToShare, ManagerSees, NamedPerson, Suggestion } from './sharing.ts'
export type {
  DigestPreview,
  SentDigest,
  SharedCard,
  TeamChange,
  TeamPerson,
  ToldTeam,
} from './teams.ts'

/** What is kept beside the talk, each in a file of its own. */
type Parts = WorkStore &
  TeamStore &
  ConsentStore &
  SharingStore &
  OwnDataStore &
  CardStore &
  PromptStore &
  ContentStore &
  ProgressStore &
  MemoryStore

/**
 * All that flows need kept. Each function is one transaction. A thread ('channel:ts' outside this type's knowledge) and a post are
 * opaque words. `actor` is a person's id as the surface signed it, never as a button or a model says.
 * Every failure is a `Fault` with a `store-` code.
 */
export type Store = Parts & {
  keepRound(work: Held & { edits: number }, answer: KeptAnswer): Promise<'kept' | 'changed'>
  // Each with the session's `erasures` of its work: what was made before a deletion is not kept after it.
  keepScore(
    work: Judged,
    score: { score: number | null; feedback: string; marks: Mark[]; judge: string },
  ): Promise<void>
  keepSummary(work: Judged, throughRound: number, text: string): Promise<void>
  keepScorecard(
    work: Judged,
    card: { judgement: Judgement; closing: Closing; answer: string; pending: string[] },
  ): Promise<'kept' | 'changed'>

  /** What was used today, in a person's day and in that of their workspace. */
  usedToday(who: Person, timeZone: string | null): Promise<UsedToday>
  /** Counts tokens that no round was kept with: what a judge used for this person. */
  addUsage(who: Person, usage: { inputTokens: number; outputTokens: number }): Promise<void>

  domains(): Promise<Domain[]>
  /** What coaching in this session rests on: fixed by its versions, so it may be asked for often. */
  coach(session: {
    domainId: string
    personaVersion: number
    rubricVersion: number
    promptVersion: number
  }): Promise<Coach>
  knowLearner(who: Person, profile: { name: string; timeZone: string; locale: string }): Promise<void>
  openSession(who: Person): Promise<OpenSession | null>
  sessionState(workspace: string, sessionId: string): Promise<SessionState | null>
  startSession(who: Person & { name: string }, start: Start): Promise<Started>
  endSession(who: Person, because: 'learner', sessionId?: string): Promise<{ outcome: 'ended' | 'none-open' }>
  askScore(who: Person, eventId: string, sessionId?: string, post?: string): Promise<{ outcome: 'asked' | 'none-open' }>
  /** A wish by a button waits in the lane of the session's replies. The same event asks once; under an older round it asks nothing. */
  pressWish(who: Person, press: WishPress): Promise<{ outcome: 'asked' | 'none-open' | 'not-yours' | 'older' }>
  tryAgain(who: Person, sessionId: string): Promise<{ outcome: 'due' | 'nothing-waits' }>
  /** What time does to sessions: asks once, closes, forgets. */
  sweep(now: Date, days: { ask: number; close: number }): Promise<{ asked: number; closed: number }>
  /** The clock was moved, as one can in the playground: what waits for a day is looked at, and a day that is over counts no more. */
  turnDay(from: Date, to: Date): Promise<void>
  /** The versions of the migrations that the database has. */
  appliedMigrations(): Promise<string[]>
  /** The process was told to stop: a database that is away is not waited for any more. */
  hurry(): void
  close(): Promise<void>
}

type Judged = Held & { session: { erasures: number } }
export type WorkOf<K extends Work['kind']> = Extract<Work, { kind: K }>
export type OpenSession = z.infer<typeof openSession>
type SessionState = z.infer<typeof sessionState>

type KeptAnswer = {
  text: string
  responseMs: number
  coachModel: string
  inputTokens: number
  cachedTokens: number
  outputTokens: number
  /** What the round is besides its words. */
  part?: Part
}
/** `round` is the one that the button stands under, 0 for the opening; `at` is when it was pressed, as Slack counts. */
type WishPress = {
  sessionId: string
  wish: Wish
  round: number
  eventId: string
  thread: string | null
  at: string
  /** What the wish says besides: whom to practise with. */
  says?: string
}

export type Start = {
  domainId: string
  /** The same event starts a session once. */
  eventId: string
  promptVersion: number
  /** The thread to open in, 'channel:' for a new thread in that channel, nothing for the bot's direct message. */
  thread?: string
  /** What is on the learner's mind: their first reply. */
  mind?: string
  endOpen?: boolean
  /** Whoever has consented to no text, or an older one than this, is asked first. */
  consentVersion?: number
  /** Its text is blanked when it closes. */
  offRecord?: boolean
  /** A manager's suggestion to this learner that it comes of. */
  suggestion?: string
}
type Started =
  | { outcome: 'started' | 'consent-asked' | 'open-already'; session: OpenSession | null }
  | { outcome: 'unknown-domain' | 'inactive-domain' }
