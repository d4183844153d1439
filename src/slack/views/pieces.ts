const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const FENCE = /^ {0,3}(`{3,})/
const FENCE_ROOM = 60 // for what is put around a piece of code
const LONGEST_FENCE = 20

/** How Slack counts a text: with &, < and > as the entities that they become. */
export const counted = (text: string): number =>
  text.length + 4 * count(text, '&') + 3 * (count(text, '<') + count(text, '>'))

type Size = (text: string) => number

/**
 * A text in pieces of which `size` is `max` at most: whole, in order, and cut where it hurts least. A block of code that is cut
 * is closed at the end of a piece and opened again in the next.
 */
export function inPieces(text: string, max: number, size: Size = counted): string[] {
  return fenced(split(text.toWellFormed(), max - FENCE_ROOM, size))
}

/** Pieces that are the text when they are joined. Between paragraphs, lines or words where that can be, and never within a letter. */
function split(text: string, max: number, size: Size): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = furthest(text, at, max, size)
    const next = end === text.length ? end : at + kindest(text.slice(at, end), text.slice(at, end + 2))
    pieces.push(text.slice(at, next))
    at = next
  }
  return pieces
}

/** The end of the longest piece from `at` that is not too large, and one sign at least. */
function furthest(text: string, at: number, max: number, size: Size): number {
  let fits = at + 1
  let tooFar = Math.min(text.length, at + max) + 1
  while (tooFar - fits > 1) {
    const middle = Math.floor((fits + tooFar) / 2)
    if (size(text.slice(at, middle)) <= max) fits = middle
    else tooFar = middle
  }
  return fits
}

/** Where to cut a piece: after its last paragraph, line or word, unless that is early in it; else between two letters. */
function kindest(piece: string, andMore: string): number {
  for (const gap of ['\n\n', '\n', ' ']) {
    const at = piece.lastIndexOf(gap)
    if (at > piece.length / 2) return at + gap.length
  }
  const entity = /&[a-z]{0,4}$/.exec(piece)
  if (entity && entity.index > 0) return entity.index
  const letter = graphemes.segment(andMore).containing(piece.length)
  if (letter && letter.index > 0) return letter.index
  return /[\uD800-\uDBFF]$/.test(piece) && piece.length > 1 ? piece.length - 1 : piece.length
}

function fenced(pieces: string[]): string[] {
  let open = ''
  return pieces.map((piece) => {
    const before = open
    for (const line of piece.split('\n')) {
      const [, fence = ''] = FENCE.exec(line) ?? []
      if (!fence) continue
      if (!open) open = fence.slice(0, LONGEST_FENCE)
      else if (fence.length >= open.length) open = ''
    }
    return `${before && `${before}\n`}${piece}${open && `\n${open}`}`
  })
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++
  return found
}
