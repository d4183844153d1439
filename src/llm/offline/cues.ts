import type { Dimension } from '../../coaching/model.ts'
import { stretches } from '../../coaching/wording.ts'

/** The signs for and against a dimension in a text: how many of its patterns occur, each counted once. */
export function signs({ cues }: Dimension, text: string): { strong: number; weak: number } {
  const read = stretches(text)
  const weak = cues.weak.filter((pattern) => read.some((one) => one.search(compiled(pattern)) >= 0))
  // "Calm down" is no sign of calm: what speaks against a dimension cannot speak for it as well.
  const rest = read.map((one) => weak.reduce((left, pattern) => left.replace(compiled(pattern), ' '), one))
  const strong = cues.strong.filter((pattern) => rest.some((one) => one.search(compiled(pattern)) >= 0))
  return { strong: strong.length, weak: weak.length }
}

const known = new Map<string, RegExp>()

/** A pattern begins where a word begins: "stage" is not in "hostage", nor "ci" in "decide". */
function compiled(pattern: string): RegExp {
  const regex = known.get(pattern) ?? new RegExp(`\\b(?:${pattern})`, 'gi')
  known.set(pattern, regex)
  return regex
}
