import type { Rated, Said } from '../../../../src/cli/eval/ratings/rated.ts'
import { randomFrom } from '../../../../src/cli/eval/statistics.ts'

/** Somebody who gives this much too much, and errs this much. */
export type Synthetic = { above: number; noise: number }

const DIMENSIONS = ['a', 'b', 'c', 'd']

/** Talks of known level that these raters, and this judge, rated; every seventh twice. The levels lie so that hardly one leaves the scale. */
export function syntheticRatings(
  talks: number,
  raters: Synthetic[],
  {
    judge,
    seed = 1,
    domains = 2,
  }: { judge?: (level: number, normal: () => number) => Said; seed?: number; domains?: number } = {},
): Rated[] {
  const random = randomFrom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const onScale = (level: number) => Math.min(10, Math.max(1, Math.round(level)))
  return Array.from({ length: talks }, (_, talk) =>
    DIMENSIONS.map((dimension): Rated => {
      const level = 5.5 + 1.5 * normal()
      const by = ({ above, noise }: Synthetic) => onScale(level + above + noise * normal())
      return {
        talk: `talk ${talk}`,
        domain: `domain ${talk % domains}`,
        language: talk % 3 === 0 ? 'de' : 'en',
        dimension,
        said: raters.map(by),
        again: talk % 7 === 0 ? raters.map(by) : raters.map(() => undefined),
        judge: judge?.(level, normal),
      }
    }),
  ).flat()
}

export const rounded = (level: number) => Math.min(10, Math.max(1, Math.round(level)))
