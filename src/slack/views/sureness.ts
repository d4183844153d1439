import type { Mark } from '../../coaching/model.ts'
import { t } from '../../words/words.ts'

/**
 * How sure a mark is, as one word beside its number; '' where nothing is known of it. A single reading says nothing of how far readings
 * differ, so it has no word.
 */
export const sureness = ({ uncertain }: Mark, samples: number): string =>
  samples < 2 ? '' : uncertain ? t`roughly` : t`clear`

/** What these words mean, where some stand on the card. */
export const surenessLegend = (samples: number): string =>
  samples < 2 ? '' : t`Clear: the readings were at most two points apart. Roughly: they were further apart.`
