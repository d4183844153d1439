import type { Quote } from './model.ts'
import type { Transcript } from './transcript.ts'
import { folded, foldedWithPlaces, withoutEnd, words } from './wording.ts'

const FEWEST_WORDS = 3 // fewer prove nothing: "next step" is in every reply
const LONGEST = 240

/** The quotes that the learner really wrote, in the learner's own spelling and with the right round; each only once. */
export function provenQuotes(claimed: Quote[], transcript: Transcript): Quote[] {
  const talk: FoldedTalk = {
    opening: folded(transcript.opening),
    turns: transcript.turns.map((turn) => ({
      ...turn,
      said: foldedWithPlaces(turn.reply),
    })),
    answers: [...transcript.turns, ...(transcript.others ?? [])].map(({ number, answer }) => ({
      number,
      text: folded(answer),
    })),
  }
  const proven = claimed.map((quote) => provenQuote(quote, talk)).filter((quote) => quote !== undefined)
  return proven.filter((quote, at) =>
    proven.every((other, index) => index === at || !within(quote, other) || (within(other, quote) && at < index)),
  )
}

const within = (quote: Quote, other: Quote) => folded(other.text).includes(folded(quote.text))

/** A talk folded once, for all the quotes that are looked for in it. */
type FoldedTalk = {
  opening: string
  turns: (Transcript['turns'][number] & { said: ReturnType<typeof foldedWithPlaces> })[]
  answers: { number: number; text: string }[]
}

/** The round is looked for first where the quote claims to be; a wrong number is corrected. */
function provenQuote(claimed: Quote, { opening, turns, answers }: FoldedTalk): Quote | undefined {
  const quoted = folded(claimed.text.slice(0, LONGEST)).replace(/^[\s"'.,…-]+/, '')
  const wanted = withoutEnd(quoted, `"'.,;:!?…-`)
  if (words(wanted).length < FEWEST_WORDS) return undefined

  const byClaim = turns.toSorted((a, b) => Number(b.number === claimed.round) - Number(a.number === claimed.round))
  for (const { number, reply, said } of byClaim) {
    const at = said.text.indexOf(wanted)
    if (at < 0) continue
    // What the coach said first, as the coach or in a rehearsal, proves nothing when the learner repeats it.
    const before = answers.filter((answer) => answer.number < number).map(({ text }) => text)
    if ([opening, ...before].some((text) => text.includes(wanted))) continue
    const end = said.places[at + wanted.length] ?? reply.length
    return { round: number, text: withoutEnd(reply.slice(said.places[at], end), '*_~`') }
  }
  return undefined
}
