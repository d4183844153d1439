import { broughtIn } from './case.ts'
import { intentOf } from './intent.ts'
import type { Round } from './model.ts'

/** How much the coach helps: by a question, by a way of looking at it, by an example. */
export type Help = 'question' | 'frame' | 'example'

/** How many replies in a row, up to this one, brought the learner no further. With another question or topic the count begins anew. */
export function stuckReplies(rounds: Round[], reply: string): number {
  const here = rounds.filter(({ rehearsal, reply: text, wish }) => !rehearsal && (text !== '' || wish))
  const all = [...here.map((round) => !movesOn(round) && bringsNothing(round.reply)), bringsNothing(reply)]
  return all.length - 1 - all.lastIndexOf(false)
}

/** The step of the hint ladder: each reply or wish in the same spot that brings nothing leads one step down. */
export function helpFor(rounds: Round[], reply: string): Help {
  const stuck = stuckReplies(rounds, reply)
  if (stuck >= 3) return 'example'
  return stuck === 2 ? 'frame' : 'question'
}

const movesOn = ({ wish }: Round) => wish !== undefined && wish !== 'hint'

function bringsNothing(reply: string): boolean {
  if (broughtIn(reply).message !== '') return false
  const intent = intentOf(reply)
  return intent === 'stuck' || intent === 'thin' || intent === 'hint' || intent === 'wants-answer'
}
