import { EVERY_EXACT, EVERY_SENSE, type Exact, type GraderTalk, type Sense } from '../languages/language.ts'
import { LANGUAGES } from '../languages/languages.ts'

/** What a word can mean, in any of the languages at once: people mix them. Empty for a word that nothing is known of. */
export type Senses = ReadonlySet<Sense>
const NONE: Senses = new Set()

const SENSES = new Map<string, Set<Sense>>()
const EXACT = new Map(EVERY_EXACT.map((exact) => [exact, new Set<string>()]))
for (const { graderTalk } of LANGUAGES) learn(graderTalk)

/** The first word of each phrase, with how many words the longest of them has. */
const PHRASES = new Map<string, number>()
/** What known words begin with: a search for one ends where nothing goes on. */
const BEGINNINGS = new Set<string>()
for (const known of SENSES.keys()) {
  const [first = '', ...rest] = known.split(' ')
  if (rest.length > 0) PHRASES.set(first, Math.max(PHRASES.get(first) ?? 0, rest.length + 1))
  for (let length = 1; length <= known.length; length += 1) BEGINNINGS.add(known.slice(0, length))
}

function learn({ senses, exact }: GraderTalk): void {
  for (const sense of EVERY_SENSE) {
    for (const word of senses[sense].split(' ').flatMap(spellings))
      SENSES.set(word, (SENSES.get(word) ?? new Set()).add(sense))
  }
  for (const kind of EVERY_EXACT) for (const word of exact[kind].split(' ')) if (word) EXACT.get(kind)?.add(word)
}

/** An umlaut is also written as two letters, or with its dots left out. */
function spellings(entry: string): string[] {
  const word = entry.replaceAll('_', ' ').replaceAll('ß', 'ss')
  const long = word.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
  const short = word.normalize('NFD').replace(/\p{M}/gu, '')
  return long === short ? [short] : [short, long]
}

const ENDING = /(?:e[nrsm]?|[ns])$/
const FEWEST_LETTERS = 5 // before an ending

/** The senses of one word, in whatever form, or of some words with a space between them. */
export function sensesOf(words: string): Senses {
  const known = SENSES.get(words)
  if (known || words.length <= FEWEST_LETTERS) return known ?? NONE
  const stem = words.replace(ENDING, '')
  return (stem.length >= FEWEST_LETTERS && (SENSES.get(stem) ?? SENSES.get(`${stem}e`))) || NONE
}

/** Whether a word is one of those that count as they stand. */
export const isExactly = (kind: Exact, word = ''): boolean => EXACT.get(kind)?.has(word) ?? false

export const isKnown = (words: string): boolean => SENSES.has(words)

/** How many of the words from here on are one phrase that is known: 1 where there is none. */
export function phraseLength(words: string[], from: number): number {
  for (let length = PHRASES.get(words[from] ?? '') ?? 1; length > 1; length -= 1)
    if (SENSES.has(words.slice(from, from + length).join(' '))) return length
  return 1
}

/** Letters that were written without any spaces, parted into the words that are known in them: the longest at each place. */
export function partedInWords(letters: string): { at: number; length: number }[] {
  const parts: { at: number; length: number }[] = []
  for (let at = 0; at < letters.length; ) {
    const length = knownFrom(letters, at)
    if (length > 0) parts.push({ at, length })
    at += Math.max(1, length)
  }
  return parts
}

function knownFrom(letters: string, at: number): number {
  let longest = 0
  for (let length = 2; at + length <= letters.length; length += 1) {
    const word = letters.slice(at, at + length)
    if (!BEGINNINGS.has(word)) break
    if (SENSES.has(word)) longest = length
  }
  return longest
}
