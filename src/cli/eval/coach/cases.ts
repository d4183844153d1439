import { join } from 'node:path'
import { z } from 'zod'
import { readNamed } from '../named-file.ts'
import { TRANSCRIPTS } from '../options.ts'

/** What can hold somebody back, from what usually comes first to what comes last. */
export const KINDS = ['goal', 'facts', 'other', 'own', 'options', 'plan', 'check'] as const
export type Kind = (typeof KINDS)[number]

/** The languages in which learners are simulated. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** One thing that holds a learner back: how they go round it, what they say once they are asked for it, and words that are about it. */
const held = z.object({ kind: z.enum(KINDS), hint: z.string(), told: z.string(), about: z.array(z.string()) })

/** What a learner brings. */
export type Case = z.infer<typeof oneCase>
const oneCase = z.object({
  id: z.string(),
  language: z.enum(LANGUAGES),
  domain: z.string(),
  begins: z.string(),
  /** A word that they ask for, and what it means. */
  term: z.object({ asks: z.string(), says: z.string() }),
  /** A question that nobody in this talk can answer. */
  unknown: z.string(),
  holds: z.array(held).min(1),
})

const lines = z.array(z.string()).min(1)
const ways = z.object({
  unsure: lines,
  done: lines,
  follows: lines,
  leaves: lines,
  presses: lines,
  fishes: lines,
  vents: lines,
  disagrees: lines,
  wants: lines,
  attacks: lines,
  injects: lines,
})
/** How learners say what they all say, in one language. */
export type Ways = z.infer<typeof ways>

const file = z.object({ cases: z.array(oneCase), ways: z.record(z.enum(LANGUAGES), ways) })
const { cases, ways: waysIn } = readNamed(join(TRANSCRIPTS, 'cases.json'), (text) => file.parse(JSON.parse(text)))

export const waysOf = ({ language }: Case): Ways => waysIn[language]

/** The cases of these domains; one that has none takes the one for any. */
export const casesOf = (domains: string[]): Case[] =>
  domains.flatMap((domain) => {
    const own = cases.filter((one) => one.domain === domain)
    return own.length > 0 ? own : cases.filter((one) => one.domain === 'any').map((one) => ({ ...one, domain }))
  })
