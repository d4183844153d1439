import type { Dimension } from '../../../coaching/model.ts'
import type { DraftSign, Script } from './script.ts'

/** What a draft holds of that which the rubric looks for, and what it lacks: the first of each that was not named yet. */
export function readDraft(
  draft: string,
  { draft: { signs, told, lacks, whole } }: Script,
  dimensions: Dimension[],
  isNew: (text: string) => boolean,
): { say: string; lacks: boolean } {
  const asked = dimensions.flatMap(({ look_for }) => look_for)
  const wanted = asked.flatMap((item) => signs.filter((sign) => sign.asked.test(item)))
  const all = [...new Set([...wanted, ...signs])].slice(0, Math.max(MOST_SIGNS, new Set(wanted).size))
  const [there, missing] = [all.filter(({ holds }) => holds(draft)), all.filter(({ holds }) => !holds(draft))]
  const telling = (some: DraftSign[], of: 'there' | 'missing') => some.find((sign) => isNew(sign[of])) ?? some[0]
  const first = telling(there, 'there')
  const gap = missing.find((sign) => isNew(sign.missing))
  const lead = told.find((one) => isNew(one('', '').replace(/:.*/, ''))) ?? told.at(-1) ?? (() => '')
  if (gap) return { say: first ? lead(first.there, gap.missing) : lacks(gap.missing), lacks: true }
  return {
    say: whole(
      there
        .slice(0, 3)
        .map((sign) => sign.there)
        .join('; '),
    ),
    lacks: false,
  }
}
const MOST_SIGNS = 4 // of a draft in a field whose rubric asks for none of them
