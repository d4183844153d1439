import type { Seen } from '../look-alikes.ts'
import type { Token } from './tokens.ts'

/** A sentence, a line, or a part of a very long one: its words and its place in the text as it is seen. */
export type Piece = { tokens: Token[]; start: number; end: number; text: string }

const LONGEST = 40 // words; a longer sentence is looked at in parts, each together with the next

/** The pieces that a text is looked at in. Together they are the whole text. */
export function piecesOf({ text }: Pick<Seen, 'text'>, tokens: Token[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let start = 0
  const close = (to: number, end: number) => {
    pieces.push({ tokens: tokens.slice(from, to), start, end, text: text.slice(start, end) })
    from = to
    start = end
  }
  for (let at = 1; at < tokens.length; at += 1) {
    const { gap = '', start: next = 0 } = tokens[at] ?? {}
    const end = sentenceEnd(gap)
    if (end !== undefined) close(at, next - gap.length + end)
    else if (at - from >= LONGEST || (at - from >= LONGEST / 2 && gap.includes(','))) close(at, next)
  }
  close(tokens.length, text.length)
  return pieces
}

/** Where in what stands between two words a sentence ends; read once, however many marks there are. */
function sentenceEnd(gap: string): number | undefined {
  for (let at = 0; at < gap.length; at += 1) {
    const sign = gap.charAt(at)
    if (sign === '\n' || sign === '\u3002') return at + 1
    if (!/[.!?]/.test(sign)) continue
    while (/[.!?"'”’)\]]/.test(gap.charAt(at + 1))) at += 1
    if (/\s/.test(gap.charAt(at + 1))) return at + 1
  }
  return undefined
}
