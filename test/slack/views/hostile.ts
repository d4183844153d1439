import type { Domain, Mark } from '../../../src/coaching/model.ts'
import type { DigestView } from '../../../src/flows/show.ts'
import { digest, sales, someTeam } from '../../../src/slack/samples/samples.ts'

const LONG = '👩‍💻 <!channel> *bold* & [x](https://evil.com) '.repeat(70) // longer than a section may be

/** The largest and the most hostile that views can meet: far too long, far too many, and nothing at all. */
export const hostileTexts = [
  LONG,
  '',
  ' ',
  '\uD83D',
  '\u0000\u202E',
  '`'.repeat(3_200),
  '&'.repeat(3_200),
  '<'.repeat(3_200),
]

export const hostileDomain = (text: string, at = 0): Domain => ({
  ...sales,
  id: `domain_${at}`,
  name: text,
  difficulty: text,
  description: text,
  opening: text,
})

export const hostileMark = (text: string, mark: Mark): Mark => ({
  ...mark,
  label: text,
  observation: text,
  nextStep: text,
  betterWording: text,
  quotes: Array.from({ length: 9 }, () => ({ round: 1, text })),
})

/** A digest in which every text is this one, and everything is as much as can be. */
export const hostileDigest = (text: string): DigestView => ({
  ...digest,
  teams: Array.from({ length: 12 }, () => ({
    ...someTeam,
    team: text,
    domains: Array.from({ length: 30 }, () => ({ domain: text, count: 6 })),
    dimensions: Array.from({ length: 30 }, () => ({
      dimension: text,
      label: text,
      domain: text,
      level: 'Strong' as const,
      isMixed: true,
      history: ['Developing' as const, null, null, 'Strong' as const],
    })),
    notShown: Array.from({ length: 30 }, () => text),
    advice: { first: text, second: text },
  })),
  cards: Array.from({ length: 40 }, () => ({
    name: text,
    domainName: text,
    levels: Array.from({ length: 12 }, () => ({ label: text, level: 'Strong' as const, quotes: [text, text] })),
    says: text,
  })),
})
