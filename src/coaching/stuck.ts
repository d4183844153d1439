import { broughtIn, ownWords } from './case.ts'
import { intentOf } from './intent.ts'
import type { Round } from './model.ts'

/** How much the coach helps: by a question, by a way of looking at it, by an example. */
export type Help = 'question' | 'frame' | 'example'

/** How many replies in a row, up to this one, brought the learner no further. */
export function stuckReplies(rounds: Round[], reply: string): number {
  const replies = [...rounds.map((round) => round.reply).filter((text) => text !== ''), reply]
  const last = replies.findLastIndex((text) => !bringsNothing(text))
  return replies.length - 1 - last
}

/** The step of the hint ladder: two stuck replies in a row, or the wish for a hint, lead one step up. */
export function helpFor(rounds: Round[], reply: string): Help {
  const stuck = stuckReplies(rounds, reply)
  const asked = intentOf(ownWords(reply)) === 'hint' ? 1 : 0
  if (stuck + asked >= 3) return 'example'
  if (stuck + asked >= 2) return 'frame'
  return 'question'
}

function bringsNothing(reply: string): boolean {
  if (broughtIn(reply).message !== '') return false
  const intent = intentOf(reply)
  return intent === 'stuck' || intent === 'thin' || intent === 'hint' || intent === 'wants-answer'
}
