import type { Dimension } from '../../coaching/model.ts'

/** The signs for and against a dimension in a text: how many of its patterns occur, each counted once. */
export function signs({ cues }: Dimension, text: string): { strong: number; weak: number } {
  const weak = cues.weak.filter((pattern) => text.search(compiled(pattern)) >= 0)
  // "Calm down" is no sign of calm: what speaks against a dimension cannot speak for it as well.
  const rest = weak.reduce((left, pattern) => left.replace(compiled(pattern), ' '), text)
  return { strong: cues.strong.filter((pattern) => rest.search(compiled(pattern)) >= 0).length, weak: weak.length }
}

const known = new Map<string, RegExp>()

/** A pattern begins where a word begins: "stage" is not in "hostage", nor "ci" in "decide". */
function compiled(pattern: string): RegExp {
  const regex = known.get(pattern) ?? new RegExp(`\\b(?:${pattern})`, 'gi')
  known.set(pattern, regex)
  return regex
}
