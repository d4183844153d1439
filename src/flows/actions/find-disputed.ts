import type { Dimension, Mark } from '../../coaching/model.ts'
import { withPlaces } from '../../coaching/proof.ts'
import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** A dimension of the learner's scorecard, with the rubric's levels that it was judged by, for a learner who sees it differently. */
export async function findDisputed(
  { store, judge }: Deps,
  who: Person,
  sessionId: string,
  dimension: string,
): Promise<{ mark: Mark; dimension: Dimension } | 'none' | 'taken-already'> {
  const card = await store.cardAbout(who, sessionId)
  const mark = card?.marks.find((one) => one.dimension === dimension)
  if (!card?.canDispute || !mark || mark.cues || judge.scripted) return 'none' // the script reads nothing again
  if (card.disputes.some((one) => one.dimension === dimension)) return 'taken-already'
  const [{ rubric }, rounds] = await Promise.all([store.coach(card), store.ownRounds(who, sessionId)])
  const found = rubric.dimensions.find(({ id }) => id === dimension)
  const [placed = mark] = withPlaces([mark], rounds, card.sent)
  return found ? { mark: placed, dimension: found } : 'none'
}
