import { z } from 'zod'
import type { ProposedClosing } from './closing.ts'
import { tellsAction, tellsWhen } from './commitment.ts'
import { provenQuotes } from './evidence.ts'
import { isHardMoment } from './hard-moment.ts'
import { says } from './languages/languages.ts'
import type { Coach, Round } from './model.ts'
import { isSaid } from './rehearsal.ts'
import { type Transcript, transcriptOf } from './transcript.ts'
import { folded, hasWords, weighedSentences, words } from './wording.ts'

/** What can be remembered of a learner, one line of each from a session. */
export const MEMORY_KINDS = ['goal', 'situation', 'commitment'] as const
export type MemoryKind = (typeof MEMORY_KINDS)[number]

export const MEMORY_CHARACTERS = 200 // of a line

/** A line that could be remembered, in the learner's own words, and the round that it was taken from. Nobody keeps it before they say so. */
export type MemoryProposal = { kind: MemoryKind; says: string; round: number }

/** A line that the learner confirmed, as it is told to a coach. */
export type Remembered = z.infer<typeof remembered>
export const remembered = z.object({
  kind: z.enum(MEMORY_KINDS),
  says: z.string(),
  /** A commitment that they have not done yet. */
  isOpen: z.boolean(),
  /** The day that they picked for it. */
  dueOn: z.iso.date().nullable(),
})

const TOLD_LINES = 8 // the newest: so a prompt has an upper bound

/** What a coach is told of what is remembered: only what the learner lets be remembered, the newest lines. */
export function toldMemory(lines: Remembered[], kinds: MemoryKind[]): Remembered[] {
  return lines
    .filter(({ kind }) => kinds.includes(kind))
    .slice(0, TOLD_LINES)
    .map(({ kind, says, isOpen, dueOn }) => ({ kind, says: says.slice(0, MEMORY_CHARACTERS), isOpen, dueOn }))
}

/** The rounds in which learners speak for themselves: what they say in a part that they play is not what they mean to do. */
function spokenForThemselves<R extends Round>(rounds: R[]): R[] {
  return rounds.filter((round) => !round.rehearsal && isSaid(round))
}

/**
 * What could be remembered of a session, one line of each kind at most. What a model proposes counts only where the learner wrote it; the
 * rest is found by rule. Of a session with a hard moment nothing is proposed.
 */
export function memoryProposals(coach: Coach, all: Round[], proposed?: ProposedClosing): MemoryProposal[] {
  if (all.some(isHardMoment)) return []
  const transcript = transcriptOf(coach, spokenForThemselves(all))
  const byRule = foundByRule(transcript)
  const claimed = { goal: proposed?.goal, situation: proposed?.situation, commitment: proposed?.next_steps }
  const taken: string[] = []
  // what somebody means to do comes first: it is no goal as well
  const found = (['commitment', 'goal', 'situation'] as const).flatMap((kind) => {
    const lines = [...proven(claimed[kind], transcript), ...byRule[kind]]
    const line = lines.find(({ says }) => says.length <= MEMORY_CHARACTERS && !taken.includes(folded(says)))
    if (!line) return []
    taken.push(folded(line.says))
    return [{ kind, ...line }]
  })
  return MEMORY_KINDS.flatMap((kind) => found.filter((line) => line.kind === kind))
}

type Line = Omit<MemoryProposal, 'kind'>

const proven = (quotes: ProposedClosing['next_steps'] = [], transcript: Transcript): Line[] =>
  provenQuotes(
    quotes.map(({ round, quote }) => ({ round, text: quote })),
    transcript,
  ).map(({ round, text }) => ({ round, says: onOneLine(text) }))

const onOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const FEWEST_WORDS = 5

const isGoal = (text: string) => says('wants', text)

/** A goal is the first wish; a commitment what they mean to do, best with a time and late in the talk; the situation what tells most of the rest. */
function foundByRule({ turns }: Transcript): Record<MemoryKind, Line[]> {
  const said = turns
    .flatMap(({ number, reply }) =>
      weighedSentences(reply).map(({ text }) => ({ round: number, says: onOneLine(text) })),
    )
    .filter(({ says }) => hasWords(says, FEWEST_WORDS) && !says.includes('?'))
  const {
    soon = [],
    some = [],
    goal = [],
    rest = [],
  } = Object.groupBy(said, ({ says }) =>
    tellsAction(says) ? (tellsWhen(says) ? 'soon' : 'some') : isGoal(folded(says)) ? 'goal' : 'rest',
  )
  return {
    goal,
    commitment: [...soon.toReversed(), ...some.toReversed()],
    situation: rest
      .map((line) => ({ line, details: details(line.says) }))
      .toSorted((a, b) => b.details - a.details)
      .map(({ line }) => line),
  }
}

/** Numbers, names and some length: what the case of a learner is told by. */
const details = (text: string) =>
  Math.min(text.match(/\d+|(?<=\s)\p{Lu}\p{L}+/gu)?.length ?? 0, 4) + Math.min(words(text).length, 20) / 20
