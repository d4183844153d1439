import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { closing, judgement, type Mark, type Quote } from '../../coaching/model.ts'
import { eachQuote } from '../../coaching/proof.ts'
import type { ScorecardView } from '../../flows/show.ts'
import { cut, LIMITS } from './blocks.ts'

const ROOM = LIMITS.buttonValue - 100 // beside the session that it belongs to
const MOST = 100_000 // of what is unpacked
const NAME = 40
const CUES = 6 // of a dimension

const carried = z.object({
  domainName: z.string(),
  judgement,
  closing,
  scripted: z.boolean(),
  rubricVersion: z.int(),
  leftOut: z.int(),
  closedBecause: z.enum(['learner', 'another', 'idle', 'uninstalled', 'unopened']).nullable(),
  label: z.object({
    label: z.enum(['private', 'shared', 'assigned']),
    offRecord: z.boolean(),
    suggestedBy: z.object({ actor: z.string(), name: z.string() }).nullable(),
  }),
})
type Carried = z.infer<typeof carried>

/**
 * What a scorecard off the record says, for the value of the button that shows it. Of such a session no text stays with us, so nobody else
 * could say it later; and a value is neither shown nor in a notification. What does not fit goes, from the least to the most.
 */
export function packCard(card: ScorecardView): string {
  let all = carried.parse(card)
  for (const leaner of LEANER) {
    all = leaner(all)
    const text = Buffer.from(JSON.stringify(all))
    const packed = text.length <= MOST ? deflateRawSync(text).toString('base64') : undefined
    if (packed !== undefined && packed.length <= ROOM) return packed
  }
  return ''
}

/** The card that a button carries; undefined where it carries none. */
export function unpackCard(sessionId: string, packed: string): ScorecardView | undefined {
  if (!packed) return undefined
  const text = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST }).toString()
  return {
    ...carried.parse(JSON.parse(text)),
    sessionId,
    rounds: 1,
    ownScore: null,
    isOpen: true,
    asks: false,
    asksNothing: false,
    canDispute: false,
    disputes: [],
    isRedacted: false,
    canShare: false,
  }
}

const each =
  (change: (mark: Mark) => Mark) =>
  (card: Carried): Carried => ({
    ...card,
    judgement: { ...card.judgement, marks: card.judgement.marks.map(change) },
  })
const eachQuoted =
  (change: (quote: Quote) => Quote) =>
  (card: Carried): Carried => ({
    ...card,
    judgement: { ...card.judgement, marks: eachQuote(card.judgement.marks, change) },
  })
const LEANER: ((card: Carried) => Carried)[] = [
  (card) => card,
  each(({ betterWording: _, ...mark }) => mark),
  eachQuoted(({ at: _, ...quote }) => quote),
  each((mark) => ({ ...mark, quotes: mark.quotes.slice(0, 1) })),
  each((mark) => ({ ...mark, observation: '' })),
  each((mark) => ({ ...mark, nextStep: cut(mark.nextStep, NAME) })),
  eachQuoted((quote) => ({ ...quote, text: cut(quote.text, NAME) })),
  eachQuoted((quote) => ({ ...quote, text: '' })), // which cues were found stays
  each((mark) => ({ ...mark, quotes: [], nextStep: '' })),
  (card) => ({ ...card, closing: { workedOut: '', nextSteps: [] } }),
  each(({ cues, ...mark }) => ({
    ...mark,
    dimension: cut(mark.dimension, NAME),
    label: cut(mark.label, NAME),
    ...(cues && { cues: cues.slice(0, CUES).map((cue) => ({ ...cue, name: cut(cue.name, NAME) })) }),
  })),
  each(({ cues, ...mark }) => ({ ...mark, ...(cues && { cues: cues.map((cue) => ({ ...cue, name: '' })) }) })),
  (card) => ({
    ...card,
    domainName: cut(card.domainName, NAME),
    label: { ...card.label, suggestedBy: null },
    judgement: { ...card.judgement, judge: cut(card.judgement.judge, NAME), marks: card.judgement.marks.slice(0, 16) },
  }),
]
