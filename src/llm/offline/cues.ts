import { provenQuotes } from '../../coaching/evidence.ts'
import type { Dimension, Mark, Quote } from '../../coaching/model.ts'
import { unscored } from '../../coaching/rubric.ts'
import type { Transcript } from '../../coaching/transcript.ts'
import { type Reading, readingsOf } from './reading.ts'

/** Where a cue could be found: the parts of a sentence from the first to the last. */
type Place = { reading: Reading; first: number; last: number }

const MOST_PLACES = 12 // of a cue: more rivals than this for its sentences it hardly has

/** Which cues of these dimensions were found in a talk, each in words of its own. */
export function marksByWording(dimensions: Dimension[], transcript: Transcript): Mark[] {
  const readings = readingsOf(transcript)
  if (!readings) return dimensions.map((dimension) => unscored(dimension, 'other-language'))
  const cues = dimensions.filter((dimension) => isAbout(dimension, readings)).flatMap(({ cues }) => cues)
  const found = assigned(cues.map(({ says }) => placesOf(says, readings)))
  const quotes = new Map(cues.map((cue, at) => [cue, quoteOf(found[at], found, transcript)]))
  return dimensions.map((dimension) => {
    const marked = dimension.cues.map((cue) => {
      const quote = quotes.get(cue)
      return { name: cue.name, ...(quote && { quote }) }
    })
    return markOf(dimension, marked)
  })
}

/** How many cues of a dimension a talk holds, whatever else it holds. */
export function cuesIn(dimension: Dimension, transcript: Transcript): number {
  const readings = readingsOf(transcript) ?? []
  if (!isAbout(dimension, readings)) return 0
  return dimension.cues.filter(({ says }) => placesOf(says, readings).length > 0).length
}

const FEWEST_WORDS = 2 // of the matter: one alone is in any talk

/** Whether a talk is about what a dimension is about: without that, a cue is found in words that mean something else. */
function isAbout({ matter = [] }: Dimension, readings: Reading[]): boolean {
  if (matter.length === 0) return true
  const text = readings.map(({ parts }) => parts.map(({ read }) => read).join('')).join('\n')
  const said = matter.flatMap((pattern) =>
    [...text.matchAll(compiled(pattern))].map(([word]) => word.replace(/s$/, '')),
  )
  return new Set(said).size >= FEWEST_WORDS
}

function markOf({ id, label, next_step }: Dimension, cues: { name: string; quote?: Quote }[]): Mark {
  const share = cues.length === 0 ? 0 : cues.filter(({ quote }) => quote).length / cues.length
  return {
    dimension: id,
    label,
    score: null,
    because: 'by-wording',
    quotes: [],
    cues,
    observation: cues.length > 0 ? BY_WORDING : NO_CUES,
    nextStep: share < 1 / 3 ? next_step.low : share < 2 / 3 ? next_step.mid : next_step.high,
    uncertain: false,
  }
}
const BY_WORDING = 'By wording alone: it finds words, and understands none.'
const NO_CUES = 'This rubric has no cues, so there is nothing to find by wording.'

/** The places where a cue is found, one a sentence. What somebody else said is none, unless the learner's own words lead to it. */
function placesOf(says: string[], readings: Reading[]): Place[] {
  const places: Place[] = []
  for (const reading of readings) {
    if (places.length === MOST_PLACES) break
    const place = says.flatMap((pattern) => placeIn(reading, compiled(pattern)) ?? [])[0]
    if (place) places.push(place)
  }
  return places
}

function placeIn(reading: Reading, pattern: RegExp): Place | undefined {
  const { parts } = reading
  const text = parts.map(({ read }) => read).join('')
  for (const { 0: words, index } of text.matchAll(pattern)) {
    const first = partAt(parts, index)
    if (words.trim() !== '' && parts[first]?.isForeign === false)
      return { reading, first, last: partAt(parts, index + words.trimEnd().length - 1) }
  }
  return undefined
}

/** Which part of a sentence holds this character of how it reads. */
function partAt(parts: Reading['parts'], character: number): number {
  let end = 0
  return parts.findIndex(({ read }) => {
    end += read.length
    return character < end
  })
}

/** One place for each cue, none of which touches another: the cue with the fewest places has the first choice. */
function assigned(wanted: Place[][]): (Place | undefined)[] {
  const given: (Place | undefined)[] = wanted.map(() => undefined)
  const all = wanted.flat()
  const rivals = (place: Place) => all.filter((other) => touches(place, other)).length
  const byNeed = wanted
    .map((places, at) => ({ at, places: places.toSorted((a, b) => rivals(a) - rivals(b)) }))
    .toSorted((a, b) => a.places.length - b.places.length)
  const isFree = (place: Place, but?: number) =>
    given.every((other, at) => at === but || !other || !touches(place, other))
  for (const { at, places } of byNeed) {
    given[at] = places.find((place) => isFree(place))
    for (const place of given[at] ? [] : places) {
      const [holder = -1, ...more] = given.flatMap((other, by) => (other && touches(place, other) ? [by] : []))
      const elsewhere = wanted[holder]?.find((other) => !touches(other, place) && isFree(other, holder))
      if (more.length > 0 || !elsewhere) continue
      given[holder] = elsewhere // another of its places serves as well
      given[at] = place
      break
    }
  }
  return given
}

const touches = (one: Place, other: Place) =>
  one.reading === other.reading && one.first <= other.last && other.first <= one.last

const LONGEST = 240 // characters of a quote

/** The learner's words at a place: the whole sentence, where no other cue stands in it. */
function quoteOf(place: Place | undefined, all: (Place | undefined)[], transcript: Transcript): Quote | undefined {
  if (!place) return undefined
  const { reading, first, last } = place
  const others = all.flatMap((other) => (other && other !== place && other.reading === reading ? [other] : []))
  const before = Math.max(-1, ...others.flatMap((other) => (other.last < first ? [other.last] : [])))
  const after = Math.min(reading.parts.length, ...others.flatMap((other) => (other.first > last ? [other.first] : [])))
  const spans = [
    ...(others.length === 0 ? [[0, reading.parts.length - 1] as const] : []),
    [first, last] as const,
    [before + 1, after - 1] as const, // what is too short alone has more beside it
  ]
  for (const [from, to] of spans) {
    const text = reading.reply.slice(reading.parts[from]?.start, reading.parts[to]?.end).trim()
    if (text.length > LONGEST) continue
    const [quote] = provenQuotes([{ round: reading.round, text: withoutJoin(text) }], transcript)
    if (quote) return quote
  }
  return undefined
}

const withoutJoin = (text: string) => text.replace(/^(?:[-–—,;:*•]\s*)*(?:(?:and|but|so|then) )*/i, '')

const known = new Map<string, RegExp>()

/**
 * A pattern begins where a word begins: "stage" is not in "hostage", nor "ci" in "decide". It takes as few words as will do, so that the
 * rest of a sentence can stand for another cue.
 */
function compiled(pattern: string): RegExp {
  const regex = known.get(pattern) ?? new RegExp(`\\b(?:${pattern.replace(/(\.\*|\{\d+,\d+\})(?!\?)/g, '$1?')})`, 'g')
  known.set(pattern, regex)
  return regex
}
