import type { Mark, Quote, Round } from './model.ts'

/** The messages that a round's reply is made of: a blank line stands between two of them. */
export type SentReply = { round: number; messages: { post: string; characters?: number | null | undefined }[] }

const BETWEEN = 2 // characters

/** The marks with each quote led back to the message that holds it, where that is known. */
export function withPlaces(marks: Mark[], rounds: Round[], sent: SentReply[]): Mark[] {
  return eachQuote(marks, ({ round, text }) => {
    const at = messageOf({ round, text }, rounds, sent)
    return { round, text, ...(at && { at }) }
  })
}

/** The marks with this made of every quote in them, those of cues too. */
export function eachQuote(marks: Mark[], change: (quote: Quote) => Quote): Mark[] {
  return marks.map((mark) => ({
    ...mark,
    quotes: mark.quotes.map(change),
    ...(mark.cues && {
      cues: mark.cues.map(({ name, quote }) => ({ name, ...(quote && { quote: change(quote) }) })),
    }),
  }))
}

/** Every quote in a mark, those of its cues too. */
export const quotesIn = ({ quotes, cues = [] }: Mark): Quote[] => [
  ...quotes,
  ...cues.flatMap(({ quote }) => quote ?? []),
]

function messageOf({ round, text }: Quote, rounds: Round[], sent: SentReply[]): string | undefined {
  const messages = sent.find((one) => one.round === round)?.messages ?? []
  const reply = rounds.find(({ number }) => number === round)?.reply ?? ''
  const lengths = messages.flatMap(({ characters }) => characters ?? [])
  if (lengths.length < messages.length) return messages.length === 1 ? messages[0]?.post : undefined
  const whole = lengths.reduce((sum, length) => sum + length + BETWEEN, -BETWEEN)
  if (whole !== [...reply].length) return undefined // not all of it is known
  const at = reply.indexOf(text)
  if (at < 0) return undefined
  const place = [...reply.slice(0, at)].length // the database counts whole characters
  let end = 0
  return messages.find(({ characters }) => {
    end += (characters ?? 0) + BETWEEN
    return place < end
  })?.post
}
