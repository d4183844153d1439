import type { Advice } from '../coaching/digest.ts'
import type { Closing, Coach, Domain, Judgement, Mark } from '../coaching/model.ts'
import type { Progress } from '../coaching/progress.ts'
import type { Part } from '../coaching/rehearsal.ts'
import type {
  AskedCommitment,
  DigestPreview,
  Dispute,
  MemoryLine,
  NamedPerson,
  Proposal,
  SessionLabel,
  Settled,
  SharedCard,
  Suggestion,
  ToldTeam,
  WorkOf,
} from '../store/store.ts'
import type { Over } from './allowance.ts'

export type {
  AnsweredCommitment,
  AskedCommitment,
  CardToShare,
  CommitmentAnswer,
  DigestPreview,
  LastCard,
  ManagerSees,
  Memory,
  MemoryChoices,
  MemoryLine,
  NamedPerson,
  OwnSettings,
  Proposal,
  SessionLabel,
  SharedCard,
  Suggestion,
  Verdict,
} from '../store/store.ts'

/**
 * What flows ask to be shown. A post happens once: it carries `key`, and with `look` it is looked for first.
 * Failures are Faults with a `slack-` code.
 */
export type Show = {
  /** The coach is at work on a reply. It never waits and never fails, as the next two. */
  thinking(at: SessionPlace & { lastMessage: string | null }): void
  /** The coach is at work there no longer. `mayBeEarlier`: another process may have said that it is. */
  rested(at: SessionPlace, about?: { mayBeEarlier?: boolean }): void
  /** The session in this thread is over. */
  closed(at: SessionPlace): void
  /** What is suggested to somebody to write in their direct message with the bot, where that is known. Never waits, never fails. */
  prompts(at: { workspace: string; place: string | null }, about: { isOpen: boolean }): void
  /** Whether others can read along follows from where it goes. */
  opening(to: To, opening: Omit<Opening, 'inChannel'>): Promise<Shown>
  consent(to: To, consent: Omit<Consent, 'inChannel'>): Promise<Shown>
  suggestion(to: To, suggestion: Suggestion): Promise<Shown>
  shared(to: To, shared: SharedNote): Promise<Shown>
  answer(to: To, answer: Answer): Promise<Shown>
  /** What shows scores or the person's own words goes out closed, and says no more than that it is there. */
  soFar(to: To, card: SoFar): Promise<Shown>
  scorecard(to: To, card: ScorecardView): Promise<Shown>
  /** To somebody who wrote with no session open: what they wrote is kept, where that was words. */
  picker(to: To, domains: Domain[], about?: { hasWords: boolean }): Promise<Shown>
  idle(to: To, about: { sessionId: string }): Promise<Shown>
  /** That something may be remembered: for the learner alone, wherever the session was. */
  memory(to: To, about: { sessionId: string }): Promise<Shown>
  reminder(to: To, about: Pick<AskedCommitment, 'memory'>): Promise<Shown>
  digest(to: To, digest: DigestView): Promise<Shown>
  preview(to: To, preview: DigestPreview): Promise<Shown>
  note(to: To, note: Note): Promise<Shown>
  /** To this person alone, where they are; gone on reload. Outside the promise that a post happens once. */
  privately(to: To, note: Note): Promise<void>
  /** Whether a post with this key is there, however it came there. */
  find(to: To): Promise<Shown | null>
  erase(at: { workspace: string; post: string }): Promise<void>
  /** Shows a scorecard as it is now where it stands. Where that cannot be, it is shown to the learner alone, beside it, and gone on reload. */
  redraw(at: { workspace: string; actor: string; post: string }, card: ScorecardView): Promise<void>
  /** The same of how it goes so far, which goes out closed. */
  open(at: { workspace: string; actor: string; post: string }, card: SoFar): Promise<void>
  /** Words must go from what was shown: where that cannot be, all of it goes. */
  redact(at: { workspace: string; post: string }, card: ScorecardView): Promise<void>
  digestAgain(at: { workspace: string; post: string }, digest: DigestView): Promise<void>
  /** Shows what came of a card or a reminder in its place; where that cannot be, it stays, and the person alone is told. */
  settled(at: { workspace: string; actor: string; post: string }, what: Settled): Promise<void>
  /** Who a person is, or null where Slack will not say. */
  profile(who: { workspace: string; actor: string }): Promise<{ name: string; timeZone: string; locale: string } | null>
}

/** Where a post goes: into a thread, else as a new thread in a place, else into the bot's direct message with the person. */
export type To = {
  workspace: string
  actor: string
  key: string
  look: boolean
  /** The message that it answers, if it answers one: nothing of it was shown before that. */
  after?: string | null
  thread: string | null
  place?: string | null
  dmChannel?: string | null
}

/** A thread of a session, as the surface shows it. */
export type SessionPlace = { workspace: string; thread: string; lastMessage?: string | null; title?: string }

/** Where a post is now: the post itself and the thread that it begins or stands in. */
export type Shown = { post: string; thread: string }

export type Opening = {
  sessionId: string
  coach: Coach
  /** What the learner had on their mind when they started, '' for nothing. */
  mind: string
  scripted: boolean
  label: SessionLabel
  /** What the learner means to do since an earlier session; for them alone. */
  commitment: OpenCommitment | null
  /** Others can read the thread. */
  inChannel: boolean
}

/** Something that a learner means to do, with whether the day that they picked is still to come. What it is goes out with no post. */
export type OpenCommitment = Pick<MemoryLine, 'id'> & { isAhead: boolean }

/** What is proposed to be remembered of a session. */
export type MemoryCard = { sessionId: string; lines: Proposal[] }

/** What is asked before the first session. */
export type Consent = {
  sessionId: string
  domainName: string
  scripted: boolean
  /** For how many days what was said is kept. */
  keptDays: number
  /** Others can read the thread. */
  inChannel: boolean
}

/** What a learner sent to their manager, for the learner. */
export type SharedNote = { sessionId: string; manager: NamedPerson; withQuotes: boolean }

export type Answer = {
  sessionId: string
  /** The round that it answers, where the learner is asked what they think of it, and may wish for more. */
  round?: number
  /** What the round is besides: a wish, a part of a rehearsal. */
  part?: Part
  text: string
  /** Only the start and the end of the reply were read. */
  shortened: boolean
  /** Something came with it that is no words. */
  unread?: boolean
  /** Others can read the thread, and this is for the learner alone: it was said in the direct message. */
  isElsewhere?: boolean
  /** The learner wants no notification to tell what it says. */
  isDiscreet?: boolean
}

export type SoFar = {
  sessionId: string
  domainName: string
  marks: Mark[]
  scripted: boolean
  rounds: number
  /** How many sentences were left out because they speak to the scorer. */
  leftOut: number
}

export type ScorecardView = {
  sessionId: string
  domainName: string
  judgement: Judgement
  closing: Closing
  scripted: boolean
  rounds: number
  /** How many sentences were left out because they speak to the scorer. */
  leftOut: number
  rubricVersion: number
  /** There was a hard moment in it: how they see themselves, or what they think of the coach, is not asked. */
  asksNothing: boolean
  closedBecause: WorkOf<'scorecard'>['session']['closedBecause']
  /** What the learner gave themselves before they saw the scores. */
  ownScore: number | null
  /** The learner looked at it: it shows what it says. */
  isOpen: boolean
  /** Before that they are asked how they see themselves. */
  asks: boolean
  /** A dimension can be read again. */
  canDispute: boolean
  /** What the learner saw differently. */
  disputes: (Dispute & { /** The words that they point to are theirs, in the talk. */ isFound?: boolean })[]
  /** A reply was deleted after it was shown. */
  isRedacted: boolean
  label: SessionLabel
  /** There is a manager to send it to. */
  canShare: boolean
}

/** How a learner is doing, for their eyes only. */
export type ProgressView = {
  progress: Progress
  showsStreak: boolean
  /** What to practise next, in the rubric's words; '' where there is nothing to say. */
  step: string
}

/** A short message by the bot that is not the coach's. */
export type Note =
  | { note: 'trouble'; because: Trouble; sessionId: string; reference: string }
  | {
      note:
        | 'stranger'
        | 'ended'
        | 'no-text'
        | 'nothing-open'
        | 'settings'
        | 'progress'
        | 'score-later'
        | 'picked-in-private'
        | 'no-private'
        /** Slack lets something not be shown yet, or never did. */
        | 'withheld'
        | 'given-up'
    }
  /** With the coach of the session in whose thread it was asked for. */
  | { note: 'help'; coach?: Coach | undefined }
  | ({ note: 'limit'; what: 'reply' | 'so-far' | 'scorecard' | 'dispute'; timeZone: string | null } & Omit<Over, 'is'>)
  /** `because` is the surface's own word for why a place takes no posts any more. */
  | { note: 'moved'; from: string; because: string }
  /** Work that stopped us each time is left alone: of a message, or of something that was asked for. */
  | { note: 'set-aside'; isMessage: boolean }
  /** The surface takes no files, with its own word for why. */
  | { note: 'no-export'; because: string }
  | { note: 'hard-moment'; text: string; isDiscreet?: boolean }
  /** What came of it stands on the scorecard alone. */
  | { note: 'judged-again'; label: string }
  /** No second reading of it came about that can be used. */
  | { note: 'not-read-again'; label: string }
  | { note: 'open-elsewhere'; thread: string | null }

/** Why the coach could not answer, as far as it matters to the learner: only from `away` does it come back by itself. */
export type Trouble = 'away' | 'failed' | 'set-up' | 'stopped'

/** What a manager reads of a week. */
export type DigestView = {
  week: string
  teams: (ToldTeam & { advice: Advice })[]
  cards: SharedCard[]
  /** Nothing may be told, and nobody sent a card. */
  isQuiet: boolean
  /** The script looks at talks: it gives no levels. */
  scripted: boolean
}
