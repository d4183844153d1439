import type { Judgement, Mark } from './model.ts'
import { overallScore } from './rubric.ts'

/** What became of a dimension that was judged again. */
type Decided = {
  mark: Mark
  overall: number | null
  /** What the second reading came to by itself. */
  after: number | null
  outcome: 'raised' | 'lowered' | 'unchanged'
}

/**
 * The second reading counts, whichever way it goes, where it has a score with its proof; one without leaves the first as it is. What it
 * says of the dimension stands there in any case, so that the learner reads why.
 */
export function decideAgain(marks: Mark[], before: Mark, again: Judgement): Decided {
  const after = again.marks.find(({ dimension }) => dimension === before.dimension)
  const isSame = after === undefined || after.score === null || after.score === before.score
  if (isSame) {
    const isProven = after !== undefined && after.score !== null
    const mark = isProven ? after : { ...before, observation: after?.observation || before.observation }
    return { mark, overall: overallScore(marks), after: after?.score ?? null, outcome: 'unchanged' }
  }
  return {
    mark: after,
    overall: overallScore(marks.map((mark) => (mark.dimension === before.dimension ? after : mark))),
    after: after.score,
    outcome: before.score !== null && (after.score ?? 0) < before.score ? 'lowered' : 'raised',
  }
}
