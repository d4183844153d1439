import { join } from 'node:path'
import { z } from 'zod'
import { agreedOn, type Talk } from '../golden.ts'
import { readNamed } from '../named-file.ts'
import { TRANSCRIPTS } from '../options.ts'

const MOST = 5 // talks of a domain
const STRONG = 6 // a weak talk is weak in any domain

/** Domain → the one whose rubric has least to do with it. */
const file = z.object({ farthest: z.record(z.string(), z.string()) })

export const WRONG_DOMAIN = 'wrong-domain'

/** The strongest talks of each domain once more, to be judged by the rubric of another, by which there is little to score. */
export function inWrongDomains(talks: Talk[]): Talk[] {
  const { farthest } = readNamed(join(TRANSCRIPTS, 'wrong-domains.json'), (text) => file.parse(JSON.parse(text)))
  const strong = agreedOn(talks)
    .filter(({ twin, overall }) => twin === undefined && (overall ?? 0) >= STRONG)
    .toSorted((a, b) => (b.overall ?? 0) - (a.overall ?? 0))
  return [...Map.groupBy(strong, ({ domain }) => domain)].flatMap(([domain, all]) =>
    all.slice(0, MOST).flatMap((talk): Talk[] => {
      const other = farthest[domain]
      if (other === undefined) return []
      const about = { id: `${talk.id} as ${other}`, domain: other, kind: WRONG_DOMAIN, twin: talk.id }
      return [{ ...talk, ...about, measures: 'changes', overall: null, intended: {}, quotes: {}, second: undefined }]
    }),
  )
}
