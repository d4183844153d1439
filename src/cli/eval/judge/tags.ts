import type { Talk } from '../golden.ts'

/** What a set and a run have: a gate is held only where there is something to measure it by. */
export function tagsOf(talks: Talk[], repeats: number): string[] {
  const agreed = talks.filter(({ measures }) => measures === 'agreement')
  const levels = agreed.flatMap(({ intended }) => Object.values(intended))
  return [
    ...new Set(talks.map(({ kind }) => kind)),
    ...(levels.some((level) => level !== null) ? ['marks'] : []),
    ...(levels.some((level) => level === null) ? ['none'] : []),
    ...(agreed.some(({ heldOut }) => heldOut) ? ['held out'] : []),
    ...(agreed.some(({ differs }) => differs === 'language') ? ['language twins'] : []),
    ...(repeats > 1 ? ['repeats'] : []),
  ]
}
