import type { Quote } from './model.ts'
import { reachesAcrossAGap } from './pasted.ts'
import type { Transcript } from './transcript.ts'
import { folded, foldedWithPlaces, hasWords, weighedSentences, withoutEnd, wordSet } from './wording.ts'

const FEWEST_WORDS = 3 // fewer prove nothing: "next step" is in every reply
const LONGEST = 240
const MOST_CLAIMED = 100 // quotes: of a dimension three are asked for

/** The quotes that the learner really wrote, in the learner's own spelling and with the right round; each only once. */
export function provenQuotes(claimed: Quote[], transcript: Transcript): Quote[] {
  const talk = foldedTalk(transcript)
  const proven = claimed
    .slice(0, MOST_CLAIMED)
    .map((quote) => provenQuote(quote, talk))
    .filter((quote) => quote !== undefined)
    .map((quote) => ({ quote, said: folded(quote.text) }))
  return proven
    .filter(({ said }, at) =>
      proven.every(
        (other, index) => index === at || !other.said.includes(said) || (said.includes(other.said) && at < index),
      ),
    )
    .map(({ quote }) => quote)
}

/** What a text names of the learner's own words: by quotation marks, by lines, or by sentences. */
export function namedQuotes(text: string, transcript: Transcript): Quote[] {
  const marked = [...text.matchAll(/["“”„«»‘’'‚‹›]([^"“”„«»‹›\n]{8,400}?)["“”„«»‘’'‚‹›](?!\p{L})/gu)].map(
    ([, inside = '']) => inside,
  )
  const named = [...marked, ...text.split('\n'), ...weighedSentences(text).map((sentence) => sentence.text)]
  return provenQuotes(
    named.map((quote) => ({ round: 0, text: quote })),
    transcript,
  ).slice(0, MOST_NAMED)
}
const MOST_NAMED = 5

type FoldedTalk = {
  opening: string
  turns: (Transcript['turns'][number] & { said: ReturnType<typeof foldedWithPlaces>; words: () => Set<string> })[]
  answers: { number: number; text: string }[]
}
const FOLDED = new WeakMap<Transcript, FoldedTalk>()

/** A talk folded once, for all the quotes of all dimensions that are looked for in it. */
export function foldedTalk(transcript: Transcript): FoldedTalk {
  const known = FOLDED.get(transcript)
  if (known) return known
  const talk = {
    opening: folded(transcript.opening),
    turns: transcript.turns.map((turn) => {
      let known: Set<string> | undefined
      const words = () => {
        known ??= wordSet(turn.reply)
        return known
      }
      return { ...turn, said: foldedWithPlaces(turn.reply), words }
    }),
    answers: [...transcript.turns, ...(transcript.others ?? [])].map(({ number, answer }) => ({
      number,
      text: folded(answer),
    })),
  }
  FOLDED.set(transcript, talk)
  return talk
}

/** The round is looked for first where the quote claims to be; a wrong number is corrected. */
function provenQuote(claimed: Quote, { opening, turns, answers }: FoldedTalk): Quote | undefined {
  const quoted = folded(claimed.text.slice(0, LONGEST)).replace(/^[\s"'.,…-]+/, '')
  const wanted = withoutEnd(quoted, `"'.,;:!?…-`)
  if (!hasWords(wanted, FEWEST_WORDS)) return undefined

  const byClaim = turns.toSorted((a, b) => Number(b.number === claimed.round) - Number(a.number === claimed.round))
  for (const { number, reply, said } of byClaim) {
    const at = said.text.indexOf(wanted)
    if (at < 0) continue
    // What the coach said first, as the coach or in a rehearsal, proves nothing when the learner repeats it.
    const before = answers.filter((answer) => answer.number < number).map(({ text }) => text)
    if ([opening, ...before].some((text) => text.includes(wanted))) continue
    const end = said.places[at + wanted.length] ?? reply.length
    const text = withoutEnd(reply.slice(said.places[at], end), '*_~`')
    if (!reachesAcrossAGap(text)) return { round: number, text }
  }
  return undefined
}
