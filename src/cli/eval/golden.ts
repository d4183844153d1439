import { z } from 'zod'
import type { Round } from '../../coaching/model.ts'
import { words } from '../../coaching/wording.ts'

const KINDS = [
  'level',
  'pair',
  'second-language',
  'too-short',
  'not-applicable',
  'off-topic',
  'injection',
  'stuffing',
  'padded',
] as const
/** What a talk is there to show. */
export type Kind = (typeof KINDS)[number]

/** A talk of known level. */
export type Talk = {
  id: string
  domain: string
  kind: Kind
  /** Of a talk that was changed on purpose: the talk that it was made of. */
  twin: string | undefined
  /** Nobody looked at it while a scorer was made. */
  heldOut: boolean
  overall: number | null
  /** Dimension → its level, or null where there should be none. Empty where only the whole is known. */
  intended: Record<string, number | null>
  rounds: Round[]
}

const level = z.int().min(1).max(10).nullable()
const item = z
  .object({
    id: z.string(),
    domain: z.string(),
    kind: z.enum(KINDS).default('level'),
    twin: z.string().optional(),
    heldOut: z.boolean().default(false),
    intended_overall: level,
    intended: z.record(z.string(), level).default({}),
    rounds: z.array(z.object({ learner: z.string(), coach: z.string().default('') })).optional(),
    learner: z.array(z.string()).optional(),
  })
  .refine(({ rounds, learner }) => (rounds ?? learner ?? []).length > 0, 'needs "rounds" or "learner"')
const set = z.object({ items: z.array(item) })

/** The talks of a file of the form that test/transcripts/README.md describes. What is wrong with it is an Error. */
export function readTalks(text: string): Talk[] {
  return set.parse(JSON.parse(text)).items.map(({ intended_overall: overall, learner = [], rounds, ...rest }) => {
    const turns = rounds ?? learner.map((reply) => ({ learner: reply, coach: '' }))
    return {
      ...rest,
      twin: rest.twin,
      overall,
      rounds: turns.map((turn, at) => ({ number: at + 1, reply: turn.learner, answer: turn.coach })),
    }
  })
}

/** How many words the learner wrote: what every judge is held against. */
export const wordCount = ({ rounds }: Talk) => words(rounds.map((round) => round.reply).join(' ')).length

/** The talks that agreement is measured on: those that are no twins, so that no case counts twice. */
export const originals = (talks: Talk[]) => talks.filter((talk) => talk.twin === undefined)
