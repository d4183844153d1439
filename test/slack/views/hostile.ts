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

/** What a view is drawn with: a text where it has one, and those of a list. */
export type Words = { one: string; each: (at: number) => string }

/** The same everywhere. In a list the first shows what too long a text does, and those after it what too many do. */
export const hostileWords = (text: string): Words => ({
  one: text,
  each: (at) => (at === 0 ? text : text.slice(0, TOO_LONG_FOR_A_NAME)),
})
const TOO_LONG_FOR_A_NAME = 160

export const many = <T>(length: number, one: (at: number) => T): T[] => Array.from({ length }, (_, at) => one(at))

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
  quotes: many(9, () => ({ round: 1, text })),
})

/** By wording: as many cues as can be, found and not found. */
export const hostileCues = ({ each }: Words, mark: Mark): Mark => ({
  ...mark,
  label: each(0),
  cues: many(9, (at) => ({
    name: each(at),
    ...(at % 3 === 2 ? {} : { quote: { round: 1, text: at % 3 ? '' : each(at) } }),
  })),
})

/** A digest in which every text is of these, and everything is as much as can be. */
export const hostileDigest = ({ one, each }: Words): DigestView => ({
  ...digest,
  teams: many(12, (team) => ({
    ...someTeam,
    team: each(team),
    domains: many(30, (at) => ({ domain: each(at), count: 6 })),
    dimensions: many(30, (at) => ({
      dimension: each(at),
      label: each(at),
      domain: each(at),
      level: 'Strong' as const,
      isSample: true,
      isMixed: true,
      history: ['Developing' as const, null, null, 'Strong' as const],
    })),
    notShown: many(30, each),
    advice: { first: one, second: one },
  })),
  cards: many(40, (card) => ({
    name: each(card),
    domainName: each(card),
    levels: many(12, (at) => ({ label: each(at), level: 'Strong' as const, quotes: [each(card), each(at + 1)] })),
    says: each(card),
  })),
})
