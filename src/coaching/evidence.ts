import type { Quote } from './model.ts'
import type { Transcript } from './transcript.ts'
import { folded, foldedWithPlaces, words } from './wording.ts'

const FEWEST_WORDS = 3 // fewer prove nothing: "next step" is in every reply
const LONGEST = 240

/** The quotes that the learner really wrote, in the learner's own spelling and with the right round; each only once. */
export function provenQuotes(claimed: Quote[], transcript: Transcript): Quote[] {
  const replies = transcript.turns.map((turn) => ({ ...turn, folded: foldedWithPlaces(turn.reply) }))
  const proven = claimed.map((quote) => provenQuote(quote, transcript, replies)).filter((quote) => quote !== undefined)
  return proven.filter((quote, at) =>
    proven.every((other, index) => index === at || !within(quote, other) || (within(other, quote) && at < index)),
  )
}

const within = (quote: Quote, other: Quote) => folded(other.text).includes(folded(quote.text))

type FoldedTurn = Transcript['turns'][number] & { folded: ReturnType<typeof foldedWithPlaces> }

/** The round is looked for first where the quote claims to be; a wrong number is corrected. */
function provenQuote(claimed: Quote, { opening, turns }: Transcript, replies: FoldedTurn[]): Quote | undefined {
  const wanted = folded(claimed.text.slice(0, LONGEST)).replace(/^[\s"'.,…-]+|[\s"'.,;:!?…-]+$/g, '')
  if (words(wanted).length < FEWEST_WORDS) return undefined

  const byClaim = replies.toSorted((a, b) => Number(b.number === claimed.round) - Number(a.number === claimed.round))
  for (const turn of byClaim) {
    const reply = turn.folded
    const at = reply.text.indexOf(wanted)
    if (at < 0) continue
    // What the coach said first proves nothing when the learner repeats it.
    const saidBefore = [opening, ...turns.filter((other) => other.number < turn.number).map((other) => other.answer)]
    if (saidBefore.some((text) => folded(text).includes(wanted))) continue
    const end = reply.places[at + wanted.length] ?? turn.reply.length
    return { round: turn.number, text: turn.reply.slice(reply.places[at], end).replace(/[\s*_~`]+$/, '') }
  }
  return undefined
}
