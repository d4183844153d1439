import { z } from 'zod'
import { languageOf } from '../words/languages.ts'
import { speechNow, t } from '../words/words.ts'
import type { Message } from './message.ts'
import type { LevelWord } from './model.ts'

/** A dimension of a team, as it may be told: a level word, and those of the weeks before, oldest first. */
export type TeamDimension = {
  label: string
  level: LevelWord
  /** More than one version of the rubric, or more than one judge, is behind the level. */
  isMixed: boolean
  history: (LevelWord | null)[]
}

/** Two things that a manager can do this week. */
export type Advice = z.infer<typeof advice>
export const advice = z.object({ first: z.string(), second: z.string() })

const LEVELS: LevelWord[] = ['Starting', 'Developing', 'Strong', 'Exemplary']
const MOST_CHARACTERS = 300

/** 1 for the lowest level, 4 for the highest. */
const levelStep = (level: LevelWord): number => LEVELS.indexOf(level) + 1

/** Where a dimension goes: its level now beside the oldest of the last four weeks that can be compared with it; null where there is none. */
export function directionOf({ history }: TeamDimension): 'up' | 'down' | 'same' | null {
  const told = history.filter((level) => level !== null)
  const [first, now] = [told[0], told.at(-1)]
  if (!first || !now || told.length < 2) return null
  const change = levelStep(now) - levelStep(first)
  return change > 0 ? 'up' : change < 0 ? 'down' : 'same'
}

/** The dimension with most room to grow, and the one that goes best; undefined where none is told, and one of them where there is one. */
export function edgesOf(dimensions: TeamDimension[]): { weakest?: TeamDimension; strongest?: TeamDimension } {
  const sorted = dimensions.toSorted(
    (a, b) => levelStep(a.level) - levelStep(b.level) || a.label.localeCompare(b.label),
  )
  const [weakest, strongest] = [sorted[0], sorted.at(-1)]
  return { ...(weakest && { weakest }), ...(strongest && strongest !== weakest && { strongest }) }
}

/** What a manager of any team can do. A week has the two from its place on; the next week has others. */
const always = () => [
  t`Bring a case of your own to the next team meeting, and say what you would do differently now. It makes it easier for others to bring theirs.`,
  t`Keep half an hour of the week free of meetings for the whole team, for thinking one thing through.`,
  t`Ask in your next one-to-ones what somebody would like to get better at. Then ask what would help, and write that down for yourself.`,
  t`When something goes well this week, say what exactly went well, and to whom it made a difference.`,
  t`Take one decision of the team and talk about how it was made rather than whether it was right.`,
  t`Tell your team what you are practising at the moment. Nobody has to answer with theirs.`,
]

/** Two things to do, from the team's weakest and strongest dimension, without any model. `week` is the number of the week, so that they change. */
export function scriptedAdvice(dimensions: TeamDimension[], week: number): Advice {
  const { weakest, strongest } = edgesOf(dimensions)
  const all = always()
  const one = (step: number) => all[(2 * week + step) % all.length] ?? ''
  return {
    first: weakest
      ? t`Take ten minutes of your next team meeting for “${weakest.label}”: let everybody who likes bring one recent moment, and say what they would try next time. Go first with one of your own.`
      : one(0),
    second: strongest
      ? t`“${strongest.label}” is what goes best in your team. Say so, and ask who would like to show the others how they do it.`
      : one(1),
  }
}

const task = (
  language: string,
) => `You advise the manager of a team. Its people are coached in private, and you know nothing of any one of them: you get the team's level in some skills, in words, and how it changed over four weeks, as JSON.

Write two things that the manager can do this week, each at most 45 words, to the manager ("you"), concrete and kind:
- "first": helps with the weakest skill. A thing to do with the whole team or in the manager's own way of working.
- "second": builds on the strongest skill.
Never suggest to find out who practised, how anybody scored, or to measure, compare, reward or reprimand people. No numbers, no names, no links. Write in ${language}.

Answer with one JSON object of exactly this shape, and nothing else:
{"first":"In your next team meeting, …","second":"Say …"}`

/** The messages that ask for advice: levels and directions, nothing of any person. Undefined where nothing is told of the team. */
export function advicePrompt(dimensions: TeamDimension[]): Message[] | undefined {
  const { weakest, strongest } = edgesOf(dimensions)
  if (!weakest) return undefined
  const told = (dimension: TeamDimension) => ({
    skill: dimension.label,
    level: dimension.level,
    fourWeeks: directionOf(dimension) ?? 'not known',
  })
  const team = { weakest: told(weakest), ...(strongest && { strongest: told(strongest) }) }
  return [
    { role: 'system', content: task(languageOf(speechNow().language).nameForModels) },
    { role: 'user', content: JSON.stringify(team) },
  ]
}

/** The advice that a model proposed where it may be shown, else the scripted one. */
export function checkedAdvice(proposed: Advice | undefined, dimensions: TeamDimension[], week: number): Advice {
  const scripted = scriptedAdvice(dimensions, week)
  const fits = (text: string) => text.trim() !== '' && text.length <= MOST_CHARACTERS && !/\d|https?:|@/.test(text)
  return {
    first: proposed && fits(proposed.first) ? proposed.first.trim() : scripted.first,
    second: proposed && fits(proposed.second) ? proposed.second.trim() : scripted.second,
  }
}
