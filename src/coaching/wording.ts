const WORDS = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * What the segmenter finds where all letters are those of western languages: they stay together around ' ’ . : and digits around
 * ' ’ . , ; (Unicode Annex 29).
 */
const WESTERN = /^[\t\n\r\x20-\x5e\x60-\x7e\u00a0-\u00ac\u00ae-\u00b6\u00b9-\u017f–—‘’“”„…]*$/
const WESTERN_WORDS =
  /[a-z0-9ªµºß-öø-ſ]+(?:(?:(?<=[a-zªµºß-öø-ſ])['‘’.:](?=[a-zªµºß-öø-ſ])|(?<=[0-9])['‘’.,;](?=[0-9]))[a-z0-9ªµºß-öø-ſ]+)*/gi

/** The words of a text, in any script. Most texts take a short way to the same words. */
export function words(text: string): string[] {
  if (WESTERN.test(text)) return text.match(WESTERN_WORDS) ?? []
  return [...WORDS.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment)
}

/** Whether a text has this many words: of a long one no more is looked at than it takes to know. */
export function hasWords(text: string, fewest: number): boolean {
  let found = 0
  if (WESTERN.test(text)) {
    for (const _ of text.matchAll(WESTERN_WORDS)) if (++found >= fewest) return true
  } else for (const { isWordLike } of WORDS.segment(text)) if (isWordLike && ++found >= fewest) return true
  return found >= fewest
}

/** A sentence with the place where it starts. */
export type Sentence = { text: string; start: number }

/** A sentence ends at its mark or at a line's end, also where the next begins small, as people write in chats. */
const SENTENCE =
  /(?:\b(?:e\.g|i\.e|[ap]\.m|etc|vs|approx|mrs?|ms|dr)\.(?=\s)|[^\n.!?…。！？]|[.!?…]+(?!["”’')\]]*(?:\s|$)))+(?:[.!?…。！？]+["”’')\]]*)?|[.!?…。！？]+/gi

/** The sentences of a text, each with its place; blank ones are left out. */
export function sentences(text: string): Sentence[] {
  return [...text.matchAll(SENTENCE)]
    .map(({ 0: sentence, index }) => ({
      text: sentence.trim(),
      start: index + sentence.length - sentence.trimStart().length,
    }))
    .filter((sentence) => sentence.text !== '')
}

/** The sentences that are weighed one by one: of a reply of very many the first and the last. */
export function weighedSentences(text: string): Sentence[] {
  const all = sentences(text)
  return all.length <= MOST_WEIGHED ? all : [...all.slice(0, MOST_WEIGHED / 2), ...all.slice(-MOST_WEIGHED / 2)]
}
const MOST_WEIGHED = 200 // some 10,000 characters of what people write

/**
 * A text as it is read with the patterns of a rubric, which somebody may have written for short texts ("if .* then"): one of very many
 * characters in pieces, cut between words, so that no such pattern takes a time that grows with the square of the text.
 */
export function stretches(text: string, longest = LONGEST_STRETCH): string[] {
  const pieces: string[] = []
  let at = 0
  while (text.length - at > longest) {
    const space = text.lastIndexOf(' ', at + longest)
    const end = space > at ? space : at + longest
    pieces.push(text.slice(at, end))
    at = end
  }
  return [...pieces, text.slice(at)]
}
const LONGEST_STRETCH = 2_000

/** A text without what is typed, shown or sent differently for the same words. */
export function folded(text: string): string {
  if (!IS_PLAIN.test(text)) return foldedByParts(text)
  const typed = text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES.get(entity) ?? entity) // most replies take this short way
  return typed
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** As with places, but what stays as it stands is not touched. */
function foldedByParts(text: string): string {
  let afterSpace = true
  let end = 0
  const parts = /[A-Z]+(?!\p{M})|&(?:amp|lt|gt);|\s+|[*_~`]|\p{L}\p{M}+|[^\x20-\x7e]/gu
  return text
    .replace(parts, (part, at: number) => {
      afterSpace &&= at === end
      end = at + part.length
      const piece = foldedPart(part)
      if (piece === '' || (piece === ' ' && afterSpace)) return ''
      afterSpace = piece.endsWith(' ')
      return piece
    })
    .trimEnd()
}
const IS_PLAIN = /^[\t\n\r\x20-\x7e]*$/

/** The folded text, and for each of its characters the place in the text it came from. */
export function foldedWithPlaces(text: string): { text: string; places: number[] } {
  const pieces: string[] = [] // joined at the end: to look at a text while it grows takes its length each time
  const places: number[] = []
  let afterSpace = true
  for (const { 0: part, index } of text.matchAll(/[A-Za-z0-9]+(?!\p{M})|&(?:amp|lt|gt);|\s+|\p{L}\p{M}+|[\s\S]/gu)) {
    const plain = /^[a-z0-9]/i.test(part) && !/\p{M}/u.test(part)
    const piece = plain ? part.toLowerCase() : foldedPart(part)
    if (piece === '' || (piece === ' ' && afterSpace)) continue
    afterSpace = piece.endsWith(' ')
    pieces.push(piece)
    for (let at = 0; at < piece.length; at += 1) places.push(plain ? index + at : index)
  }
  return { text: pieces.join('').trimEnd(), places }
}

const ENTITIES = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
])

function foldedPart(part: string): string {
  if (part.length > 2) return foldedAnew(part)
  const piece = KNOWN_PARTS.get(part) ?? foldedAnew(part)
  if (KNOWN_PARTS.size < MOST_KNOWN) KNOWN_PARTS.set(part, piece)
  return piece
}

/** Single characters come again and again. */
const KNOWN_PARTS = new Map<string, string>()
const MOST_KNOWN = 5_000

function foldedAnew(part: string): string {
  const entity = ENTITIES.get(part)
  if (entity) return entity
  if (/^\s/.test(part)) return ' '
  if (/^[*_~`\u00ad\u200b-\u200f\u2060\ufeff]$/.test(part)) return '' // markdown, and characters that nobody sees
  return part
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u00b4]/g, "'")
    .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
}

/** A text without the whitespace and the marks at its end. An expression such as /[.!]+$/ would look to the end again from each of them. */
export function withoutEnd(text: string, marks: string): string {
  let end = text.length
  while (end > 0 && (marks.includes(text.charAt(end - 1)) || /\s/.test(text.charAt(end - 1)))) end -= 1
  return text.slice(0, end)
}

/** How alike two wordings are: the words they share among all their words, from 0 to 1. */
export function likeness(one: string, other: string | Set<string>): number {
  const a = wordSet(one)
  const b = typeof other === 'string' ? wordSet(other) : other
  const shared = [...a].filter((word) => b.has(word)).length
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}

/** How much of a wording is already in another: the share of its telling words that occur there, from 0 to 1. */
export function coverage(wording: string, by: string | Set<string>): number {
  const telling = [...wordSet(wording)].filter((word) => word.length > 3)
  const there = typeof by === 'string' ? wordSet(by) : by
  return telling.length === 0 ? 0 : telling.filter((word) => there.has(word)).length / telling.length
}

/** The words to compare wordings by. Every answer is compared with all earlier ones, so what is plain English takes the short way. */
export function wordSet(text: string): Set<string> {
  const typed = text.replace(/[’‘]/g, "'").replace(/[“”–—…]/g, ' ')
  return new Set(
    IS_PLAIN.test(typed) && !typed.includes('&')
      ? typed.toLowerCase().match(/[a-z0-9]+(?:'[a-z]+)?/g)
      : words(folded(text)),
  )
}

/** The text without its middle where it is longer than `most` characters. */
export function withoutMiddle(text: string, most: number): string {
  if (text.length <= most) return text
  const half = Math.floor(most / 2)
  return `${text.slice(0, half).toWellFormed()} [...] ${text.slice(-half).toWellFormed()}`
}
