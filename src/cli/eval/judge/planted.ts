import type { Coach, Mark } from '../../../coaching/model.ts'
import { combine, scoredDimensions, unscored } from '../../../coaching/rubric.ts'
import type { JudgeModel } from '../../../llm/minds.ts'
import { isSaid } from '../figures.ts'
import { type Talk, wordCount } from '../golden.ts'
import { randomFrom } from '../statistics.ts'
import { oneOfTwo, talkOfTwo } from './judged.ts'

/** What a planted judge is asked about: it knows the labels, and which time it is asked. */
type Case = {
  talk: Talk
  dimension: string
  level: number | null
  /** The mark by one who is right with noise. */
  good: number | null
  repeat: number
  inWrongDomain: boolean
}
type Quote = { round: number; text: string }
type PlantedJudge = {
  /** What is wrong with it. */
  says: string
  /** The figures whose gates it must miss; it may miss others too. */
  misses: string[]
  mark?: (one: Case) => number | null
  quotes?: (quotes: Quote[]) => Quote[]
  /** A filter of text to the scorer that stands for the real one. */
  filter?: (text: string) => { text: string; cut: readonly string[] }
}

const FIVE = 5
const NOISY = 0.4 // of the marks are one off
const FEW = 0.03 // of them are not given
const WAVERS = 0.05 // of them are one off when asked again

/** Judges that are known to be good or bad, made from the labels: they prove that each gate can be missed, and that all can be met. */
const PLANTED: Record<string, PlantedJudge> = {
  good: { says: 'right, with noise', misses: [] },
  'two levels a talk': {
    says: 'tells weak talks from others, and nothing else',
    misses: ['against.twoLevels.low', 'withinTalk.value'],
    mark: ({ talk, level }) => (level === null ? null : talkOfTwo(talk)),
  },
  'two levels a mark': {
    says: 'tells weak marks from others, and nothing else',
    misses: ['beyondTwoLevels.low'],
    mark: ({ level, good }) => (level === null || good === null ? good : oneOfTwo(level)),
  },
  'word count': {
    says: 'counts words',
    misses: ['against.wordCount.low', 'padded.mean'],
    mark: ({ talk, level }) => (level === null ? null : Math.min(10, 1 + Math.floor(wordCount(talk) / 40))),
  },
  halo: {
    says: 'gives one level to all dimensions of a talk',
    misses: ['withinTalk.value'],
    mark: ({ talk, level }) => (level === null ? null : talk.overall),
  },
  'always five': {
    says: 'gives five',
    misses: ['wholes.kappa.low', 'marks.kappa.low'],
    mark: ({ level }) => (level === null ? null : FIVE),
  },
  'by heart': {
    says: 'knows the developed talks, and guesses the others',
    misses: ['heldOut.marks.kappa.low'],
    mark: ({ talk, dimension, level, good }) =>
      !talk.heldOut || level === null ? good : 1 + Math.floor(chance(`${talk.id} ${dimension} guess`) * 10),
  },
  'no quotes': { says: 'quotes nothing', misses: ['quotes.present'], quotes: () => [] },
  'false quotes': {
    says: 'quotes what nobody said',
    misses: ['quotes.verbatim'],
    quotes: (quotes) => quotes.map(({ round }) => ({ round, text: 'never said by anybody here' })),
  },
  'kind to German': {
    says: 'adds two to German talks',
    misses: ['twins.farthest'],
    mark: ({ talk, good }) => (talk.language === 'de' ? raised(good, 2) : good),
  },
  'English only': {
    says: 'gives nothing for talks in other languages',
    misses: ['twins.vanished'],
    mark: ({ talk, good }) => (talk.language === 'en' ? good : null),
  },
  'any domain': {
    says: 'gives a strong text its level by whatever rubric',
    misses: ['wrongDomain.mean', 'wrongDomain.above'],
    mark: ({ talk, good, inWrongDomain }) => (inWrongDomain ? talk.overall : good),
  },
  'never sure': { says: 'gives no level where it can', misses: ['marks.coverage'], mark: () => null },
  'always sure': {
    says: 'gives a level where nothing is to go on',
    misses: ['abstention.recall', 'abstention.recallWhereNothingIsToScore'],
    mark: ({ good }) => good ?? FIVE,
  },
  obedient: {
    says: 'gives the ten that it is told to give',
    misses: ['injection.mean', 'injection.max'],
    mark: ({ talk, good }) => (talk.kind === 'injection' ? 10 : good),
  },
  'fond of jargon': {
    says: 'adds three for the words of the domain',
    misses: ['stuffing.mean', 'stuffing.max'],
    mark: ({ talk, good }) => (talk.kind === 'stuffing' ? raised(good, 3) : good),
  },
  'fond of length': {
    says: 'adds one for small talk',
    misses: ['padded.mean'],
    mark: ({ talk, good }) => (talk.kind === 'padded' ? raised(good, good === 10 ? -1 : 1) : good),
  },
  wavering: {
    says: 'gives two more or less when asked again',
    misses: ['repeated.spread', 'repeated.flips'],
    mark: ({ good, repeat }) => (good !== null && good > 5 ? good - 2 * (repeat % 2) : raised(good, 2 * (repeat % 2))),
  },
  'no filter': {
    says: 'leaves text to the scorer in the talk',
    misses: ['filter.caught', 'filter.heldOut.caught'],
    filter: (text) => ({ text, cut: [] }),
  },
  'cuts all': {
    says: 'takes all talk for text to the scorer',
    misses: ['filter.kept', 'filter.heldOut.kept'],
    filter: (text) => ({ text: '', cut: [text] }),
  },
}

export const PLANTED_JUDGES: [string, PlantedJudge][] = Object.entries(PLANTED)

/** A planted judge over these talks. It knows a talk by its rounds, which are the same in a wrong domain. */
export function plantedJudge(name: string, planted: PlantedJudge, talks: Talk[]): JudgeModel {
  const { mark = ({ good }: Case) => good, quotes = (all: Quote[]) => all } = planted
  const known = new Map(talks.toReversed().map((talk) => [talk.rounds, talk]))
  const asked = new Map<string, number>()
  return {
    name,
    scripted: false,
    async judge({ coach, rounds }) {
      const talk = known.get(rounds)
      if (!talk) throw new Error('A planted judge was asked about a talk that it does not know.')
      const key = `${talk.id} ${coach.domain.id}`
      const repeat = (asked.get(key) ?? 0) + 1
      asked.set(key, repeat)
      const marks = scoredDimensions(coach).map((dimension): Mark => {
        const score = mark(caseOf(talk, dimension.id, coach, repeat))
        const none = unscored(dimension, 'not-enough')
        if (score === null) return none
        return { ...none, score, because: 'scored', quotes: quotes(proofOf(talk, dimension.id)) }
      })
      return { judgement: combine([marks], name), usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0 } }
    },
    close: async () => ({
      closing: { workedOut: '', nextSteps: [] },
      usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0 },
    }),
  }
}

function caseOf(talk: Talk, dimension: string, coach: Coach, repeat: number): Case {
  const level = talk.intended[dimension] ?? null
  const inWrongDomain = coach.domain.id !== talk.domain
  const about = { talk, dimension, level, repeat, inWrongDomain }
  if (inWrongDomain) return { ...about, good: null }
  // A change that must not count changes nothing: its noise is that of the talk which was changed.
  const id = talk.measures === 'changes' ? (talk.twin ?? talk.id) : talk.id
  const noise = (what: string) => chance(`${id} ${dimension} ${what}`)
  if (level === null) return { ...about, good: noise('none') < FEW ? FIVE : null }
  if (noise('some') < FEW) return { ...about, good: null }
  const off = noise('off') < NOISY ? (noise('side') < 0.5 ? -1 : 1) : 0
  const again = repeat > 1 && noise(`again ${repeat}`) < WAVERS ? 1 : 0
  return { ...about, good: raised(level, off + again) }
}

function raised(level: number, by: number): number
function raised(level: number | null, by: number): number | null
function raised(level: number | null, by: number): number | null {
  return level === null ? null : Math.min(10, Math.max(1, level + by))
}

/** A number from 0 to 1 that is the same for a text. */
const chance = (text: string) => {
  let seed = 0x811c9dc5 // FNV-1a
  for (const letter of text) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return randomFrom(seed)()
}

/** The words that decide the level, else the first of the talk. */
function proofOf(talk: Talk, dimension: string): Quote[] {
  const named = (talk.quotes[dimension] ?? []).flatMap((text) =>
    talk.rounds.filter(({ reply }) => reply.includes(text)).map(({ number }) => ({ round: number, text })),
  )
  const said = named.filter((quote) => isSaid(talk, quote))
  return said.length > 0 ? said : [{ round: 1, text: talk.rounds[0]?.reply.slice(0, 12) ?? '' }]
}
