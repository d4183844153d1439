import { meansTo, tellsWhen } from './commitment.ts'
import { says } from './languages/languages.ts'
import { folded, withoutEnd, words } from './wording.ts'

/** What a learner's reply asks of the coach. */
export type Intent =
  | 'hint' // asked for one
  | 'wants-answer' // asks the coach to decide or to write it
  | 'stuck' // does not know
  | 'thin' // too short to go on
  | 'greets'
  | 'upset' // with the coach, not with a customer
  | 'finished' // says goodbye
  | 'asks' // asks for a fact
  | 'commits' // means to do something, and says when
  | 'intends' // means to do something
  | 'tells'

const THIN = 3 // with fewer words there is rarely a fact in it
const SHORT = 12 // "I do not know" is the whole reply, not half a sentence of a longer one

/**
 * What a reply asks of the coach, read from its wording, in every language as far as it is known how that is said there; the rest comes
 * out as telling.
 */
export function intentOf(reply: string): Intent {
  const text = withoutEnd(folded(reply), '.!')
  const length = words(text).length
  if (says('hint', text)) return 'hint'
  if (says('greets', text)) return 'greets'
  if (length <= SHORT && says('upset', text)) return 'upset'
  if (length <= SHORT && says('finished', text)) return 'finished'
  if (length <= 25 && says('wantsAnswer', text)) return 'wants-answer'
  if (length <= SHORT && says('stuck', text)) return 'stuck'
  if (says('asks', lastSentence(text))) return 'asks'
  if (meansTo(text)) return tellsWhen(text) ? 'commits' : 'intends'
  if (length < THIN && !/\d/.test(text) && !tellsWhen(text)) return 'thin'
  return 'tells'
}

const lastSentence = (text: string) => text.split(/(?<=[.!?])\s+/).at(-1) ?? text
