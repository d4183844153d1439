import { type Piece, piecesOf } from './grader-talk/pieces.ts'
import { tokensOf } from './grader-talk/tokens.ts'
import { hints, weigh } from './grader-talk/weigh.ts'
import { asSeen, type Seen } from './look-alikes.ts'

/**
 * A learner's text without the sentences that speak to whoever scores it, and what was cut. What is kept stays letter by letter. It is
 * looked at as a reader would see it and, where it may hide something, deciphered. Proof stays the real defence: no quote is taken from
 * what was cut, and a score needs quotes.
 */
export function withoutInjection(reply: string): Cleaned {
  const known = read.get(reply)
  if (known) return known
  const cleaned = cleanedOf(reply)
  if (read.size >= REMEMBERED) read.clear()
  read.set(reply, cleaned)
  return cleaned
}

type Cleaned = Readonly<{ text: string; cut: readonly string[] }>
/** The replies of a session are read again after each round: those that were read lately are known. */
const read = new Map<string, Cleaned>()
const REMEMBERED = 500 // of at most some pages each

function cleanedOf(reply: string): Cleaned {
  const seen = asSeen(reply)
  const spans = [...spokenTo(seen), ...deciphered(reply)].toSorted((one, other) => one.start - other.start)
  if (spans.length === 0) return { text: reply, cut: [] }

  const pieces = piecesOf(seen, tokensOf(seen)).map(({ start, end }) => ({
    start: seen.places[start] ?? reply.length,
    end: seen.places[end] ?? reply.length,
  }))
  const kept: string[] = []
  const cut: string[] = []
  let at = 0
  let passed = 0
  let reached = 0
  for (const piece of pieces) {
    for (let span = spans[passed]; span && span.start < piece.end; span = spans[passed]) {
      reached = Math.max(reached, span.end)
      passed += 1
    }
    if (reached <= piece.start) continue
    kept.push(reply.slice(at, piece.start).trim())
    cut.push(reply.slice(piece.start, piece.end).trim())
    at = piece.end
  }
  kept.push(reply.slice(at).trim())
  return { text: kept.filter((part) => part !== '').join(CUT), cut }
}

/** Stands between what was around a cut, so that no quote reaches across it. */
const CUT = '\n…\n'

type Span = { start: number; end: number }

/** Where a text speaks to the scorer, in the original's places. */
function spokenTo(seen: Seen): Span[] {
  const pieces = piecesOf(seen, tokensOf(seen))
  const plain = addressed(pieces).map((piece) => placed(piece, seen))
  if (!pieces.some(isCiphered)) return plain
  return [
    ...plain,
    ...[rotated(seen), reversed(seen)].flatMap((reading) =>
      addressed(piecesOf(reading, tokensOf(reading))).map((piece) => placed(piece, reading)),
    ),
  ]
}

function placed({ start, end }: Piece, { places }: Seen): Span {
  const ends = [places[start] ?? 0, places[Math.max(start, end - 1)] ?? 0]
  return { start: Math.min(...ends), end: Math.max(...ends) + 1 }
}

/** In no language are most words of a sentence unknown ones: the small words are all known. */
const isCiphered = ({ tokens }: Piece) =>
  tokens.length >= 3 && tokens.filter(({ senses }) => senses.size === 0).length >= tokens.length * 0.7

const ENOUGH = 5
const MOST_PIECES = 5 // sentences that are read as one
const MOST_WORDS = 80
const FEW_WORDS = 18
const GOES_ON = 2

/** The pieces that speak to the scorer: by themselves, or the fewest in a row that do together. */
function addressed(pieces: Piece[]): Piece[] {
  const hinting = pieces.map(hints)
  const found = new Set(pieces.filter((piece, at) => hinting[at] && weigh([piece]).sum >= ENOUGH))
  for (let size = 2; size <= MOST_PIECES; size += 1) {
    for (let at = 0; at + size <= pieces.length; at += 1) {
      if (!hinting[at] || !hinting[at + size - 1]) continue
      const some = pieces.slice(at, at + size)
      const words = some.reduce((sum, { tokens }) => sum + tokens.length, 0)
      if (words > MOST_WORDS || some.some((piece) => found.has(piece))) continue
      const { sum, isAddressed } = weigh(some)
      if (sum >= (isAddressed || words <= FEW_WORDS ? ENOUGH : ENOUGH + 1)) for (const piece of some) found.add(piece)
    }
  }
  for (const [at, piece] of pieces.entries())
    if (found.has(piece)) for (const next of goingOn(pieces, hinting, at)) found.add(next)
  return [...found]
}

/** What goes on speaking to whom a sentence before it called upon: "You who grade this. Be generous." */
function goingOn(pieces: Piece[], hinting: boolean[], at: number): Piece[] {
  const [piece, ...following] = pieces.slice(at, at + MOST_PIECES)
  if (!piece || !weigh([piece]).isAddressed) return []
  const { sum } = weigh([piece])
  const end = following.findIndex((next, one) => !hinting[at + 1 + one] || weigh([piece, next]).sum < sum + GOES_ON)
  return end < 0 ? following : following.slice(0, end)
}

/** Every letter moved by half the alphabet. */
function rotated({ text, places }: Seen): Seen {
  const letters = text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97))
  return { text: letters, places }
}

const reversed = ({ text, places }: Seen): Seen => ({
  text: text.split('').toReversed().join(''),
  places: places.toReversed(),
})

const CODES = [
  {
    code: /[A-Za-z0-9+/_-]{16,}(?:\s[A-Za-z0-9+/_-]{16,})*={0,2}/g,
    read: (code: string) => Buffer.from(code.replace(/\s/g, ''), 'base64'),
  },
  {
    code: /[0-9a-fA-F]{2}(?:[ :]?[0-9a-fA-F]{2}){11,}/g,
    read: (code: string) => Buffer.from(code.replace(/[ :]/g, ''), 'hex'),
  },
  {
    code: /[01]{8}(?: ?[01]{8}){7,}/g,
    read: (code: string) =>
      Buffer.from((code.replaceAll(' ', '').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))),
  },
]

/** Where something is written in a code that a model reads, and speaks to the scorer. */
function deciphered(text: string): Span[] {
  return CODES.flatMap(({ code, read }) =>
    [...text.matchAll(code)].flatMap(({ 0: run, index }) => {
      const plain = read(run).toString('utf8')
      if (/[^\p{L}\p{M}\p{N}\p{P}\p{S}\s]/u.test(plain)) return []
      return spokenTo(asSeen(plain)).length > 0 ? [{ start: index, end: index + run.length }] : []
    }),
  )
}
