import type { Seen } from '../look-alikes.ts'
import { isKnown, partedInWords, phraseLength, type Senses, sensesOf } from './senses.ts'

/** A word, or words that belong together, with its place in the text as it is seen. */
export type Token = {
  word: string
  senses: Senses
  start: number
  end: number
  /** What stands between it and the token before. */
  gap: string
}

const WORD = /\d{1,3}\s?\/\s?\d{1,3}(?!\d)|[+]\d(?!\d)|[\p{L}\p{N}@$]+(?:[!|][\p{L}\p{N}@$]+)*/gu
const LONGEST = 24 // letters of a word; one that is longer may be several without spaces

/** The words of a text as it is seen, however their letters were written: apart, as digits, or all in one. */
export function tokensOf({ text }: Pick<Seen, 'text'>): Token[] {
  const found = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: word.replaceAll(' ', ''),
    start: index,
    end: index + word.length,
  }))
  return withPhrases(withWholeWords(withLettersJoined(found, text), text), text)
}

type Bare = Omit<Token, 'senses' | 'gap'>

const FEWEST_LETTERS = 4 // written apart

/** Letters that stand apart, "i g n o r e" or "i.g.n.o.r.e", as words again. */
function withLettersJoined(words: Bare[], text: string): Bare[] {
  const joined: Bare[] = []
  for (let at = 0; at < words.length; ) {
    let end = at
    while (end < words.length && isLetter(words[end]) && (end === at || gapBefore(words, end, text).length <= 5))
      end += 1
    if (end - at >= FEWEST_LETTERS) joined.push(...joinedLetters(words.slice(at, end), text))
    else joined.push(...words.slice(at, Math.max(end, at + 1)))
    at = Math.max(end, at + 1)
  }
  return joined
}

const isLetter = (word: Bare | undefined) => word !== undefined && word.word.length === 1

/** Between letters of one word stands what stands most often; anything else parts two words. */
function joinedLetters(letters: Bare[], text: string): Bare[] {
  const gaps = letters.map((_, at) => (at === 0 ? '' : gapBefore(letters, at, text)))
  const counts = Map.groupBy(gaps.slice(1), (gap) => gap)
  const [within = ''] = [...counts.entries()].toSorted((a, b) => b[1].length - a[1].length)[0] ?? []
  const words: Bare[] = []
  for (const [at, letter] of letters.entries()) {
    const last = words.at(-1)
    if (!last || gaps[at] !== within) words.push({ ...letter })
    else words[words.length - 1] = { word: last.word + letter.word, start: last.start, end: letter.end }
  }
  return words.length > 1 ? words : words.flatMap((word) => parted(word, letters))
}

/** Where even the words stand no further apart than their letters, the words that are known tell them. */
function parted({ word }: Bare, letters: Bare[]): Bare[] {
  return partedInWords(plainLetters(word)).map(({ at, length }) => ({
    word: word.slice(at, at + length),
    start: letters[at]?.start ?? 0,
    end: letters[at + length - 1]?.end ?? 0,
  }))
}

/** Digits and signs that stand for letters, "1gn0re", where there are letters too; and what is several words in one. */
function withWholeWords(words: Bare[], text: string): Bare[] {
  const whole: Bare[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (!word) break
    const pieces = piecesJoined(words, at, text)
    const last = words[at + pieces - 1]
    if (pieces > 1 && last) {
      whole.push({
        word: spelled(
          words
            .slice(at, at + pieces)
            .map((one) => one.word)
            .join(''),
        ),
        start: word.start,
        end: last.end,
      })
      at += pieces - 1
    } else if (word.word.length > LONGEST) whole.push(...partedWord(word))
    else whole.push({ ...word, word: spelled(word.word) })
  }
  return whole
}

/** "ig-nore" and "ig nore" are one word where its pieces are none. */
function piecesJoined(words: Bare[], at: number, text: string): number {
  for (const count of [3, 2]) {
    const pieces = words.slice(at, at + count)
    if (pieces.length < count) continue
    const isClose = pieces.every((_, one) => one === 0 || /^[-._*~'’ ]$/.test(gapBefore(words, at + one, text)))
    if (!isClose || pieces.every(({ word }) => isKnown(word))) continue
    const joined = spelled(pieces.map(({ word }) => word).join(''))
    if (joined.length >= 6 && joined.length <= LONGEST && isKnown(joined)) return count
  }
  return 1
}

function partedWord({ word, start }: Bare): Bare[] {
  return partedInWords(plainLetters(word)).map(({ at, length }) => ({
    word: word.slice(at, at + length),
    start: start + at,
    end: start + at + length,
  }))
}

const gapBefore = (words: Bare[], at: number, text: string) => text.slice(words[at - 1]?.end ?? 0, words[at]?.start)

const AS_LETTERS: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
}
const plainLetters = (word: string) =>
  /\p{L}/u.test(word) ? [...word].map((one) => AS_LETTERS[one] ?? one).join('') : word

/** The word that was meant, where it is a known one: a 1 is an i or an l. */
function spelled(word: string): string {
  if (/^\p{L}+$/u.test(word) || !/\p{L}|[@$]/u.test(word)) return word
  let readings = ['']
  for (const one of word) {
    const letters = one === '1' ? ['i', 'l'] : [AS_LETTERS[one] ?? one]
    readings =
      readings.length > 8
        ? readings.map((reading) => reading + letters[0])
        : readings.flatMap((reading) => letters.map((letter) => reading + letter))
  }
  return readings.find(isKnown) ?? word
}

/** Words that mean something only together become one. */
function withPhrases(words: Bare[], text: string): Token[] {
  const plain = words.map(({ word }) => word)
  const tokens: Token[] = []
  for (let at = 0; at < words.length; ) {
    const count = phraseLength(plain, at)
    const phrase = plain.slice(at, at + count).join(' ')
    const start = words[at]?.start ?? 0
    const end = words[at + count - 1]?.end ?? 0
    tokens.push({ word: phrase, senses: sensesOf(phrase), start, end, gap: text.slice(tokens.at(-1)?.end ?? 0, start) })
    at += count
  }
  return tokens
}
