import { z } from 'zod'
import type { Round } from '../../coaching/model.ts'
import { words } from '../../coaching/wording.ts'

/** A talk of known level. */
export type Talk = {
  id: string
  domain: string
  language: string
  /** What the talk is there to show. */
  kind: string
  /** The talk that it was made of, and what was changed. */
  twin: string | undefined
  differs: 'language' | 'length' | 'deed' | undefined
  /** Nobody looked at it while prompts, rules and cues were made. */
  heldOut: boolean
  /** Whether agreement is measured on it, or only what a change does to its marks. */
  measures: 'agreement' | 'changes'
  overall: number | null
  /** Dimension → its level, or null where there should be none. Empty where only the whole is known. */
  intended: Record<string, number | null>
  /** Dimension → the learner's words that decide its level. */
  quotes: Record<string, string[]>
  /** Dimension → the level by a second reader, blind to the first. */
  second: Record<string, number | null> | undefined
  rounds: Round[]
}

const level = z.int().min(1).max(10)
const levels = z.record(z.string(), level.nullable())
const intent = z.union([
  z.object({ level, quotes: z.array(z.string()).default([]) }),
  z.object({
    none: z.enum(['not-enough', 'does-not-apply', 'not-enough-or-does-not-apply']),
    why: z.string().optional(),
  }),
])
const item = z
  .object({
    id: z.string(),
    domain: z.string(),
    language: z.string().default('en'),
    kind: z.string().default('level'),
    twin: z.string().optional(),
    differs: z.enum(['language', 'length', 'deed']).optional(),
    heldOut: z.boolean().default(false),
    marks: z.record(z.string(), intent).optional(),
    second: levels.optional(),
    /** Instead of marks: the levels alone, or that of the whole alone. */
    intended: levels.optional(),
    intended_overall: level.nullable().optional(),
    rounds: z.array(z.object({ learner: z.string(), coach: z.string().default('') })).optional(),
    learner: z.array(z.string()).optional(),
  })
  .refine(({ rounds, learner }) => (rounds ?? learner ?? []).length > 0, 'needs "rounds" or "learner"')
  .refine(
    ({ marks, intended, intended_overall }) => (marks ?? intended ?? intended_overall) !== undefined,
    'needs "marks", or "intended" or "intended_overall"',
  )
const set = z.object({ measures: z.enum(['agreement', 'changes']).default('agreement'), items: z.array(item) })

/** The talks of a file of the form that test/transcripts/README.md describes. What is wrong with it is an Error. */
export function readTalks(text: string): Talk[] {
  const { measures, items } = set.parse(JSON.parse(text))
  return items.map(({ marks = {}, intended_overall, intended, learner = [], rounds, ...rest }) => {
    const turns = rounds ?? learner.map((reply) => ({ learner: reply, coach: '' }))
    const entries = Object.entries(marks)
    const known = intended ?? Object.fromEntries(entries.map(([id, one]) => [id, 'level' in one ? one.level : null]))
    return {
      ...rest,
      measures,
      twin: rest.twin,
      differs: rest.differs,
      second: rest.second,
      intended: known,
      overall: Object.keys(known).length > 0 ? overallOf(Object.values(known)) : (intended_overall ?? null),
      quotes: Object.fromEntries(entries.flatMap(([id, one]) => ('level' in one ? [[id, one.quotes]] : []))),
      rounds: turns.map((turn, at) => ({ number: at + 1, reply: turn.learner, answer: turn.coach })),
    }
  })
}

/** The level of the whole: the mean of the levels, rounded half up; null with fewer than two. */
export function overallOf(levels: (number | null)[]): number | null {
  const known = levels.filter((one) => one !== null)
  return known.length < 2 ? null : Math.round(known.reduce((sum, one) => sum + one, 0) / known.length)
}

/** How many words the learner wrote: what every judge is held against. */
export const wordCount = ({ rounds }: Talk) => words(rounds.map((round) => round.reply).join(' ')).length

/** The talks that agreement is measured on. */
export const agreedOn = (talks: Talk[]) => talks.filter(({ measures }) => measures === 'agreement')
