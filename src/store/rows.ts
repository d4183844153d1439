/** What the database's functions return. */
import { z } from 'zod'
import { closing, judgement, mark, pressure, round, summary, wish, word } from '../coaching/model.ts'
import { settled } from './memories.ts'
import { receipt } from './own-data.ts'
import { namedPerson } from './sharing-rows.ts'

export const label = z.enum(['private', 'shared', 'assigned'])
export const closedBecause = z.enum(['learner', 'another', 'idle', 'uninstalled', 'unopened'])
const session = z.object({
  id: z.string(),
  domainId: z.string(),
  personaVersion: z.int(),
  rubricVersion: z.int(),
  promptVersion: z.int(),
  label,
  isOpen: z.boolean(),
  closedBecause: closedBecause.nullable(),
  /** How often a reply was deleted. */
  erasures: z.int(),
  /** It was quiet for long, and nobody has written since. */
  isIdle: z.boolean(),
  /** Where it lives; null until its opening is shown. */
  thread: z.string().nullable(),
  /** The learner who owns it. */
  actor: z.string(),
})

const learner = z.object({
  name: z.string(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  dmChannel: z.string().nullable(),
  profileAt: z.coerce.date().nullable(),
  /** Their answers are a line first. */
  isDiscreet: z.boolean(),
  /** Something of earlier sessions is remembered of them. */
  remembers: z.boolean(),
})

const common = {
  id: z.int(),
  token: z.string(),
  /** Goes out with the post, so that we can look for it. */
  key: z.string(),
  workspace: z.string(),
  actor: z.string(),
  /** A post may be there already: look before posting. */
  look: z.boolean(),
  looks: z.int(),
  attempts: z.int(),
  /** How far it is suspected of having ended a process; 0 for not at all. */
  suspicion: z.int().default(0),
  triedForMs: z.int(),
  /** The learner was told that it takes longer. */
  isTold: z.boolean(),
  /** Where it came from, or where it goes. */
  thread: z.string().nullable(),
  /** What that thread stands in. */
  place: z.string().nullable(),
  /** The thread is there already; else it is a message that could begin one. */
  inThread: z.boolean(),
  learner: learner.nullable(),
}
const ofSession = { ...common, session }
/** The newest message of the reply; null when it was not typed as one. */
const lastMessage = z.string().nullable()

const used = z.object({ rounds: z.int(), inputTokens: z.int(), outputTokens: z.int() })
export const usedToday = z.object({ learner: used, workspace: used })

const reply = z.object({
  ...ofSession,
  kind: z.literal('reply'),
  state: z.literal('queued'),
  /** It is nothing but a wish. */
  about: z.object({ wish: wish.optional() }).default({}),
  replies: z.array(z.string()),
  edits: z.int(),
  rounds: z.array(round),
  summary: summary.nullable(),
  round: z.int(),
  /** What was used today, without this round. */
  used: usedToday,
  lastMessage,
})
const answered = z.object({
  ...ofSession,
  kind: z.literal('reply'),
  state: z.literal('answered'),
  /** What the round is besides its words. */
  about: z
    .object({
      wish: wish.optional(),
      rehearsal: pressure.optional(),
      as: z.string().optional(),
      mood: pressure.optional(),
      helps: z.boolean().optional(),
    })
    .default({}),
  round: z.int(),
  answer: z.string(),
  lastMessage,
})

/** A piece of kept work, with all that its flow needs. */
export const work = z.union([
  reply,
  answered,
  z.object({ ...ofSession, kind: z.literal('opening'), body: z.string() }),
  z.object({ ...common, kind: z.literal('lead'), body: z.string(), about: z.object({ mention: z.boolean() }) }),
  z.object({
    ...common,
    kind: z.literal('edit'),
    session: session.nullable(),
    body: z.string(),
    /** Stands for the message that was edited. */
    about: z.object({ message: z.string() }),
    /** The round that it was answered in, as it was. */
    before: z.object({ reply: z.string(), answer: z.string() }).optional(),
  }),
  z.object({
    ...common,
    kind: z.literal('word'),
    session: session.nullable(),
    about: z.object({ word }),
    /** Of the session that it is said in, where it says to stop. */
    rounds: z.array(round).default([]),
  }),
  z.object({
    ...ofSession,
    kind: z.literal('score'),
    round: z.int().nullable(),
    rounds: z.array(round),
    summary: summary.nullable(),
  }),
  z.object({
    ...ofSession,
    kind: z.literal('so-far'),
    /** The post that says that it is there, where the learner wants to see it. */
    about: z.object({ redacts: z.string().optional() }).default({}),
    rounds: z.array(round),
    marks: z.array(mark).nullable(),
  }),
  z.object({
    ...ofSession,
    kind: z.literal('scorecard'),
    state: z.enum(['queued', 'answered']),
    /** It is shown already, as this post: a reply that it quotes was deleted since, or it says more now. */
    about: z.object({
      redacts: z.string().optional(),
      why: z.enum(['redaction', 'redraw']).default('redaction'),
    }),
    rounds: z.array(round),
    pending: z.array(z.string()),
    isAnswering: z.boolean(),
    /** All threads of the session. */
    threads: z.array(z.string()).default([]),
    scorecard: z.object({ judgement, closing }).nullable(),
  }),
  z.object({ ...ofSession, kind: z.literal('dispute'), about: z.object({ dimension: z.string() }) }),
  z.object({ ...ofSession, kind: z.literal('idle') }),
  z.object({ ...ofSession, kind: z.literal('memory') }),
  z.object({ ...common, kind: z.literal('reminder') }),
  z.object({ ...common, kind: z.literal('redraw'), about: z.object({ post: z.string(), what: settled }) }),
  z.object({ ...ofSession, kind: z.literal('consent') }),
  z.object({ ...common, kind: z.literal('suggestion'), about: z.object({ suggestion: z.string() }) }),
  z.object({
    ...ofSession,
    kind: z.literal('shared'),
    about: z.object({ manager: namedPerson, quotes: z.boolean() }),
  }),
  z.object({ ...common, kind: z.literal('digest-again'), about: z.object({ week: z.iso.date() }) }),
  z.object({
    ...common,
    kind: z.literal('note'),
    session: session.nullable(),
    about: z.union([
      z.object({
        note: z.literal('limit'),
        whose: z.enum(['learner', 'workspace']),
        until: z.coerce.date(),
        /** What it holds back. */
        what: z.enum(['reply', 'so-far', 'scorecard', 'dispute']).default('reply'),
        private: z.literal(false).default(false),
      }),
      z.object({
        note: z.enum([
          'stranger',
          'ended',
          'open-elsewhere',
          'no-text',
          'trouble',
          'nothing-open',
          'help',
          'score-later',
          'set-aside',
          'withheld',
          'given-up',
        ]),
        because: z.string().optional(),
        /** Only the actor may see it. */
        private: z.boolean().default(false),
      }),
    ]),
  }),
  z.object({ ...common, kind: z.literal('digest'), about: z.object({ week: z.iso.date() }) }),
  z.object({ ...common, kind: z.literal('preview'), about: z.object({ week: z.iso.date() }) }),
  z.object({ ...common, kind: z.literal('export') }),
  z.object({ ...common, kind: z.literal('retention') }),
  /** Of a person, or with actor '' of the whole workspace. */
  z.object({ ...common, kind: z.literal('purge') }),
  z.object({ ...common, kind: z.literal('receipt'), about: receipt }),
  /** `until`: what is older goes, and besides it what carries one of `keys`. */
  z.object({
    ...common,
    kind: z.literal('take-down'),
    /** `tell`: where to say what Slack does not let go. */
    about: z.object({ until: z.string(), keys: z.array(z.string()), tell: z.string().nullish() }),
  }),
  z.object({ ...common, kind: z.literal('erase'), about: z.object({ post: z.string() }) }),
  z.object({ ...common, kind: z.literal('catch-up'), about: z.object({ oldest: z.string() }) }),
])
export type Work = z.infer<typeof work>

export const openSession = z.object({
  id: z.string(),
  domainId: z.string(),
  domainName: z.string(),
  thread: z.string().nullable(),
  rounds: z.int(),
})
export const sessionState = z.object({ actor: z.string(), isOpen: z.boolean() })
